"""A person's no, and other ends: building blocks for use within an operation.

A no is never turned down. It counts at once, everywhere, and is passed on to recipients.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from seloste.consents import rules
from seloste.consents.addresses import reached
from seloste.consents.models import Link, MarketingBan
from seloste.consents.queries import (
    banned,
    choice_of,
    choices_of,
    mark_of,
    persons_against_marketing,
)
from seloste.consents.values import ALL_MARKETING, Banned, Choice, ConsentState, Said
from seloste.consents.writing import Entry, add
from seloste.customers.writing import Moment
from seloste.disclosures.operations import owe
from seloste.kernel.ids import PersonId
from seloste.notice.values import Notice
from seloste.usability.operations import end_objection as unbar
from seloste.usability.operations import object_to as bar
from seloste.usability.operations import set_consent
from seloste.usability.queries import standings_of
from seloste.usability.rules import marketing_purposes
from seloste.usability.values import Standing
from seloste.vault import noes


def withdraw(
    person: PersonId, purpose: str, *, said: Said | None, moment: Moment, receipt: bool = True
) -> int | None:
    """Record that a person says no to what they consented to, or were asked to; it ends at once.

    Returns:
        The event, or None when that no is on record already.

    Source: GDPR Art. 7(3).
    """
    state = rules.after_a_no(choice_of(person, purpose).consent)
    _close_links(person, purpose, moment)
    if state is None:
        return None
    entry = Entry(
        person=person, purpose=purpose, kind="consent", state=state, said=said, receipt=receipt
    )
    event = add(entry, moment=moment)
    _end_use(person, purpose, state, event, moment)
    return event


def end(
    person: PersonId, purpose: str, *, state: ConsentState, note: str, moment: Moment
) -> int | None:
    """Record that a consent ended without the person: expired, revoked, found invalid.

    Returns:
        The event, or None when no consent lives.
    """
    if not rules.permits(choice_of(person, purpose).consent):
        return None
    details = {"note": note} if note else {}
    entry = Entry(person=person, purpose=purpose, kind="consent", state=state, details=details)
    event = add(entry, moment=moment)
    _end_use(person, purpose, state, event, moment)
    return event


def object_to(person: PersonId, purpose: str, *, said: Said | None, moment: Moment) -> int | None:
    """Record that a person objects to a purpose; it is not served by their data from now on.

    What else lives for the purpose ends with it: a consent, the conditions of marketing without.

    Args:
        person: who objects.
        purpose: key of a purpose.
        said: how they said it; None when it follows from what they said about another.
        moment: under which edition, by whom, when.

    Returns:
        The event, or None when the objection is on record already.

    Source: GDPR Art. 21(1)-(3).
    """
    choice = choice_of(person, purpose)
    _end_marketing(person, choice, said=said, moment=moment)
    bar(person, purpose, by=moment.by, at=moment.at)
    if choice.objected:
        return None
    entry = Entry(
        person=person,
        purpose=purpose,
        kind="objection",
        state="objected",
        said=said,
        receipt=said is not None,
    )
    return add(entry, moment=moment)


def ban(person: PersonId, *, said: Said, moment: Moment) -> Banned:
    """Record that a person says no to all direct marketing, and mark each of their addresses.

    Source: GDPR Art. 21(2)-(3).
    """
    found = choices_of(person)
    if not rules.objects_to_all_marketing(found):
        entry = Entry(
            person=person, purpose=ALL_MARKETING, kind="objection", state="objected", said=said
        )
        add(entry, moment=moment)
    purposes = marketing_purposes(moment.notice)
    for purpose in purposes:
        choice = found.get(purpose, Choice(purpose))
        _end_marketing(person, choice, said=said, moment=moment)
        bar(person, purpose, by=moment.by, at=moment.at)
    addresses = reached(person, moment)
    for address in (*addresses.emails, *addresses.phones):
        mark_banned(address, moment=moment)
    return Banned(purposes, len(addresses.emails) + len(addresses.phones))


def mark_banned(address: str, *, moment: Moment) -> bool:
    """Put an address under the ban; False when it was there. Nothing says whose it is."""
    mark, kind = mark_of(address), "email" if "@" in address else "phone"
    noes.note(noes.NOBODY, "ban", f"{kind}:{mark}", stands=True, at=moment.at)
    _, made = MarketingBan.objects.get_or_create(
        mark=mark, defaults={"kind": kind, "set_at": moment.at}
    )
    return made


def categories_of(notice: Notice, purpose: str) -> list[str]:
    """Return the categories that are used for the purpose: what recipients may have got for it."""
    return sorted({category for use in notice.uses_of(purpose) for category in use.categories})


def _end_marketing(person: PersonId, choice: Choice, *, said: Said | None, moment: Moment) -> None:
    """End what lets a purpose be served: the no says it all, so there is one receipt."""
    if rules.permits(choice.consent) or choice.consent == "requested":
        withdraw(person, choice.purpose, said=said, moment=moment, receipt=False)
    if choice.is_met:
        entry = Entry(
            person=person,
            purpose=choice.purpose,
            kind="soft_opt_in",
            state="ended",
            said=said,
            receipt=False,
        )
        event = add(entry, moment=moment)
        set_consent(person, choice.purpose, given=False, by=moment.by, at=moment.at)
        _pass_on(person, choice.purpose, event, moment)


def _end_use(
    person: PersonId, purpose: str, state: ConsentState, event: int, moment: Moment
) -> None:
    set_consent(person, purpose, given=False, by=moment.by, at=moment.at)
    if state != "refused":  # nothing was given to anybody on a consent that never was
        _pass_on(person, purpose, event, moment)


def _pass_on(person: PersonId, purpose: str, event: int, moment: Moment) -> None:
    """Owe each recipient that had the data for the purpose the word that it is over (C-129/21)."""
    owe(
        person,
        kind="withdraw",
        categories=categories_of(moment.notice, purpose),
        cause=f"consent:{event}",
        purpose=purpose,
        by=moment.by,
        at=moment.at,
    )


def _close_links(person: PersonId, purpose: str, moment: Moment) -> None:
    """Let links to confirm, sent before the no, confirm nothing any more."""
    Link.objects.filter(
        person=person, purpose=purpose, use="confirm", used_at=None, expires_at__gt=moment.at
    ).update(expires_at=moment.at)


def end_objection(person: PersonId, purpose: str, *, said: Said | None, moment: Moment) -> int:
    """Record that an objection is over: taken back, or rejected with reasons (Art. 21(1)).

    Args:
        person: who had objected.
        purpose: key of a purpose.
        said: how they took it back; None when it was rejected.
        moment: under which edition, by whom, when.
    """
    entry = Entry(
        person=person,
        purpose=purpose,
        kind="objection",
        state="ended",
        said=said,
        receipt=said is not None,
    )
    event = add(entry, moment=moment)
    unbar(person, purpose, by=moment.by, at=moment.at)
    return event


def extend_bans(moment: Moment) -> int:
    """Bar whoever said no to all marketing from purposes that are new; return how many."""
    purposes = set(marketing_purposes(moment.notice))
    against = persons_against_marketing()
    standings = standings_of(against)
    barred = 0
    for person in against:
        standing = standings.get(person, Standing())
        for purpose in sorted(purposes - standing.objections - standing.consents):
            bar(person, purpose, by=moment.by, at=moment.at)
            barred += 1
    return barred


def apply_bans(addresses: Mapping[PersonId, Collection[str]], *, moment: Moment) -> int:
    """Bar persons who come with a banned address from all direct marketing; return how many.

    Args:
        addresses: of each person, e-mail addresses and telephone numbers as they are kept.
        moment: under which edition, by whom, when.

    Source: GDPR Art. 21(3).
    """
    found = banned({one for of_person in addresses.values() for one in of_person})
    persons = [person for person, own in addresses.items() if not found.isdisjoint(own)]
    for person in persons:
        for purpose in marketing_purposes(moment.notice):
            object_to(person, purpose, said=None, moment=moment)
    return len(persons)

"""A person's yes: recorded where it was said, or asked for and confirmed by the person's own link."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.consents import queries, rules
from seloste.consents.addresses import reached
from seloste.consents.endings import end_objection, object_to
from seloste.consents.errors import LinkNotUsable, MarketingBanned, NoSuchPerson
from seloste.consents.models import Link, MarketingBan
from seloste.consents.queries import hash_of
from seloste.consents.values import Asked, Said, Shown, SoftOptIn
from seloste.consents.writing import Entry, add, parts
from seloste.customers.queries import is_here
from seloste.customers.writing import Moment
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.outbox.operations import post
from seloste.usability.operations import end_objection as unbar
from seloste.usability.operations import set_consent
from seloste.usability.queries import standings_of
from seloste.usability.rules import marketing_purposes
from seloste.usability.values import Standing
from seloste.vault import noes
from seloste.vault.marks import secret_of

CONFIRM = "consents.confirm"
"""Kind of the work of sending a link to confirm by, and use of its secret."""


@transaction.atomic(durable=True)
def give(
    person: PersonId, purpose: str, *, said: Said, wording: str, by: Actor, at: datetime
) -> int:
    """Record a consent that the person gave; it lives from now on. Return the event's id.

    Args:
        person: who consents.
        purpose: key of a purpose that rests on consent.
        said: how they said it.
        wording: hash of the text that they were shown.
        by: who records it.
        at: now, UTC.

    Raises:
        NoSuchPerson, NotByConsent, NoWording, OtherWording, WitnessMissing, NotYetSaid: as their
            names say.
        MayNotRecord: the notice does not let the role work with consents.
        ConfirmationNeeded: a form about marketing; `ask` sends a link to the address instead.
        OnlyByThePerson: staff say that the person did it themselves.
        MarketingBanned: the person or an address of theirs is under a ban.

    Source: GDPR Art. 4(11), 7(1)-(2).
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    shown = _check(person, purpose, said, wording, moment)
    rules.check_yes(said, moment.notice.purposes[purpose])
    if not (own := rules.is_the_persons_own(said, by)):
        _check_no_ban(person, purpose, moment)
    entry = Entry(
        person=person, purpose=purpose, kind="consent", state="given", said=said, shown=shown
    )
    event = add(entry, moment=moment)
    _let_live(person, purpose, moment)
    if own:
        marks = [queries.mark_of(address) for address in reached(person, moment).emails]
        _take_back_no(person, purpose, marks, moment)
    return event


@transaction.atomic(durable=True)
def ask(
    person: PersonId, purpose: str, *, said: Said, wording: str, by: Actor, at: datetime
) -> int:
    """Ask the person to confirm by a link sent to their address; return the event's id.

    Nothing lives until the one who reads the mail there presses the button behind the link.

    Raises:
        As `give`, but for ConfirmationNeeded and MarketingBanned: whoever asks for it anew after
        a ban does so themselves, with the link.

    Source: GDPR Art. 7(1); Directive 2002/58/EC Art. 13(1).
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    shown = _check(person, purpose, said, wording, moment)
    expires_at = at + rules.LINK_LASTS
    last_day = Moment(moment.edition, by, expires_at).day
    entry = Entry(
        person=person,
        purpose=purpose,
        kind="consent",
        state="requested",
        said=said,
        shown=shown,
        receipt=False,  # the letter with the link says it all
    )
    event = add(entry, moment=moment, relied_on_until=last_day)
    link = Link(
        id=new_id(),
        person=person,
        purpose=purpose,
        use="confirm",
        event_id=event,
        language=said.language,
        sent_to="",
        made_at=at,
        expires_at=expires_at,
    )
    link.secret_hash = hash_of(secret_of(link.id, use=CONFIRM))
    link.save(force_insert=True)
    post(CONFIRM, link.id, due_at=at)
    return event


@transaction.atomic(durable=True)
def confirm(secret: str, *, by: Actor, at: datetime) -> Asked:
    """Take the yes of whoever has the link; the consent lives from now on.

    Raises:
        OnlyByThePerson: it came through a door of staff or programs.
        LinkNotUsable: the link is none, was used, is too old, a no came after it, or the notice
            now says something else.

    Source: GDPR Art. 7(1).
    """
    rules.check_by_the_person(by)
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    link = Link.objects.filter(secret_hash=hash_of(secret), use="confirm").first()
    if link is None or link.event is None or not _is_open(link, at):
        raise LinkNotUsable
    person, language = PersonId(link.person), cast("Language", link.language)
    shown = rules.shown(
        moment.notice, link.purpose, language=language, edition=moment.edition.number
    )
    if shown.hash != link.event.wording_id:
        raise LinkNotUsable
    Link.objects.filter(id=link.id).update(used_at=at)
    said = Said(means="link", language=language)
    entry = Entry(
        person=person,
        purpose=link.purpose,
        kind="consent",
        state="given",
        said=said,
        shown=shown,
        details={"requested": link.event_id},
    )
    add(entry, moment=moment)
    _let_live(person, link.purpose, moment)
    _take_back_no(person, link.purpose, [link.sent_to], moment)
    link.refresh_from_db()
    return queries.asked_of(link, at=at)


@transaction.atomic(durable=True)
def rely_on_soft_opt_in(
    person: PersonId, purpose: str, *, conditions: SoftOptIn, by: Actor, at: datetime
) -> int:
    """Record that the conditions of marketing to one's own customer hold; return the event's id.

    Raises:
        NoSuchPerson, MayNotRecord, NotBySoftOptIn, ConditionsNotMet: as their names say.
        MarketingBanned: the person objected, or an address of theirs is under a ban.

    Source: Directive 2002/58/EC Art. 13(2); Act 917/2014 section 200(3); C-654/23.
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    if not is_here(person):
        raise NoSuchPerson
    rules.check_may_record(moment.notice, by, purpose)
    rules.check_soft_opt_in(moment.notice, purpose, conditions, today=moment.day)
    _check_no_ban(person, purpose, moment)
    entry = Entry(
        person=person,
        purpose=purpose,
        kind="soft_opt_in",
        state="met",
        details={
            "sold_on": parts(conditions.sold_on),
            "similar_products": conditions.similar_products,
            "refusal_offered": conditions.refusal_offered,
            "refusal_in_each": conditions.refusal_in_each,
        },
        receipt=False,  # the person said nothing
    )
    event = add(entry, moment=moment)
    set_consent(person, purpose, given=True, by=by, at=at)
    return event


def _check(person: PersonId, purpose: str, said: Said, wording: str, moment: Moment) -> Shown:
    rules.check_means(said, moment.by)
    rules.check_said(said, today=moment.day)
    shown = rules.shown(
        moment.notice, purpose, language=said.language, edition=moment.edition.number
    )
    rules.check_shown(shown, claimed=wording)
    rules.check_may_record(moment.notice, moment.by, purpose)
    if not is_here(person):
        raise NoSuchPerson
    return shown


def _check_no_ban(person: PersonId, purpose: str, moment: Moment) -> None:
    """Refuse somebody else's word that the person wants what they banned.

    Source: GDPR Art. 21(3).
    """
    if not moment.notice.purposes[purpose].marketing:
        return
    banned = queries.objects_to_marketing(person, purpose)
    if not banned and queries.has_bans():
        addresses = reached(person, moment)
        banned = bool(queries.banned([*addresses.emails, *addresses.phones]))
    if banned:
        raise MarketingBanned(purpose=purpose)


def _let_live(person: PersonId, purpose: str, moment: Moment) -> None:
    set_consent(person, purpose, given=True, by=moment.by, at=moment.at)


def _take_back_no(person: PersonId, purpose: str, marks: Collection[str], moment: Moment) -> None:
    """Let the person's own yes end their earlier no to this purpose, and to no other.

    A ban of their address goes; what it stood for is kept as an objection to all other marketing.
    """
    bans = MarketingBan.objects.filter(mark__in=marks)
    for kind, mark in bans.values_list("kind", "mark"):
        noes.note(noes.NOBODY, "ban", f"{kind}:{mark}", stands=False, at=moment.at)
    if bans.delete()[0]:
        for other in marketing_purposes(moment.notice):
            if other != purpose and not rules.permits(queries.choice_of(person, other).consent):
                object_to(person, other, said=None, moment=moment)
    if queries.choice_of(person, purpose).objected:
        end_objection(person, purpose, said=None, moment=moment)
    elif purpose in standings_of([person]).get(person, Standing()).objections:
        unbar(person, purpose, by=moment.by, at=moment.at)


def _is_open(link: Link, at: datetime) -> bool:
    return rules.link_is_open(at=at, expires_at=link.expires_at, used_at=link.used_at)

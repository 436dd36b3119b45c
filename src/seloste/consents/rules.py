"""What counts as a consent, when it ends, and what a no does. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Literal, cast

from seloste.consents.errors import (
    ConditionsNotMet,
    ConfirmationNeeded,
    MayNotRecord,
    NotByConsent,
    NotBySoftOptIn,
    NotObjectable,
    NotYetSaid,
    NoWording,
    OnlyByThePerson,
    OtherWording,
    WitnessMissing,
)
from seloste.consents.values import (
    ALL_MARKETING,
    Choice,
    ConsentState,
    Event,
    Kind,
    Said,
    Shown,
    SoftOptIn,
    State,
)
from seloste.kernel.actors import SYSTEM_ROLE, Actor
from seloste.kernel.languages import Language, in_language
from seloste.notice.values import Notice, Purpose

LINK_LASTS = timedelta(days=7)
"""How long a link for confirming works. One for withdrawing works for as long as there is a person."""

RECORD = "consent.record"
"""The field of the notice under which records of consents are kept."""

_VALID: frozenset[ConsentState] = frozenset(("given",))
# What permits nothing comes before what permits something. A request that waits for an answer is
# no word of the person, and takes nothing back.
_STRICTEST: tuple[ConsentState | Literal[""], ...] = (
    "withdrawn", "refused", "revoked", "invalidated", "expired", "unknown", "given", "requested",
)  # fmt: skip
_OBJECTABLE = {"legitimate_interests", "public_task", "soft_opt_in"}
_THE_PERSONS_OWN_DOORS = {"public", "portal"}
_SIGNED_IN_DOORS = {"portal", "api"}
_SAID_BY_THE_PERSON = {"portal", "link"}


def permits(state: ConsentState | str) -> bool:
    """Tell whether a consent in this state permits the processing: only one that was given.

    Source: GDPR Art. 4(11), 6(1)(a), 7(3); DPV 2.3 ConsentStatusValidForProcessing.
    """
    return state in _VALID


def after_a_no(state: ConsentState | str) -> ConsentState | None:
    """Return the state that a person's no leads to; None when it is on record already.

    A no is never turned down: what was given is withdrawn, anything else is refused.

    Source: GDPR Art. 7(3).
    """
    if state == "given":
        return "withdrawn"
    return None if state in {"withdrawn", "refused"} else "refused"


def merged(one: Choice, other: Choice, *, against_marketing: bool) -> Choice:
    """Return how a person stands to a purpose who was kept as two.

    Where the two differ the stricter state holds; an objection of either ends what lives. Two
    records that turn out to be of one person are read to that person's protection.

    Args:
        one: of the one who stays.
        other: of the one who goes.
        against_marketing: either said no to all marketing, and the purpose is some.

    Source: GDPR Art. 5(1)(a), 7(1): the controller proves the consent.
    """
    states: list[ConsentState | Literal[""]] = [c.consent for c in (one, other) if c.consent]
    consent = min(states, key=_STRICTEST.index) if states else one.consent
    objected = one.objected or other.objected
    if (objected or against_marketing) and permits(consent):
        consent = "withdrawn"
    is_met = (one.is_met or other.is_met) and not (objected or against_marketing)
    return Choice(one.purpose, consent, is_met=is_met, objected=objected)


def digest(text: str) -> str:
    """Return the hash under which a wording is kept: SHA-256 of the text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def fingerprint(event: Event) -> str:
    """Return a fingerprint of what an event says, whosever it is.

    It is sealed with the event: of a row that was altered it does not fit.
    """
    said = (
        event.purpose,
        event.kind,
        event.state,
        event.at.astimezone(UTC).isoformat(),
        event.means,
        event.language,
        str(event.edition),
        event.wording,
        event.actor,
        event.role,
        event.way_in,
    )
    return sha256("\0".join(said).encode()).hexdigest()


def shown(notice: Notice, purpose: str, *, language: Language, edition: int) -> Shown:
    """Return what the notice puts to a person for the purpose.

    Raises:
        NotByConsent: the purpose does not rest on consent.
        NoWording: the notice has no text for it.

    Source: GDPR Art. 7(1)-(2).
    """
    declared = notice.purposes.get(purpose)
    if declared is None or declared.legal_basis != "consent":
        raise NotByConsent(purpose=purpose)
    text = in_language(declared.wording, language)
    if not text:
        raise NoWording(purpose=purpose)
    return Shown(purpose, language, text, digest(text), edition)


def check_shown(what: Shown, *, claimed: str) -> None:
    """Refuse a consent to a text other than the one in force.

    Raises:
        OtherWording: the hash of what was shown is another.

    Source: GDPR Art. 4(11) (informed), 7(1).
    """
    if claimed != what.hash:
        raise OtherWording(purpose=what.purpose)


def check_said(said: Said, *, today: date) -> None:
    """Refuse what could not be proved.

    Raises:
        WitnessMissing: said aloud, and nobody is named who heard it.
        NotYetSaid: the day lies ahead.

    Source: GDPR Art. 7(1); C-61/19 Orange România.
    """
    if said.means == "oral" and not said.witness.strip():
        raise WitnessMissing
    if said.said_on is not None and said.said_on > today:
        raise NotYetSaid


def check_yes(said: Said, purpose: Purpose) -> None:
    """Refuse to take a form for a person's yes to marketing.

    Anybody can put another's address into a form, so the one who has the address confirms.

    Raises:
        ConfirmationNeeded: it has to be asked for by a link.
    """
    if said.means == "form" and purpose.marketing:
        raise ConfirmationNeeded


def is_the_persons_own(said: Said, by: Actor) -> bool:
    """Tell whether the person said it with nobody between: signed in here, or by the link sent."""
    return said.means in _SAID_BY_THE_PERSON and by.way_in in _THE_PERSONS_OWN_DOORS


def check_means(said: Said, by: Actor) -> None:
    """Refuse a yes that staff put into the person's mouth.

    Raises:
        OnlyByThePerson: it is said to come by a link, which only `confirm` takes, or by a
            signed-in person, through a door where none can be.
    """
    doors = {"link": set[str](), "portal": _SIGNED_IN_DOORS}.get(said.means)
    if doors is not None and by.way_in not in doors:
        raise OnlyByThePerson


def check_by_the_person(by: Actor) -> None:
    """Refuse a confirmation that did not come through a door of the person's own.

    Raises:
        OnlyByThePerson: it came through a door that staff or programs use.
    """
    if by.way_in not in _THE_PERSONS_OWN_DOORS:
        raise OnlyByThePerson


def check_may_record(notice: Notice, by: Actor, purpose: str) -> None:
    """Refuse the recording of a yes in a role that works with no consents.

    A no is taken by whoever hears it, so it is not asked about here.

    Args:
        notice: the edition in force.
        by: who records it.
        purpose: what is consented to.

    Raises:
        MayNotRecord: neither for that purpose nor for the rights of data subjects.

    Source: GDPR Art. 25(2), 32(4).
    """
    category = notice.category_of(RECORD)
    serving = notice.purpose_serving("rights") or purpose
    places = (notice.categories_for(role=by.role, purpose=one) for one in (purpose, serving))
    if by.role != SYSTEM_ROLE and not any(category in place for place in places):
        raise MayNotRecord(role=by.role, purpose=purpose)


def check_soft_opt_in(notice: Notice, purpose: str, conditions: SoftOptIn, *, today: date) -> None:
    """Refuse marketing without consent unless each condition of the exception holds.

    Raises:
        NotBySoftOptIn: the notice does not name the exception as the basis of the purpose.
        ConditionsNotMet: one condition fails.

    Source: Directive 2002/58/EC Art. 13(2); Act 917/2014 section 200(3); C-654/23.
    """
    declared = notice.purposes.get(purpose)
    if declared is None or declared.legal_basis != "soft_opt_in":
        raise NotBySoftOptIn(purpose=purpose)
    met = (
        conditions.sold_on <= today,
        conditions.similar_products,
        conditions.refusal_offered,
        conditions.refusal_in_each,
    )
    if not all(met):
        raise ConditionsNotMet(purpose=purpose)


def check_objectable(notice: Notice, purpose: str) -> None:
    """Refuse an objection where the Regulation gives none.

    Raises:
        NotObjectable: the purpose is no direct marketing, and rests on a basis other than
            legitimate interests or a public task.

    Source: GDPR Art. 21(1)-(3).
    """
    declared = notice.purposes.get(purpose)
    if declared is None or not (declared.marketing or declared.legal_basis in _OBJECTABLE):
        raise NotObjectable(purpose=purpose)


def is_objectable(declared: Purpose) -> bool:
    """Tell whether a person can say no to the purpose by objecting (Art. 21)."""
    return declared.marketing or declared.legal_basis in _OBJECTABLE


def link_is_open(*, at: datetime, expires_at: datetime | None, used_at: datetime | None) -> bool:
    """Tell whether a link still does what it is for."""
    return used_at is None and (expires_at is None or at < expires_at)


def choices(events: Iterable[Event]) -> dict[str, Choice]:
    """Return how a person stands to each purpose, by the newest record of each kind.

    Args:
        events: of one person, oldest first.
    """
    ordered = sorted(events, key=lambda event: (event.purpose, event.at, event.id))
    return {
        purpose: _choice(purpose, list(found))
        for purpose, found in groupby(ordered, key=lambda event: event.purpose)
    }


def _choice(purpose: str, events: list[Event]) -> Choice:
    newest: dict[Kind, State] = {}
    for event in events:
        # Asking anew takes nothing back of what was given.
        if event.state != "requested" or newest.get("consent") != "given":
            newest[event.kind] = event.state
    return Choice(
        purpose=purpose,
        consent=cast("ConsentState", newest.get("consent", "")),
        is_met=newest.get("soft_opt_in") == "met",
        objected=newest.get("objection") == "objected",
        since=events[-1].at,
    )


def objects_to_all_marketing(found: Mapping[str, Choice]) -> bool:
    """Tell whether the person said no to direct marketing as such (Art. 21(2)-(3))."""
    everything = found.get(ALL_MARKETING)
    return everything is not None and everything.objected


def objects_to_marketing(found: Mapping[str, Choice], purpose: str) -> bool:
    """Tell whether marketing for the purpose is objected to, by itself or with all the rest.

    A no to all marketing ends the consents there are; one that lives was given after it.

    Args:
        found: how the person stands to each purpose.
        purpose: key of a purpose of direct marketing.

    Source: GDPR Art. 21(2)-(3).
    """
    own = found.get(purpose, Choice(purpose))
    if own.objected or permits(own.consent):
        return own.objected
    return objects_to_all_marketing(found)


def has_said_no(choice: Choice) -> bool:
    """Tell whether the person's no to the purpose is on record."""
    return choice.objected or choice.consent in {"withdrawn", "refused"}


def operation_of(kind: Kind, state: State) -> str:
    """Return what the audit trail calls the coming of a state."""
    if kind == "consent":
        return f"consents.{state}"
    if kind == "objection":
        return "consents.objected" if state == "objected" else "consents.objection_ended"
    return f"consents.soft_opt_in_{state}"

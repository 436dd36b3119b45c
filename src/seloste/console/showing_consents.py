"""How consents and objections look on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.consents import queries, rules, sentences
from seloste.consents.errors import NotByConsent, NoWording
from seloste.consents.values import ALL_MARKETING, Choice, Event, EventView, Shown
from seloste.console import words
from seloste.console.requests import Desk, language, role_title
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import LANGUAGES, in_language
from seloste.notice.values import Purpose
from seloste.usability.queries import standings_of
from seloste.usability.values import Standing

_ALL = "all-marketing"
"""Stands in addresses for all direct marketing. No key of the notice has a hyphen."""

BASES: Mapping[str, Promise] = {
    "consent": _("by consent"),
    "soft_opt_in": _("marketing to own customers without consent"),
    "legitimate_interests": _("by legitimate interests"),
    "public_task": _("by a public task"),
}


@dataclass(frozen=True, slots=True)
class ShownPurpose:
    """One purpose about which a person has a say, and how it stands."""

    key: str
    title: str
    basis: str
    state: str
    mark: str
    since: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class ShownEvent:
    """One line of the history."""

    event: Event
    state: str
    means: str
    role: str
    text: str
    witness: str
    said_on: str
    note: str
    is_closed: bool
    is_altered: bool


def slug_of(purpose: str) -> str:
    """Return a purpose as an address names it."""
    return purpose if purpose != ALL_MARKETING else _ALL


def key_of(slug: str) -> str:
    """Return the purpose that an address names."""
    return slug if slug != _ALL else ALL_MARKETING


def is_known(desk: Desk, person: PersonId, purpose: str) -> bool:
    """Tell whether the notice has the purpose, or something of the person is on record for it."""
    return purpose in desk.notice.purposes or purpose in queries.choices_of(person)


def purposes(desk: Desk, person: PersonId, group: str) -> list[ShownPurpose]:
    """Return the purposes about which somebody of a group has a say, in the notice's order.

    An objection holds for as long as there is a person, also when its record is past its day.
    """
    found = rules.choices(queries.of_person(person))
    for key in standings_of([person]).get(person, Standing()).objections - found.keys():
        found[key] = Choice(key, objected=True)
    return [
        _purpose(desk, key, declared, found)
        for key, declared in desk.notice.purposes.items()
        if key in found or (group in declared.data_subjects and has_a_say(declared))
    ]


def has_a_say(declared: Purpose) -> bool:
    """Tell whether a person can consent or object to the purpose."""
    return declared.legal_basis == "consent" or rules.is_objectable(declared)


def one_purpose(
    desk: Desk, person: PersonId, key: str, views: Sequence[EventView]
) -> dict[str, object]:
    """Return what the page of one purpose shows."""
    declared = desk.notice.purposes.get(key) or Purpose()
    found = rules.choices([one.event for one in views])
    choice = found.get(key, Choice(key))
    by_consent = declared.legal_basis == "consent"
    return {
        "purpose": _purpose(desk, key, declared, found),
        "wordings": _wordings(key, desk.at) if by_consent else [],
        "links": queries.open_links(person, key, at=desk.at),
        "may_give": by_consent,
        "may_withdraw": by_consent or bool(choice.consent),
        "is_all": key == ALL_MARKETING,
        "may_object": rules.is_objectable(declared) and not by_consent and not choice.objected,
        "may_take_back": choice.objected and not declared.marketing and key != ALL_MARKETING,
        "may_rely": declared.legal_basis == "soft_opt_in" and not choice.is_met,
        "events": [_event(desk, one) for one in views if one.event.purpose == key],
    }


def _purpose(desk: Desk, key: str, declared: Purpose, found: Mapping[str, Choice]) -> ShownPurpose:
    choice = found.get(key, Choice(key))
    state, mark = _state(declared, choice)
    if declared.marketing and rules.objects_to_marketing(found, key):
        state, mark = str(sentences.state("objection", "objected")), "state-stopped"
    return ShownPurpose(
        key=key,
        title=in_language(declared.title, language()) or key or gettext("All direct marketing"),
        basis=str(BASES.get(declared.legal_basis or "", "")),
        state=state,
        mark=mark,
        since=choice.since,
    )


def _state(declared: Purpose, choice: Choice) -> tuple[str, str]:
    if choice.objected:
        return str(sentences.state("objection", "objected")), "state-stopped"
    if choice.consent:
        mark = {"given": "state-in-order", "requested": "state-due-soon"}
        said = str(sentences.state("consent", choice.consent))
        return said, mark.get(choice.consent, "state-stopped")
    if choice.is_met:
        return str(sentences.state("soft_opt_in", "met")), "state-in-order"
    if declared.legal_basis in {"consent", "soft_opt_in"}:
        return gettext("nothing on record: not used"), "state-stopped"
    return gettext("no objection"), "state-in-order"


def _wordings(key: str, at: datetime) -> list[Shown]:
    """Return the wording in each language; none when the notice has no text to consent to."""
    try:
        return [queries.wording_of(key, language=one, at=at) for one in LANGUAGES]
    except (NotByConsent, NoWording):
        return []


def _event(desk: Desk, view: EventView) -> ShownEvent:
    event, details = view.event, view.details
    said_on = details.get("said_on")
    return ShownEvent(
        event=event,
        state=str(sentences.state(event.kind, event.state)),
        means=str(sentences.MEANS[event.means]) if event.means else "",
        role=role_title(desk.notice, event.role),
        text=view.text,
        witness=str(details.get("witness") or ""),
        said_on=words.day(date.fromisoformat(str(said_on))) if said_on else "",
        note=str(details.get("note") or ""),
        is_closed=view.is_closed,
        is_altered=view.is_altered,
    )

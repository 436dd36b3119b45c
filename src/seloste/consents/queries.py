"""What others may ask about consents and objections without opening anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import cast

from seloste.consents import rules
from seloste.consents.models import ConsentEvent, Link, MarketingBan, Receipt, Wording
from seloste.consents.values import (
    ALL_MARKETING,
    Asked,
    Choice,
    Event,
    Kind,
    LinkLine,
    Means,
    ReceiptState,
    Shown,
    State,
    Use,
)
from seloste.customers.contents import comparable
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.usability.queries import standings_of
from seloste.usability.values import Standing
from seloste.vault.marks import Marker, mark
from seloste.vault.values import Record

CONSENT = "consent"
"""Kind of the records under which details of consents are sealed."""

BANS = "marketing_ban"
"""Use of the marks of banned addresses."""


def of_person(person: PersonId) -> list[Event]:
    """Return what is on record of the person, oldest first, in clear: states, days, means."""
    return events_of([person]).get(person, [])


def events_of(persons: Collection[PersonId]) -> dict[PersonId, list[Event]]:
    """Return what is on record of these persons, oldest first."""
    found: dict[PersonId, list[Event]] = {}
    rows = ConsentEvent.objects.filter(person__in=persons).select_related("receipt")
    for row in rows.order_by("at", "id"):
        found.setdefault(PersonId(row.person), []).append(event_of(row))
    return found


def event(event_id: int) -> Event | None:
    """Return one record, in clear."""
    row = ConsentEvent.objects.filter(id=event_id).select_related("receipt").first()
    return None if row is None else event_of(row)


def choices_of(person: PersonId) -> dict[str, Choice]:
    """Return how the person stands to each purpose of which something is on record."""
    return rules.choices(of_person(person))


def choice_of(person: PersonId, purpose: str) -> Choice:
    """Return how the person stands to one purpose."""
    return choices_of(person).get(purpose, Choice(purpose))


def newest_of(person: PersonId, purpose: str) -> int | None:
    """Return the newest event of a person about a purpose; None when there is none."""
    rows = ConsentEvent.objects.filter(person=person, purpose=purpose).order_by("-at", "-id")
    return rows.values_list("id", flat=True).first()


def holdings(person: PersonId) -> list[Record]:
    """Return the records that are kept here of the person."""
    rows = ConsentEvent.objects.filter(person=person).order_by("id")
    return [Record(CONSENT, i) for i in rows.values_list("id", flat=True)]


def texts_of(hashes: Iterable[str]) -> Mapping[str, str]:
    """Return the wordings with these hashes."""
    rows = Wording.objects.filter(hash__in=set(hashes))
    return dict(rows.values_list("hash", "text"))


def is_banned(address: str) -> bool:
    """Tell whether no marketing may go to the e-mail address or telephone number.

    Source: GDPR Art. 21(3).
    """
    return bool(banned([address]))


def has_bans() -> bool:
    """Tell whether any address is under a marketing ban."""
    return MarketingBan.objects.exists()


def banned(addresses: Collection[str]) -> frozenset[str]:
    """Return those of the addresses that are under a marketing ban."""
    if not addresses or not has_bans():
        return frozenset()
    marker = Marker(BANS)
    marks = {marker.mark(_comparable(address)): address for address in addresses}
    rows = MarketingBan.objects.filter(mark__in=marks)
    return frozenset(marks[found] for found in rows.values_list("mark", flat=True))


def mark_of(address: str) -> str:
    """Return the mark of an address: the same however it is written."""
    return mark(_comparable(address), use=BANS)


def _comparable(address: str) -> str:
    return comparable("customer.emails", address)


def objects_to_marketing(person: PersonId, purpose: str) -> bool:
    """Tell whether the person said no to marketing for the purpose, or to all of it."""
    return rules.objects_to_marketing(choices_of(person), purpose)


def has_banned_all_marketing(person: PersonId) -> bool:
    """Tell whether the person said no to all direct marketing."""
    return rules.objects_to_all_marketing(choices_of(person))


def may_market(person: PersonId, purpose: str, *, address: str) -> bool:
    """Tell whether marketing for the purpose may go to the person at the address.

    Whoever sends asks this last. The notice's basis and restrictions are asked for by `usability`.
    """
    standing = standings_of([person]).get(person, Standing())
    return not (
        purpose in standing.objections
        or objects_to_marketing(person, purpose)
        or is_banned(address)
    )


def persons_against_marketing() -> list[PersonId]:
    """Return everybody who said no to all direct marketing and did not take it back."""
    rows = ConsentEvent.objects.filter(kind="objection", purpose=ALL_MARKETING)
    newest = dict(rows.order_by("at", "id").values_list("person", "state"))
    return [PersonId(person) for person, state in newest.items() if state == "objected"]


def asked_by(secret: str, *, at: datetime) -> Asked | None:
    """Return what the link with the secret is about; None when there is none."""
    row = Link.objects.filter(secret_hash=hash_of(secret)).select_related("event").first()
    return None if row is None else asked_of(row, at=at)


def asked_of(link: Link, *, at: datetime) -> Asked:
    """Return what a link is about, as it stands now."""
    person, use = PersonId(link.person), cast("Use", link.use)
    wording = (link.event.wording_id if link.event else None) or ""
    choice = choice_of(person, link.purpose)
    is_to_confirm = use == "confirm"
    return Asked(
        use=use,
        person=person,
        purpose=link.purpose,
        text=texts_of([wording]).get(wording, ""),
        language=cast("Language", link.language),
        is_open=not is_to_confirm
        or rules.link_is_open(at=at, expires_at=link.expires_at, used_at=link.used_at),
        is_done=link.used_at is not None if is_to_confirm else rules.has_said_no(choice),
    )


def hash_of(secret: str) -> str:
    """Return the hash under which a link's secret is known."""
    return sha256(secret.encode()).hexdigest()


def open_links(person: PersonId, purpose: str, *, at: datetime) -> list[LinkLine]:
    """Return the links to confirm that still work, newest first."""
    rows = Link.objects.filter(person=person, purpose=purpose, use="confirm", used_at=None)
    rows = rows.filter(expires_at__gt=at).order_by("-id")
    return [LinkLine(row.id, row.made_at, row.expires_at, bool(row.sent_to)) for row in rows]


def receipts_to_print() -> list[int]:
    """Return the events of which a receipt is to be printed, oldest first."""
    rows = Receipt.objects.filter(state="to_print").order_by("at")
    return list(rows.values_list("event_id", flat=True))


def event_of(row: ConsentEvent) -> Event:
    """Return the event of a row."""
    return Event(
        id=row.id,
        person=PersonId(row.person),
        purpose=row.purpose,
        kind=cast("Kind", row.kind),
        state=cast("State", row.state),
        at=row.at,
        means=cast("Means", row.means),
        language=cast("Language", row.language),
        edition=row.edition,
        wording=row.wording_id or "",
        actor=row.actor,
        role=row.role,
        way_in=row.way_in,
        receipt=cast("ReceiptState", row.receipt.state) if hasattr(row, "receipt") else "",
    )


def wording_of(purpose: str, *, language: Language, at: datetime) -> Shown:
    """Return what is put to people for a purpose now, with the hash that a consent names.

    Raises:
        NotByConsent, NoWording: as their names say.

    Source: GDPR Art. 7(1)-(2).
    """
    edition = notices.in_force(at)
    return rules.shown(edition.notice, purpose, language=language, edition=edition.number)

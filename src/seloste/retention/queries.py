"""What others may ask about holds, erasures and what falls due, without opening anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, cast

from django.db.models import F

from seloste.kernel.ids import PersonId
from seloste.retention.models import Certificate, Hold, Night, Pending
from seloste.retention.values import (
    CertificateView,
    HoldGround,
    HoldReason,
    HoldView,
    Kept,
    NightView,
    PendingView,
    Why,
)


def holds_of(person: PersonId, *, closed: bool = False) -> tuple[HoldView, ...]:
    """Return the holds on the person's data, oldest first; with `closed` also those that ended."""
    rows = Hold.objects.filter(person=person).order_by("opened_at", "id")
    return tuple(hold_of(row) for row in (rows if closed else rows.filter(closed_at=None)))


def holds_on(persons: Collection[PersonId]) -> dict[PersonId, tuple[HoldView, ...]]:
    """Return the open holds on each of these persons' data."""
    found: dict[PersonId, tuple[HoldView, ...]] = {}
    for row in Hold.objects.filter(person__in=persons, closed_at=None).order_by("id"):
        person = PersonId(row.person)
        found[person] = (*found.get(person, ()), hold_of(row))
    return found


def hold(hold_id: int) -> HoldView | None:
    """Return the hold, open or closed, or None."""
    row = Hold.objects.filter(id=hold_id).first()
    return None if row is None else hold_of(row)


def open_holds() -> tuple[HoldView, ...]:
    """Return all holds that somebody opened and nobody closed, the next to be reviewed first."""
    rows = Hold.objects.filter(closed_at=None, request=None).order_by("review_on", "id")
    return tuple(map(hold_of, rows))


def to_review(*, by: date) -> tuple[HoldView, ...]:
    """Return the holds that somebody has to look at again by the day."""
    return tuple(one for one in open_holds() if one.review_on and one.review_on <= by)


def pending() -> tuple[PendingView, ...]:
    """Return what was asked to be erased and had to stay, the next to go first."""
    rows = Pending.objects.order_by(F("look_on").asc(nulls_last=True), "id")
    return tuple(map(pending_of, rows))


def pending_of_person(person: PersonId) -> tuple[PendingView, ...]:
    """Return what the person asked to have erased and what had to stay."""
    return tuple(map(pending_of, Pending.objects.filter(person=person).order_by("id")))


def last_night() -> NightView | None:
    """Return when the storage periods were carried out last."""
    row = Night.objects.order_by("-day").first()
    return (
        None if row is None else NightView(row.day, row.done_at, row.persons, row.records, row.late)
    )


def certificate(certificate_id: int) -> CertificateView | None:
    """Return the certificate, or None."""
    row = Certificate.objects.filter(id=certificate_id).first()
    return None if row is None else certificate_of(row)


def certificates(*, limit: int) -> tuple[CertificateView, ...]:
    """Return the newest certificates."""
    rows = Certificate.objects.order_by("-erased_at", "-id")[:limit]
    return tuple(map(certificate_of, rows))


def certificates_of(person: PersonId) -> tuple[CertificateView, ...]:
    """Return the certificates of what was erased of a person, oldest first."""
    rows = Certificate.objects.filter(person=person).order_by("erased_at", "id")
    return tuple(map(certificate_of, rows))


def certificates_by_cause(cause: str) -> tuple[CertificateView, ...]:
    """Return the certificates of one cause, such as `request:12`, oldest first."""
    rows = Certificate.objects.filter(cause=cause).order_by("erased_at", "id")
    return tuple(map(certificate_of, rows))


def hold_of(row: Hold) -> HoldView:
    """Return the hold of a row."""
    return HoldView(
        id=row.id,
        person=PersonId(row.person),
        category=row.category,
        contract=row.contract,
        ground=cast("HoldGround", row.ground),
        reason=cast("HoldReason", row.reason),
        request=row.request,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        review_on=row.review_on,
        closed_at=row.closed_at,
    )


def pending_of(row: Pending) -> PendingView:
    """Return the pending erasure of a row."""
    return PendingView(
        id=row.id,
        person=PersonId(row.person),
        categories=frozenset(cast("list[str]", row.categories)),
        cause=row.cause,
        since=row.since,
        look_on=row.look_on,
    )


def certificate_of(row: Certificate) -> CertificateView:
    """Return the certificate of a row."""
    return CertificateView(
        id=row.id,
        person=PersonId(row.person),
        cause=row.cause,
        edition=row.edition,
        erased_at=row.erased_at,
        categories=tuple(cast("list[str]", row.categories)),
        counts=cast("Mapping[str, int]", row.counts),
        kept=kept_from(cast("list[dict[str, Any]]", row.kept)),
        recipients=tuple(cast("list[str]", row.recipients)),
        verified_at=row.verified_at,
        remains=cast("Mapping[str, int]", row.remains),
    )


def kept_from(stored: Iterable[Mapping[str, Any]]) -> tuple[Kept, ...]:
    """Return what stayed, from how it is stored."""
    return tuple(
        Kept(
            category=one["category"],
            why=Why(one["why"]),
            until=date.fromisoformat(one["until"]) if one["until"] else None,
            purpose=one["purpose"],
            records=one["records"],
        )
        for one in stored
    )

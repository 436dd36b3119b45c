"""Assessing a breach, notifying the authority, telling persons, closing: each with its reasons."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.breaches import rules
from seloste.breaches.errors import AwareInFuture
from seloste.breaches.keeping import BREACH, FILE, Desk, desk, found, note
from seloste.breaches.models import Breach
from seloste.breaches.values import BreachView, Exemption, Notification, Risk
from seloste.kernel.actors import Actor
from seloste.lifetimes import operations as lifetimes
from seloste.readings.operations import open_records
from seloste.vault.values import Record


@transaction.atomic(durable=True)
def assess(breach: int, risk: Risk, *, reasons: str, by: Actor, at: datetime) -> None:
    """Say how great the risk is for the persons concerned, and why; again when more is known.

    Raises:
        NoSuchBreach, NotAtThisPoint, NotAllowed, ReasonsMissing, TooLong: as their names say.

    Source: GDPR Art. 33(1), 34(1), recitals 75, 76 and 85.
    """
    here = desk(by=by, at=at)
    rules.check_reasons(reasons)
    take_turn()
    view = _at(breach, "assess")
    state = "assessed" if view.state == "open" else view.state
    Breach.objects.filter(id=breach).update(risk=risk, state=state)
    note(breach, view.file, "assessed", here, words={"reasons": reasons}, details={"risk": risk})


@transaction.atomic(durable=True)
def notify(breach: int, sent: Notification, *, by: Actor, at: datetime) -> None:
    """Record that the authority was notified, at once or in one more phase.

    Raises:
        NoSuchBreach, NotAtThisPoint, NotAllowed: as their names say.
        ReasonsMissing, LateWithoutReasons, AwareInFuture, TooLong: as their names say.

    Source: GDPR Art. 33(1), 33(4).
    """
    here = desk(by=by, at=at)
    take_turn()
    view = _at(breach, "notify")
    if sent.sent_at > at:
        raise AwareInFuture
    rules.check_notification(view, sent)
    Breach.objects.filter(id=breach).update(
        state="notified",
        notified_at=view.notified_at or sent.sent_at,
        completed_at=sent.sent_at if sent.is_complete else None,
    )
    words = {
        "reasons": sent.reasons,
        "late_because": sent.late_because,
        "reference": sent.reference,
    }
    details = {"sent_at": sent.sent_at.isoformat(), "is_complete": sent.is_complete}
    note(breach, view.file, "notified", here, words=words, details=details)


@transaction.atomic(durable=True)
def do_not_notify(breach: int, *, reasons: str, by: Actor, at: datetime) -> None:
    """Decide not to notify the authority, and why.

    Raises:
        NoSuchBreach, NotAtThisPoint, NotAllowed: as their names say.
        MustBeNotified: it was assessed as a risk.
        ReasonsMissing, TooLong: as their names say.

    Source: GDPR Art. 33(1), 33(5).
    """
    here = desk(by=by, at=at)
    take_turn()
    view = _at(breach, "do_not_notify")
    rules.check_not_notified(view, reasons)
    Breach.objects.filter(id=breach).update(state="not_notified")
    note(breach, view.file, "not_notified", here, words={"reasons": reasons})


@transaction.atomic(durable=True)
def tell_persons(breach: int, *, told_at: datetime, reasons: str, by: Actor, at: datetime) -> None:
    """Record that the persons concerned were told, when, and how.

    Raises:
        NoSuchBreach, NotAtThisPoint, NotAllowed, AwareInFuture, ReasonsMissing, TooLong.

    Source: GDPR Art. 34(1), 34(2).
    """
    here = desk(by=by, at=at)
    rules.check_reasons(reasons)
    take_turn()
    view = _at(breach, "tell")
    if told_at > at:
        raise AwareInFuture
    Breach.objects.filter(id=breach).update(telling="told", told_at=told_at, exemption="")
    details = {"told_at": told_at.isoformat()}
    note(breach, view.file, "persons_told", here, words={"reasons": reasons}, details=details)


@transaction.atomic(durable=True)
def do_not_tell_persons(
    breach: int, *, exemption: Exemption | None, reasons: str, by: Actor, at: datetime
) -> None:
    """Decide not to tell the persons concerned one by one, and why.

    Raises:
        NoSuchBreach, NotAtThisPoint, NotAllowed: as their names say.
        PersonsMustBeTold: the risk is high, and no exemption was stated.
        ReasonsMissing, TooLong: as their names say.

    Source: GDPR Art. 34(1), 34(3).
    """
    here = desk(by=by, at=at)
    take_turn()
    view = _at(breach, "tell")
    rules.check_not_told(view, exemption or "", reasons)
    Breach.objects.filter(id=breach).update(
        telling="not_told", told_at=None, exemption=exemption or ""
    )
    details = {"exemption": exemption or ""}
    note(breach, view.file, "persons_not_told", here, words={"reasons": reasons}, details=details)


@transaction.atomic(durable=True)
def close(breach: int, *, reasons: str, by: Actor, at: datetime) -> None:
    """Close a breach of which everything is written down and decided; its storage period begins.

    Raises:
        NoSuchBreach, NotAtThisPoint, NotAllowed: as their names say.
        FactsMissing: something is not written down or decided.
        ReasonsMissing, TooLong: as their names say.

    Source: GDPR Art. 5(1)(e), 33(5).
    """
    here = desk(by=by, at=at)
    rules.check_reasons(reasons)
    take_turn()
    view = _at(breach, "close")
    rules.check_complete(view, _texts(view, here))
    Breach.objects.filter(id=breach).update(state="closed", closed_at=at)
    closed = {"breach_closed": here.today}
    lifetimes.move(BREACH, [(view.file, breach)], closed, here.notice)
    note(breach, view.file, "closed", here, words={"reasons": reasons})


def _at(breach: int, step: rules.Step) -> BreachView:
    view = found(breach)
    rules.check_step(view, step)
    return view


def _texts(view: BreachView, here: Desk) -> dict[str, str]:
    """Open the file to see what is written in it; that leaves a reading line as any opening does."""
    opened = open_records(
        [view.file],
        purpose=here.purpose,
        by=here.by,
        at=here.at,
        kinds=[BREACH],
        categories=[here.category],
    )[view.file]
    content = opened.values_of(Record(BREACH, view.id)).get(FILE, {})
    return {key: str(text) for key, text in content.items()} if isinstance(content, dict) else {}

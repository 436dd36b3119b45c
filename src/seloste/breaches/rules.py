"""The clock of a breach, and what has to be decided when. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from seloste.breaches.errors import (
    AwareAfterTold,
    AwareInFuture,
    FactsMissing,
    LateWithoutReasons,
    MustBeNotified,
    NoSuchCategory,
    NoSuchProcessor,
    NotAMoment,
    NotAtThisPoint,
    PersonsMustBeTold,
    ReasonsMissing,
    TooLong,
    WindowUnfit,
)
from seloste.breaches.values import (
    IN_FORCE,
    RISKS,
    BreachView,
    Description,
    Limits,
    NewBreach,
    Notification,
    Pressure,
    Risk,
    State,
)
from seloste.notice.values import Notice

Step = Literal["describe", "assess", "notify", "do_not_notify", "tell", "scope", "close"]

LONGEST = 20_000
"""Characters of one text."""

_SOON = timedelta(hours=24)
_HOUR = timedelta(hours=1)

_MAY_FOLLOW: Mapping[State, frozenset[Step]] = {
    "open": frozenset(("describe", "assess", "notify", "scope")),
    "assessed": frozenset(("describe", "assess", "notify", "do_not_notify", "tell", "scope")),
    "notified": frozenset(("describe", "assess", "notify", "tell", "scope", "close")),
    "not_notified": frozenset(("describe", "assess", "notify", "tell", "scope", "close")),
    "closed": frozenset(),
}


def due_at(aware_at: datetime, limits: Limits = IN_FORCE) -> datetime:
    """Return the moment by which the authority is notified, where feasible.

    Elapsed hours from awareness, counted in UTC: nights, weekends and holidays count, and a change
    of the clocks adds nothing and takes nothing away.

    Args:
        aware_at: when it was reasonably certain that personal data were concerned; aware.
        limits: the hours that the law sets.

    Source: GDPR Art. 33(1); Reg. (EEC, Euratom) No 1182/71 Art. 3(4): no roll for hours.
    """
    return aware_at.astimezone(UTC) + timedelta(hours=limits.hours)


def outer_end(aware_at: datetime, limits: Limits = IN_FORCE) -> datetime:
    """Return the end if the hour in which one became aware is not counted. Shown, never relied on.

    Source: Reg. (EEC, Euratom) No 1182/71 Art. 3(1).
    """
    began = aware_at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return began + _HOUR + timedelta(hours=limits.hours)


def pressure(view: BreachView, *, at: datetime, limits: Limits = IN_FORCE) -> Pressure:
    """Return how the clock of a breach stands: whether it runs, is met, late or stopped.

    Source: GDPR Art. 33(1).
    """
    due = due_at(view.aware_at, limits)
    if view.notified_at is not None:
        return "met" if view.notified_at <= due else "late"
    if view.state in {"not_notified", "closed"}:
        return "stopped"
    if at > due:
        return "overdue"
    return "due_soon" if due - at <= _SOON else "running"


def moment(text: str, zone: str) -> datetime:
    """Return the moment that a date with a time of day means; without an offset, in the zone.

    An hour that comes twice when summer time ends means its first coming: the stricter clock.

    Raises:
        NotAMoment: it is none.
    """
    try:
        read = datetime.fromisoformat(text.strip())
        if len(text.strip()) <= len("2026-11-25"):
            raise NotAMoment(example="2026-11-25T10:20")
        there = read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))
        return there.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotAMoment(example="2026-11-25T10:20") from None


def check_new(new: NewBreach, notice: Notice, *, at: datetime) -> None:
    """Refuse a breach with moments that cannot be, or with keys that the notice has not.

    Raises:
        AwareInFuture, AwareAfterTold, NoSuchProcessor, NoSuchCategory, FactsMissing, TooLong.

    Source: GDPR Art. 33(1), 33(2): what a processor tells, the controller knows.
    """
    if new.aware_at > at:
        raise AwareInFuture
    told_at = new.processor_told_at
    if told_at is not None and (told_at > at or new.aware_at > told_at):
        raise AwareAfterTold
    if new.processor and new.processor not in notice.recipients:
        raise NoSuchProcessor(processors=", ".join(notice.recipients))
    check_description(new.description, notice, at=at)


def check_description(description: Description, notice: Notice, *, at: datetime) -> None:
    """Refuse a description without facts, or with categories that the notice has not.

    Raises:
        FactsMissing, NoSuchCategory, AwareInFuture, TooLong: as their names say.

    Source: GDPR Art. 33(3), 33(5).
    """
    if not description.facts.strip():
        raise FactsMissing(missing="facts")
    if not set(description.categories) <= set(notice.categories):
        raise NoSuchCategory(categories=", ".join(notice.categories))
    if description.happened_at is not None and description.happened_at > at:
        raise AwareInFuture
    texts = (description.facts, description.effects, description.measures, description.advice)
    check_lengths(texts)


def check_lengths(texts: Collection[str]) -> None:
    """Refuse a text that is longer than the register keeps.

    Raises:
        TooLong: one is.
    """
    if any(len(text) > LONGEST for text in texts):
        raise TooLong(most=LONGEST)


def check_step(view: BreachView, step: Step) -> None:
    """Refuse what cannot follow on the state in which the breach is.

    Raises:
        NotAtThisPoint: the breach has not come so far yet, or is closed.
    """
    if step not in _MAY_FOLLOW[view.state]:
        raise NotAtThisPoint(number=view.number, state=view.state)


def steps(state: State) -> frozenset[Step]:
    """Return what can follow on a state."""
    return _MAY_FOLLOW[state]


def check_reasons(reasons: str) -> None:
    """Refuse a decision without its reasons.

    Raises:
        ReasonsMissing, TooLong: as their names say.

    Source: GDPR Art. 5(2), 33(5).
    """
    if not reasons.strip():
        raise ReasonsMissing
    check_lengths((reasons,))


def check_notification(view: BreachView, sent: Notification, limits: Limits = IN_FORCE) -> None:
    """Refuse a notification without reasons: of the decision, and of a delay at the first one.

    Raises:
        ReasonsMissing, LateWithoutReasons, TooLong: as their names say.

    Source: GDPR Art. 33(1), second sentence; 33(4).
    """
    check_reasons(sent.reasons)
    check_lengths((sent.late_because, sent.reference))
    is_late = view.notified_at is None and sent.sent_at > due_at(view.aware_at, limits)
    if is_late and not sent.late_because.strip():
        raise LateWithoutReasons(hours=limits.hours)


def must_notify(risk: Risk, limits: Limits = IN_FORCE) -> bool:
    """Return whether a breach of this risk is notified to the authority.

    Source: GDPR Art. 33(1): unless it is unlikely to result in a risk.
    """
    return RISKS.index(risk) >= RISKS.index(limits.threshold)


def check_not_notified(view: BreachView, reasons: str, limits: Limits = IN_FORCE) -> None:
    """Refuse not to notify a breach that has to be notified.

    Raises:
        MustBeNotified, ReasonsMissing, TooLong: as their names say.

    Source: GDPR Art. 33(1), 33(5).
    """
    check_reasons(reasons)
    if view.risk and must_notify(view.risk, limits):
        raise MustBeNotified(risk=view.risk)


def check_not_told(view: BreachView, exemption: str, reasons: str) -> None:
    """Refuse not to tell the persons of a high risk, unless one of the three exemptions is stated.

    Raises:
        PersonsMustBeTold, ReasonsMissing, TooLong: as their names say.

    Source: GDPR Art. 34(1), 34(3)(a)–(c).
    """
    check_reasons(reasons)
    if view.risk == "high" and not exemption:
        raise PersonsMustBeTold


def missing(view: BreachView, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what has to be written down or decided before a breach can be closed.

    Source: GDPR Art. 33(4), 33(5), 34.
    """
    wanting = [key for key in ("facts", "effects", "measures") if not texts.get(key, "").strip()]
    if not view.risk:
        wanting.append("risk")
    if view.state == "not_notified" and view.risk and must_notify(view.risk):
        wanting.append("notification")
    if view.state == "notified" and view.completed_at is None:
        wanting.append("last_phase")
    if not view.telling or (
        view.telling == "not_told" and view.risk == "high" and not view.exemption
    ):
        wanting.append("telling")
    return tuple(wanting)


def check_complete(view: BreachView, texts: Mapping[str, str]) -> None:
    """Refuse to close a breach of which something is not written down or decided.

    Raises:
        FactsMissing: something is.
    """
    if wanting := missing(view, texts):
        raise FactsMissing(missing=", ".join(wanting))


def check_window(since: datetime, until: datetime) -> None:
    """Refuse a time that ends before it begins.

    Raises:
        WindowUnfit: it does.
    """
    if since >= until:
        raise WindowUnfit

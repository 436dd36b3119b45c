"""How evidence is judged, and when a storage period has ended. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from seloste.evidence.values import Clause, Evidence, State
from seloste.kernel.periods import parse
from seloste.lifetimes.rules import period_end
from seloste.notice.values import StoragePeriod

_PARTS: Mapping[str, str] = {
    "controller": "controller",
    "joint_controllers": "controller",
    "joint_arrangement": "controller",
    "representative": "controller",
    "data_protection_officer": "controller",
    "contact": "contact",
    "register": "register",
    "register_": "register",
    "purposes": "purposes",
    "uses": "purposes",
    "roles": "purposes",
    "categories": "categories",
    "recipients": "recipients",
    "eu_only": "places",
    "storage_periods": "storage",
    "fiscal_year_end": "storage",
    "security": "security",
    "backups": "backups",
    "rights": "rights",
    "authority": "authority",
    "automated_decisions": "automated",
}
_OF_PLACES = ("transfer_", "eu_only_", "recipient_place_")


def clause_of(rule: str, path: str) -> str:
    """Return the clause to which a finding belongs.

    Args:
        rule: the linter's, such as `contact_missing`.
        path: part of the notice, such as `contact.channels[0]`.
    """
    if path.startswith("contact.accepts_only"):
        return "requests"
    if rule.startswith(_OF_PLACES):
        return "places"
    first = path.partition(".")[0].partition("[")[0]
    return _PARTS.get(first, "changes")


def clause(clause_id: str, rule: str, evidence: Iterable[Evidence]) -> Clause:
    """Return the clause with the state that its evidence gives it."""
    looked_at = tuple(evidence)
    return Clause(clause_id, rule, state_of(looked_at), looked_at)


def state_of(evidence: Iterable[Evidence]) -> State:
    """Return how a clause stands: it holds when something was looked at and all of it holds."""
    states = {each.state for each in evidence}
    if "does_not_hold" in states:
        return "does_not_hold"
    return "holds" if states == {"holds"} else "not_attested"


def unequal(
    one: Mapping[tuple[date, str], int], other: Mapping[tuple[date, str], int]
) -> list[tuple[date, str]]:
    """Return the days and categories for which two counts differ."""
    return sorted(key for key in one.keys() | other.keys() if one.get(key, 0) != other.get(key, 0))


def latest_trigger_due(period: StoragePeriod, today: date, *, fiscal_year_end: str) -> date | None:
    """Return the latest trigger whose data should have been erased before today; None if unclear."""
    return _latest(period.keep, period.to, today, fiscal_year_end)


def latest_fallback_due(period: StoragePeriod, today: date, *, fiscal_year_end: str) -> date | None:
    """Return the same for the trigger that counts where the first one never came."""
    return _latest(period.or_keep, period.to, today, fiscal_year_end)


def _latest(keep: str | None, to: str | None, today: date, fiscal_year_end: str) -> date | None:
    parsed = parse(keep) if keep else None
    if parsed is None:
        return None
    # The last day of keeping grows with the trigger, so the first one not yet due is searched for.
    first = today - timedelta(days=31 * parsed.months + parsed.days + 800)
    triggers = range(first.toordinal(), today.toordinal() + 1)

    def last_day(ordinal: int) -> date:
        day = date.fromordinal(ordinal)
        return period_end(day, parsed, to=to, fiscal_year_end=fiscal_year_end)

    not_due = bisect_left(triggers, today, key=last_day)
    return date.fromordinal(triggers[0] + not_due - 1)

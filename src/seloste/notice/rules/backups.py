"""How copies are made and kept: an erasure must reach each of them within a stated time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from seloste.kernel.periods import Period, parse
from seloste.notice.rules.rule import Hit, Rule, Subject

LONGEST_KEYS = 35
"""Days: within them whatever was erased is gone from every copy. See docs/law/storage-periods.md."""


def keys_gone_by(made_on: date, keys_keep: str | None) -> date:
    """Return the last day on which a copy of keys may be used: 35 days after it was made, or less.

    Source: GDPR Art. 17(1); EDPB, coordinated action on the right to erasure (10 February 2026).
    """
    latest = made_on + timedelta(days=LONGEST_KEYS)
    period = parse(keys_keep) if keys_keep else None
    return latest if period is None else min(latest, period.after(made_on))


def _not_stated(subject: Subject) -> Iterator[Hit]:
    found = subject.notice.backups
    if found is None:
        if "backups_tested" in subject.notice.security:
            yield Hit("security", {"parts": "every, keep, keys_keep, drill_every"})
        return
    parts = ("every", "keep", "keys_keep", "drill_every")
    if missing := [part for part in parts if getattr(found, part) is None]:
        yield Hit("backups", {"parts": ", ".join(missing)})


def _unreadable(subject: Subject) -> Iterator[Hit]:
    for part, written in _periods(subject):
        period = parse(written)
        if period is None or not (period.months or period.days):
            yield Hit(f"backups.{part}", {"written": written[:80]})


def _keys_too_long(subject: Subject) -> Iterator[Hit]:
    period = parse(dict(_periods(subject)).get("keys_keep", ""))
    if period is not None and _longest(period) > LONGEST_KEYS:
        yield Hit("backups.keys_keep", {"days": LONGEST_KEYS})


def _periods(subject: Subject) -> Iterator[tuple[str, str]]:
    found = subject.notice.backups
    for part in ("every", "keys_keep", "drill_every"):
        written = getattr(found, part, None)
        if written:
            yield part, written


def _longest(period: Period) -> int:
    return 31 * period.months + period.days


RULES = (
    Rule(
        "backups_not_stated",
        "error",
        "GDPR Art. 5(1)(a), 13(2)(a), 32(1)(c)",
        _not_stated,
        fails="backups.keep:",
        passes="backups: {every: P1D, keep: 14, keys_keep: P30D, drill_every: P3M}",
    ),
    Rule(
        "backups_period_unreadable",
        "error",
        "GDPR Art. 13(2)(a)",
        _unreadable,
        fails="backups.every: nightly",
        passes="backups.every: P1D",
    ),
    Rule(
        "backups_keys_kept_long",
        "error",
        "GDPR Art. 5(1)(e), 17(1)",
        _keys_too_long,
        fails="backups.keys_keep: P3M",
        passes="backups.keys_keep: P30D",
    ),
)

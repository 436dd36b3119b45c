"""How long: periods that a machine can compute, neither for ever nor shorter than the law's.

How the defaults were chosen: docs/law/storage-periods.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from seloste.kernel.periods import Period, parse
from seloste.notice.data.acts import ACTS
from seloste.notice.data.triggers import TRIGGERS
from seloste.notice.rules.rule import Hit, Rule, Subject, unknown
from seloste.notice.values import Notice, StoragePeriod

_STATUTORY = {"invoice.content": "1336/1997"}
"""Fields that an act has somebody keep, and the act."""

_LONG = 10 * 12  # months; beyond it no limitation period reaches (728/2003 s. 7(2))


def _each(notice: Notice) -> Iterator[tuple[str, StoragePeriod]]:
    for index, period in enumerate(notice.storage_periods):
        yield f"storage_periods[{index}]", period


def _categories(period: StoragePeriod) -> dict[str, object]:
    return {"categories": ", ".join(period.categories)}


def _category_without_period(subject: Subject) -> Iterator[Hit]:
    covered = {c for _, period in _each(subject.notice) for c in period.categories}
    for key in subject.notice.categories:
        if key not in covered:
            yield Hit(f"categories.{key}", {"category": key})


def _vague(subject: Subject) -> Iterator[Hit]:
    for path, period in _each(subject.notice):
        if not (period.from_ and period.keep):
            yield Hit(path, _categories(period))


def _unreadable(subject: Subject) -> Iterator[Hit]:
    for path, period in _each(subject.notice):
        for part, written in (("keep", period.keep), ("or_keep", period.or_keep)):
            if written and parse(written) is None:
                yield Hit(f"{path}.{part}", {"written": written[:80]})


def _trigger_unknown(subject: Subject) -> Iterator[Hit]:
    named = (
        (f"{path}.{part}", trigger)
        for path, period in _each(subject.notice)
        for part, trigger in (("from", period.from_), ("or_from", period.or_from))
        if trigger
    )
    return unknown(named, TRIGGERS)


def _fallback_missing(subject: Subject) -> Iterator[Hit]:
    """Find triggers that may never come, with nothing in their place (GDPR Art. 25(2))."""
    for path, period in _each(subject.notice):
        first = TRIGGERS.get(period.from_ or "")
        if first is None or first.always_comes:
            continue
        fallback = TRIGGERS.get(period.or_from or "")
        if fallback is None or not fallback.always_comes or not period.or_keep:
            yield Hit(path, {**_categories(period), "trigger": first.key})


def _ground_missing(subject: Subject) -> Iterator[Hit]:
    for path, period in _each(subject.notice):
        if not period.ground:
            yield Hit(path, _categories(period))


def _below_statute(subject: Subject) -> Iterator[Hit]:
    for path, period, act, months in _statutory(subject.notice):
        kept = parse(period.keep or "")
        enough = (
            kept is not None
            and _months(kept) >= months
            and period.from_ == "fiscal_year_end"
            and period.to == "calendar_year_end"
        )
        if not enough:
            yield Hit(path, {**_categories(period), "act": act, "years": months // 12})


def _above_statute(subject: Subject) -> Iterator[Hit]:
    for path, period, act, months in _statutory(subject.notice):
        kept = parse(period.keep or "")
        if kept is not None and _months(kept) > months:
            yield Hit(f"{path}.keep", {**_categories(period), "act": act, "years": months // 12})


def _statutory(notice: Notice) -> Iterator[tuple[str, StoragePeriod, str, int]]:
    """Yield the periods of what an act has somebody keep: path, period, act, months."""
    for field, act in _STATUTORY.items():
        category = notice.category_of(field)
        for path, period in _each(notice):
            if category in period.categories:
                yield path, period, act, ACTS[act].keep_months


def _months(period: Period) -> float:
    return period.months + period.days / 31


def _long(subject: Subject) -> Iterator[Hit]:
    for path, period in _each(subject.notice):
        kept = parse(period.keep or "")
        if kept is not None and _months(kept) > _LONG:
            yield Hit(f"{path}.keep", _categories(period))


RULES = (
    Rule(
        "category_without_storage_period",
        "error",
        "GDPR Art. 13(2)(a), 5(1)(e)",
        _category_without_period,
        fails="storage_periods: [{categories: [identity], from: record_made, keep: P3Y, ground: 728/2003}]\ncategories: {contact: {fields: [customer.emails]}}",
        passes="storage_periods: [{categories: [contact], from: record_made, keep: P3Y, ground: 728/2003}]\ncategories: {contact: {fields: [customer.emails]}}",
    ),
    Rule(
        "storage_period_vague",
        "error",
        "GDPR Art. 13(2)(a), 5(1)(e)",
        _vague,
        fails="storage_periods: [{categories: [contact], text: kohtuullinen aika asiakassuhteen päättymisestä}]",
        passes="storage_periods: [{categories: [contact], from: last_contract_end, keep: P3Y}]",
    ),
    Rule(
        "storage_period_unreadable",
        "error",
        "GDPR Art. 13(2)(a)",
        _unreadable,
        fails="storage_periods[0].keep: 3 years",
        passes="storage_periods[0].keep: P3Y",
    ),
    Rule(
        "storage_trigger_unknown",
        "error",
        "GDPR Art. 13(2)(a)",
        _trigger_unknown,
        fails="storage_periods[0].from: last_contract_ended",
        passes="storage_periods[0].from: last_contract_end",
    ),
    Rule(
        "storage_fallback_missing",
        "error",
        "GDPR Art. 5(1)(e), 25(2)",
        _fallback_missing,
        fails="storage_periods[0].or_from:",
        passes="storage_periods[0].or_from: record_made",
    ),
    Rule(
        "storage_ground_missing",
        "warning",
        "GDPR Art. 5(2), 13(2)(a)",
        _ground_missing,
        fails="storage_periods[0].ground:",
        passes="storage_periods[0].ground: {fi: laki 728/2003, sv: lag 728/2003, en: Act 728/2003}",
    ),
    Rule(
        "storage_below_statute",
        "error",
        "GDPR Art. 6(1)(c), 17(3)(b)",
        _below_statute,
        fails="storage_periods[3].keep: P3Y",
        passes="storage_periods[3].keep: P6Y",
    ),
    Rule(
        "storage_above_statute",
        "warning",
        "GDPR Art. 5(1)(e), 6(3)",
        _above_statute,
        fails="storage_periods[3].keep: P10Y",
        passes="storage_periods[3].keep: P6Y",
    ),
    Rule(
        "storage_period_long",
        "warning",
        "GDPR Art. 5(1)(e)",
        _long,
        fails="storage_periods[0].keep: P15Y",
        passes="storage_periods[0].keep: P10Y",
    ),
)

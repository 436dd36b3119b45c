"""How long a category of a record is kept."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.lifetimes.rules import categories_of_kind, erase_after, next_due, purposes_alive
from seloste.notice.loading import read_notice
from seloste.notice.values import Notice, StoragePeriod

NOTICE = read_notice(
    (Path(__file__).parents[3] / "notices/palvelin-example.yaml").read_bytes(), path=""
).notice
DAYS = st.dates(date(2018, 5, 25), date(2090, 1, 1))


def with_periods(*periods: dict[str, object]) -> Notice:
    read = tuple(StoragePeriod.model_validate(period) for period in periods)
    return NOTICE.model_copy(update={"storage_periods": read})


CLAIMS = {
    "categories": ["identity"], "purpose": "legal_claims", "from": "last_contract_end",
    "keep": "P3Y", "or_from": "last_activity", "or_keep": "P24M",
}  # fmt: skip
BOOKS = {
    "categories": ["identity"], "purpose": "accounting", "from": "fiscal_year_end",
    "keep": "P6Y", "to": "calendar_year_end",
}  # fmt: skip


@pytest.mark.parametrize(
    ("ended", "last_day"),
    [
        (date(2023, 11, 24), date(2026, 11, 24)),
        (date(2024, 2, 29), date(2027, 2, 28)),  # 29 February and three years
        (date(2026, 3, 29), date(2029, 3, 29)),  # the day on which summer time begins
    ],
)
def test_basic_data_are_kept_three_years_from_the_day_the_last_contract_ended(
    ended: date, last_day: date
) -> None:
    end = erase_after(NOTICE, {"last_contract_end": ended}, "identity")

    assert end is not None
    assert (end.last_day, end.by_fallback) == (last_day, False)


def test_while_a_contract_runs_nothing_is_due() -> None:
    days = {"last_contract_end": None, "last_activity": date(2010, 1, 1)}

    assert erase_after(NOTICE, days, "identity") is None
    assert next_due(NOTICE, "customer", days) is None


def test_without_any_contract_the_last_activity_counts() -> None:
    end = erase_after(NOTICE, {"last_activity": date(2024, 11, 25)}, "identity")

    assert end is not None
    assert (end.last_day, end.by_fallback) == (date(2026, 11, 25), True)


def test_invoices_are_kept_to_the_end_of_the_sixth_calendar_year() -> None:
    # The financial year that ended on 31.3.2024: kept through 31.12.2030 (1336/1997 2:10).
    end = erase_after(NOTICE, {"fiscal_year_end": date(2024, 3, 31)}, "invoices")

    assert end is not None
    assert end.last_day == date(2030, 12, 31)


def test_of_two_periods_the_longer_one_keeps() -> None:
    notice = with_periods(CLAIMS, BOOKS)
    days = {"last_contract_end": date(2023, 6, 30), "fiscal_year_end": date(2023, 12, 31)}

    end = erase_after(notice, days, "identity")

    assert end is not None
    assert (end.last_day, end.period.purpose) == (date(2029, 12, 31), "accounting")
    assert purposes_alive(notice, days, "identity", on=date(2026, 7, 1)) == {"accounting"}
    assert purposes_alive(notice, days, "identity", on=date(2026, 6, 30)) == {
        "accounting",
        "legal_claims",
    }


def test_a_period_that_has_not_begun_keeps_what_another_would_let_go() -> None:
    days = {"last_contract_end": date(2020, 1, 1), "fiscal_year_end": None}

    assert erase_after(with_periods(CLAIMS, BOOKS), days, "identity") is None


def test_what_nobody_can_compute_is_not_due() -> None:
    assert erase_after(NOTICE, {}, "identity") is None
    assert erase_after(NOTICE, {"last_activity": date(2020, 1, 1)}, "unheard_of") is None


def test_what_is_due_next_comes_the_day_after_the_last_one() -> None:
    days = {"last_contract_end": date(2023, 11, 24)}

    due = next_due(NOTICE, "customer", days)

    assert due == date(2026, 11, 25)
    assert next_due(NOTICE, "customer", days, after=due) is None


def test_a_kind_of_record_lies_in_the_categories_of_its_fields() -> None:
    assert categories_of_kind(NOTICE, "customer") == {"identity", "contact", "billing"}
    assert categories_of_kind(NOTICE, "contract") == {"contracts"}
    assert categories_of_kind(NOTICE, "unheard_of") == frozenset()


@given(DAYS, st.integers(1, 4000))
def test_a_later_end_of_the_relationship_never_lets_data_go_sooner(day: date, more: int) -> None:
    sooner = erase_after(NOTICE, {"last_contract_end": day}, "identity")
    later = erase_after(NOTICE, {"last_contract_end": day + timedelta(more)}, "identity")

    assert sooner is not None
    assert later is not None
    assert sooner.last_day <= later.last_day

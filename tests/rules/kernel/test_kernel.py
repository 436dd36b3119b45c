from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.kernel.actors import system
from seloste.kernel.errors import Refusal
from seloste.kernel.folding import fold, words
from seloste.kernel.ids import new_id, new_person_id
from seloste.kernel.languages import in_language
from seloste.kernel.periods import Period, parse

# --- Ids ------------------------------------------------------------------------------------------


def test_ids_only_grow_and_fit_into_63_bits() -> None:
    ids = [new_id() for _ in range(10_000)]

    assert ids == sorted(set(ids))
    assert ids[0] > 0
    assert ids[-1] < 2**63
    assert new_person_id() > ids[-1]


def test_ids_are_unique_and_grow_in_each_thread() -> None:
    taken: list[list[int]] = []
    together = threading.Barrier(8)

    def work() -> None:
        together.wait()
        taken.append([new_id() for _ in range(2_000)])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(mine == sorted(mine) for mine in taken)
    assert len({one for mine in taken for one in mine}) == 16_000


# --- Folding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mäkinen Åsa", "makinen asa"),
        ("ÖSTERBERG", "osterberg"),
        ("Kjærgård Øystein", "kjaergard oystein"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Œuvre", "oeuvre"),
        ("Ǽsop", "aesop"),
        ("Đorđe Łukasz Þór", "dorde lukasz thor"),
        ("M\u0061\u0308kinen", "makinen"),
        ("İstanbul", "istanbul"),
        ("ﬁrma Ⅳ ᴬ", "firma iv a"),
        ("Virtanen & Pojat Oy", "virtanen & pojat oy"),
        ("", ""),
    ],
)
def test_letters_are_compared_without_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_what_is_folded_folds_no_further(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(fold(text)) == words(text)


def test_words_are_letters_and_digits() -> None:
    assert words("Oy Mäkinen-Ström & Kni, 2:nen (ent. X)") == [
        "oy", "makinen", "strom", "kni", "2", "nen", "ent", "x",
    ]  # fmt: skip


# --- Periods --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P3Y", Period(36, 0)),
        ("P24M", Period(24, 0)),
        ("P1Y6M", Period(18, 0)),
        ("P2W", Period(0, 14)),
        ("P1Y2M3W4D", Period(14, 25)),
        ("P0D", Period(0, 0)),
    ],
)
def test_a_period_is_whole_months_and_days(text: str, period: Period) -> None:
    assert parse(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "3Y",
        "P3",
        "PT3H",
        "P3YT",
        "P-1Y",
        "p3y",
        "P3Y ",
        "P3D2Y",
        "P1.5Y",
        "P12345Y",
        "P١Y\n",
    ],
)
def test_other_durations_are_no_periods(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "day", "reached"),
    [
        ("P1Y", date(2024, 2, 29), date(2025, 2, 28)),
        ("P4Y", date(2024, 2, 29), date(2028, 2, 29)),
        ("P3Y", date(2024, 2, 29), date(2027, 2, 28)),
        ("P1M", date(2026, 1, 31), date(2026, 2, 28)),
        ("P1M", date(2028, 1, 31), date(2028, 2, 29)),
        ("P13M", date(2026, 12, 31), date(2028, 1, 31)),
        ("P1M1D", date(2026, 1, 31), date(2026, 3, 1)),
        ("P90D", date(2026, 11, 22), date(2027, 2, 20)),
        ("P0D", date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_a_period_after_a_day(text: str, day: date, reached: date) -> None:
    period = parse(text)

    assert period is not None
    assert period.after(day) == reached


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 1200), st.integers(0, 5000))
def test_a_period_lasts_as_long_as_its_months_and_days(day: date, months: int, days: int) -> None:
    reached = Period(months, days).after(day) - timedelta(days=days)

    assert (reached.year - day.year) * 12 + reached.month - day.month == months
    last = (reached.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    assert reached.day == min(day.day, last.day)


# --- The rest -------------------------------------------------------------------------------------


def test_a_text_is_shown_in_the_next_best_language() -> None:
    assert in_language({"sv": "ja", "en": "yes"}, "fi") == "ja"
    assert in_language({"fi": "kyllä", "en": "yes"}, "en") == "yes"
    assert in_language({"fi": "", "en": "yes"}, "fi") == "yes"
    assert in_language({}, "fi") == ""
    assert in_language("sama", "sv") == "sama"
    assert in_language(None, "sv") == ""


def test_a_refusal_knows_its_facts_and_shows_only_its_code() -> None:
    class Closed(Refusal):
        code = "door.closed"

    refusal = Closed(name="Meri Esimerkki")

    assert refusal.facts() == {"name": "Meri Esimerkki"}
    assert "Meri" not in f"{refusal} {refusal!r}"


def test_the_program_acts_under_a_role_of_its_own() -> None:
    assert system("worker").role == "system"
    assert system("worker").way_in == "worker"

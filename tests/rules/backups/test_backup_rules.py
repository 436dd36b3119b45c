from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.backups import rules
from seloste.backups.errors import KeysOlder, KeysPastTheirDay, Newer, OfAnother, WrongKind
from seloste.backups.values import ArchiveKind, ArchiveLine, Head
from seloste.notice.rules.backups import keys_gone_by

MADE = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 25)


def line(
    kind: ArchiveKind = "data",
    *,
    made_at: datetime = MADE,
    ledger: int | None = None,
    gone_by: date | None = None,
) -> ArchiveLine:
    name = f"{kind}-{made_at:%Y%m%dT%H%M%S}.age"
    return ArchiveLine(name, kind, made_at, 1, 1, ledger, gone_by, None, "")


def head(kind: ArchiveKind = "data", *, made_at: datetime = MADE, **more: object) -> Head:
    stated: dict[str, object] = {
        "release": "0.2.0",
        "register": "seloste/1",
        "edition": 1,
        "database": "sqlite",
        "migrations": {},
    }
    return Head(kind=kind, made_at=made_at, **{**stated, **more})  # type: ignore[arg-type]


def test_an_archive_is_named_by_what_it_is_and_when_it_was_begun() -> None:
    assert rules.name_of("keys", MADE) == "keys-20261125T013000Z.age"


def test_no_name_is_given_twice() -> None:
    taken = {"data-20261125T013000Z.age", "data-20261125T013000Z-2.age"}

    assert rules.name_of("data", MADE, taken) == "data-20261125T013000Z-3.age"


@given(st.integers(1_000_000_000, 3_700_000_000))
def test_a_name_tells_when_an_archive_was_begun(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, tz=UTC)

    assert rules.made_at_of(rules.name_of("keys", at)) == at


@pytest.mark.parametrize("name", ["notes.age", "data-20261399T000000Z.age", "keys-1.age.part"])
def test_files_of_others_are_not_taken_for_archives(name: str) -> None:
    assert rules.made_at_of(name) is None


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        (None, "P1D", TODAY),  # never made: at once
        (date(2026, 11, 24), "P1D", date(2026, 11, 25)),
        (date(2026, 11, 25), "P1D", date(2026, 11, 26)),
        (date(2026, 11, 25), "P1W", date(2026, 12, 2)),
        (date(2026, 11, 30), "P3M", date(2027, 2, 28)),
        (date(2026, 11, 25), None, None),  # the notice states none
        (date(2026, 11, 25), "nightly", None),
    ],
)
def test_the_next_backup_is_due_as_often_as_the_notice_says(
    last: date | None, every: str | None, due: date | None
) -> None:
    assert rules.next_on(last, every, today=TODAY) == due


@pytest.mark.parametrize(
    ("due", "overdue"),
    [
        (None, False),
        (date(2026, 11, 26), False),
        (date(2026, 11, 24), False),  # the day after is grace
        (date(2026, 11, 23), True),
    ],
)
def test_a_backup_is_overdue_when_its_day_and_one_more_have_passed(
    due: date | None, *, overdue: bool
) -> None:
    assert rules.is_overdue(due, today=TODAY) is overdue


@pytest.mark.parametrize(
    ("made", "stated", "until"),
    [
        (TODAY, "P30D", date(2026, 12, 25)),
        (TODAY, "P1M", date(2026, 12, 25)),
        (date(2027, 1, 31), "P1M", date(2027, 2, 28)),
        (TODAY, None, date(2026, 12, 30)),
    ],
)
def test_copies_of_keys_live_as_long_as_the_notice_says(
    made: date, stated: str | None, until: date
) -> None:
    assert keys_gone_by(made, stated) == until


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from(["P1D", "P30D", "P1Y", None]))
def test_no_copy_of_keys_lives_longer_than_35_days(made: date, stated: str | None) -> None:
    assert made < keys_gone_by(made, stated) <= made + timedelta(days=35)


def test_of_the_data_the_stated_number_is_kept() -> None:
    archives = [line(made_at=MADE - timedelta(days=n)) for n in range(5)]

    gone = rules.going(archives, keep=3, today=TODAY, ledger=0)

    assert gone == {archive.name: "number_kept" for archive in archives[3:]}


def test_the_newest_data_are_kept_whatever_the_number() -> None:
    assert rules.going([line()], keep=0, today=TODAY, ledger=0) == {}


def test_without_a_number_all_data_are_kept() -> None:
    archives = [line(made_at=MADE - timedelta(days=n)) for n in range(50)]

    assert rules.going(archives, keep=None, today=TODAY, ledger=0) == {}


def test_a_copy_of_keys_goes_when_its_day_has_passed() -> None:
    lasts = line("keys", ledger=0, gone_by=TODAY)
    past = line("keys", made_at=MADE - timedelta(days=1), ledger=0, gone_by=date(2026, 11, 24))

    assert rules.going([lasts, past], keep=1, today=TODAY, ledger=0) == {past.name: "past_its_day"}


def test_a_copy_with_destroyed_keys_goes_when_a_newer_takes_its_place() -> None:
    stale = line("keys", made_at=MADE - timedelta(hours=1), ledger=4, gone_by=date(2026, 12, 25))
    fresh = line("keys", ledger=5, gone_by=date(2026, 12, 25))

    assert rules.going([stale, fresh], keep=1, today=TODAY, ledger=5) == {
        stale.name: "keys_destroyed"
    }


def test_the_only_copy_of_keys_stays_until_a_newer_one_is_there() -> None:
    stale = line("keys", ledger=4, gone_by=date(2026, 12, 25))

    assert rules.is_stale(stale, 5)
    assert rules.going([stale], keep=1, today=TODAY, ledger=5) == {}


def test_data_hold_no_keys_and_are_never_stale() -> None:
    assert not rules.is_stale(line(), 5)


def test_an_archive_in_a_format_to_come_is_refused() -> None:
    with pytest.raises(Newer):
        rules.check_readable(2, {}, known={})


def test_an_archive_with_tables_to_come_is_refused() -> None:
    with pytest.raises(Newer):
        rules.check_readable(1, {"staff": ("0001", "0002")}, known={"staff": ("0001",)})


def test_an_older_archive_is_read() -> None:
    rules.check_readable(1, {"staff": ("0001",)}, known={"staff": ("0001", "0002")})


def test_keys_in_place_of_data_are_refused() -> None:
    with pytest.raises(WrongKind):
        rules.check_kind(head("keys"), "data")


def test_archives_that_were_made_together_belong_together() -> None:
    rules.check_pair(head(), head("keys", gone_by=TODAY), today=TODAY)


def test_keys_of_another_register_are_refused() -> None:
    with pytest.raises(OfAnother):
        rules.check_pair(head(), head("keys", register="seloste/2"), today=TODAY)


def test_keys_copied_before_the_data_are_refused() -> None:
    older = head("keys", made_at=MADE - timedelta(seconds=1))

    with pytest.raises(KeysOlder) as refused:
        rules.check_pair(head(), older, today=TODAY)

    assert refused.value.facts() == {"data": TODAY, "keys": TODAY}


def test_keys_past_their_day_are_refused() -> None:
    with pytest.raises(KeysPastTheirDay):
        rules.check_pair(head(), head("keys", gone_by=date(2026, 11, 24)), today=TODAY)

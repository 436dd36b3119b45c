from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction

from seloste.outbox import operations as outbox
from seloste.outbox import queries, rules
from seloste.outbox.errors import NotSetUp, TryLater, WillNeverTake
from seloste.outbox.models import StoredParcel
from seloste.worker.handlers.registry import Handler
from seloste.worker.parcels import do_due

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


class Doing:
    """Does work as it is told to, and remembers."""

    def __init__(self, *failures: Exception | None) -> None:
        self.failures = list(failures)
        self.keys: list[int] = []
        self.given_up: list[tuple[int, str]] = []

    def do(self, key: int, _at: datetime) -> None:
        self.keys.append(key)
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure

    def give_up(self, key: int, reason: str, _at: datetime) -> None:
        self.given_up.append((key, reason))

    def due(self, at: datetime) -> int:
        return do_due(handlers={"test": Handler(self.do, self.give_up)}, clock=lambda: at)


def owe(*keys: int, due_at: datetime = AT) -> None:
    with transaction.atomic():
        for key in keys:
            outbox.post("test", key, due_at=due_at)


def test_what_is_owed_is_done_once_and_leaves_nothing_behind() -> None:
    owe(1, 2)
    doing = Doing()

    doing.due(AT)
    doing.due(AT + timedelta(days=1))

    assert doing.keys == [1, 2]
    assert not StoredParcel.objects.exists()


def test_what_is_not_due_yet_is_left_alone() -> None:
    owe(1, due_at=AT + timedelta(seconds=1))

    assert Doing().due(AT) == 0
    assert queries.is_waiting("test", 1)


def test_work_that_is_owed_in_a_transaction_that_is_undone_is_not_owed() -> None:
    with transaction.atomic():
        outbox.post("test", 1, due_at=AT)
        transaction.set_rollback(True)

    assert not StoredParcel.objects.exists()


def test_a_parcel_that_fails_waits_longer_and_longer_and_stops_no_other() -> None:
    owe(1, 2)
    doing = Doing(TryLater("no_connection"))

    doing.due(AT)

    row = StoredParcel.objects.get()
    assert doing.keys == [1, 2]
    assert (row.key, row.reason, row.due_at) == (1, "no_connection", AT + timedelta(minutes=1))


def test_after_the_last_attempt_whoever_owed_it_is_told() -> None:
    owe(1)
    doing = Doing(*[TryLater("no_connection")] * 100)
    at = AT
    while not queries.given_up():
        doing.due(at)
        at = max(at, StoredParcel.objects.get().due_at)

    assert doing.given_up == [(1, "no_connection")]
    assert at - AT > timedelta(days=3)
    assert queries.given_up()[0].attempts == 10


def test_what_will_never_be_taken_is_not_tried_again() -> None:
    owe(1)
    doing = Doing(WillNeverTake("refused"))

    doing.due(AT)
    doing.due(AT + timedelta(days=9))

    assert doing.keys == [1]
    assert doing.given_up == [(1, "refused")]


def test_what_was_given_up_can_be_tried_again() -> None:
    owe(1)
    doing = Doing(WillNeverTake("refused"))
    doing.due(AT)

    outbox.try_again(queries.given_up()[0].id, at=AT)
    doing.due(AT)

    assert doing.keys == [1, 1]
    assert queries.given_up() == ()


def test_without_a_service_the_work_waits_and_no_attempt_counts() -> None:
    owe(1)
    doing = Doing(*[NotSetUp()] * 50)
    for minutes in range(0, 250, 5):
        doing.due(AT + timedelta(minutes=minutes))

    [waiting] = queries.waiting(AT, reason="not_set_up")

    assert len(doing.keys) == 50
    assert (waiting.kind, waiting.number) == ("test", 1)
    assert StoredParcel.objects.get().attempts == 0


def test_a_handler_that_breaks_is_told_by_its_kind_and_the_work_waits(
    caplog: pytest.LogCaptureFixture,
) -> None:
    owe(1, 2)
    doing = Doing(RuntimeError("Aino Virta, aino@posti.example"))

    with caplog.at_level(logging.WARNING):
        doing.due(AT)

    assert doing.keys == [1, 2]
    assert [each.getMessage() for each in caplog.records] == ["test 1 failed: RuntimeError"]
    assert queries.waiting(AT + timedelta(hours=1))[0].number == 1


def test_work_of_a_kind_that_nobody_knows_waits_for_somebody_who_does() -> None:
    with transaction.atomic():
        outbox.post("of_a_newer_version", 1, due_at=AT)

    Doing().due(AT)

    assert queries.waiting(AT, reason="no_handler")[0].kind == "of_a_newer_version"


def test_work_that_was_cut_off_is_taken_again_once_the_lease_is_over() -> None:
    owe(1)
    cut_off = outbox.claim(at=AT)

    assert outbox.claim(at=AT + rules.LEASE - timedelta(seconds=1)) is None
    again = outbox.claim(at=AT + rules.LEASE)

    assert cut_off is not None
    assert again is not None
    assert (again.key, again.attempt) == (1, 2)


def test_whoever_lost_the_lease_settles_nothing_any_more() -> None:
    owe(1)
    first = outbox.claim(at=AT)
    second = outbox.claim(at=AT + rules.LEASE)
    assert first is not None
    assert second is not None

    outbox.done(first)
    outbox.gave_up(first, reason="refused", at=AT)

    row = StoredParcel.objects.get()
    assert (row.attempts, row.given_up_at) == (second.attempt, None)


def test_work_that_is_taken_back_is_not_done() -> None:
    owe(1, 2)
    with transaction.atomic():
        taken_back = outbox.take_back("test", 1)
    doing = Doing()

    doing.due(AT)

    assert taken_back == 1
    assert doing.keys == [2]


def test_a_worker_that_is_told_to_stop_takes_no_further_parcel() -> None:
    owe(1)

    assert do_due(stopped=lambda: True, handlers={}, clock=lambda: AT) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_each_parcel_once() -> None:
    owe(*range(40))
    doings, start = [Doing(), Doing()], threading.Barrier(2)

    def work(doing: Doing) -> None:
        start.wait()
        try:
            doing.due(AT)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[doing]) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(doings[0].keys + doings[1].keys) == list(range(40))

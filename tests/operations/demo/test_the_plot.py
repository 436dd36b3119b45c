"""What `docs/operating.md` tells can be lived through in the invented business."""

from __future__ import annotations

from datetime import timedelta

from seloste.breaches import queries as breaches
from seloste.consents.models import ConsentEvent
from seloste.disclosures.queries import open_duties
from seloste.lifetimes.queries import due_by, lifetimes_of
from seloste.rights import queries as rights
from tests.operations.demo.conftest import AT


def test_requests_wait_in_their_order_and_the_oldest_is_about_access_by_e_mail(founded) -> None:
    queue = rights.queue(at=AT)

    assert [view.kinds for view in queue] == [
        ("access",),
        ("access",),
        ("erasure",),
        ("objection",),
    ]
    assert queue[0].identity == "asked"
    assert [view.channel for view in queue][1:] == ["email", "post", "phone"]
    assert not any(view.is_overdue(AT.date()) for view in queue)


def test_whoever_asks_for_erasure_has_a_voucher_that_stays(founded) -> None:
    [request] = [view for view in rights.queue(at=AT) if view.kinds == ("erasure",)]

    kinds = {one.kind: one for one in lifetimes_of([request.about])[request.about]}

    assert kinds["invoice"].due_on.year >= AT.year + 5
    assert kinds["customer"].due_on is not None


def test_one_breach_has_a_clock_that_runs_and_two_are_closed(founded) -> None:
    [clock] = breaches.clocks()

    assert AT - clock.aware_at == timedelta(hours=20)
    assert [view.state for view in breaches.breaches()] == ["open", "closed", "closed"]


def test_newsletters_were_asked_for_and_two_people_changed_their_minds(founded) -> None:
    states = list(ConsentEvent.objects.values_list("state", flat=True))

    assert states.count("withdrawn") == 2
    assert 2 < states.count("given") <= 12


def test_recipients_answered_what_they_were_told_more_than_a_week_ago(founded) -> None:
    assert all(duty.owed_at > AT - timedelta(days=21) for duty in open_duties())


def test_nothing_is_past_its_day(founded) -> None:
    assert due_by(AT.date()) == []


def test_some_people_left_so_long_ago_that_their_data_go_within_weeks(founded) -> None:
    days = {one.due_on for one in due_by(AT.date() + timedelta(days=30)) if one.kind == "customer"}

    assert len(days) >= 2

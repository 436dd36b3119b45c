"""Requests come in by every channel and stand in the order in which they arrived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from seloste.audit.models import Entry
from seloste.kernel.actors import Actor, system
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import lifetimes_of
from seloste.outbox.queries import is_waiting
from seloste.readings.errors import NotAllowed
from seloste.rights import queries
from seloste.rights.errors import (
    DayOutOfReach,
    NobodyAsks,
    NobodyOfTheRegister,
    NoSuchRequest,
    NothingAsked,
    ReceivedLater,
)
from seloste.rights.models import RequestEvent, RequestPart, SubjectRequest
from seloste.rights.operations.opening import open_request
from seloste.rights.operations.receiving import ACKNOWLEDGE, receive
from seloste.rights.values import NewRequest, RequestFile
from seloste.vault.models import Sealed
from tests.operations.rights.conftest import AINO, asked
from tests.register import Register


def traces() -> tuple[int, ...]:
    tables = (SubjectRequest, RequestPart, RequestEvent, Sealed, Entry)
    return tuple(table.objects.count() for table in tables)


def refused(refusal: type[Refusal], act: Callable[[], object]) -> None:
    before = traces()
    with pytest.raises(refusal):
        act()
    assert traces() == before


def test_a_request_by_someone_unknown_is_received_too(register: Register) -> None:
    made = asked(register)

    view = queries.request(made, at=register.at)
    assert (view.state, view.about, view.kinds) == ("received", None, ("access",))
    assert view.received_on == date(2026, 11, 23)
    assert (view.due.safe, view.due.latest) == (date(2026, 12, 23), date(2026, 12, 23))
    assert view.reference == "20261123-1"


def test_who_asked_and_in_what_words_is_sealed_and_opens_for_those_who_may(
    register: Register,
) -> None:
    made = asked(register, "rectification", file=replace(AINO, wishes={"rectification": "Nimi"}))

    assert open_request(made, by=register.owner, at=register.at).file == replace(
        AINO, wishes={"rectification": "Nimi"}
    )
    assert Entry.objects.order_by("-position")[0].operation == "readings.opened"
    accountant = Actor("s-accounts", "accountant", "console")
    refused(NotAllowed, lambda: open_request(made, by=accountant, at=register.at))


def test_each_request_has_a_requester_of_its_own(register: Register, aino: PersonId) -> None:
    first, second = asked(register, about=aino), asked(register, about=aino)

    views = queries.of_person(aino, at=register.at)
    assert [view.id for view in views] == [first, second]
    assert len({view.requester for view in views} | {aino}) == 3


def test_several_rights_are_asked_in_one_request(register: Register) -> None:
    made = asked(register, "erasure", "access", "erasure")

    assert queries.request(made, at=register.at).kinds == ("access", "erasure")


def test_the_queue_is_in_order_of_arrival_and_not_of_registration(register: Register) -> None:
    form = asked(register, channel="form", received_at=register.at - timedelta(hours=1))
    letter = asked(register, channel="post", received_at=register.at - timedelta(days=3))
    call = asked(register, channel="phone", received_at=register.at - timedelta(hours=2))

    queue = queries.queue(at=register.at)
    assert [view.id for view in queue] == [letter, call, form]
    assert [view.reference for view in queue] == ["20261120-1", "20261123-2", "20261123-1"]


def test_what_is_overdue_stays_in_the_queue(register: Register) -> None:
    made = asked(register, received_at=register.at - timedelta(days=60))

    [view] = queries.queue(at=register.at)
    assert (view.id, view.is_overdue(date(2026, 11, 23))) == (made, True)


def test_the_day_of_receipt_is_that_of_the_controllers_time_zone(register: Register) -> None:
    late = register.at.replace(day=4, hour=22, minute=30)

    made = asked(register, received_at=late)

    assert queries.request(made, at=register.at).received_on == date(2026, 11, 5)


@pytest.mark.parametrize("channel", ["phone", "in_person"])
def test_of_an_oral_request_it_is_written_down_who_took_it(
    register: Register, channel: str
) -> None:
    made = asked(register, channel=channel)

    events = queries.events_of(made)
    assert [(e.code, e.handle) for e in events] == [
        ("received", "s-owner"),
        ("taken_down", "s-owner"),
    ]


def test_the_receipt_is_owed_in_the_same_transaction(register: Register) -> None:
    made = asked(register)

    assert is_waiting(ACKNOWLEDGE, made)
    assert "rights.received" in Entry.objects.values_list("operation", flat=True)


def test_the_file_is_kept_until_its_period_after_closing_ends(register: Register) -> None:
    made = asked(register)

    requester = queries.request(made, at=register.at).requester
    [lifetime] = lifetimes_of([requester])[requester]
    assert lifetime.triggers == {"record_made": date(2026, 11, 23), "request_closed": None}
    assert lifetime.due_on is None


def test_anyone_may_ask_through_the_public_form(register: Register) -> None:
    new = NewRequest(("access",), "form", register.at, "sv", AINO)

    made = receive(new, by=system("public"), at=register.at)

    assert queries.request(made, at=register.at).language == "sv"


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        (NothingAsked, {"kinds": ()}),
        (NobodyAsks, {"file": RequestFile(words="Poistakaa tietoni.")}),
        (NobodyOfTheRegister, {"about": PersonId(1)}),
        (ReceivedLater, {"received_at": "later"}),
        (DayOutOfReach, {"received_at": "long ago"}),
    ],
)
def test_what_nobody_could_answer_is_refused_and_leaves_nothing(
    register: Register, refusal: type[Refusal], change: dict[str, object]
) -> None:
    moments = {
        "later": register.at + timedelta(minutes=1),
        "long ago": register.at.replace(year=1999),
    }
    change = {name: moments.get(str(value), value) for name, value in change.items()}
    new = NewRequest(("access",), "email", register.at, "fi", AINO)

    refused(
        refusal,
        lambda: receive(replace(new, **change), by=register.owner, at=register.at),
    )


def test_who_may_not_handle_requests_registers_none(register: Register) -> None:
    accountant = Actor("s-accounts", "accountant", "console")
    new = NewRequest(("access",), "email", register.at, "fi", AINO)

    refused(NotAllowed, lambda: receive(new, by=accountant, at=register.at))


@pytest.mark.parametrize("reference", ["", "20261123", "20261123-2", "x-1", "²0261123-1", "1-1-1"])
def test_a_number_that_is_none_finds_nothing(register: Register, reference: str) -> None:
    asked(register)

    with pytest.raises(NoSuchRequest):
        queries.numbered(reference, at=register.at)


def test_a_request_is_found_by_its_number(register: Register) -> None:
    made = asked(register)

    assert queries.numbered(" 20261123-1 ", at=register.at).id == made

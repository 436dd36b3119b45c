"""A breach is kept from awareness to closing, with every decision and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from seloste.audit.models import Entry
from seloste.breaches import queries
from seloste.breaches.errors import (
    AwareAfterTold,
    AwareInFuture,
    FactsMissing,
    LateWithoutReasons,
    MustBeNotified,
    NoSuchBreach,
    NoSuchCategory,
    NoSuchProcessor,
    NotAtThisPoint,
    PersonsMustBeTold,
    ReasonsMissing,
)
from seloste.breaches.models import Breach, BreachEvent
from seloste.breaches.operations import deciding, opening, recording
from seloste.breaches.values import Description, NewBreach, Notification
from seloste.lifetimes.queries import lifetimes_of
from seloste.readings.errors import NotAllowed
from seloste.vault.models import Sealed
from tests.operations.breaches.conftest import FACTS
from tests.register import Register

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    lines = Entry.objects.filter(operation__startswith="breaches.").order_by("position")
    return [line.operation.partition(".")[2] for line in lines]


def opened(breach: int, register: Register):
    return opening.open_breach(breach, by=register.owner, at=register.at)


def test_a_breach_is_recorded_with_its_facts_sealed_and_its_clock_running(
    breach: int, register: Register
) -> None:
    view = queries.breach(breach)

    assert view is not None
    assert (view.number, view.state, view.persons) == (1, "open", 2)
    assert queries.clocks() == [view]
    assert opened(breach, register).texts == {"facts": FACTS}
    assert acts() == ["recorded"]
    rows = list(Breach.objects.values()) + list(BreachEvent.objects.values())
    assert "Aino" not in str(rows)
    assert not any(b"Aino" in bytes(row.sealed) for row in Sealed.objects.all())


def test_opening_a_file_leaves_a_reading_for_the_purpose_that_serves_security(
    breach: int, register: Register
) -> None:
    opened(breach, register)

    line = Entry.objects.filter(operation="readings.opened").order_by("position").last()
    assert line is not None
    assert (line.purpose, line.categories) == ("security_logging", "breaches")


def test_numbers_follow_on_each_other(breach: int, register: Register) -> None:
    new = NewBreach(aware_at=register.at, description=Description(facts="Levy hukkui."))

    second = recording.record_breach(new, by=register.owner, at=register.at)

    assert [view.number for view in queries.breaches()] == [2, 1]
    assert [view.id for view in queries.breaches(before=2)] == [breach]
    assert queries.numbered(2).id == second


def test_a_role_that_may_not_use_the_files_neither_records_nor_reads_them(
    breach: int, register: Register
) -> None:
    new = NewBreach(aware_at=register.at, description=Description(facts="Levy hukkui."))

    with pytest.raises(NotAllowed):
        recording.record_breach(new, by=register.support, at=register.at)
    with pytest.raises(NotAllowed):
        opening.open_breach(breach, by=register.support, at=register.at)
    with pytest.raises(NotAllowed):
        opening.breaches(by=register.support, at=register.at)
    assert acts() == ["recorded"]


@pytest.mark.parametrize(
    ("changes", "told", "refusal"),
    [
        ({"aware_at": timedelta(minutes=1)}, {}, AwareInFuture),
        (
            {"processor": "accounting_firm", "processor_told_at": timedelta(hours=-3)},
            {},
            AwareAfterTold,
        ),
        ({"processor": "nobody"}, {}, NoSuchProcessor),
        ({}, {"facts": "  "}, FactsMissing),
        ({}, {"categories": ("shoe_sizes",)}, NoSuchCategory),
        ({}, {"happened_at": timedelta(minutes=1)}, AwareInFuture),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    register: Register, changes, told, refusal
) -> None:
    def moment(value):
        return register.at + value if isinstance(value, timedelta) else value

    values = {"aware_at": timedelta(hours=-1)} | changes
    description = Description(**{"facts": "Levy hukkui."} | {k: moment(v) for k, v in told.items()})
    new = NewBreach(description=description, **{k: moment(v) for k, v in values.items()})

    with pytest.raises(refusal):
        recording.record_breach(new, by=register.owner, at=register.at)

    assert not Breach.objects.exists()
    assert not Sealed.objects.filter(kind__startswith="breach").exists()
    assert acts() == []


def test_what_a_processor_told_is_kept(register: Register) -> None:
    told_at = register.at - timedelta(hours=1)
    new = NewBreach(
        told_at, Description(facts="Tilitoimistoon murtauduttiin."), "accounting_firm", told_at
    )

    breach = recording.record_breach(new, by=register.owner, at=register.at)

    view = queries.breach(breach)
    assert (view.processor, view.processor_told_at) == ("accounting_firm", told_at)


def test_what_was_known_before_stays_with_its_event(described: int, register: Register) -> None:
    shown = opened(described, register)

    assert shown.texts["effects"] == "Vastaanottaja näki nimet ja osoitteet."
    (_, first), (event, second) = shown.events
    assert "effects" not in first
    assert (event.code, second["records"]) == ("described", 4)


def test_a_breach_lives_from_awareness_to_closing(described: int, register: Register) -> None:
    by, at = register.owner, register.at
    deciding.assess(described, "high", reasons="Osoitteet voivat joutua huijareille.", by=by, at=at)
    first = Notification(at, is_complete=False, reasons="Riski.", reference="TSV/1/2026")
    deciding.notify(described, first, by=by, at=at)
    later = at + timedelta(days=9)
    last = Notification(later, is_complete=True, reasons="Lukumäärät tarkentuivat.")
    deciding.notify(described, last, by=by, at=later)
    deciding.tell_persons(described, told_at=later, reasons="Sähköpostilla.", by=by, at=later)

    deciding.close(described, reasons="Kaikki on tehty.", by=by, at=later)

    view = queries.breach(described)
    assert (view.state, view.risk, view.telling) == ("closed", "high", "told")
    assert (view.notified_at, view.completed_at, view.closed_at) == (at, later, later)
    assert queries.clocks() == []
    assert acts() == [
        "recorded", "described", "assessed", "notified", "notified", "persons_told", "closed",
    ]  # fmt: skip
    said = [content for event, content in opened(described, register).events]
    assert said[3]["reference"] == "TSV/1/2026"
    with pytest.raises(NotAtThisPoint):
        deciding.assess(described, "risk", reasons="Toisin.", by=by, at=later)


def test_a_breach_that_is_not_notified_is_documented_and_closed_too(
    described: int, register: Register
) -> None:
    by, at = register.owner, register.at
    deciding.assess(described, "unlikely", reasons="Liite oli salattu.", by=by, at=at)
    deciding.do_not_notify(described, reasons="Riski on epätodennäköinen.", by=by, at=at)
    deciding.do_not_tell_persons(
        described, exemption="protected", reasons="Liite oli salattu.", by=by, at=at
    )

    deciding.close(described, reasons="Valmis.", by=by, at=at)

    assert queries.breach(described).state == "closed"
    assert queries.number_not_closed() == 0


def test_a_late_notification_says_why(described: int, register: Register) -> None:
    late = register.at + timedelta(hours=71)
    sent = Notification(late, is_complete=True, reasons="Riski.")

    with pytest.raises(LateWithoutReasons):
        deciding.notify(described, sent, by=register.owner, at=late)
    assert queries.breach(described).state == "open"

    explained = Notification(late, is_complete=True, reasons="Riski.", late_because="Selvitys.")
    deciding.notify(described, explained, by=register.owner, at=late)
    assert queries.breach(described).notified_at == late


def test_a_refused_decision_writes_nothing(described: int, register: Register) -> None:
    by, at = register.owner, register.at
    deciding.assess(described, "high", reasons="Osoitteet.", by=by, at=at)
    before, rows = acts(), Sealed.objects.count()

    with pytest.raises(MustBeNotified):
        deciding.do_not_notify(described, reasons="Ei haluta.", by=by, at=at)
    with pytest.raises(PersonsMustBeTold):
        deciding.do_not_tell_persons(described, exemption=None, reasons="Ei.", by=by, at=at)
    with pytest.raises(ReasonsMissing):
        deciding.assess(described, "unlikely", reasons=" ", by=by, at=at)
    with pytest.raises(NotAtThisPoint):
        deciding.close(described, reasons="Valmis.", by=by, at=at)
    with pytest.raises(NoSuchBreach):
        deciding.assess(7, "high", reasons="Mitä?", by=by, at=at)

    assert (acts(), Sealed.objects.count()) == (before, rows)
    assert queries.breach(described).risk == "high"


def test_a_breach_is_not_closed_while_something_is_missing(breach: int, register: Register) -> None:
    by, at = register.owner, register.at
    deciding.notify(breach, Notification(at, is_complete=False, reasons="Riski."), by=by, at=at)

    with pytest.raises(FactsMissing) as refusal:
        deciding.close(breach, reasons="Valmis.", by=by, at=at)

    assert refusal.value.facts()["missing"] == "effects, measures, risk, last_phase, telling"
    assert queries.breach(breach).state == "notified"


def test_a_file_is_kept_for_five_years_from_closing_and_as_long_as_it_takes_before(
    described: int, register: Register
) -> None:
    by, at = register.owner, register.at
    file = queries.breach(described).file
    [before] = lifetimes_of([file])[file]
    deciding.assess(described, "unlikely", reasons="Salattu.", by=by, at=at)
    deciding.do_not_notify(described, reasons="Salattu.", by=by, at=at)
    deciding.do_not_tell_persons(described, exemption=None, reasons="Salattu.", by=by, at=at)

    deciding.close(described, reasons="Valmis.", by=by, at=at)

    [after] = lifetimes_of([file])[file]
    assert (before.kind, before.record, before.due_on) == ("breach", described, None)
    assert after.due_on == date(2031, 11, 24)  # the day after the last one, 23 November 2031


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"aware_at": None}, "breach_is_known_before_it_is_recorded"),
        ({"state": "closed"}, "breach_is_assessed_before_it_is_closed"),
    ],
)
def test_the_database_holds_what_must_hold(breach: int, register: Register, changes, name) -> None:
    changes = {k: register.at + timedelta(days=1) if v is None else v for k, v in changes.items()}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Breach.objects.filter(id=breach).update(**changes)

"""When its storage period has ended, the file of a breach goes; that there was one stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from seloste.breaches import queries
from seloste.breaches.operations import deciding, opening
from seloste.kernel.actors import system
from seloste.retention.operations.running import run
from seloste.vault.models import Sealed
from tests.register import Register

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def closed(described: int, register: Register) -> int:
    by, at = register.owner, register.at
    deciding.assess(described, "unlikely", reasons="Salattu.", by=by, at=at)
    deciding.do_not_notify(described, reasons="Salattu.", by=by, at=at)
    deciding.do_not_tell_persons(described, exemption=None, reasons="Salattu.", by=by, at=at)
    deciding.close(described, reasons="Valmis.", by=by, at=at)
    return described


def test_the_file_is_kept_through_its_last_day_and_goes_the_night_after(
    closed: int, register: Register
) -> None:
    file = queries.breach(closed).file
    last = register.at.replace(year=register.at.year + 5)

    run(by=system("worker"), at=last)
    assert Sealed.objects.filter(person=file).count() > 1

    run(by=system("worker"), at=last + timedelta(days=1))
    assert not Sealed.objects.filter(person=file).exists()


def test_what_is_left_of_it_says_nothing_of_anybody(closed: int, register: Register) -> None:
    later = register.at.replace(year=register.at.year + 6)
    run(by=system("worker"), at=later)

    shown = opening.open_breach(closed, by=register.owner, at=later)

    assert (shown.is_open, dict(shown.texts)) == (False, {})
    assert (shown.view.number, shown.view.state) == (1, "closed")
    assert [event.code for event, _ in shown.events][-1] == "closed"
    assert all("reasons" not in said for _, said in shown.events)


def test_an_open_breach_keeps_its_file_however_long_it_takes(
    described: int, register: Register
) -> None:
    later = register.at.replace(year=register.at.year + 9)

    run(by=system("worker"), at=later)

    assert opening.open_breach(described, by=register.owner, at=later).texts["facts"]

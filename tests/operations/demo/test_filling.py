from __future__ import annotations

from random import Random

import pytest

from seloste.audit.models import Entry
from seloste.customers.models import Customer
from seloste.demo import agenda, editions
from seloste.demo.errors import NotEmpty
from seloste.demo.inventing import Inventor
from seloste.demo.operations import fill
from seloste.notice import queries as notices
from seloste.notice.loading import read_notice
from seloste.notice.rules.linting import lint
from seloste.rights import queries as rights
from tests.operations.demo.conftest import AT, BY, EXAMPLE


def test_both_editions_lint_without_findings():
    day = agenda.first_day(AT)
    for source, on in (
        (editions.earlier(EXAMPLE, in_force_from=day), day),
        (editions.present(EXAMPLE, in_force_from=AT.date()), AT.date()),
    ):
        loaded = read_notice(source, path="notice.yaml")
        assert [f.rule for f in lint(loaded.notice, loaded.positions, on=on)] == []


def invented(seed: int):
    chance = Random(seed)  # noqa: S311 - nothing secret
    clients = agenda.clients_of(50, inventor=Inventor(chance), chance=chance, today=AT.date())
    return clients, agenda.events_of(clients, chance=chance, at=AT)


def test_the_same_seed_invents_the_same_customers_and_the_same_days():
    assert invented(7) == invented(7)
    assert invented(7) != invented(8)


def test_a_register_that_exists_gets_no_past_from_before_its_notice(register):
    fill(by=BY, at=AT, customers=10)

    assert Customer.objects.filter(created_at__lt=notices.editions()[0].in_force_at).count() == 0


def test_a_register_with_customers_is_not_filled(register):
    fill(by=BY, at=AT, customers=2)
    before = (Customer.objects.count(), Entry.objects.count())

    with pytest.raises(NotEmpty):
        fill(by=BY, at=AT, customers=2)

    assert (Customer.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize("customers", [1, 12])
def test_a_small_business_has_as_much_of_a_plot_as_it_has_people(register, customers):
    fill(by=BY, at=AT, customers=customers)

    assert len(rights.queue(at=AT)) <= 4

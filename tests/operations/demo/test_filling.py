from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from seloste.audit.models import Entry
from seloste.contracts.models import Contract, Service
from seloste.customers import queries
from seloste.customers.models import Change, ContactPerson, Customer
from seloste.customers.operations.finding import open_customers
from seloste.demo import agenda, editions
from seloste.demo.errors import NotEmpty
from seloste.demo.inventing import Inventor
from seloste.demo.operations import fill
from seloste.evidence.operations import examine
from seloste.kernel.actors import system
from seloste.notice import queries as notices
from seloste.notice.loading import read_notice
from seloste.notice.rules.linting import lint
from tests.register import initialise

EXAMPLE = (Path(__file__).parents[3] / "notices" / "palvelin-example.yaml").read_bytes()
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
BY = system("cli")


@pytest.fixture
def founded(transactional_db, home):
    initialise(home)
    present = editions.present(EXAMPLE, in_force_from=agenda.present_from(AT))
    fill(by=BY, at=AT, customers=55, notice=present)


def contents() -> str:
    """Return all that is kept of customers, in clear, without ids."""
    people = queries.newest(limit=1000)
    views = open_customers(people, purpose="accountability", by=BY, at=AT, also=["contract"])
    told = [
        json.dumps([view.kind, view.values, sorted(map(str, view.others.values()))], sort_keys=True)
        for view in views
    ]
    return "\n".join(sorted(told))


def test_the_business_has_customers_of_every_kind_and_language(founded):
    assert set(queries.count_by_kind()) == {"person", "sole_trader", "company", "association"}
    kept = contents()
    assert all(f'"customer.language": "{code}"' in kept for code in ("fi", "sv", "en"))
    assert all(f'"method": "{way}"' in kept for way in ("paper", "email", "einvoice"))


def test_four_years_of_work_have_left_their_traces(founded):
    assert Contract.objects.count() > 40
    assert Service.objects.exclude(withdrawn_on=None).count() == 1
    assert Customer.objects.exclude(relationship_ended_on=None).exists()
    assert Customer.objects.order_by("created_at")[0].created_at < AT - timedelta(days=900)
    assert Change.objects.exists()
    assert ContactPerson.objects.exists()
    assert queries.possible_duplicates()
    roles = Entry.objects.filter(operation="readings.opened").values_list("role", flat=True)
    assert {"owner", "support", "accountant"} <= set(roles)


def test_some_duties_to_inform_are_open_and_none_is_overdue(founded):
    assert queries.open_duties()
    assert not queries.open_duties(due_by=AT.date())


def test_the_notice_of_the_invented_business_holds(founded):
    broken = [clause.id for clause in examine(by=BY, at=AT).clauses if clause.state != "holds"]

    # A test's database lies outside what some attestations look at; the data themselves hold.
    assert not {"sources", "storage", "changes", "access", "categories"} & set(broken)


def test_each_moment_has_the_edition_that_was_in_force_then(founded):
    assert [line.number for line in notices.editions()] == [2, 1]
    long_ago = Entry.objects.filter(operation="readings.opened").order_by("position")[0]
    assert (long_ago.edition, long_ago.at < AT - timedelta(days=365)) == (1, True)
    assert notices.owed_informing() == ()


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


def test_the_invented_business_ids_are_of_a_range_not_given_out(founded):
    ids = [
        values["customer.business_id"]
        for line in contents().splitlines()
        if "customer.business_id" in (values := json.loads(line)[1])
    ]

    assert ids
    assert all(found.startswith("9") for found in ids)

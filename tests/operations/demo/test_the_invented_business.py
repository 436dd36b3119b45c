from __future__ import annotations

import json
from datetime import timedelta

from seloste.audit.models import Entry
from seloste.contracts.models import Contract, Service
from seloste.customers import queries
from seloste.customers.models import Change, ContactPerson, Customer
from seloste.customers.operations.finding import open_customers
from seloste.evidence.operations import examine
from seloste.notice import queries as notices
from tests.operations.demo.conftest import AT, BY


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


def test_the_invented_business_ids_are_of_a_range_not_given_out(founded):
    ids = [
        values["customer.business_id"]
        for line in contents().splitlines()
        if "customer.business_id" in (values := json.loads(line)[1])
    ]

    assert ids
    assert all(found.startswith("9") for found in ids)

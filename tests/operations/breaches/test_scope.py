"""How far a breach reached: what an account saw and did, by the trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from seloste.audit.models import Entry
from seloste.breaches import queries
from seloste.breaches.errors import WindowUnfit
from seloste.breaches.operations import opening, scoping
from seloste.breaches.values import Count, UseCount
from seloste.customers.operations import changing, finding
from seloste.readings.errors import NotAllowed
from seloste.usability import operations as usability
from tests.register import Register

pytestmark = pytest.mark.django_db

CARE = "customer_care"


@pytest.fixture
def seen(register: Register, take_in):
    """Aino and Eero, both looked at by support, Aino twice and changed; Ilona by the owner alone."""
    aino, eero, ilona = (take_in(f"{name} Esimerkki") for name in ("Aino", "Eero", "Ilona"))
    by, at = register.support, register.at + timedelta(hours=1)
    finding.open_customer(aino, purpose=CARE, by=by, at=at)
    finding.open_customer(eero, purpose=CARE, by=by, at=at + timedelta(minutes=5))
    finding.open_customer(ilona, purpose=CARE, by=register.owner, at=at)
    changing.change(
        aino,
        {"customer.phones": ["+358405550123"]},
        purpose=CARE,
        by=by,
        at=at + timedelta(hours=1),
    )
    finding.open_customer(aino, purpose=CARE, by=by, at=at + timedelta(days=2))
    return aino, eero, ilona


@pytest.fixture
def window(register: Register):
    return {"since": register.at, "until": register.at + timedelta(days=1)}


def asked(register: Register, window) -> dict:
    at = register.at + timedelta(days=3)
    return {"account": register.support.handle, **window, "by": register.owner, "at": at}


def test_a_scope_counts_what_one_account_saw_in_the_window(register, seen, window) -> None:
    found = scoping.scope(**asked(register, window))

    assert found.persons == 2
    assert (
        found.openings
        == Entry.objects.filter(
            operation="readings.opened", actor="s-support", at__lt=window["until"]
        ).count()
    )
    by_category = {count.key: count.persons for count in found.categories}
    assert by_category["identity"] == 2
    assert "access_log" not in by_category
    assert {use.purpose for use in found.uses} == {CARE}
    assert sum(use.lines for use in found.uses) == found.openings
    assert Count("customers.changed", 1, 1) in found.acts
    assert found.first_at == register.at + timedelta(hours=1)
    assert found.kept_from is None


def test_the_window_ends_before_its_last_moment(register, seen) -> None:
    first = register.at + timedelta(hours=1)
    window = {"since": first, "until": first + timedelta(minutes=5)}

    found = scoping.scope(**asked(register, window))

    assert (found.persons, found.uses) == (1, (UseCount("support", CARE, "console", 1, 1),))


def test_an_account_that_did_nothing_reached_nobody(register, seen, window) -> None:
    asked_of = asked(register, window) | {"account": "s-nobody"}

    found = scoping.scope(**asked_of)

    assert (found.persons, found.openings, found.categories) == (0, 0, ())
    assert list(scoping.concerned(**asked_of)) == []


def test_a_category_is_not_counted_for_another_whose_name_it_ends(register, seen, window) -> None:
    by = replace(register.support, handle="s-other")
    finding.open_customer(seen[0], purpose=CARE, by=by, at=register.at)

    found = scoping.scope(**(asked(register, window) | {"account": "s-other"}))

    assert {count.key for count in found.categories} <= {"identity", "contact", "billing"}
    assert all(count.lines == 1 for count in found.categories)


def test_the_persons_are_named_only_for_the_purpose_that_serves_security(
    register, seen, window
) -> None:
    aino, eero, _ = seen
    before = Entry.objects.filter(purpose="security_logging").count()

    found = {one.person: one for one in scoping.concerned(**asked(register, window))}

    assert set(found) == {aino, eero}
    assert (found[aino].kind, found[aino].name) == ("customer", "Aino Esimerkki")
    assert found[aino].emails == ("aino@esimerkki.example",)
    assert "identity" in found[aino].categories
    lines = Entry.objects.filter(purpose="security_logging")
    assert lines.count() == before + 2
    assert set(lines.values_list("role", flat=True)) == {"owner"}


def test_a_restricted_person_is_listed_without_a_name(register, seen, window) -> None:
    aino, *_ = seen
    with transaction.atomic():
        usability.restrict(aino, ground="unlawful", request=None, by=register.owner, at=register.at)

    found = {one.person: one for one in scoping.concerned(**asked(register, window))}

    assert (found[aino].name, found[aino].bar) == ("", "restricted")


def test_files_of_breaches_are_no_persons(register, breach, window) -> None:
    opening.open_breach(breach, by=register.owner, at=register.at)

    found = scoping.scope(**(asked(register, window) | {"account": "s-owner"}))

    assert found.persons == 0


def test_who_may_not_use_the_files_learns_nothing(register, seen, window) -> None:
    for ask in (scoping.scope, scoping.concerned):
        with pytest.raises(NotAllowed):
            ask(**(asked(register, window) | {"by": register.support}))


def test_a_window_turned_round_is_refused(register, window) -> None:
    with pytest.raises(WindowUnfit):
        scoping.scope(
            **(asked(register, window) | {"since": window["until"], "until": window["since"]})
        )


def test_a_scope_is_written_down_in_the_breach(register, seen, breach, window) -> None:
    scoping.keep_scope(breach, **asked(register, window))

    event, said = opening.open_breach(breach, by=register.owner, at=register.at).events[-1]
    assert event.code == "scoped"
    assert (said["account"], said["persons"]) == ("s-support", 2)
    assert queries.breach(breach).state == "open"

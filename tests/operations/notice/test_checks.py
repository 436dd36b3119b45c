"""The start is refused when the code and the notice disagree."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.checks import run_checks

from seloste.kernel.actors import Actor
from seloste.notice import checks
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.notice.tables import NOTHING_PERSONAL, SEALED
from tests.rules.notice.changes import COMPLETE, OLD_FASHIONED, changed

EXAMPLE = COMPLETE.read_text(encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def codes(messages) -> list[str]:
    return sorted({message.id for message in messages})


def test_every_table_of_every_app_is_declared():
    assert checks.check_tables() == []


def test_no_table_is_declared_both_ways():
    assert not SEALED.keys() & NOTHING_PERSONAL.keys()
    assert all(reason.endswith(".") for reason in (SEALED | NOTHING_PERSONAL).values())


def test_a_table_that_nobody_declared_stops_the_start():
    tables = {*SEALED, *NOTHING_PERSONAL, "customers_note"}

    (error,) = checks.undeclared(tables)

    assert (error.id, error.obj) == ("seloste.E003", "customers_note")
    assert "seloste/notice/tables.py" in error.hint


def test_a_declared_table_that_is_gone_stops_the_start():
    tables = {*SEALED, *NOTHING_PERSONAL} - {"vault_sealed"}

    (error,) = checks.undeclared(tables)

    assert (error.id, error.obj) == ("seloste.E005", "vault_sealed")


def test_a_field_in_no_category_stops_the_start():
    notice = changed("categories.contact.fields: [customer.emails, customer.postal_address]")

    (error,) = checks.faults_of(notice, where="notice.yaml")

    assert error.id == "seloste.E001"
    assert "customer.phones" in error.msg


def test_a_field_that_is_not_kept_yet_need_not_be_in_the_notice():
    assert checks.faults_of(changed("categories.surveys.fields: []"), where="here") == []


@pytest.mark.parametrize(
    "changes",
    [
        "categories.surveys.fields: [survey.answer]",
        "uses.newsletter.roles: [ower]",
        "uses.newsletter.categories: [contacts]",
        "recipients.invoicing_service.when: invoising",
        "recipients.invoicing_service.connector: zervent",
    ],
)
def test_a_key_that_does_not_exist_stops_the_start(changes: str):
    (error,) = checks.faults_of(changed(changes), where="notice.yaml")

    assert error.id == "seloste.E002"
    assert error.obj == "notice.yaml"


def test_faults_that_only_the_law_finds_do_not_stop_the_start():
    assert checks.faults_of(changed("authority:"), where="here") == []


def test_a_home_without_notice_is_only_empty(home: Path):
    assert checks.check_notice_at_home() == []


def test_the_notice_at_home_is_checked(home: Path):
    (home / "notice.yaml").write_bytes(COMPLETE.read_bytes())
    assert checks.check_notice_at_home() == []

    (home / "notice.yaml").write_bytes(OLD_FASHIONED.read_bytes())
    assert codes(checks.check_notice_at_home()) == ["seloste.E001"]


def test_a_notice_that_cannot_be_read_stops_the_start(home: Path):
    (home / "notice.yaml").write_text("seloste: 2\nedition: {number: x, in_force_from: y}\n")

    found = checks.check_notice_at_home()

    assert codes(found) == ["seloste.E004"]
    assert len(found) == 3


def test_checks_of_single_apps_leave_the_notice_alone(home: Path):
    (home / "notice.yaml").write_text("nonsense")

    assert checks.check_notice_at_home(app_configs=[]) == []
    assert checks.check_tables(app_configs=[]) == []


def test_without_a_database_the_published_notice_is_left_alone():
    assert checks.check_notice_in_force(databases=None) == []
    assert checks.check_notice_in_force(databases=["keys"]) == []


@pytest.mark.django_db
def test_a_register_without_edition_is_only_empty():
    assert checks.check_notice_in_force(databases=["default"]) == []


@pytest.mark.django_db
def test_the_newest_published_edition_is_checked():
    by = Actor(handle="tester", role="owner", way_in="cli")
    source = EXAMPLE.replace(
        "[customer.emails, customer.phones, customer.postal_address]", "[customer.emails]", 1
    )
    source = source.replace(", customer.phones, customer.postal_address", "")
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    publish(source.encode(), path="n", attested=frozenset(MEASURES), held=dict, by=by, at=at)

    found = checks.check_notice_in_force(databases=["default"])

    assert codes(found) == ["seloste.E001"]
    assert {message.obj for message in found} == {"edition 1"}


@pytest.mark.django_db
def test_django_runs_the_checks_at_the_start(home: Path):
    (home / "notice.yaml").write_text("nonsense")

    assert "seloste.E004" in codes(run_checks())

"""A copy asks every store: a table that names a person, or a field that is kept, is in one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from seloste.notice.tables import HOLDERS_KEPT
from seloste.rights.package.holdings import HOLDINGS, NOT_IN_A_COPY, NOT_OF_A_PERSON
from seloste.rights.package.schema import SCHEMAS, json_schema_text

DOCS = Path(__file__).parents[2] / "docs"
NAMES_OF_PERSONS = {"person", "about", "requester", "subject", "customer", "member"}


def tables_that_name_a_person() -> set[str]:
    found = set()
    for model in apps.get_models():
        names = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.BigIntegerField | models.ForeignKey)
        }
        if model.__module__.startswith("seloste.") and names & NAMES_OF_PERSONS:
            found.add(model._meta.db_table)
    return found


def test_each_table_that_names_a_person_belongs_to_a_store() -> None:
    known = {table for holding in HOLDINGS for table in holding.tables}

    assert "customers_change" in tables_that_name_a_person()
    assert tables_that_name_a_person() - known - NOT_OF_A_PERSON.keys() == set()


def test_each_kind_of_field_that_the_register_keeps_belongs_to_a_store() -> None:
    known = {holder for holding in HOLDINGS for holder in holding.holders}

    assert HOLDERS_KEPT - known - NOT_IN_A_COPY.keys() == set()


def test_no_store_names_a_table_that_is_not_there() -> None:
    tables = {model._meta.db_table for model in apps.get_models()}

    assert {table for holding in HOLDINGS for table in holding.tables} - tables == set()


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_the_one_of_the_code(name: str) -> None:
    published = (DOCS / f"{name}.schema.json").read_text(encoding="utf-8")

    assert published == json_schema_text(name), "run tools/package_docs.py"

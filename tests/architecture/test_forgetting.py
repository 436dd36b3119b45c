"""No module keeps rows of a person that an erasure would forget about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import import_string

from seloste.retention.operations.forgetting import PERSONS, PERSONS_ABOVE, STAYING

OF_A_PERSON = {"person", "customer", "about", "requester", "subject", "first", "second", "file"}
"""Names of columns that hold the id of somebody."""

BY_THE_VAULT = {"vault", "keystore"}
FORGOTTEN = {function.__module__.split(".")[1] for function in PERSONS} | {
    path.split(".")[1] for path in PERSONS_ABOVE
}


def tables_of_persons() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if not model.__module__.startswith("seloste."):
            continue
        names = {field.name for field in model._meta.get_fields()}
        if names & OF_A_PERSON or model.__name__ in {"Customer", "Member"}:
            yield model


@pytest.mark.parametrize("model", list(tables_of_persons()), ids=lambda model: model._meta.db_table)
def test_each_table_with_rows_of_a_person_is_emptied_or_has_a_reason_to_stay(
    model: type[Model],
) -> None:
    module = model.__module__.split(".")[1]

    assert module in FORGOTTEN | BY_THE_VAULT or model._meta.db_table in STAYING


def test_every_reason_to_stay_is_about_a_table_that_is_there() -> None:
    assert set(STAYING) <= {model._meta.db_table for model in apps.get_models()}


@pytest.mark.parametrize("path", PERSONS_ABOVE)
def test_the_blocks_of_modules_above_are_there(path: str) -> None:
    assert callable(import_string(path))

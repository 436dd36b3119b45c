"""Writing many rows in one stroke, past the making of model instances: imports live on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    using: str = "default",
    keep_existing: bool = False,
) -> None:
    """Insert rows whose values are as the database takes them.

    Args:
        model: whose table.
        columns: names of the columns, in the order of the values.
        rows: the values.
        using: alias of the database.
        keep_existing: pass over rows whose key is there already.
    """
    table = model._meta.db_table
    marks = ", ".join(["%s"] * len(columns))
    tail = " ON CONFLICT DO NOTHING" if keep_existing else ""
    with connections[using].cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}){tail}",  # noqa: S608 - names of our own
            list(rows),
        )

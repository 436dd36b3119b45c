"""Rows in one stroke, past the making of queries and instances: imports and searches live on it.

Only what runs for each keystroke, each page or each imported customer goes this way.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
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
    rows = list(rows)
    if connections[using].vendor == "postgresql":
        _check_texts(rows)
    table = model._meta.db_table
    marks = ", ".join(["%s"] * len(columns))
    tail = " ON CONFLICT DO NOTHING" if keep_existing else ""
    with connections[using].cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}){tail}",  # noqa: S608 - names of our own
            rows,
        )


def _check_texts(rows: Iterable[Sequence[Any]]) -> None:
    """Fail on text that has no bytes (half a surrogate) before anything is sent.

    In the middle of psycopg's pipeline the failure would leave the connection waiting for ever.
    """
    for row in rows:
        for value in row:
            if isinstance(value, str):
                value.encode()


def fetch(sql: str, *values: Any, using: str = "default") -> list[Any]:
    """Return the rows that a query gives.

    Args:
        sql: with `%s` for each value; `= ANY(%s)` takes a collection, on SQLite too.
        values: what stands in for them.
        using: alias of the database.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_for_sqlite(sql), [_as_json(value) for value in values])
        else:
            cursor.execute(sql, [_as_list(value) for value in values])
        return list(cursor.fetchall())


def execute(sql: str, *values: Any, using: str = "default") -> int:
    """Carry out a statement with values as `fetch` takes them; return how many rows it touched."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_for_sqlite(sql), [_as_json(value) for value in values])
        else:
            cursor.execute(sql, [_as_list(value) for value in values])
        return int(cursor.rowcount)


def remove_of(
    model: type[models.Model], persons: Collection[int], *, column: str = "person"
) -> Counter[int]:
    """Remove the rows of these persons, in one stroke; return how many were each person's.

    Args:
        model: whose table.
        persons: whose rows.
        column: in which a row says whose it is.
    """
    sql = f"DELETE FROM {model._meta.db_table} WHERE {column} = ANY(%s) RETURNING {column}"  # noqa: S608 - names of our own
    return Counter(person for (person,) in fetch(sql, persons)) if persons else Counter()


@lru_cache(maxsize=64)
def _for_sqlite(sql: str) -> str:
    return sql.replace("= ANY(%s)", "IN (SELECT value FROM json_each(%s))")


def _as_json(value: Any) -> Any:
    return json.dumps(list(value)) if _is_collection(value) else value


def _as_list(value: Any) -> Any:
    return list(value) if _is_collection(value) else value


def _is_collection(value: Any) -> bool:
    return isinstance(value, Collection) and not isinstance(value, str | bytes)

"""Writing customers to a file, for a purpose; each customer in it is one more reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from seloste.audit.recording import record
from seloste.contracts.operations import CONTRACT
from seloste.contracts.queries import contracts_of
from seloste.customers import queries as customers
from seloste.customers.files.rows import rows_of
from seloste.customers.files.writing import write_csv, write_vcards, write_xlsx
from seloste.customers.operations.finding import open_customers
from seloste.exchange.drafting import draft_of
from seloste.exchange.values import Exported, Format
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices

PAGE = 500


@transaction.atomic(durable=True)
def export(target: BinaryIO, *, format_: Format, purpose: str, by: Actor, at: datetime) -> Exported:
    """Write all customers, as far as the notice lets the role see them.

    Customers whose data may not be used for the purpose now are left out and counted.

    The readings are committed when the file is whole; an export that fails leaves neither a
    reading nor, through the door that called it, a file.

    Raises:
        NotAllowed: the notice does not let the role look for this purpose.
    """
    barred: set[PersonId] = set()
    rows = _rows(barred, purpose=purpose, by=by, at=at)
    if format_ == "csv":
        count = write_csv(rows, target)
    elif format_ == "xlsx":
        count = write_xlsx(rows, target)
    else:
        count = write_vcards(rows, target)
    record(
        "exchange.exported",
        by=by,
        at=at,
        ref=format_,
        purpose=purpose,
        edition=notices.in_force(at).number,
    )
    return Exported(rows=count, left_out=len(barred))


def _rows(
    barred: set[PersonId], *, purpose: str, by: Actor, at: datetime
) -> Iterator[dict[str, str]]:
    before = None
    while page := customers.newest(before=before, limit=PAGE):
        views = open_customers(page, purpose=purpose, by=by, at=at, also=[CONTRACT])
        days = contracts_of(page)
        barred |= {view.id for view in views if view.bar}
        for view in (view for view in views if not view.bar):
            yield from rows_of(draft_of(view, days.get(view.id, [])))
        before = page[-1]

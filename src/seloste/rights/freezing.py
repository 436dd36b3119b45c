"""What is asked for stays until it is answered: no storage period and no erasure takes it meanwhile.

Source: GDPR Art. 15; EDPB Guidelines 01/2022: the copy is of the data as they are at receipt.
"""

from __future__ import annotations

from collections.abc import Iterable

from seloste.kernel.ids import PersonId
from seloste.retention.operations.holding import freeze as hold
from seloste.retention.operations.holding import unfreeze
from seloste.retention.queries import holds_of
from seloste.rights.filing import Office
from seloste.rights.models import RequestPart, SubjectRequest

COPIED = ("access", "portability")
"""Rights that are answered by giving the data."""


def freeze(row: SubjectRequest, person: PersonId, desk: Office) -> None:
    """Keep the data of a person whom a request asks a copy of, within an operation."""
    asks = RequestPart.objects.filter(request_id=row.id, kind__in=COPIED, state="open")
    frozen = any(one.request == row.id for one in holds_of(person))
    if asks.exists() and not frozen:
        hold(person, request=row.id, by=desk.by, at=desk.at)


def freeze_anew(row: SubjectRequest, persons: Iterable[PersonId], desk: Office) -> None:
    """Keep the data of these persons and of nobody else for a request, within an operation."""
    unfreeze(row.id, by=desk.by, at=desk.at)
    for person in persons:
        freeze(row, person, desk)

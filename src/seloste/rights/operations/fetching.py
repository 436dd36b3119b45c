"""Fetching an answer by its link: opening shows, a POST downloads, once; then the copy goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.rights import queries
from seloste.rights.filing import note, office, row_of
from seloste.rights.keeping import files_of
from seloste.rights.operations.linking import usable_link, use_link
from seloste.rights.package.zipping import zipped
from seloste.rights.records import ANSWER, COPY
from seloste.vault import erasing
from seloste.vault.queries import records_of
from seloste.vault.values import Erasure


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that waits behind a link: of which request, until when, in which language."""

    reference: str
    expires_at: datetime
    language: Language


def waiting(token: str, *, at: datetime) -> Waiting:
    """Return what waits behind a link, without using it.

    Raises:
        LinkNotUsable: it was used, withdrawn, has expired, or never was.
    """
    link = usable_link(token, "answer", at=at)
    view = queries.request(link.request_id, at=at)
    return Waiting(view.reference, link.expires_at, view.language)


@transaction.atomic(durable=True)
def fetch(token: str, *, at: datetime) -> bytes:
    """Use a link and return the answer in one ZIP, made in memory.

    Raises:
        LinkNotUsable: as for `waiting`.

    Source: GDPR Art. 12(1), 15(3), 32(1).
    """
    desk = office(by=system("public"), at=at)
    take_turn()
    row = use_link(token, "answer", at=at)
    files = files_of(row, (ANSWER, COPY), desk)
    note(row, "answer_fetched", office=desk)
    return zipped(files, at=at)


def forget_copy(request_id: int, *, by: Actor, at: datetime) -> int:
    """Erase the files that went with an answer, by key; the letter stays. Return how many went.

    Source: GDPR Art. 5(1)(c), 5(1)(e).
    """
    with transaction.atomic(durable=True):
        desk = office(by=by, at=at)
        take_turn()
        row = row_of(request_id)
        person = PersonId(row.requester)
        records = frozenset(records_of(person, kind=COPY))
        if not records:
            return 0
        erasure = Erasure(person, frozenset((desk.category,)), records, "copy_fetched")
        lines = erasing.begin([erasure], at=at)
        erasing.remove(lines)
        note(row, "copy_erased", office=desk)
    erasing.settle(lines, at=at)
    return len(records)

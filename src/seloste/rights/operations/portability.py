"""Portability: what the person gave, on consent or contract, for machines (Art. 20)."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.kernel.languages import Language
from seloste.rights.carrying import begin, settle_part
from seloste.rights.errors import NothingToTakeAlong
from seloste.rights.keeping import keep_files
from seloste.rights.letters import outcomes as done
from seloste.rights.operations.access import passages_of
from seloste.rights.package.gathering import gather
from seloste.rights.package.portable import left_out, portable
from seloste.rights.package.zipping import portable_files


@transaction.atomic(durable=True)
def give_portable(request_id: int, *, by: Actor, at: datetime) -> None:
    """Make the files that the person takes along, and keep them until they are fetched.

    Raises:
        NothingToTakeAlong: nothing that the person gave rests on consent or a contract.
        NobodyMatched, NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as they say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 20(1)-(2), 20(4).
    """
    take_turn()
    case = begin(request_id, "portability", by=by, at=at)
    notice = case.desk.notice
    package = gather(
        case.desk,
        persons=case.persons,
        language=cast("Language", case.row.language),
        passages=passages_of(case.row, case.desk),
    )
    taken = portable(package, notice=notice)
    categories = tuple(dict.fromkeys(held.category for held in taken.records))
    if not categories:
        raise NothingToTakeAlong
    keep_files(case, portable_files(taken))
    outcome = done.Ported(categories, left_out(package, notice=notice))
    settle_part(case, [outcome], "granted")

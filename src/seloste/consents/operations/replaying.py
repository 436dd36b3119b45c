"""After a restore: every no that the copy of the register does not know stands again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.consents.models import MarketingBan
from seloste.kernel.actors import Actor
from seloste.notice import queries as notices
from seloste.usability.operations import say_again
from seloste.vault import noes


@transaction.atomic(durable=True)
def replay_noes(*, since: datetime, by: Actor, at: datetime) -> int:
    """Let withdrawals, objections, restrictions and bans stand that were said since a copy was made.

    Can be repeated. Return how many there were.

    Args:
        since: when the copy of the register was made, UTC.
        by: who restores.
        at: now, UTC.

    Source: GDPR Art. 7(3), 18, 21(2)-(3).
    """
    take_turn()
    said = noes.standing_since(since)
    told = say_again([no for no in said if no.what != "ban"])
    for no in said:
        if no.what == "ban":
            kind, _, mark = no.key.partition(":")
            MarketingBan.objects.get_or_create(mark=mark, defaults={"kind": kind, "set_at": no.at})
            told += 1
    record(
        "consents.noes_replayed",
        by=by,
        at=at,
        ref=str(told),
        edition=notices.in_force(at).number,
    )
    return told

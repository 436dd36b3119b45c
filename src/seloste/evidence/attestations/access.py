"""Does only open data who may, for what the notice says, and is each opening recorded?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from seloste.audit.queries import whole_from
from seloste.audit.tallies import Readings, readings_by_day, readings_by_use
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.examination import broken, held, judged
from seloste.evidence.rules import unequal
from seloste.evidence.values import Evidence, Fact
from seloste.kernel.actors import SYSTEM_ROLE
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.staff.queries import members
from seloste.tokens.queries import tokens
from seloste.vault.queries import openings_by_day

_LOOKS = 3


def attest_purposes(_looked: Looked) -> tuple[Evidence, ...]:
    """Say whether readings equal openings, and whether each was for what the notice allows."""
    return (_equal(), _allowed())


def _equal() -> Evidence:
    """Compare the vault's count with the trail's; again when somebody opened in between."""
    for _ in range(_LOOKS):
        found = _compared()
        if found.state == "holds":
            return found
    return _compared()


def _compared() -> Evidence:
    openings, told = _still_told(openings_by_day()), _still_told(readings_by_day())
    facts: dict[str, Fact] = {"openings": sum(openings.values()), "readings": sum(told.values())}
    differing = unequal(told, openings)
    if differing:
        return broken("access.counted", days=len(differing), **facts)
    return held("access.counted", **facts)


def _still_told(counted: dict[tuple[date, str], int]) -> dict[tuple[date, str], int]:
    """Return the counts of days of which the trail still has every line."""
    whole = whole_from()
    if whole is None:
        return counted
    return {key: number for key, number in counted.items() if key[0] > whole.date()}


def _allowed() -> Evidence:
    told = readings_by_use()
    begins = _beginnings()
    editions = {number: notices.edition(number).notice for number in begins}
    wrong = [r for r in told if not _was_allowed(r, editions, begins)]
    number = sum(r.number for r in (wrong or told))
    roles = tuple(sorted({r.role for r in (wrong or told)}))
    return (
        broken("access.allowed", number=number, roles=roles)
        if wrong
        else held("access.allowed", number=number, roles=roles)
    )


def _beginnings() -> dict[int, tuple[datetime, datetime | None]]:
    """Return for each edition from when to when it applied."""
    lines = notices.editions()
    return {
        line.number: (
            line.in_force_at,
            min((after.in_force_at for after in lines if after.number > line.number), default=None),
        )
        for line in lines
    }


def _was_allowed(
    readings: Readings,
    editions: Mapping[int, Notice],
    begins: Mapping[int, tuple[datetime, datetime | None]],
) -> bool:
    notice = editions.get(readings.edition or 0)
    if notice is None or readings.edition is None:
        return False
    begin, end = begins[readings.edition]
    if readings.first_at < begin or (end is not None and readings.last_at >= end):
        return False
    return readings.categories <= notice.categories_for(
        role=readings.role, purpose=readings.purpose
    )


def attest_roles(looked: Looked) -> Iterator[Evidence]:
    """Say whether everyone with access has a role of the notice."""
    known = looked.examination.notice.roles.keys() - {SYSTEM_ROLE}
    present = [member for member in members() if member.ended_at is None]
    strangers = [member for member in present if member.role not in known]
    yield judged("access.members", len(strangers), members=len(present))
    alive = [token for token in tokens() if token.works(looked.examination.at)]
    purposes = looked.examination.notice.purposes.keys()
    stray = [t for t in alive if t.role not in known or not purposes >= set(t.purposes)]
    yield judged("access.tokens", len(stray), tokens=len(alive))

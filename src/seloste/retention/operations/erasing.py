"""Erasing for good: what goes is planned, recipients are owed the news, keys go, then everything else.

The order is what makes it safe to be cut off at any instruction. What recipients are to be told
is committed first, because nothing could name the person to them later. Then, in one transaction
of the register, the ledger and the keys go (their own commit comes first), the rows, the index,
what stands in clear, and the certificate is written. Whatever a crash leaves, `finish_unfinished`
carries through at the next start.

Source: GDPR Art. 5(1)(e), 17, 19.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db import transaction

from seloste.audit.queries import facts_about
from seloste.audit.recording import Told, record, record_many
from seloste.audit.turns import take_turn
from seloste.customers.queries import merged_into_any
from seloste.disclosures.owing import owe_all
from seloste.disclosures.values import DutyView
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.kernel.steps import reached
from seloste.notice import queries as notices
from seloste.notice.editions import EditionInForce
from seloste.retention import rules
from seloste.retention.errors import NothingToErase
from seloste.retention.models import Certificate, Underway
from seloste.retention.operations import waiting
from seloste.retention.operations.forgetting import forget
from seloste.retention.operations.gathering import facts_of
from seloste.retention.queries import certificate_of, kept_from
from seloste.retention.values import CertificateView, ErasurePlan, Kept, PlanItem
from seloste.vault import erasing as vault
from seloste.vault import ledger
from seloste.vault.lookup import unindex_persons
from seloste.vault.queries import rows_of
from seloste.vault.values import Erasure, LedgerLine, Record

MOST_AT_ONCE = 500
"""How many persons one transaction erases: other writers wait no longer than for these."""

Held = dict[PersonId, dict[str, set[Record]]]


@dataclass(frozen=True, slots=True)
class Decided:
    """An erasure that is decided: what the vault is to erase, what stays, who is to be told."""

    id: int
    person: PersonId
    erasures: tuple[Erasure, ...]
    kept: tuple[Kept, ...]
    recipients: tuple[str, ...] = ()
    duties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """What a start finished that a crash had left: counts of erasures.

    Attributes:
        carried_out: were decided only.
        completed: had lost their keys; rows and index went now.
        settled: had lost all; only the ledger did not say so yet.
    """

    carried_out: int = 0
    completed: int = 0
    settled: int = 0

    def __bool__(self) -> bool:
        return bool(self.number)

    @property
    def number(self) -> int:
        return self.carried_out + self.completed + self.settled


@dataclass(frozen=True, slots=True)
class Replayed:
    """What going through the ledger removed: lines read, sealed rows and rows in clear removed."""

    lines: int
    sealed: int
    rows: int


def plan(
    person: PersonId,
    categories: Collection[str] | None = None,
    *,
    request: int | None = None,
    at: datetime,
) -> ErasurePlan:
    """Return what would go of a person who asks for erasure, and what would stay. Nothing is done.

    Args:
        person: whose data.
        categories: only these; None means all.
        request: id of the request that asks; what it froze does not stand in its own way.
        at: now, UTC.
    """
    notice = notices.in_force(at).notice
    today = _day(notice.time_zone, at)
    facts = facts_of([person], notice, today=today)[person]
    return rules.plan_of_request(facts, notice, asked=categories, today=today, request=request)


def erase(
    person: PersonId,
    categories: Collection[str] | None = None,
    *,
    cause: str,
    request: int | None = None,
    by: Actor,
    at: datetime,
) -> CertificateView:
    """Erase of a person what may go now, and return the certificate.

    What goes and what stays is decided anew here: between looking at a plan and carrying it out
    a hold may have been opened.

    Args:
        person: whose data.
        categories: only these; None means all.
        cause: why, a short code such as `request:12`.
        request: id of the request that asks, if one does.
        by: who does it.
        at: now, UTC.

    Raises:
        NothingToErase: nothing of it can go now.
        MayNotErase: the notice gives the role no part in this.
    """

    def decided() -> list[Decided]:
        made = plan(person, categories, request=request, at=at)
        if not made.going:
            raise NothingToErase
        _check_may_erase(made, by, at)
        waiting.remember(made, cause=cause, at=at)
        return _decide([made], cause=cause, by=by, at=at)

    return _erased(decided, cause=cause, by=by, at=at)[0]


@transaction.atomic(durable=True)
def erase_later(
    person: PersonId,
    categories: Collection[str] | None = None,
    *,
    cause: str,
    request: int | None = None,
    by: Actor,
    at: datetime,
) -> ErasurePlan:
    """Remember that a person asked for erasure where nothing may go yet; it goes by itself.

    Returns:
        The plan: what stays, why and until when.

    Raises:
        MayNotErase: the notice gives the role no part in this.

    Source: GDPR Art. 17(3); design 8.
    """
    take_turn()
    made = plan(person, categories, request=request, at=at)
    _check_may_erase(made, by, at)
    waiting.remember(made, cause=cause, at=at)
    edition = notices.in_force(at).number
    categories = [item.category for item in made.staying]
    record(
        "retention.waits",
        by=by,
        at=at,
        about=person,
        ref=cause,
        categories=categories,
        edition=edition,
    )
    return made


def erase_planned(
    make: Callable[[], Sequence[ErasurePlan]], *, cause: str, by: Actor, at: datetime
) -> list[CertificateView]:
    """Erase what plans let go, of many persons in one stroke, and return the certificates.

    Args:
        make: makes the plans, within the transaction: nobody can change what they depend on
            before they are carried out. A few hundred persons at most.
        cause: why, a short code.
        by: who does it.
        at: now, UTC.
    """

    def decided() -> list[Decided]:
        return _decide([one for one in make() if one.going], cause=cause, by=by, at=at)

    return _erased(decided, cause=cause, by=by, at=at)


def finish_unfinished(*, by: Actor, at: datetime) -> Finished:
    """Carry through what a crash left of erasures; called at each start.

    Whatever was decided is carried out, and whatever lost its keys loses its rows too.
    """
    carried = _carry_out_underway(by=by, at=at) if Underway.objects.exists() else 0
    if not ledger.unfinished():
        return Finished(carried_out=carried)
    with transaction.atomic(durable=True):
        take_turn()
        lines = ledger.unfinished()
        left = _without_certificate(lines)
        certificates = _complete(left, by=by, at=at)
    _settled(lines, certificates, at=at)
    settled = len({line.erasure.person for line in lines} - {line.erasure.person for line in left})
    return Finished(carried_out=carried, completed=len(certificates), settled=settled)


def replay(*, by: Actor, at: datetime) -> Replayed:
    """Go through the whole ledger: remove what a restored backup brought back. Can be repeated.

    What was erased does not open, because its keys are gone; what was sealed later, under new
    keys, opens and stays. So it is known apart without comparing clocks.

    Source: GDPR Art. 17; design 8.
    """
    lines = list(ledger.lines())
    sealed = rows = 0
    for start in range(0, len(lines), MOST_AT_ONCE):
        with transaction.atomic(durable=True):
            take_turn()
            some = lines[start : start + MOST_AT_ONCE]
            removed, cleared = _replayed(some, at=at)
            sealed, rows = sealed + removed, rows + cleared
    with transaction.atomic(durable=True):
        record("retention.replayed", by=by, at=at, ref=str(len(lines)))
    vault.settle([line for line in lines if line.finished_at is None], at=at)
    vault.scrub()
    return Replayed(len(lines), sealed, rows)


# --- Deciding -------------------------------------------------------------------------------------


def _decide(plans: Sequence[ErasurePlan], *, cause: str, by: Actor, at: datetime) -> list[Decided]:
    """Settle what is erased. Where recipients are to be told, that is committed before the keys go."""
    persons = [one.person for one in plans]
    merged = merged_into_any(persons)
    owed = _owe(plans, cause=cause, by=by, at=at)
    decided = []
    for one in plans:
        erasures = rules.erasures_of(one, merged.get(one.person, ()), cause=cause)
        duties = owed.get(one.person, [])
        decided.append(
            Decided(
                id=new_id(),
                person=one.person,
                erasures=erasures,
                kept=tuple(kept(item) for item in one.staying),
                recipients=tuple(sorted({duty.recipient for duty in duties})),
                duties=tuple(duty.id for duty in duties),
            )
        )
    return decided


def _check_may_erase(one: ErasurePlan, by: Actor, at: datetime) -> None:
    notice = notices.in_force(at).notice
    rules.check_may_erase(notice, by.role, [item.category for item in one.items])


def _owe(
    plans: Sequence[ErasurePlan], *, cause: str, by: Actor, at: datetime
) -> dict[PersonId, list[DutyView]]:
    """Owe recipients the news of all these persons, in few strokes."""
    going = {one.person: {item.category for item in one.going} for one in plans}
    return owe_all(going, kind="erase", cause=cause, by=by, at=at)


def kept(item: PlanItem) -> Kept:
    """Return what stayed, as the certificate says it."""
    assert item.why is not None  # noqa: S101 - only what stays is asked
    return Kept(item.category, item.why, item.until, item.purpose, len(item.records))


# --- Carrying out ---------------------------------------------------------------------------------


def _erased(
    decide: Callable[[], Sequence[Decided]], *, cause: str, by: Actor, at: datetime
) -> list[CertificateView]:
    """Decide and erase in one transaction; what recipients are to be told comes before, in its own."""
    with transaction.atomic(durable=True):
        take_turn()
        decided = decide()
        told = [one for one in decided if one.duties]
        Underway.objects.bulk_create(_underway(one, cause=cause, at=at) for one in told)
        quiet = [one for one in decided if not one.duties]
        lines, made = _carried_out(quiet, cause=cause, by=by, at=at)
    if told:
        with transaction.atomic(durable=True):
            take_turn()
            some, others = _carried_out(told, cause=cause, by=by, at=at)
        lines, made = [*lines, *some], [*made, *others]
    return _settled(lines, made, at=at)


def _carried_out(
    decided: Sequence[Decided], *, cause: str, by: Actor, at: datetime
) -> tuple[list[LedgerLine], list[Certificate]]:
    """Erase what was decided, within the register's transaction."""
    if not decided:
        return [], []
    erasures = [erasure for one in decided for erasure in one.erasures]
    persons = {erasure.person for erasure in erasures}
    held, keys, lists = rows_of(persons), _keys_going(erasures), vault.lists_of(persons)
    lines = vault.begin(erasures, at=at)
    made = _removed(
        decided,
        lines,
        held,
        keys=keys,
        lists=lists,
        edition=notices.in_force(at),
        cause=cause,
        by=by,
        at=at,
    )
    Underway.objects.filter(id__in=[one.id for one in decided if one.duties]).delete()
    reached("erase.rows_removed")
    return lines, made


def _settled(
    lines: Sequence[LedgerLine], made: Sequence[Certificate], *, at: datetime
) -> list[CertificateView]:
    """End what is committed: successors take their places, old pages go, and it is read again."""
    if not lines:
        return []
    reached("erase.committed")
    vault.settle(lines, at=at)
    vault.scrub()
    return _verify(made, at=at)


def _removed(
    decided: Sequence[Decided],
    lines: Sequence[LedgerLine],
    held: Held,
    *,
    keys: Counter[PersonId],
    lists: Counter[PersonId],
    edition: EditionInForce,
    cause: str,
    by: Actor,
    at: datetime,
) -> list[Certificate]:
    """Remove what lost its keys, within the register's transaction; write audit and certificates."""
    erasures = [line.erasure for line in lines]
    sealed = vault.remove(lines)
    rows = forget(erasures, held, edition.notice)
    left = vault.lists_of({erasure.person for erasure in erasures})
    facts = facts_about([one.person for one in erasures if one.categories is None])
    by_person: dict[PersonId, list[LedgerLine]] = {}
    for line in lines:
        by_person.setdefault(line.erasure.person, []).append(line)
    certificates = []
    for one in decided:
        everybody = {erasure.person for erasure in one.erasures}
        went = {category for (person, category) in sealed if person in everybody}
        asked = {c for erasure in one.erasures for c in erasure.categories or ()}
        certificates.append(
            Certificate(
                id=one.id,
                person=one.person,
                cause=cause,
                edition=edition.number,
                erased_at=at,
                categories=sorted(went | asked),
                counts={
                    "sealed": sum(n for (person, _), n in sealed.items() if person in everybody),
                    "keys": sum(keys[person] for person in everybody),
                    "index": sum(lists[person] - left[person] for person in everybody),
                    "rows": sum(rows[person] for person in everybody),
                    "audit_facts": sum(facts[person] for person in everybody),
                },
                kept=[stored(one_kept) for one_kept in one.kept],
                recipients=list(one.recipients),
                lines=[line.id for person in everybody for line in by_person.get(person, ())],
            )
        )
    Certificate.objects.bulk_create(certificates, batch_size=MOST_AT_ONCE)
    record_many(
        "retention.erased",
        [
            Told(about=PersonId(made.person), ref=str(made.id), categories=made.categories)
            for made in certificates
        ],
        by=by,
        at=at,
        edition=edition.number,
    )
    return certificates


def _keys_going(erasures: Iterable[Erasure]) -> Counter[PersonId]:
    """Count the keys that an erasure destroys."""
    going = list(erasures)
    whole = {one.person for one in going if one.categories is None}
    some = {
        (one.person, category)
        for one in going
        if one.records is None
        for category in one.categories or ()
    }
    there = vault.keys_that_remain([one.person for one in going])
    return Counter(
        person for person, category in there if person in whole or (person, category) in some
    )


def _verify(certificates: Sequence[Certificate], *, at: datetime) -> list[CertificateView]:
    """Read the stores a second time, after the commit, and say in each certificate what was found."""
    if not certificates:
        return []
    lines = {
        line.id: line for line in ledger.lines_by_id([i for c in certificates for i in c.lines])
    }
    persons = {line.erasure.person for line in lines.values()}
    sealed, keys = rows_of(persons), vault.keys_that_remain(sorted(persons))
    lists = vault.lists_of(persons)
    for made in certificates:
        erasures = [lines[i].erasure for i in made.lines if i in lines]
        made.remains = _remains(erasures, sealed, keys, lists)
        made.verified_at = at
    with transaction.atomic(durable=True):
        for ids, remains in _alike(certificates):
            Certificate.objects.filter(id__in=ids).update(remains=remains, verified_at=at)
    return [certificate_of(made) for made in certificates]


def _alike(certificates: Iterable[Certificate]) -> list[tuple[list[int], dict[str, int]]]:
    """Return certificates by what was found: of nearly all of them, nothing."""
    found: dict[tuple[tuple[str, int], ...], list[int]] = {}
    for made in certificates:
        found.setdefault(tuple(sorted(made.remains.items())), []).append(made.id)
    return [(ids, dict(remains)) for remains, ids in found.items()]


def _remains(
    erasures: Sequence[Erasure],
    sealed: Held,
    keys: Collection[tuple[PersonId, str]],
    lists: Counter[PersonId],
) -> dict[str, int]:
    """Count what is still there of what was to go."""
    found = {"sealed": 0, "keys": 0, "index": 0}
    for one in erasures:
        for category, records in sealed.get(one.person, {}).items():
            if one.categories is None or category in one.categories:
                found["sealed"] += len(records & one.records if one.records else records)
        if one.categories is None:
            found["index"] += lists[one.person]
        if one.records is None:
            found["keys"] += sum(
                1
                for person, category in keys
                if person == one.person and (one.categories is None or category in one.categories)
            )
    return found


# --- After a crash, after a restore ---------------------------------------------------------------


def _carry_out_underway(*, by: Actor, at: datetime) -> int:
    """Carry out what was decided and cut off before or while the keys went."""
    rows = list(Underway.objects.order_by("id"))
    for row in rows:
        with transaction.atomic(durable=True):
            take_turn()
            lines, made = _carried_out([_decided(row)], cause=row.cause, by=by, at=at)
        _settled(lines, made, at=at)
    return len(rows)


def _complete(lines: Sequence[LedgerLine], *, by: Actor, at: datetime) -> list[Certificate]:
    """Remove what lost its keys when somebody was cut off, within the register's transaction."""
    edition = notices.in_force(at)
    persons = [line.erasure.person for line in lines]
    held, lists = rows_of(persons), vault.lists_of(persons)
    merged = merged_into_any(persons)
    behind = {gone: keep for keep, everybody in merged.items() for gone in everybody}
    groups: dict[PersonId, list[LedgerLine]] = {}
    for line in lines:
        person = line.erasure.person
        groups.setdefault(behind.get(person, person), []).append(line)
    facts = facts_of(list(groups), edition.notice, today=_day(edition.notice.time_zone, at))
    certificates = []
    for person, group in groups.items():
        erasures = tuple(line.erasure for line in group)
        staying = rules.plan_of_request(
            facts[person], edition.notice, asked=None, today=_day(edition.notice.time_zone, at)
        ).staying
        kept_ = tuple(kept(item) for item in staying if not _covered(item, erasures))
        certificates += _removed(
            [Decided(new_id(), person, erasures, kept_)],
            group,
            held,
            keys=Counter(),
            lists=lists,
            edition=edition,
            cause=erasures[0].cause,
            by=by,
            at=at,
        )
    return certificates


def _covered(item: PlanItem, erasures: Collection[Erasure]) -> bool:
    return any(
        (one.categories is None or item.category in one.categories) and one.records is None
        for one in erasures
    )


def _without_certificate(lines: Sequence[LedgerLine]) -> list[LedgerLine]:
    """Leave out those whose rows went with a certificate: only their settling was cut off."""
    since = min(line.erased_at for line in lines)
    done = {
        line
        for found in Certificate.objects.filter(erased_at__gte=since).values_list(
            "lines", flat=True
        )
        for line in cast("list[int]", found)
    }
    left = [line for line in lines if line.id not in done]
    held = rows_of([line.erasure.person for line in left])
    lists = vault.lists_of([line.erasure.person for line in left])
    return [line for line in left if _has_something(line.erasure, held, lists)]


def _has_something(erasure: Erasure, held: Held, lists: Counter[PersonId]) -> bool:
    if erasure.categories is None:
        return bool(held.get(erasure.person) or lists[erasure.person])
    return bool(erasure.categories & held.get(erasure.person, {}).keys())


def _replayed(lines: Sequence[LedgerLine], *, at: datetime) -> tuple[int, int]:
    """Remove what of these lines came back; return how many sealed rows and rows in clear."""
    notice = notices.in_force(at).notice
    persons = {line.erasure.person for line in lines}
    dead = vault.remove_what_no_key_opens(persons)
    living = rows_of(persons)
    erasures = [
        Erasure(person, frozenset(found), frozenset(_records(found)), "replay")
        for person, found in dead.items()
        if person in living
    ]
    whole = {line.erasure.person for line in lines if line.erasure.categories is None}
    erasures += [Erasure(person, None, None, "replay") for person in sorted(whole - living.keys())]
    some = persons - whole - living.keys()
    erasures += [
        Erasure(person, frozenset(dead[person]), frozenset(_records(dead[person])), "replay")
        for person in sorted(some & dead.keys())
    ]
    unindex_persons([one.person for one in erasures if one.categories is None])
    held = {
        p: {
            c: living.get(p, {}).get(c, set()) | dead.get(p, {}).get(c, set())
            for c in {*living.get(p, {}), *dead.get(p, {})}
        }
        for p in persons
    }
    rows = forget(erasures, held, notice)
    return sum(len(r) for found in dead.values() for r in found.values()), rows.total()


def _records(found: Mapping[str, set[Record]]) -> set[Record]:
    return {record for records in found.values() for record in records}


# --- How it is stored -----------------------------------------------------------------------------


def _underway(one: Decided, *, cause: str, at: datetime) -> Underway:
    return Underway(
        id=one.id,
        person=one.person,
        cause=cause,
        erasures=[
            [
                erasure.person,
                None if erasure.categories is None else sorted(erasure.categories),
                None if erasure.records is None else sorted(erasure.records),
            ]
            for erasure in one.erasures
        ],
        kept=[stored(one_kept) for one_kept in one.kept],
        recipients=list(one.recipients),
        begun_at=at,
    )


def _decided(row: Underway) -> Decided:
    erasures = tuple(
        Erasure(
            PersonId(person),
            None if categories is None else frozenset(categories),
            None if records is None else frozenset(Record(kind, i) for kind, i in records),
            row.cause,
        )
        for person, categories, records in cast("list[list[Any]]", row.erasures)
    )
    kept_ = kept_from(cast("list[dict[str, Any]]", row.kept))
    return Decided(row.id, PersonId(row.person), erasures, kept_, tuple(row.recipients), (row.id,))


def stored(one: Kept) -> dict[str, object]:
    """Return what stayed, as it is stored."""
    return {
        "category": one.category,
        "why": one.why.value,
        "until": one.until.isoformat() if one.until else None,
        "purpose": one.purpose,
        "records": one.records,
    }


def _day(time_zone: str, at: datetime) -> date:
    return at.astimezone(ZoneInfo(time_zone)).date()

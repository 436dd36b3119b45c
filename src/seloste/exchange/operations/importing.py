"""Taking customers from a file into the register, batch by batch.

A batch of records is one transaction: its customers, its audit lines and how far the import
has come are committed together. An import that was killed goes on after its last batch.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import BinaryIO, cast

from django.db import transaction

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.consents.endings import apply_bans
from seloste.consents.queries import has_bans
from seloste.customers.duplicates import strongest
from seloste.customers.files import headings
from seloste.customers.files.reading import open_table
from seloste.customers.files.tables import Record as FileRecord
from seloste.customers.files.tables import Table
from seloste.customers.newcomers import Newcomer, addresses_of
from seloste.customers.operations.creating import check_may_write, note_possible_duplicates
from seloste.customers.values import CustomerDraft, Fault
from seloste.customers.writing import Moment, add_customers
from seloste.exchange.errors import ImportUnderWay
from seloste.exchange.models import ImportRun
from seloste.exchange.operations.preparing import Found, Preparation, Prepared, prepared
from seloste.exchange.operations.rejecting import RejectsFile
from seloste.exchange.operations.updating import add_agreed, update
from seloste.exchange.values import Counts, LineOutcome, Order, Result, Step
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.usability.queries import barred
from seloste.vault.lookup import Hasher, matches_of

BATCH = 2500
_COUNTED = {
    Result.IMPORTED: "imported",
    Result.UPDATED: "updated",
    Result.DUPLICATE: "duplicates",
    Result.REFUSED: "refused",
}


def preview(order: Order, *, by: Actor, at: datetime) -> Iterator[Step]:
    """Say what an import would do, and write nothing.

    Raises:
        FileRefused: the file as a whole, or its rest, cannot be read.
        NotAllowed, FieldNotInNotice: the notice does not let these data be taken.
    """
    moment = Moment(notices.in_force(at), by, at)
    seen: dict[int, int] = {}
    with open_table(order.path) as table:
        preparation = _preparation(table, order, moment)
        recognised = preparation.recognised
        counts = Counts()
        step = Step(counts, 0.0, (), recognised.unknown, recognised.missing)
        for some in prepared(_batches(table), preparation, size=order.path.stat().st_size):
            batch = _Batch.of(some, preparation, order, moment)
            batch.match(seen)
            counts = _added(counts, batch)
            yield _said(step, batch, table, counts)
            step = Step(counts, 0.0)
        if not counts.read:
            yield step


def import_file(order: Order, *, by: Actor, at: datetime) -> Iterator[Step]:
    """Import a file; yield what was done after each batch, when it is committed.

    An import of the same file with the same order that was cut off goes on where it stopped;
    one that was finished is not done again.

    Raises:
        FileRefused: the file as a whole, or its rest, cannot be read.
        NotAllowed, FieldNotInNotice: the notice does not let these data be taken.
        ImportUnderWay, RejectsNotAFile: as their names say.
    """
    with _held(order) as held:
        yield from _import(order, held, by=by, at=at)


def _import(order: Order, held: BinaryIO, *, by: Actor, at: datetime) -> Iterator[Step]:
    moment = Moment(notices.in_force(at), by, at)
    seen: dict[int, int] = {}
    with open_table(order.path) as table:
        run = _run_of(order, at=at)  # after the first look: a file refused by it is not read on
        if run.finished_at is not None:
            yield Step(_counts(run), 1.0, finished_earlier=run.finished_at)
            return
        preparation = _preparation(table, order, moment)
        recognised = preparation.recognised
        step = Step(_counts(run), 0.0, (), recognised.unknown, recognised.missing)
        batches, size = _batches(table, skip=run.read), order.path.stat().st_size
        with RejectsFile.open(order, table.headings, keep=run.rejects_bytes) as rejects:
            for some in prepared(batches, preparation, size=size, held=held):
                batch = _Batch.of(some, preparation, order, moment)
                _import_batch(batch, run, seen, rejects)
                yield _said(step, batch, table, _counts(run))
                step = Step(_counts(run), 0.0)
        _finish(run, moment)
        yield Step(_counts(run), 1.0, (), step.unknown_headings, step.missing_headings)


@transaction.atomic(durable=True)
def _import_batch(
    batch: _Batch, run: ImportRun, seen: dict[int, int], rejects: RejectsFile
) -> None:
    take_turn()
    if ImportRun.objects.filter(fingerprint=run.fingerprint).exclude(read=run.read).exists():
        raise ImportUnderWay  # of a copy of the file: it has come further than we knew
    batch.match(seen)
    batch.write()
    run.rejects_bytes = rejects.add(batch.records, batch.outcomes)
    for name, number in asdict(_added(_counts(run), batch)).items():
        setattr(run, name, number)
    run.save()


@transaction.atomic(durable=True)
def _finish(run: ImportRun, moment: Moment) -> None:
    run.finished_at = moment.at
    run.save()
    record(
        "exchange.imported",
        by=moment.by,
        at=moment.at,
        ref=str(run.id),
        edition=moment.edition.number,
    )


@dataclass(slots=True)
class _Batch:
    """Some records of the file on their way into the register."""

    records: Sequence[FileRecord]
    found: list[Found]
    preparation: Preparation
    order: Order
    moment: Moment
    outcomes: list[LineOutcome] = field(default_factory=list)
    existing: dict[int, PersonId] = field(default_factory=dict)
    near: dict[int, dict[PersonId, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, some: Prepared, preparation: Preparation, order: Order, moment: Moment) -> _Batch:
        checked: set[frozenset[str]] = set()
        for one in some.found:  # the notice is asked once for each set of fields
            if isinstance(one, Newcomer) and one.fields not in checked:
                check_may_write(dict.fromkeys(one.fields), purpose=order.purpose, moment=moment)
                checked.add(one.fields)
        return cls(some.records, some.found, preparation, order, moment)

    def match(self, seen: dict[int, int]) -> None:
        """Decide what becomes of each record: by the register, and by earlier lines of the file."""
        hashes = {h for one in self.found if isinstance(one, Newcomer) for h in one.reasons}
        matches = matches_of(hashes)
        for number, (record_, one) in enumerate(zip(self.records, self.found, strict=True)):
            if isinstance(one, Newcomer):
                outcome = self._outcome(number, record_.line, one.reasons, matches, seen)
            else:
                outcome = LineOutcome(record_.line, Result.REFUSED, one)
            self.outcomes.append(outcome)

    def write(self) -> None:
        """Write what is new, then what changes customers who are there.

        Whoever comes with an address under a marketing ban comes with the ban.
        """
        are_bans = has_bans()
        new = [n for n, o in enumerate(self.outcomes) if o.result is Result.IMPORTED]
        by_source: dict[str, list[int]] = {}
        for number in new:
            by_source.setdefault(self._newcomer(number).source, []).append(number)
        for source, numbers in by_source.items():
            newcomers = [self._newcomer(number) for number in numbers]
            ids = add_customers(newcomers, source=source, moment=self.moment)
            agreed = [one.contracts for one in newcomers]
            add_agreed(list(zip(ids, agreed, strict=True)), moment=self.moment)
            if are_bans:
                come_with = map(addresses_of, newcomers)
                apply_bans(dict(zip(ids, come_with, strict=True)), moment=self.moment)
            flagged = {p: self.near.get(n, {}) for p, n in zip(ids, numbers, strict=True)}
            note_possible_duplicates(flagged, at=self.moment.at)
        for number, outcome in enumerate(self.outcomes):
            if outcome.result is Result.UPDATED:
                self._update(number, outcome)

    def _update(self, number: int, outcome: LineOutcome) -> None:
        customer = self.existing.get(number)
        if customer is None:  # it stands earlier in this batch and is written by now
            reasons = self._newcomer(number).reasons
            by_number = matches_of({h for h, why in reasons.items() if why == "number"})
            customer = next(p for persons in by_number.values() for p in persons)
        one = cast("CustomerDraft", self.preparation.draft(self.records[number].cells))
        if barred([customer], purpose=self.order.purpose, notice=self.moment.notice):
            why = (Fault("number", "may_not_be_used"),)
            self.outcomes[number] = LineOutcome(outcome.line, Result.REFUSED, why)
            return
        changed = update(
            customer,
            one,
            purpose=self.order.purpose,
            source=self._newcomer(number).source,
            moment=self.moment,
        )
        if not changed:
            same = (Fault("number", "already_there"),)
            self.outcomes[number] = LineOutcome(outcome.line, Result.DUPLICATE, same)

    def _outcome(
        self,
        number: int,
        line: int,
        reasons: Mapping[int, str],
        matches: Mapping[int, list[PersonId]],
        seen: dict[int, int],
    ) -> LineOutcome:
        found = strongest(matches, reasons)
        earlier = {why: seen[known] for known, why in reasons.items() if known in seen}
        by_reason = {why: person for person, why in found.items()}
        if "number" in by_reason or "number" in earlier:
            if "number" in by_reason:
                self.existing[number] = by_reason["number"]
            for known in reasons:  # what the row brings along tells later rows apart
                seen.setdefault(known, line)
            return LineOutcome(line, Result.UPDATED)
        for why in ("business_id", "emails", "phones"):
            if why in by_reason:
                return LineOutcome(line, Result.DUPLICATE, (_duplicate(why),))
            if why in earlier:
                return LineOutcome(line, Result.DUPLICATE, (_duplicate(why, earlier[why]),))
        seen.update(dict.fromkeys(reasons, line))
        self.near[number] = found
        return LineOutcome(
            line, Result.IMPORTED, possible_duplicate=bool(found) or "near_name" in earlier
        )

    def _newcomer(self, number: int) -> Newcomer:
        return cast("Newcomer", self.found[number])  # refused ones never get here


def _duplicate(reason: str, line: int = 0) -> Fault:
    column = {"business_id": "business_id", "emails": "email", "phones": "phone"}[reason]
    if line:
        return Fault(column, "duplicate_of_line", {"line": line})
    return Fault(column, "duplicate_in_register")


def _preparation(table: Table, order: Order, moment: Moment) -> Preparation:
    recognised = headings.recognise(table.headings, order.mapping)
    headings.check(recognised, line=table.headings_line)
    return Preparation(recognised, order.country, order.source, moment.notice, Hasher())


def _batches(table: Table, *, skip: int = 0) -> Iterator[list[FileRecord]]:
    records = islice(table, skip, None)
    while batch := list(islice(records, BATCH)):
        yield batch


def _run_of(order: Order, *, at: datetime) -> ImportRun:
    """Return the run of this very order that was begun, or a new one, not written yet."""
    fingerprint = _fingerprint(order)
    run = ImportRun.objects.filter(fingerprint=fingerprint).order_by("-id").first()
    return run or ImportRun(id=new_id(), fingerprint=fingerprint, started_at=at)


@contextmanager
def _held(order: Order) -> Iterator[BinaryIO]:
    """Hold the file: it is imported by one process at a time. When that dies, it is let go."""
    with order.path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportUnderWay from None
        yield file


def _fingerprint(order: Order) -> str:
    with order.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    asked = (order.purpose, order.source, order.country, repr(order.mapping))
    digest.update("\0".join(asked).encode())
    return digest.hexdigest()


def _counts(run: ImportRun) -> Counts:
    return Counts(run.read, run.imported, run.updated, run.duplicates, run.refused)


def _added(counts: Counts, batch: _Batch) -> Counts:
    sums = asdict(counts)
    sums["read"] += len(batch.records)
    for outcome in batch.outcomes:
        sums[_COUNTED[outcome.result]] += 1
    return Counts(**sums)


def _said(step: Step, batch: _Batch, table: Table, counts: Counts) -> Step:
    return Step(
        counts,
        table.progress(),
        tuple(o for o in batch.outcomes if o.result is not Result.IMPORTED or o.possible_duplicate),
        step.unknown_headings,
        step.missing_headings,
        tuple(sorted(table.ignored.items())),
    )

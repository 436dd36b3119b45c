"""Making one customer of two, with nothing lost; or noting that they are two."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import Q

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.customers import contents
from seloste.customers.contents import CHANGE, CUSTOMER, NEAR_NAME
from seloste.customers.errors import CannotMerge, NoSuchCustomer
from seloste.customers.keeping import note_days
from seloste.customers.models import (
    Change,
    ContactPerson,
    Customer,
    PossibleDuplicate,
    SourceDuty,
)
from seloste.customers.operations.creating import note_possible_duplicates
from seloste.customers.values import CustomerKind
from seloste.customers.writing import Moment
from seloste.disclosures.operations import move as move_disclosures
from seloste.disclosures.operations import owe
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.lifetimes.operations import end, give_to
from seloste.notice import queries as notices
from seloste.readings.operations import open_records
from seloste.readings.values import Opened
from seloste.usability.operations import check_usable
from seloste.usability.operations import move as move_choices
from seloste.vault.lists import index_record
from seloste.vault.lookup import index, unindex_person
from seloste.vault.sealing import remove, seal
from seloste.vault.values import SOURCES, Plain, Record

Content = dict[str, dict[str, object]]
"""Category → field → value."""


def merge(
    keep: PersonId,
    gone: PersonId,
    *,
    purpose: str,
    also: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> None:
    """Move everything kept of `gone` to `keep`, within the caller's transaction.

    Lists (e-mail addresses, telephone numbers) are joined. Where both have one value, that of
    `keep` stands and the other goes into the history. Records of the kinds in `also` move as they
    are; those of other kinds are moved by whoever keeps them. Contracts live above customers:
    `contracts.operations.merge_customers` is the operation.

    Raises:
        CannotMerge: it is the same customer.
        NoSuchCustomer: one of them is not there.
        NotAllowed: the role may not open everything that would move.
        Barred: one of them restricted the processing, or objected to the purpose.
    """
    take_turn()
    _check_both(keep, gone)
    moment = Moment(notices.in_force(at), by, at)
    for one in (keep, gone):
        check_usable(one, purpose=purpose, at=at)
    kinds = [CUSTOMER, CHANGE, *also]
    opened = open_records([keep, gone], purpose=purpose, by=by, at=at, kinds=kinds)
    if closed := opened[keep].closed | opened[gone].closed:
        raise CannotMerge(categories=", ".join(sorted(closed)))
    merged, lost = _joined(_contents_of(opened[keep], keep), _contents_of(opened[gone], gone))
    seal([Plain(keep, Record(CUSTOMER, keep), c, fields) for c, fields in merged.items()])
    _remember(keep, lost, moment)
    _move_others(keep, opened[gone])
    remove(gone, list(opened[gone].contents))
    unindex_person(gone)
    _reindex(keep, merged)
    ContactPerson.objects.filter(customer_id=gone).update(customer_id=keep)
    Change.objects.filter(person=gone).update(person=keep)
    SourceDuty.objects.filter(person=gone).update(person=keep)
    Customer.objects.filter(id=gone).update(merged_into=keep, changed_at=at)
    Customer.objects.filter(id=keep).update(changed_at=at)
    _move_pairs(keep, gone, at=at)
    move_choices(gone, keep)
    end(gone, CUSTOMER, gone)
    give_to(gone, keep)
    move_disclosures(gone, keep)
    owe(keep, kind="correct", categories=merged, cause=f"merge:{gone}", by=by, at=at)
    note_days([keep], moment.notice)
    record(
        "customers.merged",
        by=by,
        at=at,
        about=keep,
        ref=str(gone),
        purpose=purpose,
        categories=merged,
        edition=moment.edition.number,
    )


@transaction.atomic(durable=True)
def keep_apart(first: PersonId, second: PersonId, *, by: Actor, at: datetime) -> None:
    """Note that two customers who looked alike are two.

    Raises:
        NoSuchCustomer: the pair is not on the list.
    """
    pair = PossibleDuplicate.objects.filter(
        first_id=min(first, second), second_id=max(first, second), settled_at=None
    )
    if not pair.update(settled_at=at):
        raise NoSuchCustomer
    edition = notices.in_force(at).number
    record("customers.kept_apart", by=by, at=at, about=first, ref=str(second), edition=edition)


def _move_pairs(keep: PersonId, gone: PersonId, *, at: datetime) -> None:
    """Settle the pairs of the one who is gone; whoever looked like them looks like the other."""
    pairs = PossibleDuplicate.objects.filter(Q(first_id=gone) | Q(second_id=gone), settled_at=None)
    others = {
        PersonId(pair.second_id if pair.first_id == gone else pair.first_id): pair.reason
        for pair in pairs
    }
    pairs.update(settled_at=at)
    others.pop(keep, None)
    note_possible_duplicates({keep: others}, at=at)


def _check_both(keep: PersonId, gone: PersonId) -> None:
    if keep == gone:
        raise CannotMerge(categories="")
    if Customer.objects.filter(id__in=[keep, gone], merged_into=None).count() != 2:
        raise NoSuchCustomer


def _contents_of(opened: Opened, customer: PersonId) -> Mapping[str, Mapping[str, object]]:
    return opened.contents.get(Record(CUSTOMER, customer), {})


def _joined(
    kept: Mapping[str, Mapping[str, object]], gone: Mapping[str, Mapping[str, object]]
) -> tuple[Content, Content]:
    """Return the merged content, and what of `gone` found no place in it."""
    merged: Content = {category: dict(fields) for category, fields in kept.items()}
    lost: Content = {}
    for category, fields in gone.items():
        target = merged.setdefault(category, {})
        sources = dict(cast("Mapping[str, str]", target.get(SOURCES, {})))
        theirs = cast("Mapping[str, str]", fields.get(SOURCES, {}))
        for field in fields.keys() - {SOURCES}:
            value, mine = fields[field], target.get(field)
            both = isinstance(mine, list) and isinstance(value, list)
            if mine is None or both:
                target[field] = _both(mine, value) if both else value
                if field in theirs:  # of a list, the source of what joined it is told too
                    sources.setdefault(field, theirs[field])
            elif mine != value:
                lost.setdefault(category, {})[field] = value
        if sources:
            target[SOURCES] = sources
    return merged, lost


def _both(mine: object, theirs: object) -> list[object]:
    kept = cast("list[object]", mine)
    return [*kept, *(one for one in cast("list[object]", theirs) if one not in kept)]


def _remember(keep: PersonId, lost: Content, moment: Moment) -> None:
    """Put what gave way into the history of the customer who stays."""
    if not lost:
        return
    row = Change.objects.create(
        id=new_id(),
        person=keep,
        kind=CUSTOMER,
        record=keep,
        at=moment.at,
        actor=moment.by.handle,
        role=moment.by.role,
    )
    seal(
        [
            Plain(keep, Record(CHANGE, row.id), c, {f: (v, None) for f, v in fields.items()})
            for c, fields in lost.items()
        ]
    )


def _move_others(keep: PersonId, opened: Opened) -> None:
    """Seal the other records (contracts, history) under the customer who stays."""
    moving = {r: content for r, content in opened.contents.items() if r.kind != CUSTOMER}
    seal(
        [
            Plain(keep, record_, category, fields)
            for record_, content in moving.items()
            for category, fields in content.items()
        ]
    )
    index(
        [
            (keep, index_record(record_.kind, category, record_.id), terms)
            for record_, content in moving.items()
            if record_.kind != CHANGE
            for category, terms in contents.terms_by_category(content).items()
        ]
    )


def _reindex(keep: PersonId, merged: Content) -> None:
    entries = [
        (keep, index_record(CUSTOMER, category, keep), terms)
        for category, terms in contents.terms_by_category(merged).items()
    ]
    values = {field: value for fields in merged.values() for field, value in fields.items()}
    kind = cast("CustomerKind", Customer.objects.values_list("kind", flat=True).get(id=keep))
    if near := contents.near_name(kind, values):
        entries.append((keep, index_record(CUSTOMER, NEAR_NAME, keep), [near]))
    index(entries)

"""How duties come about: of one person or of many, in few strokes, within an operation's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from seloste.disclosures import naming, queries, rules, settling
from seloste.disclosures.models import Duty
from seloste.disclosures.values import DutyKind, DutyView, Giving
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.vault.rows import insert

_COLUMNS = (
    "id", "kind", "recipient", "person", "subject", "categories", "cause", "purpose", "edition",
    "state", "reason", "attempts", "owed_at",
)  # fmt: skip

Concerns = Mapping[PersonId, Collection[str]]
"""Person → categories of which something happened."""


def owe_all(
    concerns: Concerns,
    *,
    kind: DutyKind,
    cause: str,
    fields: Collection[str] | None = None,
    purpose: str | None = None,
    by: Actor,
    at: datetime,
) -> dict[PersonId, list[DutyView]]:
    """Owe recipients to be told of these persons; `disclosures.operations.owe` says who is told.

    Returns:
        The duties of each person that has any.
    """
    given = queries.givings_of(list(concerns))
    erased = queries.erased_of(list(given)) if given else {}
    open_ = queries.open_duties_of(list(given)) if given and kind == "erase" else ()
    for duty in open_:
        if duty.kind == "erase":  # told already: not twice, nor without a name
            told = (duty.recipient, duty.categories, duty.owed_at)
            erased.setdefault(duty.person, []).append(told)
    due = _Due(kind, cause, purpose, fields, at)
    found = [
        duty
        for person, givings in given.items()
        for duty in due.of(person, concerns[person], givings, erased.get(person, ()))
    ]
    if not found:
        return {}
    if kind == "erase":
        _overtake(found, open_, by=by, at=at)
        subjects = naming.keep(found, by=by, at=at)
        found = [replace(duty, subject=subjects[duty.id]) for duty in found]
    _write(found)
    settling.owed(found, by=by, at=at)
    owed: dict[PersonId, list[DutyView]] = {}
    for duty in found:
        owed.setdefault(duty.person, []).append(duty)
    return owed


@dataclass(frozen=True, slots=True)
class _Due:
    """What happened, and therefore who is to be told."""

    kind: DutyKind
    cause: str
    purpose: str | None
    fields: Collection[str] | None
    at: datetime

    def of(
        self,
        person: PersonId,
        categories: Collection[str],
        givings: Sequence[Giving],
        erased: Sequence[queries.Erased],
    ) -> Iterator[DutyView]:
        """Yield the duties to tell of one person."""
        counting = [one for one in givings if self.purpose is None or one.purpose == self.purpose]
        editions = {giving.recipient: giving.edition for giving in counting}
        for recipient, held in sorted(rules.held_by_recipients(counting, erased).items()):
            concerned = held & frozenset(categories)
            if concerned and self._concerns(recipient, held, editions[recipient]):
                yield DutyView(
                    id=new_id(),
                    kind=self.kind,
                    recipient=recipient,
                    person=person,
                    subject=None,
                    categories=concerned,
                    cause=self.cause,
                    purpose=self.purpose or "",
                    edition=editions[recipient],
                    state="owed",
                    reason="",
                    attempts=0,
                    owed_at=self.at,
                    sent_at=None,
                    settled_at=None,
                    chase_at=None,
                    answered_on=None,
                )

    def _concerns(self, recipient: str, held: frozenset[str], edition: int) -> bool:
        """Tell whether the recipient may have any of the fields; of a correction only that counts."""
        if self.fields is None:
            return True
        return bool(naming.fields_had(recipient, held, edition, at=self.at) & set(self.fields))


def _overtake(
    erasures: Sequence[DutyView], open_: Sequence[DutyView], *, by: Actor, at: datetime
) -> None:
    """Settle what was still to be told of data that are erased now."""
    erased = {(duty.person, duty.recipient): duty.categories for duty in erasures}
    for duty in open_:
        gone = erased.get((duty.person, duty.recipient), frozenset())
        if duty.kind != "erase" and duty.categories <= gone:
            settling.settled(duty, "impossible", reason="overtaken", by=by, at=at)


def _write(duties: Sequence[DutyView]) -> None:
    moment = connection.ops.adapt_datetimefield_value
    rows = [
        (
            duty.id,
            duty.kind,
            duty.recipient,
            duty.person,
            duty.subject,
            json.dumps(sorted(duty.categories)),
            duty.cause,
            duty.purpose,
            duty.edition,
            duty.state,
            duty.reason,
            duty.attempts,
            moment(duty.owed_at),
        )
        for duty in duties
    ]
    insert(Duty, _COLUMNS, rows)

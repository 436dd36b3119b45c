"""Restricting, lifting, allowing, objecting: building blocks, for use within an operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from seloste.audit.recording import record
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.usability import queries
from seloste.usability.errors import Barred, NoSuchRestriction
from seloste.usability.models import Choice, Restriction
from seloste.usability.values import Ground
from seloste.vault import noes
from seloste.vault.queries import categories_held_by
from seloste.vault.rows import remove_of


def restrict(
    person: PersonId, *, ground: Ground, request: int | None, by: Actor, at: datetime
) -> int:
    """Restrict the use of a person's data from now on; return the restriction's id.

    Source: GDPR Art. 18(1).
    """
    noes.note(person, "restriction", ground, stands=True, at=at)
    made = Restriction.objects.create(
        id=new_id(), person=person, ground=ground, request=request, since=at
    )
    _record("usability.restricted", person, str(made.id), by=by, at=at)
    return made.id


def lift(restriction: int, *, by: Actor, at: datetime) -> PersonId:
    """End a restriction; return whose it was. The person has been told before (Art. 18(3)).

    Raises:
        NoSuchRestriction: there is none, or it was lifted.
    """
    person = queries.restriction_person(restriction)
    if person is None:
        raise NoSuchRestriction
    grounds = Restriction.objects.filter(person=person, lifted_at=None)
    ground = grounds.values_list("ground", flat=True).get(id=restriction)
    if not grounds.filter(ground=ground).exclude(id=restriction).exists():
        noes.note(person, "restriction", ground, stands=False, at=at)
    Restriction.objects.filter(id=restriction, lifted_at=None).update(lifted_at=at)
    _record("usability.lifted", person, str(restriction), by=by, at=at)
    return person


def set_consent(person: PersonId, purpose: str, *, given: bool, by: Actor, at: datetime) -> None:
    """Let a consent live, or end it. What was shown and said is kept by `consents`.

    Source: GDPR Art. 7(1), 7(3).
    """
    noes.note(person, "consent", purpose, stands=not given, at=at)
    _choose(person, purpose, at=at, consented=given)
    operation = "usability.consent_lives" if given else "usability.consent_ended"
    _record(operation, person, purpose, by=by, at=at)


def object_to(person: PersonId, purpose: str, *, by: Actor, at: datetime) -> None:
    """End the use of a person's data for a purpose, because they object.

    Source: GDPR Art. 21(1)-(3).
    """
    noes.note(person, "objection", purpose, stands=True, at=at)
    _choose(person, purpose, at=at, objected=True)
    _record("usability.objected", person, purpose, by=by, at=at)


def end_objection(person: PersonId, purpose: str, *, by: Actor, at: datetime) -> None:
    """Take an objection back: by the person's own word, or when it was rejected with reasons."""
    noes.note(person, "objection", purpose, stands=False, at=at)
    _choose(person, purpose, at=at, objected=False)
    _record("usability.objection_ended", person, purpose, by=by, at=at)


def move(gone: PersonId, keep: PersonId) -> None:
    """Give what one person chose to another with whom they are merged; the stricter choice wins."""
    Restriction.objects.filter(person=gone).update(person=keep)
    theirs = {row.purpose: row for row in Choice.objects.filter(person=keep)}
    for row in Choice.objects.filter(person=gone):
        other = theirs.get(row.purpose)
        _choose(
            keep,
            row.purpose,
            at=row.since,
            consented=row.consented and (other is None or other.consented),
            objected=row.objected or (other is not None and other.objected),
        )
    Choice.objects.filter(person=gone).delete()


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Remove what stands here of persons who are erased; return how many rows of each."""
    noes.forget(persons)
    return remove_of(Restriction, persons) + remove_of(Choice, persons)


def forget_consents(person: PersonId, purposes: Collection[str]) -> None:
    """Let consents permit nothing any more whose proof is erased (GDPR Art. 7(1))."""
    Choice.objects.filter(person=person, purpose__in=purposes).update(consented=False)


def say_again(said: Collection[noes.No]) -> int:
    """Let each no stand that a restored copy of the register does not know; return how many.

    Whatever the copy has that is stricter stays: a yes that was given since is not made up again.
    """
    here = categories_held_by({no.person for no in said})
    told = 0
    for no in said:
        if no.person not in here:  # the copy was made before they came
            continue
        if no.what == "restriction":
            told += _restrict_again(no)
        elif no.what in {"consent", "objection"}:
            state = {"consented": False} if no.what == "consent" else {"objected": True}
            _choose(no.person, no.key, at=no.at, **state)
            told += 1
    return told


def _restrict_again(no: noes.No) -> bool:
    if Restriction.objects.filter(person=no.person, ground=no.key, lifted_at=None).exists():
        return False
    Restriction.objects.create(id=new_id(), person=no.person, ground=no.key, since=no.at)
    return True


def check_usable(person: PersonId, *, purpose: str, at: datetime) -> None:
    """Refuse to use or change what is barred for the purpose.

    Raises:
        Barred: the person's data may not be used for it now.
    """
    notice = notices.in_force(at).notice
    found = queries.barred([person], purpose=purpose, notice=notice)
    if person in found:
        raise Barred(purpose=purpose, bar=found[person].value)


def _choose(person: PersonId, purpose: str, *, at: datetime, **state: bool) -> None:
    Choice.objects.update_or_create(person=person, purpose=purpose, defaults={**state, "since": at})


def _record(operation: str, person: PersonId, ref: str, *, by: Actor, at: datetime) -> None:
    edition = notices.in_force(at).number
    record(operation, by=by, at=at, about=person, ref=ref, edition=edition)

"""Putting a breach into the register, and writing down what becomes known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from seloste.audit.turns import take_turn
from seloste.breaches import rules
from seloste.breaches.keeping import BREACH, Desk, desk, found, keep_file, note
from seloste.breaches.models import Breach
from seloste.breaches.values import Description, NewBreach
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id, new_person_id
from seloste.lifetimes import operations as lifetimes


@transaction.atomic(durable=True)
def record_breach(new: NewBreach, *, by: Actor, at: datetime) -> int:
    """Put a breach into the register and return its id; its clock runs from awareness.

    Raises:
        NoPurpose, NotAllowed: the notice has no place for it, or does not let the role.
        AwareInFuture, AwareAfterTold, NoSuchProcessor, NoSuchCategory, FactsMissing, TooLong.

    Source: GDPR Art. 33(2), 33(5).
    """
    here = desk(by=by, at=at)
    rules.check_new(new, here.notice, at=at)
    take_turn()
    breach, file = new_id(), new_person_id()
    told = new.description
    Breach.objects.create(
        id=breach,
        number=1 + (Breach.objects.aggregate(last=Max("number"))["last"] or 0),
        file=file,
        state="open",
        aware_at=new.aware_at,
        recorded_at=at,
        happened_at=told.happened_at,
        processor=new.processor,
        processor_told_at=new.processor_told_at,
        natures=list(told.natures),
        categories=list(told.categories),
        persons=told.persons,
        records=told.records,
        risk="",
        telling="",
        exemption="",
    )
    days = {"breach_closed": None, "record_made": here.today}
    lifetimes.begin(BREACH, [(file, breach, days)], here.notice)
    _write(breach, file, told, code="recorded", here=here)
    return breach


@transaction.atomic(durable=True)
def describe(breach: int, description: Description, *, by: Actor, at: datetime) -> None:
    """Write down what has become known; what was known before stays with its event.

    Raises:
        NoSuchBreach, NotAtThisPoint, NotAllowed: as their names say.
        FactsMissing, NoSuchCategory, AwareInFuture, TooLong: as their names say.

    Source: GDPR Art. 33(4), 33(5).
    """
    here = desk(by=by, at=at)
    rules.check_description(description, here.notice, at=at)
    take_turn()
    view = found(breach)
    rules.check_step(view, "describe")
    Breach.objects.filter(id=breach).update(
        happened_at=description.happened_at,
        natures=list(description.natures),
        categories=list(description.categories),
        persons=description.persons,
        records=description.records,
    )
    _write(breach, view.file, description, code="described", here=here)


def _write(breach: int, file: PersonId, told: Description, *, code: str, here: Desk) -> None:
    told = replace(told, facts=told.facts.strip())
    texts = {
        "facts": told.facts,
        "effects": told.effects.strip(),
        "measures": told.measures.strip(),
        "advice": told.advice.strip(),
    }
    keep_file(breach, file, texts, here)
    details = {
        "natures": list(told.natures),
        "categories": list(told.categories),
        "persons": told.persons,
        "records": told.records,
    }
    note(breach, file, code, here, words=texts, details=details)

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections

from seloste.audit.checkpointing import make_checkpoint, write_public_key
from seloste.backups.models import Archive, Drill
from seloste.backups.values import DrillReport
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers.operations import creating
from seloste.customers.values import ContactPersonDraft, CustomerDraft, PostalAddress
from seloste.kernel.ids import PersonId, new_id
from tests.register import Register, register
from tests.sign_in import Account, make_account

__all__ = ["register"]

CARE = "customer_care"


@dataclass(frozen=True)
class Business:
    """A register with invented customers, of which every clause holds.

    Attributes:
        name: of its only person among the customers; nobody else has ever had it.
    """

    register: Register
    home: Path
    aino: PersonId
    name: str
    account: Account


@pytest.fixture
def take_in(register: Register) -> Callable[..., PersonId]:
    def take(**values) -> PersonId:
        return creating.create(
            CustomerDraft(**values),
            purpose=CARE,
            source="data_subject",
            by=register.owner,
            at=register.at,
        )

    return take


@pytest.fixture
def business(register: Register, home: Path, take_in) -> Business:
    shutil.rmtree(home / "audit", ignore_errors=True)
    if connections["keys"].vendor == "sqlite":
        (home / "keys.sqlite3").chmod(0o600)
    word = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:10])
    name = f"Äinö {word.title()}"
    account = make_account("owner", name=f"Ylläpitäjä {word[::-1]}", email=f"{word}@yritys.example")
    aino = take_in(
        kind="person",
        name=name,
        emails=(f"{word}.aino@esimerkki.example",),
        phones=("+358405550123",),
        language="fi",
        postal_address=PostalAddress((f"{word.title()}katu 1 A 2",), "33100", "Tampere", "FI"),
    )
    take_in(
        kind="company",
        company=f"{word.title()} Esimerkki Oy",
        business_id="2617416-4",
        contact_persons=(ContactPersonDraft(f"Kerttu {word}", (f"k@{word}.example",), (), ""),),
    )
    contracts.offer("web-hosting", title={"en": "Web"}, by=register.owner, at=register.at)
    agreed = NewContract(
        "web-hosting", Validity(date(2025, 1, 1), None), f"{word}.example", "10 GB"
    )
    contracts.agree(aino, agreed, purpose=CARE, by=register.owner, at=register.at)
    note_backups(at=register.at)
    write_public_key()
    make_checkpoint(register.at)
    return Business(register, home, aino, name, account)


def note_backups(*, at: datetime) -> None:
    """Note, as `seloste backup` and `seloste drill` do, that both were done at the moment."""
    for kind, gone_by, lines in (("data", None, None), ("keys", date(2026, 12, 23), 0)):
        Archive.objects.create(
            id=new_id(),
            kind=kind,
            name=f"{kind}-{new_id()}.age",
            made_at=at,
            finished_at=at,
            gone_by=gone_by,
            ledger=lines,
        )
    report = DrillReport(
        at=at,
        restored=True,
        seen_before=2,
        opened=0,
        keys_tried=12,
        found_after=0,
        replayed=1,
        trail_holds=True,
        seconds=1.0,
    )
    facts = {name: value for name, value in asdict(report).items() if name != "at"}
    Drill.objects.create(id=new_id(), at=at, holds=report.holds, facts=facts)

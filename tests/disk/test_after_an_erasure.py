"""After an erasure no file holds a byte of what was kept of the person, nor a key to it.

What is looked for are the bytes as they lie there: each sealed blob, each wrapped key, each term
of the index. Whoever has copied the disk before has them; whoever takes it after finds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from seloste.consents import rules as consent_rules
from seloste.consents.operations import giving, refusing
from seloste.consents.values import Said
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers.operations import changing, creating
from seloste.customers.values import BillingAddress, CustomerDraft, PostalAddress
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries as duties
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.retention.operations import running
from seloste.rights.models import SubjectRequest
from seloste.rights.operations.clarifying import ask
from seloste.rights.operations.receiving import receive
from seloste.rights.operations.refusing import withdraw
from seloste.rights.values import NewRequest, RequestFile
from seloste.vault.keystore.models import PersonKey
from seloste.vault.models import IndexedPerson, Sealed
from tests.disk.marking import STEM, TEXTS
from tests.disk.searching import Searcher
from tests.register import Register, register

__all__ = ["register"]

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
ALL_IS_OVER = datetime(2030, 2, 1, 10, tzinfo=UTC)


@dataclass
class Bytes:
    """What lies on the disk of some persons: sealed blobs, wrapped keys, lists of the index."""

    sealed: list[bytes] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    terms: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, persons: list[int]) -> Bytes:
        return cls(
            [bytes(row.sealed) for row in Sealed.objects.filter(person__in=persons)],
            [bytes(row.wrapped) for row in PersonKey.objects.filter(person__in=persons)],
            [bytes(row.terms) for row in IndexedPerson.objects.filter(person__in=persons)],
        )

    def found_in(self, folder: Path) -> set[str]:
        """Return which kinds of bytes stand in a live file, its write-ahead log included."""
        files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        return {
            name
            for name, wanted in (
                ("sealed", self.sealed),
                ("keys", self.keys),
                ("terms", self.terms),
            )
            if any(one in content for one in wanted if len(one) >= 16 for content in files)
        }


@pytest.fixture
def aino(register: Register) -> PersonId:
    """A customer of whom there is everything: contract, consent, request, recipients, history."""
    who: dict[str, Any] = {"by": register.owner, "at": register.at}
    draft = CustomerDraft(
        kind="person",
        name=f"Aino {STEM}",
        emails=(f"aino@{STEM}.example",),
        postal_address=PostalAddress((f"{STEM}katu 1",), "33100", "Tampere", "FI"),
        billing_address=BillingAddress("email", "", f"laskut@{STEM}.example", None),
    )
    person = creating.create(draft, purpose="customer_care", **who)
    contracts.offer("hosting", title="Webhotelli", **who)
    agreed = NewContract(
        "hosting", Validity(date(2025, 1, 1), date(2026, 10, 31)), f"{STEM}.example", ""
    )
    contracts.agree(person, agreed, purpose="customer_care", **who)
    changing.change(
        person, {"customer.emails": [f"uusi@{STEM}.example"]}, purpose="customer_care", **who
    )
    notice = notices.in_force(register.at)
    shown = consent_rules.shown(notice.notice, "newsletter", language="fi", edition=notice.number)
    said = Said(means="paper", language="fi", note=STEM)
    giving.give(person, "newsletter", said=said, wording=shown.hash, **who)
    refusing.withdraw(person, "newsletter", said=said, **who)
    disclosures.give(
        person, "invoicing_service", categories=["identity", "contact"], purpose="invoicing", **who
    )
    file = RequestFile(name=f"Aino {STEM}", email=f"aino@{STEM}.example")
    request = receive(
        NewRequest(("access",), "email", register.at, "fi", file, about=person), **who
    )
    ask(request, f"Mitä {STEM}?", **who)
    withdraw(request, **who)
    return person


def test_after_an_erasure_no_file_holds_a_byte_of_the_person_or_a_key(
    aino: PersonId, register: Register, home: Path
) -> None:
    requester = SubjectRequest.objects.get().requester
    kept = Bytes.of([aino, requester])
    kinds = set(Sealed.objects.filter(person__in=[aino, requester]).values_list("kind", flat=True))
    assert kinds == {"customer", "contract", "change", "consent", "request", "request_event"}
    assert len(kept.keys) >= 7
    assert kept.found_in(home) == {"sealed", "keys", "terms"}

    running.run(by=register.owner, at=ALL_IS_OVER)

    assert kept.found_in(home) == set()
    assert Bytes.of([aino, requester]) == Bytes()
    assert Searcher(TEXTS).search([home]) == []


def test_what_named_the_person_to_a_recipient_goes_when_it_has_erased_too(
    aino: PersonId, register: Register, home: Path
) -> None:
    running.run(by=register.owner, at=ALL_IS_OVER)
    [duty] = [one for one in duties.duties_of(aino) if one.kind == "erase"]
    assert duty.subject is not None
    kept = Bytes.of([duty.subject])
    assert kept.found_in(home) == {"sealed", "keys"}

    disclosures.acknowledge(duty.id, by=register.owner, at=ALL_IS_OVER)
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # as the next erasure does

    assert kept.found_in(home) == set()

"""A register in which two people restricted the processing of everything that is kept of them.

Each of their values holds `STEM` or `PHONE`, which stand nowhere else: what is walked through is
searched for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connections, transaction

from seloste.breaches.operations.recording import record_breach
from seloste.breaches.values import Description, NewBreach
from seloste.consents import rules as consent_rules
from seloste.consents.operations import giving
from seloste.consents.operations.linking import withdrawal_secret
from seloste.consents.values import Said
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers import queries as customers
from seloste.customers.operations import changing, creating
from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    CustomerDraft,
    PostalAddress,
)
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries as duties
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.retention.operations import erasing, holding
from seloste.rights.operations import receiving
from seloste.rights.values import NewRequest, RequestFile
from seloste.usability import operations as usability
from seloste.vault.models import Sealed
from tests.register import Register

STEM = "zqxmerki"
PHONE = "407319051"
CARE = "customer_care"

AINO = CustomerDraft(
    kind="person",
    name=f"{STEM.title()} Aino",
    handle=f"{STEM}1",
    emails=(f"aino@{STEM}.example",),
    phones=(f"+358{PHONE}",),
    language="fi",
    postal_address=PostalAddress((f"{STEM.title()}katu 1",), "33100", STEM.title(), "FI"),
    billing_address=BillingAddress("email", "", f"laskut@{STEM}.example", None),
)
SAIMAA = CustomerDraft(
    kind="company",
    company="Saimaan Esimerkki Oy",
    emails=("info@saimaa.example",),
    contact_persons=(
        ContactPersonDraft(f"{STEM.title()} Kerttu", (f"kerttu@{STEM}.example",), (), STEM),
    ),
)
TOINEN = CustomerDraft(kind="person", name="Veikko Toinen", emails=("veikko@toinen.example",))

TABLES = (
    "customers_customer",
    "customers_contactperson",
    "contracts_contract",
    "usability_restriction",
    "usability_choice",
    "disclosures_disclosure",
)
"""Rows in clear that say what is done with people; those of other people stand there too."""


@dataclass(frozen=True)
class Restricted:
    """Who is restricted, and an example for each argument that an address or a command takes."""

    aino: PersonId
    kerttu: PersonId
    saimaa: PersonId
    toinen: PersonId
    examples: Mapping[str, Any] = field(default_factory=dict)

    def state(self) -> list[object]:
        """Return all that is kept of the two, and what is noted of anybody in clear."""
        people = [self.aino, self.kerttu]
        sealed = Sealed.objects.filter(person__in=people).order_by("pk")
        found: list[object] = [
            (row.person, row.kind, row.record, row.category, bytes(row.sealed)) for row in sealed
        ]
        with connections["default"].cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 - names of our own
                found += [(table, *row) for row in cursor.fetchall()]
        return found


def tells_of_them(content: str | bytes) -> bool:
    """Whether a value of the two stands in the content."""
    text = content if isinstance(content, str) else content.decode("utf-8", errors="replace")
    return STEM in text.lower() or PHONE in text.replace(" ", "")


def build(register: Register, *, is_restricted: bool = True) -> Restricted:
    """Fill the register; restrict the two unless told otherwise."""
    who: dict[str, Any] = {"by": register.owner, "at": register.at}
    aino, saimaa, toinen = (
        creating.create(draft, purpose=CARE, **who) for draft in (AINO, SAIMAA, TOINEN)
    )
    [kerttu] = customers.contact_persons_of([saimaa])
    service = contracts.offer("hosting", title="Webhotelli", **who)
    agreed = NewContract(
        "hosting", Validity(date(2025, 1, 1), None), f"{STEM}.example", f"{STEM} 10 GB"
    )
    contract = contracts.agree(aino, agreed, purpose=CARE, **who)
    event = _consent(aino, **who)
    for recipient, purpose in (
        ("invoicing_service", "invoicing"),
        ("registrar", "domain_registration"),
    ):
        disclosures.give(
            aino, recipient, categories=["identity", "contact"], purpose=purpose, **who
        )
    changing.change(aino, {"customer.handle": f"{STEM}2"}, purpose=CARE, **who)
    [duty, *_] = duties.duties_of(aino)
    with transaction.atomic():
        creating.note_possible_duplicates({aino: {toinen: "name"}}, at=register.at)
        secret = withdrawal_secret(aino, "newsletter", language="fi", at=register.at)
    request = receiving.receive(
        NewRequest(
            kinds=("access", "rectification"),
            channel="email",
            received_at=register.at,
            language="fi",
            file=RequestFile(name="Pyytäjä", email="pyytaja@posti.example"),
            about=aino,
        ),
        **who,
    )
    hold = holding.hold(aino, ground="claims", reason="dispute", category="identity", **who)
    gone = creating.create(CustomerDraft(kind="person", name="Eila Entinen"), purpose=CARE, **who)
    certificate = erasing.erase(gone, cause="request:1", **who)
    breach = record_breach(
        NewBreach(
            aware_at=register.at,
            description=Description(
                facts="Luettelo lähti väärään osoitteeseen.",
                natures=("confidentiality",),
                categories=("identity",),
                persons=1,
            ),
        ),
        **who,
    )
    if is_restricted:
        with transaction.atomic():
            for person in (aino, kerttu):
                usability.restrict(person, ground="accuracy_contested", request=None, **who)
    return Restricted(
        aino,
        kerttu,
        saimaa,
        toinen,
        {
            "customer": aino,
            "person": aino,
            "contract": contract,
            "event": event,
            "duty": duty.id,
            "recipient": "invoicing_service",
            "service": service,
            "first": min(aino, toinen),
            "second": max(aino, toinen),
            "request_id": request,
            "hold": hold,
            "certificate": certificate.id,
            "breach": breach,
            "purpose": "newsletter",
            "secret": secret,
            "number": 1,
            "language": "en",
            "kind": "person",
            "role": "support",
            "handle": "s-nobody",
            "invitation": 1,
            "token": "a" * 43,
            "receipt": "a" * 43,
            "channel": "email",
            "to": "persons",
            "code": "fi",
            "step": "close",
            "key": "withdraw",
            "form": "pdf",
        },
    )


def _consent(person: PersonId, **who: Any) -> int:
    notice = notices.in_force(who["at"])
    shown = consent_rules.shown(notice.notice, "newsletter", language="fi", edition=notice.number)
    said = Said(means="paper", language="fi", note=f"kansio {STEM}")
    return giving.give(person, "newsletter", said=said, wording=shown.hash, **who)


@contextmanager
def undone() -> Iterator[None]:
    """Do what is inside, and take it back in both databases."""
    blocks = [transaction.atomic(using=alias) for alias in ("default", "keys")]
    for block in blocks:
        # Operations refuse to run inside another transaction, unless it is one of a test.
        setattr(block, "_from_testcase", True)  # noqa: B010 - Django has no public way
        block.__enter__()
    try:
        yield
    finally:
        for alias, block in reversed(list(zip(("default", "keys"), blocks, strict=True))):
            transaction.set_rollback(True, using=alias)
            block.__exit__(None, None, None)

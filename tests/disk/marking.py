"""Texts and numbers that stand nowhere else: what is looked for on the disk."""

from __future__ import annotations

import itertools

STEM = "zqxmerki"
LETTERS = "zäqxmörki"
PHONE = "40731905"
PHONES = tuple(f"{PHONE}{number}" for number in range(10, 34))
BUSINESS_IDS = ("7654321", "7312954", "7319064")
OTHERS = ("A7319055X", "0037731906")

_numbers = itertools.count(1)


def fresh(before: str = "") -> str:
    """Return a text that was not used before."""
    return f"{before}{STEM}{next(_numbers)}"


def email() -> str:
    return f"{fresh()}@{STEM}.example"


def business_id(seven: str) -> str:
    total = sum(int(d) * w for d, w in zip(seven, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    assert total != 1
    return f"{seven}-{(11 - total) % 11}"


def row(phone: str, **more: str) -> dict[str, str]:
    return {
        "name": f"{fresh().title()} {LETTERS.title()}",
        "email": email(),
        "phone": f"0{phone}",
        "street": f"{fresh().title()}katu 1",
        "postal_code": "33100",
        "city": LETTERS.title(),
        "handle": fresh(),
        "other_identifier": OTHERS[0],
        "service": "Kotisivut",
        "contract_identifier": f"{fresh()}.example",
        **more,
    }


def company(phone: str, seven: str) -> dict[str, str]:
    return row(
        phone,
        kind="company",
        name="",
        company=f"{fresh().title()} Oy",
        business_id=business_id(seven),
        contact_name=f"{fresh().title()} {LETTERS.title()}",
        contact_email=email(),
        contact_phone=f"0{PHONES[23]}",
        contact_role=fresh(),
        billing_method="email",
        billing_name=fresh(),
        billing_email=email(),
        billing_street=f"{fresh()}tie 2",
        billing_postal_code="33200",
        billing_city=f"{STEM}lä",
    )


IDS = tuple(map(business_id, BUSINESS_IDS))
TEXTS = (STEM, LETTERS, PHONE, *IDS, *(one.replace("-", "") for one in IDS), *OTHERS)
"""What is looked for. Shorter numbers might stand there by chance."""

"""How somebody shows who they are: only on reasonable doubt, and with what is at hand. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import cast

from seloste.kernel.folding import words
from seloste.rights.errors import (
    AddressNotKnown,
    CodeAlone,
    NotAWayToShow,
    NothingWritten,
    PapersNotAsked,
    TwoFactsNeeded,
)
from seloste.rights.values import METHODS, Method

NEVER_PAPERS = frozenset(("identity_paper", "passport", "id_card", "driving_licence"))
NEVER_ALONE = frozenset(("personal_identity_code", "henkilotunnus"))

FACTS = (
    "customer.number",
    "customer.phones",
    "customer.postal_address",
    "customer.billing_address",
    "customer.business_id",
    "customer.handle",
    "contract.identifier",
)
"""Facts that may be compared: what the person knows and the request did not already say."""


def check_asking(method: str, *, doubt: str) -> Method:
    """Return the method, or refuse to ask for more than the law lets one ask.

    Args:
        method: how the person is to show who they are.
        doubt: why there are reasonable doubts; it is written down.

    Raises:
        NothingWritten: no doubt is written down.
        PapersNotAsked, CodeAlone, NotAWayToShow: the method is none of ours.

    Source: GDPR Art. 5(1)(c), 12(2), 12(6); Act 1050/2018, s. 29; TSV/224/2023.
    """
    if method in NEVER_PAPERS:
        raise PapersNotAsked
    if method in NEVER_ALONE:
        raise CodeAlone
    if method not in METHODS or method == "portal":
        raise NotAWayToShow(methods=", ".join(each for each in METHODS if each != "portal"))
    if not doubt.strip():
        raise NothingWritten
    return cast("Method", method)


def check_facts(fields: Collection[str]) -> None:
    """Refuse what may not be compared.

    Raises:
        TwoFactsNeeded: there are not two different facts of those that may be compared.
    """
    if len(set(fields)) < 2 or not set(fields) <= set(FACTS):
        raise TwoFactsNeeded(facts=", ".join(FACTS))


def check_address(address: str, known: Iterable[str]) -> None:
    """Refuse an address that did not stand in the register before the request.

    Raises:
        AddressNotKnown: as it says.
    """
    if address.strip().lower() not in {each.lower() for each in known}:
        raise AddressNotKnown


def facts_agree(said: Mapping[str, str], held: Mapping[str, Collection[str]]) -> bool:
    """Tell whether everything that was said is what is held.

    Args:
        said: field → what the person said.
        held: field → the values that are held, as text.
    """
    return all(
        bool(words(text)) and any(_same(text, value) for value in held.get(name, ()))
        for name, text in said.items()
    )


def _same(said: str, held: str) -> bool:
    """Compare letters and digits; a telephone number also without its country code."""
    one, other = "".join(words(said)), "".join(words(held))
    if one == other:
        return True
    shorter = one.lstrip("0")
    return one.isdigit() and other.isdigit() and len(shorter) >= 7 and other.endswith(shorter)

"""Finding customers who are there already, by what two customers do not share by chance."""

from __future__ import annotations

from collections.abc import Mapping

from seloste.customers.newcomers import Newcomer
from seloste.kernel.ids import PersonId
from seloste.vault.lookup import matches_of
from seloste.vault.rows import fetch

_ACTING = "SELECT id, customer_id, left_on FROM customers_contactperson WHERE id = ANY(%s)"
_ALIVE = "SELECT id, merged_into_id FROM customers_customer WHERE id = ANY(%s)"


def duplicates_of(newcomer: Newcomer) -> dict[PersonId, str]:
    """Return the customers who seem to be the same, each with the strongest reason."""
    return strongest(matches_of(newcomer.reasons), newcomer.reasons)


def strongest(
    matches: Mapping[int, list[PersonId]], reasons: Mapping[int, str]
) -> dict[PersonId, str]:
    """Return for each person found the first, strongest reason. Reasons come strongest first."""
    found: dict[PersonId, str] = {}
    for found_by, reason in reasons.items():
        for person in matches.get(found_by, ()):
            found.setdefault(person, reason)
    return found


def customers_behind(persons: list[PersonId]) -> dict[PersonId, PersonId]:
    """Return for each person the customer they are or act for; merged and unknown ones left out."""
    acting = {person: customer for person, customer, left in fetch(_ACTING, persons) if not left}
    wanted = {*persons, *acting.values()}
    alive = {customer for customer, merged in fetch(_ALIVE, wanted) if not merged}
    behind = {person: PersonId(acting.get(person, person)) for person in persons}
    return {person: customer for person, customer in behind.items() if customer in alive}

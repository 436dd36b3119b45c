"""What others may ask about services and contracts without opening anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from seloste.contracts import rules
from seloste.contracts.models import Contract, Service
from seloste.contracts.values import ContractDays, Validity
from seloste.contracts.values import Service as ServiceValue
from seloste.kernel.ids import PersonId
from seloste.vault.rows import fetch

_WITHOUT_DAYS = (
    "SELECT DISTINCT customer_id FROM contracts_contract WHERE NOT EXISTS"
    " (SELECT 1 FROM lifetimes_lifetime AS days WHERE days.person = contracts_contract.customer_id"
    " AND days.kind = 'contract' AND days.record = contracts_contract.id) LIMIT %s"
)


def services(*, offered_on: date | None = None) -> list[ServiceValue]:
    """Return the services, by code; with `offered_on` only those on offer that day."""
    return [
        of_row(row)
        for row in Service.objects.order_by("code")
        if offered_on is None or row.withdrawn_on is None or offered_on < row.withdrawn_on
    ]


def service_ids() -> Mapping[str, int]:
    """Return the id of each service by its code."""
    return dict(Service.objects.values_list("code", "id"))


def is_offered(code: str, *, on: date) -> bool:
    """Tell whether the service is on offer on the day."""
    return any(service.code == code for service in services(offered_on=on))


def validities_of(customer: PersonId) -> list[Validity]:
    """Return the days of the customer's contracts."""
    rows = Contract.objects.filter(customer_id=customer).order_by("starts_on", "id")
    return [Validity(*row) for row in rows.values_list("starts_on", "ends_on", "renews_by")]


def customer_of(contract: int) -> PersonId | None:
    """Return whose contract it is."""
    found = Contract.objects.filter(id=contract).values_list("customer_id", flat=True).first()
    return None if found is None else PersonId(found)


def of_row(row: Service) -> ServiceValue:
    """Return the service of a row."""
    return ServiceValue(row.id, row.code, row.title, row.withdrawn_on)


def relationship_ends(customers: Sequence[PersonId]) -> dict[PersonId, date | None]:
    """Return for each customer with contracts the day the relationship ends; None while it goes on."""
    validities: dict[PersonId, list[Validity]] = {}
    rows = Contract.objects.filter(customer_id__in=customers)
    for customer, starts_on, ends_on, renews_by in rows.values_list(
        "customer_id", "starts_on", "ends_on", "renews_by"
    ):
        validity = Validity(starts_on, ends_on, renews_by)
        validities.setdefault(PersonId(customer), []).append(validity)
    return {customer: rules.relationship_end(found) for customer, found in validities.items()}


def customers_without_days(*, limit: int) -> list[PersonId]:
    """Return customers with contracts that have no days yet: from before they were kept."""
    return [PersonId(customer) for (customer,) in fetch(_WITHOUT_DAYS, limit)]


def contracts_of(customers: Sequence[PersonId]) -> dict[PersonId, list[ContractDays]]:
    """Return the contracts of these customers, oldest first."""
    found: dict[PersonId, list[ContractDays]] = {}
    rows = Contract.objects.filter(customer_id__in=customers).order_by("starts_on", "id")
    for customer, contract, service, starts_on, ends_on, renews_by in rows.values_list(
        "customer_id", "id", "service__code", "starts_on", "ends_on", "renews_by"
    ):
        found.setdefault(PersonId(customer), []).append(
            ContractDays(contract, service, Validity(starts_on, ends_on, renews_by))
        )
    return found

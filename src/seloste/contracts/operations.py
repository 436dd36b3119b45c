"""Agreeing, changing and ending contracts; the end of the relationship follows by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from seloste.audit.recording import Told, record, record_many
from seloste.audit.turns import take_turn
from seloste.consents import merging as consents
from seloste.contracts import queries, rules
from seloste.contracts.errors import NoSuchContract, NoSuchService, ServiceExists
from seloste.contracts.models import Contract, Service
from seloste.contracts.values import ContractView, NewContract, Validity
from seloste.customers import contents
from seloste.customers.operations.changing import change_record
from seloste.customers.operations.creating import (
    check_exists,
    check_may_write,
    check_not_restricted,
)
from seloste.customers.operations.merging import merge
from seloste.customers.operations.relating import set_relationship
from seloste.customers.writing import Moment
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.kernel.languages import Text
from seloste.lifetimes.operations import set_days
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.readings.operations import open_records
from seloste.vault.lists import index_record
from seloste.vault.lookup import index_new
from seloste.vault.rows import remove_of
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

CONTRACT = "contract"


@transaction.atomic(durable=True)
def offer(code: str, *, title: Text, by: Actor, at: datetime) -> int:
    """Put a service on offer and return its id.

    Raises:
        ServiceExists: the code is taken.
    """
    take_turn()
    if Service.objects.filter(code=code).exists():
        raise ServiceExists(service=code)
    return add_services({code: title}, by=by, at=at)[code]


@transaction.atomic(durable=True)
def withdraw(code: str, *, on: date, by: Actor, at: datetime) -> None:
    """Take a service off offer; contracts about it go on.

    Raises:
        NoSuchService: there is none of that code.
    """
    if not Service.objects.filter(code=code).update(withdrawn_on=on):
        raise NoSuchService(service=code)
    record("contracts.service_withdrawn", by=by, at=at, ref=code)


@transaction.atomic(durable=True)
def agree(
    customer: PersonId, contract: NewContract, *, purpose: str, by: Actor, at: datetime
) -> int:
    """Keep a contract with a customer and return its id.

    Raises:
        NoSuchCustomer, NoSuchService, EndsBeforeStart, NotAPeriod: as their names say.
        NotAllowed, FieldNotInNotice: the notice does not let this be written for the purpose.
    """
    rules.check(contract.validity)
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    check_may_write(_values(contract), purpose=purpose, moment=moment)
    check_exists(customer)
    check_not_restricted(customer, purpose=purpose, at=at)
    if not queries.is_offered(contract.service, on=contract.validity.starts_on):
        raise NoSuchService(service=contract.service)
    [contract_id] = add_contracts([(customer, contract)], moment=moment)
    return contract_id


@transaction.atomic(durable=True)
def change_validity(contract: int, validity: Validity, *, by: Actor, at: datetime) -> None:
    """Give a contract other days: prolong it, end it, let it renew itself.

    Raises:
        NoSuchContract, EndsBeforeStart, NotAPeriod: as their names say.
        Barred: the customer restricted the processing.
    """
    rules.check(validity)
    take_turn()
    customer = _customer_of(contract)
    check_not_restricted(customer, purpose="", at=at)
    Contract.objects.filter(id=contract).update(
        starts_on=validity.starts_on, ends_on=validity.ends_on, renews_by=validity.renews_by
    )
    _move_ends([customer], at=at)
    record(
        "contracts.changed",
        by=by,
        at=at,
        about=customer,
        ref=str(contract),
        edition=notices.in_force(at).number,
    )


@transaction.atomic(durable=True)
def change_details(
    contract: int, *, identifier: str, details: str, purpose: str, by: Actor, at: datetime
) -> frozenset[str]:
    """Write anew what a contract is about and what was agreed; return what changed.

    Raises:
        NoSuchContract, NotAllowed, FieldNotInNotice: as their names say.
    """
    take_turn()
    customer = _customer_of(contract)
    return change_record(
        customer,
        Record(CONTRACT, contract),
        {"contract.identifier": identifier, "contract.details": details},
        purpose=purpose,
        source="data_subject",
        moment=Moment(notices.in_force(at), by, at),
    )


@transaction.atomic
def open_contracts(
    customer: PersonId, *, purpose: str, by: Actor, at: datetime
) -> list[ContractView]:
    """Open the customer's contracts as far as the notice allows, newest first."""
    rows = list(
        Contract.objects.filter(customer_id=customer)
        .select_related("service")
        .order_by("-starts_on", "-id")
    )
    opened = open_records([customer], purpose=purpose, by=by, at=at, kinds=[CONTRACT])[customer]
    today = Moment(notices.in_force(at), by, at).day
    return [
        ContractView(
            id=row.id,
            service=queries.of_row(row.service),
            validity=(validity := _validity(row)),
            state=rules.state(validity, on=today),
            current_end=rules.current_end(validity, on=today),
            values=opened.values_of(Record(CONTRACT, row.id)),
            closed=opened.closed,
        )
        for row in rows
    ]


@transaction.atomic(durable=True)
def merge_customers(
    keep: PersonId, gone: PersonId, *, purpose: str, by: Actor, at: datetime
) -> None:
    """Make one customer of two, contracts, consents and all; nothing is lost.

    Where the two consented differently, the stricter state holds.

    Raises:
        CannotMerge, NoSuchCustomer, NotAllowed: as their names say.
    """
    merge(keep, gone, purpose=purpose, also=[CONTRACT], by=by, at=at)
    consents.give_to(gone, keep, moment=Moment(notices.in_force(at), by, at))
    Contract.objects.filter(customer_id=gone).update(customer_id=keep)
    _move_ends([keep], at=at)


def add_contracts(
    contracts: Sequence[tuple[PersonId, NewContract]], *, moment: Moment
) -> list[int]:
    """Write new contracts of customers, within an operation's transaction.

    Raises:
        NoSuchService: a contract names a service that is not there.
    """
    services = queries.service_ids()
    ids, plains, entries = [], [], []
    rows = []
    for customer, contract in contracts:
        if contract.service not in services:
            raise NoSuchService(service=contract.service)
        contract_id = new_id()
        ids.append(contract_id)
        rows.append(
            Contract(
                id=contract_id,
                customer_id=customer,
                service_id=services[contract.service],
                starts_on=contract.validity.starts_on,
                ends_on=contract.validity.ends_on,
                renews_by=contract.validity.renews_by,
                created_at=moment.at,
            )
        )
        record_ = Record(CONTRACT, contract_id)
        content = contents.by_category(moment.notice, _values(contract), source="data_subject")
        plains += [Plain(customer, record_, category, c) for category, c in content.items()]
        entries += [
            (customer, index_record(CONTRACT, category, contract_id), terms)
            for category, terms in contents.terms_by_category(content).items()
            if terms
        ]
    Contract.objects.bulk_create(rows, batch_size=500)
    seal(plains)
    index_new(entries)
    _move_ends([customer for customer, _ in contracts], at=moment.at)
    record_many(
        "contracts.agreed",
        [Told(about=c, ref=str(i)) for (c, _), i in zip(contracts, ids, strict=True)],
        by=moment.by,
        at=moment.at,
        edition=moment.edition.number,
    )
    return ids


def add_services(titles: dict[str, Text], *, by: Actor, at: datetime) -> dict[str, int]:
    """Put services on offer within an operation's transaction; return their ids."""
    rows = [Service(id=new_id(), code=code, title=title) for code, title in titles.items()]
    Service.objects.bulk_create(rows)
    record_many("contracts.service_offered", [Told(ref=code) for code in titles], by=by, at=at)
    return {row.code: row.id for row in rows}


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Remove the rows of contracts of persons who are erased; return how many of each."""
    return remove_of(Contract, persons, column="customer_id")


def forget_records(records: Collection[tuple[PersonId, Record]]) -> Counter[int]:
    """Remove the rows of contracts that are erased; return how many of each person."""
    contracts = {record.id: person for person, record in records if record.kind == CONTRACT}
    return Counter(contracts[i] for i in remove_of(Contract, contracts, column="id"))


def _values(contract: NewContract) -> dict[str, object]:
    values = {"contract.identifier": contract.identifier, "contract.details": contract.details}
    return {field: value for field, value in values.items() if value}


def _customer_of(contract: int) -> PersonId:
    customer = queries.customer_of(contract)
    if customer is None:
        raise NoSuchContract
    return customer


def note_days(customers: Sequence[PersonId], notice: Notice) -> None:
    """Bring the days of these customers' contracts up to date, within the caller's transaction."""
    _note_days(customers, queries.relationship_ends(customers), notice)


def _move_ends(customers: Sequence[PersonId], *, at: datetime) -> None:
    """Bring the end of each relationship up to date: storage periods count from it."""
    ends = queries.relationship_ends(customers)
    set_relationship(ends, at=at)
    _note_days(customers, ends, notices.in_force(at).notice)


def _note_days(
    customers: Sequence[PersonId], ends: Mapping[PersonId, date | None], notice: Notice
) -> None:
    zone = ZoneInfo(notice.time_zone)
    set_days(
        CONTRACT,
        [
            (
                PersonId(row.customer_id),
                row.id,
                {
                    "record_made": row.created_at.astimezone(zone).date(),
                    "contract_end": rules.relationship_end([_validity(row)]),
                    "last_contract_end": ends[PersonId(row.customer_id)],
                },
            )
            for row in Contract.objects.filter(customer_id__in=customers)
        ],
        notice,
    )


def _validity(row: Contract) -> Validity:
    return Validity(row.starts_on, row.ends_on, row.renews_by)

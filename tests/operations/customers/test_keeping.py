from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seloste.audit.models import Entry
from seloste.contracts import operations as contracts
from seloste.contracts.errors import NoSuchContract, NoSuchService, NotAPeriod, ServiceExists
from seloste.contracts.models import Contract
from seloste.contracts.values import NewContract, Validity
from seloste.customers import queries
from seloste.customers.errors import CannotMerge, DuplicateFound, NoSuchCustomer
from seloste.customers.models import Change, ContactPerson, Customer, PossibleDuplicate
from seloste.customers.operations import changing, creating, finding, merging
from seloste.customers.values import (
    ContactPersonDraft,
    CustomerDraft,
    CustomerView,
    PostalAddress,
)
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.readings.errors import NotAllowed
from seloste.readings.operations import open_records
from seloste.vault.models import IndexTerm, Sealed
from seloste.vault.values import SOURCES
from tests.register import EXAMPLE, PUBLISHED, Register, initialise

HOME = PostalAddress(("Esimerkkikatu 1",), "33100", "Tampere", "FI")
AINO = CustomerDraft(
    kind="person",
    name="Aino Mäkinen",
    emails=("aino@a.example",),
    phones=("+358401234567",),
    postal_address=HOME,
)
FIRM = CustomerDraft(
    kind="company",
    company="Oy Keksitty Ab",
    business_id="1234567-1",
    contact_persons=(
        ContactPersonDraft("Kaisa Keksitty", emails=("k@k.example",), role="kirjanpito"),
    ),
)
CARE, RIGHTS = "customer_care", "rights_handling"


def create(draft: CustomerDraft, register: Register, **more: Any) -> PersonId:
    return creating.create(draft, purpose=CARE, by=register.owner, at=register.at, **more)


def view(person: PersonId, register: Register, purpose: str = CARE) -> CustomerView:
    return finding.open_customer(person, purpose=purpose, by=register.owner, at=register.at)


def found(text: str, register: Register) -> list[PersonId]:
    return [one.id for one in finding.find(text, purpose=CARE, by=register.owner, at=register.at)]


def state() -> tuple[int, ...]:
    tables = (
        Entry,
        Customer,
        ContactPerson,
        Change,
        PossibleDuplicate,
        Sealed,
        IndexTerm,
        Contract,
    )
    return tuple(table.objects.count() for table in tables)


def lines(operation: str) -> list[Entry]:
    return list(Entry.objects.filter(operation=operation).order_by("position"))


# --- Creating and finding -------------------------------------------------------------------------


def test_a_customer_is_kept_and_the_operation_recorded(register: Register) -> None:
    aino = create(AINO, register)

    assert view(aino, register).values["customer.emails"] == ["aino@a.example"]
    [line] = lines("customers.created")
    assert (line.about, line.actor, line.role, line.edition) == (aino, "s-owner", "owner", 1)
    assert queries.open_duties() == []


@pytest.mark.parametrize(
    "text",
    [
        "aino@A.example",
        "makinen",
        "MÄKINEN",
        "mäk ain",
        "Ai",
        "040 123 4567",
        "+358401234567",
        "1001",
    ],
)
def test_a_customer_is_found_however_it_is_typed(register: Register, text: str) -> None:
    aino = create(AINO, register)

    assert found(text, register) == [aino]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "virtanen",
        "@",
        "%",
        "\ud800",
        "\0",
        "a" * 100_000,
        "0" * 500,
        "'; --",
    ],
)
def test_what_fits_nobody_finds_nobody(register: Register, text: str) -> None:
    create(AINO, register)

    assert found(text, register) == []


def test_numbers_are_given_in_order_and_never_twice(register: Register) -> None:
    numbers = [
        view(create(CustomerDraft(kind="person", name="A", number=n), register), register).values[
            "customer.number"
        ]
        for n in ("", "", "2000", "", "abc", "")
    ]

    assert numbers == ["1001", "1002", "2000", "2001", "abc", "2002"]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (CustomerDraft(kind="person", name="B", emails=("AINO@a.example",)), "emails"),
        (CustomerDraft(kind="person", name="B", phones=("+358401234567",)), "phones"),
        (CustomerDraft(kind="person", name="Mäkkinen Aino", postal_address=HOME), "near_name"),
        (CustomerDraft(kind="person", name="B", number="1001"), "number"),
    ],
)
def test_who_seems_to_be_here_already_is_not_taken_without_a_look(
    register: Register, other: CustomerDraft, reason: str
) -> None:
    aino = create(AINO, register)
    before = state()

    with pytest.raises(DuplicateFound) as refused:
        create(other, register)
    assert refused.value.found == {aino: reason}
    assert "Aino" not in f"{refused.value} {refused.value.facts()}"
    assert state() == before

    create(other, register, although_duplicate=[aino])
    assert [pair.reason for pair in queries.possible_duplicates()] == [reason]


def test_companies_are_known_by_their_business_id(register: Register) -> None:
    firm = create(FIRM, register)

    with pytest.raises(DuplicateFound) as refused:
        create(replace(FIRM, company="Toinen", contact_persons=()), register)

    assert refused.value.found == {firm: "business_id"}


@pytest.mark.parametrize("role", ["accountant", "nobody"])
def test_a_role_that_may_not_leaves_no_trace(register: Register, role: str) -> None:
    aino = create(AINO, register)
    before = state()
    by = Actor("s", role, "console")
    for attempt in (
        lambda: creating.create(FIRM, purpose=CARE, by=by, at=register.at),
        lambda: changing.change(aino, {"customer.name": "X"}, purpose=CARE, by=by, at=register.at),
        lambda: finding.find("aino", purpose=CARE, by=by, at=register.at),
        lambda: finding.open_customer(aino, purpose=CARE, by=by, at=register.at),
        lambda: contracts.open_contracts(aino, purpose=CARE, by=by, at=register.at),
    ):
        with pytest.raises(NotAllowed):
            attempt()

    assert state() == before


def test_people_who_act_for_a_customer_come_from_the_employer(register: Register) -> None:
    firm = create(FIRM, register, source="public_register")

    [kaisa] = view(firm, register).contact_persons
    assert kaisa.sources["contact_person.name"] == "employer"
    duties = {(duty.person, duty.source, duty.due_on) for duty in queries.open_duties()}
    assert duties == {
        (firm, "public_register", date(2026, 12, 23)),
        (kaisa.id, "employer", date(2026, 12, 23)),
    }
    assert found("kaisa", register) == [firm]

    assert changing.inform(kaisa.id, by=register.owner, at=register.at) == 1
    assert changing.inform(kaisa.id, by=register.owner, at=register.at) == 0
    assert len(lines("customers.informed")) == 1
    changing.end_contact_person(kaisa.id, on=date(2026, 11, 30), by=register.owner, at=register.at)
    assert found("kaisa", register) == []
    with pytest.raises(NoSuchCustomer):
        changing.end_contact_person(
            kaisa.id, on=date(2026, 12, 1), by=register.owner, at=register.at
        )


# --- Changing -------------------------------------------------------------------------------------


def change(person: PersonId, register: Register, **values: object) -> frozenset[str]:
    fields = {f"customer.{name}": value for name, value in values.items()}
    return changing.change(person, fields, purpose=CARE, by=register.owner, at=register.at)


def test_a_change_is_made_found_and_remembered(register: Register) -> None:
    aino = create(AINO, register)

    changed = change(aino, register, name="Aino Virtanen", emails=["aino@a.example"])

    assert changed == {"customer.name"}
    assert found("virtanen", register) == [aino]
    assert found("makinen", register) == []
    [line] = queries.changes_of(aino)
    opened = open_records(
        [aino], purpose=CARE, by=register.owner, at=register.at, kinds=["change"]
    )[aino]
    assert opened.values_of(line.record) == {"customer.name": ["Aino Mäkinen", "Aino Virtanen"]}
    assert len(lines("customers.changed")) == 1


def test_a_change_that_changes_nothing_leaves_no_history(register: Register) -> None:
    aino = create(AINO, register)

    assert change(aino, register, name="Aino Mäkinen") == frozenset()
    assert queries.changes_of(aino) == []


def test_an_emptied_field_is_gone(register: Register) -> None:
    aino = create(AINO, register)

    change(aino, register, emails=[], phones=[])

    assert "customer.emails" not in view(aino, register).values
    assert found("aino@a.example", register) == []


@pytest.mark.parametrize(
    "values",
    [{"phones": ["+358401234568"]}, {"emails": ["b@a.example"]}, {"name": "Aino Maria Mäkinen"}],
)
def test_after_a_change_a_near_name_is_still_noticed(
    register: Register, values: dict[str, object]
) -> None:
    aino = create(AINO, register)

    change(aino, register, **values)

    name = str(values.get("name", AINO.name))
    with pytest.raises(DuplicateFound) as refused:
        create(CustomerDraft(kind="person", name=name, postal_address=HOME), register)
    assert refused.value.found == {aino: "near_name"}


def test_nobody_who_is_not_here_is_changed(register: Register) -> None:
    before = state()

    with pytest.raises(NoSuchCustomer):
        change(PersonId(7), register, name="X")

    assert state() == before


# --- Merging --------------------------------------------------------------------------------------


def merge(keep: PersonId, gone: PersonId, register: Register, purpose: str = RIGHTS) -> None:
    contracts.merge_customers(keep, gone, purpose=purpose, by=register.owner, at=register.at)


def everything_of(persons: list[PersonId], register: Register) -> list[tuple[str, object]]:
    """Each value that is kept of these persons, history included; lists by their members."""
    opened = open_records(persons, purpose=RIGHTS, by=register.owner, at=register.at)
    kept: list[tuple[str, object]] = []
    for one in opened.values():
        for content in one.contents.values():
            for fields in content.values():
                for name, value in fields.items():
                    if name != SOURCES:
                        kept += [
                            (name, repr(v)) for v in (value if isinstance(value, list) else [value])
                        ]
    return kept


NAMES = st.sampled_from(["Aino Mäkinen", "Aino M", "Eeva Olematon"])
DRAFTS = st.builds(
    CustomerDraft,
    kind=st.just("person"),
    name=NAMES,
    handle=st.sampled_from(["", "aino", "eeva"]),
    other_identifier=st.sampled_from(["", "A1", "B2"]),
    emails=st.lists(st.sampled_from(["a@a.example", "b@a.example"]), unique=True).map(tuple),
    phones=st.lists(st.sampled_from(["+358401234567", "+358501234567"]), unique=True).map(tuple),
    postal_address=st.sampled_from([None, HOME, replace(HOME, city="Turku")]),
    language=st.sampled_from(["", "fi", "sv"]),
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(DRAFTS, DRAFTS, st.sampled_from(["data_subject", "public_register"]))
def test_merging_loses_nothing(
    register: Register, one: CustomerDraft, other: CustomerDraft, source: str
) -> None:
    everyone = list(Customer.objects.values_list("id", flat=True))
    keep = create(one, register, although_duplicate=everyone)
    gone = create(other, register, source=source, although_duplicate=[*everyone, keep])
    change(gone, register, handle="uusi")
    before = everything_of([keep, gone], register)

    merge(keep, gone, register)

    after = everything_of([keep], register)
    assert set(before) <= set(after)
    assert not Sealed.objects.filter(person=gone).exclude(kind="x").exists()
    assert not IndexTerm.objects.filter(person=gone).exists()
    assert queries.merged_into(gone) == keep
    assert all(duty.person != gone for duty in queries.open_duties())


def test_what_joins_another_record_comes_with_its_own_source(register: Register) -> None:
    keep = create(CustomerDraft(kind="person", name="Aino"), register)
    gone = create(replace(AINO, name="Eeva", handle="ainom"), register, source="public_register")

    merge(keep, gone, register)

    assert view(keep, register).sources == {
        "customer.handle": "public_register",
        "customer.emails": "public_register",
        "customer.phones": "public_register",
        "customer.postal_address": "public_register",
    }


def test_contracts_and_people_move_along(register: Register) -> None:
    contracts.offer("web", title="Kotisivut", by=register.owner, at=register.at)
    keep, gone = create(AINO, register), create(FIRM, register)
    contracts.agree(
        gone,
        NewContract("web", Validity(date(2026, 1, 1), date(2026, 6, 30)), "keksitty.example", "a"),
        purpose=CARE,
        by=register.owner,
        at=register.at,
    )

    merge(keep, gone, register)

    [moved] = contracts.open_contracts(keep, purpose=CARE, by=register.owner, at=register.at)
    assert moved.values == {"contract.identifier": "keksitty.example", "contract.details": "a"}
    assert view(keep, register).relationship_ended_on == date(2026, 6, 30)
    assert len(view(keep, register).contact_persons) == 1
    assert found("keksitty.example", register) == [keep]
    assert len(lines("customers.merged")) == 1
    with pytest.raises(NoSuchCustomer):
        view(gone, register)


def test_whoever_looked_like_the_one_who_is_gone_looks_like_the_other(register: Register) -> None:
    first = create(AINO, register)
    second = create(replace(AINO, phones=()), register, although_duplicate=[first])
    third = create(
        CustomerDraft(kind="person", name="Aino Mäkinen", postal_address=HOME),
        register,
        although_duplicate=[first, second],
    )

    merge(first, second, register)

    [pair] = queries.possible_duplicates()
    assert {pair.first, pair.second} == {first, third}
    merging.keep_apart(third, first, by=register.owner, at=register.at)
    assert queries.possible_duplicates() == []
    with pytest.raises(NoSuchCustomer):
        merging.keep_apart(third, first, by=register.owner, at=register.at)


def test_what_stays_closed_is_not_merged(register: Register) -> None:
    keep, gone = create(AINO, register), create(FIRM, register)
    before = state()
    for one, other, error in ((keep, keep, CannotMerge), (keep, PersonId(7), NoSuchCustomer)):
        with pytest.raises(error):
            merge(one, other, register)
    assert state() == before

    with pytest.raises(CannotMerge):
        merge(keep, gone, register, purpose="accounting")

    assert state()[1:] == before[1:]


# --- Contracts ------------------------------------------------------------------------------------


def test_a_contract_is_agreed_changed_and_ends_the_relationship(register: Register) -> None:
    aino = create(AINO, register)
    contracts.offer("web", title="Kotisivut", by=register.owner, at=register.at)
    days = Validity(date(2026, 1, 1), None)
    by = {"by": register.owner, "at": register.at}
    made = contracts.agree(aino, NewContract("web", days, "a.example"), purpose=CARE, **by)

    contracts.change_validity(made, Validity(date(2026, 1, 1), date(2026, 12, 31)), **by)
    changed = contracts.change_details(
        made, identifier="b.example", details="uutta", purpose=CARE, **by
    )

    assert changed == {"contract.identifier", "contract.details"}
    assert view(aino, register).relationship_ended_on == date(2026, 12, 31)
    assert found("b.example", register) == [aino]
    assert found("a.example", register) == []
    assert [len(lines(f"contracts.{name}")) for name in ("agreed", "changed")] == [1, 1]


@pytest.mark.parametrize(
    ("contract", "error"),
    [
        (NewContract("none", Validity(date(2026, 1, 1), None)), NoSuchService),
        (NewContract("old", Validity(date(2026, 11, 1), None)), NoSuchService),
        (NewContract("web", Validity(date(2026, 1, 1), None, "P0D")), NotAPeriod),
    ],
)
def test_a_contract_that_cannot_be_leaves_no_trace(
    register: Register, contract: NewContract, error: type[Exception]
) -> None:
    aino = create(AINO, register)
    by = {"by": register.owner, "at": register.at}
    for code in ("web", "old"):
        contracts.offer(code, title=code, **by)
    contracts.withdraw("old", on=date(2026, 10, 1), **by)
    before = state()

    with pytest.raises(error):
        contracts.agree(aino, contract, purpose=CARE, **by)
    for attempt in (
        lambda: contracts.change_validity(7, Validity(date(2026, 1, 1), None), **by),
        lambda: contracts.change_details(7, identifier="", details="", purpose=CARE, **by),
    ):
        with pytest.raises(NoSuchContract):
            attempt()
    with pytest.raises(ServiceExists):
        contracts.offer("web", title="again", **by)
    with pytest.raises(NoSuchService):
        contracts.withdraw("none", on=date(2026, 1, 1), **by)

    assert state() == before


# --- At once --------------------------------------------------------------------------------------


@pytest.fixture
def busy_register(transactional_db: None, home: Any) -> Register:
    initialise(home)
    made = Register(
        owner=Actor("s-owner", "owner", "console"),
        support=Actor("s-support", "support", "console"),
        at=PUBLISHED.replace(day=23),
    )
    publish(
        EXAMPLE.read_bytes(),
        path=EXAMPLE.name,
        attested=frozenset(MEASURES),
        held=dict,
        by=made.owner,
        at=PUBLISHED,
    )
    return made


def at_once(work: list[Callable[[], object]]) -> list[BaseException]:
    """Do it all at the same time; return what went wrong."""
    failed: list[BaseException] = []
    together = threading.Barrier(len(work))

    def run(one: Callable[[], object]) -> None:
        try:
            together.wait()
            one()
        except BaseException as error:  # noqa: BLE001 - given to the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_customers_created_at_once_have_lines_without_gaps_and_numbers_of_their_own(
    busy_register: Register,
) -> None:
    def create_some(worker: int) -> None:
        for number in range(5):
            create(CustomerDraft(kind="person", name=f"N{worker} {number}"), busy_register)

    assert at_once([lambda w=worker: create_some(w) for worker in range(4)]) == []

    positions = list(Entry.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(positions[0], positions[0] + len(positions)))
    people = queries.newest(limit=100)
    numbers = {view(person, busy_register).values["customer.number"] for person in people}
    assert numbers == {str(number) for number in range(1001, 1021)}


def test_of_two_who_enter_the_same_customer_at_once_one_is_told(busy_register: Register) -> None:
    failed = at_once([lambda: create(AINO, busy_register)] * 4)

    assert [type(error) for error in failed] == [DuplicateFound] * 3
    assert Customer.objects.count() == 1


def test_two_changes_at_once_both_stand(busy_register: Register) -> None:
    aino = create(AINO, busy_register)

    failed = at_once(
        [
            lambda: change(aino, busy_register, handle="ainom"),
            lambda: change(aino, busy_register, name="Aino Uusi"),
            lambda: change(aino, busy_register, language="sv"),
            lambda: change(aino, busy_register, other_identifier="A1"),
        ]
    )

    assert failed == []
    kept = view(aino, busy_register).values
    assert [kept[f"customer.{f}"] for f in ("handle", "name", "language", "other_identifier")] == [
        "ainom", "Aino Uusi", "sv", "A1",
    ]  # fmt: skip


def test_two_who_merge_each_other_at_once_leave_one(busy_register: Register) -> None:
    one = create(AINO, busy_register)
    other = create(CustomerDraft(kind="person", name="Eeva"), busy_register)

    failed = at_once(
        [lambda: merge(one, other, busy_register), lambda: merge(other, one, busy_register)]
    )

    assert [type(error) for error in failed] == [NoSuchCustomer]
    assert Customer.objects.filter(merged_into=None).count() == 1

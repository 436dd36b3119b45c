"""What is due goes by itself; what must stay stays until its reason ends, and then it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from seloste.consents.models import ConsentEvent
from seloste.consents.operations.giving import give
from seloste.consents.operations.refusing import withdraw
from seloste.consents.rules import shown
from seloste.consents.values import Said
from seloste.contracts import operations as contracts
from seloste.contracts.models import Contract
from seloste.contracts.values import Validity
from seloste.customers.models import Customer
from seloste.disclosures import operations as disclosures
from seloste.kernel.ids import PersonId, new_id
from seloste.lifetimes import operations as lifetimes
from seloste.lifetimes.models import Lifetime
from seloste.lifetimes.queries import due_by
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.notice.queries import in_force
from seloste.readings.operations import open_records
from seloste.retention import queries
from seloste.retention.errors import NothingToErase
from seloste.retention.models import Night, Pending, Reckoning
from seloste.retention.operations import erasing, holding, reckoning, running
from seloste.retention.values import Why
from seloste.rights.models import RequestEvent, SubjectRequest
from seloste.rights.operations import receiving, refusing
from seloste.rights.values import NewRequest, RequestFile
from seloste.staff import operations as staff
from seloste.usability import operations as usability
from seloste.vault.models import Sealed
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record
from tests.operations.retention.people import agree, aino, numbered, saimaa
from tests.register import EXAMPLE, PUBLISHED, Register

ENDED = date(2026, 10, 31)
LAST_DAY = date(2029, 10, 31)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def run(register: Register, day: date) -> dict[str, int]:
    return dict(running.run(by=register.owner, at=noon(day)).going)


def held(person: PersonId) -> set[str]:
    return set(Sealed.objects.filter(person=person).values_list("category", flat=True))


@pytest.fixture
def former(register: Register) -> PersonId:
    """A customer whose last contract ended on 31 October 2026."""
    person = aino(register)
    agree(person, register, until=ENDED)
    return person


def test_on_its_last_day_everything_is_there_and_the_day_after_it_is_gone(
    former: PersonId, register: Register
) -> None:
    assert run(register, LAST_DAY) == {}
    assert held(former) == {"identity", "contact", "billing", "contracts"}

    gone = run(register, LAST_DAY + timedelta(days=1))

    assert gone == {"identity": 1, "contact": 1, "billing": 1, "contracts": 1}
    assert held(former) == set()
    assert not Customer.objects.exists()
    assert not Contract.objects.exists()
    assert not Lifetime.objects.exists()
    [made] = queries.certificates_of(former)
    assert (made.cause, made.holds) == ("storage_period", True)


def test_looking_erases_nothing(former: PersonId, register: Register) -> None:
    outcome = running.look(until=LAST_DAY + timedelta(days=1), at=register.at)

    assert outcome.persons == 1
    assert not outcome.is_applied
    assert len(held(former)) == 4
    assert not Night.objects.exists()


def test_a_contract_renewed_after_its_end_moves_the_day(
    former: PersonId, register: Register
) -> None:
    contract = Contract.objects.get().id
    renewed = Validity(date(2024, 1, 1), date(2027, 10, 31))
    contracts.change_validity(contract, renewed, by=register.owner, at=register.at)

    assert run(register, LAST_DAY + timedelta(days=1)) == {}
    assert run(register, date(2030, 11, 1)) != {}


def test_an_inactive_customer_without_contracts_goes_by_the_fallback(register: Register) -> None:
    person = aino(register)

    assert run(register, date(2028, 11, 23)) == {}
    run(register, date(2028, 11, 24))

    assert held(person) == set()


def test_while_a_hold_is_open_nothing_goes_and_the_night_after_it_is_closed_it_does(
    former: PersonId, register: Register
) -> None:
    hold = holding.hold(
        former, ground="claims", reason="dispute", by=register.owner, at=register.at
    )
    day = LAST_DAY + timedelta(days=30)

    outcome = running.run(by=register.owner, at=noon(day))

    assert outcome.staying == {Why.HOLD: 4}
    assert len(held(former)) == 4

    holding.close(hold, by=register.owner, at=noon(day))
    run(register, day + timedelta(days=1))

    assert held(former) == set()


def test_a_hold_on_one_category_keeps_that_one(former: PersonId, register: Register) -> None:
    holding.hold(
        former,
        ground="claims",
        reason="debt",
        category="billing",
        by=register.owner,
        at=register.at,
    )

    run(register, LAST_DAY + timedelta(days=1))

    assert held(former) == {"billing"}
    assert Customer.objects.filter(id=former).exists()


def test_a_hold_on_one_contract_keeps_that_one_and_the_other_goes(register: Register) -> None:
    person = aino(register)
    first = agree(person, register, until=ENDED)
    agree(person, register, until=ENDED, identifier="toinen.example")
    holding.hold(
        person,
        ground="claims",
        reason="court",
        contract=first,
        by=register.owner,
        at=register.at,
    )

    run(register, LAST_DAY + timedelta(days=1))

    assert [c.id for c in Contract.objects.all()] == [first]
    assert list(Sealed.objects.filter(person=person).values_list("record", flat=True)) == [first]


def test_what_the_person_needs_for_claims_of_their_own_stays(
    former: PersonId, register: Register
) -> None:
    restriction = usability.restrict(
        former, ground="needed_by_person", request=None, by=register.owner, at=register.at
    )
    day = LAST_DAY + timedelta(days=1)

    assert running.run(by=register.owner, at=noon(day)).staying == {Why.NEEDED_BY_PERSON: 4}

    usability.lift(restriction, by=register.owner, at=register.at)
    run(register, day)

    assert held(former) == set()


def test_a_restriction_on_another_ground_does_not_keep_what_is_past_its_day(
    former: PersonId, register: Register
) -> None:
    usability.restrict(
        former, ground="accuracy_contested", request=None, by=register.owner, at=register.at
    )

    run(register, LAST_DAY + timedelta(days=1))

    assert held(former) == set()


def test_what_an_open_request_asks_for_is_not_erased_under_it(
    former: PersonId, register: Register
) -> None:
    day = LAST_DAY + timedelta(days=1)
    holding.freeze(former, request=12, by=register.owner, at=register.at)
    assert running.run(by=register.owner, at=noon(day)).staying == {Why.OPEN_REQUEST: 4}

    holding.unfreeze(12, by=register.owner, at=register.at)
    run(register, day)

    assert held(former) == set()


def test_a_request_for_erasure_does_not_stand_in_its_own_way(register: Register) -> None:
    person = aino(register)
    holding.freeze(person, request=12, by=register.owner, at=register.at)
    with pytest.raises(NothingToErase):
        erasing.erase(person, cause="request:13", request=13, by=register.owner, at=register.at)

    erasing.erase(person, cause="request:12", request=12, by=register.owner, at=register.at)

    assert held(person) == set()


def test_of_an_erasure_asked_for_in_the_second_year_the_rest_goes_by_itself(
    former: PersonId, register: Register
) -> None:
    asked_at = noon(date(2028, 3, 1))
    made = erasing.erase(former, cause="request:7", by=register.owner, at=asked_at)
    assert made.categories == ("billing",)
    [waiting] = queries.pending()
    assert waiting.look_on == LAST_DAY + timedelta(days=1)
    assert waiting.categories == {"identity", "contact", "contracts"}

    run(register, LAST_DAY)
    assert held(former) == {"identity", "contact", "contracts"}
    run(register, LAST_DAY + timedelta(days=1))

    assert held(former) == set()
    assert not Pending.objects.exists()


def test_what_waited_for_a_hold_goes_when_it_is_closed(register: Register) -> None:
    person = aino(register)
    hold = holding.hold(
        person, ground="authority", reason="authority_order", by=register.owner, at=register.at
    )
    erasing.erase_later(person, cause="request:7", by=register.owner, at=register.at)
    run(register, date(2026, 12, 1))
    assert len(held(person)) == 3

    holding.close(hold, by=register.owner, at=noon(date(2026, 12, 1)))
    run(register, date(2026, 12, 2))

    assert held(person) == set()
    [made] = queries.certificates_of(person)
    assert made.cause == "request:7"


def test_what_waited_for_a_hold_does_not_wait_for_what_stays_longer(
    former: PersonId, register: Register
) -> None:
    asked_at = noon(date(2028, 3, 1))
    hold = holding.hold(
        former,
        ground="authority",
        reason="authority_order",
        category="billing",
        by=register.owner,
        at=asked_at,
    )
    erasing.erase_later(former, cause="request:7", by=register.owner, at=asked_at)
    assert held(former) == {"identity", "contact", "contracts", "billing"}

    holding.close(hold, by=register.owner, at=noon(date(2028, 3, 2)))
    run(register, date(2028, 3, 3))

    assert held(former) == {"identity", "contact", "contracts"}


def invoice(person: PersonId, register: Register, *, year_end: date) -> Record:
    """An invoice of a financial year."""
    record = Record("invoice", new_id())
    seal([Plain(person, record, "invoices", {"invoice.content": "lasku 1"})])
    days = {"fiscal_year_end": year_end}
    lifetimes.begin("invoice", [(person, record.id, days)], in_force(register.at).notice)
    return record


def test_an_invoice_stays_its_six_years_when_everything_else_goes(
    former: PersonId, register: Register
) -> None:
    invoice(former, register, year_end=date(2026, 12, 31))
    plan = erasing.plan(former, at=noon(date(2029, 12, 1)))
    [kept] = [item for item in plan.items if item.category == "invoices"]
    assert (kept.why, kept.until) == (Why.STATUTORY, date(2032, 12, 31))

    run(register, LAST_DAY + timedelta(days=1))
    assert held(former) == {"invoices"}
    assert Customer.objects.filter(id=former).exists()
    run(register, date(2032, 12, 31))
    assert held(former) == {"invoices"}
    run(register, date(2033, 1, 1))

    assert held(former) == set()
    assert not Customer.objects.exists()


def test_a_financial_year_that_is_not_the_calendars_is_counted_to_the_calendars_end(
    register: Register,
) -> None:
    person = aino(register)
    invoice(person, register, year_end=date(2024, 3, 31))

    [due] = [one.due_on for one in due_by(date(2099, 1, 1)) if one.kind == "invoice"]

    assert due == date(2031, 1, 1)


def test_a_leap_day_and_three_years_make_the_last_of_february(register: Register) -> None:
    person = aino(register)
    agree(person, register, until=date(2028, 2, 29))

    assert run(register, date(2031, 2, 28)) == {}
    run(register, date(2031, 3, 1))

    assert held(person) == set()


@pytest.mark.parametrize(
    ("ended", "last_minute"),
    [
        (date(2026, 10, 31), datetime(2029, 10, 31, 21, 59, tzinfo=UTC)),  # winter time
        (date(2024, 6, 30), datetime(2027, 6, 30, 20, 59, tzinfo=UTC)),  # summer time
        (date(2024, 10, 31), datetime(2027, 10, 31, 21, 59, tzinfo=UTC)),  # clocks go back that day
        (date(2025, 3, 26), datetime(2028, 3, 26, 20, 59, tzinfo=UTC)),  # clocks go forward
    ],
)
def test_the_day_ends_at_the_controllers_midnight_whatever_the_clocks_do(
    register: Register, ended: date, last_minute: datetime
) -> None:
    person = aino(register)
    agree(person, register, until=ended)

    running.run(by=register.owner, at=last_minute)
    assert len(held(person)) == 4
    running.run(by=register.owner, at=last_minute + timedelta(minutes=1))

    assert held(person) == set()


def test_a_person_who_is_customer_and_contact_person_loses_each_in_its_time(
    register: Register,
) -> None:
    own = aino(register)
    company = saimaa(register)
    agree(company, register)

    erasing.erase(own, cause="request:7", by=register.owner, at=register.at)

    assert held(own) == set()
    kinds = set(Sealed.objects.values_list("kind", flat=True))
    assert kinds == {"customer", "contact_person", "contract"}


def test_the_contact_person_of_a_running_contract_stays_until_they_have_left(
    register: Register,
) -> None:
    from seloste.customers import queries as customers  # noqa: PLC0415
    from seloste.customers.operations import changing  # noqa: PLC0415

    company = saimaa(register)
    agree(company, register)
    [kerttu] = customers.contact_persons_of([company])
    [item] = erasing.plan(kerttu, at=register.at).items
    assert item.why is Why.RUNNING_CONTRACT

    left = date(2026, 11, 20)
    changing.end_contact_person(kerttu, on=left, by=register.owner, at=register.at)
    contracts_end = date(2029, 11, 20)

    run(register, contracts_end)
    assert held(kerttu) == {"contact_persons"}
    run(register, contracts_end + timedelta(days=1))

    assert held(kerttu) == set()
    assert held(company) == {"identity", "contact", "contracts"}


def test_a_member_goes_two_years_after_access_ended(register: Register) -> None:
    who = {"by": register.owner, "at": register.at}
    token = staff.invite("owner", name="Meri Malli", email="meri@esimerkki.example", **who)
    handle = staff.accept(token, encoded_password="x", way_in="console", at=register.at)
    other = staff.invite("owner", name="Outi Oletus", email="outi@esimerkki.example", **who)
    staff.accept(other, encoded_password="x", way_in="console", at=register.at)
    assert due_by(date(2099, 1, 1)) == []
    staff.end_access(handle, **who)
    assert Sealed.objects.filter(kind="staff").count() == 2

    run(register, date(2028, 11, 23))
    assert Sealed.objects.filter(kind="staff").count() == 2
    run(register, date(2028, 11, 24))

    assert Sealed.objects.filter(kind="staff").count() == 1


def test_a_night_is_done_once_and_what_is_late_is_counted(
    former: PersonId, register: Register
) -> None:
    at = noon(LAST_DAY + timedelta(days=20))
    assert not running.is_night_done(at)
    assert running.late(at) == {"identity": 1, "contact": 1, "billing": 1, "contracts": 1}

    outcome = running.run(by=register.owner, at=at)

    assert outcome.late == 2
    assert running.is_night_done(at)
    assert not running.is_night_done(at + timedelta(days=1))
    assert running.late(at) == {}


def test_a_register_from_before_days_were_kept_gets_them(
    former: PersonId, register: Register
) -> None:
    before = list(Lifetime.objects.order_by("kind").values_list("kind", "due_on"))
    assert len(before) == 2
    Lifetime.objects.all().delete()

    reckoning.bring_up_to_date(by=register.owner, at=register.at)

    assert list(Lifetime.objects.order_by("kind").values_list("kind", "due_on")) == before
    assert Reckoning.objects.get().edition == 1
    assert reckoning.bring_up_to_date(by=register.owner, at=register.at) == 0


def test_many_who_are_due_go_in_one_night(register: Register) -> None:
    people = [numbered(register, n) for n in range(5)]

    outcome = running.run(by=register.owner, at=noon(date(2028, 11, 24)))

    assert outcome.persons == 5
    assert not Sealed.objects.filter(person__in=people).exists()
    assert not Customer.objects.exists()


def test_what_holds_nothing_any_more_is_not_looked_at_again(register: Register) -> None:
    person = aino(register)
    Sealed.objects.filter(person=person).delete()

    running.run(by=register.owner, at=noon(date(2028, 11, 24)))

    assert due_by(date(2099, 1, 1)) == []


TWO_PERIODS = b"""storage_periods:
  - categories: [identity]
    purpose: customer_care
    from: last_contract_end
    keep: P6M
    or_from: last_activity
    or_keep: P24M
    ground: {fi: asian hoitaminen, sv: vidare vard, en: handling the matter}
"""


def publish_second(register: Register, text: bytes) -> None:
    """Publish an edition that keeps names for customer care for half a year of their own."""
    source = text.replace(
        b"  number: 1\n  in_force_from: 2026-11-01",
        b"""  number: 2
  in_force_from: 2026-11-20
  changes: {fi: lyhyempi aika, sv: kortare tid, en: a shorter time}""",
    )
    publish(
        source,
        path="second.yaml",
        attested=frozenset(MEASURES),
        held=dict,
        by=register.owner,
        at=datetime(2026, 11, 19, 9, tzinfo=UTC),
    )


def test_what_is_kept_for_two_purposes_stays_as_long_as_the_longest_and_serves_only_the_living(
    former: PersonId, register: Register
) -> None:
    publish_second(register, EXAMPLE.read_bytes().replace(b"storage_periods:\n", TWO_PERIODS))
    reckoning.bring_up_to_date(by=register.owner, at=register.at)
    half_a_year_on = noon(date(2027, 5, 1))

    def opened(purpose: str, at: datetime) -> set[str]:
        found = open_records([former], purpose=purpose, by=register.owner, at=at)[former]
        return {category for content in found.contents.values() for category in content}

    assert "identity" in opened("customer_care", noon(date(2027, 4, 30)))
    assert "identity" not in opened("customer_care", half_a_year_on)
    assert "contact" in opened("customer_care", half_a_year_on)
    assert "identity" in opened("legal_claims", half_a_year_on)

    run(register, LAST_DAY)
    assert "identity" in held(former)
    run(register, LAST_DAY + timedelta(days=1))

    assert held(former) == set()


def test_an_edition_with_other_periods_moves_every_day(
    former: PersonId, register: Register
) -> None:
    reckoning.bring_up_to_date(by=register.owner, at=PUBLISHED)
    shorter = EXAMPLE.read_bytes().replace(
        b"keep: P3Y\n    or_from: last", b"keep: P2Y\n    or_from: last"
    )
    before = {one.kind: one.due_on for one in due_by(date(2099, 1, 1))}

    publish_second(register, shorter)
    moved = reckoning.bring_up_to_date(by=register.owner, at=register.at)

    after = {one.kind: one.due_on for one in due_by(date(2099, 1, 1))}
    assert before["customer"] == LAST_DAY + timedelta(days=1)
    assert after == dict.fromkeys(("customer", "contract"), date(2028, 11, 1))
    assert moved == 2


def test_a_request_and_its_rows_go_three_years_after_it_was_closed(register: Register) -> None:
    new = NewRequest(
        kinds=("access",),
        channel="phone",
        language="fi",
        received_at=register.at,
        file=RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example"),
    )
    request = receiving.receive(new, by=register.owner, at=register.at)
    refusing.withdraw(request, by=register.owner, at=register.at)
    requester = PersonId(SubjectRequest.objects.get().requester)
    noted = Record("request_event", new_id())
    seal([Plain(requester, noted, "requests", {"request.file": {"note": "soitti"}})])
    assert Sealed.objects.filter(person=requester).count() == 2

    run(register, date(2029, 11, 23))
    assert SubjectRequest.objects.exists()
    run(register, date(2029, 11, 24))

    assert not Sealed.objects.filter(person=requester).exists()
    assert not SubjectRequest.objects.exists()
    assert not RequestEvent.objects.exists()


def test_what_a_consent_said_goes_three_years_after_it_ended(register: Register) -> None:
    person = aino(register)
    who = {"by": register.owner, "at": register.at}
    edition = in_force(register.at)
    text = shown(edition.notice, "newsletter", language="fi", edition=edition.number)
    give(person, "newsletter", said=Said("paper", "fi"), wording=text.hash, **who)
    agree(person, register)

    plan = {item.category: item.why for item in erasing.plan(person, at=register.at).items}
    assert plan["consents"] is Why.PROOF
    withdraw(person, "newsletter", said=Said("paper", "fi"), **who)
    assert ConsentEvent.objects.count() == 2
    run(register, date(2029, 11, 23))
    assert "consents" in held(person)
    run(register, date(2029, 11, 24))

    assert held(person) == {"identity", "contact", "billing", "contracts"}
    assert not ConsentEvent.objects.exists()


def test_what_is_to_be_made_anonymous_is_erased_here(register: Register) -> None:
    person = aino(register)
    answers = Record("survey", new_id())
    seal([Plain(person, answers, "surveys", {"survey.answers": "tyytyväinen"})])
    days = {"survey_closed": date(2026, 10, 31), "record_made": date(2026, 10, 1)}
    lifetimes.begin("survey", [(person, answers.id, days)], in_force(register.at).notice)

    run(register, date(2027, 4, 30))
    assert "surveys" in held(person)
    run(register, date(2027, 5, 1))

    assert "surveys" not in held(person)
    assert "identity" in held(person)


def test_one_of_whom_it_is_refused_keeps_nobody_elses_data(register: Register) -> None:
    known, other = aino(register), numbered(register, 1)
    disclosures.give(
        known,
        "invoicing_service",
        categories=["identity"],
        purpose="invoicing",
        by=register.owner,
        at=register.at,
    )
    rights = b"- {categories: [identity, contact, consents, requests], roles: [support, system]}"
    assert rights in EXAMPLE.read_bytes()
    publish_second(register, EXAMPLE.read_bytes().replace(rights, rights.replace(b", system", b"")))

    run(register, date(2028, 11, 24))

    assert held(other) == set()
    assert "identity" in held(known)
    assert [one.person for one in due_by(date(2028, 11, 24))] == [known]
    assert queries.last_night() is not None

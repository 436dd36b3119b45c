"""A no to marketing outlives everything; of two who are one the stricter word holds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from seloste.consents import queries
from seloste.consents.endings import categories_of
from seloste.consents.errors import MarketingBanned, NotAnAddress
from seloste.consents.models import ConsentEvent, Link, MarketingBan
from seloste.consents.operations import erasing, giving, refusing, sending
from seloste.consents.values import Said, Shown
from seloste.contracts.operations import merge_customers
from seloste.customers.operations import creating
from seloste.customers.queries import newest
from seloste.customers.values import CustomerDraft
from seloste.disclosures.operations import note
from seloste.disclosures.queries import duties_of
from seloste.exchange.operations.importing import import_file
from seloste.exchange.values import Order
from seloste.kernel.actors import system
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import lifetimes_of
from seloste.notice import queries as notices
from seloste.readings.operations import open_records
from seloste.retention.operations.erasing import erase
from seloste.usability.queries import standings_of
from seloste.vault.marks import secret_of
from seloste.vault.queries import records_of
from seloste.vault.values import Record
from tests.register import Register

NEWS = "newsletter"
AINO = "aino@esimerkki.example"
SAID = Said(means="email", language="fi")


@pytest.fixture
def given(aino: PersonId, letter: Shown, on_paper: Said, register: Register) -> int:
    return giving.give(
        aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at
    )


def another(register: Register, email: str = "aino.e@esimerkki.example") -> PersonId:
    draft = CustomerDraft(kind="person", name="Aino E. Esimerkki", emails=(email,))
    return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)


def test_a_ban_ends_marketing_and_marks_each_address(
    given: int, aino: PersonId, register: Register
) -> None:
    done = refusing.ban(aino, said=SAID, by=register.support, at=register.at)

    assert (done.purposes, done.addresses) == ((NEWS,), 2)
    assert standings_of([aino])[aino].consents == frozenset()
    assert standings_of([aino])[aino].objections == {NEWS}
    assert queries.is_banned("AINO@esimerkki.example")
    assert queries.is_banned("+358405550123")
    assert not queries.is_banned("toinen@esimerkki.example")
    assert not queries.may_market(aino, NEWS, address="uusi@esimerkki.example")


def test_the_ban_holds_a_mark_a_kind_and_a_moment_and_nothing_else(
    aino: PersonId, register: Register
) -> None:
    refusing.ban(aino, said=SAID, by=register.owner, at=register.at)

    assert {field.name for field in MarketingBan._meta.get_fields()} == {"mark", "kind", "set_at"}
    assert not any("aino" in ban.mark or "40555" in ban.mark for ban in MarketingBan.objects.all())


def test_the_ban_survives_the_erasure_of_the_person(
    given: int, aino: PersonId, register: Register
) -> None:
    refusing.ban(aino, said=SAID, by=register.owner, at=register.at)

    after_its_day = register.at + timedelta(days=3 * 366)
    erase(aino, cause="request:1", by=register.owner, at=after_its_day)

    assert not ConsentEvent.objects.exists()
    assert queries.holdings(aino) == []
    assert records_of(aino) == []
    assert queries.is_banned(AINO)


def test_erasing_ends_what_can_be_proved_no_more(
    given: int, aino: PersonId, register: Register
) -> None:
    assert standings_of([aino])[aino].consents == {NEWS}

    with transaction.atomic():
        erasing.forget_records([(aino, record) for record in queries.holdings(aino)])

    assert standings_of([aino])[aino].consents == frozenset()


def test_staff_cannot_say_yes_for_a_banned_address(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    refusing.ban_address(" AINO@Esimerkki.example".strip(), by=register.owner, at=register.at)

    with pytest.raises(MarketingBanned):
        giving.give(
            aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at
        )

    assert not queries.of_person(aino)


def test_what_is_no_address_is_not_banned(register: Register) -> None:
    with pytest.raises(NotAnAddress):
        refusing.ban_address("aino", by=register.owner, at=register.at)

    assert not queries.has_bans()


def test_the_persons_own_yes_ends_the_ban_of_their_address(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    refusing.ban(aino, said=SAID, by=register.owner, at=register.at)
    later = register.at + timedelta(days=1)
    event = giving.ask(aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=later)
    link = Link.objects.get(event_id=event)
    sending.sent_to_confirm(link.id, address=AINO, by=system("worker"), at=later)

    giving.confirm(secret_of(link.id, use=giving.CONFIRM), by=system("public"), at=later)

    assert queries.may_market(aino, NEWS, address=AINO)
    assert queries.is_banned("+358405550123")
    assert standings_of([aino])[aino].consents == {NEWS}


def test_whoever_is_imported_with_a_banned_address_comes_with_the_ban(
    register: Register, tmp_path: Path
) -> None:
    refusing.ban_address(AINO, by=register.owner, at=register.at)
    file = tmp_path / "customers.csv"
    file.write_text(f"name;email\nAino Esimerkki;{AINO}\nBo Exempel;bo@exempel.example\n")

    list(import_file(Order(path=file, purpose="customer_care"), by=register.owner, at=register.at))

    objecting = [person for person, one in standings_of(newest()).items() if one.objections]
    assert len(newest()) == 2
    [person] = objecting
    [event] = queries.of_person(person)
    assert (event.kind, event.state, event.purpose) == ("objection", "objected", NEWS)


def test_a_withdrawal_is_owed_to_the_recipients_that_had_the_data(
    given: int, aino: PersonId, register: Register
) -> None:
    with transaction.atomic():
        note(
            aino,
            "newsletter_service",
            categories=["identity", "contact"],
            purpose=NEWS,
            act="test.given",
            by=register.owner,
            at=register.at,
        )

    event = refusing.withdraw(aino, NEWS, said=SAID, by=register.owner, at=register.at)

    [duty] = duties_of(aino)
    assert (duty.recipient, duty.kind) == ("newsletter_service", "withdraw")
    assert event is not None
    assert {"identity", "contact"} <= set(categories_of(notices.in_force(register.at).notice, NEWS))


def test_merging_takes_the_records_along_with_what_proves_them(
    given: int, aino: PersonId, register: Register
) -> None:
    keep = another(register)

    merge_customers(keep, aino, purpose="customer_care", by=register.owner, at=register.at)

    assert [event.id for event in queries.of_person(keep)] == [given]
    opened = open_records([keep], purpose="rights_handling", by=register.owner, at=register.at)
    details = opened[keep].values_of(Record("consent", given))["consent.record"]
    assert details["note"] == "binder 3"
    assert records_of(aino, kind="consent") == []
    assert standings_of([keep])[keep].consents == {NEWS}
    assert [one.record for one in lifetimes_of([keep])[keep] if one.kind == "consent"] == [given]


@pytest.mark.parametrize("the_no_is_of_the_one_who_stays", [True, False])
def test_of_two_who_are_one_the_stricter_state_holds(
    the_no_is_of_the_one_who_stays: bool,
    aino: PersonId,
    letter: Shown,
    on_paper: Said,
    register: Register,
) -> None:
    other = another(register)
    refusing.withdraw(other, NEWS, said=SAID, by=register.owner, at=register.at)
    later = register.at + timedelta(days=1)
    giving.give(aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=later)
    keep, gone = (other, aino) if the_no_is_of_the_one_who_stays else (aino, other)

    merge_customers(keep, gone, purpose="customer_care", by=register.owner, at=later)

    assert queries.choice_of(keep, NEWS).consent == "refused"
    assert standings_of([keep])[keep].consents == frozenset()
    assert len(queries.of_person(keep)) == 3


def test_a_ban_of_either_bars_the_one_they_become(
    given: int, aino: PersonId, register: Register
) -> None:
    other = another(register)
    refusing.ban(other, said=SAID, by=register.owner, at=register.at)

    merge_customers(aino, other, purpose="customer_care", by=register.owner, at=register.at)

    assert queries.choice_of(aino, NEWS).consent == "withdrawn"
    assert standings_of([aino])[aino].consents == frozenset()
    assert queries.objects_to_marketing(aino, NEWS)

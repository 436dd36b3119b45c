"""A yes is proved, a no counts at once, and neither record is ever changed."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from seloste.audit.models import Entry
from seloste.consents import queries
from seloste.consents.errors import (
    ConfirmationNeeded,
    MayNotRecord,
    NoSuchPerson,
    NotByConsent,
    NotObjectable,
    OnlyByThePerson,
    OtherWording,
    WitnessMissing,
)
from seloste.consents.models import ConsentEvent, Link, Wording
from seloste.consents.operations import giving, reading, refusing
from seloste.consents.values import Said, Shown
from seloste.consents.writing import note_use
from seloste.customers.writing import Moment
from seloste.kernel.actors import Actor
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import lifetimes_of
from seloste.notice.queries import in_force
from seloste.readings.operations import open_records
from seloste.usability.queries import standings_of
from seloste.usability.values import Bar
from seloste.vault.queries import records_of
from tests.register import Register

NEWS = "newsletter"


@pytest.fixture
def given(aino: PersonId, letter: Shown, on_paper: Said, register: Register) -> int:
    return giving.give(
        aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at
    )


def test_a_consent_keeps_the_very_text_that_was_shown(
    given: int, aino: PersonId, letter: Shown
) -> None:
    [event] = queries.of_person(aino)

    assert (event.id, event.state, event.means, event.edition) == (given, "given", "paper", 1)
    kept = Wording.objects.get(hash=event.wording).text
    assert kept == letter.text
    assert hashlib.sha256(kept.encode()).hexdigest() == event.wording


def test_a_consent_lets_the_purpose_use_the_data(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    def opened() -> Bar | None:
        return open_records([aino], purpose=NEWS, by=register.owner, at=register.at)[aino].bar

    before = opened()
    giving.give(aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at)

    assert (before, opened()) == (Bar.NO_CONSENT, None)


def test_what_proves_it_is_sealed_and_opens_where_the_notice_lets_it(
    given: int, aino: PersonId, register: Register
) -> None:
    [shut] = reading.open_consents(aino, purpose="customer_care", by=register.owner, at=register.at)
    [view] = reading.open_consents(
        aino, purpose="rights_handling", by=register.owner, at=register.at
    )

    assert (shut.is_closed, shut.details) == (True, {})
    assert (view.is_closed, view.details["note"]) == (False, "binder 3")
    assert not view.is_altered


def test_a_record_that_was_altered_past_the_database_does_not_fit_its_seal(
    given: int, aino: PersonId, register: Register
) -> None:
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON consents_consentevent"
        cursor.execute(f"DROP TRIGGER consents_consentevent_fixed{on}")
        cursor.execute("UPDATE consents_consentevent SET means = 'portal'")

    [view] = reading.open_consents(
        aino, purpose="rights_handling", by=register.owner, at=register.at
    )

    assert (view.event.means, view.is_altered) == ("portal", True)


def test_giving_leaves_its_line(given: int, aino: PersonId) -> None:
    line = Entry.objects.get(operation="consents.given")

    assert (line.about, line.ref, line.purpose, line.actor) == (aino, str(given), NEWS, "s-owner")


@pytest.mark.parametrize("change", [{"state": "withdrawn"}, {"wording_id": None}, {"edition": 7}])
def test_the_database_refuses_to_change_a_record(given: int, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentEvent.objects.filter(id=given).update(**change)

    assert ConsentEvent.objects.get(id=given).state == "given"


def test_the_database_refuses_to_change_a_wording(given: int, letter: Shown) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.update(text="Something else.")

    assert Wording.objects.get().text == letter.text


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said("oral", "fi"), WitnessMissing),
        (Said("form", "fi"), ConfirmationNeeded),
        (Said("link", "fi"), OnlyByThePerson),
        (Said("portal", "fi"), OnlyByThePerson),
        (Said("paper", "sv"), OtherWording),
    ],
)
def test_what_does_not_prove_a_consent_is_refused_without_a_trace(
    said: Said, refusal: type[Refusal], aino: PersonId, letter: Shown, register: Register
) -> None:
    lines = Entry.objects.count()

    with pytest.raises(refusal):
        giving.give(aino, NEWS, said=said, wording=letter.hash, by=register.owner, at=register.at)

    assert not queries.of_person(aino)
    assert Entry.objects.count() == lines


def test_a_consent_is_recorded_only_for_purposes_that_rest_on_it(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    with pytest.raises(NotByConsent):
        giving.give(
            aino, "invoicing", said=on_paper, wording=letter.hash, by=register.owner, at=register.at
        )


def test_a_role_without_consents_records_no_yes_but_any_no(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    accountant = Actor(handle="s-books", role="accountant", way_in="console")

    with pytest.raises(MayNotRecord):
        giving.give(aino, NEWS, said=on_paper, wording=letter.hash, by=accountant, at=register.at)
    refused = refusing.withdraw(aino, NEWS, said=on_paper, by=accountant, at=register.at)

    assert refused is not None
    assert queries.choice_of(aino, NEWS).consent == "refused"


def test_a_consent_of_nobody_is_refused(letter: Shown, on_paper: Said, register: Register) -> None:
    with pytest.raises(NoSuchPerson):
        giving.give(
            PersonId(7), NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at
        )


def test_a_withdrawal_counts_at_once_and_is_recorded_once(
    given: int, aino: PersonId, on_paper: Said, register: Register
) -> None:
    later = register.at + timedelta(minutes=1)

    first = refusing.withdraw(aino, NEWS, said=on_paper, by=register.owner, at=later)
    second = refusing.withdraw(aino, NEWS, said=on_paper, by=register.owner, at=later)

    assert (first is None, second) == (False, None)
    assert [event.state for event in queries.of_person(aino)] == ["given", "withdrawn"]
    assert open_records([aino], purpose=NEWS, by=register.owner, at=later)[aino].bar


def due_of(person: PersonId) -> set[str]:
    found = [one for one in lifetimes_of([person])[person] if one.kind == "consent"]
    return {str(one.due_on) for one in found}


def test_the_storage_period_counts_from_the_withdrawal(
    given: int, aino: PersonId, on_paper: Said, register: Register
) -> None:
    before = due_of(aino)

    later = register.at + timedelta(days=30)
    refusing.withdraw(aino, NEWS, said=on_paper, by=register.owner, at=later)

    assert (before, due_of(aino)) == ({"2029-11-24"}, {"2029-12-24"})
    assert len(queries.holdings(aino)) == 2


def test_a_consent_that_is_used_is_kept_longer(
    given: int, aino: PersonId, register: Register
) -> None:
    later = register.at + timedelta(days=365)
    with transaction.atomic():
        note_use([aino], NEWS, moment=Moment(in_force(later), register.owner, later))

    assert due_of(aino) == {"2030-11-24"}


def test_a_withdrawal_closes_links_that_were_sent_before(
    aino: PersonId, letter: Shown, register: Register
) -> None:
    said = Said("form", "fi")
    giving.ask(aino, NEWS, said=said, wording=letter.hash, by=register.owner, at=register.at)
    refusing.withdraw(aino, NEWS, said=said, by=register.owner, at=register.at)

    assert Link.objects.get().expires_at == register.at
    assert queries.choice_of(aino, NEWS).consent == "refused"


def test_an_objection_bars_the_purpose_and_is_taken_back_by_the_person(
    aino: PersonId, register: Register
) -> None:
    said = Said("email", "en")
    refusing.object_to(aino, "development_surveys", said=said, by=register.owner, at=register.at)
    objected = standings_of([aino])[aino].objections

    refusing.take_back_objection(
        aino, "development_surveys", said=said, by=register.owner, at=register.at
    )

    assert objected == {"development_surveys"}
    assert standings_of([aino])[aino].objections == frozenset()
    assert [event.state for event in queries.of_person(aino)] == ["objected", "ended"]


def test_nobody_objects_to_what_a_contract_needs(aino: PersonId, register: Register) -> None:
    with pytest.raises(NotObjectable):
        refusing.object_to(
            aino, "invoicing", said=Said("email", "fi"), by=register.owner, at=register.at
        )


def test_a_consent_that_expires_permits_nothing(
    given: int, aino: PersonId, register: Register
) -> None:
    refusing.end(aino, NEWS, state="expired", by=register.owner, at=register.at)

    assert queries.choice_of(aino, NEWS).consent == "expired"
    assert NEWS not in standings_of([aino])[aino].consents


def test_each_event_has_its_own_sealed_record(
    given: int, aino: PersonId, on_paper: Said, register: Register
) -> None:
    refusing.withdraw(aino, NEWS, said=on_paper, by=register.owner, at=register.at)

    assert sorted(records_of(aino, kind="consent")) == sorted(queries.holdings(aino))
    assert len(queries.holdings(aino)) == 2

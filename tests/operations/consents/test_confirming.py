"""A consent asked for by a link lives when its reader presses the button, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings

from seloste.audit.models import Entry
from seloste.consents import queries
from seloste.consents.errors import LinkNotUsable, OnlyByThePerson
from seloste.consents.models import Link, Receipt
from seloste.consents.operations import giving, linking, refusing, sending
from seloste.consents.values import Said, Shown
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import PersonId
from seloste.outbox.values import Letter
from seloste.usability.queries import standings_of
from seloste.vault.marks import secret_of
from seloste.worker.parcels import do_due
from tests.register import Register

NEWS = "newsletter"
PUBLIC = system("public")


class PostBox:
    """A mail service that keeps what it is handed."""

    letters: tuple[Letter, ...] = ()

    def send(self, letter: Letter) -> None:
        PostBox.letters = (*PostBox.letters, letter)


@pytest.fixture
def post_box(settings: LazySettings) -> Iterator[type[PostBox]]:
    settings.SELOSTE_MAIL = f"{__name__}.PostBox"
    settings.SELOSTE_ADDRESS = "https://rekisteri.example"
    PostBox.letters = ()
    yield PostBox
    PostBox.letters = ()


@pytest.fixture
def asked(aino: PersonId, letter: Shown, register: Register) -> int:
    said = Said(means="form", language="fi")
    return giving.ask(aino, NEWS, said=said, wording=letter.hash, by=register.owner, at=register.at)


@pytest.fixture
def secret(asked: int) -> str:
    return secret_of(Link.objects.get(event_id=asked).id, use=giving.CONFIRM)


def test_asking_lets_nothing_live(asked: int, aino: PersonId) -> None:
    assert queries.choice_of(aino, NEWS).consent == "requested"
    assert aino not in standings_of([aino])


def test_the_one_with_the_link_confirms(
    secret: str, aino: PersonId, letter: Shown, register: Register
) -> None:
    done = giving.confirm(secret, by=PUBLIC, at=register.at + timedelta(days=1))

    assert (done.is_done, done.text, done.is_open) == (True, letter.text, False)
    assert [event.state for event in queries.of_person(aino)] == ["requested", "given"]
    assert {event.wording for event in queries.of_person(aino)} == {letter.hash}
    assert standings_of([aino])[aino].consents == {NEWS}


@pytest.mark.parametrize("way_in", ["console", "api", "cli", "worker"])
def test_staff_and_programs_cannot_confirm(
    way_in: str, secret: str, aino: PersonId, register: Register
) -> None:
    by = Actor(handle="s-owner", role="owner", way_in=way_in)  # type: ignore[arg-type]  # from a list

    with pytest.raises(OnlyByThePerson):
        giving.confirm(secret, by=by, at=register.at)

    assert queries.choice_of(aino, NEWS).consent == "requested"


def test_a_link_confirms_once_and_for_seven_days(
    secret: str, aino: PersonId, register: Register
) -> None:
    with pytest.raises(LinkNotUsable):
        giving.confirm(secret, by=PUBLIC, at=register.at + timedelta(days=7))
    giving.confirm(secret, by=PUBLIC, at=register.at + timedelta(days=6))
    with pytest.raises(LinkNotUsable):
        giving.confirm(secret, by=PUBLIC, at=register.at + timedelta(days=6))

    assert [event.state for event in queries.of_person(aino)] == ["requested", "given"]


def test_a_link_sent_before_a_no_confirms_nothing(
    secret: str, aino: PersonId, register: Register
) -> None:
    refusing.withdraw(aino, NEWS, said=Said("email", "fi"), by=register.owner, at=register.at)

    with pytest.raises(LinkNotUsable):
        giving.confirm(secret, by=PUBLIC, at=register.at)

    assert not standings_of([aino])[aino].consents


def test_the_link_goes_to_the_persons_address_and_stands_nowhere(
    asked: int, secret: str, post_box: type[PostBox], register: Register
) -> None:
    do_due(clock=lambda: register.at)

    [sent] = post_box.letters
    assert sent.to == "aino@esimerkki.example"
    assert f"https://rekisteri.example/consents/{secret}/" in sent.text
    row = Link.objects.get(event_id=asked)
    assert secret not in repr(vars(row))
    assert row.sent_to == queries.mark_of("Aino@Esimerkki.example")
    assert Entry.objects.filter(operation="consents.link_sent").count() == 1


def test_the_letter_is_in_the_language_of_the_asking_and_advertises_nothing(
    asked: int, post_box: type[PostBox], letter: Shown, register: Register
) -> None:
    do_due(clock=lambda: register.at)

    [sent] = post_box.letters
    assert sent.subject == "Vahvista suostumuksesi"
    assert letter.text in sent.text
    assert "30.11.2026" in sent.text


def test_a_receipt_goes_out_for_what_was_said(
    aino: PersonId, post_box: type[PostBox], letter: Shown, on_paper: Said, register: Register
) -> None:
    event = giving.give(
        aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at
    )

    do_due(clock=lambda: register.at)

    [sent] = post_box.letters
    assert sent.subject == "Kuitti siitä, mitä kerroit meille"
    assert letter.text in sent.text
    assert letter.hash in sent.text
    assert Receipt.objects.get(event_id=event).state == "sent"


def test_without_mail_the_receipt_waits_to_be_printed(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    event = giving.give(
        aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at
    )
    do_due(clock=lambda: register.at)
    waiting = queries.receipts_to_print()

    sending.receipt_printed(event, by=register.owner, at=register.at)

    assert (waiting, queries.receipts_to_print()) == ([event], [])


def test_the_receipt_for_machines_has_what_the_standard_asks_for(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    event = giving.give(
        aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at
    )

    record = dict(sending.receipt_of(event, language="en").record)

    notice, [processing], [party], happened = (
        record[key] for key in ("notice", "processing", "parties", "event")
    )
    assert notice["text_sha256"] == letter.hash
    assert processing["purpose"]["en"] == "Newsletter"
    assert processing["lawful_basis"] == "eu-gdpr:A6-1-a"
    assert "eu-gdpr:A7-3" in processing["privacy_rights"]
    assert [one["name"] for one in processing["recipient_third_parties"]] == [
        "Brevo (Sendinblue SAS)"
    ]
    assert party["party_name"] == "Esimerkkipalvelin Tmi Meri Esimerkki"
    assert happened["event_state"] == "dpv:ConsentGiven"
    assert all(record[key] for key in ("schema_version", "record_id", "receipt_id"))
    assert record["pii_principal_id"] == f"seloste:person:{aino}"


def test_the_link_in_messages_withdraws_at_once_and_again_without_harm(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    giving.give(aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at)
    secret = linking.withdrawal_secret(aino, NEWS, language="fi", at=register.at)

    for _ in range(2):
        done = refusing.follow_link(secret, by=PUBLIC, at=register.at)

    assert (done.is_done, done.use) == (True, "withdraw")
    assert [event.state for event in queries.of_person(aino)] == ["given", "withdrawn"]
    assert linking.withdrawal_secret(aino, NEWS, language="fi", at=register.at) == secret


def test_asking_anew_takes_nothing_back(
    aino: PersonId, letter: Shown, on_paper: Said, register: Register
) -> None:
    giving.give(aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at)
    giving.ask(aino, NEWS, said=on_paper, wording=letter.hash, by=register.owner, at=register.at)

    assert queries.choice_of(aino, NEWS).consent == "given"
    assert standings_of([aino])[aino].consents == {NEWS}

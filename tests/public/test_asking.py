"""Anybody asks for their rights: the form, its receipt, and links that confirm by a button."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from seloste.adapters.own_form.form import HttpForm
from seloste.customers.operations.creating import create
from seloste.customers.values import CustomerDraft
from seloste.kernel.actors import system
from seloste.kernel.languages import LANGUAGES
from seloste.outbox.errors import TryLater, WillNeverTake
from seloste.rights import queries
from seloste.rights.models import ChannelTest, FormUse, SubjectRequest
from seloste.rights.operations import form_use, heartbeat, identity
from seloste.rights.operations.opening import open_request
from seloste.rights.operations.receiving import receive
from seloste.rights.rules.form_use import MOST_IN_AN_HOUR
from seloste.rights.values import NewRequest, RequestFile
from seloste.vault.models import Sealed
from tests.register import Register, register

__all__ = ["register"]

pytestmark = pytest.mark.django_db

AINO = {
    "kinds": ["access", "objection"],
    "words": "Mitä tiedätte minusta?",
    "name": "Aino Esimerkki",
    "email": "aino@esimerkki.example",
}
FORM = "/requests/fi/"


def send(client: Client, path: str = FORM, **changed: object) -> HttpResponse:
    sent = {**AINO, **changed}
    return client.post(path, {name: value for name, value in sent.items() if value is not None})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_opens_in_every_language_and_loads_nothing_from_elsewhere(
    register: Register, client: Client, language: str
) -> None:
    page = client.get(f"/requests/{language}/").content.decode()

    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


def test_the_reader_is_sent_to_the_language_of_the_browser(
    register: Register, client: Client
) -> None:
    answer = client.get("/requests/", headers={"accept-language": "sv-FI,fi;q=0.5"})

    assert (answer.status_code, answer["Location"]) == (302, "/requests/sv/")


def test_what_is_sent_stands_in_the_queue_and_gets_a_receipt_without_what_was_said(
    register: Register, client: Client
) -> None:
    answer = send(client)
    receipt = client.get(answer["Location"])

    [view] = queries.queue(at=timezone.now())
    opened = open_request(view.id, by=register.owner, at=timezone.now())
    assert (view.channel, view.language, view.kinds) == ("form", "fi", ("access", "objection"))
    assert (opened.file.name, opened.file.email) == ("Aino Esimerkki", "aino@esimerkki.example")
    page = receipt.content.decode()
    assert view.reference in page
    assert "Aino" not in page + answer["Location"]
    assert "aino@" not in page + answer["Location"]


def test_a_representative_asks_in_the_name_of_another(register: Register, client: Client) -> None:
    send(client, on_behalf_of="Eino Esimerkki")

    [view] = queries.queue(at=timezone.now())
    file = open_request(view.id, by=register.owner, at=timezone.now()).file
    assert view.represented
    assert (file.name, file.representative) == ("Eino Esimerkki", "Aino Esimerkki")
    assert (file.email, file.reached_at) == ("", "aino@esimerkki.example")


def test_where_nothing_can_be_sent_the_page_is_the_receipt(
    register: Register, client: Client
) -> None:
    send(client, email="", address="Esimerkkikatu 1\n33100 Tampere")

    [view] = queries.queue(at=timezone.now())
    assert view.acknowledged_at is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"kinds": []},
        {"kinds": ["everything"]},
        {"name": ""},
        {"email": ""},
        {"email": "not an address"},
        {"words": "a" * 5001},
        {"name": "a" * 201},
        {"website": "https://spam.example"},
    ],
)
def test_what_cannot_be_answered_is_not_taken_and_what_was_typed_stays(
    register: Register, client: Client, changed: dict[str, object]
) -> None:
    before = Sealed.objects.count()

    answer = send(client, **changed)

    assert answer.status_code == 422
    assert not SubjectRequest.objects.exists()
    assert Sealed.objects.count() == before
    assert 'role="alert"' in answer.content.decode()
    assert "Mitä tiedätte" in answer.content.decode() or "words" in changed


def test_a_form_from_elsewhere_is_not_taken(register: Register) -> None:
    stranger = Client(enforce_csrf_checks=True)

    answer = send(stranger)

    assert answer.status_code == 403
    assert not SubjectRequest.objects.exists()


def test_the_form_of_ones_own_is_taken_with_its_token(register: Register) -> None:
    visitor = Client(enforce_csrf_checks=True)
    found = re.search(r'csrfmiddlewaretoken"\s+value="(\w+)"', visitor.get(FORM).content.decode())
    assert found is not None

    answer = send(visitor, csrfmiddlewaretoken=found[1])

    assert answer.status_code == 302


def test_nobody_fills_the_queue_from_one_place(register: Register, client: Client) -> None:
    answers = [send(client).status_code for _ in range(MOST_IN_AN_HOUR + 1)]

    assert answers == [302] * MOST_IN_AN_HOUR + [429]
    assert SubjectRequest.objects.count() == MOST_IN_AN_HOUR
    assert "127.0.0.1" not in str(list(FormUse.objects.values()))
    other = client.post(FORM, AINO, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 302


def test_counts_of_uses_are_forgotten_after_a_day(register: Register, client: Client) -> None:
    send(client)
    assert FormUse.objects.count() == 1

    form_use.forget_uses(at=timezone.now() + timedelta(hours=26))

    assert not FormUse.objects.exists()


def test_what_is_too_long_for_the_form_is_refused(register: Register, client: Client) -> None:
    answer = send(client, more="a" * 70_000)

    assert answer.status_code == 404
    assert not SubjectRequest.objects.exists()


@pytest.mark.parametrize("receipt", ["x", "a:b:c", "MQ:1w:abc", "%00"])
def test_a_receipt_cannot_be_made_up(register: Register, client: Client, receipt: str) -> None:
    assert client.get(f"/requests/fi/received/{receipt}/").status_code == 404


# --- Links ----------------------------------------------------------------------------------------


@pytest.fixture
def link(register: Register) -> tuple[int, str]:
    """A request whose person was sent a link, and its address."""
    at = timezone.now() - timedelta(hours=1)
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    aino = create(draft, purpose="customer_care", by=register.owner, at=at)
    new = NewRequest(("access",), "email", at, "fi", RequestFile(name="Aino"), about=aino)
    made = receive(new, by=register.owner, at=at)
    identity.ask(
        made,
        "known_address",
        doubt="Uusi osoite.",
        address="aino@esimerkki.example",
        by=register.owner,
        at=at,
    )
    token = identity.new_link(made, by=system("worker"), at=at)
    return made, f"/requests/fi/confirm/{token}/"


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_a_link_confirms_nothing(
    client: Client, link: tuple[int, str], method: str
) -> None:
    made, address = link

    answer = getattr(client, method)(address)

    assert answer.status_code == 200
    assert queries.request(made, at=timezone.now()).identity == "asked"
    assert "Aino" not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_its_button_confirms_once(client: Client, link: tuple[int, str]) -> None:
    made, address = link

    first, again = client.post(address), client.post(address)

    assert (first.status_code, again.status_code) == (200, 404)
    assert queries.request(made, at=timezone.now()).identity == "shown"
    assert client.get(address).status_code == 404


# --- The channels ---------------------------------------------------------------------------------


def test_the_form_is_tried_over_the_network_as_anybody_reaches_it(
    register: Register, live_server: LiveServer
) -> None:
    heartbeat.begin(by=system("worker"), at=timezone.now())
    test = ChannelTest.objects.get(channel="form-own")
    token = heartbeat.new_token(test.id)

    HttpForm().send_test(f"{live_server.url}/requests/", token)

    test.refresh_from_db()
    assert test.confirmed_at is not None
    assert not SubjectRequest.objects.exists()


def test_a_form_that_is_not_there_is_told_apart_from_one_that_does_not_answer(
    register: Register, live_server: LiveServer
) -> None:
    port = urlsplit(live_server.url).port
    assert port is not None

    with pytest.raises(WillNeverTake):
        HttpForm().send_test(f"{live_server.url}/requests/nowhere/", "x")
    with pytest.raises(WillNeverTake):
        HttpForm().send_test(f"{live_server.url}/notice/fi/", "x")
    with pytest.raises(TryLater):
        HttpForm().send_test("http://127.0.0.1:1/requests/", "x")


def test_a_test_that_nobody_began_is_not_confirmed_by_the_form(
    register: Register, client: Client
) -> None:
    answer = send(client, test="made-up")

    assert answer.status_code == 422
    assert not SubjectRequest.objects.exists()


def test_whoever_reads_the_address_confirms_by_the_button(
    register: Register, client: Client
) -> None:
    heartbeat.begin(by=system("worker"), at=timezone.now())
    test = ChannelTest.objects.get(channel__startswith="email-")
    address = f"/requests/fi/channel/{heartbeat.new_token(test.id)}/"

    looked = client.get(address)
    test.refresh_from_db()
    assert (looked.status_code, test.confirmed_at) == (200, None)
    client.post(address)

    test.refresh_from_db()
    assert test.confirmed_at is not None
    assert client.post(address).status_code == 404

"""Behind a person's own link: looking changes nothing, the button does, and it needs no sign-in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from seloste.audit.models import Entry
from seloste.consents import queries
from seloste.consents.models import Link
from seloste.consents.operations import giving, linking
from seloste.consents.rules import digest
from seloste.consents.values import Said
from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.kernel.ids import PersonId
from seloste.usability.queries import standings_of
from seloste.vault.marks import secret_of
from tests.register import Register, register

__all__ = ["register"]

NEWS = "newsletter"


@pytest.fixture
def aino(register: Register) -> PersonId:
    """An invented customer."""
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)


@pytest.fixture
def to_confirm(aino: PersonId, register: Register) -> str:
    at = timezone.now() - timedelta(hours=1)
    shown = queries.wording_of(NEWS, language="fi", at=at)
    event = giving.ask(
        aino, NEWS, said=Said("form", "fi"), wording=shown.hash, by=register.owner, at=at
    )
    return f"/consents/{secret_of(Link.objects.get(event_id=event).id, use=giving.CONFIRM)}/"


@pytest.fixture
def to_withdraw(aino: PersonId, register: Register) -> str:
    at = timezone.now() - timedelta(hours=1)
    shown = queries.wording_of(NEWS, language="fi", at=at)
    giving.give(aino, NEWS, said=Said("paper", "fi"), wording=shown.hash, by=register.owner, at=at)
    return f"/consents/{linking.withdrawal_secret(aino, NEWS, language='fi', at=at)}/"


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_confirms_nothing(
    method: str, to_confirm: str, aino: PersonId, client: Client
) -> None:
    lines = Entry.objects.count()

    answer = getattr(client, method)(to_confirm)

    assert answer.status_code == 200
    assert queries.choice_of(aino, NEWS).consent == "requested"
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_withdraws_nothing(
    method: str, to_withdraw: str, aino: PersonId, client: Client
) -> None:
    getattr(client, method)(to_withdraw)

    assert standings_of([aino])[aino].consents == {NEWS}


def test_the_button_confirms_what_the_page_showed(
    to_confirm: str, aino: PersonId, client: Client
) -> None:
    shown = client.get(to_confirm).content.decode()
    answer = client.post(to_confirm)

    [_, given] = queries.of_person(aino)
    text = queries.texts_of([given.wording])[given.wording]
    assert text in shown
    assert digest(text) == given.wording
    assert "Olet antanut suostumuksesi" in answer.content.decode()
    assert (given.state, given.means, given.actor, given.way_in) == (
        "given", "link", "system", "public",
    )  # fmt: skip


def test_one_press_withdraws_without_sign_in_cookie_or_script(
    to_withdraw: str, aino: PersonId
) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(to_withdraw, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not client.cookies
    assert standings_of([aino])[aino].consents == frozenset()


def test_the_page_can_end_all_marketing(to_withdraw: str, aino: PersonId, client: Client) -> None:
    client.post(to_withdraw, {"everything": "1"})

    assert queries.objects_to_marketing(aino, NEWS)
    assert queries.is_banned("aino@esimerkki.example")


@pytest.mark.parametrize(
    ("language", "says"),
    [("fi", "Annan suostumukseni"), ("sv", "Jag ger mitt samtycke"), ("en", "I give my consent")],
)
def test_the_page_is_there_in_each_language(
    language: str, says: str, to_confirm: str, client: Client
) -> None:
    answer = client.get(f"{to_confirm}{language}/")

    assert says in answer.content.decode()


def test_the_page_tells_nothing_of_the_person_and_is_kept_nowhere(
    to_confirm: str, client: Client
) -> None:
    answer = client.get(to_confirm)

    assert "Aino" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_none_says_so(method: str, register: Register, client: Client) -> None:
    answer = getattr(client, method)("/consents/not-a-link-of-ours/en/")

    assert answer.status_code == 404
    assert "Nothing was changed." in answer.content.decode()


def test_a_used_link_shows_what_came_of_it(to_confirm: str, aino: PersonId, client: Client) -> None:
    client.post(to_confirm)

    assert client.get(f"{to_confirm}en/").status_code == 200
    assert client.post(f"{to_confirm}en/").status_code == 404
    assert len(queries.of_person(aino)) == 2

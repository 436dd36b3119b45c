"""The link goes out and nothing else; a restriction's end is told; a fetched copy is erased."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.conf import settings

from seloste.kernel.ids import PersonId
from seloste.outbox.errors import NotSetUp, WillNeverTake
from seloste.rights import queries
from seloste.rights.operations import access, answering, fetching, objection, restriction
from seloste.rights.records import COPY
from seloste.vault.queries import records_of
from seloste.worker.handlers import answers
from tests.operations.rights.conftest import AINO, aino, asked
from tests.register import Register, register
from tests.worker.test_requests import PostBox, mail

__all__ = ["aino", "mail", "register"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def answered(register: Register, aino: PersonId) -> int:
    request = asked(register, "access", about=aino)
    access.give_copy(request, by=register.owner, at=register.at)
    answering.answer(request, "link", by=register.owner, at=register.at)
    return request


def test_the_mail_holds_a_link_and_nothing_about_the_person(
    answered: int, register: Register, mail: type[PostBox]
) -> None:
    answers.send(answered, register.at)

    [letter] = mail.letters
    assert letter.to == "aino@esimerkki.example"
    assert "Aino" not in letter.subject + letter.text
    token = re.search(r"/answers/fi/([\w-]+)/", letter.text)
    assert token is not None
    assert fetching.fetch(token[1], at=register.at).startswith(b"PK")
    assert queries.request(answered, at=register.at).state == "closed"


def test_a_mail_that_is_sent_twice_leaves_one_link_that_works(
    answered: int, register: Register, mail: type[PostBox]
) -> None:
    answers.send(answered, register.at)
    answers.send(answered, register.at)

    tokens = [re.search(r"/answers/fi/([\w-]+)/", one.text)[1] for one in mail.letters]  # type: ignore[index] # there is one
    with pytest.raises(Exception, match="link_not_usable"):
        fetching.waiting(tokens[0], at=register.at)
    assert fetching.waiting(tokens[1], at=register.at)


def test_nothing_is_sent_before_there_is_an_answer(
    register: Register, aino: PersonId, mail: type[PostBox]
) -> None:
    answers.send(asked(register, "access", about=aino), register.at)
    answers.send(1, register.at)

    assert mail.letters == []


def test_without_a_mail_service_the_answer_waits(answered: int, register: Register) -> None:
    assert not settings.SELOSTE_MAIL

    with pytest.raises(NotSetUp):
        answers.send(answered, register.at)

    assert queries.request(answered, at=register.at).state == "answered"


def test_an_answer_that_nobody_takes_is_left_to_be_printed(
    answered: int, register: Register
) -> None:
    answers.not_sent(answered, "refused", register.at)

    codes = [event.code for event in queries.events_of(answered)]
    assert codes[-1] == "to_print"


def test_the_copy_is_erased_when_the_link_has_ended(
    answered: int, register: Register, mail: type[PostBox]
) -> None:
    answers.send(answered, register.at)
    requester = queries.request(answered, at=register.at).requester
    assert records_of(requester, kind=COPY)

    later = register.at + answering.LINK_LASTS + timedelta(minutes=1)
    answers.forget_copy(answered, later)
    answers.forget_copy(answered, later)

    assert records_of(requester, kind=COPY) == []


def test_the_end_of_a_restriction_is_told_and_then_it_may_end(
    register: Register, aino: PersonId, mail: type[PostBox]
) -> None:
    request = asked(register, "restriction", about=aino)
    restriction.restrict(request, "accuracy_contested", by=register.owner, at=register.at)
    event = restriction.announce_lifting(
        request, on=date(2026, 12, 1), reasons="Tarkistettu", by=register.owner, at=register.at
    )

    answers.lifting(event, register.at)

    [letter] = mail.letters
    assert "1.12.2026" in letter.text
    assert restriction.lift(request, by=register.owner, at=register.at) == 1


def test_without_an_address_the_news_is_printed(
    register: Register, aino: PersonId, mail: type[PostBox]
) -> None:
    file = type(AINO)(name="Aino Esimerkki", address="Kuusitie 1", words="Rajoittakaa")
    request = asked(register, "restriction", file=file, channel="post", about=aino)
    restriction.restrict(request, "unlawful", by=register.owner, at=register.at)
    event = restriction.announce_lifting(
        request, on=date(2026, 12, 1), reasons="Sovittu", by=register.owner, at=register.at
    )

    answers.lifting(event, register.at)
    answers.lifting(1, register.at)

    assert mail.letters == []
    assert [e.detail for e in queries.events_of(request) if e.code == "to_print"] == [
        "lifting_announced"
    ]


def test_an_answer_without_an_address_is_never_taken(
    register: Register, aino: PersonId, mail: type[PostBox]
) -> None:
    file = type(AINO)(name="Aino Esimerkki", address="Kuusitie 1", words="Ei mainoksia")
    request = asked(register, "objection", file=file, channel="post", about=aino)
    objection.end_marketing(request, by=register.owner, at=register.at)
    answering.answer(request, "paper", by=register.owner, at=register.at)

    with pytest.raises(WillNeverTake):
        answers.send(request, register.at)

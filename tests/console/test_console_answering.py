"""A person who never handled a request is led from what was asked to the answer."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from seloste.consents.operations.giving import give
from seloste.consents.queries import choices_of, is_banned, wording_of
from seloste.consents.values import Said
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.kernel.languages import LANGUAGES
from seloste.rights import queries
from seloste.rights.operations.answering import new_answer_link
from seloste.rights.operations.receiving import receive
from seloste.rights.values import KINDS, NewRequest, RequestFile
from seloste.usability.queries import restrictions_of
from seloste.worker.handlers.answers import lifting

FILE = RequestFile(
    name="Aino Esimerkki",
    email="aino@esimerkki.example",
    words="Mitä tiedätte?",
    address="Esimerkkikatu 1\n33100 Tampere",
)


@pytest.fixture
def ask(register):
    def made(*kinds, about=None, file=FILE):
        at = timezone.now()
        new = NewRequest(kinds, "email", at - timedelta(days=1), "fi", file, about)
        return receive(new, by=register.owner, at=at)

    return made


def text(response) -> str:
    assert response.status_code == 200, response.content.decode()[:400]
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def outcome(request, kind):
    part = queries.request(request, at=timezone.now()).part(kind)
    return part.outcome


def decide(client, request, kind, **sent):
    return client.post(f"/console/requests/{request}/answer/decide/{kind}/", sent, follow=True)


def send(client, request, delivery="paper"):
    return client.post(f"/console/requests/{request}/answer/", {"delivery": delivery}, follow=True)


def test_the_page_of_a_request_leads_to_each_decision(owner, ask, aino):
    request = ask("access", "erasure", about=aino)

    said = text(owner.get(f"/console/requests/{request}/"))

    assert "Answer the request" in said
    page = owner.get(f"/console/requests/{request}/").content.decode()
    assert f"/console/requests/{request}/answer/decide/access/" in page
    assert f"/console/requests/{request}/answer/decide/erasure/" in page
    assert f"/console/requests/{request}/answer/held/" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_opens_in_each_language_with_the_article_at_hand(owner, ask, aino, language):
    request = ask(*KINDS, about=aino)
    owner.cookies["django_language"] = language

    for kind in KINDS:
        page = owner.get(f"/console/requests/{request}/answer/decide/{kind}/")
        assert page.status_code == 200
        assert "§" in page.content.decode()
    assert owner.get(f"/console/requests/{request}/answer/held/").status_code == 200


def test_what_is_held_is_shown_before_it_is_decided(owner, ask, aino):
    request = ask("access", about=aino)

    said = text(owner.get(f"/console/requests/{request}/answer/held/"))

    assert "Esimerkkikatu 1 A 2" in said
    assert "Will be erased on" in said


def test_a_request_for_access_is_lived_through_to_the_end(owner, client, ask, aino, register):
    request = ask("access", about=aino)

    assert "It is done and kept for the letter." in text(
        decide(owner, request, "access", act="copy")
    )
    assert "Pääsy tietoihin" in text(owner.get(f"/console/requests/{request}/answer/"))
    assert "The answer is ready." in text(send(owner, request, "link"))
    pdf = owner.get(f"/console/requests/{request}/answer/letter.pdf")
    token = new_answer_link(request, by=register.owner, at=timezone.now())
    shown = text(client.get(f"/answers/fi/{token}/"))
    fetched = client.post(f"/answers/fi/{token}/")
    again = client.post(f"/answers/fi/{token}/")

    assert pdf.content.startswith(b"%PDF")
    assert "Lataa vastaus" in shown
    assert "Esimerkkikatu" not in shown
    with ZipFile(BytesIO(fetched.content)) as archive:
        assert "data.json" in archive.namelist()
    assert fetched["Referrer-Policy"] == "no-referrer"
    assert again.status_code == 404


def test_looking_at_a_link_does_not_use_it(owner, client, ask, aino, register):
    request = ask("access", about=aino)
    decide(owner, request, "access", act="copy")
    send(owner, request, "link")
    token = new_answer_link(request, by=register.owner, at=timezone.now())

    for language in LANGUAGES:
        assert client.get(f"/answers/{language}/{token}/").status_code == 200
    assert client.get("/answers/fi/nothing/").status_code == 404
    assert client.post(f"/answers/fi/{token}/").status_code == 200


def test_the_copy_can_be_looked_at_before(owner, ask, aino):
    request = ask("access", about=aino)

    copy = owner.get(f"/console/requests/{request}/answer/held/copy/")

    with ZipFile(BytesIO(copy.content)) as archive:
        assert b"aino@esimerkki.example" in archive.read("data.json")


def test_words_about_somebody_else_are_left_out(owner, ask, aino, register):
    at = timezone.now()
    contracts.offer("hosting", title="Palvelintila", by=register.owner, at=at)
    long = "Sovittu puhelimessa Matti Meikäläisen kanssa, joka hoitaa laskut kesään asti."
    agreed = NewContract("hosting", Validity(date(2025, 1, 1), None), details=long)
    contract = contracts.agree(aino, agreed, purpose="customer_care", by=register.owner, at=at)
    request = ask("access", about=aino)
    page = f"/console/requests/{request}/answer/held/"
    sent = {"record": f"contract:{contract}", "field": "contract.details"}
    assert "Leave something out" in text(owner.get(page))

    wrong = owner.post(page, {**sent, "words": "Maija"})
    right = owner.post(page, {**sent, "words": "Matti Meikäläisen"}, follow=True)

    assert wrong.status_code == 422
    assert "Left out of the copy: 1" in text(right)
    copy = owner.get(f"{page}copy/")
    with ZipFile(BytesIO(copy.content)) as archive:
        assert "Matti" not in archive.read("data.json").decode()
    owner.post(f"{page}whole/")
    with ZipFile(BytesIO(owner.get(f"{page}copy/").content)) as archive:
        assert "Matti" in archive.read("data.json").decode()


def test_whoever_is_in_the_register_twice_is_offered_and_chosen(owner, ask, aino, make_customer):
    other = make_customer(
        kind="sole_trader", name="A. Esimerkki", emails=("aino@esimerkki.example",), others=(aino,)
    )
    request = ask("access", about=aino)
    page = f"/console/requests/{request}/answer/held/"
    assert "the same e-mail address" in text(owner.get(page))

    owner.post(f"{page}{other}/")
    chosen = text(owner.get(page))
    owner.post(f"{page}{other}/", {"leave": "1"})

    assert "Not the same person" in chosen
    assert "Not the same person" not in text(owner.get(page))


def test_a_correction_is_compared_before_it_is_made(owner, ask, aino):
    request = ask("rectification", about=aino)
    typed = {
        "act": "correct",
        "person": aino,
        "name": "Aino Esimerkki",
        "email": "uusi@esimerkki.example",
        "phone": "040 555 0123",
        "language": "fi",
        "handle": "ainoe",
        "street": "Esimerkkikatu 1 A 2",
        "postal_code": "33100",
        "city": "Tampere",
        "country": "FI",
        "number": "1001",
    }

    compared = text(decide(owner, request, "rectification", **typed))
    before = outcome(request, "rectification")
    done = text(decide(owner, request, "rectification", **typed, confirmed="1"))

    assert "This will change" in compared
    assert "uusi@esimerkki.example" in compared
    assert before == ""
    assert "It is done" in done
    assert "Nyt: uusi@esimerkki.example" in text(owner.get(f"/console/requests/{request}/answer/"))


def test_a_correction_is_declined_with_reasons(owner, ask, aino):
    request = ask("rectification", about=aino)

    without = decide(owner, request, "rectification", act="decline", reasons="")
    decide(owner, request, "rectification", act="decline", reasons="Osoite on oikein")

    assert without.status_code == 422
    assert outcome(request, "rectification") == "refused"


def test_nothing_is_erased_without_one_deliberate_act(owner, ask, aino):
    request = ask("erasure", about=aino)

    seen = text(owner.get(f"/console/requests/{request}/answer/decide/erasure/"))
    without = decide(owner, request, "erasure", act="erase")
    untouched = outcome(request, "erasure")
    decide(owner, request, "erasure", act="erase", sure="on")

    assert "What goes" in seen
    assert "What stays, why, and until when" in seen
    assert without.status_code == 422
    assert untouched == ""
    assert outcome(request, "erasure") in {"granted", "partly_granted"}
    assert "Olemme poistaneet pysyvästi" in text(owner.get(f"/console/requests/{request}/answer/"))


def test_a_restriction_is_set_and_ends_after_the_person_was_told(owner, ask, aino):
    request = ask("restriction", about=aino)
    decide(owner, request, "restriction", act="restrict", ground="accuracy_contested")
    send(owner, request)
    owner.post(f"/console/requests/{request}/answer/posted/")
    assert restrictions_of([aino])
    page = f"/console/requests/{request}/answer/lifting"

    early = owner.post(f"{page}/end/")
    wrong = owner.post(f"{page}/announce/", {"on": "huomenna", "reasons": "x"})
    soon = (timezone.now() + timedelta(days=3)).strftime("%d.%m.%Y")
    owner.post(f"{page}/announce/", {"on": soon, "reasons": "Tiedot on tarkistettu"})
    owner.post(f"{page}/told/")
    owner.post(f"{page}/end/")

    assert early.status_code == 422
    assert wrong.status_code == 422
    assert restrictions_of([aino]) == {}


def test_files_to_take_along_are_made(owner, ask, aino):
    request = ask("portability", about=aino)

    decide(owner, request, "portability", act="port")

    assert "JSON ja CSV" in text(owner.get(f"/console/requests/{request}/answer/"))


def test_marketing_ends_by_one_button(owner, ask, aino):
    request = ask("objection", about=aino)

    decide(owner, request, "objection", act="marketing")

    assert is_banned("aino@esimerkki.example")
    assert outcome(request, "objection") == "granted"


def test_an_objection_rests_and_is_weighed(owner, ask, aino):
    request = ask("objection", about=aino)
    weighed = {"purposes": ["legal_claims"], "reasons": "Lasku on maksamatta"}

    decide(owner, request, "objection", act="rest")
    without = decide(owner, request, "objection", act="reject", **weighed)
    decide(
        owner,
        request,
        "objection",
        act="reject",
        interest="a",
        necessity="b",
        weighing="c",
        **weighed,
    )

    assert [one.ground for one in restrictions_of([aino])[aino]] == ["objection_pending"]
    assert without.status_code == 422
    assert outcome(request, "objection") == "refused"


def test_an_objection_is_upheld(owner, ask, aino):
    request = ask("objection", about=aino)

    decide(owner, request, "objection", act="uphold", purposes=["development_surveys"])

    assert choices_of(aino)["development_surveys"].objected


def test_a_consent_is_taken_back(owner, ask, aino, register):
    at = timezone.now()
    shown = wording_of("newsletter", language="fi", at=at)
    said = Said(means="paper", language="fi")
    give(aino, "newsletter", said=said, wording=shown.hash, by=register.owner, at=at)
    request = ask("withdrawal", about=aino)

    decide(owner, request, "withdrawal", act="withdraw", purposes=["newsletter"])

    assert choices_of(aino)["newsletter"].consent == "withdrawn"


def test_whoever_is_unknown_is_told_that_nothing_is_held(owner, ask):
    request = ask("access")

    decide(owner, request, "access", act="nothing")
    said = text(send(owner, request, "link"))

    assert "The answer is ready." in said


def test_an_answer_on_paper_is_printed_and_marked_as_posted(owner, ask, aino):
    request = ask("objection", about=aino)
    decide(owner, request, "objection", act="marketing")

    unsaid = owner.post(f"/console/requests/{request}/answer/", {})
    send(owner, request)
    files = owner.get(f"/console/requests/{request}/answer/files/")
    told = owner.post(f"/console/requests/{request}/answer/posted/", follow=True)

    assert unsaid.status_code == 422
    assert files.content.startswith(b"PK")
    assert "The answer has gone out" in text(told)
    assert queries.request(request, at=timezone.now()).state == "closed"
    assert owner.post(f"/console/requests/{request}/answer/again/").status_code == 302


def test_the_letter_waits_until_all_is_decided(owner, ask, aino):
    request = ask("access", "objection", about=aino)
    decide(owner, request, "objection", act="marketing")

    assert owner.get(f"/console/requests/{request}/answer/").status_code == 422


def test_a_role_without_a_part_in_requests_sees_nothing(accountant, ask, aino):
    request = ask("access", about=aino)

    for page in ("held/", "decide/access/", "", "held/copy/"):
        assert accountant.get(f"/console/requests/{request}/answer/{page}").status_code == 403


def test_there_is_no_page_for_a_right_that_does_not_exist(owner, ask, aino):
    request = ask("access", about=aino)

    assert owner.get(f"/console/requests/{request}/answer/decide/anything/").status_code == 404


def test_news_of_a_restriction_that_nobody_can_mail_is_printed(owner, ask, aino, register):
    file = RequestFile(name="Aino Esimerkki", address="Kuusitie 1", words="Rajoittakaa")
    request = ask("restriction", about=aino, file=file)
    decide(owner, request, "restriction", act="restrict", ground="unlawful")
    send(owner, request)
    soon = (timezone.now() + timedelta(days=3)).strftime("%d.%m.%Y")
    page = f"/console/requests/{request}/answer/lifting/announce/"
    owner.post(page, {"on": soon, "reasons": "Sovittu"})
    event = queries.events_of(request)[-1]

    lifting(event.id, timezone.now())
    shown = owner.get(f"/console/requests/{request}/").content.decode()
    letter = owner.get(f"/console/requests/{request}/letters/{event.id}.txt")

    assert f"/letters/{event.id}.pdf" in shown
    assert "Rajoitus päättyy" in letter.content.decode()

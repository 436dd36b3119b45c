"""The queue in the console: its list, a request step by step, and who does not see it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from seloste.audit.models import Entry
from seloste.contracts.operations import merge_customers
from seloste.customers.operations.creating import create
from seloste.customers.values import CustomerDraft
from seloste.kernel.languages import LANGUAGES
from seloste.rights import queries
from seloste.rights.models import ChannelTest, RequestEvent, SubjectRequest
from seloste.rights.operations import extending, heartbeat, identity
from seloste.rights.operations.receiving import receive
from seloste.rights.values import NewRequest, RequestFile
from seloste.vault.models import Sealed

AINO = RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example", words="Mitä tiedätte?")


@pytest.fixture
def asked(register):
    """Two requests; the first arrived yesterday."""

    def ask(days=1, kinds=("access",), file=AINO, **more):
        at = timezone.now()
        new = NewRequest(kinds, "email", at - timedelta(days=days), "fi", file, **more)
        return receive(new, by=register.owner, at=at)

    return ask


@pytest.fixture
def aino(register):
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    return create(draft, purpose="customer_care", by=register.owner, at=register.at)


def traces():
    tables = (SubjectRequest, RequestEvent, Sealed)
    return [table.objects.count() for table in tables], list(
        SubjectRequest.objects.order_by("id").values_list("state", "identity", "taken_by")
    )


def text(response) -> str:
    assert response.status_code == 200, response.content.decode()[:400]
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def view(made):
    return queries.request(made, at=timezone.now())


# --- The list -------------------------------------------------------------------------------------


def test_the_list_is_in_order_of_arrival_and_opens_nobody(owner, asked) -> None:
    second, first = asked(days=1), asked(days=3)
    before = Entry.objects.count()

    page = text(owner.get("/console/requests/"))

    assert page.index(view(first).reference) < page.index(view(second).reference)
    assert Entry.objects.count() == before
    assert "Aino" not in page


def test_what_is_overdue_is_shown_where_it_arrived(owner, asked) -> None:
    late, fresh = asked(days=50), asked(days=1)

    every = text(owner.get("/console/requests/"))
    overdue = text(owner.get("/console/requests/?show=overdue"))
    soon = text(owner.get("/console/requests/?show=due-within-14-days"))

    assert "Overdue" in every
    assert view(fresh).reference in every
    assert view(late).reference in overdue
    assert view(fresh).reference not in overdue
    assert view(late).reference in soon


@pytest.mark.parametrize("show", ["mine", "waiting", "ended", "open", "nonsense"])
def test_each_filter_is_a_sentence_in_the_address(owner, asked, show) -> None:
    asked()

    page = owner.get(f"/console/requests/?show={show}&before=x")

    assert page.status_code == 200


@pytest.mark.parametrize("path", ["", "new/", "channels/"])
def test_a_role_without_requests_sees_none(accountant, asked, path) -> None:
    made = asked()

    assert accountant.get(f"/console/requests/{path}").status_code == 403
    assert accountant.get(f"/console/requests/{made}/").status_code == 403
    assert "Requests" not in text(accountant.get("/console/"))


# --- Entering -------------------------------------------------------------------------------------

ENTERED = {
    "channel": "phone",
    "received_on": "20.11.2026",
    "received_time": "14.30",
    "kinds": ["erasure", "access"],
    "words": "Soitti ja pyysi poistamaan kaiken.",
    "name": "Eino Esimerkki",
    "phone": "040 555 0177",
    "language": "sv",
}


def test_a_call_is_entered_with_its_day_and_who_took_it(owner, register) -> None:
    response = owner.post("/console/requests/new/", ENTERED)

    [found] = queries.queue(at=timezone.now())
    assert response["Location"] == f"/console/requests/{found.id}/"
    assert (found.channel, found.kinds, found.language) == ("phone", ("access", "erasure"), "sv")
    assert found.received_at.isoformat() == "2026-11-20T12:30:00+00:00"
    assert queries.events_of(found.id)[1].code == "taken_down"


@pytest.mark.parametrize(
    "changed",
    [
        {"kinds": []},
        {"received_on": "x"},
        {"received_on": "31.12.2099"},
        {"received_time": "25"},
        {"name": "", "phone": ""},
        {"channel": "pigeon"},
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(owner, register, changed) -> None:
    before = traces()

    response = owner.post("/console/requests/new/", {**ENTERED, **changed})

    assert response.status_code == 422
    assert "Soitti ja pyysi" in response.content.decode()
    assert traces() == before


# --- One request ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_request_opens_in_every_language(owner, asked, aino, language) -> None:
    made = asked(about=aino, file=RequestFile(name="Aino", representative="Reijo"))
    owner.post("/language/", {"language": language})

    page = owner.get(f"/console/requests/{made}/")

    assert page.status_code == 200
    assert "Aino" in page.content.decode()


def test_looking_at_a_request_leaves_a_reading(owner, asked) -> None:
    made = asked()

    owner.get(f"/console/requests/{made}/")

    last = Entry.objects.order_by("-position")[0]
    assert (last.operation, last.about) == ("readings.opened", view(made).requester)


def test_a_request_that_is_not_there_is_not_found(owner, register) -> None:
    assert owner.get("/console/requests/5/").status_code == 404


def test_the_next_one_is_taken_by_a_button_and_another_only_with_a_reason(owner, asked) -> None:
    second, first = asked(days=1), asked(days=3)

    without = owner.post(f"/console/requests/{second}/step/take/", {"reason": ""})
    assert without.status_code == 422
    assert view(first).reference in without.content.decode()
    assert view(second).taken_by == ""

    owner.post(f"/console/requests/{first}/step/take/", {"reason": ""})
    owner.post(f"/console/requests/{second}/step/take/", {"reason": ""})
    assert view(first).taken_by
    assert view(second).taken_by


def test_the_person_is_found_and_linked(owner, asked, aino) -> None:
    made = asked()
    page = text(owner.get(f"/console/requests/{made}/match/"))
    assert "Aino Esimerkki" in page

    owner.post(f"/console/requests/{made}/match/", {"person": aino})

    assert view(made).about == aino
    owner.post(f"/console/requests/{made}/act/unmatch/")
    assert view(made).about is None


@pytest.mark.parametrize("person", ["", "x", "²", "5"])
def test_a_request_is_not_linked_to_what_is_no_person(owner, asked, person) -> None:
    made = asked()

    response = owner.post(f"/console/requests/{made}/match/", {"person": person})

    assert response.status_code in {404, 422}
    assert view(made).about is None


def test_identity_is_asked_compared_and_kept_without_what_was_said(owner, asked, aino) -> None:
    made = asked(about=aino)
    asking = {"doubt": "Uusi osoite.", "method": "two_facts", "address": ""}
    owner.post(f"/console/requests/{made}/step/identity/", asking)
    assert view(made).identity == "asked"

    said = {
        "first": "customer.number",
        "first_said": "1001",
        "second": "customer.phones",
        "second_said": "040 555 9876",
    }
    owner.post(f"/console/requests/{made}/step/facts/", said)

    assert view(made).identity == "not_shown"
    page = text(owner.get(f"/console/requests/{made}/"))
    assert "customer.number, customer.phones" in page
    assert "9876" not in page


def test_a_link_is_offered_to_known_addresses_only(owner, asked, aino) -> None:
    made = asked(about=aino)

    page = owner.get(f"/console/requests/{made}/step/identity/").content.decode()
    refused = owner.post(
        f"/console/requests/{made}/step/identity/",
        {"doubt": "x", "method": "known_address", "address": "other@esimerkki.example"},
    )

    assert '<option value="aino@esimerkki.example">' in page
    assert refused.status_code == 422
    assert view(made).identity == "not_asked"


STEPS = {
    "clarify": {"question": "Mitä vuosia?"},
    "extend": {"ground": "complexity", "reasons": "Tuhat viestiä."},
    "refuse": {"kind": "access", "ground": "manifestly_excessive", "reasons": "Sama joka viikko."},
    "fee": {"ground": "manifestly_excessive", "amount": "12,50", "reasons": "Kaksi tuntia työtä."},
}


@pytest.mark.parametrize("key", STEPS)
def test_each_step_shows_its_article_and_is_done(owner, asked, key) -> None:
    made = asked()
    page = text(owner.get(f"/console/requests/{made}/step/{key}/"))
    assert "§ GDPR" in page

    response = owner.post(f"/console/requests/{made}/step/{key}/", STEPS[key])

    assert response.status_code == 302, response.content.decode()
    assert len(queries.events_of(made)) == 2


@pytest.mark.parametrize("key", STEPS)
def test_a_step_that_is_left_empty_changes_nothing(owner, asked, key) -> None:
    made = asked()
    before = traces()

    response = owner.post(f"/console/requests/{made}/step/{key}/", dict.fromkeys(STEPS[key], ""))

    assert response.status_code == 422
    assert traces() == before


def test_an_extension_that_was_sent_on_paper_is_told_by_a_button(owner, asked) -> None:
    made = asked()
    owner.post(f"/console/requests/{made}/step/extend/", STEPS["extend"])
    assert extending.announced(made) is not None

    owner.post(f"/console/requests/{made}/act/extension-told/")

    assert view(made).extended_at is not None


def test_letters_are_printed_as_pdf_and_text(owner, asked) -> None:
    made = asked()
    owner.post(f"/console/requests/{made}/step/extend/", STEPS["extend"])
    event = extending.announced(made)
    assert event is not None

    receipt = owner.get(f"/console/requests/{made}/letters/acknowledged.pdf")
    extension = owner.get(f"/console/requests/{made}/letters/{event.id}.txt")

    assert receipt.content.startswith(b"%PDF")
    assert "Tuhat viestiä." in extension.content.decode()
    assert owner.get(f"/console/requests/{made}/letters/5.txt").status_code == 404


@pytest.mark.parametrize("key", ["leave", "withdraw", "acknowledged-on-paper"])
def test_buttons_do_what_they_say_and_only_by_post(owner, asked, key) -> None:
    made = asked()

    assert owner.get(f"/console/requests/{made}/act/{key}/").status_code == 405
    assert owner.post(f"/console/requests/{made}/act/{key}/").status_code == 302
    assert len(queries.events_of(made)) == 2


def test_a_button_that_is_none_is_not_there(owner, asked) -> None:
    made = asked()

    assert owner.post(f"/console/requests/{made}/act/erase/").status_code == 404
    assert owner.get(f"/console/requests/{made}/step/erase/").status_code == 404


def test_what_has_ended_shows_no_steps_and_says_so(owner, asked) -> None:
    made = asked()
    owner.post(f"/console/requests/{made}/act/withdraw/")

    page = text(owner.get(f"/console/requests/{made}/"))
    again = owner.post(f"/console/requests/{made}/act/leave/")

    assert "Take the request" not in page
    assert again.status_code == 422
    assert view(made).reference in text(owner.get("/console/requests/?show=ended"))


# --- Today and the channels -----------------------------------------------------------------------


def test_today_names_the_next_one_and_what_is_overdue(owner, asked) -> None:
    late = asked(days=50)
    asked(days=1)

    page = text(owner.get("/console/"))

    assert "1 request is overdue" in page
    assert f"The next one: {view(late).reference}" in page


def test_a_channel_that_does_not_answer_is_said_first_thing(owner, register) -> None:
    heartbeat.begin(by=register.owner, at=timezone.now() - timedelta(days=20))

    page = text(owner.get("/console/"))
    channels = text(owner.get("/console/requests/channels/"))

    assert "A channel does not answer" in page
    assert "Does not answer" in channels
    phone = ChannelTest.objects.get(channel__startswith="phone").channel
    owner.post(f"/console/requests/channels/{phone}/confirm/")
    assert ChannelTest.objects.get(channel=phone).confirmed_at is not None


def test_identity_by_link_is_seen_in_the_console(owner, asked, aino, register) -> None:
    made = asked(about=aino)
    owner.post(
        f"/console/requests/{made}/step/identity/",
        {"doubt": "x", "method": "known_address", "address": "aino@esimerkki.example"},
    )
    token = identity.new_link(made, by=register.owner, at=timezone.now())
    identity.confirm_by_link(token, at=timezone.now())

    assert "Showed who they are" in text(owner.get(f"/console/requests/{made}/"))


def test_a_customers_page_shows_what_they_asked_also_after_a_merge(
    owner, accountant, asked, aino, register
) -> None:
    other = create(
        CustomerDraft(kind="person", name="Aino Toinen", emails=("toinen@esimerkki.example",)),
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )
    made = asked(about=aino)
    owner.post(f"/console/requests/{made}/step/take/", {"reason": ""})

    merge_customers(other, aino, purpose="customer_care", by=register.owner, at=timezone.now())

    assert view(made).about == other
    assert view(made).reference in text(owner.get(f"/console/customers/{other}/requests/"))
    assert accountant.get(f"/console/customers/{other}/requests/").status_code == 403

"""The register of breaches in the console, guided from awareness to closing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from seloste.audit.models import Entry
from seloste.breaches import queries
from seloste.breaches.models import Breach
from seloste.customers.operations import finding

LIST = "/console/breaches/"
NEW = f"{LIST}new/"


def moment(**ago: int) -> str:
    """A moment as the browser's field sends it, in Helsinki."""
    then = timezone.now() - timedelta(**ago)
    return then.isoformat(timespec="seconds")


@pytest.fixture
def known() -> dict[str, object]:
    return {
        "aware_at": moment(hours=2),
        "facts": "Luettelo lähti väärään osoitteeseen.",
        "effects": "Osoitteet näkyivät.",
        "measures": "Viesti poistettiin.",
        "natures": ["confidentiality"],
        "categories": ["identity", "contact"],
        "persons": "2",
    }


@pytest.fixture
def breach(owner, known) -> str:
    """A recorded breach's page."""
    answer = owner.post(NEW, known)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_the_empty_register_says_what_to_do(owner) -> None:
    assert "record it here at once" in owner.get(LIST).content.decode()


def test_a_breach_is_recorded_and_its_clock_stands_on_the_page_and_on_today(owner, breach) -> None:
    shown = owner.get(breach).content.decode()

    assert "69 h 59 min left" in shown or "70 h 0 min left" in shown
    for text in (
        "Luettelo lähti väärään osoitteeseen.",
        "Basic data, Contact data",
        "Assess the risk",
    ):
        assert text in shown
    assert "The clock runs" in owner.get("/console/").content.decode()
    assert "Breach 1" in owner.get(LIST).content.decode()


def test_a_breach_lives_to_its_closing(owner, breach) -> None:
    for step, typed in (
        ("assess", {"risk": "high", "reasons": "Nimet ja osoitteet."}),
        ("notify", {"sent_at": moment(minutes=1), "is_complete": "yes", "reasons": "Riski."}),
        ("tell", {"told_at": moment(minutes=1), "reasons": "Sähköpostilla."}),
        ("close", {"reasons": "Kaikki on tehty."}),
    ):
        page = owner.get(f"{breach}{step}/").content.decode()
        assert "GDPR Art. 3" in page
        answer = owner.post(f"{breach}{step}/", typed)
        assert answer.status_code == 302, answer.content.decode()

    view = queries.numbered(1)
    assert (view.state, view.risk, view.telling) == ("closed", "high", "told")
    shown = owner.get(breach).content.decode()
    assert "Notified in time" in shown
    assert "What can be done now" not in shown
    assert "Why: Sähköpostilla." in shown


def test_a_breach_need_not_be_notified_when_there_is_hardly_a_risk(owner, breach) -> None:
    owner.post(f"{breach}assess/", {"risk": "unlikely", "reasons": "Salattu."})
    owner.post(f"{breach}not-notify/", {"reasons": "Salattu."})
    owner.post(f"{breach}not-tell/", {"exemption": "protected", "reasons": "Salattu."})

    assert queries.numbered(1).state == "not_notified"
    assert "Decided: not notified" in owner.get(breach).content.decode()


def test_what_is_known_later_is_written_down_anew(owner, breach, known) -> None:
    form = owner.get(f"{breach}describe/").content.decode()
    assert "Osoitteet näkyivät." in form

    owner.post(f"{breach}describe/", known | {"persons": "14", "happened_at": moment(hours=3)})

    view = queries.numbered(1)
    assert view.persons == 14
    assert view.happened_at < view.aware_at


@pytest.mark.parametrize(
    ("step", "typed", "says"),
    [
        ("assess", {"risk": "high", "reasons": ""}, "The reasons are not written down"),
        ("assess", {"reasons": "Miksi?"}, "This field is required"),
        (
            "notify",
            {"sent_at": "eilen", "is_complete": "no", "reasons": "Riski."},
            "Write it like this",
        ),
        (
            "notify",
            {"sent_at": "2199-01-01T10:00", "is_complete": "no", "reasons": "R."},
            "in the future",
        ),
        ("tell", {"told_at": "", "reasons": "Kirjeellä."}, "Write it like this"),
    ],
)
def test_what_is_wrong_is_said_on_the_form_and_what_was_typed_stays(
    owner, breach, step, typed, says
) -> None:
    owner.post(f"{breach}assess/", {"risk": "risk", "reasons": "Nimet."})
    before = Entry.objects.filter(operation__startswith="breaches.").count()

    answer = owner.post(f"{breach}{step}/", typed)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert says in shown
    assert str(typed["reasons"]) in shown
    assert Entry.objects.filter(operation__startswith="breaches.").count() == before


def test_a_late_notification_asks_why(owner, known) -> None:
    breach = owner.post(NEW, known | {"aware_at": moment(hours=80)})["Location"]
    assert "past the limit" in owner.get(breach).content.decode()
    typed = {"sent_at": moment(minutes=1), "is_complete": "no", "reasons": "Riski."}

    refused = owner.post(f"{breach}notify/", typed)
    taken = owner.post(f"{breach}notify/", typed | {"late_because": "Selvitys kesti."})

    assert "reasons for the delay" in refused.content.decode()
    assert taken.status_code == 302
    assert "Why late: Selvitys kesti." in owner.get(breach).content.decode()


def test_a_breach_of_the_future_is_not_recorded(owner, known) -> None:
    answer = owner.post(NEW, known | {"aware_at": moment(hours=-2)})

    assert answer.status_code == 422
    assert not Breach.objects.exists()


def test_what_a_processor_told_is_recorded(owner, known) -> None:
    told = {"processor": "accounting_firm", "processor_told_at": known["aware_at"]}

    breach = owner.post(NEW, known | told)["Location"]

    assert "Esimerkkitilit Oy, " in owner.get(breach).content.decode()


@pytest.mark.parametrize(
    ("to", "code", "says"),
    [("authority", "fi", "Ilmoitus henkilötietojen"), ("persons", "sv", "Dina personuppgifter")],
)
def test_a_draft_is_there_to_copy(owner, breach, to, code, says) -> None:
    shown = owner.get(f"{breach}drafts/{to}/{code}/").content.decode()

    assert says in shown
    assert "Luettelo lähti väärään osoitteeseen." in shown
    assert owner.get(f"{breach}drafts/{to}/xx/").status_code == 404


@pytest.mark.parametrize("to", ["authority", "persons"])
def test_a_draft_is_there_on_paper(owner, breach, to) -> None:
    letter = owner.get(f"{breach}drafts/{to}/sv/?form=pdf")

    assert letter["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF-")


def test_a_scope_is_counted_kept_and_taken_away(owner, breach, aino, register) -> None:
    finding.open_customer(aino, purpose="customer_care", by=register.support, at=register.at)
    handle = _owners_handle()
    owner.get(f"/console/customers/{aino}/")
    window = {"account": handle, "since": moment(hours=1), "until": moment(hours=-1)}

    counted = owner.post(f"{breach}scope/", window).content.decode()
    taken = owner.post(f"{breach}scope/persons/", window)
    kept = owner.post(f"{breach}scope/", window | {"keep": "yes"})

    assert "1 person, opened" in counted
    assert "Customer care" in counted
    assert "Aino" not in counted
    assert "attachment" in taken["Content-Disposition"]
    assert "Aino Esimerkki" in b"".join(taken.streaming_content).decode()
    assert kept.status_code == 302
    assert f"{handle}: 1 person" in owner.get(breach).content.decode()


def test_who_may_not_use_the_files_sees_none(support, breach) -> None:
    assert "Breaches" not in support.get("/console/").content.decode()
    for address in (LIST, NEW, breach, f"{breach}assess/", f"{breach}scope/"):
        assert support.get(address).status_code == 403


def test_a_step_that_does_not_follow_is_refused(owner, breach) -> None:
    assert "does not follow" in owner.get(f"{breach}close/").content.decode()
    assert owner.get(f"{breach}dance/").status_code == 404


def _owners_handle() -> str:
    line = Entry.objects.filter(operation="breaches.recorded").first()
    return line.actor

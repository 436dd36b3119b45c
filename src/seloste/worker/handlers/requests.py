"""Letters to those who asked, reminders to the controller, and tests of the channels."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from seloste.kernel.actors import system
from seloste.notice import queries as notices
from seloste.notice.rendering import words
from seloste.notice.values import Notice
from seloste.outbox.errors import WillNeverTake
from seloste.outbox.services import mail
from seloste.outbox.values import Letter
from seloste.rights import messages, queries
from seloste.rights.errors import NoSuchRequest, NoSuchTest, NotAsked, NotOpen, TooLateToExtend
from seloste.rights.letters.document import LetterDocument
from seloste.rights.letters.plain import as_text
from seloste.rights.operations import acknowledging, extending, heartbeat, identity, reminding
from seloste.rights.operations.linking import LASTS
from seloste.rights.operations.opening import OpenedRequest, open_request
from seloste.rights.services import own_form
from seloste.rights.values import EventView

_BY = system("worker")


# --- Letters to whoever asked ---------------------------------------------------------------------


def acknowledge(key: int, at: datetime) -> None:
    """Tell whoever asked that the request arrived; without an address a letter is printed."""
    try:
        opened = open_request(key, by=_BY, at=at)
    except NoSuchRequest:
        return
    if opened.view.acknowledged_at is not None or opened.view.state == "withdrawn":
        return
    if not opened.file.reached_at:
        print_instead(key, messages.RECEIPT, at)
        return
    letter = messages.receipt(opened, notice=_notice(at), today=_today(at))
    _send(letter, opened, name=f"receipt-{key}", at=at)
    acknowledging.acknowledged(key, "email", by=_BY, at=at)


def acknowledgement_failed(key: int, _reason: str, at: datetime) -> None:
    """Leave the receipt to be printed: the address takes no mail."""
    print_instead(key, messages.RECEIPT, at)


def question(key: int, at: datetime) -> None:
    """Send a question or a fee that is written down with the event."""
    found = _event(key, at)
    if found is None or not found[0].view.is_open:
        return
    opened, event = found
    if not opened.file.reached_at:
        print_instead(opened.view.id, event.code, at)
        return
    letter = messages.letter_about(event, opened, notice=_notice(at), today=_today(at))
    _send(letter, opened, name=f"{event.code.replace('_', '-')}-{key}", at=at)


def question_failed(key: int, _reason: str, at: datetime) -> None:
    """Leave the letter to be printed."""
    request, event = queries.event(key)
    print_instead(request, event.code, at)


def extension(key: int, at: datetime) -> None:
    """Tell whoever asked that the answer takes longer: from then on it may."""
    found = _event(key, at)
    if found is None or not found[0].view.is_open:
        return
    opened, event = found
    pending = extending.announced(opened.view.id)
    if pending is None or pending.id != key:
        return
    if _today(at) > opened.view.clock.first_end:
        extending.not_told(opened.view.id, by=_BY, at=at)
        return
    if not opened.file.reached_at:
        print_instead(opened.view.id, event.code, at)
        return
    letter = messages.letter_about(event, opened, notice=_notice(at), today=_today(at))
    _send(letter, opened, name=f"extension-{key}", at=at)
    try:
        extending.told(opened.view.id, "email", by=_BY, at=at)
    except TooLateToExtend:
        extending.not_told(opened.view.id, by=_BY, at=at)


def identity_link(key: int, at: datetime) -> None:
    """Send the one-time link to the address that the register knew before."""
    found = _event(key, at)
    if found is None:
        return
    opened, event = found
    address = str(opened.notes.get(key, {}).get("address", ""))
    if opened.view.identity != "asked" or not address:
        return
    service = mail()  # before a link is made: without one there is nothing to send it with
    try:
        token = identity.new_link(opened.view.id, by=_BY, at=at)
    except (NotAsked, NotOpen):
        return
    language = opened.view.language
    path = reverse("public:confirm", kwargs={"language": language, "token": token})
    with translation.override(language):
        said = gettext("Confirm the request by this link. It works once, until %(day)s:") % {
            "day": words.day((at + LASTS).date(), language)
        }
    letter = messages.letter_about(event, opened, notice=_notice(at), today=_today(at))
    text = as_text(letter, also=[said, settings.SELOSTE_ADDRESS + path])
    service.send(Letter(address, _subject(letter, opened), text, _reply_to(at)))


def print_instead(request: int, what: str, at: datetime) -> None:
    """Let the letter be printed, once: it is on the page of the request."""
    events = queries.events_of(request)
    if not any(event.code == "to_print" and event.detail == what for event in events):
        acknowledging.to_be_printed(request, what, by=_BY, at=at)


# --- Reminders and tests --------------------------------------------------------------------------


def remind(key: int, at: datetime) -> None:
    """Remind the controller of a request, at its own address. Nothing of the person is said."""
    request = reminding.request_of(key)
    notice = _notice(at)
    to = notice.controller.email if notice.controller else None
    if request is None or not to:
        return
    view = queries.request(request, at=at)
    if not view.is_open:
        return
    with translation.override(settings.LANGUAGE_CODE):
        facts = {
            "number": view.reference,
            "safe": words.day(view.due.safe, "fi"),
            "latest": words.day(view.due.latest, "fi"),
        }
        overdue = _today(at) > view.due.safe
        subject = (
            gettext("Request %(number)s is overdue")
            if overdue
            else gettext("Request %(number)s is to be answered by %(safe)s")
        )
        text = gettext(
            "Request %(number)s is not answered yet. Safe: %(safe)s. The law's last day: %(latest)s."
        )
        path = settings.SELOSTE_ADDRESS + reverse("console:request", args=[view.id])
        letter = Letter(to, subject % facts, f"{text % facts}\n\n{path}\n", id=f"reminder-{key}")
    mail().send(letter)
    reminding.sent(key, at=at)


def test_form(key: int, at: datetime) -> None:
    """Send a test through the public form, over the network."""
    try:
        channel = heartbeat.channel_of(key, at=at)
        token = heartbeat.new_token(key)
    except NoSuchTest:
        return
    address = channel.address or settings.SELOSTE_ADDRESS + reverse("public:ask-anyhow")
    own_form().send_test(address, token)
    heartbeat.failed(key, "not_confirmed", by=_BY, at=at)  # nothing, when it was confirmed


def test_email(key: int, at: datetime) -> None:
    """Send a test to an address of the notice; whoever reads it there confirms it."""
    try:
        channel = heartbeat.channel_of(key, at=at)
    except NoSuchTest:
        return
    if not channel.address:
        raise WillNeverTake("no_address")
    service = mail()
    token = heartbeat.new_token(key)
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("public:channel-works", kwargs={"language": "fi", "token": token})
        text = gettext(
            "This is a test: requests of data subjects may arrive at this address. Confirm within "
            "three days that it was read here:"
        )
        subject = gettext("Test of the address for requests")
    text = f"{text}\n\n{settings.SELOSTE_ADDRESS}{path}\n"
    service.send(Letter(channel.address, subject, text, id=f"test-{key}-{int(at.timestamp())}"))


def test_failed(key: int, reason: str, at: datetime) -> None:
    """Raise the alarm: the channel does not work."""
    heartbeat.failed(key, reason, by=_BY, at=at)


# --- The pieces -----------------------------------------------------------------------------------


def _event(key: int, at: datetime) -> tuple[OpenedRequest, EventView] | None:
    try:
        request, event = queries.event(key)
        return open_request(request, by=_BY, at=at), event
    except NoSuchRequest:
        return None


def _send(letter: LetterDocument, opened: OpenedRequest, *, name: str, at: datetime) -> None:
    to, text = opened.file.reached_at, as_text(letter)
    mail().send(Letter(to, _subject(letter, opened), text, _reply_to(at), id=name))


def _subject(letter: LetterDocument, opened: OpenedRequest) -> str:
    return f"{letter.title} ({opened.view.reference})"


def _reply_to(at: datetime) -> str:
    """Return the address of the notice at which requests arrive."""
    contact = _notice(at).contact
    channels = contact.channels if contact else ()
    return next((each.address or "" for each in channels if each.kind == "email"), "")


def _notice(at: datetime) -> Notice:
    return notices.in_force(at).notice


def _today(at: datetime) -> date:
    return at.astimezone(ZoneInfo(_notice(at).time_zone)).date()

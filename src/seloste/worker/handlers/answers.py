"""Sending the link to an answer, telling of the end of a restriction, erasing a fetched copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
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
from seloste.rights import queries
from seloste.rights.errors import NoSuchRequest
from seloste.rights.letters.plain import as_text
from seloste.rights.messages import letter_about
from seloste.rights.operations import answering, fetching, restriction
from seloste.rights.operations.acknowledging import to_be_printed
from seloste.rights.operations.opening import OpenedRequest, open_request

_BY = system("worker")


def send(key: int, at: datetime) -> None:
    """Send the link behind which the answer lies. The e-mail holds nothing else."""
    opened = _open(key, at)
    if opened is None or opened.view.answered_at is None:
        return
    if not opened.file.reached_at:
        raise WillNeverTake("no_address")
    service = mail()  # before a link is made: without one there is nothing to send it with
    token = answering.new_answer_link(key, by=_BY, at=at)
    service.send(_letter_with_link(opened, token, at))
    answering.answer_told(key, "link", by=_BY, at=at)


def not_sent(key: int, _reason: str, at: datetime) -> None:
    """Leave the answer to be printed: the address takes no mail."""
    to_be_printed(key, "answer", by=_BY, at=at)


def lifting(key: int, at: datetime) -> None:
    """Tell the person that a restriction will end; without an address a letter is printed."""
    try:
        request, event = queries.event(key)
    except NoSuchRequest:
        return
    opened = _open(request, at)
    if opened is None:
        return
    if not opened.file.reached_at:
        to_be_printed(request, restriction.ANNOUNCED, by=_BY, at=at)
        return
    notice = notices.in_force(at).notice
    today = at.astimezone(ZoneInfo(notice.time_zone)).date()
    letter = letter_about(event, opened, notice=notice, today=today)
    subject = f"{letter.title} ({opened.view.reference})"
    to = opened.file.reached_at
    mail().send(Letter(to, subject, as_text(letter), _reply_to(notice), id=f"lifting-{key}"))
    restriction.lifting_told(request, "email", by=_BY, at=at)


def forget_copy(key: int, at: datetime) -> None:
    """Erase the files that went with an answer: its link has ended."""
    if _open(key, at) is not None:
        fetching.forget_copy(key, by=_BY, at=at)


def _letter_with_link(opened: OpenedRequest, token: str, at: datetime) -> Letter:
    notice = notices.in_force(at).notice
    view = opened.view
    with translation.override(view.language):
        path = reverse("public:fetch-answer", kwargs={"language": view.language, "token": token})
        facts: Mapping[str, Any] = {
            "number": view.reference,
            "day": words.day((at + answering.LINK_LASTS).date(), view.language),
            "controller": notice.controller.name if notice.controller else "",
        }
        subject = gettext("Your request %(number)s has been answered") % facts
        text = (
            gettext(
                "Your request %(number)s has been answered.\n\n"
                "Fetch the answer behind this link. It works once, until %(day)s:"
            )
            % facts
        )
        after = gettext("Nothing about you is in this message. Do not pass the link on.")
    body = f"{text}\n\n{settings.SELOSTE_ADDRESS}{path}\n\n{after}\n\n{facts['controller']}\n"
    return Letter(opened.file.reached_at, subject, body, _reply_to(notice))


def _reply_to(notice: Notice) -> str:
    """Return the address of the notice at which requests arrive."""
    channels = notice.contact.channels if notice.contact else ()
    return next((each.address or "" for each in channels if each.kind == "email"), "")


def _open(request: int, at: datetime) -> OpenedRequest | None:
    try:
        return open_request(request, by=_BY, at=at)
    except NoSuchRequest:
        return None

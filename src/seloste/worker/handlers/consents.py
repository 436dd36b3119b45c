"""Sending people the link to confirm by, and receipts."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from seloste.consents.operations import sending
from seloste.kernel.actors import system
from seloste.outbox import services
from seloste.outbox.errors import WillNeverTake

_BY = system("worker")


def confirm(link: int, at: datetime) -> None:
    """Send the link, unless it works no more."""
    base = settings.SELOSTE_ADDRESS.rstrip("/")
    outgoing = sending.letter_to_confirm(link, base=base, by=_BY, at=at)
    if outgoing is None:
        return
    if outgoing.letter is None:
        raise WillNeverTake("no_address")
    services.mail().send(outgoing.letter)
    sending.sent_to_confirm(link, address=outgoing.letter.to, by=_BY, at=at)


def receipt(event: int, at: datetime) -> None:
    """Send the receipt; without mail or an address it waits to be printed."""
    outgoing = sending.letter_of_receipt(event, by=_BY, at=at)
    if outgoing is None:
        return
    if outgoing.letter is None or not services.mail_is_set_up():
        sending.receipt_not_sent(event, by=_BY, at=at)
        return
    services.mail().send(outgoing.letter)
    sending.receipt_sent(event, by=_BY, at=at)


def receipt_given_up(event: int, _reason: str, at: datetime) -> None:
    """Let the receipt be printed instead."""
    sending.receipt_not_sent(event, by=_BY, at=at)

"""What is sent to a person: the link to confirm by, and a receipt of each thing they said.

The worker reads in one transaction, hands the letter over outside any, and records in another.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.audit.recording import record
from seloste.consents import letters, queries, rules
from seloste.consents.addresses import reached
from seloste.consents.errors import NoSuchReceipt
from seloste.consents.models import Link, Receipt
from seloste.consents.operations.giving import CONFIRM
from seloste.consents.receipts import receipt_json
from seloste.consents.values import Outgoing, ReceiptView
from seloste.customers.writing import Moment
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.outbox.values import Letter
from seloste.vault.marks import secret_of


@transaction.atomic(durable=True)
def letter_to_confirm(link_id: int, *, base: str, by: Actor, at: datetime) -> Outgoing | None:
    """Return the letter with the link, or None when there is nothing to send any more.

    Args:
        link_id: which link.
        base: public address of the register, without a slash at its end.
        by: the worker.
        at: now, UTC.
    """
    link = Link.objects.filter(id=link_id, use="confirm").select_related("event").first()
    if link is None or link.event is None or not _is_open(link, at):
        return None
    moment = Moment(notices.in_force(at), by, at)
    address = next(iter(reached(PersonId(link.person), moment).emails), "")
    if not address:
        return Outgoing(None)
    language = cast("Language", link.language)
    text = queries.texts_of([link.event.wording_id or ""]).get(link.event.wording_id or "", "")
    subject, body = letters.to_confirm(
        moment.notice,
        text=text,
        address=f"{base}/consents/{secret_of(link.id, use=CONFIRM)}/",
        until=Moment(moment.edition, by, cast("datetime", link.expires_at)).day,
        language=language,
    )
    return Outgoing(Letter(address, subject, body, id=f"consent-{link.id}"))


@transaction.atomic(durable=True)
def sent_to_confirm(link_id: int, *, address: str, by: Actor, at: datetime) -> None:
    """Note that the link went out, with a mark of the address it went to."""
    link = Link.objects.filter(id=link_id, sent_to="").first()
    if link is None:
        return
    Link.objects.filter(id=link_id).update(sent_to=queries.mark_of(address))
    record("consents.link_sent", by=by, at=at, about=PersonId(link.person), ref=str(link_id))


@transaction.atomic(durable=True)
def letter_of_receipt(event_id: int, *, by: Actor, at: datetime) -> Outgoing | None:
    """Return the letter with a receipt, or None when none is owed any more."""
    receipt = Receipt.objects.filter(event_id=event_id, state="owed").first()
    event = queries.event(event_id)
    if receipt is None or event is None:
        return None
    moment = Moment(notices.in_force(at), by, at)
    found = reached(event.person, moment)
    address = next(iter(found.emails), "")
    if not address:
        return Outgoing(None)
    view = _view(event_id, language=event.language or found.language)
    return Outgoing(Letter(address, view.subject, view.text, id=f"receipt-{event_id}"))


@transaction.atomic(durable=True)
def receipt_sent(event_id: int, *, by: Actor, at: datetime) -> None:
    """Note that the receipt went out."""
    _settle(event_id, "owed", "sent", by=by, at=at)


@transaction.atomic(durable=True)
def receipt_not_sent(event_id: int, *, by: Actor, at: datetime) -> None:
    """Note that the receipt cannot go by e-mail: somebody prints it, or hands it over."""
    _settle(event_id, "owed", "to_print", by=by, at=at)


@transaction.atomic(durable=True)
def receipt_printed(event_id: int, *, by: Actor, at: datetime) -> None:
    """Note that the person has got the receipt on paper.

    Raises:
        NoSuchReceipt: there is none that waits for it.
    """
    states = ("to_print", "owed", "sent")
    if not any(_settle(event_id, state, "printed", by=by, at=at) for state in states):
        raise NoSuchReceipt


@transaction.atomic
def receipt_of(event_id: int, *, language: Language) -> ReceiptView:
    """Return the receipt of an event: to read, and for machines.

    Raises:
        NoSuchReceipt: there is no such event.

    Source: ISO/IEC TS 27560:2023, 6.3 and 6.4.
    """
    return _view(event_id, language=language)


def _view(event_id: int, *, language: Language) -> ReceiptView:
    event = queries.event(event_id)
    if event is None:
        raise NoSuchReceipt
    notice = notices.edition(event.edition).notice
    text = queries.texts_of([event.wording]).get(event.wording, "")
    subject, body = letters.receipt(event, text=text, notice=notice, language=language)
    return ReceiptView(subject, body, receipt_json(event, text=text, notice=notice))


def _settle(event_id: int, before: str, after: str, *, by: Actor, at: datetime) -> bool:
    event = queries.event(event_id)
    rows = Receipt.objects.filter(event_id=event_id, state=before)
    if event is None or not rows.update(state=after, at=at):
        return False
    record(f"consents.receipt_{after}", by=by, at=at, about=event.person, ref=str(event_id))
    return True


def _is_open(link: Link, at: datetime) -> bool:
    return rules.link_is_open(at=at, expires_at=link.expires_at, used_at=link.used_at)

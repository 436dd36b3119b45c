"""Telling recipients what they are owed, and asking again when no answer comes."""

from __future__ import annotations

from datetime import datetime

from seloste.disclosures import operations, queries, telling
from seloste.disclosures.errors import (
    ConnectorsExposed,
    ConnectorsUnreadable,
    NothingLeftToTell,
)
from seloste.disclosures.ports import Connector
from seloste.disclosures.rules import ASKED_AT_MOST
from seloste.disclosures.services import connector_of
from seloste.disclosures.values import DutyView, Message
from seloste.kernel.actors import system
from seloste.outbox.errors import NotSetUp, TryLater
from seloste.readings.errors import NotAllowed

_BY = system("worker")


def send(key: int, at: datetime) -> None:
    """Tell the recipient, if a connector is set up for it; otherwise it waits for a person."""
    duty = queries.duty(key)
    if duty is not None and duty.state == "owed":
        _tell(duty, at)


def chase(key: int, at: datetime) -> None:
    """Tell the recipient once more what it has not acknowledged; after some times a person does."""
    duty = queries.duty(key)
    if duty is not None and duty.state == "sent" and duty.attempts < ASKED_AT_MOST:
        _tell(duty, at)


def give_up(key: int, _reason: str, at: datetime) -> None:
    """Leave it to a person: the duty stays as it is and is shown."""
    operations.not_reached(key, by=_BY, at=at)


def _tell(duty: DutyView, at: datetime) -> None:
    connector = _connector(duty.recipient)
    if connector is None:
        return
    try:
        message = telling.compose(duty.id, by=_BY, at=at)
    except (NotAllowed, NothingLeftToTell):
        # The program may not open it, or nothing is left: somebody has to look.
        operations.not_reached(duty.id, by=_BY, at=at)
        return
    if connector.is_repeatable or operations.begin_telling(duty.id, by=_BY, at=at):
        acknowledged = _told(connector, message, at)
        operations.told(duty.id, acknowledged=acknowledged, by=_BY, at=at)


def _told(connector: Connector, message: Message, at: datetime) -> bool:
    try:
        return connector.tell(message, at=at)
    except TryLater:
        operations.not_taken(message.duty)
        raise


def _connector(recipient: str) -> Connector | None:
    """Return the connector; while its file cannot be used, the work waits.

    Raises:
        NotSetUp: as it says.
    """
    try:
        return connector_of(recipient)
    except (ConnectorsExposed, ConnectorsUnreadable):
        raise NotSetUp("connectors_file") from None

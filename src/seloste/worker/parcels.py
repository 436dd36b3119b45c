"""Doing what is owed: each parcel on its own, so that one that fails stops no other."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils import timezone

from seloste.outbox import operations as outbox
from seloste.outbox.errors import NotSetUp, TryLater, WillNeverTake
from seloste.outbox.values import Parcel
from seloste.worker.handlers.registry import HANDLERS, Handler

logger = logging.getLogger(__name__)

AT_MOST = 45.0
"""Seconds that one round gives to parcels; what is left waits for the next."""

Clock = Callable[[], datetime]


def do_due(
    *,
    stopped: Callable[[], bool] = lambda: False,
    handlers: Mapping[str, Handler] = HANDLERS,
    clock: Clock = timezone.now,
) -> int:
    """Do what is due and return how many parcels were taken, done or not.

    Args:
        stopped: asked before each parcel whether to leave the rest.
        handlers: who does what.
        clock: read once for each parcel.
    """
    taken, until = 0, time.monotonic() + AT_MOST
    while not stopped() and time.monotonic() < until:
        now = clock()
        parcel = outbox.claim(at=now)
        if parcel is None:
            break
        taken += 1
        _do(parcel, handlers.get(parcel.kind), now)
    return taken


def _do(parcel: Parcel, handler: Handler | None, now: datetime) -> None:
    try:
        _attempt(parcel, handler, now)
    except Exception as failure:  # noqa: BLE001 - one parcel must not stop the others
        # The kind only: a message may hold what belongs in no log.
        logger.warning("%s %d failed: %s", parcel.kind, parcel.key, type(failure).__name__)
        if not outbox.try_later(parcel, reason="failed", at=now):
            outbox.gave_up(parcel, reason="failed", at=now)


def _attempt(parcel: Parcel, handler: Handler | None, now: datetime) -> None:
    if handler is None:  # posted by a newer version, or a mistake of ours
        outbox.keep_waiting(parcel, reason="no_handler", at=now)
        return
    try:
        handler.do(parcel.key, now)
    except NotSetUp as missing:
        outbox.keep_waiting(parcel, reason=missing.reason, at=now)
    except TryLater as later:
        if not outbox.try_later(parcel, reason=later.reason, at=now):
            _give_up(parcel, handler, later.reason, now)
    except WillNeverTake as never:
        _give_up(parcel, handler, never.reason, now)
    else:
        outbox.done(parcel)


def _give_up(parcel: Parcel, handler: Handler, reason: str, now: datetime) -> None:
    if handler.give_up is not None:
        handler.give_up(parcel.key, reason, now)
    outbox.gave_up(parcel, reason=reason, at=now)

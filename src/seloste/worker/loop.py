"""The worker's loop: looks after the register once a minute until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import connections
from django.utils import timezone

from seloste.audit.checkpointing import make_checkpoint
from seloste.backups.errors import AtWork
from seloste.backups.operations import backing_up, drilling
from seloste.consents.operations.refusing import extend_bans
from seloste.evidence.operations import examine
from seloste.evidence.queries import last_report
from seloste.kernel.actors import system
from seloste.notice.queries import editions
from seloste.readings.retention import cut_log, log_kept_since
from seloste.retention.operations.reckoning import bring_up_to_date
from seloste.retention.operations.running import is_night_done, run
from seloste.rights.operations.form_use import forget_uses
from seloste.rights.operations.heartbeat import begin as begin_tests
from seloste.rights.operations.reminding import remind
from seloste.vault import ledger
from seloste.vault.erasing import scrub
from seloste.worker.parcels import do_due

logger = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two rounds."""

Step = Callable[[datetime], object]


class Worker:
    """Runs beside the web server, or alone."""

    def __init__(self, *, every: float = EVERY) -> None:
        self._every = every
        self._stopped = threading.Event()
        self._cut_before: datetime | None = None
        self._pages_gone_through = 0
        self._bans_kept_for: int | None = None
        self._requests_seen_at: datetime | None = None
        self._thread = threading.Thread(target=self.run, name="seloste-worker", daemon=True)

    def start(self) -> None:
        """Run in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Tell the loop to end; the last round is done before it does."""
        self._stopped.set()

    def join(self) -> None:
        """Wait for the thread to end."""
        self._thread.join()

    def run(self) -> None:
        """Do a round at once, then one each minute, and one at the end."""
        self._round()
        while not self._stopped.wait(self._every):
            self._round()
        self._round()

    def _round(self) -> None:
        """Do what is due. A failure is told to the log, and tried again in the next round."""
        try:
            now = timezone.now()
            for step in self._steps():
                self._take(step, now)
        finally:
            connections.close_all()

    def _steps(self) -> tuple[Step, ...]:
        """Return what a round consists of, in order. One that fails stops no other."""
        return (
            make_checkpoint,
            self._cut_log,
            self._keep_periods,
            self._let_go_of_pages,
            self._keep_bans,
            self._back_up,
            self._examine,
            self._see_to_requests,
            self._do_parcels,
        )

    def _take(self, step: Step, now: datetime) -> None:
        try:
            step(now)
        except Exception as failure:  # noqa: BLE001 - the one place; the loop must go on
            # The kind only: a message may hold what belongs in no log.
            logger.warning("The worker's round failed: %s", type(failure).__name__)

    def _do_parcels(self, _now: datetime) -> None:
        do_due(stopped=self._stopped.is_set)

    def _see_to_requests(self, now: datetime) -> None:
        """Once an hour: remind of requests that are due, test the channels by which they come."""
        if self._requests_seen_at is None or now - self._requests_seen_at >= timedelta(hours=1):
            self._requests_seen_at = now  # first: what is refused now is refused in a minute too
            forget_uses(at=now)
            remind(by=system("worker"), at=now)
            begin_tests(by=system("worker"), at=now)

    def _keep_bans(self, now: datetime) -> None:
        """Let a no to all marketing reach new purposes: at the start, and when the notice changed."""
        number = next((line.number for line in editions() if line.in_force_at <= now), None)
        if number is not None and number != self._bans_kept_for:
            extend_bans(by=system("worker"), at=now)
            self._bans_kept_for = number

    def _cut_log(self, now: datetime) -> None:
        """Remove lines past their day: at the start, each new day, and when the notice changed."""
        before = log_kept_since(now)
        if before is not None and before != self._cut_before:
            cut_log(by=system("worker"), at=now)
            self._cut_before = before

    def _keep_periods(self, now: datetime) -> None:
        """Carry out the storage periods once a day, by the days that the notice in force gives."""
        bring_up_to_date(by=system("worker"), at=now)
        if not is_night_done(now):
            run(by=system("worker"), at=now)

    def _let_go_of_pages(self, _now: datetime) -> None:
        """After an erasure, whoever did it: old pages that a reader held then go now."""
        latest = ledger.latest()
        if latest != self._pages_gone_through and scrub():
            self._pages_gone_through = latest

    def _back_up(self, now: datetime) -> None:
        """Make the archives that are due, renew copies of keys after an erasure, hold a drill."""
        by = system("worker")
        with suppress(AtWork):  # the next round comes in a minute
            backing_up.look_after(by=by, at=now)
            drilling.look_after(by=by, at=now)

    def _examine(self, now: datetime) -> None:
        """Look once a day whether the notice holds: the public page tells the day."""
        last = last_report()
        if last is None or now - last.at >= timedelta(days=1):
            examine(by=system("worker"), at=now)

"""`seloste worker`: the worker alone."""

from __future__ import annotations

import signal

import click
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option
from seloste.worker.loop import Worker


@click.command(
    help=str(
        _(
            "Run the worker alone, for a register that is served with --no-worker.\n\n"
            "Example: seloste worker"
        )
    )
)
@home_option
def worker() -> None:
    at = timezone.now()
    register.recover_at_start(at)
    register.require(at)
    running = Worker()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _signal, _frame: running.stop())
    running.run()

"""`seloste serve`: the web pages and the worker in one process."""

from __future__ import annotations

import logging
import os
import signal
import sys
from types import FrameType
from typing import Any

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from waitress.server import create_server

from seloste.cli import register
from seloste.cli.addresses import host_and_port, public_address
from seloste.cli.errors import AddressInUse
from seloste.cli.options import bind_option, home_option
from seloste.worker.loop import Worker

_MOST_ASKED = 2 * 1024 * 1024
_MOST_ANSWERED = 1024 * 1024 * 1024


@click.command(
    help=str(
        _(
            "Serve the register: web pages and the worker together, until Ctrl-C.\n\n"
            "Example: seloste serve --bind 127.0.0.1:8000"
        )
    )
)
@home_option
@bind_option
@click.option(
    "--no-worker", is_flag=True, help=str(_("The worker runs elsewhere: seloste worker."))
)
def serve(*, bind: str, no_worker: bool) -> None:
    register.bring_up_to_date(timezone.now())
    run(bind, with_worker=not no_worker)


def run(bind: str, *, with_worker: bool) -> None:
    """Listen, say where, and stay until a signal ends it; then make a last checkpoint.

    Raises:
        AddressInUse: nothing can be served there.
    """
    # Here, after the tables are there: it loads every page.
    from django.core.wsgi import get_wsgi_application

    host, port = host_and_port(bind)
    (settings.HOME / "static").mkdir(mode=0o700, exist_ok=True)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    # Only a proxy on this machine may say whom it speaks for.
    proxy: dict[str, Any] = {
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }
    behind_proxy = bool(settings.SELOSTE_HOSTS)
    try:
        server = create_server(
            get_wsgi_application(),
            host=host or "127.0.0.1",
            port=port,
            threads=8,
            ident="",
            clear_untrusted_proxy_headers=True,
            # Beyond these, waitress would put what passes into temporary files, in clear.
            max_request_body_size=_MOST_ASKED,
            inbuf_overflow=2 * _MOST_ASKED,
            outbuf_overflow=_MOST_ANSWERED,
            **(proxy if behind_proxy else {}),
        )
    except OSError:
        raise AddressInUse(bind=bind) from None
    bound = f"{host}:{server.effective_port}" if port == 0 else bind
    if "SELOSTE_ADDRESS" not in os.environ:
        settings.SELOSTE_ADDRESS = public_address(bound)
    worker = Worker() if with_worker else None
    if worker:
        worker.start()
    signal.signal(signal.SIGTERM, _end)
    address = gettext("Seloste is at %(address)s") % {"address": public_address(bound)}
    sys.stdout.write(address + "\n")
    sys.stdout.flush()
    server.run()
    server.close()
    if worker:
        worker.stop()
        worker.join()


def _end(_signal: int, _frame: FrameType | None) -> None:
    """Leave waitress's loop as Ctrl-C does: what is under way is finished first."""
    raise SystemExit(0)

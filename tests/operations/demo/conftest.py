from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from seloste.demo import agenda, editions
from seloste.demo.operations import fill
from seloste.kernel.actors import system
from tests.register import initialise, register

EXAMPLE = (Path(__file__).parents[3] / "notices" / "palvelin-example.yaml").read_bytes()
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
BY = system("cli")

__all__ = ["register"]


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The invented business, made once for all tests of a module: they only look at it."""
    with django_db_blocker.unblock():
        initialise(settings.HOME)
        present = editions.present(EXAMPLE, in_force_from=agenda.present_from(AT))
        fill(by=BY, at=AT, customers=55, notice=present)
        yield
        for alias in ("default", "keys"):
            call_command("flush", database=alias, interactive=False, verbosity=0)

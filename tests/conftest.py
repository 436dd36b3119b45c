"""What every test stands on: a home of its own, the database asked for, and the browser.

SELOSTE_TEST_DATABASE=postgresql runs the tests that touch a database on PostgreSQL, and leaves
the others out: they do not care.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import postgresql
from tools import browser

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
ABOUT_LOOKS = {"browser", "console", "public"}
# A test that asks for one of these touches a database.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "register_environment", "founded"}


def make_home() -> Path:
    """Make a home that only this process has, before Django's settings look for one."""
    made = Path(tempfile.mkdtemp(prefix=f"seloste-home-{WORKER}"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


# Django's settings read the environment once, when they are first touched, and test modules
# import models as soon as they are collected. So this runs here and not in a fixture, and
# pytest-django is not told the settings in pyproject.toml: it would load them before this file.
if "DJANGO_SETTINGS_MODULE" in os.environ:
    raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: tests choose their own settings.")

for name in [name for name in os.environ if name.startswith("SELOSTE_")]:
    if not name.startswith("SELOSTE_TEST_"):
        del os.environ[name]  # a developer's own register stays out of it
HOME = make_home()
os.environ["SELOSTE_HOME"] = str(HOME)
if postgresql.is_wanted():
    postgresql.start()
    os.environ["SELOSTE_DATABASE_URL"] = postgresql.url("seloste")
# Playwright runs an event loop in the thread of the test; Django would mind.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["DJANGO_SETTINGS_MODULE"] = "seloste.config.settings"

import django  # noqa: E402

django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # xdist's workers inherit it, and would load it too soon

# How fast a machine is says nothing about whether a property holds.
hypothesis_settings.register_profile(
    "seloste", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("seloste")


# --- Which tests run where ------------------------------------------------------------------------


def depends_on_database(item: pytest.Item) -> bool:
    """Whether another database can make a difference. How pages look does not depend on it.

    The pages of the console and of the public call the operations that are tested on both; the main
    job is done in a browser on both.
    """
    folder = item.path.relative_to(item.config.rootpath / "tests").parts[0]
    is_about_looks = folder in ABOUT_LOOKS and "main_job" not in item.name
    return touches_database(item) and not is_about_looks


def touches_database(item: pytest.Item) -> bool:
    """Whether a test has anything to do with a database."""
    return (
        item.get_closest_marker("django_db") is not None
        or item.get_closest_marker("postgresql") is not None
        or bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))
    )


def let_at_keys_too(item: pytest.Item) -> None:
    """Let a test with a database at both of them: hardly an operation does with one."""
    fixtures = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    if marker is None and not fixtures & {"db", "transactional_db", "live_server"}:
        return
    stated = {} if marker is None else dict(marker.kwargs)
    if fixtures & {"transactional_db", "live_server"}:
        stated["transaction"] = True
    stated.setdefault("databases", ["default", "keys"])
    item.add_marker(pytest.mark.django_db(**stated), append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        let_at_keys_too(item)
    on_postgresql = postgresql.is_wanted()
    wrong, why = ("sqlite", "PostgreSQL") if on_postgresql else ("postgresql", "SQLite")
    for item in items:
        if item.get_closest_marker(wrong):
            item.add_marker(pytest.mark.skip(reason=f"not a question on {why}"))
    if on_postgresql:
        left_out = [item for item in items if not depends_on_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if depends_on_database(item)]


# --- Databases ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Give each worker databases of its own.

    On SQLite they are the real files in the home, so that what is looked for in the files can be
    there. On PostgreSQL, one database with both schemas, as in use.
    """
    from django.conf import settings  # noqa: PLC0415

    for alias in ("default", "keys"):
        database = settings.DATABASES[alias]
        name = f"test_seloste_{WORKER or 'alone'}" if postgresql.is_wanted() else database["NAME"]
        database.setdefault("TEST", {})["NAME"] = str(name)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Remove no database: the home and the server are new in each run and go away whole."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make the schema of the keys too: Django takes two aliases of one database for one."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    if not postgresql.is_wanted():
        return
    with django_db_blocker.unblock():
        connections["keys"].creation.set_as_test_mirror(connections["default"].settings_dict)
        with connections["default"].cursor() as cursor:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS keys")
        call_command("migrate", database="keys", verbosity=0, interactive=False)


@pytest.fixture
def home() -> Path:
    """The home that the settings of this process name."""
    return HOME


@pytest.fixture
def register_environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a subprocess that works on a register of its own, not made yet.

    On PostgreSQL it has an empty database of its own.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SELOSTE_", "DJANGO_", "PYTEST_", "COV_"))
    }
    environment["SELOSTE_HOME"] = str(tmp_path / "register")
    environment["SELOSTE_LANG"] = "en"
    if not postgresql.is_wanted():
        yield environment
        return
    name = f"register_{uuid4().hex}"
    environment["SELOSTE_DATABASE_URL"] = postgresql.make_database(name)
    yield environment
    postgresql.drop_database(name)


# --- Time and the browser -------------------------------------------------------------------------


@pytest.fixture
def at() -> datetime:
    """A moment for tests that need one and do not care which."""
    return datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium. Ask it for a page: `chromium.new_page(locale="fi-FI")`."""
    executable = browser.find()
    if executable is None:
        pytest.fail("There is no Chromium here. `make browser` installs one.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable)
        yield launched
        launched.close()

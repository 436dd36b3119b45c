from __future__ import annotations

import shutil

import pytest
from django.db import connections

from seloste.audit.checkpointing import make_checkpoint
from seloste.evidence.queries import history
from seloste.vault.models import Openings

PAGE = "/console/evidence/"


@pytest.fixture(autouse=True)
def _whole(register, home):
    """Nothing of earlier tests lies outside the database, and only the owner reads the keys."""
    shutil.rmtree(home / "audit", ignore_errors=True)
    if connections["keys"].vendor == "sqlite":
        (home / "keys.sqlite3").chmod(0o600)
    make_checkpoint(register.at)


def test_before_the_first_examination_the_page_says_so(owner):
    page = owner.get(PAGE).content.decode()

    assert "Nothing was examined yet." in page
    assert "Examine now" in page


@pytest.mark.parametrize(
    ("language", "verdict"),
    [("fi", "Kyllä: jokainen kohta"), ("sv", "Ja: varje punkt"), ("en", "Yes: every clause")],
)
def test_one_press_examines_and_shows_each_clause(owner, aino, language, verdict):
    owner.cookies["django_language"] = language

    page = owner.post(PAGE, follow=True).content.decode()

    assert verdict in page
    assert page.count('class="state state-in-order"') > 20
    assert "Aino Esimerkki" not in page


def test_what_does_not_hold_stands_out(owner):
    Openings.objects.create(opened_on="2026-11-20", category="identity", count=1)

    page = owner.post(PAGE, follow=True).content.decode()

    assert "No. Clauses that do not hold: 1." in page
    assert '<span class="state state-overdue">does not hold</span>' in page


def test_others_may_read_and_not_start_it(support):
    assert "Examine now" not in support.get(PAGE).content.decode()
    assert support.post(PAGE).status_code == 403
    assert history() == []


def test_the_public_notice_names_the_day_of_the_last_examination_that_held(owner, client):
    assert "verified" not in client.get("/notice/en/").content.decode().casefold()

    owner.post(PAGE)

    assert "verified" in client.get("/notice/en/").content.decode().casefold()

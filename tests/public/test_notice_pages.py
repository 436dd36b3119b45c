from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from seloste.kernel.languages import LANGUAGES
from tests.public.conftest import AT

pytestmark = pytest.mark.django_db

PATHS = (
    "/notice/{}/",
    "/notice/{}.pdf",
    "/notice/{}.txt",
    "/notice/{}.jsonld",
    "/notice/editions/{}/",
    "/notice/editions/1/{}/",
    "/notice/editions/1/{}/changes/",
    "/notice/feed/{}.atom",
)


def second(text: str) -> str:
    return (
        text.replace("number: 1\n", "number: 2\n")
        .replace(
            "in_force_from: 2026-11-01",
            "in_force_from: 2026-11-03\n  changes: {fi: Uusi aika., sv: Ny tid., en: A new time.}",
        )
        .replace("keep: P12M", "keep: P18M")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_in_every_language_without_a_cookie(
    client, publish_notice, example, path, language
):
    publish_notice(example)

    response = client.get(path.format(language))

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_hold_no_script_no_style_and_nothing_from_elsewhere(
    client, publish_notice, example, language
):
    publish_notice(example)

    page = client.get(f"/notice/{language}/").content.decode()

    assert "<script" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert re.findall(r'(?:src|href)="(https?:)?//[^"]*\.(?:css|js|woff2?|png|svg)"', page) == []
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1
    assert '<section id="objection" class="prominent"' in page


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("sv-FI,sv;q=0.9,en;q=0.5", "sv"),
        ("en-GB", "en"),
        ("de,fr;q=0.8", "fi"),
        ("de, en;q=0.4, sv;q=0.6", "sv"),
        ("", "fi"),
    ],
)
def test_the_browser_is_led_to_the_language_it_asks_for(client, accepts, language):
    response = client.get("/notice/", headers={"accept-language": accepts})

    assert (response.status_code, response["Location"]) == (302, f"/notice/{language}/")
    assert "Accept-Language" in response["Vary"]


def test_before_the_first_edition_the_page_says_so(client):
    response = client.get("/notice/fi/")

    assert response.status_code == 404
    assert "ei ole vielä julkaistu" in response.content.decode()
    assert client.get("/notice/editions/fi/").status_code == 200


def test_an_edition_that_was_never_published_is_not_found(client, publish_notice, example):
    publish_notice(example)

    assert client.get("/notice/editions/9/fi/").status_code == 404
    assert client.get("/notice/de/").status_code == 404


def test_an_unchanged_page_is_not_sent_again(client, publish_notice, example):
    publish_notice(example)
    first = client.get("/notice/fi/")

    by_tag = client.get("/notice/fi/", headers={"if-none-match": first["ETag"]})
    by_day = client.get("/notice/fi/", headers={"if-modified-since": first["Last-Modified"]})

    assert (by_tag.status_code, by_day.status_code) == (304, 304)
    assert by_tag.content == b""
    assert client.get("/notice/sv/")["ETag"] != first["ETag"]


def test_a_new_edition_is_shown_at_once_and_the_old_one_says_it_is_old(
    client, publish_notice, example
):
    publish_notice(example)
    before = client.get("/notice/fi/")
    publish_notice(second(example), at=AT + timedelta(days=2))

    now = client.get("/notice/fi/", headers={"if-none-match": before["ETag"]})
    old = client.get("/notice/editions/1/fi/").content.decode()

    assert now.status_code == 200
    assert "Versio 2" in now.content.decode()
    assert "vanhempi versio" in old
    assert "vanhempi versio" not in client.get("/notice/editions/2/fi/").content.decode()


def test_the_changes_page_says_what_was_and_what_is(client, publish_notice, example):
    publish_notice(example)
    publish_notice(second(example), at=AT + timedelta(days=2))

    page = client.get("/notice/editions/2/fi/changes/").content.decode()

    assert "12 kuukautta" in page
    assert "18 kuukautta" in page
    assert "olennainen" in page


def test_the_feed_is_atom_with_the_newest_edition_first(client, publish_notice, example):
    publish_notice(example)
    publish_notice(second(example), at=AT + timedelta(days=2))

    feed = ET.fromstring(client.get("/notice/feed/en.atom").content)  # noqa: S314 - our own

    atom = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")]
    assert feed.tag == f"{atom}feed"
    assert [title.split(",")[0] for title in titles] == ["Edition 2", "Edition 1"]
    assert all(
        entry.findtext(f"{atom}id").startswith("urn:sha256:") for entry in feed.iter(f"{atom}entry")
    )


def test_what_the_controller_writes_is_never_markup(client, publish_notice, example):
    publish_notice(example.replace("fi: Laskutus,", 'fi: "<script>alert(1)</script>",'))

    page = client.get("/notice/fi/").content.decode()

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_pages_can_only_be_read(client):
    assert client.post("/notice/fi/").status_code == 405

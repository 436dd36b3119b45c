from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from seloste.audit.models import Entry
from seloste.kernel.actors import Actor
from seloste.kernel.errors import Refusal
from seloste.notice import queries
from seloste.notice.data.measures import MEASURES
from seloste.notice.editions import Published
from seloste.notice.errors import (
    CategoryInUse,
    FieldInUse,
    HasErrors,
    NoneInForce,
    NoSuchEdition,
    NumberNotHigher,
)
from seloste.notice.models import Edition, InformingDuty
from seloste.notice.operations import publish

pytestmark = pytest.mark.django_db

BY = Actor(handle="tester", role="owner", way_in="cli")
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
ALL = frozenset(MEASURES)


def published(text: str, *, at=AT, attested=ALL, held=dict) -> Published:
    return publish(text.encode(), path="notice.yaml", attested=attested, held=held, by=BY, at=at)


def second(text: str, *, day: str = "2026-12-01") -> str:
    return text.replace("number: 1\n", "number: 2\n").replace(
        "in_force_from: 2026-11-01",
        f"in_force_from: {day}\n  changes: {{fi: Tarkennuksia., sv: Preciseringar., en: Details.}}",
    )


def refused(error: type[Refusal], text: str, **how) -> Refusal:
    editions, lines, duties = (m.objects.count() for m in (Edition, Entry, InformingDuty))
    with pytest.raises(error) as caught:
        published(text, **how)
    assert (Edition.objects.count(), Entry.objects.count()) == (editions, lines)
    assert InformingDuty.objects.count() == duties
    return caught.value


def test_an_edition_is_kept_byte_for_byte_with_its_hash(example):
    done = published(example)

    edition = Edition.objects.get(number=done.number)
    assert bytes(edition.source) == example.encode() == queries.source_of(1)
    assert edition.hash == hashlib.sha256(example.encode()).hexdigest()
    assert (done.number, done.change_class, done.audience) == (1, "first", ())


def test_publishing_leaves_an_audit_line_that_names_the_bytes(example):
    published(example)

    line = Entry.objects.get(operation="notice.published")
    assert (line.ref, line.edition) == (hashlib.sha256(example.encode()).hexdigest(), 1)


def test_the_edition_in_force_is_the_highest_number_that_applies(example):
    published(example)
    later = published(second(example), at=AT + timedelta(days=1))

    before = queries.in_force(later.in_force_at - timedelta(microseconds=1))
    after = queries.in_force(later.in_force_at)

    assert (before.number, after.number) == (1, 2)
    assert after.notice.edition.number == 2
    assert [line.number for line in queries.editions()] == [2, 1]


def test_an_edition_begins_with_its_day_in_the_notices_own_time_zone(example):
    done = published(example.replace("2026-11-01", "2026-12-01"))

    assert done.in_force_at == datetime(2026, 11, 30, 22, tzinfo=UTC)


def test_an_edition_is_never_in_force_before_it_is_published(example):
    done = published(example)

    assert done.in_force_at == AT
    with pytest.raises(NoneInForce):
        queries.in_force(AT - timedelta(seconds=1))


def test_asking_for_the_edition_in_force_costs_one_small_query(example, django_assert_num_queries):
    published(example)
    queries.in_force(AT)

    with django_assert_num_queries(1) as asked:
        queries.in_force(AT)

    assert "source" not in asked.captured_queries[0]["sql"]


def test_there_is_no_edition_that_was_never_published():
    with pytest.raises(NoSuchEdition):
        queries.edition(7)
    with pytest.raises(NoSuchEdition):
        queries.source_of(7)


def test_a_notice_with_errors_is_not_published(example):
    refusal = refused(HasErrors, example.replace("    legal_basis: consent\n", ""))

    assert refusal.facts()["count"] >= 1


def test_the_number_must_grow(example):
    published(example)

    refusal = refused(NumberNotHigher, example.replace("name: Zervant Oy", "name: Zervant Ab"))

    assert refusal.facts() == {"number": 1, "before": 1}


def test_a_category_that_is_dropped_while_data_are_held_stops_the_publication(example):
    published(example)
    text = _without_surveys(second(example))

    refusal = refused(CategoryInUse, text, held=lambda: {"surveys": 3})

    assert refusal.facts() == {"categories": "surveys", "rows": 3}
    assert published(text, held=lambda: {"surveys": 0, "identity": 5}).number == 2


def test_the_first_edition_must_name_what_is_held_too(example):
    refused(CategoryInUse, example, held=lambda: {"forgotten": 1})


def test_a_field_that_moves_while_its_category_is_held_stops_the_publication(example):
    published(example)
    moved = (
        second(example)
        .replace("      - customer.language\n", "")
        .replace(
            "fields: [customer.emails, customer.phones, customer.postal_address]",
            "fields: [customer.emails, customer.phones, customer.postal_address, customer.language]",
        )
    )

    refusal = refused(FieldInUse, moved, held=lambda: {"identity": 1})

    assert refusal.facts() == {"fields": "customer.language"}
    assert published(moved, held=lambda: {"identity": 0}).number == 2


def test_a_measure_that_nothing_attests_leaves_the_published_notice(example):
    done = published(example, attested=ALL - {"multi_factor"})

    assert done.withheld == ("multi_factor",)
    shown = queries.in_force(AT)
    assert "multi_factor" not in shown.notice.security
    assert shown.withheld == ("multi_factor",)
    assert b"multi_factor" in queries.source_of(1)


def test_a_material_change_opens_a_duty_to_tell_those_concerned(example):
    published(example)

    done = published(second(example).replace("keep: P12M", "keep: P18M"))

    duty = InformingDuty.objects.get()
    assert (done.change_class, duty.change_class) == ("material", "material")
    assert duty.audience == ["contact_persons", "customers", "staff"] == list(done.audience)
    assert (duty.state, duty.owed_since) == ("owed", AT)
    assert queries.owed_informing() == (2,)


def test_a_change_of_one_purpose_concerns_those_whose_data_it_uses(example):
    published(example)

    done = published(second(example).replace(
        "fi: Annamme rekisteriä käyttäville tunnukset ja käyttöoikeudet.",
        "fi: Annamme rekisteriä käyttäville tunnukset, oikeudet ja puhelimet.",
    ))  # fmt: skip

    assert done.change_class == "material"
    assert done.audience == ("staff",)


def test_an_editorial_change_owes_nobody_anything(example):
    published(example)

    done = published(second(example).replace("fi: Laskutus,", "fi: Laskut,"))

    assert (done.change_class, done.audience) == ("editorial", ())
    assert not InformingDuty.objects.exists()


def _without_surveys(text: str) -> str:
    """Take the category `surveys` out of the example, wherever it stands."""
    lines = text.split("\n")
    start = lines.index("  surveys:")
    del lines[start : start + 4]
    text = "\n".join(lines).replace(", surveys", "")
    head, _, rest = text.partition("  - categories: [surveys]")
    _, _, tail = rest.partition("  - categories: [requests]")
    return f"{head}  - categories: [requests]{tail}"


def test_an_organisational_measure_needs_no_attestation(example):
    text = example.replace("  - audit_trail\n", "  - audit_trail\n  - staff_training\n")

    done = published(text, attested=frozenset())

    assert "audit_trail" in done.withheld
    assert queries.in_force(AT).notice.security == ("staff_training",)

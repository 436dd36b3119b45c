"""Clauses about the data: which, whence, to whom, where, how long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import connections

from seloste.customers.queries import open_duties
from seloste.disclosures import queries as disclosures
from seloste.disclosures.values import GivingKind
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.examination import broken, held, judged, unseen
from seloste.evidence.values import Evidence
from seloste.notice import queries as notices
from seloste.notice.checks import faults_of, undeclared
from seloste.notice.fields import FIELDS
from seloste.notice.rules.recipients import third_countries
from seloste.vault.queries import held_categories

_MIGRATIONS = "django_migrations"
_CORRESPONDENCE = "message"
_DUTY_LASTS = timedelta(days=31)  # without undue delay (Art. 19); a month is far too long


def categories(looked: Looked) -> Iterator[Evidence]:
    """Say whether every field that is kept stands in its category, and every table in a list."""
    notice = looked.examination.notice
    yield looked.examination.linted("categories")
    # What the code keeps.
    yield judged("categories.fields", len(faults_of(notice, where="")), fields=len(FIELDS))
    with connections["default"].cursor() as cursor:
        tables = connections["default"].introspection.table_names(cursor)
    with connections["keys"].cursor() as cursor:
        tables += connections["keys"].introspection.table_names(cursor)
    unknown = [
        each for each in undeclared(set(tables) - {_MIGRATIONS}) if each.id == "seloste.E003"
    ]
    yield judged("categories.tables", len(unknown), tables=len(set(tables)))
    # What lies there.
    strays = tuple(sorted(held_categories().keys() - notice.categories.keys()))
    if strays:
        yield broken("categories.sealed", categories=strays)
    else:
        yield held("categories.sealed", records=sum(held_categories().values()))
    met = list(looked.samples.fields())
    lost = {name for name, category in met if notice.category_of(name) != category}
    yield judged(
        "categories.sampled", len(lost), fields=len(met), persons=len(looked.samples.opened)
    )


def correspondence(looked: Looked) -> Iterator[Evidence]:
    """Say whether messages are kept, which nothing archives yet."""
    yield from _nothing_yet(looked, _CORRESPONDENCE)


def _nothing_yet(looked: Looked, holder: str) -> Iterator[Evidence]:
    notice = looked.examination.notice
    fields = [field.id for field in FIELDS.values() if field.holder == holder]
    places = {notice.category_of(field) for field in fields} - {None}
    kept = sum(number for key, number in held_categories().items() if key in places)
    yield unseen(f"{holder}.kept", number=kept) if kept else held(f"{holder}.kept")


def sources(looked: Looked) -> Iterator[Evidence]:
    """Say whether people were told in time of data that came from elsewhere."""
    duties = open_duties()
    late = [duty for duty in duties if duty.due_on < looked.examination.today]
    yield judged("sources.told", len(late), open=len(duties))
    declared = looked.examination.notice.categories
    met = list(looked.samples.sources())
    strange = {
        source
        for source, category in met
        if category in declared and source not in declared[category].sources
    }
    if strange:
        yield broken("sources.declared", sources=tuple(sorted(strange)))
    else:
        yield held("sources.declared", values=len(met))


def recipients(looked: Looked) -> Iterator[Evidence]:
    """Say whether each giving was declared, and whether what recipients are owed is done."""
    yield looked.examination.linted("recipients")
    yield held("recipients.named", recipients=len(looked.examination.notice.recipients))
    given = disclosures.givings_by_edition()
    undeclared_ones = sum(number for giving, number in given.items() if not _is_declared(giving))
    yield judged("recipients.disclosed", undeclared_ones, given=sum(given.values()))
    owed = disclosures.open_duties()
    late = [duty for duty in owed if looked.examination.at - duty.owed_at > _DUTY_LASTS]
    yield judged("recipients.duties", len(late), owed=len(owed))


def _is_declared(giving: GivingKind) -> bool:
    """Return whether the edition of its time names the recipient, with all these categories."""
    declared = notices.edition(giving.edition).notice.recipients.get(giving.recipient)
    return declared is not None and giving.categories <= frozenset(declared.categories)


def places(looked: Looked) -> Iterator[Evidence]:
    """Say whether each recipient outside the EEA has a ground, and what the notice claims of it."""
    notice = looked.examination.notice
    yield looked.examination.linted("places")
    outside = [r for r in notice.recipients.values() if third_countries(r)]
    groundless = [r for r in outside if r.transfer is None]
    yield judged(
        "places.grounds", len(groundless), outside=len(outside), recipients=len(notice.recipients)
    )
    if notice.eu_only:
        yield judged("places.eu_only", len(outside))

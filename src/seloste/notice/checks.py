"""The start is refused when the code keeps what the notice leaves out, or the other way round.

Codes: `seloste.E001` a field in no category, `E002` a key that does not exist, `E003` a table
that nobody has declared, `E004` a notice that cannot be read, `E005` a declared table that does
not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from seloste.notice.fields import FIELDS
from seloste.notice.loading import read_notice_file
from seloste.notice.queries import edition, editions
from seloste.notice.rules.linting import lint
from seloste.notice.sentences import findings_of, say
from seloste.notice.tables import HOLDERS_KEPT, NOTHING_PERSONAL, SEALED
from seloste.notice.unreadable import Unreadable
from seloste.notice.values import Notice

_KEYS_THAT_MUST_EXIST = frozenset(
    {"category_unknown", "connector_unknown", "field_unknown", "purpose_unknown", "role_unknown"}
)


@register(Tags.compatibility)
def check_tables(
    *, app_configs: Sequence[AppConfig] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Refuse tables of which nobody has said whether they hold personal data."""
    if app_configs is not None:
        return []
    existing = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return undeclared(existing)


@register(Tags.compatibility)
def check_notice_at_home(
    *, app_configs: Sequence[AppConfig] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Refuse a notice in the home that the code contradicts."""
    path = Path(settings.HOME) / "notice.yaml"
    if app_configs is not None or not path.is_file():
        return []
    return faults_of_file(path)


@register(Tags.database)
def check_notice_in_force(
    *, databases: Collection[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Refuse a published notice that the code contradicts; only where databases are checked."""
    if "default" not in (databases or ()):
        return []
    published = editions()
    if not published:
        return []
    newest = published[0].number
    return faults_of(edition(newest).notice, where=f"edition {newest}")


def undeclared(existing: Collection[str]) -> list[CheckMessage]:
    """Return an error for each table in neither list, and for each listed one that is gone."""
    declared = {*SEALED, *NOTHING_PERSONAL}
    return [
        *(
            Error(
                f"Nobody has said whether the table {table} holds personal data.",
                hint=(
                    "Seal what is personal through the vault. Then list the table in "
                    "seloste/notice/tables.py with the reason why nothing personal is left."
                ),
                obj=table,
                id="seloste.E003",
            )
            for table in sorted(set(existing) - declared)
        ),
        *(
            Error(
                f"seloste/notice/tables.py lists the table {table}, which does not exist.",
                hint="Remove its line.",
                obj=table,
                id="seloste.E005",
            )
            for table in sorted(declared - set(existing))
        ),
    ]


def faults_of_file(path: Path) -> list[CheckMessage]:
    """Return an error for each point in which the notice in the file and the code disagree."""
    try:
        loaded = read_notice_file(path)
    except Unreadable as refusal:
        said = [say(finding, "en") for finding in findings_of(refusal)]
        return [Error(s.message, hint=s.cure, obj=str(path), id="seloste.E004") for s in said]
    return faults_of(loaded.notice, where=str(path))


def faults_of(notice: Notice, *, where: str) -> list[CheckMessage]:
    """Return an error for each point in which the notice and the code disagree."""
    return [*_unplaced(notice, where), *_unknown(notice, where)]


def _unplaced(notice: Notice, where: str) -> Iterable[CheckMessage]:
    for field in FIELDS.values():
        if field.holder in HOLDERS_KEPT and notice.category_of(field.id) is None:
            yield Error(
                f"The register keeps the field {field.id}, but the notice has it in no category.",
                hint="Add the field to a category of the notice, and publish the edition.",
                obj=where,
                id="seloste.E001",
            )


def _unknown(notice: Notice, where: str) -> Iterable[CheckMessage]:
    for finding in lint(notice, {}, on=_day_of(notice)):
        if finding.rule in _KEYS_THAT_MUST_EXIST:
            said = say(finding, "en")
            yield Error(
                f"{finding.path}: {said.message}", hint=said.cure, obj=where, id="seloste.E002"
            )


def _day_of(notice: Notice) -> date:
    return notice.edition.in_force_from

"""The mapping file: YAML that says what somebody's own headings and words mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, TypeVar

from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.faults import FileRefused
from seloste.customers.files.headings import ImportMapping, fold
from seloste.notice.loading import read_values
from seloste.notice.unreadable import Unreadable

_MOST_BYTES = 64 * 1024
T = TypeVar("T")


_CODES = {
    "notice.alias": "mapping_alias",
    "notice.tag": "mapping_tag",
    "notice.duplicate_key": "mapping_key_twice",
    "notice.not_a_mapping": "mapping_not_map",
    "notice.not_a_key": "mapping_not_text",
}


def read_mapping(source: BinaryIO) -> ImportMapping:
    """Return what the mapping file says.

    Raises:
        FileRefused: it is not YAML of the form `columns:`, `values:`, `constants:`.
    """
    content = source.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise FileRefused("mapping_too_long", most=_MOST_BYTES // 1024)
    try:
        found, _, _ = read_values(content, path="")
    except Unreadable as refused:
        code = _CODES.get(refused.code, "mapping_not_yaml")
        raise FileRefused(code, line=refused.line) from None
    parts = _map_of(found, _anything)
    if parts.keys() - {"columns", "values", "constants"}:
        raise FileRefused("mapping_unknown_part")
    return ImportMapping(
        columns=_by_column(parts.get("columns"), _word),
        values=_by_column(parts.get("values"), _words),
        constants=_by_column(parts.get("constants"), _word),
    )


def _anything(value: object) -> object:
    return value


def _word(value: object) -> str:
    if not isinstance(value, str | int):
        raise FileRefused("mapping_not_text")
    return str(value)


def _words(value: object) -> dict[str, str]:
    return {fold(theirs): ours for theirs, ours in _map_of(value, _word).items()}


def _map_of(value: object, read: Callable[[object], T]) -> dict[str, T]:
    if not isinstance(value, dict):
        raise FileRefused("mapping_not_map")
    return {_word(key): read(inner) for key, inner in value.items()}


def _by_column(value: object, read: Callable[[object], T]) -> dict[str, T]:
    found = _map_of({} if value is None else value, read)
    if found.keys() - set(COLUMNS):
        raise FileRefused("mapping_unknown_column")
    return found

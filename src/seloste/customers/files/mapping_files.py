"""The mapping file: YAML that says what somebody's own headings and words mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, TypeVar

import yaml

from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.faults import FileRefused
from seloste.customers.files.headings import ImportMapping, fold

_MOST_BYTES = 64 * 1024
T = TypeVar("T")


class _PlainLoader(yaml.SafeLoader):
    """Reads plain maps of text: no anchors (a bomb needs them), no tags, no key twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it open
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise FileRefused("mapping_alias", line=line)
        if getattr(event, "tag", None):
            raise FileRefused("mapping_tag", line=line)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002  # the parent's signature
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise FileRefused("mapping_not_text", line=key.start_mark.line + 1)
            if key.value in seen:
                raise FileRefused("mapping_key_twice", line=key.start_mark.line + 1)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read_mapping(source: BinaryIO) -> ImportMapping:
    """Return what the mapping file says.

    Raises:
        FileRefused: it is not YAML of the form `columns:`, `values:`, `constants:`.
    """
    content = source.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise FileRefused("mapping_too_long", most=_MOST_BYTES // 1024)
    try:
        found = yaml.load(content, _PlainLoader)  # noqa: S506  # a SafeLoader made stricter
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise FileRefused("mapping_not_yaml", line=line) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise FileRefused("mapping_not_yaml") from None
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

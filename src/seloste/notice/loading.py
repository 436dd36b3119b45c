"""A notice file becomes a `Notice`, with the line of every part; or a refusal that says why not.

The reader is strict where YAML is loose, because a notice comes from outside: no aliases, no
tags, no key twice, one document, bounded size and depth. Words stay as they are written: the
format decides what is a number or a date, so that `NO` stays Norway and `00100` a postal code.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from seloste.notice import unreadable as errors
from seloste.notice.findings import line_of
from seloste.notice.values import Notice

MAX_BYTES = 512 * 1024
MAX_DEPTH = 20

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that YAML's escapes can smuggle in and no text needs."""

Value = None | str | list["Value"] | dict[str, "Value"]
"""What a file holds before the format is known: words, lists and mappings."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A notice as it was read.

    Attributes:
        notice: the notice.
        positions: line of each path, such as `{"purposes.newsletter": 31}`; the first is 1.
        raw_text: the file's text, as it was written.
        path: name of the file, as the person gave it.
    """

    notice: Notice
    positions: Mapping[str, int]
    raw_text: str
    path: str


def read_notice_file(path: Path) -> Loaded:
    """Return the notice in a file. Never reads more than a notice may hold.

    Raises:
        Unreadable: the file is not a notice; the refusal says where and why.
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        return read_notice(file.read(MAX_BYTES + 1), path=str(path))


def read_notice(source: bytes, *, path: str) -> Loaded:
    """Return the notice that the bytes hold.

    Args:
        source: the file's content, UTF-8 with or without a byte order mark.
        path: name of the file, for messages.

    Raises:
        Unreadable: the file is not a notice; the refusal says where and why, and `others`
            holds the faults found besides.
    """
    data, positions, text = read_values(source, path=path)
    try:
        notice = Notice.model_validate(data)
    except ValidationError as error:
        raise _refusal(error, data, positions, file=path) from None
    return Loaded(notice, positions, text, path)


def read_values(source: bytes, *, path: str) -> tuple[dict[str, Value], dict[str, int], str]:
    """Return what the file holds as plain values, the line of each path, and the text.

    Raises:
        Unreadable: the file is not safe and simple YAML.
    """
    text = _text(source, file=path)
    reader = _Reader(text, file=path)
    try:
        data = reader.document()
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise errors.NulByte(file=path, line=line) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else mark.line + 1
        raise errors.NotYaml(file=path, line=line, problem=str(error.problem)) from None
    except YAMLError as error:  # pragma: no cover - ruamel marks all it raises while parsing
        raise errors.NotYaml(file=path, problem=str(error)) from None
    return data, reader.positions, text


def _text(source: bytes, *, file: str) -> str:
    if len(source) > MAX_BYTES:
        raise errors.TooLarge(file=file, limit=MAX_BYTES // 1024)
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise errors.NotUtf8(file=file, line=line) from None
    if "\0" in text:
        raise errors.NulByte(file=file, line=text.count("\n", 0, text.index("\0")) + 1)
    return text


class _Reader:
    """Walks through the events of one YAML document and keeps the line of each path."""

    def __init__(self, text: str, *, file: str) -> None:
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._file = file
        self.positions: dict[str, int] = {"": 1}

    def document(self) -> dict[str, Value]:
        next(self._events)  # the stream begins
        if not isinstance(next(self._events), events.DocumentStartEvent):
            raise errors.NotAMapping(file=self._file)
        first = next(self._events)
        data = self._value(first, "", depth=1)
        next(self._events)  # the document ends
        after = next(self._events)
        if isinstance(after, events.DocumentStartEvent):
            raise errors.SeveralDocuments(file=self._file, line=_line(after))
        if not isinstance(data, dict):
            raise errors.NotAMapping(file=self._file, line=_line(first))
        return data

    def _value(self, event: Any, path: str, *, depth: int) -> Value:
        self._check_plain(event, path)
        if isinstance(event, events.ScalarEvent):
            if _UNPRINTABLE.search(str(event.value)):
                raise errors.NulByte(file=self._file, line=_line(event), path=path)
            return _scalar(event)
        if depth > MAX_DEPTH:
            raise errors.TooDeep(file=self._file, line=_line(event), path=path, limit=MAX_DEPTH)
        if isinstance(event, events.SequenceStartEvent):
            return self._list(path, depth=depth)
        return self._mapping(path, depth=depth)

    def _check_plain(self, event: Any, path: str) -> None:
        """Refuse aliases, anchors and tags."""
        if getattr(event, "anchor", None) is not None:
            raise errors.AliasUsed(file=self._file, line=_line(event), path=path)
        if event.tag is not None:
            raise errors.TagUsed(file=self._file, line=_line(event), path=path, tag=str(event.tag))

    def _list(self, path: str, *, depth: int) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(self._events), events.SequenceEndEvent):
            item = f"{path}[{len(values)}]"
            self.positions[item] = _line(event)
            values.append(self._value(event, item, depth=depth + 1))
        return values

    def _mapping(self, path: str, *, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self._events), events.MappingEndEvent):
            self._check_plain(event, path)
            if not isinstance(event, events.ScalarEvent):
                raise errors.NotAKey(file=self._file, line=_line(event), path=path)
            key, line = str(event.value), _line(event)
            if key in values:
                before = self.positions[join(path, key)]
                raise errors.DuplicateKey(
                    file=self._file, line=line, path=join(path, key), key=key, before=before
                )
            self.positions[join(path, key)] = line
            values[key] = self._value(next(self._events), join(path, key), depth=depth + 1)
        return values


def join(path: str, key: str | int) -> str:
    """Return the path of a part within `path`: `join("uses.care", 0)` is `"uses.care[0]"`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> str | None:
    """Return the words as written; None for `null`, `~` and nothing, when without quotes."""
    if event.style is None and event.value in {"", "~", "null"}:
        return None
    return str(event.value)


# --- What does not fit the format ---------------------------------------------------------------


def _refusal(
    error: ValidationError, data: dict[str, Value], positions: Mapping[str, int], *, file: str
) -> errors.Unreadable:
    """Return the first fault, with the others in it."""
    found: dict[str, ErrorDetails] = {}
    for details in error.errors(include_url=False):
        path = _path(details, data)
        if path not in found or _weight(details) > _weight(found[path]):
            found[path] = details
    # Where a value may be one of several kinds, the faults of the kind that it nearly is tell
    # more than that it is not of the other kind.
    deepest = [
        p for p in found if not any(q != p and q.startswith((f"{p}.", f"{p}[")) for q in found)
    ]
    faults = [_fault(path, found[path], positions, file=file) for path in deepest]
    faults.sort(key=lambda fault: fault.line)
    first, *others = faults
    first.others = tuple(others)
    return first


def _weight(details: ErrorDetails) -> int:
    telling = ("missing", "literal_error", "extra_forbidden")
    return telling.index(details["type"]) + 1 if details["type"] in telling else 0


def _path(details: ErrorDetails, data: Value) -> str:
    """Return the path in the file; pydantic's own names of union members are left out."""
    path, here = "", data
    for step in details["loc"]:
        if isinstance(here, dict) and step in here:
            path, here = join(path, step), here[str(step)]
        elif isinstance(here, list) and isinstance(step, int):
            path, here = join(path, step), here[step]
    if details["type"] == "missing":
        path = join(path, str(details["loc"][-1]))
    return path


def _fault(
    path: str, details: ErrorDetails, positions: Mapping[str, int], *, file: str
) -> errors.Unreadable:
    line = line_of(positions, path)
    key = path.rpartition(".")[2]
    match details["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(key, _known_keys(path), n=1)
            if near:
                return errors.MisspeltKey(file=file, line=line, path=path, key=key, nearest=near[0])
            known = ", ".join(_known_keys(path))
            return errors.UnknownKey(file=file, line=line, path=path, key=key, known=known)
        case "missing":
            return errors.MissingKey(file=file, line=line, path=path, key=key)
        case "literal_error":
            expected = str(details.get("ctx", {}).get("expected", "")).replace("'", "")
            value = str(details["input"])[:80]
            return errors.UnknownValue(
                file=file, line=line, path=path, value=value, expected=expected
            )
        case kind:
            return _WANTS[_kind(kind)](file=file, line=line, path=path)


_WANTS: Mapping[str, type[errors.Unreadable]] = {
    "bool": errors.WantsYesOrNo,
    "date": errors.WantsDate,
    "dict": errors.WantsMapping,
    "int": errors.WantsNumber,
    "greater": errors.WantsNumber,
    "less": errors.WantsNumber,
    "model": errors.WantsMapping,
    "string": errors.WantsText,
    "string_pattern_mismatch": errors.WantsName,
    "string_too_long": errors.TooLong,
    "tuple": errors.WantsList,
    "other": errors.WrongType,
}


def _kind(error_type: str) -> str:
    first = error_type.partition("_")[0]
    return next((kind for kind in (error_type, first) if kind in _WANTS), "other")


def _known_keys(path: str) -> list[str]:
    """Return the keys that the format has beside the last key of the path."""
    here: list[Any] = [Notice]
    for step in path.replace("[", ".[").split(".")[:-1]:
        here = [inner for kind in here for inner in _inside(kind, step)]
    models = [kind for kind in here if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return [f.alias or name for model in models for name, f in model.model_fields.items()]


def _inside(kind: Any, step: str) -> list[Any]:
    """Return the kinds of value that may stand at the step within a value of the kind."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = {f.alias or name: f.annotation for name, f in kind.model_fields.items()}
        return _kinds(fields.get(step))
    if get_origin(kind) is dict:
        return _kinds(get_args(kind)[1])
    return _kinds(get_args(kind)[0]) if get_origin(kind) is tuple else []


def _kinds(annotation: Any) -> list[Any]:
    """Return the alternatives of a union; one kind for anything else."""
    if get_origin(annotation) in {dict, tuple, Literal} or isinstance(annotation, type):
        return [annotation]
    return [kind for member in get_args(annotation) for kind in _kinds(member)]

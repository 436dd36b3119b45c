"""What the attestations share: samples that were opened once, every byte that was searched once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from django.conf import settings

from seloste.contracts.queries import services
from seloste.evidence import samples, stored
from seloste.evidence.examination import Examination
from seloste.evidence.samples import Samples
from seloste.evidence.searching import Sought, is_distinctive
from seloste.notice import queries as notices
from seloste.vault.exposure import MasterKeys

_OFFERED = frozenset(("contract.details", "contract.identifier"))


class Looked:
    """What is looked at in one examination, when the first clause asks for it."""

    def __init__(self, examination: Examination) -> None:
        self.examination = examination

    @cached_property
    def samples(self) -> Samples:
        """Return some of the data, opened with a reading line for each person."""
        return samples.take(self.examination)

    @cached_property
    def searched(self) -> Searched:
        """Return what the search of every byte came to."""
        return search(self.samples)


@dataclass(slots=True)
class Searched:
    """What a search of every byte came to.

    Attributes:
        values: how many values were looked for.
        read: how many bytes were read.
        size: how many there are.
        places: files and tables.
        clear: where a value stood in clear.
        keyed: where a key of the register stood.
        unread: what could not be read.
    """

    values: int = 0
    read: int = 0
    size: int = 0
    places: int = 0
    clear: list[str] = field(default_factory=list)
    keyed: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def search(taken: Samples, *, budget: int = stored.BUDGET) -> Searched:
    """Look for the sampled values and the register's keys in everything that is kept."""
    sought, keys = Sought(_searchable(taken.values())), MasterKeys()
    done = Searched(values=sought.number)
    with stored.Reader() as reader:
        for place in stored.places():
            left = max(0, budget - done.read)
            size = min(place.size, left)
            _look(reader.chunks(place, budget=left), place.name, done, sought, keys)
            done.size += place.size
            done.read += size
    for alias, table in stored.tables():
        before = done.read
        _look(stored.rows(alias, table), table, done, sought, keys, counts=True)
        done.size += done.read - before
    return done


def _look(
    parts: Iterable[bytes],
    name: str,
    done: Searched,
    sought: Sought,
    keys: MasterKeys,
    *,
    counts: bool = False,
) -> None:
    done.places += 1
    root_key = _root_key()
    clear = named = sought.lie_in(name.encode())
    # A name that tells of a person is not written into the report, where it would stand in clear.
    shown = f"…{PurePath(name).suffix}" if named else name
    keyed = False
    try:
        for part in parts:
            done.read += len(part) if counts else 0
            clear = clear or sought.lie_in(part)
            keyed = keyed or (name != root_key and keys.lie_in(part))
    except PermissionError:
        done.unread.append(shown)
    if clear:
        done.clear.append(shown)
    if keyed:
        done.keyed.append(shown)


def _root_key() -> str:
    """Return the name under which the root key's file lies in the home, if it does."""
    return os.path.relpath(settings.SELOSTE_ROOT_KEY_FILE, settings.HOME)


def _searchable(values: Iterable[tuple[str, str]]) -> list[str]:
    """Return the values that no public text of the register holds anyway.

    The controller's own name and address stand in the notice, and a contract's words may be
    those of the service on offer.
    """
    public = "\n".join(
        notices.source_of(line.number).decode(errors="replace") for line in notices.editions()
    ).casefold()
    offered = {text for service in services() for text in _titles(service.title)}
    return [
        value
        for name, value in values
        if is_distinctive(value)
        and (plain := value.strip().casefold()) not in public
        and not (name in _OFFERED and plain in offered)
    ]


def _titles(title: object) -> set[str]:
    if isinstance(title, str):
        return {title.casefold()}
    return {str(t).casefold() for t in title.values()} if isinstance(title, dict) else set()

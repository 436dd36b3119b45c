"""How the lists of the blind index are called: one for each category of a record."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from seloste.vault.values import Record

_LONGEST = 32


def index_record(kind: str, category: str, record_id: int) -> Record:
    """Return the name under which the terms of one category of a record are listed."""
    return Record(index_list(kind, category), record_id)


@lru_cache(maxsize=256)
def index_list(kind: str, category: str) -> str:
    """Return how the list of terms of a kind of record and a category is called in the index.

    Its column takes 32 letters; of a longer name a few stand for the rest, so that no two meet.
    """
    name = f"{kind}/{category}"
    return name if len(name) <= _LONGEST else f"{name[:23]}~{sha256(name.encode()).hexdigest()[:8]}"


def kind_of(name: str) -> str:
    """Return the kind of record that a list is of."""
    return name.partition("/")[0]

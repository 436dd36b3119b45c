"""The complete example, changed as the examples of the rules say."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from seloste.notice.loading import Loaded, read_notice, read_values
from seloste.notice.values import Notice

NOTICES = Path(__file__).parents[3] / "notices"
COMPLETE = NOTICES / "palvelin-example.yaml"
OLD_FASHIONED = NOTICES / "old-fashioned-2018.yaml"


@cache
def loaded(path: Path) -> Loaded:
    return read_notice(path.read_bytes(), path=path.name)


@cache
def changed(changes: str) -> Notice:
    """Return the complete example with the changes: YAML lines of a path and its new value."""
    data = deepcopy(_complete())
    # Read as notices are, so that an example means the same in the manual and here.
    for path, value in read_values(changes.encode(), path="changes")[0].items():
        change(data, path, value)
    return Notice.model_validate(data)


@cache
def _complete() -> dict[str, Any]:
    return dict(read_values(COMPLETE.read_bytes(), path="example")[0])


def change(data: Any, path: str, value: Any) -> None:
    """Set the value at the path within the data; without a value, take the path away."""
    *way, last = (int(s) if s.isdecimal() else s for s in re.findall(r"[^.\[\]]+", path))
    for step in way:
        data = data.setdefault(step, {}) if isinstance(data, dict) else data[step]
    if value is None and isinstance(data, dict):
        data.pop(last, None)
    else:
        data[last] = value

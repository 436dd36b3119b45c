"""The apostrophe that keeps a spreadsheet from running a cell as a formula: put on, taken off.

A telephone number in E.164 begins with "+" and gets one too: the spreadsheet then shows
'+358401234567 as text, where it would have shown 3.58E+11.
"""

from __future__ import annotations

import re

_DANGEROUS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_TO_GUARD = re.compile(f"'*[{_DANGEROUS}]")
_GUARDED = re.compile(f"'+[{_DANGEROUS}]")


def guarded(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return "'" + cell if _TO_GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell

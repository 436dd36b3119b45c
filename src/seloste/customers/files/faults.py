"""How a file is refused as a whole. A row with faults is not: it is reported and the next is read."""

from __future__ import annotations

from seloste.customers.values import Fault


class FileRefused(Exception):
    """The file, or its rest, is not read. Knows the fault and the line, never the content."""

    def __init__(self, code: str, *, line: int = 0, column: str = "", **facts: int | str) -> None:
        super().__init__(code)
        self.line = line  # 1-based; 0 when no line is at fault
        self.fault = Fault(column, code, facts)

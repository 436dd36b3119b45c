"""Reads parts of files for the examination, in a process of its own. Standard library only.

SQLite's locks belong to a process, and end when it closes *any* opening of the file, even one that
only read it (sqlite.org/howtocorrupt.html, 2.2). A server that read its own database
here and closed the file would let another process take it for abandoned, and lose data.

Each line asked is JSON: where to begin, how much to read, which file. Each answer is the length
in eight bytes and the bytes; the length is negative when there is no file, or it may not be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

MISSING, REFUSED = -1, -2


def main() -> None:
    """Answer until nothing more is asked."""
    for line in sys.stdin.buffer:
        start, length, name = json.loads(line)
        part, size = b"", MISSING
        try:
            with Path(name).open("rb") as file:
                file.seek(start)
                part = file.read(length)
                size = len(part)
        except FileNotFoundError:
            size = MISSING
        except PermissionError:
            size = REFUSED
        sys.stdout.buffer.write(size.to_bytes(8, "little", signed=True) + part)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

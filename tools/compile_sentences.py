"""Compile each locale/*/LC_MESSAGES/*.po under src/ to the .mo beside it."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCES = Path(__file__).resolve().parent.parent / "src"


def compile_catalogue(source: Path) -> None:
    """Write the .mo of one .po, whole or not at all."""
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
    target = source.with_suffix(".mo")
    unfinished = source.with_suffix(".mo.new")
    with unfinished.open("wb") as binary:
        write_mo(binary, catalogue)
    unfinished.replace(target)


def main() -> int:
    """Compile all, and name each catalogue that cannot be read."""
    faults = 0
    for source in sorted(SOURCES.glob("**/locale/*/LC_MESSAGES/*.po")):
        try:
            compile_catalogue(source)
        except PoFileError as fault:
            print(f"{source}: {fault}", file=sys.stderr)
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

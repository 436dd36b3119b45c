"""Measures one register of one size and prints its figures as JSON: a process of its own."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks import limits, register


def main(customers: int) -> None:
    """Ask every question of a register with so many customers; 0 asks for the machine's limits."""
    with tempfile.TemporaryDirectory(prefix="seloste-bench-") as made:
        folder = Path(made)
        if not customers:
            found = list(limits.measure(folder))
            print(json.dumps([asdict(figure) for figure in found]))
            return
        register.make(folder / "register")
        # Here, because models can be loaded only now.
        from benchmarks import (  # noqa: PLC0415
            checking,
            erasing,
            finding,
            importing,
            opening,
            packaging,
            rotating,
            serving,
        )

        found = []
        for question in (
            importing,
            finding,
            opening,
            packaging,
            rotating,
            serving,
            checking,
            erasing,
        ):
            name = question.__name__.rpartition(".")[2]
            print(f"  {name} at {customers:,}", file=sys.stderr, flush=True)
            found += question.measure(folder, customers=customers)
        print(json.dumps([asdict(figure) for figure in found]))


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""`python -m benchmarks [--quick] [--postgresql] [--out FILE]`: one table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SIZES, QUICK = (10_000, 100_000), (2_000,)


def main() -> None:
    """Measure in processes of their own, one a size, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small register only")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument("--out", type=Path, help="write the table to this file too")
    asked = parser.parse_args()
    sizes = QUICK if asked.quick or os.environ.get("QUICK") else SIZES
    load = os.getloadavg()[0]
    found = {0: _measured(0)}
    for size in sizes:
        environment = _postgresql(size) if asked.postgresql else {}
        found[size] = _measured(size, **environment)
    table = "\n".join(_table(found, postgresql=asked.postgresql, load=load))
    print(table)
    if asked.out:
        asked.out.write_text(table + "\n", encoding="utf-8")


def _measured(size: int, **environment: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one", str(size)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    figures: list[dict[str, Any]] = json.loads(done.stdout)
    return figures


def _postgresql(size: int) -> dict[str, str]:
    """Start the server of the tests, once, and make an empty database in it."""
    from tests import postgresql  # noqa: PLC0415 - a run on SQLite does without

    postgresql.start()
    return {"SELOSTE_DATABASE_URL": postgresql.make_database(f"bench_{size}")}


def _table(
    found: dict[int, list[dict[str, Any]]], *, postgresql: bool, load: float
) -> Iterator[str]:
    where = "PostgreSQL" if postgresql else "SQLite"
    yield (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {where} · Python {platform.python_version()} · "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores ({_processor()}) · "
        f"load before {load:.1f}, after {os.getloadavg()[0]:.1f}"
    )
    yield ""
    yield "| customers | what | median | spread | unit | budget | kept | against the machine |"
    yield "|---:|---|---:|---:|---|---|---|---|"
    limits = {figure["what"]: figure["median"] for figure in found[0]}
    for size, figures in found.items():
        for figure in figures:
            low, high = figure["spread"]
            kept = {None: "", True: "yes", False: "no"}[figure["held"]]
            yield (
                f"| {f'{size:,}' if size else 'machine'} | {figure['what']} | "
                f"{_number(figure['median'])} | {_number(low)} – {_number(high)} | "
                f"{figure['unit']} | {figure['budget']} | {kept} | {_against(figure, limits)} |"
            )


def _against(figure: dict[str, Any], limits: dict[str, float]) -> str:
    """Say what a rate is to the limit that it cannot pass."""
    if figure["what"] == "import":
        seals, rows = (
            limits["AES-256-GCM seals, a key each"],
            limits["SQLite inserts, two integers, indexed"],
        )
        return f"1 : {seals / figure['median']:.0f} seals, 1 : {rows / figure['median']:.0f} rows"
    if figure["unit"] == "keys/s":
        # A key is opened and sealed again.
        return f"{200 * figure['median'] / limits['AES-256-GCM seals, one key']:.0f} % of the seals"
    return ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [
        line.partition(":")[2].strip()
        for line in (info.read_text(encoding="utf-8").splitlines() if info.exists() else [])
        if line.startswith("model name")
    ]
    return names[0] if names else platform.processor() or "unknown processor"


if __name__ == "__main__":
    main()

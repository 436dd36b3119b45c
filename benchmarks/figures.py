"""A figure: how often or how long, with its spread, its budget, and the machine's own limit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        what: what was measured.
        unit: of the numbers, such as `ms` or `customers/s`.
        median: the middle of all runs.
        spread: the least, and what 95 of 100 stay below (times) or the greatest (rates).
        budget: what it should be, "" where nothing is demanded.
        held: whether the budget is kept; None without one.
        limit: the same in terms of the machine's own limit.
    """

    what: str
    unit: str
    median: float
    spread: tuple[float, float]
    budget: str = ""
    held: bool | None = None
    limit: str = ""


def rates(
    what: str, unit: str, found: Sequence[float], *, at_least: float = 0, limit: str = ""
) -> Figure:
    """Return the figure of some rates: the more the better."""
    median = statistics.median(found)
    budget = f"≥ {at_least:,.0f}" if at_least else ""
    held = median >= at_least if at_least else None
    return Figure(what, unit, median, (min(found), max(found)), budget, held, limit)


def times(what: str, seconds: Sequence[float], *, p95_ms: float = 0, limit: str = "") -> Figure:
    """Return the figure of some times, in milliseconds: the 95th percentile is judged."""
    ordered = sorted(1000 * second for second in seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    budget = f"p95 ≤ {p95_ms:g}" if p95_ms else ""
    held = p95 <= p95_ms if p95_ms else None
    return Figure(what, "ms", statistics.median(ordered), (ordered[0], p95), budget, held, limit)


def timed(run: Callable[[], object], *, repeat: int) -> list[float]:
    """Return how many seconds each of some runs took."""
    taken = []
    for _ in range(repeat):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return taken

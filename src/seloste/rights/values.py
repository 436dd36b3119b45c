"""What crosses the border of rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which the clock stands: what was asked of the person was not there yet.

    Attributes:
        asked_on: day on which identity or a clarification was asked.
        sufficient_on: day on which a sufficient answer came.
    """

    asked_on: date
    sufficient_on: date


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """The three days of a request.

    Attributes:
        target: without undue delay; what we aim at.
        safe: the last working day before the period's end by any reading; reminders count from it.
        latest: the last day the law allows.
    """

    target: date
    safe: date
    latest: date

"""When work that failed is tried again, and when no more."""

from __future__ import annotations

from datetime import timedelta

LEASE = timedelta(minutes=15)
"""How long whoever took work has it alone. What is not done by then was cut off."""

LOOK_AGAIN = timedelta(minutes=5)
"""After so long it is looked whether the service that was missing has been set up."""

_WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
)


def wait_after(attempt: int) -> timedelta | None:
    """Return how long to wait after this attempt has failed; None when it was the last.

    The last attempt is made a little less than four days after the first.

    Args:
        attempt: 1 for the first.

    Source: RFC 5321 4.5.4.1 (try for four to five days).
    """
    return _WAITS[attempt - 1] if attempt <= len(_WAITS) else None

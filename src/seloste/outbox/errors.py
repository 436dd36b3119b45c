"""The two ways in which a service outside fails, whatever the service.

They are told to the worker, not to people: what people read is the state of the work.
"""

from __future__ import annotations


class TryLater(Exception):
    """The service did not take it now, and may later.

    Args:
        reason: a short code such as `no_connection`. Never what the service wrote.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSetUp(TryLater):
    """There is no service to hand it to. The work waits, and the attempt does not count."""

    def __init__(self, reason: str = "not_set_up") -> None:
        super().__init__(reason)


class WillNeverTake(Exception):
    """The service will not take it, however often it is asked.

    Args:
        reason: a short code such as `refused`. Never what the service wrote.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

"""What requests need from outside."""

from __future__ import annotations

from typing import Protocol


class OwnForm(Protocol):
    """The public form for requests, reached over the network as anybody reaches it."""

    def send_test(self, address: str, token: str) -> None:
        """Fill in and send the form at the address, with the token of a test.

        Raises:
            TryLater: the form did not answer.
            WillNeverTake: it answered, and did not take the test.
        """
        ...

"""What the register needs of a mail service."""

from __future__ import annotations

from typing import Protocol

from seloste.outbox.values import Letter


class Mail(Protocol):
    """A service that sends e-mail."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over.

        Raises:
            TryLater: it was not taken now.
            WillNeverTake: it will never be taken, such as when there is no such address.
        """
        ...

"""What the register needs of a service that tells a recipient."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from seloste.disclosures.values import Message


class Connector(Protocol):
    """A way to one recipient."""

    @property
    def is_repeatable(self) -> bool:
        """Tell whether the recipient knows a message that comes twice for one."""
        ...

    def tell(self, message: Message, *, at: datetime) -> bool:
        """Tell the recipient; return True when it has acknowledged at once.

        Raises:
            TryLater: it was certainly not taken, and may be later.
            WillNeverTake: it will never be taken.
        """
        ...

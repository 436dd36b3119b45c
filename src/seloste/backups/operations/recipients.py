"""For whom archives are made: an identity is made once, shown once, and kept nowhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.recording import record
from seloste.backups import places
from seloste.backups.errors import RecipientKnown
from seloste.kernel.actors import Actor
from seloste.vault import archives


def new_identity(*, replacing: bool = False, by: Actor, at: datetime) -> str:
    """Make an identity, and archives from now on for it; return it. It is kept nowhere.

    Args:
        replacing: archives from now on are made for the new identity only.
        by: who does it.
        at: now, UTC.

    Raises:
        RecipientKnown: archives are made for somebody already.
    """
    if places.recipients() and not replacing:
        raise RecipientKnown
    identity, recipient = archives.new_identity()
    _write([recipient], by=by, at=at)
    return identity


def add(recipient: str, *, by: Actor, at: datetime) -> None:
    """Make archives for this age recipient too, whose identity is kept elsewhere.

    Raises:
        NotARecipient: it is none.
        RecipientKnown: archives are made for it already.
    """
    archives.check_recipient(recipient)
    known = list(places.recipients())
    if recipient in known:
        raise RecipientKnown
    _write([*known, recipient], by=by, at=at)


@transaction.atomic(durable=True)
def _write(recipients: list[str], *, by: Actor, at: datetime) -> None:
    lines = [
        "# Archives are made for these age recipients. Their identities open them; none is here.",
        *recipients,
    ]
    record("backups.recipients_changed", by=by, at=at, ref=str(len(recipients)))
    content = "".join(f"{line}\n" for line in lines).encode()
    places.write_private(places.recipients_file(), content)

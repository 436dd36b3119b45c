"""One-time links. The token goes out once; only its hash stays; opening shows, a POST uses."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from seloste.kernel.ids import new_id
from seloste.rights.errors import LinkNotUsable
from seloste.rights.models import Link, SubjectRequest
from seloste.rights.values import LinkUse

LASTS = timedelta(days=14)


def make_link(row: SubjectRequest, use: LinkUse, *, at: datetime, lasts: timedelta = LASTS) -> str:
    """Make a link within an operation's transaction and return its token; older ones end."""
    withdraw_links(row, use, at=at)
    token = secrets.token_urlsafe(24)
    Link.objects.create(
        id=new_id(),
        request=row,
        use=use,
        token_hash=hashed(token),
        made_at=at,
        expires_at=at + lasts,
    )
    return token


def withdraw_links(row: SubjectRequest, use: LinkUse, *, at: datetime) -> None:
    """Make the links of a request for this use useless, within an operation's transaction."""
    usable = Link.objects.filter(request=row, use=use, used_at=None, withdrawn_at=None)
    usable.update(withdrawn_at=at)


def usable_link(token: str, use: LinkUse, *, at: datetime) -> Link:
    """Return the row of a link that can be used now.

    Raises:
        LinkNotUsable: it was used, withdrawn, has expired, or never was.
    """
    rows = Link.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)
    row = rows.filter(token_hash=hashed(token), use=use).select_related("request").first()
    if row is None:
        raise LinkNotUsable
    return row


def use_link(token: str, use: LinkUse, *, at: datetime) -> SubjectRequest:
    """Use a link within an operation's transaction, and return the row of its request.

    Raises:
        LinkNotUsable: as for `usable_link`.
    """
    link = usable_link(token, use, at=at)
    taken = Link.objects.filter(id=link.id, used_at=None, withdrawn_at=None)
    if not taken.update(used_at=at):
        raise LinkNotUsable
    return link.request


def hashed(token: str) -> str:
    """Return what is kept of a token. It has 192 random bits, so a plain hash does."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()

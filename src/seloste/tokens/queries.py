"""What others may ask about tokens."""

from __future__ import annotations

from seloste.tokens.models import Token
from seloste.tokens.values import TokenLine


def tokens() -> tuple[TokenLine, ...]:
    """Return all tokens, the newest first."""
    return tuple(
        TokenLine(
            handle=row.handle,
            label=row.label,
            role=row.role,
            purposes=tuple(row.purposes),
            scopes=tuple(row.scopes),
            made_at=row.made_at,
            expires_at=row.expires_at,
            ended_at=row.ended_at,
            last_used_on=row.last_used_on,
        )
        for row in Token.objects.order_by("-id")
    )

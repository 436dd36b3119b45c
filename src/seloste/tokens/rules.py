"""Which tokens may be made. Pure."""

from __future__ import annotations

import re

from seloste.kernel.actors import SYSTEM_ROLE
from seloste.notice.values import Notice
from seloste.tokens.errors import LabelUnfit, NoSuchRole, NoSuchScope, PurposeNotForRole, TooLong
from seloste.tokens.values import LONGEST_DAYS, SCOPES, NewToken

# A word for a program, in which hardly a name and never an address fits.
_LABEL = re.compile(r"[a-z][a-z0-9-]{1,39}")


def check(token: NewToken, notice: Notice) -> None:
    """Refuse a token that could do what the notice lets nobody do, or that says who uses it.

    Raises:
        LabelUnfit, NoSuchRole, PurposeNotForRole, NoSuchScope, TooLong: as their names say.

    Source: GDPR Art. 5(1)(b), 25(2), 29, 32(4).
    """
    if not _LABEL.fullmatch(token.label):
        raise LabelUnfit
    roles = [role for role in notice.roles if role != SYSTEM_ROLE]
    if token.role not in roles:
        raise NoSuchRole(roles=", ".join(roles))
    allowed = notice.purposes_of(token.role)
    if not token.purposes or not set(token.purposes) <= set(allowed):
        raise PurposeNotForRole(role=token.role, purposes=", ".join(allowed))
    if not token.scopes or not set(token.scopes) <= set(SCOPES):
        raise NoSuchScope(scopes=", ".join(SCOPES))
    if not 1 <= token.days <= LONGEST_DAYS:
        raise TooLong(most=LONGEST_DAYS)

"""What crosses the border of tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

Scope = Literal[
    "customers:read",
    "customers:write",
    "customers:merge",
    "contracts:read",
    "contracts:write",
    "services:write",
    "readings:read",
    "breaches:read",
    "breaches:write",
    "recipients:read",
    "recipients:write",
    "consents:read",
    "consents:write",
    "requests:read",
    "requests:write",
    "retention:read",
    "retention:write",
]
SCOPES: tuple[Scope, ...] = get_args(Scope)

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token as it is asked for.

    Attributes:
        label: what program uses it; never a person's name or address.
        role: key of a role in the notice: the only one the program ever acts in.
        purposes: keys of purposes; the program says for each request which one it works for.
        scopes: what it may do at all.
        days: how long it works.
    """

    label: str
    role: str
    purposes: tuple[str, ...]
    scopes: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Made:
    """A token just made. The secret is shown once and kept nowhere."""

    handle: str
    expires_at: datetime
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as lists show it.

    Attributes:
        handle: pseudonym, as audit lines and readings name the program.
        last_used_on: day of the last use, UTC; None before the first.
        ended_at: when somebody ended it; None while it works or has only expired.
    """

    handle: str
    label: str
    role: str
    purposes: tuple[str, ...]
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    last_used_on: date | None

    def works(self, at: datetime) -> bool:
        return self.ended_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever came with a token that works."""

    id: int
    handle: str
    role: str
    purposes: tuple[str, ...]
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that must not be carried out twice, by two hashes that say nothing of it.

    Both are keyed with the token's secret, which the register does not have: what was asked
    cannot be guessed from them.
    """

    token: int
    key_hash: str
    body_hash: str

"""Who comes in: a token, its scope for the endpoint, and the purpose of the request."""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from seloste.api.errors import (
    KeyUnfit,
    NoToken,
    PurposeMissing,
    PurposeNotOfToken,
    ScopeMissing,
    TooManyFailures,
)
from seloste.api.failures import Failures
from seloste.kernel.actors import Actor
from seloste.kernel.errors import Refusal
from seloste.tokens import operations
from seloste.tokens.errors import NoLonger, NotKnown
from seloste.tokens.values import Asked, Bearer, Scope

PURPOSE = "Seloste-Purpose"
IDEMPOTENCY_KEY = "Idempotency-Key"

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
FAILURES = Failures()
# Who writes to the register waits for whoever writes now, here and not in SQLite, which would sleep
# longer and longer between its attempts.
_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, for what purpose, and when: settled once for each request."""

    token: int
    by: Actor
    purpose: str
    at: datetime
    secret: str = field(repr=False)


class ApiRequest(HttpRequest):
    """A request that came with a token that works."""

    auth: Caller


class Token(HttpBearer):
    """Lets in who brings a token with the scope."""

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        at = timezone.now()
        try:
            secret = _secret(request)
            bearer = operations.use(secret, at=at)
        except (NoToken, NotKnown, NoLonger):
            if seconds := FAILURES.note(str(request.META.get("REMOTE_ADDR", "")), at=at):
                raise TooManyFailures(seconds=seconds) from None
            raise
        if self.scope is not None and self.scope not in bearer.scopes:
            raise ScopeMissing(scope=self.scope)
        return Caller(
            token=bearer.id,
            by=Actor(handle=bearer.handle, role=bearer.role, way_in="api"),
            purpose=_purpose(request, bearer),
            at=at,
            secret=secret,
        )

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Never called: the library's own way would answer a missing token without a code."""
        raise NotImplementedError


def _secret(request: HttpRequest) -> str:
    """Return the token that the request brought.

    Raises:
        NoToken: it brought none.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise NoToken
    return secret.strip()


def _purpose(request: HttpRequest, bearer: Bearer) -> str:
    """Return the purpose that the request names, else the token's only one."""
    named = request.headers.get(PURPOSE, "").strip()
    purposes = ", ".join(bearer.purposes)
    if named and named not in bearer.purposes:
        raise PurposeNotOfToken(purposes=purposes)
    if not named and len(bearer.purposes) > 1:
        raise PurposeMissing(purposes=purposes)
    return named or bearer.purposes[0]


def once(request: ApiRequest, make: Callable[[], int]) -> int:
    """Make something and return its id; asked again with the same key, return the same id.

    Raises:
        KeyUnfit: the key is not 1 to 255 visible ASCII characters.
        KeyOfAnother, OutcomeUnknown: as their names say.
    """
    key = request.headers.get(IDEMPOTENCY_KEY)
    if key is None:
        with _writing:
            return make()
    if not _KEY.fullmatch(key):
        raise KeyUnfit
    with _writing:
        return _make_once(_asked(request, key), make, at=request.auth.at)


def _make_once(asked: Asked, make: Callable[[], int], *, at: datetime) -> int:
    before = operations.begin(asked, at=at)
    if before is not None:
        return before
    try:
        made = make()
    except Refusal:
        operations.forget(asked)
        raise
    operations.finish(asked, made=made)
    return made


def _asked(request: ApiRequest, key: str) -> Asked:
    """Return the request as two hashes under the token's secret, which is nowhere kept."""
    secret = hashlib.sha256(b"idempotency" + request.auth.secret.encode()).digest()
    whole = "\n".join((str(request.method), request.path_info, request.auth.purpose, ""))
    return Asked(
        token=request.auth.token,
        key_hash=hmac.new(secret, key.encode(), "sha256").hexdigest(),
        body_hash=hmac.new(secret, whole.encode() + request.body, "sha256").hexdigest(),
    )

"""Making, using and ending tokens; carrying out no request twice."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from django.db import transaction

from seloste.audit.recording import record
from seloste.kernel.actors import Actor
from seloste.kernel.ids import new_id
from seloste.notice import queries as notices
from seloste.tokens import rules
from seloste.tokens.errors import KeyOfAnother, NoLonger, NoSuchToken, NotKnown, OutcomeUnknown
from seloste.tokens.models import KeptAnswer, Token
from seloste.tokens.values import Asked, Bearer, Made, NewToken

PREFIX = "seloste_"
"""Begins every token, so that programs that look for leaked secrets know one."""

_USED = (
    "id", "handle", "role", "purposes", "scopes", "expires_at", "ended_at", "last_used_on",
)  # fmt: skip

ANSWERS_KEPT = timedelta(days=1)


@transaction.atomic(durable=True)
def make(new: NewToken, *, by: Actor, at: datetime) -> Made:
    """Make a token and return it; its secret is kept nowhere.

    Raises:
        LabelUnfit, NoSuchRole, PurposeNotForRole, NoSuchScope, TooLong: as their names say.
        NoneInForce: there is no notice whose roles and purposes it could have.
    """
    edition = notices.in_force(at)
    rules.check(new, edition.notice)
    secret = PREFIX + base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()
    row = Token.objects.create(
        id=new_id(),
        handle=f"t-{secrets.token_hex(5)}",
        secret_hash=_hash(secret),
        label=new.label,
        role=new.role,
        purposes=sorted(set(new.purposes)),
        scopes=sorted(set(new.scopes)),
        made_at=at,
        expires_at=at + timedelta(days=new.days),
    )
    record("tokens.made", by=by, at=at, ref=row.handle, edition=edition.number)
    return Made(handle=row.handle, expires_at=row.expires_at, secret=secret)


@transaction.atomic(durable=True)
def end(handle: str, *, by: Actor, at: datetime) -> None:
    """End a token at once.

    Raises:
        NoSuchToken: there is none of that handle, or it was ended before.
    """
    if not Token.objects.filter(handle=handle, ended_at=None).update(ended_at=at):
        raise NoSuchToken
    record("tokens.ended", by=by, at=at, ref=handle)


@transaction.atomic(durable=True)
def end_all(*, by: Actor, at: datetime) -> int:
    """End every token that still works, and return how many did.

    After a restore nobody knows which of them were ended in between.
    """
    alive = Token.objects.filter(ended_at=None, expires_at__gt=at)
    handles = sorted(alive.values_list("handle", flat=True))
    for handle in handles:
        Token.objects.filter(handle=handle, ended_at=None).update(ended_at=at)
        record("tokens.ended", by=by, at=at, ref=handle)
    return len(handles)


def use(secret: str, *, at: datetime) -> Bearer:
    """Return who comes with the token, and note the day.

    Raises:
        NotKnown: it is no token of this register.
        NoLonger: it has expired or was ended.
    """
    found = Token.objects.filter(secret_hash=_hash(secret)).values_list(*_USED)[:1]
    if not found:
        raise NotKnown
    number, handle, role, purposes, scopes, expires_at, ended_at, last_used_on = found[0]
    if ended_at is not None or at >= expires_at:
        raise NoLonger
    today = at.astimezone(UTC).date()
    if last_used_on != today:
        Token.objects.filter(id=number).update(last_used_on=today)
    return Bearer(number, handle, role, tuple(purposes), frozenset(scopes))


@transaction.atomic(durable=True)
def begin(asked: Asked, *, at: datetime) -> int | None:
    """Note that a request is being carried out; return what it made if it was before.

    Raises:
        KeyOfAnother: the key was used with another request.
        OutcomeUnknown: the first one is going on, or broke off: nobody knows what it made.
    """
    KeptAnswer.objects.filter(begun_at__lt=at - ANSWERS_KEPT).delete()
    row, is_first = KeptAnswer.objects.get_or_create(
        token_id=asked.token,
        key_hash=asked.key_hash,
        defaults={"body_hash": asked.body_hash, "begun_at": at},
    )
    if is_first:
        return None
    if row.body_hash != asked.body_hash:
        raise KeyOfAnother
    if row.made is None:
        raise OutcomeUnknown
    return row.made


def finish(asked: Asked, *, made: int) -> None:
    """Note what the request made."""
    KeptAnswer.objects.filter(token_id=asked.token, key_hash=asked.key_hash).update(made=made)


def forget(asked: Asked) -> None:
    """Note that the request was refused and made nothing: mended, it may come again."""
    KeptAnswer.objects.filter(token_id=asked.token, key_hash=asked.key_hash, made=None).delete()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

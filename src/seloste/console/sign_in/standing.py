"""How a session stands: since when, last used when, and whether a second factor was shown."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from seloste.kernel.actors import Actor

_BEGUN = "begun_at"
_SEEN = "seen_at"
_STRONG = "strong_since"
_NOTED_EVERY = 60  # seconds between two writes of when a session was last used


def begin(request: HttpRequest, *, at: datetime) -> None:
    """Note that the session of a member begins."""
    request.session[_BEGUN] = request.session[_SEEN] = at.timestamp()


def strengthen(request: HttpRequest, *, at: datetime) -> None:
    """Note that a second factor or a passkey was shown in this session."""
    request.session[_STRONG] = at.timestamp()


def is_strong(request: HttpRequest) -> bool:
    """Tell whether a second factor or a passkey was shown in this session."""
    return _STRONG in request.session


def is_over(request: HttpRequest, *, at: datetime) -> bool:
    """Tell whether the session has lasted too long, or rested too long."""
    now = at.timestamp()
    lasted = now - float(request.session.get(_BEGUN, 0))
    rested = now - float(request.session.get(_SEEN, 0))
    return bool(
        lasted > settings.SELOSTE_SESSION_LASTS.total_seconds()
        or rested > settings.SELOSTE_SESSION_RESTS.total_seconds()
    )


def note(request: HttpRequest, *, at: datetime) -> None:
    """Note that the session is in use; written once a minute at most."""
    now = at.timestamp()
    if now - float(request.session.get(_SEEN, 0)) > _NOTED_EVERY:
        request.session[_SEEN] = now


def actor(member: AbstractBaseUser | AnonymousUser) -> Actor:
    """Return the member as the one who acts in the console."""
    role = str(getattr(member, "role", ""))
    return Actor(handle=member.get_username(), role=role, way_in="console")

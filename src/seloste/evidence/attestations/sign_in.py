"""Does everyone who can open personal data sign in with two factors or a passkey?"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session

from seloste.evidence.attestations.looked import Looked
from seloste.evidence.examination import broken, held, judged
from seloste.evidence.values import Evidence
from seloste.staff.queries import members

_GUARD = "seloste.console.sign_in.middleware.StrongSignIn"
_MEMBER, _STRONG = "_auth_user_id", "strong_since"  # as the sign-in pages write them


def attest(looked: Looked) -> Iterator[Evidence]:
    """Say whether the guard stands, and whether a member or a session goes without."""
    yield held("sign_in.guard") if _GUARD in settings.MIDDLEWARE else broken("sign_in.guard")
    notice = looked.examination.notice
    present = [
        member
        for member in members()
        if member.ended_at is None and notice.purposes_of(member.role)
    ]
    lacking = [member for member in present if not member.has_second_factor]
    yield judged("sign_in.members", len(lacking), members=len(present))
    strong = {str(member.person) for member in members() if member.has_second_factor}
    sessions = _strong_sessions(looked)
    stray = [member for member in sessions if member not in strong]
    yield judged("sign_in.sessions", len(stray), sessions=len(sessions))


def _strong_sessions(looked: Looked) -> list[str]:
    """Return whose the sessions are that open something: those with a second factor shown."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = Session.objects.filter(expire_date__gt=looked.examination.at)
    contents = [store.decode(data) for data in rows.values_list("session_data", flat=True)]
    return [str(c[_MEMBER]) for c in contents if _MEMBER in c and _STRONG in c]

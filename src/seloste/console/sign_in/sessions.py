"""Sessions whose content is sealed, and whose key is not in the database.

Someone who reads the database finds neither what a session holds (a new authenticator's seed,
messages that were to be shown) nor anything that would pass for its cookie.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from seloste.vault.errors import CannotOpen
from seloste.vault.secrets import open_secret, seal_secret

_PLACE = "session"


class SessionStore(db.SessionStore):
    """Django's sessions in the database, sealed."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        text = self.serializer().dumps(session_dict).decode("latin-1")
        return seal_secret(text, place=_PLACE)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            text = open_secret(str(session_data), place=_PLACE)
        except CannotOpen:
            return {}
        found: dict[str, Any] = self.serializer().loads(text.encode("latin-1"))
        return found

    def _get_session_from_db(self) -> Session | None:
        kept = Session.objects.filter(
            session_key=_kept_key(self.session_key), expire_date__gt=timezone.now()
        )
        found = kept.first() if self.session_key else None
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=_kept_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=_kept_key(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # the stubs forget it
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=_kept_key(key)).delete()


def _kept_key(session_key: str | None) -> str:
    """Return what the database keeps of a session's key, which has 160 random bits."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()[:40]

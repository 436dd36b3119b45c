"""Who it is that signs in: by handle and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest


class MemberBackend(BaseBackend):
    """Finds members by handle. An unknown handle takes as long as a wrong password."""

    # Any: the member's class is private to `seloste.staff`.
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        handle, password = credentials.get("username"), credentials.get("password")
        if not handle or not password:
            return None
        member = get_user_model().objects.filter(username=handle, is_active=True).first()
        if member is None:
            make_password(password)
            return None
        return member if member.check_password(password) else None

    def get_user(self, user_id: int) -> Any:
        return get_user_model().objects.filter(id=user_id, is_active=True).first()

"""Who it is that signs in: by handle and password."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest


class MemberBackend(BaseBackend):
    """Finds members by handle. An unknown handle takes as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_others: object,
    ) -> AbstractBaseUser | None:
        if not username or not password:
            return None
        member = get_user_model().objects.filter(username=username, is_active=True).first()
        if member is None:
            make_password(password)
            return None
        return member if member.check_password(password) else None

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        return get_user_model().objects.filter(id=user_id, is_active=True).first()

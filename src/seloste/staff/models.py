"""Members, invitations and failed attempts. Names and addresses lie in the vault, not here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac


class MemberManager(BaseUserManager["Member"]):
    """Finds members by their handle."""


class Member(AbstractBaseUser):
    """Someone who works with the register: a pseudonym, a role, and a password's hash."""

    id = models.BigIntegerField(primary_key=True)  # the member's person id
    username = models.CharField(max_length=16, unique=True)  # the handle, never a name
    role = models.CharField(max_length=64)  # a key of the notice
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()  # UTC
    ended_at = models.DateTimeField(null=True)  # UTC
    # Grows whenever all of the member's sessions end at once.
    sessions_begun = models.PositiveIntegerField(default=0)

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_is_active_until_access_ends",
                condition=Q(is_active=True, ended_at=None)
                | Q(is_active=False, ended_at__gte=F("joined_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what each request compares with its session: it changes when sessions end."""
        return salted_hmac(
            "seloste.staff.Member.session",
            f"{self.password}:{self.sessions_begun}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Invitation(models.Model):
    """A link that makes one member, or gives one a new way in. Only the token's hash is kept."""

    id = models.BigIntegerField(primary_key=True)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    role = models.CharField(max_length=64)
    person = models.BigIntegerField()  # of the member there will be, or there is
    asks_for_details = models.BooleanField()
    renews = models.BooleanField()  # the member exists and gets a new way in
    made_at = models.DateTimeField()  # UTC
    expires_at = models.DateTimeField()  # UTC
    used_at = models.DateTimeField(null=True)  # UTC
    withdrawn_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_is_not_both_used_and_withdrawn",
                condition=Q(used_at=None) | Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class FailedAttempts(models.Model):
    """Failed attempts in a row to sign in, under a keyed hash of what was typed. Kept for a day."""

    subject = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField()
    last_failed_at = models.DateTimeField(db_index=True)  # UTC

    def __str__(self) -> str:
        return f"{self.failures} failed attempts"

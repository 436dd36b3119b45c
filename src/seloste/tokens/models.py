"""Tables of tokens. Nothing here is personal, and nothing opens the door: hashes only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Token(models.Model):
    """What a program comes in with: a hash, a role, purposes, scopes and a last day."""

    id = models.BigIntegerField(primary_key=True)
    handle = models.CharField(max_length=32, unique=True)  # a pseudonym, in audit lines
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    label = models.CharField(max_length=40)  # of the program
    role = models.CharField(max_length=64)  # a key of the notice
    purposes = models.JSONField()  # keys of the notice, sorted
    scopes = models.JSONField()  # sorted
    made_at = models.DateTimeField()  # UTC
    expires_at = models.DateTimeField()  # UTC
    ended_at = models.DateTimeField(null=True)  # UTC
    last_used_on = models.DateField(null=True)  # UTC

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))
            ),
        ]

    def __str__(self) -> str:
        return self.handle


class KeptAnswer(models.Model):
    """That a request was carried out, and the id it made: asked again, it answers the same.

    Kept for a day. While `made` is null the request is going on, or broke off.
    """

    token = models.ForeignKey(Token, models.PROTECT, related_name="+")
    key_hash = models.CharField(max_length=64)  # keyed with the token's secret, hexadecimal
    body_hash = models.CharField(max_length=64)  # the same, of the whole request
    begun_at = models.DateTimeField(db_index=True)  # UTC
    made = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "key_hash"], name="key_means_one_request_of_a_token"
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.id}"

"""Who restricted, allowed and objected to what. Keys of the notice and days, nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Restriction(models.Model):
    """That the data of a person are kept and nothing else (GDPR Art. 18)."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    ground = models.CharField(max_length=32)
    request = models.BigIntegerField(null=True)  # the request it came from
    since = models.DateTimeField()  # UTC
    lifted_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="restriction_on", condition=Q(lifted_at=None)),
        ]

    def __str__(self) -> str:
        return f"restriction {self.id}"


class Choice(models.Model):
    """What a person allows or objects to now, for one purpose. What was said lies in `consents`."""

    pk = models.CompositePrimaryKey("person", "purpose")
    person = models.BigIntegerField()
    purpose = models.CharField(max_length=64)
    consented = models.BooleanField(default=False)
    objected = models.BooleanField(default=False)
    since = models.DateTimeField()  # UTC

    def __str__(self) -> str:
        return f"choice about {self.purpose}"

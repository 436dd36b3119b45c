"""Work owed after the commit. Keys only: what is to be said is read when it is done."""

from __future__ import annotations

from django.db import models


class StoredParcel(models.Model):
    """One piece of work, until it is done; then the row goes."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=64)
    key = models.BigIntegerField()
    due_at = models.DateTimeField()  # UTC; while it is taken, when the taking ends
    attempts = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=64)  # why the last attempt failed, a code; "" before
    given_up_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="parcel_to_do", condition=models.Q(given_up_at=None)
            ),
            models.Index(fields=["kind", "key"], name="parcel_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

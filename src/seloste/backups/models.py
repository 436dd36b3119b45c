"""Tables of backups: which archives were made, when restoring was tried. Nothing personal."""

from __future__ import annotations

from django.db import models


class Archive(models.Model):
    """An archive that was made, and when it went (GDPR Art. 32(1)(c))."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=8)  # data, keys
    name = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_index=True)  # UTC; when it was begun
    finished_at = models.DateTimeField(null=True)  # UTC; null while it is written
    size = models.BigIntegerField(default=0)  # bytes
    rows = models.BigIntegerField(default=0)
    ledger = models.BigIntegerField(null=True)  # of keys: lines of the erasure ledger in it
    sha256 = models.CharField(max_length=64)  # of the file, hexadecimal; "" while it is written
    gone_by = models.DateField(null=True)  # of keys: the last day on which they may be used
    gone_at = models.DateTimeField(null=True)  # UTC; when it was removed
    reason = models.CharField(max_length=32)  # why, a code; "" while it is there

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "made_at"],
                name="archive_there",
                condition=models.Q(gone_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Restore(models.Model):
    """That this register was restored from an archive: what was done in between is not in it."""

    id = models.BigIntegerField(primary_key=True)
    data_made_at = models.DateTimeField()  # UTC; of the data archive
    keys_made_at = models.DateTimeField(null=True)  # UTC; null where the key store had stayed
    opened_at = models.DateTimeField()  # UTC; when the ledger had been gone through
    replayed = models.BigIntegerField()  # lines of the ledger

    def __str__(self) -> str:
        return f"restore of {self.opened_at}"


class Drill(models.Model):
    """A drill: backed up, an invented person erased, restored, looked for (Art. 32(1)(d))."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)  # UTC
    holds = models.BooleanField()
    facts = models.JSONField()  # numbers, see `backups.values.DrillReport`

    def __str__(self) -> str:
        return f"drill of {self.at}"

"""How far imports have come. Nothing personal."""

from __future__ import annotations

from django.db import models


class ImportRun(models.Model):
    """The import of one file, committed with each batch of its records."""

    id = models.BigIntegerField(primary_key=True)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the file and what was asked of it
    started_at = models.DateTimeField()  # UTC
    finished_at = models.DateTimeField(null=True)  # UTC
    read = models.BigIntegerField(default=0)  # records of the file dealt with
    imported = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    duplicates = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    rejects_bytes = models.BigIntegerField(default=0)  # length of the rejects file so far

    class Meta:
        indexes = [models.Index(fields=["fingerprint"], name="import_by_file")]

    def __str__(self) -> str:
        return f"import {self.id}: {self.read} records"

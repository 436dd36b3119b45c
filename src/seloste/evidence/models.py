"""The reports: what was found when, in counts and codes. Nothing personal."""

from __future__ import annotations

from django.db import models


class EvidenceReport(models.Model):
    """One examination of whether the notice held (GDPR Art. 5(2)). Rows are added, never changed."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)  # UTC
    edition = models.PositiveIntegerField()  # of the notice, in force then
    holds = models.BooleanField()
    seconds = models.FloatField()
    # Clauses in their order: id, rule, state, evidence (code, facts, state). Counts, keys, days.
    clauses = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="report_that_held", condition=models.Q(holds=True)),
        ]

    def __str__(self) -> str:
        return f"report of {self.at}"

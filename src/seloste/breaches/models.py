"""Tables of breaches: states, days and counts. What happened, and why what was decided, is sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Breach(models.Model):
    """One personal data breach, notified or not (GDPR Art. 33(5))."""

    id = models.BigIntegerField(primary_key=True)
    number = models.PositiveIntegerField(unique=True)
    file = models.BigIntegerField(unique=True)  # id under whose keys the file is sealed
    state = models.CharField(max_length=16)
    aware_at = models.DateTimeField()  # UTC
    recorded_at = models.DateTimeField()  # UTC
    happened_at = models.DateTimeField(null=True)  # UTC; null while it is not known
    processor = models.CharField(max_length=64)  # key of the recipient who told of it, or ""
    processor_told_at = models.DateTimeField(null=True)  # UTC
    natures = models.JSONField()
    categories = models.JSONField()  # keys of the notice
    persons = models.PositiveBigIntegerField(null=True)  # about how many
    records = models.PositiveBigIntegerField(null=True)
    risk = models.CharField(max_length=16)  # "" until it is assessed
    notified_at = models.DateTimeField(null=True)  # UTC; the first notification to the authority
    completed_at = models.DateTimeField(null=True)  # UTC; its last phase
    telling = models.CharField(max_length=16)  # "", told, not_told
    exemption = models.CharField(max_length=32)  # Art. 34(3); "" without one
    told_at = models.DateTimeField(null=True)  # UTC
    closed_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="breach_is_known_before_it_is_recorded",
                condition=Q(aware_at__lte=F("recorded_at")),
            ),
            models.CheckConstraint(
                name="breach_is_assessed_before_it_is_closed",
                condition=~Q(state="closed") | ~Q(risk=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["aware_at"],
                name="breach_clock_runs",
                condition=Q(state__in=["open", "assessed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"breach {self.number}"


class BreachEvent(models.Model):
    """One step taken about a breach, with its reasons under seal. Never changed."""

    id = models.BigIntegerField(primary_key=True)
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="+")
    code = models.CharField(max_length=32)
    at = models.DateTimeField()  # UTC
    actor = models.CharField(max_length=64)  # a pseudonym
    role = models.CharField(max_length=64)
    details = models.JSONField(default=dict)  # codes, counts and moments; words are sealed

    def __str__(self) -> str:
        return f"{self.code} of breach {self.breach_id}"

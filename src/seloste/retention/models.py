"""What goes, what is held, what was erased: opaque ids, keys of the notice, days and counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Certificate(models.Model):
    """What an erasure took, what stayed and why, and what a second reading found. Never personal."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()  # an opaque id of which nothing may be left
    cause = models.CharField(max_length=32)  # such as request:12, storage_period
    edition = models.PositiveIntegerField(null=True)
    erased_at = models.DateTimeField()  # UTC
    categories = models.JSONField()  # keys of the notice, of which something went
    counts = models.JSONField()  # store → how many
    kept = models.JSONField()  # what stayed: category, why, until when
    recipients = models.JSONField()  # keys of those who are to be told
    lines = models.JSONField()  # ids of the ledger
    verified_at = models.DateTimeField(null=True)  # UTC
    remains = models.JSONField(default=dict)  # store → how many, by the second reading

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="certificate_by_person"),
            models.Index(fields=["erased_at"], name="certificate_by_time"),
        ]

    def __str__(self) -> str:
        return f"certificate {self.id}"


class Underway(models.Model):
    """An erasure of which recipients are to be told, decided and not yet carried out."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    cause = models.CharField(max_length=32)
    erasures = models.JSONField()
    kept = models.JSONField()
    recipients = models.JSONField()
    begun_at = models.DateTimeField()  # UTC

    def __str__(self) -> str:
        return f"erasure {self.id}, underway"


class Pending(models.Model):
    """What a person asked to have erased and what had to stay: it goes when the reason ends."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    categories = models.JSONField()  # keys of the notice
    cause = models.CharField(max_length=32)
    since = models.DateTimeField()  # UTC
    # Not before this day; null when the end of the reason has no day yet.
    look_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "cause"], name="one_pending_for_each_cause"),
        ]

    def __str__(self) -> str:
        return f"pending erasure {self.id}"


class Hold(models.Model):
    """That data are kept although their day has come or somebody asked for erasure (Art. 17(3))."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    category = models.CharField(max_length=64)  # "" means every category
    contract = models.BigIntegerField(null=True)  # null means every record
    ground = models.CharField(max_length=32)
    reason = models.CharField(max_length=32)
    request = models.BigIntegerField(null=True)  # the request that froze the data
    opened_at = models.DateTimeField()  # UTC
    opened_by = models.CharField(max_length=64)  # a pseudonym
    review_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="hold_open", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"hold {self.id}"


class Night(models.Model):
    """That the storage periods that ended by a day were carried out, and when."""

    day = models.DateField(primary_key=True)  # in the controller's time zone
    done_at = models.DateTimeField()  # UTC
    persons = models.PositiveIntegerField()
    records = models.PositiveIntegerField()
    late = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"storage periods of {self.day}"


class Reckoning(models.Model):
    """Under which edition the days of all records were worked out; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    edition = models.PositiveIntegerField()
    made_at = models.DateTimeField()  # UTC

    def __str__(self) -> str:
        return f"days under edition {self.edition}"

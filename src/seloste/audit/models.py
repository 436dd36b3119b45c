"""The trail of what was done (GDPR Art. 5(2)), and the signed statements of what it held."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One line of the trail: an operation, by whom, when, about whom. Never changed.

    Readings (who looked at whose data, and why) are lines too: operation `readings.opened`.
    """

    position = models.BigIntegerField(primary_key=True)  # from 0, without gaps
    at = models.DateTimeField()  # UTC
    operation = models.CharField(max_length=64)
    actor = models.CharField(max_length=64)  # a pseudonym
    role = models.CharField(max_length=64)
    way_in = models.CharField(max_length=16)
    purpose = models.CharField(max_length=64)  # "" where the operation opens nothing
    categories = models.CharField(max_length=1024)  # keys of the notice, joined by commas
    about = models.BigIntegerField(null=True)  # the person, where there is one
    ref = models.CharField(max_length=64)  # what was made or touched
    edition = models.PositiveIntegerField(null=True)  # of the notice, in force then
    sealed_facts = models.BinaryField()  # under the person's key; b"" without facts
    leaf = models.BinaryField()  # RFC 6962 leaf hash of the line

    class Meta:
        indexes = [
            models.Index(
                fields=["about", "position"], name="entry_by_person", condition=~Q(about=None)
            ),
        ]

    def __str__(self) -> str:
        return f"audit line {self.position}"


class Head(models.Model):
    """The one row that gives out positions: whoever updates it writes the next lines alone."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="there_is_one_head", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.size} audit lines"


class StoredCheckpoint(models.Model):
    """A signed statement of the trail's root at a size, and the peaks to go on from."""

    size = models.BigIntegerField(primary_key=True)
    note = models.BinaryField()  # C2SP tlog-checkpoint
    peaks = models.BinaryField()
    made_at = models.DateTimeField()  # UTC

    def __str__(self) -> str:
        return f"checkpoint of {self.size} lines"


class StoredCut(models.Model):
    """A signed statement that the lines before a position went when their day had passed.

    Source: GDPR Art. 5(1)(e).
    """

    first_kept = models.BigIntegerField(primary_key=True)
    note = models.BinaryField()  # seloste-audit-cut/1, with the peaks to go on from
    before = models.DateTimeField()  # UTC; each line that went was older
    made_at = models.DateTimeField()  # UTC

    def __str__(self) -> str:
        return f"cut before audit line {self.first_kept}"

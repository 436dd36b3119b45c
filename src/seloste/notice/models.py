"""Tables: the editions of the notice, and the duty to tell people of a change."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

CHANGE_CLASSES = ("first", "editorial", "material", "new_purpose", "new_recipient")


class Edition(models.Model):
    """One published edition of the notice, as its bytes were given (GDPR Art. 12(1), 5(2)).

    Rows are added, never changed: every act that remembers an edition is judged by it.
    """

    number = models.PositiveIntegerField(primary_key=True)
    hash = models.CharField(max_length=64, unique=True)  # SHA-256 of `source`, hexadecimal
    source = models.BinaryField()  # the YAML file, byte for byte
    in_force_from = models.DateField()  # in the notice's own time zone
    in_force_at = models.DateTimeField()  # that day's beginning, or publication when later
    published_at = models.DateTimeField()
    change_class = models.CharField(max_length=16)
    withheld = models.JSONField(default=list)  # measures left out because nothing attested them

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="edition_change_class_is_known",
                condition=Q(change_class__in=CHANGE_CLASSES),
            ),
            models.CheckConstraint(name="edition_is_numbered_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="edition_is_in_force_only_once_published",
                condition=Q(in_force_at__gte=F("published_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"edition {self.number}"


class InformingDuty(models.Model):
    """A duty to tell those concerned that the notice changes (GDPR Art. 13(3), 14(4), 12(1)).

    What is owed follows from the edition; how it was met is added by the operations that send.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="+")
    change_class = models.CharField(max_length=16)
    audience = models.JSONField()  # sorted groups of data subjects, keys of the notice format
    owed_since = models.DateTimeField()
    state = models.CharField(max_length=8, default="owed")
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="informing_duty_is_owed_or_met",
                condition=Q(state="owed", met_at=None) | Q(state="met", met_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"duty to tell of edition {self.edition_id}"

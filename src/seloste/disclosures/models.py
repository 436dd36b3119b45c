"""Who was given what, and what each recipient is still to be told. Keys, days and opaque ids."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Disclosure(models.Model):
    """One giving of a person's data to a recipient (GDPR Art. 15(1)(c), 30(1)(d)). Never changed."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    recipient = models.CharField(max_length=64)  # a key of the notice
    categories = models.JSONField()  # keys of the notice, sorted
    purpose = models.CharField(max_length=64)  # a key of the notice
    act = models.CharField(max_length=64)  # by which deed, a code
    edition = models.PositiveIntegerField()
    at = models.DateTimeField()  # UTC

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="disclosure_by_person"),
            models.Index(fields=["recipient", "at"], name="disclosure_by_recipient"),
            models.Index(fields=["recipient", "person"], name="disclosure_by_who_had_whom"),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.id}"


class Duty(models.Model):
    """Something that a recipient has to be told of a person (GDPR Art. 19)."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16)
    recipient = models.CharField(max_length=64)  # a key of the notice
    person = models.BigIntegerField()
    # Under whose key lies what names the person to the recipient, when the person's own are gone.
    subject = models.BigIntegerField(null=True)
    categories = models.JSONField()  # keys of the notice, sorted
    cause = models.CharField(max_length=64)  # such as change:71
    purpose = models.CharField(max_length=64)  # of a consent that was withdrawn; "" otherwise
    edition = models.PositiveIntegerField()  # under which the recipient was given the data
    state = models.CharField(max_length=16, default="owed")
    reason = models.CharField(max_length=32)  # why it is impossible; "" otherwise
    attempts = models.PositiveIntegerField(default=0)
    owed_at = models.DateTimeField()  # UTC
    # While a service that cannot tell one message from its repetition is being spoken to.
    trying_at = models.DateTimeField(null=True)  # UTC
    sent_at = models.DateTimeField(null=True)  # UTC
    settled_at = models.DateTimeField(null=True)  # UTC
    chase_at = models.DateTimeField(null=True)  # UTC
    answered_on = models.DateField(null=True)  # day of the recipient's answer, as it was told

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_is_of_a_known_kind",
                condition=Q(kind__in=["correct", "erase", "restrict", "lift", "withdraw"]),
            ),
            models.CheckConstraint(
                name="duty_is_in_a_known_state",
                condition=Q(
                    state__in=["owed", "sent", "acknowledged", "refused", "impossible", "unknown"]
                ),
            ),
            models.CheckConstraint(
                name="impossible_duty_has_a_reason",
                condition=Q(state="impossible", reason__gt="") | ~Q(state="impossible"),
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="duty_by_person"),
            models.Index(
                fields=["owed_at"],
                name="duty_open",
                condition=Q(state__in=["owed", "sent", "unknown"]),
            ),
        ]

    def __str__(self) -> str:
        return f"duty {self.id}"


class DutyEvent(models.Model):
    """One step of a duty. Never changed; a note lies sealed under the person's key."""

    id = models.BigIntegerField(primary_key=True)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    code = models.CharField(max_length=32)
    at = models.DateTimeField()  # UTC
    actor = models.CharField(max_length=64)  # a pseudonym
    role = models.CharField(max_length=64)
    has_note = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["duty", "at"], name="duty_event_by_duty")]

    def __str__(self) -> str:
        return f"{self.code} of duty {self.duty_id}"

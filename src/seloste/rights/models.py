"""Requests of data subjects: days, states and codes. Who asked for what is sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SubjectRequest(models.Model):
    """One request of a data subject, by whatever channel it came (GDPR Art. 12, 15-22, 7(3)).

    Its file, sealed as the record `request` of the requester: a person made for this request,
    so that someone unknown to the register is answered too, and the file goes by its own key.
    """

    id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(unique=True)  # the day of receipt, and which one of that day
    requester = models.BigIntegerField(unique=True)
    about = models.BigIntegerField(null=True)  # customer or contact person; null while not known
    channel = models.CharField(max_length=16)
    received_at = models.DateTimeField()  # UTC; arrival, not registration
    received_on = models.DateField()  # the controller's time zone
    registered_at = models.DateTimeField()  # UTC
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=16)
    taken_by = models.CharField(max_length=32)  # handle; "" while nobody has
    identity = models.CharField(max_length=16)
    authority = models.CharField(max_length=16)  # of a representative; "" while not asked
    represented = models.BooleanField()
    acknowledged_at = models.DateTimeField(null=True)  # the person was told of the receipt
    extended_at = models.DateTimeField(null=True)  # the person was told of the extension
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_ends_when_it_is_closed",
                condition=Q(closed_at=None) | Q(state__in=["closed", "withdrawn"]),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "received_at", "id"], name="request_by_arrival"),
            models.Index(fields=["about"], name="request_by_person"),
        ]

    def __str__(self) -> str:
        return f"request {self.id}"


class RequestPart(models.Model):
    """One right asked in a request, and what became of it."""

    id = models.BigIntegerField(primary_key=True)
    request = models.ForeignKey(SubjectRequest, models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16)  # "" while open
    reason = models.CharField(max_length=64)  # code of a refusal; "" without one
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind"], name="a_right_is_asked_once_in_a_request"
            ),
            models.CheckConstraint(
                name="part_is_decided_with_an_outcome",
                condition=Q(state="open", outcome="", decided_at=None)
                | (Q(state="decided", decided_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of request {self.request_id}"


class Concerned(models.Model):
    """That a request concerns a person under another id too: customer here, contact person there."""

    id = models.BigIntegerField(primary_key=True)
    request = models.ForeignKey(SubjectRequest, models.PROTECT, related_name="+")
    person = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"], name="a_request_concerns_an_id_once"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="concerned_by_person")]

    def __str__(self) -> str:
        return f"concerned by request {self.request_id}"


class RequestEvent(models.Model):
    """One thing that happened to a request. Rows are added, never changed (GDPR Art. 5(2)).

    What was written down with it is sealed as the record `request_event` of the requester.
    """

    id = models.BigIntegerField(primary_key=True)
    request = models.ForeignKey(SubjectRequest, models.PROTECT, related_name="events")
    code = models.CharField(max_length=32)
    at = models.DateTimeField()  # UTC; when it happened
    handle = models.CharField(max_length=32)  # a pseudonym
    role = models.CharField(max_length=64)
    detail = models.CharField(max_length=64)  # a code: method, reason, channel

    class Meta:
        indexes = [models.Index(fields=["request", "at", "id"], name="event_of_request")]

    def __str__(self) -> str:
        return f"{self.code} of request {self.request_id}"


class Link(models.Model):
    """A one-time link that was sent: to show who one is, or to fetch the answer.

    Only the hash of its token is kept. Opening it shows; only its button, a POST, uses it.
    """

    id = models.BigIntegerField(primary_key=True)
    request = models.ForeignKey(SubjectRequest, models.PROTECT, related_name="+")
    use = models.CharField(max_length=16)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["request", "use"], name="link_of_request")]

    def __str__(self) -> str:
        return f"link {self.id}"


class Reminder(models.Model):
    """That the controller was reminded of a request, on which day and how far ahead: once."""

    id = models.BigIntegerField(primary_key=True)
    request = models.ForeignKey(SubjectRequest, models.PROTECT, related_name="+")
    on = models.DateField()  # the controller's time zone
    ahead = models.SmallIntegerField()  # working days to the safe day; 0 or less: overdue
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "on"], name="one_reminder_of_a_request_in_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"reminder {self.id}"


class ChannelTest(models.Model):
    """One test of a channel by which requests may arrive (GDPR Art. 12(2), 24(1), 25).

    A channel is a key of its kind and a hash of its address: the notice says the address.
    """

    id = models.BigIntegerField(primary_key=True)
    channel = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64)  # "" where a person confirms it by hand
    begun_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not confirmed by then: an alarm
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=32)  # handle; "" for the link or the worker
    failed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=32)  # code

    class Meta:
        indexes = [models.Index(fields=["channel", "begun_at"], name="test_of_channel")]

    def __str__(self) -> str:
        return f"test {self.id} of {self.channel}"


class FormUse(models.Model):
    """How often the public form was used from one network address in an hour, by keyed hash."""

    id = models.BigIntegerField(primary_key=True)
    mark = models.CharField(max_length=64)
    hour = models.DateTimeField()  # UTC
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mark", "hour"], name="form_uses_are_counted_by_hour"),
        ]
        indexes = [models.Index(fields=["hour"], name="form_use_by_hour")]

    def __str__(self) -> str:
        return f"form uses {self.id}"

"""What is in clear about customers: kinds, days and states. All that is personal is sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Customer(models.Model):
    """One customer. Its id is the id of the data subject; names and the like lie in the vault."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16)  # person, sole_trader, company, association
    created_at = models.DateTimeField()  # UTC
    changed_at = models.DateTimeField()  # UTC; also the last activity, for storage periods
    # The day the last contract ended; null while one runs, or when there never was one.
    relationship_ended_on = models.DateField(null=True)
    has_contracts = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="customer_is_of_a_known_kind",
                condition=Q(kind__in=["person", "sole_trader", "company", "association"]),
            ),
            models.CheckConstraint(
                name="customer_is_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["relationship_ended_on"],
                name="customer_by_end",
                condition=~Q(relationship_ended_on=None),
            ),
            models.Index(fields=["changed_at"], name="customer_by_change"),
        ]

    def __str__(self) -> str:
        return f"customer {self.id}"


class ContactPerson(models.Model):
    """Someone who acts for a customer: a data subject of their own (C-710/23)."""

    id = models.BigIntegerField(primary_key=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()  # UTC
    left_on = models.DateField(null=True)  # when they stopped acting for the customer

    class Meta:
        indexes = [models.Index(fields=["customer"], name="contact_person_by_customer")]

    def __str__(self) -> str:
        return f"contact person {self.id}"


class Change(models.Model):
    """One change of a record; what it was before and after is sealed under the same category."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    kind = models.CharField(max_length=32)  # of the record that changed
    record = models.BigIntegerField()
    at = models.DateTimeField()  # UTC
    actor = models.CharField(max_length=64)  # a pseudonym
    role = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="change_by_person")]

    def __str__(self) -> str:
        return f"change {self.id}"


class SourceDuty(models.Model):
    """A duty to inform a person whose data came from elsewhere (GDPR Art. 14)."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    source = models.CharField(max_length=32)
    obtained_on = models.DateField()  # in the controller's time zone
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], name="source_duty_open", condition=Q(done_at=None)),
            models.Index(fields=["person"], name="source_duty_by_person"),
        ]

    def __str__(self) -> str:
        return f"duty to inform, due {self.due_on}"


class PossibleDuplicate(models.Model):
    """Two customers who may be one; kept until somebody merges them or says that they are two."""

    id = models.BigIntegerField(primary_key=True)
    first = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    second = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16)  # email, business_id, phone, near_name
    found_at = models.DateTimeField()  # UTC
    settled_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_is_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id} by {self.reason}"


class Numbering(models.Model):
    """The next customer number to give out; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    next = models.BigIntegerField()

    def __str__(self) -> str:
        return f"next customer number {self.next}"

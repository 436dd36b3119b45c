"""Services on offer and contracts. What a contract is about, and what was agreed, is sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Service(models.Model):
    """Something that is sold. Nothing personal."""

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=64, unique=True)
    title = models.JSONField()  # by language, or one text
    withdrawn_on = models.DateField(null=True)  # no longer offered

    def __str__(self) -> str:
        return self.code


class Contract(models.Model):
    """An agreement with a customer about a service, with its days (GDPR Art. 6(1)(b))."""

    id = models.BigIntegerField(primary_key=True)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day; null while it runs until further notice
    renews_by = models.CharField(max_length=16)  # ISO 8601, such as P1Y; "" when it does not renew
    created_at = models.DateTimeField()  # UTC

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["customer"], name="contract_by_customer"),
            models.Index(fields=["ends_on"], name="contract_by_end"),
        ]

    def __str__(self) -> str:
        return f"contract {self.id}"

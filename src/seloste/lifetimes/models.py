"""The days from which the storage period of each record counts. Nothing personal."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Lifetime(models.Model):
    """How long one record is kept (GDPR Art. 5(1)(e)): the days that count, and what is next."""

    pk = models.CompositePrimaryKey("person", "kind", "record")
    person = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    record = models.BigIntegerField()
    triggers = models.JSONField()  # trigger → ISO day, or null while it is to come
    # The next day on which something of it is to go; null while that is open.
    due_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], name="lifetime_due", condition=~Q(due_on=None)),
        ]

    def __str__(self) -> str:
        return f"lifetime of {self.kind} {self.record}"

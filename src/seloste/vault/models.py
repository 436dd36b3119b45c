"""Sealed data, the blind index, and the vault's own count of openings."""

from __future__ import annotations

from django.db import models


class Sealed(models.Model):
    """The data of one record in one category, sealed under the key of person and category."""

    pk = models.CompositePrimaryKey("person", "kind", "record", "category")
    person = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    record = models.BigIntegerField()
    category = models.CharField(max_length=64)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.category} of {self.kind} {self.record}"


class IndexTerm(models.Model):
    """One entry of the blind index: a keyed hash cut to 64 bits, and a person it finds."""

    pk = models.CompositePrimaryKey("term", "person")
    term = models.BigIntegerField()
    person = models.BigIntegerField()

    def __str__(self) -> str:
        return f"term of {self.person}"


class IndexedPerson(models.Model):
    """The terms under which a record can be found, eight bytes each, so that they can be removed."""

    pk = models.CompositePrimaryKey("person", "kind", "record")
    person = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    record = models.BigIntegerField()
    terms = models.BinaryField()

    def __str__(self) -> str:
        return f"index of {self.kind} {self.record}"


class Openings(models.Model):
    """How many times data of a category were opened on a day, as the vault counts by itself."""

    pk = models.CompositePrimaryKey("opened_on", "category")
    opened_on = models.DateField()  # UTC
    category = models.CharField(max_length=64)
    count = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.count} openings of {self.category} on {self.opened_on}"

"""Keys, each wrapped under a generation of the root key."""

from __future__ import annotations

from django.db import models


class RootKey(models.Model):
    """One generation of the root key: how to know it again, never the key itself."""

    generation = models.PositiveIntegerField(primary_key=True)
    # A known text sealed under the root key: tells the right key from a wrong one.
    proof = models.BinaryField()
    # Salt and costs of Argon2id when the key comes from a passphrase; empty for a key file.
    derivation = models.JSONField(default=dict)
    made_at = models.DateTimeField()  # UTC
    retired_at = models.DateTimeField(null=True)  # UTC; no key is wrapped under it any more

    def __str__(self) -> str:
        return f"root key generation {self.generation}"


class PersonKey(models.Model):
    """The key of one person's data of one category. Destroying it destroys the data (Art. 17)."""

    pk = models.CompositePrimaryKey("person", "category")
    person = models.BigIntegerField()
    category = models.CharField(max_length=64)
    generation = models.PositiveIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["generation"], name="person_key_by_generation")]

    def __str__(self) -> str:
        return f"key of {self.category}"


class SystemKey(models.Model):
    """A key of the register itself: for the blind index, for signing checkpoints."""

    name = models.CharField(max_length=64, primary_key=True)
    generation = models.PositiveIntegerField()
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return f"system key {self.name}"

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


class ErasureLine(models.Model):
    """That data of a person were erased: an opaque id, and what went. Never removed by a restore.

    It stands in the key store, and is written in one stroke with the destruction of the keys:
    whatever is put back into the register later, this says what must go again.
    """

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    categories = models.CharField(max_length=2048)  # keys joined by commas; "" means all
    records = models.JSONField(default=list)  # [kind, id]; empty means all records
    cause = models.CharField(max_length=32)
    erased_at = models.DateTimeField()  # UTC; from then on nothing of it opens
    finished_at = models.DateTimeField(null=True)  # UTC; rows and index were removed as well

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="erasure_unfinished", condition=models.Q(finished_at=None)
            ),
            models.Index(fields=["person"], name="erasure_by_person"),
        ]

    def __str__(self) -> str:
        return f"erasure {self.id}"


class NoLine(models.Model):
    """That somebody said no, or took it back: an opaque id and keys. No restore makes it unsaid.

    A copy of the register made before a withdrawal, an objection or a restriction knows nothing of
    it. This stands beside the erasure ledger, in the key store, and is gone through after a restore.
    """

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()  # 0 where it is about an address
    what = models.CharField(max_length=16)  # consent, objection, restriction, ban
    key = models.CharField(max_length=96)  # the purpose, or the mark of an address
    stands = models.BooleanField()  # False: it was taken back
    at = models.DateTimeField()  # UTC

    class Meta:
        indexes = [models.Index(fields=["at"], name="no_by_time")]

    def __str__(self) -> str:
        return f"no to {self.what}"

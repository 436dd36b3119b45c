"""What was said, when and upon which wording. Who said what else of it lies in the vault."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Wording(models.Model):
    """A text that was put to people, once for each hash. It is the notice's, and public."""

    hash = models.CharField(max_length=64, primary_key=True)  # SHA-256, hexadecimal
    text = models.TextField()

    def __str__(self) -> str:
        return f"wording {self.hash[:12]}"


class ConsentEvent(models.Model):
    """One thing a person said about a purpose, or that became of it (GDPR Art. 7(1), 21).

    Rows are added, never changed: the database refuses it. Only the person may change, when two
    customers turn out to be one. Witness, note and the like are sealed as record "consent".
    """

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    purpose = models.CharField(max_length=64)  # a key of the notice; "" for all direct marketing
    kind = models.CharField(max_length=16)  # consent, soft_opt_in, objection
    state = models.CharField(max_length=16)
    at = models.DateTimeField()  # UTC
    means = models.CharField(max_length=16)  # "" when the program did it
    language = models.CharField(max_length=2)
    edition = models.PositiveIntegerField()  # of the notice
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")
    actor = models.CharField(max_length=64)  # a pseudonym
    role = models.CharField(max_length=64)
    way_in = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_event_is_in_a_state_of_its_kind",
                condition=Q(
                    kind="consent",
                    state__in=[
                        "requested", "given", "refused", "withdrawn", "expired", "invalidated",
                        "revoked", "unknown",
                    ],
                )
                | Q(kind="soft_opt_in", state__in=["met", "ended"])
                | Q(kind="objection", state__in=["objected", "ended"]),
            ),
            models.CheckConstraint(
                name="given_consent_has_a_wording",
                condition=~Q(kind="consent", state__in=["requested", "given"])
                | Q(wording__isnull=False),
            ),
            models.CheckConstraint(
                name="only_an_objection_has_no_purpose",
                condition=~Q(purpose="") | Q(kind="objection"),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person", "purpose"], name="consent_event_by_person"),
        ]

    def __str__(self) -> str:
        return f"consent event {self.id}"


class Receipt(models.Model):
    """That the person is owed, or has, a receipt of one event (ISO/IEC TS 27560)."""

    event = models.OneToOneField(
        ConsentEvent, models.PROTECT, primary_key=True, related_name="receipt"
    )
    state = models.CharField(max_length=16)  # owed, sent, to_print, printed
    at = models.DateTimeField()  # UTC

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="receipt_is_in_a_known_state",
                condition=Q(state__in=["owed", "sent", "to_print", "printed"]),
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="receipt_to_print", condition=Q(state="to_print")),
        ]

    def __str__(self) -> str:
        return f"receipt of {self.event_id}"


class Link(models.Model):
    """A way for the person to confirm or withdraw. Its secret is not stored, only a hash of it."""

    id = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    purpose = models.CharField(max_length=64)
    use = models.CharField(max_length=16)  # confirm, withdraw
    event = models.ForeignKey(ConsentEvent, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    language = models.CharField(max_length=2)
    sent_to = models.CharField(max_length=64)  # keyed mark of the address; "" before
    made_at = models.DateTimeField()  # UTC
    expires_at = models.DateTimeField(null=True)  # UTC; null while there is a person
    used_at = models.DateTimeField(null=True)  # UTC

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_is_for_a_known_use", condition=Q(use__in=["confirm", "withdraw"])
            ),
        ]
        indexes = [models.Index(fields=["person"], name="consent_link_by_person")]

    def __str__(self) -> str:
        return f"link {self.id} to {self.use}"


class MarketingBan(models.Model):
    """An address to which no marketing goes. It stays when the person is erased (Art. 21(3))."""

    mark = models.CharField(max_length=64, primary_key=True)  # keyed hash of the address
    kind = models.CharField(max_length=8)  # email, phone
    set_at = models.DateTimeField()  # UTC

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="banned_address_is_of_a_known_kind", condition=Q(kind__in=["email", "phone"])
            ),
        ]

    def __str__(self) -> str:
        return "marketing ban"

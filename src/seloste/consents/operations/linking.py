"""Links that a person follows to say no, for the messages that are sent to them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.consents.models import Link
from seloste.consents.queries import hash_of
from seloste.kernel.ids import PersonId, new_id
from seloste.kernel.languages import Language
from seloste.vault.marks import secret_of

WITHDRAW = "consents.withdraw"
"""Use of the secret of a link to say no by."""


@transaction.atomic
def withdrawal_secret(person: PersonId, purpose: str, *, language: Language, at: datetime) -> str:
    """Return the secret of the person's link to say no to a purpose; made when first needed.

    It is the same in each message and works as long as the person is in the register.

    Source: GDPR Art. 7(3), 21(5); RFC 8058.
    """
    row = Link.objects.filter(person=person, purpose=purpose, use="withdraw").first()
    if row is None:
        row = Link(
            id=new_id(),
            person=person,
            purpose=purpose,
            use="withdraw",
            language=language,
            sent_to="",
            made_at=at,
        )
        row.secret_hash = hash_of(secret_of(row.id, use=WITHDRAW))
        row.save(force_insert=True)
    return secret_of(row.id, use=WITHDRAW)

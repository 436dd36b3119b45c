"""What a recipient may have, who has data, and when to ask again. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from seloste.disclosures.errors import NotInNotice
from seloste.disclosures.values import Giving
from seloste.notice.values import Notice

ANSWER_WITHIN = timedelta(days=7)
"""So long is waited for an answer before a recipient is asked again."""

TELL_WITHIN = timedelta(days=3)
"""So long may pass before a recipient is told; then the duty is late. The law names no number."""

ASKED_AT_MOST = 4
"""So many times the program asks by itself; then somebody has to call."""

_IDENTIFYING = (
    "customer.number", "customer.name", "customer.company", "customer.business_id",
    "customer.emails", "contact_person.name", "contact_person.emails", "contract.identifier",
)  # fmt: skip


def check_declared(
    notice: Notice, *, recipient: str, purpose: str, categories: Collection[str]
) -> None:
    """Refuse a giving that people were not told of.

    Raises:
        NotInNotice: the notice does not name the recipient, names it for another purpose, or
            not for all these categories.

    Source: GDPR Art. 5(1)(a), 5(1)(b), 13(1)(e).
    """
    declared = notice.recipients.get(recipient)
    allowed: frozenset[str] = frozenset()
    if declared is not None and declared.when in {None, purpose} and purpose in notice.purposes:
        allowed = frozenset(declared.categories)
    undeclared = frozenset(categories) - allowed
    if undeclared or not categories:
        raise NotInNotice(
            recipient=recipient,
            purpose=purpose,
            categories=", ".join(sorted(undeclared)),
            edition=notice.edition.number,
        )


def fields_for(notice: Notice, *, recipient: str, categories: Collection[str]) -> frozenset[str]:
    """Return the fields that the recipient may have of these categories.

    They are all fields of the category, or, where the notice names fewer, only those.

    Source: GDPR Art. 5(1)(c), 25(2).
    """
    declared = notice.recipients.get(recipient)
    if declared is None:
        return frozenset()
    found = {
        field
        for category in frozenset(categories) & frozenset(declared.categories)
        if category in notice.categories
        for field in notice.categories[category].fields
    }
    return frozenset(found & set(declared.fields) if declared.fields else found)


def identifying(fields: Collection[str]) -> tuple[str, ...]:
    """Return those fields by which a recipient knows whom a message is about."""
    return tuple(field for field in _IDENTIFYING if field in fields)


def held_by_recipients(
    givings: Iterable[Giving], erased: Iterable[tuple[str, frozenset[str], datetime]]
) -> dict[str, frozenset[str]]:
    """Return what each recipient has of one person: what it was given and has not erased since.

    Args:
        givings: what was given.
        erased: recipient, categories and moment of each erasure that was acknowledged.

    Source: GDPR Art. 19.
    """
    ended = list(erased)
    held: dict[str, set[str]] = {}
    for giving in givings:
        for category in giving.categories:
            gone = any(
                recipient == giving.recipient and category in categories and at >= giving.at
                for recipient, categories, at in ended
            )
            if not gone:
                held.setdefault(giving.recipient, set()).add(category)
    return {recipient: frozenset(categories) for recipient, categories in held.items()}


def chase_at(sent_at: datetime) -> datetime:
    """Return when to ask again if the recipient has not answered by then."""
    return sent_at + ANSWER_WITHIN


def late_at(owed_at: datetime) -> datetime:
    """Return from when on a duty that nobody has sent is late.

    Source: GDPR Art. 19 (without a number), 12(3) (without undue delay).
    """
    return owed_at + TELL_WITHIN

"""What may follow what: the edition's number, and what the data in the register contradict. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from seloste.notice.data.measures import MEASURES
from seloste.notice.errors import CategoryInUse, FieldInUse, NumberNotHigher
from seloste.notice.values import Notice


def check_number(new: Notice, old: Notice) -> None:
    """Refuse an edition whose number is not higher than that of the one before.

    Raises:
        NumberNotHigher: it is the same or lower.
    """
    if new.edition.number <= old.edition.number:
        raise NumberNotHigher(number=new.edition.number, before=old.edition.number)


def check_held(new: Notice, old: Notice, held: Mapping[str, int]) -> None:
    """Refuse an edition that is silent about data in the register.

    Args:
        new: the notice to be published.
        old: the notice published last.
        held: how many sealed rows the register holds of each category.

    Raises:
        CategoryInUse: a category with rows is missing.
        FieldInUse: a field stands elsewhere, or nowhere, while its category has rows.

    Source: GDPR Art. 5(1)(a), 13(1), 14(1)(d).
    """
    in_use = {category for category, rows in held.items() if rows}
    if missing := sorted(in_use - new.categories.keys()):
        raise CategoryInUse(
            categories=", ".join(missing), rows=sum(held[category] for category in missing)
        )
    moved = sorted(
        field
        for category in in_use & old.categories.keys()
        for field in old.categories[category].fields
        if new.category_of(field) != category
    )
    if moved:
        raise FieldInUse(fields=", ".join(moved))


def not_attested(notice: Notice, attested: frozenset[str]) -> tuple[str, ...]:
    """Return the measures that the notice may not claim: testable, and not shown to hold.

    Organisational measures, which no test can show, are the controller's own word.

    Source: GDPR Art. 5(1)(a), 5(2), 32.
    """
    return tuple(
        measure
        for measure in notice.security
        if measure in MEASURES and MEASURES[measure].attested and measure not in attested
    )

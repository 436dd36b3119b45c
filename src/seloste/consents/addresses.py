"""Where a person is reached: opened by the program itself, for answering data subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from seloste.customers.contents import CONTACT_PERSON, CUSTOMER
from seloste.customers.writing import Moment
from seloste.kernel.actors import SYSTEM_ROLE, system
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import LANGUAGES, Language
from seloste.readings.operations import open_records
from seloste.vault.values import Record

_FIELDS = {CUSTOMER: "customer", CONTACT_PERSON: "contact_person"}


@dataclass(frozen=True, slots=True, repr=False)
class Reached:
    """How a person is reached, as far as the program may see it."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    language: Language = "fi"


def reached(person: PersonId, moment: Moment) -> Reached:
    """Open the person's addresses for the purpose that serves the rights of data subjects.

    Nothing is found where the notice does not let the program look. The opening leaves its line.
    """
    for kind, holder in _FIELDS.items():
        found = _opened(person, kind, holder, moment)
        if found.get(f"{holder}.emails") or found.get(f"{holder}.phones"):
            language = found.get(f"{holder}.language")
            return Reached(
                emails=tuple(cast("list[str]", found.get(f"{holder}.emails") or ())),
                phones=tuple(cast("list[str]", found.get(f"{holder}.phones") or ())),
                language=next((one for one in LANGUAGES if one == language), "fi"),
            )
    return Reached()


def _opened(person: PersonId, kind: str, holder: str, moment: Moment) -> dict[str, object]:
    notice = moment.notice
    fields = (f"{holder}.emails", f"{holder}.phones", f"{holder}.language")
    wanted = {notice.category_of(field) for field in fields} - {None}
    for purpose in _purposes(moment):
        allowed = notice.categories_for(role=SYSTEM_ROLE, purpose=purpose)
        if categories := sorted(str(one) for one in wanted & allowed):
            opened = open_records(
                [person],
                purpose=purpose,
                by=system(moment.by.way_in),
                at=moment.at,
                kinds=[kind],
                categories=categories,
            )[person]
            if opened.contents:
                return opened.values_of(Record(kind, person))
    return {}


def _purposes(moment: Moment) -> Iterator[str]:
    """Yield what the program may look for: the rights of data subjects, and what goes with work."""
    serving = moment.notice.purpose_serving("rights")
    if serving is not None:
        yield serving
    yield from (key for key, purpose in moment.notice.purposes.items() if purpose.accompanies)

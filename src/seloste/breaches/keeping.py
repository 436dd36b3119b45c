"""Building blocks of the breach register, for inside an operation's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.audit.recording import record
from seloste.breaches import queries
from seloste.breaches.errors import NoPurpose, NoSuchBreach
from seloste.breaches.models import BreachEvent
from seloste.breaches.values import BreachView
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.notice.editions import EditionInForce
from seloste.notice.values import Notice
from seloste.readings.rules import categories_to_open
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

FILE = "breach.file"
BREACH, EVENT = "breach", "breach_event"


@dataclass(frozen=True, slots=True)
class Desk:
    """Under which edition, for what and by whom the register of breaches is kept.

    Attributes:
        purpose: the one that serves security.
        category: the one in which files of breaches stand.
    """

    edition: EditionInForce
    purpose: str
    category: str
    by: Actor
    at: datetime

    @property
    def notice(self) -> Notice:
        return self.edition.notice

    @property
    def today(self) -> date:
        """Return the day in the controller's time zone."""
        return self.at.astimezone(ZoneInfo(self.notice.time_zone)).date()


def desk(*, by: Actor, at: datetime) -> Desk:
    """Return where the register of breaches is kept; refuse who may not.

    Raises:
        NoPurpose: the notice has no purpose that serves security, or no place for the files.
        NotAllowed: the notice does not let the role use them.

    Source: GDPR Art. 5(1)(b), 25(2), 32(4).
    """
    edition = notices.in_force(at)
    purpose = edition.notice.purpose_serving("security")
    category = edition.notice.category_of(FILE)
    if purpose is None or category is None:
        raise NoPurpose
    categories_to_open(edition.notice, role=by.role, purpose=purpose, wanted=[category])
    return Desk(edition, purpose, category, by, at)


def found(breach: int) -> BreachView:
    """Return the breach.

    Raises:
        NoSuchBreach: there is none.
    """
    view = queries.breach(breach)
    if view is None:
        raise NoSuchBreach
    return view


def keep_file(breach: int, file: PersonId, texts: Mapping[str, str], desk: Desk) -> None:
    """Seal the file of a breach in place of what it held before; each event keeps its own copy."""
    content = {FILE: {key: text for key, text in texts.items() if text}}
    seal([Plain(file, Record(BREACH, breach), desk.category, content)])


def note(
    breach: int,
    file: PersonId,
    code: str,
    desk: Desk,
    *,
    words: Mapping[str, str],
    details: Mapping[str, object] | None = None,
) -> None:
    """Add an event and its audit line.

    Args:
        breach: of which.
        file: under whose key the words are sealed.
        code: what was done.
        desk: by whom and when.
        words: what was said about it; sealed.
        details: codes, counts and moments, which say nothing of a person; in clear.
    """
    event = new_id()
    BreachEvent.objects.create(
        id=event,
        breach_id=breach,
        code=code,
        at=desk.at,
        actor=desk.by.handle,
        role=desk.by.role,
        details=_filled(details or {}),
    )
    if content := _filled(words):
        seal([Plain(file, Record(EVENT, event), desk.category, {FILE: content})])
    record(
        f"breaches.{code}",
        by=desk.by,
        at=desk.at,
        ref=str(breach),
        edition=desk.edition.number,
    )


def _filled(said: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in said.items() if value not in ("", None, [], ())}

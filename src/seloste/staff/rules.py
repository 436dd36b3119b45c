"""Who may administer staff, which roles there are, how long an attempt must wait. Pure."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from seloste.kernel.actors import SYSTEM_ROLE, Actor
from seloste.notice.values import Notice
from seloste.staff.errors import NoPlaceForDetails, NoSuchRole, NotAnAdministrator
from seloste.staff.values import EMAIL, NAME, Attempts

INVITATION_LASTS = timedelta(days=7)
FREE_ATTEMPTS = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def roles_for_people(notice: Notice) -> tuple[str, ...]:
    """Return the roles that a person may have: all of the notice's but the program's own."""
    return tuple(role for role in notice.roles if role != SYSTEM_ROLE)


def administering_roles(notice: Notice) -> tuple[str, ...]:
    """Return the roles of people that may administer staff.

    Whoever may see who works with the register, for any purpose of the notice, may also
    invite and end. Source: GDPR Art. 29, 32(4).
    """
    place = notice.category_of(NAME)
    return tuple(
        role
        for role in roles_for_people(notice)
        if any(
            place in notice.categories_for(role=role, purpose=purpose)
            for purpose in notice.purposes
        )
    )


def naming_purpose(notice: Notice, *, role: str) -> str | None:
    """Return the purpose for which the role looks at who works with the register.

    Of several, the one that is about the fewest others. None when there is none without consent.

    Source: GDPR Art. 5(1)(b), 29, 32(4).
    """
    place = notice.category_of(NAME)
    found = [
        key
        for key in notice.purposes_of(role)
        if place in notice.categories_for(role=role, purpose=key)
        and notice.purposes[key].legal_basis not in {None, "consent"}
    ]
    return min(
        found, key=lambda key: len({*notice.purposes[key].data_subjects} - {"staff"}), default=None
    )


def check_role(role: str, notice: Notice) -> None:
    """Refuse a role that the notice does not have.

    Raises:
        NoSuchRole: as it says.
    """
    if role not in (roles := roles_for_people(notice)):
        raise NoSuchRole(role=role, roles=", ".join(roles))


def check_administers(by: Actor, notice: Notice) -> None:
    """Refuse someone whose role may not administer staff. The machine's operator may.

    Raises:
        NotAnAdministrator: as it says.
    """
    if by.role != SYSTEM_ROLE and by.role not in administering_roles(notice):
        raise NotAnAdministrator(role=by.role)


def places(notice: Notice) -> dict[str, str]:
    """Return the category of each field kept of a member.

    Raises:
        NoPlaceForDetails: the notice places one of them in no category.
    """
    found = {field: notice.category_of(field) for field in (NAME, EMAIL)}
    placed = {field: category for field, category in found.items() if category is not None}
    if len(placed) < len(found):
        raise NoPlaceForDetails(fields=", ".join(sorted(found.keys() - placed.keys())))
    return placed


def comparable(email: str) -> str:
    """Return the address as it is compared: without regard to case and forms of letters."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def waits_until(attempts: Attempts | None) -> datetime | None:
    """Return until when no attempt is looked at; None when the next may come at once.

    After five failures in a row a minute, then two, four, eight, and never more than fifteen:
    enough to make guessing hopeless, too little to lock anybody out on purpose for long.
    """
    if attempts is None or attempts.failures < FREE_ATTEMPTS:
        return None
    minutes = 2 ** min(attempts.failures - FREE_ATTEMPTS, 8)
    return attempts.last_failed_at + min(timedelta(minutes=minutes), LONGEST_WAIT)


def failures_after(attempts: Attempts | None, *, at: datetime) -> int:
    """Return how many failures in a row there are after one more at this moment."""
    if attempts is None or at - attempts.last_failed_at > FORGOTTEN_AFTER:
        return 1
    return attempts.failures + 1

"""Who asks, in which role, for which purpose, and when: settled once for each request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import get_language
from django_htmx.middleware import HtmxDetails

from seloste.kernel.actors import Actor
from seloste.kernel.languages import LANGUAGES, Language, in_language
from seloste.notice import queries as notices
from seloste.notice.errors import NoneInForce
from seloste.notice.values import Notice
from seloste.rights.filing import may_handle
from seloste.staff.rules import administering_roles

PURPOSE = "purpose"
"""Key of the session under which the chosen purpose stands: a key of the notice, nothing more."""

_HOLDERS = ("customer.", "contact_person.", "contract.")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where someone works: the notice in force, who they are, and what for.

    Attributes:
        purposes: for which the role may open something of customers, in the notice's order.
        purpose: the one chosen, or the first; "" when there is none.
        at: when the request came, UTC.
    """

    notice: Notice
    by: Actor
    purposes: tuple[str, ...]
    purpose: str
    at: datetime

    @property
    def today(self) -> date:
        """Return the day in the controller's time zone."""
        return self.at.astimezone(ZoneInfo(self.notice.time_zone)).date()

    @property
    def role_title(self) -> str:
        return role_title(self.notice, self.by.role)

    @property
    def purpose_title(self) -> str:
        return self.title_of(self.purpose)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the purposes with their titles."""
        return [(key, self.title_of(key)) for key in self.purposes]

    @property
    def may_administer(self) -> bool:
        return self.by.role in administering_roles(self.notice)

    @property
    def may_keep_breaches(self) -> bool:
        """Return whether the role may use the files of breaches."""
        purpose = self.notice.purpose_serving("security")
        category = self.notice.category_of("breach.file")
        return purpose is not None and category in self.notice.categories_for(
            role=self.by.role, purpose=purpose
        )

    @property
    def may_handle_requests(self) -> bool:
        return may_handle(self.notice, self.by.role)

    def title_of(self, purpose: str) -> str:
        declared = self.notice.purposes.get(purpose)
        return (in_language(declared.title, language()) if declared else "") or purpose

    def opens(self, category: str | None, *, purpose: str | None = None) -> bool:
        """Return whether the role may open the category for the purpose at hand, or another.

        A purpose is taken with those that accompany it: contact persons come with customers.
        """
        role = self.by.role
        served = self.notice.purpose_for(category, role=role, purpose=purpose or self.purpose)
        return category in self.notice.categories_for(role=role, purpose=served)

    def opens_field(self, field: str) -> bool:
        return self.opens(self.notice.category_of(field))

    def purposes_opening(self, category: str) -> list[tuple[str, str]]:
        """Return the other purposes for which this role may open the category."""
        return [(key, title) for key, title in self.choices if self.opens(category, purpose=key)]


class ConsoleRequest(HttpRequest):
    """A request to the console, as the middleware leaves it."""

    desk: Desk
    htmx: HtmxDetails


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who asks: the handle and the role, never a name. None without a full sign-in."""
    return getattr(request, "actor", None)


def desk_of(request: HttpRequest, *, at: datetime) -> Desk | None:
    """Return where the one who asks works; None without sign-in or before the first edition."""
    by = actor_of(request)
    if by is None:
        return None
    try:
        notice = notices.in_force(at).notice
    except NoneInForce:
        return None
    purposes = tuple(
        key for key in notice.purposes_of(by.role) if _is_for_customers(notice, by, key)
    )
    chosen = str(request.session.get(PURPOSE, ""))
    purpose = chosen if chosen in purposes else next(iter(purposes), "")
    return Desk(notice=notice, by=by, purposes=purposes, purpose=purpose, at=at)


def language() -> Language:
    """Return the language in use."""
    found = (get_language() or "fi")[:2]
    return next((one for one in LANGUAGES if one == found), "fi")


def role_title(notice: Notice, role: str) -> str:
    """Return what the notice calls a role."""
    declared = notice.roles.get(role)
    return (in_language(declared.title, language()) if declared else "") or role


def _is_for_customers(notice: Notice, by: Actor, purpose: str) -> bool:
    """Return whether someone can work with customers for the purpose, without their consent."""
    declared = notice.purposes[purpose]
    if declared.legal_basis in {None, "consent"} or declared.accompanies:
        return False
    return any(
        field.startswith(_HOLDERS)
        for category in notice.categories_for(role=by.role, purpose=purpose)
        for field in notice.categories[category].fields
    )

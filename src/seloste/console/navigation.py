"""What stands in the frame of each page: only places that exist and that the role may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seloste.console.requests import Desk, desk_of

_FOR_ALL, _FOR_ADMINISTRATORS, _FOR_SECURITY = "all", "administrators", "security"
_FOR_RIGHTS = "rights"

_PLACES: tuple[tuple[str, Promise, str, str], ...] = (
    ("console:today", _("Today"), "today", _FOR_ALL),
    ("console:customers", _("Customers"), "customers", _FOR_ALL),
    ("console:requests", _("Requests"), "requests", _FOR_RIGHTS),
    ("console:recipients", _("Recipients"), "recipients", _FOR_ALL),
    ("console:breaches", _("Breaches"), "breaches", _FOR_SECURITY),
    ("console:retention", _("Storage periods"), "retention", _FOR_ALL),
    ("console:notice", _("Notice"), "notice", _FOR_ALL),
    ("console:evidence", _("Does the notice hold?"), "evidence", _FOR_ALL),
    ("console:services", _("Services"), "services", _FOR_ADMINISTRATORS),
    ("console:staff", _("Staff"), "staff", _FOR_ADMINISTRATORS),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation."""

    address: str
    title: Promise
    icon: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the base template draws around a page. `desk` is None for visitors."""

    desk: Desk | None
    places: tuple[Place, ...]
    languages: tuple[tuple[str, str], ...]
    here: str
    account: str
    sign_out: str


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give each template its frame."""
    desk = getattr(request, "desk", None) or _desk(request)
    return {
        "frame": Frame(
            desk=desk,
            places=tuple(_places(request, desk)) if desk else (),
            languages=tuple(settings.LANGUAGES),
            here=request.path,
            account=_address("mfa_index"),
            sign_out=_address("account_logout"),
        )
    }


def _desk(request: HttpRequest) -> Desk | None:
    return desk_of(request, at=timezone.now()) if hasattr(request, "user") else None


def _places(request: HttpRequest, desk: Desk) -> Iterator[Place]:
    found: list[tuple[str, Promise, str]] = []
    for name, title, icon, audience in _PLACES:
        if audience == _FOR_ADMINISTRATORS and not desk.may_administer:
            continue
        if audience == _FOR_RIGHTS and not desk.may_handle_requests:
            continue
        if audience == _FOR_SECURITY and not desk.may_keep_breaches:
            continue
        if not (address := _address(name)):
            continue
        found.append((address, title, icon))
    here = max(
        (a for a, _title, _icon in found if _is_within(request.path, a)), key=len, default=""
    )
    for address, title, icon in found:
        yield Place(address, title, icon, is_here=address == here)


def _is_within(path: str, place: str) -> bool:
    return path == place or (place != reverse("console:today") and path.startswith(place))


def _address(name: str) -> str:
    """Return the address of a page; "" when this register has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""

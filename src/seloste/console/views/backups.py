"""How the copies stand: the last, the next, the drill (GDPR Art. 17(1), 32(1)(b)-(d))."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from seloste.backups import queries
from seloste.console.requests import ConsoleRequest

_SHOWN = 40
_WHY: dict[str, Promise] = {
    "number_kept": _("removed: newer ones are kept"),
    "past_its_day": _("removed: its day had passed"),
    "keys_destroyed": _("removed: it held keys that were destroyed since"),
    "root_key_changed": _("removed: the root key was changed"),
    "left_behind": _("left behind where the register was before"),
}


@require_safe
def backups(request: ConsoleRequest) -> HttpResponse:
    """Show how the copies stand. They are made by the worker and on the command line."""
    desk = request.desk
    content = {
        "standing": queries.standing(desk.notice, at=desk.at),
        "stated": desk.notice.backups,
        "archives": [(one, _WHY.get(one.reason, "")) for one in queries.history(limit=_SHOWN)],
        "drills": queries.drills(limit=_SHOWN),
    }
    return render(request, "console/retention/backups.html", content)

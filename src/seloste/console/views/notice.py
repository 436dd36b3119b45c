"""The notice by which the register runs, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from seloste.console import words
from seloste.console.requests import ConsoleRequest, language
from seloste.kernel.languages import in_language
from seloste.notice import queries
from seloste.notice.data.measures import MEASURES
from seloste.notice.editions import EditionInForce, EditionLine
from seloste.notice.operations import inform
from seloste.staff.rules import check_administers


@dataclass(frozen=True, slots=True)
class State:
    """How the notice stands.

    Attributes:
        coming: editions published for a later day.
        withheld: the measures left out of the published text, because nothing attests them.
        owed: editions of which people are still to be told.
        public: where anyone reads it; "" without public pages.
    """

    edition: EditionInForce
    coming: tuple[EditionLine, ...]
    withheld: tuple[str, ...]
    owed: tuple[int, ...]
    public: str


@require_safe
def notice(request: ConsoleRequest) -> HttpResponse:
    found = state(request)
    declared = found.edition.notice
    content = {
        "state": found,
        "controller": declared.controller.name if declared.controller else "",
        "editions": [
            {"edition": line, "change": words.word(words.CHANGE_CLASSES, line.change_class)}
            for line in queries.editions()
        ],
        "uses": _uses(request),
    }
    return render(request, "console/notice.html", content)


@require_POST
def told(request: ConsoleRequest, number: int) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    inform(number, by=desk.by, at=desk.at)
    messages.success(request, gettext("Noted: they have been told."))
    return redirect("console:notice")


def state(request: ConsoleRequest) -> State:
    """Return how the notice stands at the time of the request."""
    at = request.desk.at
    edition = queries.in_force(at)
    return State(
        edition=edition,
        coming=tuple(line for line in queries.editions() if line.in_force_at > at),
        withheld=tuple(_measure(key) for key in edition.withheld),
        owed=queries.owed_informing(),
        public=_public(),
    )


def _uses(request: ConsoleRequest) -> list[tuple[str, list[str]]]:
    """Return what the role may see for each of its purposes."""
    desk = request.desk
    return [
        (
            title,
            [
                in_language(category.title, language()) or name
                for name, category in desk.notice.categories.items()
                if desk.opens(name, purpose=key)
            ],
        )
        for key, title in desk.choices
    ]


def _measure(key: str) -> str:
    known = MEASURES.get(key)
    return in_language(known.text, language()) if known else key


def _public() -> str:
    try:
        return reverse("public:notice", args=[language()])
    except NoReverseMatch:
        return ""

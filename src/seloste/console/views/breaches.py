"""The register of breaches, guided: one step after the other, with the article at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from seloste import wording
from seloste.breaches import errors, queries, rules
from seloste.breaches.drafting import ADDRESSEES
from seloste.breaches.operations import deciding, opening, recording
from seloste.breaches.values import BreachView, Draft, EventView, OpenedBreach
from seloste.console import breach_words, words
from seloste.console.breach_forms import (
    AssessForm,
    DescriptionForm,
    MomentForm,
    NewBreachForm,
    NotifyForm,
    NotTellForm,
    ReasonsForm,
    TellForm,
    as_typed,
    typed_moment,
)
from seloste.console.requests import ConsoleRequest, Desk, language, role_title
from seloste.kernel.languages import LANGUAGES, Language, in_language
from seloste.notice.rendering import words as rendering
from seloste.notice.rendering.document import Paragraph, Part, Run
from seloste.rights.letters.document import LetterDocument
from seloste.rights.letters.showing import as_pdf

Made = TypeVar("Made")

_BESIDE_THE_FORM = (
    errors.AwareAfterTold,
    errors.AwareInFuture,
    errors.FactsMissing,
    errors.LateWithoutReasons,
    errors.MustBeNotified,
    errors.PersonsMustBeTold,
    errors.ReasonsMissing,
    errors.WindowUnfit,
)
"""What is mended on the page: what was typed stays."""

_STEPS: tuple[tuple[str, rules.Step], ...] = (
    ("describe", "describe"),
    ("assess", "assess"),
    ("notify", "notify"),
    ("not-notify", "do_not_notify"),
    ("tell", "tell"),
    ("not-tell", "tell"),
    ("close", "close"),
)


@require_safe
def breaches(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    before = request.GET.get("before", "")
    found = opening.breaches(
        by=desk.by,
        at=desk.at,
        before=int(before) if before.isascii() and before.isdecimal() else None,
        limit=queries.PAGE + 1,
    )
    page = found[: queries.PAGE]
    content = {
        "rows": [clock(view, desk) for view in page],
        "next": page[-1].number if len(found) > queries.PAGE else None,
    }
    return render(request, "console/breaches/list.html", content)


@require_http_methods(["GET", "POST"])
def record(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    opening.breaches(by=desk.by, at=desk.at, limit=1)  # refuses who may not
    form = NewBreachForm(
        request.POST if request.method == "POST" else None,
        desk=desk,
        initial={"aware_at": typed_moment(desk.at, desk)},
    )
    if form.is_valid() and (new := form.breach()):
        made = mended(form, lambda: recording.record_breach(new, by=desk.by, at=desk.at))
        if made is not None:
            messages.success(request, gettext("The breach is in the register; its clock runs."))
            return redirect("console:breach", breach=made)
    content = {"form": form, "law": breach_words.LAW["describe"]}
    return render(request, "console/breaches/new.html", content, status=status_of(form))


@require_safe
def breach(request: ConsoleRequest, breach: int) -> HttpResponse:
    desk = request.desk
    opened = opening.open_breach(breach, by=desk.by, at=desk.at)
    view = opened.view
    content = {
        **clock(view, desk),
        "opened": opened,
        "texts": _texts(opened),
        "facts": _facts(view, desk),
        "events": [_event(event, said, desk) for event, said in opened.events],
        "steps": _steps(view),
        "missing": [
            words.word(breach_words.MISSING, key) for key in rules.missing(view, opened.texts)
        ],
        "drafts": [(to, code) for to in ADDRESSEES for code in LANGUAGES],
    }
    return render(request, "console/breaches/breach.html", content)


@require_http_methods(["GET", "POST"])
def step(request: ConsoleRequest, breach: int, step: str) -> HttpResponse:
    desk = request.desk
    if step not in breach_words.TITLES:
        raise Http404
    opened = opening.open_breach(breach, by=desk.by, at=desk.at)
    rules.check_step(opened.view, dict(_STEPS)[step])
    form = _form(request, step, opened)
    if form.is_valid() and _is_taken(step, form, breach, desk):
        messages.success(request, gettext("It is written down."))
        return redirect("console:breach", breach=breach)
    content = {
        **clock(opened.view, desk),
        "form": form,
        "title": breach_words.TITLES[step],
        "law": breach_words.LAW[step],
    }
    return render(request, "console/breaches/step.html", content, status=status_of(form))


@require_safe
def draft(request: ConsoleRequest, breach: int, to: str, code: str) -> HttpResponse:
    desk = request.desk
    addressee = next((one for one in ADDRESSEES if one == to), None)
    written_in = next((one for one in LANGUAGES if one == code), None)
    if addressee is None or written_in is None:
        raise Http404
    written = opening.draft(breach, to=addressee, language=written_in, by=desk.by, at=desk.at)
    if request.GET.get("form") == "pdf":
        letter = as_pdf(_letter(written, desk, written_in))
        response = HttpResponse(letter, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="draft.pdf"'
        return response
    view = queries.breach(breach)
    content = {"breach": view, "draft": written, "to": to, "code": code}
    return render(request, "console/breaches/draft.html", content)


def _letter(written: Draft, desk: Desk, written_in: Language) -> LetterDocument:
    """Return a draft as the letters of the register are set."""
    sender = (desk.notice.controller.name,) if desk.notice.controller else ()
    return LetterDocument(
        language=written_in,
        title=written.subject,
        dated=desk.today,
        day=rendering.day(desk.today, written_in),
        sender=sender,
        to=written.to,
        about=(written.opening,),
        blocks=(),
        parts=tuple(
            Part(title, tuple(Paragraph((Run(line),)) for line in lines))
            for title, lines in written.parts
        ),
        closing=written.closing,
        skip="",
    )


def clock(view: BreachView, desk: Desk) -> dict[str, object]:
    """Return a breach with its clock, as pages show it."""
    due_at = rules.due_at(view.aware_at)
    pressure = rules.pressure(view, at=desk.at)
    minutes = int(abs((due_at - desk.at).total_seconds()) // 60)
    return {
        "breach": view,
        "state": words.word(breach_words.STATES, view.state),
        "pressure": words.word(breach_words.PRESSURES, pressure),
        "mark": breach_words.MARKS[pressure],
        "runs": pressure in {"running", "due_soon", "overdue"},
        "is_past": desk.at > due_at,
        "due_at": due_at,
        "hours": minutes // 60,
        "minutes": minutes % 60,
    }


def clocks(desk: Desk) -> list[dict[str, object]] | None:
    """Return the clocks that run, or None for a role that keeps no register of breaches."""
    if not desk.may_keep_breaches:
        return None
    return [clock(view, desk) for view in queries.clocks()]


def mended(form: MomentForm, make: Callable[[], Made]) -> Made | None:
    try:
        return make()
    except _BESIDE_THE_FORM as refusal:
        form.add_error(None, wording.of(refusal))
        return None


def _form(request: ConsoleRequest, step: str, opened: OpenedBreach) -> MomentForm:
    desk, sent = request.desk, request.POST if request.method == "POST" else None
    now = typed_moment(desk.at, desk)
    match step:
        case "describe":
            typed = as_typed(opened.view, opened.texts, desk)
            return DescriptionForm(sent, desk=desk, initial=typed)
        case "assess":
            return AssessForm(sent, desk=desk, initial={"risk": opened.view.risk})
        case "notify":
            return NotifyForm(sent, desk=desk, initial={"sent_at": now})
        case "tell":
            return TellForm(sent, desk=desk, initial={"told_at": now})
        case "not-tell":
            return NotTellForm(sent, desk=desk)
        case _:
            return ReasonsForm(sent, desk=desk)


def _is_taken(step: str, form: MomentForm, breach: int, desk: Desk) -> bool:
    """Take the step; when it is refused, say so on the form."""
    take = _act(step, form, breach, desk)
    if take is None:
        return False
    mended(form, take)
    return not form.errors


def _act(step: str, form: MomentForm, breach: int, desk: Desk) -> Callable[[], None] | None:
    """Return what carries out the step, or None when what was typed cannot be."""
    by, at, reasons = desk.by, desk.at, str(form.cleaned_data.get("reasons", ""))
    match form:
        case DescriptionForm():
            told = form.description()
            return partial(recording.describe, breach, told, by=by, at=at) if told else None
        case AssessForm():
            risk = form.cleaned_data["risk"]
            return partial(deciding.assess, breach, risk, reasons=reasons, by=by, at=at)
        case NotifyForm():
            sent = form.notification()
            return partial(deciding.notify, breach, sent, by=by, at=at) if sent else None
        case TellForm():
            told_at = form.moment("told_at")
            tell = partial(deciding.tell_persons, breach, reasons=reasons, by=by, at=at)
            return partial(tell, told_at=told_at) if told_at else None
        case NotTellForm():
            leave = partial(deciding.do_not_tell_persons, breach, reasons=reasons, by=by, at=at)
            return partial(leave, exemption=form.chosen)
        case _:
            decide = deciding.close if step == "close" else deciding.do_not_notify
            return partial(decide, breach, reasons=reasons, by=by, at=at)


def _steps(view: BreachView) -> list[tuple[str, object]]:
    """Return the steps that can follow, with their titles."""
    may_follow = rules.steps(view.state)
    return [(key, breach_words.TITLES[key]) for key, step in _STEPS if step in may_follow]


def _texts(opened: OpenedBreach) -> list[tuple[str, str]]:
    titles = {
        "facts": gettext("What happened"),
        "effects": gettext("What followed, or is likely to"),
        "measures": gettext("What was done, and is planned"),
        "advice": gettext("What the persons can do"),
    }
    return [(title, opened.texts[key]) for key, title in titles.items() if opened.texts.get(key)]


def _facts(view: BreachView, desk: Desk) -> list[tuple[str, str]]:
    """Return what is known in days and numbers, in lines."""
    zone = desk.notice.time_zone
    categories = desk.notice.categories
    lines = [
        (gettext("Became aware"), words.moment(view.aware_at, zone)),
        (gettext("Happened"), words.moment(view.happened_at, zone) if view.happened_at else ""),
        (gettext("Told by"), _processor(view, desk)),
        (gettext("What was lost"), _named(breach_words.NATURES, view.natures)),
        (
            gettext("Data concerned"),
            ", ".join(
                in_language(categories[key].title, language()) or key
                for key in view.categories
                if key in categories
            ),
        ),
        (gettext("Persons, about"), "" if view.persons is None else str(view.persons)),
        (gettext("Records, about"), "" if view.records is None else str(view.records)),
        (gettext("Risk"), words.word(breach_words.RISKS, view.risk) if view.risk else ""),
        (
            gettext("Authority notified"),
            words.moment(view.notified_at, zone) if view.notified_at else "",
        ),
        (gettext("Persons told"), words.moment(view.told_at, zone) if view.told_at else ""),
        (
            gettext("Persons not told because"),
            words.word(breach_words.EXEMPTIONS, view.exemption) if view.exemption else "",
        ),
        (
            pgettext("of a breach", "Closed"),
            words.moment(view.closed_at, zone) if view.closed_at else "",
        ),
    ]
    return [(title, text) for title, text in lines if text]


def _processor(view: BreachView, desk: Desk) -> str:
    recipient = desk.notice.recipients.get(view.processor)
    name = (in_language(recipient.name, language()) if recipient else "") or view.processor
    if not name or view.processor_told_at is None:
        return name
    return f"{name}, {words.moment(view.processor_told_at, desk.notice.time_zone)}"


def _named(known: Mapping[str, object], keys: Iterable[str]) -> str:
    return ", ".join(str(known.get(key, key)) for key in keys)


def _event(event: EventView, said: Mapping[str, object], desk: Desk) -> dict[str, object]:
    return {
        "title": words.word(breach_words.EVENTS, event.code),
        "at": event.at,
        "role": role_title(desk.notice, event.role),
        "said": [(title, said[key]) for key, title in breach_words.SAID.items() if said.get(key)],
        "scope": said if event.code == "scoped" else None,
    }


def status_of(form: MomentForm, found: object = None) -> HTTPStatus:
    refused = form.is_bound and found is None
    return HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK

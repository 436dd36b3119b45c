"""The queue of requests: the list, one request with its steps, the channels by which they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seloste import wording
from seloste.console import showing_requests as showing
from seloste.console import words
from seloste.console.request_forms import STEPS, EntryForm, StepForm
from seloste.console.requests import ConsoleRequest, language
from seloste.console.views.customer import header, named
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.rights import queries
from seloste.rights import words as right_words
from seloste.rights.filing import office
from seloste.rights.letters.document import LetterDocument
from seloste.rights.letters.plain import as_text
from seloste.rights.letters.showing import as_pdf
from seloste.rights.messages import RECEIPT, WRITTEN, letter_about, receipt
from seloste.rights.operations import (
    acknowledging,
    extending,
    heartbeat,
    identity,
    matching,
    refusing,
    representing,
    taking,
)
from seloste.rights.operations.opening import OpenedRequest, open_request
from seloste.rights.operations.receiving import receive
from seloste.rights.rules.queue import next_in_line
from seloste.rights.values import RequestView

Act = Callable[..., object]

_CUSTOMER_KINDS: Mapping[str, Promise] = {str(key): title for key, title in words.KINDS.items()}

_ACTS: Mapping[str, Act] = {
    "leave": taking.leave,
    "unmatch": matching.unmatch,
    "not-shown": identity.not_shown,
    "ask-authority": representing.ask_authority,
    "acknowledged-on-paper": partial(acknowledging.acknowledged, how="paper"),
    "acknowledged-told": partial(acknowledging.acknowledged, how="told"),
    "extension-told": partial(extending.told, how="paper"),
    "extension-not-told": extending.not_told,
    "withdraw": refusing.withdraw,
}
"""What a button does without asking for more."""


@require_safe
def requests(request: ConsoleRequest) -> HttpResponse:
    """Show requests in order of arrival; what is overdue stands where it arrived."""
    desk = request.desk
    office(by=desk.by, at=desk.at)
    key = request.GET.get("show", "open")
    show = next((one for one in showing.SHOWS if one.key == key), showing.SHOWS[0])
    queue = queries.queue(at=desk.at)
    places = {view.id: place for place, view in enumerate(queue, start=1)}
    before = request.GET.get("before", "")
    found = (
        queries.ended(
            at=desk.at, before=int(before) if before.isascii() and before.isdecimal() else None
        )
        if show.key == "ended"
        else [view for view in queue if show.passes(view, desk)]
    )
    first = next_in_line(queue)
    content = {
        "rows": [showing.row(view, desk, place=places.get(view.id)) for view in found],
        "shows": [(one.key, one.sentence, one.key == show.key) for one in showing.SHOWS],
        "show": show,
        "next": first,
        "more": found[-1].number if len(found) == queries.PAGE and show.key == "ended" else None,
        "alarms": sum(line.is_alarm for line in heartbeat.channels(at=desk.at)),
    }
    return render(request, "console/requests/list.html", content)


@require_http_methods(["GET", "POST"])
def new(request: ConsoleRequest) -> HttpResponse:
    """Enter a request that came by letter, mail, telephone or in person."""
    desk = request.desk
    office(by=desk.by, at=desk.at)
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        desk=desk,
        initial={"received_on": words.typed_day(desk.today), "language": language()},
    )
    if form.is_valid():
        try:
            made = receive(form.request(), by=desk.by, at=desk.at)
        except Refusal as refusal:
            form.add_error(None, wording.of(refusal))
        else:
            messages.success(request, gettext("The request stands in the queue."))
            return redirect("console:request", request_id=made)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "console/requests/new.html", {"form": form}, status=status)


@require_safe
def show(request: ConsoleRequest, request_id: int) -> HttpResponse:
    """Show one request: its days, its steps, its file, what happened."""
    desk = request.desk
    opened = open_request(request_id, by=desk.by, at=desk.at)
    view = opened.view
    events = queries.events_of(request_id)
    queue = queries.queue(at=desk.at)
    first = next_in_line(queue)
    pending = extending.announced(request_id)
    content = {
        **showing.row(view, desk),
        "file": opened.file,
        "wishes": [
            (right_words.KINDS[kind], text)
            for kind, text in opened.file.wishes.items()
            if kind in right_words.KINDS
        ],
        "parts": showing.parts(view),
        "events": showing.timeline(opened, events),
        "letters": showing.letters_to_print(events),
        "is_next": first is not None and first.id == view.id,
        "first": first,
        "is_mine": view.taken_by == desk.by.handle,
        "may_extend": _may_extend(view, pending=pending is not None, request=request),
        "extension_pending": pending is not None,
        "extension_letter": pending.id if pending else "",
        "clarification_pending": _is_asked(request_id),
        "receipt": RECEIPT,
    }
    return render(request, "console/requests/show.html", content)


@require_safe
def of_customer(request: ConsoleRequest, customer: int) -> HttpResponse:
    """Show what a customer has asked, in order of arrival."""
    desk = request.desk
    office(by=desk.by, at=desk.at)
    person = named(request, PersonId(customer))
    found = queries.of_person(person.id, at=desk.at)
    content = {
        **header(request, person),
        "tab": "requests",
        "rows": [showing.row(view, desk) for view in found],
    }
    return render(request, "console/requests/of_customer.html", content)


@require_http_methods(["GET", "POST"])
def match(request: ConsoleRequest, request_id: int) -> HttpResponse:
    """Show whom the file finds in the register; link the request to one of them."""
    desk = request.desk
    if request.method == "POST":
        person = request.POST.get("person", "")
        if not (person.isascii() and person.isdecimal()):
            raise Http404
        matching.match(request_id, PersonId(int(person)), by=desk.by, at=desk.at)
        messages.success(request, gettext("The request is linked."))
        return redirect("console:request", request_id=request_id)
    found = matching.candidates(request_id, by=desk.by, at=desk.at)
    people = matching.people_of([one.id for one in found], by=desk.by, at=desk.at)
    content = {
        "asked": queries.request(request_id, at=desk.at),
        "found": [
            (one, words.word(_CUSTOMER_KINDS, one.kind), people.get(one.id, ())) for one in found
        ],
    }
    return render(request, "console/requests/match.html", content)


@require_http_methods(["GET", "POST"])
def step(request: ConsoleRequest, request_id: int, key: str) -> HttpResponse:
    """Show one step that asks for something to be written down, and do it."""
    desk = request.desk
    if key not in STEPS:
        raise Http404
    opened = open_request(request_id, by=desk.by, at=desk.at)
    form = _form(key, request, opened)
    if form.is_valid():
        try:
            form.carry_out(by=desk.by, at=desk.at)
        except Refusal as refusal:
            form.add_error(None, wording.of(refusal))
        else:
            messages.success(request, str(form.done))
            return redirect("console:request", request_id=request_id)
    content = {"form": form, "step": form, "asked": opened.view, "key": key}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "console/requests/step.html", content, status=status)


@require_POST
def act(request: ConsoleRequest, request_id: int, key: str) -> HttpResponse:
    """Do what a button says."""
    desk = request.desk
    if key not in _ACTS:
        raise Http404
    _ACTS[key](request_id, by=desk.by, at=desk.at)
    messages.success(request, gettext("Written down."))
    return redirect("console:request", request_id=request_id)


@require_safe
def letter(request: ConsoleRequest, request_id: int, key: str, form: str) -> HttpResponse:
    """Show a letter to print, as text or PDF."""
    desk = request.desk
    opened = open_request(request_id, by=desk.by, at=desk.at)
    found = _letter(opened, key, request)
    if form == "pdf":
        answer = HttpResponse(as_pdf(found), content_type="application/pdf")
        name = f"{opened.view.reference}.pdf"
        answer["Content-Disposition"] = f'inline; filename="{name}"'
        return answer
    return HttpResponse(as_text(found), content_type="text/plain; charset=utf-8")


@require_safe
def channels(request: ConsoleRequest) -> HttpResponse:
    """Show whether each way for requests to arrive works."""
    desk = request.desk
    office(by=desk.by, at=desk.at)
    lines = heartbeat.channels(at=desk.at)
    marks = {"in_order": "in-order", "failed": "overdue"}
    content = {
        "rows": [
            {
                "line": line,
                "kind": words.word(right_words.CHANNELS, line.channel.kind),
                "state": right_words.CHANNEL_STATES[line.state],
                "mark": marks.get(line.state, "due-soon"),
            }
            for line in lines
        ]
    }
    return render(request, "console/requests/channels.html", content)


@require_POST
def confirm_channel(request: ConsoleRequest, channel: str) -> HttpResponse:
    """Write down that somebody tried a channel by hand."""
    desk = request.desk
    heartbeat.confirm(channel, by=desk.by, at=desk.at)
    messages.success(request, gettext("Written down: the channel works."))
    return redirect("console:channels")


def today(request: ConsoleRequest) -> dict[str, object] | None:
    """Return what the first page says of requests; None for a role that may not handle them."""
    desk = request.desk
    if not desk.may_handle_requests:
        return None
    queue = queries.queue(at=desk.at)
    first = next_in_line(queue)
    return {
        "first": showing.row(first, desk) if first else None,
        "open": len(queue),
        "late": sum(desk.today > view.due.safe for view in queue),
        "soon": sum(showing.mark(view, desk) == "due-soon" for view in queue),
        "alarms": [
            words.word(right_words.CHANNELS, line.channel.kind)
            for line in heartbeat.channels(at=desk.at)
            if line.is_alarm
        ],
    }


def _form(key: str, request: ConsoleRequest, opened: OpenedRequest) -> StepForm:
    desk = request.desk
    sent = request.POST if request.method == "POST" else None
    addresses = (
        identity.addresses_of(opened.view.id, by=desk.by, at=desk.at) if key == "identity" else ()
    )
    return STEPS[key](sent, opened=opened, addresses=addresses)


def _letter(opened: OpenedRequest, key: str, request: ConsoleRequest) -> LetterDocument:
    desk = request.desk
    if key == RECEIPT:
        return receipt(opened, notice=desk.notice, today=desk.today)
    events = (event for event in queries.events_of(opened.view.id) if event.code in WRITTEN)
    event = next((event for event in events if str(event.id) == key), None)
    if event is None:
        raise Http404
    return letter_about(event, opened, notice=desk.notice, today=desk.today)


def _may_extend(view: RequestView, *, pending: bool, request: ConsoleRequest) -> bool:
    in_time = request.desk.today <= view.clock.first_end
    has_open = any(part.state == "open" for part in view.parts)
    return view.is_open and view.extended_at is None and not pending and in_time and has_open


def _is_asked(request_id: int) -> bool:
    codes = [event.code for event in queries.events_of(request_id)]
    return codes.count("clarification_asked") > codes.count("clarified")

"""From what was asked to the answer: what we hold, the decision on each part, the letter, sending."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seloste import wording
from seloste.console import showing_answers as showing
from seloste.console.answer_forms import LiftForm, PassageForm, SendForm
from seloste.console.requests import ConsoleRequest
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.rights.letters.showing import as_html
from seloste.rights.operations import access, answering, restriction, selves
from seloste.rights.operations.opening import OpenedRequest, open_request
from seloste.rights.package.zipping import access_files, zipped
from seloste.vault.values import Record


@require_http_methods(["GET", "POST"])
def held(request: ConsoleRequest, request_id: int) -> HttpResponse:
    """Show what is held of whoever asks; choose who else they are, mark what is about others."""
    desk = request.desk
    opened = open_request(request_id, by=desk.by, at=desk.at)
    form = PassageForm(request.POST if "words" in request.POST else None, desk=desk)
    if form.is_valid():
        try:
            number = access.leave_out(
                request_id,
                _record(form.said("record")),
                form.said("field"),
                str(form.data["words"]).replace("\r\n", "\n").strip(),
                by=desk.by,
                at=desk.at,
            )
        except Refusal as refusal:
            form.add_error("words", wording.of(refusal))
        else:
            messages.success(
                request, gettext("Left out of the copy: %(number)s") % {"number": number}
            )
            return redirect("console:request_held", request_id=request_id)
    package = access.preview_copy(request_id, by=desk.by, at=desk.at)
    content = {
        **showing.head(opened, desk),
        "selves": showing.selves(request_id, desk),
        **showing.package(package, desk),
        "form": form,
    }
    return _page(request, "held.html", content, is_wrong=form.is_bound)


@require_POST
def choose(request: ConsoleRequest, request_id: int, person: int) -> HttpResponse:
    """Decide whether somebody else in the register is the same human being."""
    desk = request.desk
    act = selves.leave_self if "leave" in request.POST else selves.choose_self
    act(request_id, PersonId(person), by=desk.by, at=desk.at)
    return redirect("console:request_held", request_id=request_id)


@require_POST
def leave_nothing_out(request: ConsoleRequest, request_id: int) -> HttpResponse:
    access.leave_nothing_out(request_id, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("Nothing is left out of the copy any more."))
    return redirect("console:request_held", request_id=request_id)


@require_safe
def copy(request: ConsoleRequest, request_id: int) -> HttpResponse:
    """Download the copy as it would be given now."""
    desk = request.desk
    package = access.preview_copy(request_id, by=desk.by, at=desk.at)
    content = zipped(access_files(package, notice=desk.notice), at=desk.at)
    return _download(content, f"{package.request}.zip", "application/zip")


@require_http_methods(["GET", "POST"])
def answer(request: ConsoleRequest, request_id: int) -> HttpResponse:
    """Show the letter as it will be sent; send it."""
    desk = request.desk
    opened = open_request(request_id, by=desk.by, at=desk.at)
    if opened.view.answered_at is not None:
        return _sent(request, opened)
    form = SendForm(request.POST if request.method == "POST" else None, desk=desk)
    if form.is_valid():
        delivery = cast("answering.By", form.said("delivery"))
        try:
            answering.answer(request_id, delivery, by=desk.by, at=desk.at)
        except Refusal as refusal:
            form.add_error(None, wording.of(refusal))
        else:
            messages.success(request, gettext("The answer is kept as it goes out."))
            return redirect("console:request_answer", request_id=request_id)
    letter = answering.preview(request_id, by=desk.by, at=desk.at)
    content = {
        **showing.head(opened, desk),
        "letter": as_html(letter),
        "letter_language": letter.language,
        "reached_at": opened.file.reached_at,
        "form": form,
    }
    return _page(request, "answer.html", content, is_wrong=form.is_bound)


def _sent(request: ConsoleRequest, opened: OpenedRequest) -> HttpResponse:
    desk = request.desk
    content = {
        **showing.head(opened, desk),
        "is_told": opened.view.state == "closed",
        "reached_at": opened.file.reached_at,
        **showing.lifting(opened, desk),
        "form": LiftForm(desk=desk),
    }
    return render(request, "console/requests/sent.html", content)


@require_safe
def letter(request: ConsoleRequest, request_id: int, form: str) -> HttpResponse:
    """Give the letter as it was sent, to read or to print."""
    desk = request.desk
    files = answering.sent_letter(request_id, by=desk.by, at=desk.at)
    name = f"letter.{form}"
    if name not in files:
        raise Http404
    kinds = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
    return _download(files[name], name, kinds[form])


@require_safe
def answer_files(request: ConsoleRequest, request_id: int) -> HttpResponse:
    """Give everything that goes with the answer, to print and post."""
    desk = request.desk
    files = answering.answer_files(request_id, by=desk.by, at=desk.at)
    return _download(zipped(files, at=desk.at), "answer.zip", "application/zip")


@require_POST
def posted(request: ConsoleRequest, request_id: int) -> HttpResponse:
    """Note that the letter was posted."""
    answering.answer_told(request_id, "paper", by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("It is recorded that the answer was posted."))
    return redirect("console:request_answer", request_id=request_id)


@require_POST
def send_again(request: ConsoleRequest, request_id: int) -> HttpResponse:
    answering.send_again(request_id, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("A new link goes out; the old one works no more."))
    return redirect("console:request_answer", request_id=request_id)


@require_POST
def lifting(request: ConsoleRequest, request_id: int, step: str) -> HttpResponse:
    """Announce the end of a restriction, note that the person was told, or end it."""
    desk = request.desk
    if step == "announce":
        return _announce(request, request_id)
    if step == "told":
        restriction.lifting_told(request_id, "told", by=desk.by, at=desk.at)
        messages.success(request, gettext("It is recorded that the person was told."))
    elif step == "end":
        restriction.lift(request_id, by=desk.by, at=desk.at)
        messages.success(request, gettext("The restriction has ended; recipients are told."))
    else:
        raise Http404
    return redirect("console:request_answer", request_id=request_id)


def _announce(request: ConsoleRequest, request_id: int) -> HttpResponse:
    desk = request.desk
    form = LiftForm(request.POST, desk=desk)
    if form.is_valid() and (on := form.day()):
        try:
            restriction.announce_lifting(
                request_id, on=on, reasons=form.said("reasons"), by=desk.by, at=desk.at
            )
        except Refusal as refusal:
            form.add_error(None, wording.of(refusal))
        else:
            messages.success(request, gettext("The person is told before the restriction ends."))
            return redirect("console:request_answer", request_id=request_id)
    opened = open_request(request_id, by=desk.by, at=desk.at)
    content = {**showing.head(opened, desk), **showing.lifting(opened, desk), "form": form}
    return _page(request, "sent.html", content, is_wrong=True)


def _page(
    request: ConsoleRequest, template: str, content: dict[str, object], *, is_wrong: bool
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, f"console/requests/{template}", content, status=status)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _record(written: str) -> Record:
    kind, _, number = written.partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) < 20):
        raise Http404
    return Record(kind, int(number))

"""One duty to a recipient: what to tell, and how it ended."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from seloste import wording
from seloste.console import duty_words, words
from seloste.console.recipient_forms import Outcome, OutcomeForm, too_soon
from seloste.console.requests import ConsoleRequest, role_title
from seloste.console.views.recipients import shown_duties
from seloste.disclosures import letters, operations, queries, services, telling
from seloste.disclosures.errors import (
    AnsweredTooSoon,
    ConnectorsExposed,
    ConnectorsUnreadable,
    NoSuchDuty,
    NothingLeftToTell,
)
from seloste.disclosures.values import DutyView
from seloste.kernel.languages import LANGUAGES, Language
from seloste.readings.errors import NotAllowed


@require_http_methods(["GET", "POST"])
def duty(request: ConsoleRequest, duty: int) -> HttpResponse:
    """Show a duty; by POST say how it ended."""
    found = queries.duty(duty)
    if found is None:
        raise NoSuchDuty
    sent = request.POST if request.method == "POST" else None
    form = OutcomeForm(sent, initial={"answered_on": words.typed_day(request.desk.today)})
    if form.is_valid() and (outcome := form.outcome()) and _settle(request, form, duty, outcome):
        messages.success(request, gettext("It is recorded how the duty ended."))
        return redirect("console:duty", duty=duty)
    return _page(request, found, form)


@require_POST
def mark_sent(request: ConsoleRequest, duty: int) -> HttpResponse:
    """Note that somebody told the recipient, or asked again."""
    operations.mark_sent(duty, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("It is recorded that the recipient was told."))
    return redirect("console:duty", duty=duty)


@require_POST
def send(request: ConsoleRequest, duty: int) -> HttpResponse:
    """Let the program tell the recipient."""
    operations.send(duty, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("The program tells the recipient within a minute."))
    return redirect("console:duty", duty=duty)


def _settle(request: ConsoleRequest, form: OutcomeForm, duty: int, outcome: Outcome) -> bool:
    by, at = request.desk.by, request.desk.at
    try:
        if outcome.state == "acknowledged":
            operations.acknowledge(duty, on=outcome.on, note=outcome.note, by=by, at=at)
        elif outcome.state == "refused":
            operations.refuse(duty, on=outcome.on, note=outcome.note, by=by, at=at)
        elif outcome.reason is not None:
            operations.give_up(duty, reason=outcome.reason, note=outcome.note, by=by, at=at)
    except AnsweredTooSoon:
        form.note([too_soon()])
        return False
    return True


def _page(request: ConsoleRequest, found: DutyView, form: OutcomeForm) -> HttpResponse:
    desk = request.desk
    [row] = shown_duties(request, [found])
    text = _letter(request, found) if found.may_be_settled else {}
    notes = telling.notes_of(found, by=desk.by, at=desk.at)
    content = {
        **row,
        **text,
        "article": duty_words.ARTICLES[found.kind],
        "reference": letters.reference(found.id),
        "events": [
            {
                "what": words.word(duty_words.EVENTS, event.code),
                "at": event.at,
                "role": role_title(desk.notice, event.role),
                "note": notes.get(event.id, ""),
                "has_note": event.has_note,
            }
            for event in queries.events_of(found.id)
        ],
        "by_machine": _is_connected(found.recipient),
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "console/recipients/duty.html", content, status=status)


def _letter(request: ConsoleRequest, found: DutyView) -> dict[str, object]:
    desk = request.desk
    chosen = _chosen_language(request, found)
    try:
        message = telling.compose(found.id, by=desk.by, at=desk.at)
    except (NotAllowed, NothingLeftToTell) as refusal:
        return {"closed": wording.of(refusal)}
    return {
        "letter": letters.letter(message, notice=desk.notice, language=chosen),
        "letter_language": chosen,
        "letter_languages": [
            (key, words.word(words.LANGUAGES, key)) for key in LANGUAGES if key != chosen
        ],
    }


def _chosen_language(request: ConsoleRequest, found: DutyView) -> Language:
    asked = request.GET.get("language", "")
    usual = letters.language_of(request.desk.notice.recipients.get(found.recipient))
    return next((one for one in LANGUAGES if one == asked), usual)


def _is_connected(recipient: str) -> bool:
    try:
        return services.is_connected(recipient)
    except (ConnectorsExposed, ConnectorsUnreadable):
        return False

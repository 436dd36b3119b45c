"""Who receives data, what each has had, and what each is still to be told (GDPR Art. 19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from seloste import wording
from seloste.console import duty_words, presenting, words
from seloste.console.recipient_forms import GivingForm
from seloste.console.requests import ConsoleRequest, language
from seloste.console.views.customer import category_title, header, named
from seloste.customers import queries as customers
from seloste.customers.duplicates import customers_behind
from seloste.customers.operations import finding
from seloste.disclosures import operations, queries, rules, services
from seloste.disclosures.errors import ConnectorsExposed, ConnectorsUnreadable
from seloste.disclosures.values import DutyView, Giving, RecipientSummary
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import in_language
from seloste.notice.values import Recipient
from seloste.outbox.queries import waiting

PAGE = 25


@require_safe
def recipients(request: ConsoleRequest) -> HttpResponse:
    """Show every recipient, and the open duties with the oldest first: none is hidden."""
    notice = request.desk.notice
    summaries = queries.summaries()
    gone = [key for key in summaries if key not in notice.recipients]
    connected, refusal = _connected([*notice.recipients, *gone])
    number = queries.counts(request.desk.at).open
    page = _page(request, number)
    duties = queries.open_duties(offset=(page - 1) * PAGE, limit=PAGE)
    content = {
        "rows": [
            {
                "key": key,
                "name": recipient_name(request, key),
                "service": _service(notice.recipients.get(key)),
                "is_declared": key in notice.recipients,
                "by_machine": key in connected,
                "had": summaries.get(key, RecipientSummary(key, 0, None, 0)),
            }
            for key in [*notice.recipients, *gone]
        ],
        "refusal": refusal,
        "duties": shown_duties(request, duties),
        "number": number,
        "page": page,
        "has_more": number > page * PAGE,
        "waits_for_file": bool(waiting(request.desk.at, reason="connectors_file")),
    }
    return render(request, "console/recipients/list.html", content)


@require_safe
def recipient(request: ConsoleRequest, recipient: str) -> HttpResponse:
    """Show what one recipient may have, has had and was told."""
    desk = request.desk
    summary = queries.summaries().get(recipient)
    declared = desk.notice.recipients.get(recipient)
    if declared is None and summary is None:
        raise Http404
    connected, refusal = _connected([recipient])
    content = {
        "key": recipient,
        "name": recipient_name(request, recipient),
        "service": _service(declared),
        "declared": declared,
        "place": presenting.country_name(declared.place) if declared and declared.place else "",
        "purpose": desk.title_of(declared.when) if declared and declared.when else "",
        "may_have": _may_have(request, recipient) if declared else (),
        "by_machine": recipient in connected,
        "refusal": refusal,
        "had": summary or RecipientSummary(recipient, 0, None, 0),
        "duties": shown_duties(
            request, queries.duties_of_recipient(recipient, limit=PAGE), naming=False
        ),
    }
    return render(request, "console/recipients/one.html", content)


@require_safe
def of_customer(request: ConsoleRequest, customer: int) -> HttpResponse:
    """Show what each recipient has had of a customer and of those who act for them."""
    desk = request.desk
    view = named(request, PersonId(customer))
    persons = [view.id, *customers.contact_persons_of([view.id])]
    content = {
        **header(request, view),
        "tab": "recipients",
        "givings": [
            _shown_giving(request, giving, is_contact_person=person != view.id)
            for person in persons
            for giving in reversed(queries.given_to(person))
        ],
        "duties": shown_duties(
            request, [d for p in persons for d in reversed(queries.duties_of(p))], naming=False
        ),
        "may_give": [
            (key, recipient_name(request, key))
            for key, declared in desk.notice.recipients.items()
            if _choices(request, key, declared)
        ],
    }
    return render(request, "console/customers/recipients.html", content)


@require_http_methods(["GET", "POST"])
def give(request: ConsoleRequest, customer: int, recipient: str) -> HttpResponse:
    """Record that a recipient is given data by hand."""
    desk = request.desk
    view = named(request, PersonId(customer))
    declared = desk.notice.recipients.get(recipient)
    if declared is None:
        raise Http404
    choices = _choices(request, recipient, declared)
    sent = request.POST if request.method == "POST" else None
    form = GivingForm(sent, choices=choices, initial={"categories": [key for key, _ in choices]})
    if form.is_valid():
        operations.give(
            view.id,
            recipient,
            categories=form.cleaned_data["categories"],
            purpose=declared.when or desk.purpose,
            by=desk.by,
            at=desk.at,
        )
        messages.success(request, gettext("It is recorded what the recipient was given."))
        return redirect("console:customer_recipients", customer=customer)
    content = {
        **header(request, view),
        "form": form,
        "recipient": recipient_name(request, recipient),
        "purpose": desk.title_of(declared.when or desk.purpose),
        "titles": [
            presenting.title(field)
            for field in sorted(
                rules.fields_for(
                    desk.notice, recipient=recipient, categories=[key for key, _ in choices]
                )
            )
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "console/recipients/give.html", content, status=status)


def recipient_name(request: ConsoleRequest, key: str) -> str:
    """Return what the notice calls a recipient; its key when it no longer names it."""
    declared = request.desk.notice.recipients.get(key)
    return (in_language(declared.name, language()) if declared else "") or key


def shown_duties(
    request: ConsoleRequest, duties: Sequence[DutyView], *, naming: bool = True
) -> list[dict[str, object]]:
    """Return duties as lists show them; with `naming` the customers are opened to be named."""
    behind = customers_behind([duty.person for duty in duties]) if naming else {}
    names = _names(request, behind.values())
    return [
        {
            "duty": duty,
            "recipient": recipient_name(request, duty.recipient),
            "what": words.word(duty_words.KINDS, duty.kind),
            "state": words.word(duty_words.STATES, duty.state),
            "reason": words.word(duty_words.REASONS, duty.reason) if duty.reason else "",
            "mark": mark(duty, request),
            "categories": [category_title(request, key) for key in sorted(duty.categories)],
            "customer": behind.get(duty.person),
            "name": names.get(behind[duty.person], "") if duty.person in behind else "",
        }
        for duty in duties
    ]


def mark(duty: DutyView, request: ConsoleRequest) -> str:
    """Return how urgent a duty is, for its colour and shape."""
    at = request.desk.at
    if duty.state in {"refused", "impossible"}:
        return "stopped"
    if duty.state == "unknown":
        return "overdue"
    if duty.state == "owed":
        return "overdue" if rules.late_at(duty.owed_at) <= at else "due-soon"
    if duty.state == "sent" and duty.chase_at is not None and duty.chase_at <= at:
        return "overdue"
    return "in-order"


def _names(request: ConsoleRequest, found: Iterable[PersonId]) -> dict[PersonId, str]:
    desk = request.desk
    asked = list(dict.fromkeys(found))
    if not asked or not desk.opens_field("customer.name"):
        return {}
    opened = finding.summaries(asked, purpose=desk.purpose, by=desk.by, at=desk.at)
    return {one.id: presenting.name_of(one) for one in opened}


def _connected(keys: Iterable[str]) -> tuple[frozenset[str], str]:
    """Return the recipients that are told by machine, and why that cannot be known, if so."""
    try:
        return frozenset(key for key in keys if services.is_connected(key)), ""
    except (ConnectorsExposed, ConnectorsUnreadable) as refusal:
        return frozenset(), wording.of(refusal)


def _may_have(request: ConsoleRequest, key: str) -> list[tuple[str, list[str]]]:
    notice = request.desk.notice
    found = []
    for category in notice.recipients[key].categories:
        fields = rules.fields_for(notice, recipient=key, categories=[category])
        found.append((category_title(request, category), sorted(map(presenting.title, fields))))
    return found


def _choices(request: ConsoleRequest, key: str, declared: Recipient) -> list[tuple[str, str]]:
    """Return the categories that this role may give the recipient, with their titles."""
    desk = request.desk
    allowed = desk.notice.categories_for(role=desk.by.role, purpose=declared.when or desk.purpose)
    return [
        (category, category_title(request, category))
        for category in declared.categories
        if category in allowed
        and rules.fields_for(desk.notice, recipient=key, categories=[category])
    ]


def _shown_giving(
    request: ConsoleRequest, giving: Giving, *, is_contact_person: bool
) -> dict[str, object]:
    return {
        "giving": giving,
        "recipient": recipient_name(request, giving.recipient),
        "purpose": request.desk.title_of(giving.purpose),
        "act": words.word(duty_words.ACTS, giving.act),
        "fields": sorted(map(presenting.title, giving.fields)),
        "is_contact_person": is_contact_person,
    }


def _service(declared: Recipient | None) -> str:
    return in_language(declared.service, language()) if declared else ""


def _page(request: ConsoleRequest, number: int) -> int:
    asked = request.GET.get("page", "1")
    last = max(1, -(-number // PAGE))
    return min(int(asked), last) if asked.isdecimal() and int(asked[:9]) > 0 else 1

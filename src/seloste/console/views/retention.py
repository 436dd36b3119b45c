"""What falls due, what is held back, what was erased; erasing and holding (GDPR Art. 5(1)(e), 17)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seloste.console import presenting
from seloste.console.requests import ConsoleRequest, language
from seloste.console.retention_forms import ErasingForm, HoldForm
from seloste.console.views.customer import category_title, header, named
from seloste.contracts.queries import contracts_of
from seloste.customers import queries as customers
from seloste.customers.duplicates import customers_behind
from seloste.customers.operations import finding
from seloste.kernel.ids import PersonId
from seloste.retention import calendar, certificates, expectations, queries, sentences
from seloste.retention.errors import NoSuchCertificate
from seloste.retention.operations import erasing, holding, running
from seloste.retention.values import CertificateView, ErasurePlan, HoldView

BY_HAND = "by_hand"
_NEXT_DAYS = 31
_MONTHS = 24
_SHOWN = 25


@require_safe
def retention(request: ConsoleRequest) -> HttpResponse:
    """Show what falls due when, what is late, what is held back and what was erased."""
    desk = request.desk
    holds = queries.open_holds()
    waiting = queries.pending()
    names = _names(request, [*(one.person for one in holds), *(one.person for one in waiting)])
    months = [one for one in calendar.months(number=_MONTHS, today=desk.today) if one.records]
    most = max((one.records for one in months), default=0)
    content = {
        "night": queries.last_night(),
        "is_done": running.is_night_done(desk.at),
        "late": [
            (category_title(request, key), number)
            for key, number in sorted(running.late(desk.at).items())
        ],
        "now": running.look(at=desk.at),
        "days": [
            (one.day, sentences.of_kind(one.kind), one.records)
            for one in calendar.days(
                until=desk.today + timedelta(days=_NEXT_DAYS), today=desk.today
            )
        ],
        "months": [
            (
                one.first,
                one.records,
                most,
                [(sentences.of_kind(kind), number) for kind, number in one.by_kind],
            )
            for one in months
        ],
        "holds": [_shown_hold(request, one, names) for one in holds],
        "waiting": [
            {
                "waiting": one,
                "name": names.get(one.person, ("", None))[0],
                "customer": names.get(one.person, ("", None))[1],
                "categories": [category_title(request, key) for key in sorted(one.categories)],
            }
            for one in waiting
        ],
        "certificates": [
            _shown_certificate(request, one) for one in queries.certificates(limit=_SHOWN)
        ],
    }
    return render(request, "console/retention/overview.html", content)


@require_safe
def keeping(request: ConsoleRequest, customer: int) -> HttpResponse:
    """Show how long each category of a customer and of those who act for them is kept, and why."""
    view = named(request, PersonId(customer))
    people = customers.contact_persons_of([view.id])
    content = {
        **header(request, view),
        "tab": "keeping",
        "persons": [
            {
                "person": person,
                "is_customer": person == view.id,
                "rows": _kept(request, person),
                "holds": [_shown_hold(request, one, {}) for one in queries.holds_of(person)],
                "certificates": [
                    _shown_certificate(request, one) for one in queries.certificates_of(person)
                ],
                "waiting": queries.pending_of_person(person),
            }
            for person in (view.id, *people)
        ],
    }
    return render(request, "console/retention/keeping.html", content)


@require_http_methods(["GET", "POST"])
def erase(request: ConsoleRequest, customer: int, person: int) -> HttpResponse:
    """Show exactly what goes and what stays; by POST, erase it."""
    desk, about = request.desk, PersonId(person)
    view = named(request, PersonId(customer))
    _check_belongs(view.id, about)
    plan = erasing.plan(about, at=desk.at)
    if not plan.items:
        raise Http404
    going = list(dict.fromkeys(item.category for item in plan.going))
    choices = [(key, category_title(request, key)) for key in going]
    sent = request.POST if request.method == "POST" else None
    if sent is not None and "later" in sent:
        erasing.erase_later(about, cause=BY_HAND, by=desk.by, at=desk.at)
        messages.success(request, gettext("It is remembered: each category goes when it may."))
        return redirect("console:keeping", customer=customer)
    form = ErasingForm(sent, choices=choices, initial={"categories": going})
    if form.is_valid():
        chosen = form.cleaned_data["categories"]
        made = erasing.erase(
            about,
            None if set(chosen) == set(going) else chosen,
            cause=BY_HAND,
            by=desk.by,
            at=desk.at,
        )
        messages.success(request, gettext("Erased. This is the certificate."))
        return redirect("console:certificate", certificate=made.id)
    content = {
        **header(request, view),
        "form": form,
        "items": _shown_items(request, plan),
        "is_contact_person": about != view.id,
        "acting": len(customers.contact_persons_of([view.id])) if about == view.id else 0,
        "goes": going,
    }
    status = 422 if form.is_bound else 200
    return render(request, "console/retention/erase.html", content, status=status)


@require_http_methods(["GET", "POST"])
def hold(request: ConsoleRequest, customer: int, person: int) -> HttpResponse:
    """Hold data back from erasure."""
    desk, about = request.desk, PersonId(person)
    view = named(request, PersonId(customer))
    _check_belongs(view.id, about)
    sent = request.POST if request.method == "POST" else None
    form = HoldForm(sent, choices=_holdable(request, about))
    if form.is_valid():
        holding.hold(
            about,
            ground=form.chosen_ground,
            reason=form.chosen_reason,
            category=form.category,
            contract=form.contract,
            by=desk.by,
            at=desk.at,
        )
        messages.success(request, gettext("It is held back, and looked at again in six months."))
        return redirect("console:keeping", customer=customer)
    content = {**header(request, view), "form": form, "is_contact_person": about != view.id}
    status = 422 if form.is_bound else 200
    return render(request, "console/retention/hold.html", content, status=status)


@require_POST
def review_hold(request: ConsoleRequest, hold: int) -> HttpResponse:
    """Note that a hold is still needed."""
    day = holding.review(hold, by=request.desk.by, at=request.desk.at)
    told = gettext("It is still held back, and looked at again by %(day)s.")
    messages.success(request, told % {"day": sentences.day(day)})
    return redirect("console:retention")


@require_POST
def close_hold(request: ConsoleRequest, hold: int) -> HttpResponse:
    """End a hold."""
    holding.close(hold, by=request.desk.by, at=request.desk.at)
    messages.success(
        request, gettext("It is held back no longer. What is past its day goes tonight.")
    )
    return redirect("console:retention")


@require_safe
def certificate(request: ConsoleRequest, certificate: int) -> HttpResponse:
    """Show the certificate of an erasure."""
    found = _certificate(certificate)
    notice = request.desk.notice
    content = {
        **_shown_certificate(request, found),
        "stores": [
            (title, found.counts.get(store, 0), found.remains.get(store, 0))
            for store, title in sentences.STORES.items()
        ],
        "kept": [
            (category_title(request, one.category), sentences.of_kept(one, notice))
            for one in found.kept
        ],
        "recipients": [(key, sentences.recipient(notice, key)) for key in found.recipients],
    }
    return render(request, "console/retention/certificate.html", content)


@require_safe
def certificate_pdf(request: ConsoleRequest, certificate: int) -> HttpResponse:
    """Return the certificate as a file to print or send."""
    found = _certificate(certificate)
    made = certificates.pdf(found, request.desk.notice, language())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="seloste-{found.id}.pdf"'
    return response


def _certificate(certificate: int) -> CertificateView:
    found = queries.certificate(certificate)
    if found is None:
        raise NoSuchCertificate
    return found


def _check_belongs(customer: PersonId, person: PersonId) -> None:
    """Answer not found for somebody who is not this customer and does not act for them."""
    if person != customer and person not in customers.contact_persons_of([customer]):
        raise Http404


def _kept(request: ConsoleRequest, person: PersonId) -> list[dict[str, object]]:
    """Return for each category until when it is kept, and what an erasure would do to it."""
    desk = request.desk
    days = expectations.of(person, notice=desk.notice, at=desk.at)
    plan = erasing.plan(person, at=desk.at)
    return [
        {
            "title": category_title(request, item.category),
            "until": days.get(item.category),
            "says": sentences.of_item(item, desk.notice),
            "goes": item.goes,
            "why": sentences.short(item.why) if item.why else "",
        }
        for item in plan.items
    ]


def _shown_items(request: ConsoleRequest, plan: ErasurePlan) -> list[dict[str, object]]:
    return [
        {
            "title": category_title(request, item.category),
            "says": sentences.of_item(item, request.desk.notice),
            "goes": item.goes,
            "records": len(item.records),
        }
        for item in plan.items
    ]


def _shown_hold(
    request: ConsoleRequest, one: HoldView, names: dict[PersonId, tuple[str, PersonId | None]]
) -> dict[str, object]:
    name, customer = names.get(one.person, ("", None))
    due = one.review_on is not None and one.review_on <= request.desk.today
    return {
        "hold": one,
        "name": name,
        "customer": customer,
        "of": category_title(request, one.category) if one.category else "",
        "ground": sentences.of_ground(one.ground),
        "reason": sentences.of_reason(one.reason),
        "mark": "overdue" if due else "in-order",
    }


def _shown_certificate(request: ConsoleRequest, one: CertificateView) -> dict[str, object]:
    return {
        "certificate": one,
        "cause": sentences.of_cause(one.cause),
        "categories": [category_title(request, key) for key in one.categories],
    }


def _holdable(request: ConsoleRequest, person: PersonId) -> list[tuple[str, str]]:
    plan = erasing.plan(person, at=request.desk.at)
    categories = dict.fromkeys(item.category for item in plan.items)
    contracts = contracts_of([person]).get(person, [])
    return [
        ("", gettext("Everything")),
        *((f"category:{key}", category_title(request, key)) for key in categories),
        *(
            (
                f"contract:{one.id}",
                gettext("The contract “%(service)s” since %(day)s")
                % {"service": one.service, "day": sentences.day(one.validity.starts_on)},
            )
            for one in contracts
        ),
    ]


def _names(
    request: ConsoleRequest, persons: Iterable[PersonId]
) -> dict[PersonId, tuple[str, PersonId | None]]:
    """Return for each person the customer's name, as far as the role may open it."""
    desk = request.desk
    asked = list(dict.fromkeys(persons))
    behind = customers_behind(asked)
    if not behind or not desk.opens_field("customer.name"):
        return {}
    wanted = list(dict.fromkeys(behind.values()))
    opened = finding.summaries(wanted, purpose=desk.purpose, by=desk.by, at=desk.at)
    names = {one.id: presenting.name_of(one) for one in opened}
    return {person: (names.get(of, ""), of) for person, of in behind.items()}

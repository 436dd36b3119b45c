"""One customer: what is kept, who looked, what changed."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from seloste.audit.queries import readings_of
from seloste.console import presenting, words
from seloste.console.requests import ConsoleRequest, language, role_title
from seloste.contracts import queries as contracts
from seloste.contracts import rules
from seloste.contracts.operations import CONTRACT
from seloste.contracts.values import ContractView
from seloste.customers import contents, queries
from seloste.customers.operations import finding
from seloste.customers.operations.creating import check_exists
from seloste.customers.values import CustomerView, Summary
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import in_language
from seloste.readings.operations import open_records
from seloste.vault.values import Record

_NAMING = ("customer.name", "customer.company")
_MARKS = {"running": "state-in-order", "coming": "state-due-soon", "ended": "state-stopped"}


@require_safe
def overview(request: ConsoleRequest, customer: int) -> HttpResponse:
    desk = request.desk
    person = PersonId(customer)
    if other := queries.merged_into(person):
        return redirect("console:customer", customer=other)
    [view] = finding.open_customers(
        [person], purpose=desk.purpose, by=desk.by, at=desk.at, also=[CONTRACT]
    )
    agreed = _contracts(request, view)
    changes = queries.changes_of(person)
    duties = {duty.person: duty for one in _persons(view) for duty in queries.duties_of(one)}
    content = {
        **header(request, view),
        "tab": "overview",
        "categories": presenting.categories(view, desk),
        "people": [presenting.contact_person(one) for one in view.contact_persons],
        "people_open_for": _people_open_for(request, view),
        "may_add_people": desk.opens_field("contact_person.name") and not view.bar,
        "takes_people": view.kind != "person",
        "contracts": [shown_contract(one) for one in agreed[:5]],
        "number_of_contracts": len(agreed),
        "duty": duties.get(person),
        "person_duties": [duty for one, duty in duties.items() if one != person],
        "changed_by": role_title(desk.notice, changes[0].role) if changes else "",
        "may_edit": may_edit(request) and not view.bar,
    }
    return render(request, "console/customers/overview.html", content)


@require_safe
def readings(request: ConsoleRequest, customer: int) -> HttpResponse:
    desk = request.desk
    view = named(request, PersonId(customer))
    rows = [
        {
            "at": reading.at,
            "purpose": desk.title_of(reading.purpose),
            "role": role_title(desk.notice, reading.role),
            "way_in": reading.way_in,
            "categories": [category_title(request, key) for key in reading.categories],
        }
        for reading in readings_of(view.id)
    ]
    content = {**header(request, view), "tab": "readings", "rows": rows}
    return render(request, "console/customers/readings.html", content)


@require_safe
def history(request: ConsoleRequest, customer: int) -> HttpResponse:
    desk = request.desk
    view = named(request, PersonId(customer))
    changes = queries.changes_of(view.id)
    opened = open_records(
        [view.id], purpose=desk.purpose, by=desk.by, at=desk.at, kinds=[contents.CHANGE]
    )[view.id]
    rows = [
        {
            "at": change.at,
            "role": role_title(desk.notice, change.role),
            "fields": [
                _difference(field, value)
                for field, value in opened.values_of(change.record).items()
            ],
        }
        for change in changes
    ]
    content = {**header(request, view), "tab": "history", "rows": rows}
    return render(request, "console/customers/history.html", content)


def header(request: ConsoleRequest, customer: CustomerView | Summary) -> dict[str, object]:
    """Return what the head of each of a customer's pages shows."""
    values = customer.values if isinstance(customer, CustomerView) else {}
    number = customer.number if isinstance(customer, Summary) else values.get("customer.number")
    ended = customer.relationship_ended_on
    return {
        "customer": customer,
        "name": presenting.name_of(customer),
        "kind": presenting.kind(customer.kind),
        "number": str(number or ""),
        "beside": _beside(values),
        "bar": words.word(words.BARS, customer.bar) if customer.bar else "",
        "bar_reason": words.word(words.BAR_REASONS, customer.bar) if customer.bar else "",
        "has_ended": ended is not None and ended < request.desk.today,
    }


def named(request: ConsoleRequest, person: PersonId) -> Summary:
    """Open a customer just far enough to name them.

    Raises:
        NoSuchCustomer: there is none, or it was merged into another.
    """
    desk = request.desk
    check_exists(person)
    return finding.summaries([person], purpose=desk.purpose, by=desk.by, at=desk.at)[0]


def may_edit(request: ConsoleRequest) -> bool:
    """Return whether the role may write names for the purpose: without them no form is whole."""
    return all(request.desk.opens_field(field) for field in _NAMING)


def category_title(request: ConsoleRequest, key: str) -> str:
    """Return what the notice calls a category."""
    declared = request.desk.notice.categories.get(key)
    return (in_language(declared.title, language()) if declared else "") or key


def shown_contract(contract: ContractView) -> dict[str, object]:
    """Return a contract as lists show it."""
    return {
        "contract": contract,
        "state": words.word(words.CONTRACT_STATES, contract.state),
        "mark": _MARKS[contract.state],
        "service": in_language(contract.service.title, language()) or contract.service.code,
        "identifier": str(contract.values.get("contract.identifier") or ""),
        "details": str(contract.values.get("contract.details") or ""),
    }


def _contracts(request: ConsoleRequest, view: CustomerView) -> list[ContractView]:
    """Return the contracts that were opened with the customer, newest first."""
    today = request.desk.today
    services = {one.code: one for one in contracts.services()}
    return [
        ContractView(
            id=days.id,
            service=services[days.service],
            validity=days.validity,
            state=rules.state(days.validity, on=today),
            current_end=rules.current_end(days.validity, on=today),
            values=view.others.get(Record(CONTRACT, days.id), {}),
            closed=view.closed,
        )
        for days in reversed(contracts.contracts_of([view.id]).get(view.id, []))
    ]


def _persons(view: CustomerView) -> list[PersonId]:
    return [view.id, *(person.id for person in view.contact_persons)]


def _people_open_for(request: ConsoleRequest, view: CustomerView) -> list[tuple[str, str]]:
    """Return for which other purposes closed contact persons would open."""
    closed = {category for person in view.contact_persons for category in person.closed}
    return [one for category in sorted(closed) for one in request.desk.purposes_opening(category)]


def _beside(values: Mapping[str, object]) -> str:
    """Return a sole trader's own name, when the trade name leads."""
    return str(values.get("customer.name") or "") if values.get("customer.company") else ""


def _difference(field: str, value: object) -> dict[str, object]:
    before, after = value if isinstance(value, list | tuple) else (value, None)
    return {
        "title": presenting.title(field),
        "before": presenting.lines(field, before) if before else (),
        "after": presenting.lines(field, after) if after else (),
    }

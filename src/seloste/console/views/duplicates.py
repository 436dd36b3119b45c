"""Customers who may be one: looked at side by side, merged or kept apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from seloste.console import presenting, words
from seloste.console.requests import ConsoleRequest
from seloste.contracts import operations as contracts
from seloste.contracts import queries as agreed
from seloste.customers import queries
from seloste.customers.errors import NoSuchCustomer
from seloste.customers.operations import finding, merging
from seloste.customers.values import CustomerView
from seloste.kernel.ids import PersonId


@require_safe
def duplicates(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    pairs = queries.possible_duplicates()
    customers = list(dict.fromkeys(one for pair in pairs for one in (pair.first, pair.second)))
    named = {
        one.id: presenting.name_of(one)
        for one in finding.summaries(customers, purpose=desk.purpose, by=desk.by, at=desk.at)
    }
    rows = [
        {
            "pair": pair,
            "first": named[pair.first],
            "second": named[pair.second],
            "reason": words.word(words.DUPLICATE_REASONS, pair.reason),
        }
        for pair in pairs
    ]
    return render(request, "console/duplicates/list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def compare(request: ConsoleRequest, first: int, second: int) -> HttpResponse:
    if request.method == "POST":
        return _settle(request, PersonId(first), PersonId(second))
    desk = request.desk
    both = [PersonId(first), PersonId(second)]
    views = finding.open_customers(both, purpose=desk.purpose, by=desk.by, at=desk.at)
    content = {
        "sides": [_side(view) for view in views],
        "rows": _rows(views, request),
        "closed": sorted({key for view in views for key in view.closed}),
    }
    return render(request, "console/duplicates/compare.html", content)


def _settle(request: ConsoleRequest, first: PersonId, second: PersonId) -> HttpResponse:
    desk = request.desk
    keep = request.POST.get("keep", "")
    if keep == "both":
        merging.keep_apart(first, second, by=desk.by, at=desk.at)
        messages.success(request, gettext("It is recorded that they are two customers."))
        return redirect("console:duplicates")
    if keep not in {str(first), str(second)}:
        raise NoSuchCustomer
    stays, goes = (first, second) if keep == str(first) else (second, first)
    contracts.merge_customers(stays, goes, purpose=desk.purpose, by=desk.by, at=desk.at)
    messages.success(request, gettext("The two are now one customer. Nothing was lost."))
    return redirect("console:customer", customer=stays)


def _side(view: CustomerView) -> dict[str, object]:
    return {
        "view": view,
        "name": presenting.name_of(view),
        "kind": presenting.kind(view.kind),
        "number": str(view.values.get("customer.number") or ""),
        "contracts": len(agreed.validities_of(view.id)),
        "people": len(view.contact_persons),
    }


def _rows(views: list[CustomerView], request: ConsoleRequest) -> list[dict[str, object]]:
    """Return the fields that one of them has, with what each has, and whether it is the same."""
    rows = []
    for category in request.desk.notice.categories.values():
        for field in category.fields:
            values = [view.values.get(field) for view in views]
            if any(values):
                rows.append(
                    {
                        "title": presenting.title(field),
                        "cells": [presenting.lines(field, v) if v else () for v in values],
                        "is_same": values[0] == values[1],
                    }
                )
    return rows

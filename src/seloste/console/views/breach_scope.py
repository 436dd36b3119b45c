"""How far a breach reached: counts by the log, and the list of the persons to take away."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from seloste.breaches import listing, queries, rules
from seloste.breaches.errors import NoSuchBreach
from seloste.breaches.operations import opening, scoping
from seloste.breaches.values import Scope
from seloste.console.breach_forms import ScopeForm, accounts, typed_moment
from seloste.console.requests import ConsoleRequest, Desk, language, role_title
from seloste.console.views.breaches import clock, mended, status_of
from seloste.kernel.languages import in_language


@require_http_methods(["GET", "POST"])
def scope(request: ConsoleRequest, breach: int) -> HttpResponse:
    """Count what an account saw and did; with `keep` the counts are written down in the breach."""
    desk = request.desk
    view = opening.open_breach(breach, by=desk.by, at=desk.at).view
    form = ScopeForm(
        request.POST if request.method == "POST" else None,
        desk=desk,
        initial={
            "since": typed_moment(view.happened_at or view.aware_at, desk),
            "until": typed_moment(desk.at, desk),
        },
    )
    found = None
    if form.is_valid() and (window := form.window()):
        account, since, until = window
        keep = request.POST.get("keep") == "yes"
        count = partial(scoping.keep_scope, breach) if keep else scoping.scope
        found = mended(
            form, partial(count, account, since=since, until=until, by=desk.by, at=desk.at)
        )
        if keep and found is not None:
            messages.success(request, gettext("The counts are written down in the breach."))
            return redirect("console:breach", breach=breach)
    content = {
        **clock(view, desk),
        "form": form,
        "accounts": accounts(),
        "may_keep": "scope" in rules.steps(view.state),
        "scope": _scope(found, desk) if found else None,
    }
    return render(request, "console/breaches/scope.html", content, status=status_of(form, found))


@require_POST
def persons(request: ConsoleRequest, breach: int) -> HttpResponseBase:
    """Give the list of the persons as a file; it is made line by line and kept nowhere."""
    desk = request.desk
    if queries.breach(breach) is None:
        raise NoSuchBreach
    form = ScopeForm(request.POST, desk=desk)
    window = form.window() if form.is_valid() else None
    if window is None:
        return redirect("console:breach_scope", breach=breach)
    account, since, until = window
    found = scoping.concerned(account, since=since, until=until, by=desk.by, at=desk.at)
    response = StreamingHttpResponse(listing.as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="persons.csv"'
    return response


def _scope(found: Scope, desk: Desk) -> dict[str, object]:
    """Return the counts with titles of the notice in place of its keys."""
    categories = desk.notice.categories
    return {
        "counts": found,
        "categories": [
            (
                (
                    in_language(categories[one.key].title, language())
                    if one.key in categories
                    else ""
                )
                or one.key,
                one,
            )
            for one in found.categories
        ],
        "uses": [
            (desk.title_of(one.purpose), role_title(desk.notice, one.role), one)
            for one in found.uses
        ],
        "acts": found.acts,
    }

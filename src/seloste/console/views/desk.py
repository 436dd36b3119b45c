"""Choosing what one works for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from seloste.console.requests import PURPOSE, ConsoleRequest


@require_POST
def choose_purpose(request: ConsoleRequest) -> HttpResponse:
    chosen = request.POST.get("purpose", "")
    if chosen in request.desk.purposes:
        request.session[PURPOSE] = chosen
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("console:today")

"""Behind a person's own link: confirming a consent, or saying no. Looking at a page does neither.

Programs that look at each link of a mail only look; what counts is the button (POST). The link is
all that is asked for: no cookie, no sign-in, so no forged request could bring anything along.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from seloste import wording
from seloste.consents import queries
from seloste.consents.errors import LinkNotUsable
from seloste.consents.operations import giving, refusing
from seloste.consents.values import Asked
from seloste.kernel.actors import system
from seloste.kernel.errors import Refusal
from seloste.kernel.languages import Language, in_language
from seloste.notice import queries as notices
from seloste.public.languages import preferred
from seloste.public.pages import page

_BY = system("public")
EVERYTHING = "everything"
"""Name of the button that says no to all direct marketing (Art. 21(2)-(3))."""


@never_cache
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, secret: str, language: Language | None = None) -> HttpResponse:
    """Show what the link is about; take the answer when the button is pressed."""
    at = timezone.now()
    try:
        asked = queries.asked_by(secret, at=at)
        shown_in = language or (asked.language if asked else preferred(request))
        translation.activate(shown_in)
        if asked is not None and request.method == "POST":
            asked = _answered(request, secret, asked, at)
        if asked is None:
            raise LinkNotUsable
        return _shown(request, asked, shown_in, at)
    except Refusal as refusal:
        return _refused(request, refusal, language or preferred(request))


def _answered(request: HttpRequest, secret: str, asked: Asked, at: datetime) -> Asked:
    if asked.use == "confirm":
        return giving.confirm(secret, by=_BY, at=at)
    everything = EVERYTHING in request.POST
    return refusing.follow_link(secret, everything=everything, by=_BY, at=at)


def _shown(request: HttpRequest, asked: Asked, language: Language, at: datetime) -> HttpResponse:
    notice = notices.in_force(at).notice
    declared = notice.purposes.get(asked.purpose)
    confirming = asked.use == "confirm"
    response = page(
        request,
        "consent",
        language,
        title=gettext("Your consent") if confirming else gettext("No more of this"),
        confirming=confirming,
        asked=asked,
        wording_language=asked.language,
        purpose=(in_language(declared.title, language) if declared else "") or asked.purpose,
        marketing=declared is not None and declared.marketing,
        controller=notice.controller.name if notice.controller else "",
        everything=EVERYTHING,
    )
    return _kept_to_oneself(response)


def _refused(request: HttpRequest, refusal: Refusal, language: Language) -> HttpResponse:
    with translation.override(language):
        response = page(
            request,
            "consent_refused",
            language,
            status=404,
            title=gettext("This link"),
            says=wording.of(refusal),
        )
    return _kept_to_oneself(response)


def _kept_to_oneself(response: HttpResponse) -> HttpResponse:
    """Let no search engine list the page, and no other page learn its address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response

"""Behind the link to an answer: looking shows that it is there, the button (POST) downloads it.

Programs that look at each link of a mail only look. The link works once, and not for ever.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from seloste import wording
from seloste.kernel.errors import Refusal
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.notice.rendering import words
from seloste.public.pages import page
from seloste.rights.operations import fetching


@never_cache
@csrf_exempt  # the link is all that is asked for: no cookie that a forged request could bring along
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """Show that an answer waits; give it when the button is pressed."""
    translation.activate(language)
    try:
        found = fetching.waiting(token, at=timezone.now())
        if request.method == "POST":
            return _kept_to_oneself(_download(token, found.reference))
        return _kept_to_oneself(_shown(request, language, found))
    except Refusal as refusal:
        title = gettext("The link does not work")
        response = page(
            request, "answer_gone", language, status=404, title=title, said=wording.of(refusal)
        )
        return _kept_to_oneself(response)


def _shown(request: HttpRequest, language: Language, found: fetching.Waiting) -> HttpResponse:
    notice = notices.in_force(timezone.now()).notice
    return page(
        request,
        "answer",
        language,
        title=gettext("The answer to your request"),
        reference=found.reference,
        until=words.day(found.expires_at.date(), language),
        controller=notice.controller.name if notice.controller else "",
    )


def _download(token: str, reference: str) -> HttpResponse:
    content = fetching.fetch(token, at=timezone.now())
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{reference}.zip"'
    return response


def _kept_to_oneself(response: HttpResponse) -> HttpResponse:
    """Keep the address, which is the key, from being passed on or listed."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response

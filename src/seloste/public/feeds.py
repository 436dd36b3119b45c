"""The feed of editions, for those who want to follow the notice (RFC 4287)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from seloste.kernel.languages import Language, in_language
from seloste.notice import queries
from seloste.notice.editions import EditionLine
from seloste.notice.rendering import words
from seloste.notice.rendering.changes import kind


@login_not_required
@require_safe
def editions(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Show the editions, the newest first, each with what kind of change it was."""
    translation.activate(language)
    feed = Atom1Feed(
        title=gettext("Editions of the privacy notice"),
        link=request.build_absolute_uri(reverse("public:editions", args=[language])),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
        feed_guid=f"urn:seloste:notice:{request.get_host()}:{language}",
    )
    for line in queries.editions():
        _add(feed, line, request, language)
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _add(feed: Atom1Feed, line: EditionLine, request: HttpRequest, language: Language) -> None:
    address = reverse("public:edition", kwargs={"number": line.number, "language": language})
    told = queries.edition(line.number).notice.edition.changes
    day = words.day(line.in_force_from, language)
    facts = {"number": line.number, "day": day, "kind": kind(line.change_class, language)}
    feed.add_item(
        title=gettext("Edition %(number)s, in force from %(day)s") % facts,
        link=request.build_absolute_uri(address),
        description=" ".join(
            part
            for part in (gettext("Kind of change: %(kind)s.") % facts, in_language(told, language))
            if part
        ),
        unique_id=f"urn:sha256:{line.hash}",
        pubdate=line.published_at,
        updateddate=line.published_at,
    )

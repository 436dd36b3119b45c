"""The notice in force: which edition it is, and where people read it."""

from __future__ import annotations

from ninja import Router

from seloste.api.keys import ApiRequest, Token
from seloste.api.schemas import NoticeOut
from seloste.kernel.languages import LANGUAGES
from seloste.notice import queries

router = Router(tags=["notice"])


@router.get("", response=NoticeOut, auth=Token())
def read_notice(request: ApiRequest) -> NoticeOut:
    """Say which edition of the privacy notice is in force. Any token may ask."""
    edition = queries.in_force(request.auth.at)
    return NoticeOut(
        number=edition.number,
        hash=edition.hash,
        in_force_from=edition.notice.edition.in_force_from,
        published_at=edition.published_at,
        language_links={language: f"/notice/{language}/" for language in LANGUAGES},
    )

"""Every sentence that a refusal can show: what happened, why, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

from seloste.kernel.errors import Refusal
from seloste.notice.sentences import REFUSALS as NOTICE_FILE
from seloste.notice.sentences import Sentence
from seloste.wording import (
    backups,
    breaches,
    consents,
    disclosures,
    keeping,
    retention,
    rights,
    usability,
)
from seloste.wording.values import Wording

_PARTS = (keeping, usability, disclosures, consents, retention, breaches, rights, backups)
WORDINGS: Mapping[str, Wording] = {
    code: wording for part in _PARTS for code, wording in part.WORDINGS.items()
}


def wording_of(refusal: Refusal) -> Wording | Sentence:
    """Return the wording of a refusal: here, or where the notice file's own sentences stand."""
    return WORDINGS.get(refusal.code) or NOTICE_FILE[refusal.code]


def of(refusal: Refusal) -> str:
    """Return the sentences of a refusal in the active language."""
    wording = wording_of(refusal)
    facts = {name: _shown(fact) for name, fact in refusal.facts().items()}
    # A fact may be empty; no double spaces then.
    return " ".join((f"{wording.says} {wording.cure}" % facts).split())


def article_of(refusal: Refusal) -> str:
    """Return the law behind a refusal, or "" where there is none."""
    wording = wording_of(refusal)
    return wording.article if isinstance(wording, Wording) else ""


def _shown(fact: object) -> object:
    """Return a fact as people write it: days as 22.11.2026, in English as 22 November 2026."""
    if isinstance(fact, date):
        return date_format(fact, "j F Y" if get_language() == "en" else "j.n.Y")
    return fact

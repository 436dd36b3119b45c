"""Two editions of the example notice: the one of four years ago, and the one in force today.

What happened in a past month is recorded under the edition that was in force then; so the
invented business needs one that is as old as its first customer. The differences are such as
those years brought: a newsletter, surveys, and the EU-US Data Privacy Framework.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from ruamel.yaml import YAML

_HEAD = re.compile(
    rb"edition:\n  number: \d+\n  in_force_from: [\d-]+\n(?:  changes:\n(?:    .+\n)+)?"
)
_CHANGES = """\
  changes:
    fi: Uutta ovat uutiskirje ja asiakaskyselyt. Sähköpostipalvelun siirto Yhdysvaltoihin perustuu nyt EU:n ja Yhdysvaltojen tietosuojakehykseen.
    sv: Nyhetsbrevet och kundenkäterna är nya. E-posttjänstens överföring till USA grundar sig nu på ramen för dataskydd mellan EU och USA.
    en: The newsletter and the customer surveys are new. The transfer of e-mail to the United States now rests on the EU-US Data Privacy Framework.
"""
_ASSESSED = {
    "15.10.2026": "{day.day}.{day.month}.{day.year}",
    "15 October 2026": "{day.day} {day:%B} {day.year}",
}
_LATER = {
    "purposes": ("newsletter", "development_surveys"),
    "uses": ("newsletter", "development_surveys"),
    "categories": ("consents", "surveys"),
    "recipients": ("newsletter_service",),
}
_CLAUSES = {
    "fi": "Siirto perustuu komission vakiolausekkeisiin. Jäljennöksen niistä saat meiltä pyynnöstä.",
    "sv": "Överföringen grundar sig på kommissionens standardavtalsklausuler. Du får en kopia av dem av oss.",
    "en": "The transfer rests on the Commission's standard contractual clauses. Ask us for a copy of them.",
}


def present(example: bytes, *, in_force_from: date) -> bytes:
    """Return the example as the second edition, in force from the day, and saying what changed."""
    head = f"edition:\n  number: 2\n  in_force_from: {in_force_from}\n{_CHANGES}"
    replaced, times = _HEAD.subn(head.encode(), example, count=1)
    if not times:
        raise ValueError("the example notice does not begin with its edition")
    return replaced


def earlier(example: bytes, *, in_force_from: date) -> bytes:
    """Return the first edition, of years ago: without what came later."""
    text = example.decode()
    assessed = in_force_from - timedelta(days=20)
    for now, then in _ASSESSED.items():
        text = text.replace(now, then.format(day=assessed))
    notice: dict[str, Any] = YAML().load(text)
    notice["edition"] = {"number": 1, "in_force_from": in_force_from}
    _leave_out_what_came_later(notice)
    for recipient in notice["recipients"].values():
        if "agreement" in recipient:
            recipient["agreement"] = min(recipient["agreement"], in_force_from)
        if recipient.get("transfer") == "dpf":
            recipient |= {"transfer": "scc", "transfer_details": _CLAUSES}
    return _written(notice)


def _leave_out_what_came_later(notice: dict[str, Any]) -> None:
    for part, keys in _LATER.items():
        for key in keys:
            del notice[part][key]
    gone = set(_LATER["categories"])
    for uses in notice["uses"].values():
        for use in uses if isinstance(uses, list) else [uses]:
            use["categories"] = [c for c in use["categories"] if c not in gone]
    notice["storage_periods"] = [
        period for period in notice["storage_periods"] if not gone & set(period["categories"])
    ]


def _written(notice: dict[str, Any]) -> bytes:
    yaml, written = YAML(), BytesIO()
    yaml.width = 4096
    yaml.representer.ignore_aliases = lambda _data: True  # a notice may hold none
    yaml.dump(notice, written)
    return written.getvalue()

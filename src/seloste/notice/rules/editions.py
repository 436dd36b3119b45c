"""The edition, the law that the notice cites, and how people learn of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from seloste.notice.data import acts
from seloste.notice.rules.rule import Hit, Rule, Subject
from seloste.notice.values import Text

REGULATION_APPLIES_FROM = date(2018, 5, 25)

_WITHOUT_NOTICE = re.compile(
    r"ilmoittamatta|ilman (?:erillistä )?ilmoitusta|rekisteröidyn vastuulla"
    r"|without (?:prior |separate )?notice|without notifying|your responsibility to (?:check|read)"
    r"|utan att meddela|utan (?:särskilt )?meddelande|den registrerade ansvarar för att ta del",
    re.IGNORECASE,
)


def words_of(text: Text | None) -> str:
    """Return all that the text says, in every language."""
    if text is None:
        return ""
    return text if isinstance(text, str) else " · ".join(text.values())


def _changes_missing(subject: Subject) -> Iterator[Hit]:
    edition = subject.notice.edition
    if edition.number > 1 and not edition.changes:
        yield Hit("edition", {"number": edition.number})


def _before_regulation(subject: Subject) -> Iterator[Hit]:
    in_force_from = subject.notice.edition.in_force_from
    if in_force_from < REGULATION_APPLIES_FROM:
        yield Hit("edition.in_force_from", {"in_force_from": in_force_from})


def _informing_not_stated(subject: Subject) -> Iterator[Hit]:
    if subject.notice.informing is None:
        yield Hit("informing")


def _publication_only(subject: Subject) -> Iterator[Hit]:
    if subject.notice.informing == "by_publication_only":
        yield Hit("informing")


def _change_without_notice(subject: Subject) -> Iterator[Hit]:
    for index, section in enumerate(subject.notice.sections):
        if _WITHOUT_NOTICE.search(words_of(section.text)):
            yield Hit(f"sections[{index}].text")


def _automated_missing(subject: Subject) -> Iterator[Hit]:
    if not subject.notice.automated_decisions:
        yield Hit("automated_decisions")


def _act_repealed(subject: Subject) -> Iterator[Hit]:
    for path, text in (*_instruments(subject), *_acts_of_purposes(subject), *_grounds(subject)):
        act = acts.cited(text)
        if act is not None and act.repealed_on is not None and not act.applies(subject.on):
            yield Hit(
                path, {"act": act.key, "repealed_on": act.repealed_on, "now": act.replaced_by}
            )


def _act_unknown(subject: Subject) -> Iterator[Hit]:
    for path, text in (*_instruments(subject), *_acts_of_purposes(subject)):
        if acts.cited(text) is None and acts.misnamed(text) is None:
            yield Hit(path, {"act": text[:80]})


def _act_misnamed(subject: Subject) -> Iterator[Hit]:
    for path, text in (*_instruments(subject), *_acts_of_purposes(subject)):
        act = acts.misnamed(text)
        if act is not None and acts.cited(text) is None:
            yield Hit(path, {"act": act.key})


def _instruments(subject: Subject) -> Iterator[tuple[str, str]]:
    for index, instrument in enumerate(subject.notice.instruments):
        yield f"instruments[{index}]", instrument


def _acts_of_purposes(subject: Subject) -> Iterator[tuple[str, str]]:
    for key, purpose in subject.notice.purposes.items():
        if purpose.act:
            yield f"purposes.{key}.act", words_of(purpose.act)


def _grounds(subject: Subject) -> Iterator[tuple[str, str]]:
    for index, period in enumerate(subject.notice.storage_periods):
        if period.ground:
            yield f"storage_periods[{index}].ground", words_of(period.ground)


def _time_zone_unknown(subject: Subject) -> Iterator[Hit]:
    zone = subject.notice.time_zone
    try:
        ZoneInfo(zone)
    except (ValueError, LookupError, OSError):
        yield Hit("time_zone", {"zone": zone})


def _fiscal_year_end_impossible(subject: Subject) -> Iterator[Hit]:
    month, day = (int(part) for part in subject.notice.fiscal_year_end.split("-"))
    try:
        date(2025, month, day)  # a year without 29 February: a financial year ends on no such day
    except ValueError:
        yield Hit("fiscal_year_end", {"day": subject.notice.fiscal_year_end})


RULES = (
    Rule(
        "edition_changes_missing",
        "error",
        "GDPR Art. 12(1), 13(3)",
        _changes_missing,
        fails="edition.number: 2",
        passes="edition.number: 2\nedition.changes: {fi: Uusi postiosoite., sv: Ny postadress., en: New postal address.}",
    ),
    Rule(
        "edition_before_regulation",
        "warning",
        "GDPR Art. 99(2)",
        _before_regulation,
        fails="edition.in_force_from: 2018-05-21",
        passes="edition.in_force_from: 2018-05-25",
    ),
    Rule(
        "informing_not_stated",
        "warning",
        "GDPR Art. 13(3), 14(4)",
        _informing_not_stated,
        fails="informing:",
        passes="informing: individually",
    ),
    Rule(
        "informing_by_publication_only",
        "error",
        "GDPR Art. 12(1), 13(3)",
        _publication_only,
        fails="informing: by_publication_only",
        passes="informing: individually",
    ),
    Rule(
        "change_without_notice",
        "error",
        "GDPR Art. 12(1), 13(3)",
        _change_without_notice,
        fails='sections: [{title: Muutokset, text: "Voimme muuttaa selostetta siitä ilmoittamatta."}]',
        passes='sections: [{title: Muutokset, text: "Kerromme muutoksista asiakkaillemme."}]',
    ),
    Rule(
        "automated_decisions_missing",
        "error",
        "GDPR Art. 13(2)(f), 14(2)(g)",
        _automated_missing,
        fails="automated_decisions: []",
        passes="automated_decisions: none",
    ),
    Rule(
        "act_repealed",
        "error",
        "GDPR Art. 5(1)(a), 12(1)",
        _act_repealed,
        fails="instruments: [GDPR, henkilötietolaki 523/1999]",
        passes="instruments: [GDPR, tietosuojalaki 1050/2018]",
    ),
    Rule(
        "act_unknown",
        "warning",
        "GDPR Art. 5(1)(a), 6(3)",
        _act_unknown,
        fails="instruments: [GDPR, laki rekistereistä]",
        passes="instruments: [GDPR, laki sähköisen viestinnän palveluista 917/2014]",
    ),
    Rule(
        "act_misnamed",
        "error",
        "GDPR Art. 12(1)",
        _act_misnamed,
        fails='instruments: ["EU:n yleinen tietosuojadirektiivi"]',
        passes='instruments: ["EU:n yleinen tietosuoja-asetus"]',
    ),
    Rule(
        "time_zone_unknown",
        "error",
        "GDPR Art. 12(3)",
        _time_zone_unknown,
        fails="time_zone: Europe/Tampere",
        passes="time_zone: Europe/Stockholm",
    ),
    Rule(
        "fiscal_year_end_impossible",
        "error",
        "GDPR Art. 13(2)(a)",
        _fiscal_year_end_impossible,
        fails="fiscal_year_end: 06-31",
        passes="fiscal_year_end: 06-30",
    ),
)

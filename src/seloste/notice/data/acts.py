"""The acts that a notice may cite, with the days between which they are in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from seloste.kernel.languages import Language


@dataclass(frozen=True, slots=True)
class Act:
    """An act, and the words by which people name it.

    Attributes:
        key: the act's own number, such as `1050/2018`.
        names: parts of names, in lower case, that point to it without its number.
        misnomers: names that are wrong for it, in lower case.
        replaced_by: key of the act that took its place; "" while it is in force.
        keep_months: how long it has somebody keep what it is about; 0 when it does not say.
    """

    key: str
    title: dict[Language, str]
    names: tuple[str, ...]
    in_force_from: date
    repealed_on: date | None = None
    replaced_by: str = ""
    misnomers: tuple[str, ...] = ()
    keep_months: int = 0

    def applies(self, on: date) -> bool:
        """Return whether the act is in force on the day."""
        return self.in_force_from <= on and (self.repealed_on is None or on < self.repealed_on)


_ALL = (
    Act(
        "(EU) 2016/679",
        {
            "fi": "EU:n yleinen tietosuoja-asetus (EU) 2016/679",
            "sv": "EU:s allmänna dataskyddsförordning (EU) 2016/679",
            "en": "General Data Protection Regulation (EU) 2016/679",
        },
        ("gdpr", "tietosuoja-asetus", "dataskyddsförordning", "data protection regulation", "2016/679"),
        date(2018, 5, 25),
        misnomers=("tietosuojadirektiivi", "dataskyddsdirektiv", "data protection directive"),
    ),
    Act(
        "95/46/EC",
        {
            "fi": "henkilötietodirektiivi 95/46/EY",
            "sv": "dataskyddsdirektivet 95/46/EG",
            "en": "Data Protection Directive 95/46/EC",
        },
        ("95/46",),
        date(1995, 12, 13),
        date(2018, 5, 25),
        "(EU) 2016/679",
    ),
    Act(
        "523/1999",
        {
            "fi": "henkilötietolaki 523/1999",
            "sv": "personuppgiftslag 523/1999",
            "en": "Personal Data Act 523/1999",
        },
        ("henkilötietolaki", "henkilötietolain", "personuppgiftslag", "personal data act", "523/1999"),
        date(1999, 6, 1),
        date(2019, 1, 1),
        "1050/2018",
    ),
    Act(
        "1050/2018",
        {
            "fi": "tietosuojalaki 1050/2018",
            "sv": "dataskyddslag 1050/2018",
            "en": "Data Protection Act 1050/2018",
        },
        ("tietosuojalaki", "tietosuojalain", "dataskyddslag", "data protection act", "1050/2018"),
        date(2019, 1, 1),
    ),
    Act(
        "1336/1997",
        {
            "fi": "kirjanpitolaki 1336/1997",
            "sv": "bokföringslag 1336/1997",
            "en": "Accounting Act 1336/1997",
        },
        ("kirjanpitolaki", "kirjanpitolain", "bokföringslag", "accounting act", "1336/1997"),
        date(1997, 12, 31),
        keep_months=72,
    ),
    Act(
        "1501/1993",
        {
            "fi": "arvonlisäverolaki 1501/1993",
            "sv": "mervärdesskattelag 1501/1993",
            "en": "Value Added Tax Act 1501/1993",
        },
        ("arvonlisävero", "mervärdesskattelag", "value added tax act", "1501/1993"),
        date(1994, 6, 1),
        keep_months=72,
    ),
    Act(
        "917/2014",
        {
            "fi": "laki sähköisen viestinnän palveluista 917/2014",
            "sv": "lag om tjänster inom elektronisk kommunikation 917/2014",
            "en": "Act on Electronic Communications Services 917/2014",
        },
        ("sähköisen viestinnän palveluista", "elektronisk kommunikation", "electronic communications services", "917/2014"),
        date(2015, 1, 1),
    ),
    Act(
        "728/2003",
        {
            "fi": "laki velan vanhentumisesta 728/2003",
            "sv": "lag om preskription av skulder 728/2003",
            "en": "Act on Statute-barred Debt 728/2003",
        },
        ("velan vanhentumisesta", "preskription av skulder", "statute-barred debt", "728/2003"),
        date(2004, 1, 1),
    ),
    Act(
        "39/1889",
        {"fi": "rikoslaki 39/1889", "sv": "strafflag 39/1889", "en": "Criminal Code 39/1889"},
        ("rikoslaki", "rikoslain", "strafflag", "criminal code", "39/1889"),
        date(1894, 4, 21),
    ),
    Act(
        "38/1978",
        {
            "fi": "kuluttajansuojalaki 38/1978",
            "sv": "konsumentskyddslag 38/1978",
            "en": "Consumer Protection Act 38/1978",
        },
        ("kuluttajansuojalaki", "kuluttajansuojalain", "konsumentskyddslag", "consumer protection act", "38/1978"),
        date(1978, 9, 1),
    ),
    Act(
        "55/2001",
        {
            "fi": "työsopimuslaki 55/2001",
            "sv": "arbetsavtalslag 55/2001",
            "en": "Employment Contracts Act 55/2001",
        },
        ("työsopimuslaki", "arbetsavtalslag", "employment contracts act", "55/2001"),
        date(2001, 6, 1),
    ),
    Act(
        "759/2004",
        {
            "fi": "laki yksityisyyden suojasta työelämässä 759/2004",
            "sv": "lag om integritetsskydd i arbetslivet 759/2004",
            "en": "Act on the Protection of Privacy in Working Life 759/2004",
        },
        ("yksityisyyden suojasta", "integritetsskydd i arbetslivet", "privacy in working life", "759/2004"),
        date(2004, 10, 1),
    ),
    Act(
        "124/2025",
        {
            "fi": "kyberturvallisuuslaki 124/2025",
            "sv": "cybersäkerhetslag 124/2025",
            "en": "Cybersecurity Act 124/2025",
        },
        ("kyberturvallisuuslaki", "cybersäkerhetslag", "cybersecurity act", "124/2025"),
        date(2025, 4, 8),
    ),
)  # fmt: skip

ACTS: dict[str, Act] = {act.key: act for act in _ALL}

_NUMBER = re.compile(r"\b\d{1,4}/(?:\d{4})\b")


def cited(text: str) -> Act | None:
    """Return the act that the text names, by number or by name, or None for an unknown one."""
    words = text.lower()
    by_number = (act for act in _ALL if any(number in act.key for number in _NUMBER.findall(words)))
    by_name = (act for act in _ALL if any(name in words for name in act.names))
    return next(by_number, None) or next(by_name, None)


def misnamed(text: str) -> Act | None:
    """Return the act that the text means but calls by a wrong name, or None."""
    words = text.lower()
    return next((act for act in _ALL if any(name in words for name in act.misnomers)), None)

"""Where data may go freely: the EEA, and the countries with an adequacy decision (GDPR Art. 45)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

EEA = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"}
)  # fmt: skip
"""The European Union, Iceland, Liechtenstein and Norway."""


@dataclass(frozen=True, slots=True)
class AdequacyDecision:
    """A Commission decision that a country protects personal data well enough.

    Attributes:
        partial: it covers only some recipients, such as those certified under a framework.
        term: the decision in the Data Privacy Vocabulary 2.3; "" when it has no term for it.
        until: the day on which it ends by itself, when it does.
    """

    country: str
    decision: str
    in_force_from: date
    partial: bool = False
    term: str = ""
    until: date | None = None


_ALL = (
    AdequacyDecision("AD", "2010/625/EU", date(2010, 10, 19), term="legal-eu:Adequacy-EU-AD"),
    AdequacyDecision("AR", "2003/490/EC", date(2003, 6, 30), term="legal-eu:Adequacy-EU-AR"),
    AdequacyDecision("BR", "(EU) 2026/179", date(2026, 1, 26)),
    AdequacyDecision("CA", "2002/2/EC", date(2001, 12, 20), partial=True, term="legal-eu:Adequacy-EU-CA"),
    AdequacyDecision("CH", "2000/518/EC", date(2000, 7, 26), term="legal-eu:Adequacy-EU-CH"),
    AdequacyDecision("FO", "2010/146/EU", date(2010, 3, 5), term="legal-eu:Adequacy-EU-FO"),
    AdequacyDecision("GB", "(EU) 2021/1772", date(2021, 6, 28), term="legal-eu:Adequacy-EU-GB", until=date(2031, 12, 27)),
    AdequacyDecision("GG", "2003/821/EC", date(2003, 11, 21), term="legal-eu:Adequacy-EU-GG"),
    AdequacyDecision("IL", "2011/61/EU", date(2011, 1, 31), term="legal-eu:Adequacy-EU-IL"),
    AdequacyDecision("IM", "2004/411/EC", date(2004, 4, 28), term="legal-eu:Adequacy-EU-IM"),
    AdequacyDecision("JE", "2008/393/EC", date(2008, 5, 8), term="legal-eu:Adequacy-EU-JE"),
    AdequacyDecision("JP", "(EU) 2019/419", date(2019, 1, 23), term="legal-eu:Adequacy-EU-JP"),
    AdequacyDecision("KR", "(EU) 2022/254", date(2021, 12, 17), term="legal-eu:Adequacy-EU-KR"),
    AdequacyDecision("NZ", "2013/65/EU", date(2012, 12, 19), term="legal-eu:Adequacy-EU-NZ"),
    AdequacyDecision("US", "(EU) 2023/1795", date(2023, 7, 10), partial=True),
    AdequacyDecision("UY", "2012/484/EU", date(2012, 8, 21), term="legal-eu:Adequacy-EU-UY"),
)  # fmt: skip

CHECKED_ON = date(2026, 11, 22)
"""The day on which the list was last compared with the Commission's."""

ADEQUACY: Mapping[str, AdequacyDecision] = {decision.country: decision for decision in _ALL}


def is_outside(country: str) -> bool:
    """Return whether the country is a third country: outside the EEA."""
    return country not in EEA

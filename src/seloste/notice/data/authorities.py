"""Supervisory authorities by country (GDPR Art. 13(2)(d), 77)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seloste.kernel.languages import Language


@dataclass(frozen=True, slots=True)
class Authority:
    """Where a data subject may complain.

    Attributes:
        term: the authority in the Data Privacy Vocabulary; "" when it has no term for it.
        visiting_address: by language, in one line.
        checked_on: the day on which the contact details were last compared with its own page.
    """

    key: str
    country: str
    name: Mapping[Language, str]
    visiting_address: Mapping[Language, str]
    postal_address: Mapping[Language, str]
    phone: str
    email: str
    website: str
    term: str
    checked_on: date


_ALL = (
    Authority(
        key="fi",
        country="FI",
        name={
            "fi": "Tietosuojavaltuutetun toimisto",
            "sv": "Dataombudsmannens byrå",
            "en": "Office of the Data Protection Ombudsman",
        },
        visiting_address={
            "fi": "Lintulahdenkuja 4, 00530 Helsinki",
            "sv": "Fågelviksgränden 4, 00530 Helsingfors",
            "en": "Lintulahdenkuja 4, 00530 Helsinki, Finland",
        },
        postal_address={
            "fi": "PL 800, 00531 Helsinki",
            "sv": "PB 800, 00531 Helsingfors",
            "en": "P.O. Box 800, 00531 Helsinki, Finland",
        },
        phone="+358 29 566 6700",
        email="tietosuoja@om.fi",
        website="https://tietosuoja.fi",
        term="legal-fi:DPA-FI",
        checked_on=date(2026, 11, 22),
    ),
    Authority(
        key="se",
        country="SE",
        name={
            "fi": "Ruotsin tietosuojaviranomainen (Integritetsskyddsmyndigheten)",
            "sv": "Integritetsskyddsmyndigheten",
            "en": "Swedish Authority for Privacy Protection",
        },
        visiting_address={},
        postal_address={
            "fi": "Box 8114, 104 20 Tukholma, Ruotsi",
            "sv": "Box 8114, 104 20 Stockholm",
            "en": "Box 8114, 104 20 Stockholm, Sweden",
        },
        phone="+46 8 657 61 00",
        email="imy@imy.se",
        website="https://www.imy.se",
        term="",
        checked_on=date(2026, 11, 22),
    ),
)

AUTHORITIES: Mapping[str, Authority] = {authority.key: authority for authority in _ALL}

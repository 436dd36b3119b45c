"""Invented streets, and postal codes with the towns they really belong to."""

from __future__ import annotations

from seloste.kernel.languages import Language

TOWNS: dict[Language, tuple[tuple[str, str], ...]] = {
    "fi": (
        ("00100", "Helsinki"), ("00530", "Helsinki"), ("02100", "Espoo"), ("01300", "Vantaa"),
        ("33100", "Tampere"), ("33200", "Tampere"), ("20100", "Turku"), ("90100", "Oulu"),
        ("40100", "Jyväskylä"), ("70100", "Kuopio"), ("15110", "Lahti"), ("28100", "Pori"),
        ("53100", "Lappeenranta"), ("80100", "Joensuu"), ("13100", "Hämeenlinna"), ("87100", "Kajaani"),
        ("96100", "Rovaniemi"), ("50100", "Mikkeli"), ("60100", "Seinäjoki"), ("45100", "Kouvola"),
    ),
    "sv": (
        ("65100", "Vasa"), ("68600", "Jakobstad"), ("10600", "Ekenäs"), ("06100", "Borgå"),
        ("22100", "Mariehamn"), ("21600", "Pargas"), ("67100", "Karleby"), ("66900", "Nykarleby"),
        ("02700", "Grankulla"), ("07900", "Lovisa"),
    ),
    "en": (("00120", "Helsinki"), ("02150", "Espoo"), ("33720", "Tampere"), ("20520", "Turku")),
}  # fmt: skip
"""Postal code and post town. Åland's codes are Finland's."""

STREETS: dict[Language, tuple[str, ...]] = {
    "fi": (
        "Keksittykuja", "Esimerkkitie", "Mallirinne", "Tarinakatu", "Luulopolku", "Arvelukaari",
        "Satusilta", "Olematonraitti", "Kuvitelmatie", "Näytekuja",
    ),
    "sv": (
        "Exempelgränden", "Sagovägen", "Påhittsstigen", "Modellbacken", "Drömgatan", "Provvägen",
        "Berättelsegränden",
    ),
    "en": ("Esimerkkitie", "Keksittykuja", "Tarinakatu", "Mallirinne"),
}  # fmt: skip

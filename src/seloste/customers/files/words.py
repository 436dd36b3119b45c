"""The words people write for kinds, languages, countries and ways of billing, in three languages."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from seloste.customers.files.headings import fold
from seloste.customers.values import BillingMethod, CustomerKind, Language

KINDS: dict[str, CustomerKind] = {
    **dict.fromkeys(
        ("person", "henkilö", "yksityinen", "yksityishenkilö", "yksityisasiakas", "kuluttaja",
         "kuluttaja asiakas", "privatperson", "privat", "konsument", "individual", "private",
         "private person", "consumer", "b2c"),
        "person",
    ),
    **dict.fromkeys(
        ("sole trader", "sole_trader", "toiminimi", "tmi", "elinkeinonharjoittaja", "yksityinen elinkeinonharjoittaja",
         "ammatinharjoittaja", "kevytyrittäjä", "enskild firma", "enskild näringsidkare", "firma",
         "näringsidkare", "sole proprietor", "self employed", "freelancer"),
        "sole_trader",
    ),
    **dict.fromkeys(
        ("company", "yritys", "yritysasiakas", "oy", "osakeyhtiö", "oyj", "ky", "ay", "osuuskunta",
         "företag", "bolag", "aktiebolag", "ab", "business", "organisation", "organization",
         "organisaatio", "corporation", "b2b"),
        "company",
    ),
    **dict.fromkeys(
        ("association", "yhdistys", "ry", "seura", "säätiö", "rs", "taloyhtiö", "asunto osakeyhtiö",
         "förening", "rf", "stiftelse", "foundation", "society", "non profit"),
        "association",
    ),
}  # fmt: skip

LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("fi", "fin", "suomi", "finska", "finnish", "suomenkielinen", "fi fi"), "fi"),
    **dict.fromkeys(
        ("sv", "se", "swe", "ruotsi", "svenska", "swedish", "ruotsinkielinen", "sv se", "sv fi"),
        "sv",
    ),
    **dict.fromkeys(
        ("en", "eng", "englanti", "engelska", "english", "en gb", "en us", "englanninkielinen"),
        "en",
    ),
}

BILLING_METHODS: dict[str, BillingMethod] = {
    **dict.fromkeys(
        ("paper", "paperi", "paperilasku", "kirje", "kirjeposti", "posti", "papper", "pappersfaktura",
         "brev", "post", "letter", "mail", "print"),
        "paper",
    ),
    **dict.fromkeys(
        ("email", "e mail", "sähköposti", "sähköpostilasku", "pdf", "e post", "epost",
         "e postfaktura"),
        "email",
    ),
    **dict.fromkeys(
        ("einvoice", "e invoice", "e lasku", "elasku", "verkkolasku", "finvoice", "peppol",
         "e faktura", "efaktura", "nätfaktura", "electronic"),
        "einvoice",
    ),
}  # fmt: skip

# Operators by the names people use; their codes as of December 2023. Editable data, not a closed list.
_OPERATORS = {
    "aktia": "HELSFIHH", "danske bank": "DABAFIHH", "handelsbanken": "HANDFIHH", "nordea": "NDEAFIHH",
    "op": "OKOYFIHH", "osuuspankki": "OKOYFIHH", "s pankki": "SBANFIHH", "säästöpankki": "ITELFIHH",
    "ålandsbanken": "AABAFI22", "apix": "003723327487", "apix messaging": "003723327487",
    "basware": "BAWCFI22", "cgi": "003703575029", "liaison": "003708599126", "maventa": "003721291126",
    "netbox": "003726044706", "opuscapita": "E204503", "pagero": "003723609900",
    "posti messaging": "003710948874", "postnord strålfors": "003701150617", "ropo": "003714377140",
    "telia": "003714756079", "tietoevry": "003701011385", "tradeshift": "885060259470028",
}  # fmt: skip

_KINDS = {fold(word): kind for word, kind in KINDS.items()}
_METHODS = {fold(word): method for word, method in BILLING_METHODS.items()}
OPERATORS = {fold(name): code for name, code in _OPERATORS.items()}

_OTHER_COUNTRY_NAMES = {
    "fin": "FI", "swe": "SE", "nor": "NO", "dnk": "DK", "est": "EE", "deu": "DE", "gbr": "GB", "usa": "US",
    "uk": "GB", "england": "GB", "englanti": "GB", "great britain": "GB", "iso britannia": "GB",
    "storbritannien": "GB", "yhdysvallat": "US", "united states of america": "US", "suomi finland": "FI",
    "finland suomi": "FI", "holland": "NL", "hollanti": "NL", "ahvenanmaa": "AX", "aland": "AX",
    "tsekki": "CZ", "czech republic": "CZ", "vironmaa": "EE",
}  # fmt: skip

_ASSOCIATION = re.compile(
    r"\b(?:r\.?\s?[yfs]\.?|yhdistys|seura|säätiö|stiftelse|förening(?:en)?|association|asunto[ -]oy|as\.?\s?oy)(?=\W|$)",
    re.IGNORECASE,
)
_SOLE_TRADER = re.compile(
    r"\b(?:tmi|t:mi|toiminimi|enskild firma|e\.?\s?f\.?)(?=\W|$)", re.IGNORECASE
)


def kind(words: str) -> CustomerKind | None:
    """Return the kind of customer that the words mean."""
    return _KINDS.get(fold(words))


def kind_by_names(*, company: str, business_id: str) -> CustomerKind:
    """Return the kind of a customer of whom it was not said."""
    if _ASSOCIATION.search(company):
        return "association"
    if _SOLE_TRADER.search(company):
        return "sole_trader"
    return "company" if company or business_id else "person"


@lru_cache(maxsize=256)
def language(words: str) -> Language | None:
    """Return the language that the words or the code mean."""
    return LANGUAGES.get(fold(words))


def billing_method(words: str) -> BillingMethod | None:
    """Return the way of billing that the words mean."""
    return _METHODS.get(fold(words))


@lru_cache(maxsize=1024)
def country(words: str) -> str | None:
    """Return ISO 3166-1 alpha-2 for a country's name in Finnish, Swedish or English, or its code."""
    code = words.strip().upper()
    names = _countries()
    return code if code in names.values() else names.get(fold(words))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found = dict(_OTHER_COUNTRY_NAMES)
    for tongue in ("fi", "sv", "en"):
        for code, name in Locale(tongue).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
            ):
                found.setdefault(fold(name), code)
    return found

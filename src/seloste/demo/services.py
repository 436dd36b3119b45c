"""What the invented business sells."""

from __future__ import annotations

from typing import NamedTuple

from seloste.kernel.languages import Language, Text


class Offer(NamedTuple):
    """A service on offer.

    Attributes:
        renews_by: the period by which its contracts renew themselves; "" for those that do not.
        about: what a contract is about: a domain name, a server, or nothing of the kind.
    """

    code: str
    title: Text
    renews_by: str
    about: str
    details: dict[Language, str]


DOMAIN = "domain"

OFFERS = (
    Offer(
        "webhosting",
        {"fi": "Webhotelli", "sv": "Webbhotell", "en": "Web hosting"},
        "P1Y",
        "domain",
        {"fi": "Levytilaa 20 Gt.", "sv": "20 GB lagring.", "en": "20 GB of storage."},
    ),
    Offer(
        DOMAIN,
        {"fi": "Verkkotunnus", "sv": "Domännamn", "en": "Domain name"},
        "P1Y",
        "domain",
        {"fi": "Uusitaan vuosittain.", "sv": "Förnyas årligen.", "en": "Renewed every year."},
    ),
    Offer(
        "email",
        {"fi": "Sähköposti", "sv": "E-post", "en": "E-mail"},
        "P1M",
        "domain",
        {"fi": "Viisi postilaatikkoa.", "sv": "Fem postlådor.", "en": "Five mailboxes."},
    ),
    Offer(
        "server",
        {"fi": "Virtuaalipalvelin", "sv": "Virtuell server", "en": "Virtual server"},
        "P1M",
        "server",
        {"fi": "4 ydintä, 8 Gt.", "sv": "4 kärnor, 8 GB.", "en": "4 cores, 8 GB."},
    ),
    Offer(
        "backup",
        {"fi": "Varmuuskopiointi", "sv": "Säkerhetskopiering", "en": "Backup"},
        "P1Y",
        "",
        {
            "fi": "Joka yö, 30 päivää.",
            "sv": "Varje natt, 30 dagar.",
            "en": "Nightly, kept 30 days.",
        },
    ),
    Offer(
        "maintenance",
        {"fi": "Ylläpito", "sv": "Underhåll", "en": "Maintenance"},
        "",
        "",
        {"fi": "Neljä tuntia kuussa.", "sv": "Fyra timmar i månaden.", "en": "Four hours a month."},
    ),
)
HOMEPAGE = Offer(
    "homepage",
    {"fi": "Kotisivutila", "sv": "Hemsidesutrymme", "en": "Home page space"},
    "P1Y",
    "domain",
    {"fi": "Levytilaa 500 Mt.", "sv": "500 MB lagring.", "en": "500 MB of storage."},
)
"""No longer on offer; old contracts go on."""

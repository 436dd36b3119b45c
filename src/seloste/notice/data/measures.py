"""Security measures that a notice may claim (GDPR Art. 32), and which of them Seloste attests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.kernel.languages import Language


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        title: its name.
        text: the sentence that the notice prints while it holds.
        term: its type in the Data Privacy Vocabulary 2.3.
        attested: `seloste check` looks whether it holds. Others are printed as organisational.
        article: the part of Art. 32(1) that it serves.
    """

    key: str
    term: str
    attested: bool
    article: str
    title: Mapping[Language, str]
    text: Mapping[Language, str]


_ALL = (
    Measure(
        "encryption_at_rest",
        "dpv:EncryptionAtRest",
        attested=True,
        article="GDPR Art. 32(1)(a)",
        title={
            "fi": "salattu säilytys",
            "sv": "krypterad lagring",
            "en": "encryption at rest",
        },
        text={
            "fi": "Rekisterin henkilötiedot säilytetään salattuina.",
            "sv": "Personuppgifterna i registret lagras krypterade.",
            "en": "Personal data in the register are stored encrypted.",
        },
    ),
    Measure(
        "role_based_access",
        "dpv:AccessControlMethod",
        attested=True,
        article="GDPR Art. 32(1)(b)",
        title={
            "fi": "käyttöoikeudet roolin mukaan",
            "sv": "behörighet enligt roll",
            "en": "access by role",
        },
        text={
            "fi": "Tietoihin pääsevät vain henkilöt, joiden rooli oikeuttaa siihen.",
            "sv": "Endast personer vars roll ger behörighet kommer åt uppgifterna.",
            "en": "Only people whose role allows it have access to the data.",
        },
    ),
    Measure(
        "purpose_limited_access",
        "dpv:AuthorisationProtocols",
        attested=True,
        article="GDPR Art. 32(1)(b)",
        title={
            "fi": "katselu vain määrättyyn tarkoitukseen",
            "sv": "läsning endast för angivet ändamål",
            "en": "reading only for a purpose",
        },
        text={
            "fi": "Tietoja voi avata vain tässä selosteessa mainittuun tarkoitukseen, ja jokaisesta avaamisesta jää merkintä.",
            "sv": "Uppgifter kan öppnas endast för ett ändamål som nämns här, och varje öppning antecknas.",
            "en": "Data can be opened only for a purpose named here, and each opening is recorded.",
        },
    ),
    Measure(
        "multi_factor",
        "dpv:MultiFactorAuthentication",
        attested=True,
        article="GDPR Art. 32(1)(b)",
        title={
            "fi": "vahva tunnistautuminen",
            "sv": "stark autentisering",
            "en": "strong authentication",
        },
        text={
            "fi": "Jokainen, joka voi avata henkilötietoja, tunnistautuu kahdella tavalla tai pääsyavaimella.",
            "sv": "Alla som kan öppna personuppgifter identifierar sig med två faktorer eller en inloggningsnyckel.",
            "en": "Everyone who can open personal data signs in with two factors or a passkey.",
        },
    ),
    Measure(
        "audit_trail",
        "dpv:LoggingPolicy",
        attested=True,
        article="GDPR Art. 32(1)(b), 5(2)",
        title={
            "fi": "muuttumaton käyttöloki",
            "sv": "oföränderlig åtkomstlogg",
            "en": "tamper-evident audit trail",
        },
        text={
            "fi": "Käsittelystä pidetään lokia, jonka muuttaminen jälkikäteen havaitaan.",
            "sv": "Över behandlingen förs en logg, och ändringar i efterhand upptäcks.",
            "en": "Processing is logged so that later changes to the log are detected.",
        },
    ),
    Measure(
        "key_separation",
        "dpv:EncryptionAtRest",
        attested=True,
        article="GDPR Art. 32(1)(a)",
        title={
            "fi": "salausavaimet erillään tiedoista",
            "sv": "krypteringsnycklar åtskilda från uppgifterna",
            "en": "keys kept apart from data",
        },
        text={
            "fi": "Salausavaimet säilytetään erillään tiedoista ja niiden varmuuskopioista.",
            "sv": "Krypteringsnycklarna förvaras åtskilda från uppgifterna och deras säkerhetskopior.",
            "en": "Encryption keys are kept apart from the data and from their backups.",
        },
    ),
    Measure(
        "encryption_in_transit",
        "dpv:EncryptionInTransfer",
        attested=False,
        article="GDPR Art. 32(1)(a)",
        title={
            "fi": "salattu tietoliikenne",
            "sv": "krypterad överföring",
            "en": "encryption in transit",
        },
        text={
            "fi": "Yhteydet rekisteriin on salattu.",
            "sv": "Förbindelserna till registret är krypterade.",
            "en": "Connections to the register are encrypted.",
        },
    ),
    Measure(
        "backups_tested",
        "dpv:DataBackupProtocols",
        attested=True,
        article="GDPR Art. 32(1)(c)",
        title={
            "fi": "varmuuskopiot ja palautuskokeet",
            "sv": "säkerhetskopior och återställningsprov",
            "en": "backups and restore tests",
        },
        text={
            "fi": "Tiedot varmuuskopioidaan, ja palauttamista kokeillaan säännöllisesti.",
            "sv": "Uppgifterna säkerhetskopieras och återställning prövas regelbundet.",
            "en": "Data are backed up, and restoring them is tried regularly.",
        },
    ),
    Measure(
        "staff_training",
        "dpv:StaffTraining",
        attested=False,
        article="GDPR Art. 32(4)",
        title={
            "fi": "henkilöstön koulutus",
            "sv": "utbildning av personalen",
            "en": "staff training",
        },
        text={
            "fi": "Tietoja käsittelevät on koulutettu tehtäväänsä.",
            "sv": "De som behandlar uppgifter har utbildats för det.",
            "en": "Those who handle data are trained for it.",
        },
    ),
    Measure(
        "confidentiality",
        "dpv:ConfidentialityAgreement",
        attested=False,
        article="GDPR Art. 32(4)",
        title={
            "fi": "salassapitovelvollisuus",
            "sv": "tystnadsplikt",
            "en": "duty of confidentiality",
        },
        text={
            "fi": "Tietoja käsitteleviä sitoo salassapitovelvollisuus.",
            "sv": "De som behandlar uppgifter har tystnadsplikt.",
            "en": "Those who handle data are bound to confidentiality.",
        },
    ),
)

MEASURES: Mapping[str, Measure] = {measure.key: measure for measure in _ALL}

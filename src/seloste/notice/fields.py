"""The closed list of personal fields that a notice may place in its categories.

A field that the code keeps and the notice leaves out stops the start (`notice.checks`).
`term` is the field's type in the W3C Data Privacy Vocabulary 2.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seloste.kernel.languages import Language

Holder = Literal[
    "customer", "contact_person", "contract", "staff", "message", "invoice", "domain", "consent",
    "survey", "request", "breach", "log",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One personal field: whose, what it is called, and how much it tells."""

    id: str
    term: str
    title: dict[Language, str]

    @property
    def holder(self) -> str:
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        return self.id.partition(".")[2]


def _field(field_id: str, term: str, fi: str, sv: str, en: str) -> Field:
    return Field(field_id, term, {"fi": fi, "sv": sv, "en": en})


_ALL = (
    _field("customer.name", "pd:Name", "nimi", "namn", "name"),
    _field("customer.emails", "pd:EmailAddress", "sähköpostiosoite", "e-postadress", "e-mail address"),
    _field("customer.handle", "pd:Username", "internettunnus", "internetalias", "internet handle"),
    _field("customer.company", "pd:Professional", "yrityksen tai yhdistyksen nimi", "företagets eller föreningens namn", "name of the company or association"),
    _field("customer.business_id", "pd:UID", "Y-tunnus", "FO-nummer", "business ID"),
    _field("customer.other_identifier", "pd:UID", "muu yksilöivä tunniste", "annan identifierare", "other identifier"),
    _field("customer.number", "pd:UID", "asiakasnumero", "kundnummer", "customer number"),
    _field("customer.phones", "pd:TelephoneNumber", "puhelinnumero", "telefonnummer", "telephone number"),
    _field("customer.postal_address", "pd:PhysicalAddress", "postiosoite", "postadress", "postal address"),
    _field("customer.billing_address", "pd:PhysicalAddress", "laskutusosoite", "faktureringsadress", "billing address"),
    _field("customer.einvoice_address", "pd:UID", "verkkolaskuosoite", "e-fakturaadress", "e-invoicing address"),
    _field("customer.language", "pd:Language", "asiointikieli", "kontaktspråk", "language of contact"),
    _field("contact_person.name", "pd:Name", "yhteyshenkilön nimi", "kontaktpersonens namn", "contact person's name"),
    _field("contact_person.emails", "pd:EmailAddressWork", "yhteyshenkilön sähköpostiosoite", "kontaktpersonens e-postadress", "contact person's e-mail address"),
    _field("contact_person.phones", "pd:TelephoneNumber", "yhteyshenkilön puhelinnumero", "kontaktpersonens telefonnummer", "contact person's telephone number"),
    _field("contact_person.role", "pd:Job", "yhteyshenkilön tehtävä", "kontaktpersonens uppgift", "contact person's role"),
    _field("contract.identifier", "pd:Purchase", "sopimuksen kohde (esimerkiksi verkkotunnus)", "avtalets föremål (till exempel domännamn)", "what the contract is about (such as a domain name)"),
    _field("contract.details", "pd:Purchase", "sovitut ehdot ja lisätiedot", "avtalade villkor och uppgifter", "what was agreed"),
    _field("staff.name", "pd:Name", "työntekijän nimi", "medarbetarens namn", "staff member's name"),
    _field("staff.email", "pd:EmailAddressWork", "työntekijän sähköpostiosoite", "medarbetarens e-postadress", "staff member's e-mail address"),
    _field("message.addresses", "pd:CommunicationsMetadata", "viestin lähettäjä, vastaanottajat ja aika", "meddelandets avsändare, mottagare och tidpunkt", "sender, recipients and time of a message"),
    _field("message.content", "pd:EmailContent", "viestin sisältö ja liitteet", "meddelandets innehåll och bilagor", "content and attachments of a message"),
    _field("invoice.content", "pd:Transaction", "laskut ja tositteet", "fakturor och verifikat", "invoices and vouchers"),
    _field("domain.registrant", "pd:PhysicalAddress", "verkkotunnuksen käyttäjän tiedot", "uppgifter om domännamnets innehavare", "domain registrant's details"),
    _field("consent.record", "pd:PrivacyPreference", "annetut suostumukset ja kiellot", "lämnade samtycken och förbud", "consents given and objections made"),
    _field("survey.answers", "pd:Preference", "kyselyvastaukset", "enkätsvar", "survey answers"),
    _field("request.file", "pd:Communication", "tietosuojapyynnön asiakirjat", "handlingar i dataskyddsärenden", "files of data protection requests"),
    _field("breach.file", "pd:Communication", "tietoturvaloukkausten asiakirjat", "handlingar om personuppgiftsincidenter", "files of personal data breaches"),
    _field("log.entries", "pd:ServiceConsumptionBehaviour", "lokimerkinnät tietojen käsittelystä", "logganteckningar om behandlingen", "log entries about the use of data"),
)  # fmt: skip

LOG = "log.entries"
"""What the audit keeps: who did what, when, about whom, under pseudonyms."""

FIELDS: dict[str, Field] = {field.id: field for field in _ALL}

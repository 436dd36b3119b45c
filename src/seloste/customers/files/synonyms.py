"""The headings people and programs write over their customers, in Finnish, Swedish and English.

Compared folded: without case, accents, punctuation and what stands in parentheses.
"""

from __future__ import annotations

SYNONYMS: dict[str, tuple[str, ...]] = {
    "kind": (
        "Asiakastyyppi", "Asiakkaan tyyppi", "Asiakaslaji", "Tyyppi", "Laji", "Asiakasryhmä",
        "Kundtyp", "Typ av kund", "Typ", "Customer type", "Client type", "Type", "Kind",
    ),
    "number": (
        "Asiakasnumero", "Asiakasnro", "Asiakas nro", "Asiakas no", "As nro", "Asnro", "Asiakastunnus",
        "Asiakaskoodi", "Asiakas id", "Kundnummer", "Kundnr", "Kund nr", "Kund id", "Kundkod",
        "Customer number", "Customer no", "Customer nr", "Customer id", "Customer code",
        "Client number", "Client id", "Account number", "Number",
    ),
    "name": (
        "Nimi", "Asiakas", "Asiakkaan nimi", "Asiakasnimi", "Koko nimi", "Kokonimi", "Henkilön nimi",
        "Namn", "Kund", "Kundens namn", "Kundnamn", "Fullständigt namn", "Hela namnet",
        "Name", "Full name", "Customer", "Customer name", "Client", "Client name", "Display name",
    ),
    "given_name": (
        "Etunimi", "Etunimet", "Kutsumanimi", "Förnamn", "Tilltalsnamn", "First name", "Firstname",
        "Given name", "Given names", "Forename",
    ),
    "family_name": (
        "Sukunimi", "Efternamn", "Släktnamn", "Last name", "Lastname", "Family name", "Surname",
    ),
    "company": (
        "Yritys", "Yrityksen nimi", "Yritysnimi", "Toiminimi", "Organisaatio", "Organisaation nimi",
        "Yhteisö", "Yhteisön nimi", "Yhdistys", "Yhdistyksen nimi", "Firma", "Firman nimi",
        "Företag", "Företagsnamn", "Företagets namn", "Organisation", "Organisationens namn",
        "Förening", "Föreningens namn", "Bolag",
        "Company", "Company name", "Organization", "Organisation name", "Organization name",
        "Business name", "Default address company", "Billing company",
    ),
    "business_id": (
        "Y-tunnus", "Ytunnus", "Yritystunnus", "Y-tunnus tai henkilötunnus", "LY-tunnus", "ALV-numero",
        "ALV-tunnus", "Arvonlisäverotunnus", "VAT-tunnus", "VAT-numero", "Yhteisötunnus",
        "FO-nummer", "Företags- och organisationsnummer", "Organisationsnummer", "Orgnr", "Org.nr",
        "Momsnummer", "Moms nr", "VAT-nummer", "Momsregistreringsnummer",
        "Business id", "Business identity code", "Company id", "Company registration number",
        "Registration number", "VAT number", "VAT no", "VAT id", "Tax id", "Organisation number",
        "Organization number",
    ),
    "handle": (
        "Internet-tunnus", "Nimimerkki", "Käyttäjätunnus", "Käyttäjänimi", "Nettitunnus", "Tunnus",
        "Internetbeteckning", "Användarnamn", "Signatur", "Alias",
        "Handle", "Internet handle", "Username", "User name", "Nickname",
    ),
    "other_identifier": (
        "Muu tunniste", "Muu yksilöivä tunniste", "Muu tunnus", "Tunniste", "Ulkoinen tunniste",
        "Annan identifierare", "Övrig identifierare", "Identifierare", "Extern id",
        "Other identifier", "Identifier", "External id", "Foreign id",
    ),
    "email": (
        "Sähköposti", "Sähköpostiosoite", "Sähköpostiosoitteet", "S-posti", "Sposti", "Meili",
        "Sähköposti 2", "Toinen sähköposti",
        "E-post", "E-postadress", "Epost", "Epostadress", "Mejl", "Mejladress",
        "Email", "E-mail", "E-mail address", "Email address", "Mail", "Email 2", "Customer email",
    ),
    "phone": (
        "Puhelin", "Puhelinnumero", "Puhelinnro", "Puh", "Puh nro", "Puh numero", "Matkapuhelin",
        "Matkapuhelinnumero", "Kännykkä", "Gsm", "Gsm-numero", "Mobiili", "Lankapuhelin", "Puhelin 2",
        "Telefon", "Telefonnummer", "Tfn", "Tel", "Mobil", "Mobiltelefon", "Mobilnummer", "Telefon 2",
        "Phone", "Phone number", "Telephone", "Telephone number", "Mobile", "Mobile phone",
        "Mobile number", "Cell", "Cell phone", "Phone 2", "Default address phone", "Customer phone",
    ),
    "street": (
        "Katuosoite", "Lähiosoite", "Osoite", "Postiosoite", "Katuosoite 1", "Katuosoite 2",
        "Osoite 1", "Osoite 2", "Osoiterivi 1", "Osoiterivi 2", "Katu", "Jakeluosoite", "Käyntiosoite",
        "Gatuadress", "Adress", "Postadress", "Näradress", "Utdelningsadress", "Adress 1", "Adress 2",
        "Adressrad 1", "Adressrad 2", "Gata", "Besöksadress",
        "Street", "Street address", "Address", "Postal address", "Address 1", "Address 2",
        "Address line 1", "Address line 2", "Default address address1", "Default address address2",
    ),
    "postal_code": (
        "Postinumero", "Postinro", "Pnro", "Postnummer", "Postnr", "Postal code", "Postcode",
        "Post code", "Zip", "Zip code", "Zipcode", "Default address zip",
    ),
    "city": (
        "Postitoimipaikka", "Toimipaikka", "Ptp", "Paikkakunta", "Kaupunki", "Kunta", "Kotikunta",
        "Postanstalt", "Postkontor", "Ort", "Postort", "Stad", "Kommun",
        "City", "Town", "Post office", "Default address city",
    ),
    "country": (
        "Maa", "Maakoodi", "Maatunnus", "Land", "Landskod", "Country", "Country code",
        "Default address country", "Default address country code",
    ),
    "billing_method": (
        "Laskutustapa", "Laskun toimitustapa", "Lähetystapa", "Laskun lähetystapa", "Toimitustapa",
        "Faktureringssätt", "Leveranssätt", "Faktureringsmetod",
        "Billing method", "Invoicing method", "Invoice delivery", "Delivery method",
        "Invoice delivery method",
    ),
    "billing_name": (
        "Laskutusnimi", "Laskun saaja", "Laskutettava", "Laskutusosoite nimi", "Fakturanamn",
        "Fakturamottagare", "Faktureringsnamn", "Billing name", "Invoice name", "Bill to", "Invoice to",
    ),
    "billing_email": (
        "Laskutussähköposti", "Laskutussähköpostiosoite", "Laskutuksen sähköposti", "Laskujen sähköposti",
        "Sähköpostilaskuosoite", "Sähköpostilaskutusosoite",
        "Fakturerings e-post", "Faktura e-post", "E-post för fakturor", "Faktureringsepost",
        "Billing email", "Billing e-mail", "Invoice email", "Invoicing email", "Email for invoices",
    ),
    "billing_street": (
        "Laskutusosoite", "Laskutuskatuosoite", "Laskutuksen katuosoite", "Laskutusosoite katuosoite",
        "Laskutuslähiosoite", "Laskutusosoite 1", "Laskutusosoite 2",
        "Faktureringsadress", "Fakturaadress", "Faktura gatuadress",
        "Billing address", "Billing street", "Invoice address", "Invoicing address",
        "Billing address 1", "Billing address 2", "Billing address1", "Billing address2",
    ),
    "billing_postal_code": (
        "Laskutuspostinumero", "Laskutuksen postinumero", "Laskutusosoite postinumero",
        "Faktureringspostnummer", "Faktura postnummer", "Billing postal code", "Billing postcode",
        "Billing zip", "Billing zip code", "Invoice postal code",
    ),
    "billing_city": (
        "Laskutuspostitoimipaikka", "Laskutuksen postitoimipaikka", "Laskutuspaikkakunta",
        "Laskutusosoite postitoimipaikka", "Laskutuskaupunki", "Faktureringsort", "Faktura ort",
        "Billing city", "Billing town", "Invoice city",
    ),
    "billing_country": (
        "Laskutusmaa", "Laskutuksen maa", "Laskutusosoite maa", "Faktureringsland", "Faktura land",
        "Billing country", "Invoice country",
    ),
    "einvoice_address": (
        "Verkkolaskuosoite", "Verkkolaskutusosoite", "OVT-tunnus", "OVT", "E-laskuosoite",
        "Verkkolaskuosoite OVT", "Verkkolasku", "E-fakturaadress", "Nätfakturaadress", "OVT-kod",
        "E-invoice address", "E-invoicing address", "Electronic invoice address", "EDI address",
    ),
    "einvoice_operator": (
        "Operaattori", "Verkkolaskuoperaattori", "Operaattoritunnus", "Välittäjä", "Välittäjätunnus",
        "Verkkolaskuvälittäjä", "Verkkolaskuoperaattorin tunnus", "Operatör", "E-fakturaoperatör",
        "Operatörskod", "Förmedlare", "Förmedlarkod", "Operator", "E-invoice operator",
        "E-invoicing operator", "Operator id", "Intermediator",
    ),
    "language": (
        "Kieli", "Asiointikieli", "Äidinkieli", "Laskun kieli", "Kielikoodi", "Språk", "Kontaktspråk",
        "Kundspråk", "Språkkod", "Language", "Preferred language", "Locale", "Language code",
    ),
    "contact_name": (
        "Yhteyshenkilö", "Yhteyshenkilön nimi", "Yhdyshenkilö", "Yhteystieto", "Kontaktihenkilö",
        "Kontaktperson", "Kontaktpersonens namn", "Contact", "Contact person", "Contact name",
        "Primary contact", "Contact person name",
    ),
    "contact_email": (
        "Yhteyshenkilön sähköposti", "Yhteyshenkilön sähköpostiosoite", "Yhteyshenkilö sähköposti",
        "Kontaktpersonens e-post", "Kontaktperson e-post", "Kontaktpersonens e-postadress",
        "Contact email", "Contact e-mail", "Contact person email",
    ),
    "contact_phone": (
        "Yhteyshenkilön puhelin", "Yhteyshenkilön puhelinnumero", "Yhteyshenkilö puhelin",
        "Kontaktpersonens telefon", "Kontaktperson telefon", "Kontaktpersonens telefonnummer",
        "Contact phone", "Contact phone number", "Contact person phone",
    ),
    "contact_role": (
        "Yhteyshenkilön rooli", "Yhteyshenkilön tehtävä", "Rooli", "Tehtävä", "Tehtävänimike",
        "Titteli", "Kontaktpersonens roll", "Roll", "Uppgift", "Befattning", "Contact role", "Role",
        "Job title", "Title", "Position",
    ),
    "service": (
        "Palvelu", "Tuote", "Sopimuksen palvelu", "Sopimus", "Palvelun nimi", "Tjänst", "Produkt",
        "Avtal", "Service", "Product", "Contract", "Subscription", "Plan",
    ),
    "contract_identifier": (
        "Sopimuksen kohde", "Sopimuksen tunniste", "Sopimuksen tunnus", "Sopimusnumero",
        "Sopimustunnus", "Verkkotunnus", "Domain-nimi", "Domain", "Palvelimen nimi",
        "Avtalets föremål", "Avtalsnummer", "Avtalsbeteckning", "Domännamn", "Domän",
        "Contract identifier", "Contract number", "Contract id", "Domain name", "Server name",
    ),
    "contract_start": (
        "Sopimus alkaa", "Sopimus alkanut", "Sopimuksen alku", "Sopimuksen alkupäivä", "Alkupäivä",
        "Alkaa", "Alkamispäivä", "Sopimuksen alkamispäivä", "Avtalet börjar", "Avtalsstart",
        "Avtalets startdatum", "Startdatum", "Begynnelsedag", "Contract start", "Contract starts",
        "Contract start date", "Start date", "Starts on", "Valid from",
    ),
    "contract_end": (
        "Sopimus päättyy", "Sopimus päättynyt", "Sopimuksen loppu", "Sopimuksen päättymispäivä",
        "Sopimuksen loppupäivä", "Loppupäivä", "Päättyy", "Päättymispäivä", "Avtalet slutar",
        "Avtalet upphör", "Avtalets slutdatum", "Slutdatum", "Contract end", "Contract ends",
        "Contract end date", "End date", "Ends on", "Valid until", "Valid to",
    ),
    "source": (
        "Lähde", "Tietolähde", "Tietojen lähde", "Mistä tiedot on saatu", "Källa", "Uppgiftskälla",
        "Uppgifternas källa", "Source", "Data source", "Lead source",
    ),
}  # fmt: skip

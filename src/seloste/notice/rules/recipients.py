"""Who else receives data, as what, and where in the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seloste.notice.data.connectors import CONNECTORS
from seloste.notice.data.countries import ADEQUACY, is_outside
from seloste.notice.rules.rule import Hit, Rule, Subject, unknown
from seloste.notice.values import Notice, Recipient


def _each(
    broken: Callable[[Recipient], object], part: str = ""
) -> Callable[[Subject], Iterator[Hit]]:
    """Return a rule that hits every recipient for which `broken` holds."""

    def find(subject: Subject) -> Iterator[Hit]:
        for key, recipient in subject.notice.recipients.items():
            if broken(recipient):
                yield Hit(f"recipients.{key}{part}", {"recipient": key})

    return find


def third_countries(recipient: Recipient) -> tuple[str, ...]:
    """Return the countries outside the EEA where the data are kept or from where they are reached.

    Access from a third country is a transfer, wherever the data are stored.
    Source: GDPR Art. 44.
    """
    places = (*([recipient.place] if recipient.place else []), *recipient.access_from)
    return tuple(dict.fromkeys(place for place in places if is_outside(place)))


def _recipients_none(subject: Subject) -> Iterator[Hit]:
    if not subject.notice.recipients:
        yield Hit("recipients")


def _is_misjudged(recipient: Recipient) -> bool:
    """Return whether the recipient is called a third party although its service processes for us."""
    connector = CONNECTORS.get(recipient.connector or "")
    return (
        connector is not None
        and connector.kind == "processor"
        and recipient.kind not in {"processor", None}
    )


def _category_not_used(subject: Subject) -> Iterator[Hit]:
    notice = subject.notice
    for key, recipient in notice.recipients.items():
        purposes = [recipient.when] if recipient.when else list(notice.uses)
        used = {c for p in purposes for use in notice.uses_of(p) for c in use.categories}
        for index, category in enumerate(recipient.categories):
            if category in notice.categories and category not in used:
                yield Hit(
                    f"recipients.{key}.categories[{index}]",
                    {"recipient": key, "category": category, "purpose": ", ".join(purposes)},
                )


def _field_not_kept(subject: Subject) -> Iterator[Hit]:
    """Find fields handed over that no category of the notice lists."""
    for path, key, field in _fields(subject.notice):
        if subject.notice.category_of(field) is None:
            yield Hit(path, {"recipient": key, "field": field})


def _field_outside(subject: Subject) -> Iterator[Hit]:
    for path, key, field in _fields(subject.notice):
        category = subject.notice.category_of(field)
        if category is not None and category not in subject.notice.recipients[key].categories:
            yield Hit(path, {"recipient": key, "field": field, "category": category})


def _fields(notice: Notice) -> Iterator[tuple[str, str, str]]:
    for key, recipient in notice.recipients.items():
        for index, field in enumerate(recipient.fields):
            yield f"recipients.{key}.fields[{index}]", key, field


def _agreement_late(subject: Subject) -> Iterator[Hit]:
    in_force_from = subject.notice.edition.in_force_from
    for key, recipient in subject.notice.recipients.items():
        if recipient.agreement is not None and recipient.agreement > in_force_from:
            yield Hit(
                f"recipients.{key}.agreement",
                {
                    "recipient": key,
                    "agreement": recipient.agreement,
                    "in_force_from": in_force_from,
                },
            )


def _transfer_without_tool(subject: Subject) -> Iterator[Hit]:
    for key, recipient in subject.notice.recipients.items():
        if (countries := third_countries(recipient)) and recipient.transfer is None:
            yield Hit(f"recipients.{key}", {"recipient": key, "countries": ", ".join(countries)})


def _transfer_tool_wrong(subject: Subject) -> Iterator[Hit]:
    for key, recipient in subject.notice.recipients.items():
        uncovered = [c for c in third_countries(recipient) if not _covers(recipient, c, subject)]
        if uncovered:
            facts = {
                "recipient": key,
                "transfer": recipient.transfer,
                "countries": ", ".join(uncovered),
            }
            yield Hit(f"recipients.{key}.transfer", facts)


def _covers(recipient: Recipient, country: str, subject: Subject) -> bool:
    """Return whether the tool can carry a transfer to the country on the day judged."""
    if recipient.transfer == "dpf":
        return country == "US"
    if recipient.transfer != "adequacy":
        return (
            True  # clauses, rules and exceptions are bound to no country; none is found elsewhere
        )
    decision = ADEQUACY.get(country)
    if decision is None or country == "US":  # of the US only the framework, which is "dpf"
        return False
    return decision.in_force_from <= subject.on and (
        decision.until is None or subject.on <= decision.until
    )


def _is_no_transfer(recipient: Recipient) -> bool:
    return recipient.transfer is not None and not third_countries(recipient)


def _eu_only_contradicted(subject: Subject) -> Iterator[Hit]:
    if not subject.notice.eu_only:
        return
    for key, recipient in subject.notice.recipients.items():
        if countries := third_countries(recipient):
            yield Hit("eu_only", {"recipient": key, "countries": ", ".join(countries)})


def _connector_unknown(subject: Subject) -> Iterator[Hit]:
    named = (
        (f"recipients.{key}.connector", recipient.connector)
        for key, recipient in subject.notice.recipients.items()
        if recipient.connector is not None
    )
    return unknown(named, CONNECTORS)


RULES = (
    Rule(
        "recipients_none",
        "note",
        "GDPR Art. 13(1)(e), 14(1)(e)",
        _recipients_none,
        fails="recipients: {}",
        passes="recipients: {accounting_firm: {name: Esimerkkitilit Oy}}",
    ),
    Rule(
        "recipient_name_missing",
        "error",
        "GDPR Art. 13(1)(e)",
        _each(lambda recipient: not recipient.name),
        fails="recipients.accounting_firm.name:",
        passes="recipients.accounting_firm.name: Esimerkkitilit Oy",
    ),
    Rule(
        "recipient_kind_missing",
        "error",
        "GDPR Art. 4(7)-(10), 13(1)(e)",
        _each(lambda recipient: recipient.kind is None),
        fails="recipients.accounting_firm.kind:",
        passes="recipients.accounting_firm.kind: processor",
    ),
    Rule(
        "recipient_kind_wrong",
        "error",
        "GDPR Art. 4(8), 4(10), 28",
        _each(_is_misjudged, ".kind"),
        fails="recipients.invoicing_service.kind: third_party",
        passes="recipients.invoicing_service.kind: processor",
    ),
    Rule(
        "recipient_purpose_missing",
        "error",
        "GDPR Art. 5(1)(b), 13(1)(c)",
        _each(lambda recipient: recipient.kind != "processor" and recipient.when is None),
        fails="recipients.registry_fi.when:",
        passes="recipients.registry_fi.when: domain_registration",
    ),
    Rule(
        "recipient_categories_missing",
        "error",
        "GDPR Art. 13(1)(e), 30(1)(d)",
        _each(lambda recipient: not recipient.categories),
        fails="recipients.accounting_firm.categories: []",
        passes="recipients.accounting_firm.categories: [invoices]",
    ),
    Rule(
        "recipient_category_not_used",
        "error",
        "GDPR Art. 5(1)(b)",
        _category_not_used,
        fails="recipients.newsletter_service.categories: [identity, contact, correspondence]",
        passes="recipients.newsletter_service.categories: [identity, contact, consents]",
    ),
    Rule(
        "recipient_field_not_kept",
        "error",
        "GDPR Art. 13(1)(e), 14(1)(d)",
        _field_not_kept,
        fails="categories.contact.fields: [customer.emails]",
        passes="categories.contact.fields: [customer.emails, customer.phones, customer.postal_address]",
    ),
    Rule(
        "recipient_field_outside",
        "error",
        "GDPR Art. 5(1)(c), 13(1)(e)",
        _field_outside,
        fails="recipients.newsletter_service.fields: [customer.emails, customer.billing_address]",
        passes="recipients.newsletter_service.fields: [customer.emails]",
    ),
    Rule(
        "recipient_place_missing",
        "error",
        "GDPR Art. 13(1)(f), 44",
        _each(lambda recipient: recipient.place is None),
        fails="recipients.accounting_firm.place:",
        passes="recipients.accounting_firm.place: FI",
    ),
    Rule(
        "agreement_missing",
        "error",
        "GDPR Art. 28(3)",
        _each(lambda recipient: recipient.kind == "processor" and recipient.agreement is None),
        fails="recipients.accounting_firm.agreement:",
        passes="recipients.accounting_firm.agreement: 2025-01-07",
    ),
    Rule(
        "agreement_after_edition",
        "error",
        "GDPR Art. 28(3)",
        _agreement_late,
        fails="recipients.accounting_firm.agreement: 2027-01-07",
        passes="recipients.accounting_firm.agreement: 2026-11-01",
    ),
    Rule(
        "transfer_without_tool",
        "error",
        "GDPR Art. 13(1)(f), 44-49",
        _transfer_without_tool,
        fails="recipients.mail_service.transfer:",
        passes="recipients.mail_service.transfer: scc",
    ),
    Rule(
        "transfer_tool_wrong",
        "error",
        "GDPR Art. 45, 46",
        _transfer_tool_wrong,
        fails="recipients.mail_service.access_from: [US, IN]",
        passes="recipients.mail_service.access_from: [JP, GB]\nrecipients.mail_service.transfer: adequacy",
    ),
    Rule(
        "transfer_details_missing",
        "error",
        "GDPR Art. 13(1)(f), 14(1)(f)",
        _each(lambda recipient: recipient.transfer is not None and not recipient.transfer_details),
        fails="recipients.mail_service.transfer_details:",
        passes="recipients.mail_service.transfer_details: {fi: Jäljennöksen saa pyytämällä., sv: Kopia fås på begäran., en: A copy is given on request.}",
    ),
    Rule(
        "transfer_not_one",
        "warning",
        "GDPR Art. 44",
        _each(_is_no_transfer, ".transfer"),
        fails="recipients.mail_service.access_from: []",
        passes="recipients.mail_service.access_from: [US]",
    ),
    Rule(
        "eu_only_contradicted",
        "error",
        "GDPR Art. 5(1)(a), 13(1)(f)",
        _eu_only_contradicted,
        fails="eu_only: true",
        passes="eu_only: false",
    ),
    Rule(
        "connector_unknown",
        "error",
        "GDPR Art. 19, 28",
        _connector_unknown,
        fails="recipients.invoicing_service.connector: zervent",
        passes="recipients.invoicing_service.connector: zervant",
    ),
)

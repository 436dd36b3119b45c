"""From a row of a file to a customer, or to all its faults at once; and back to rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from seloste.customers import rules
from seloste.customers.files import words
from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.headings import fold
from seloste.customers.rules import Unfit
from seloste.customers.values import (
    BillingAddress,
    BillingMethod,
    ContactPersonDraft,
    ContractDraft,
    CustomerDraft,
    CustomerKind,
    EInvoiceAddress,
    Fault,
    Language,
    PostalAddress,
)

_MOST_USUAL = 200  # characters
_MOST = {"email": 1000, "contact_email": 1000, "street": 500, "billing_street": 500, "source": 500}
_MOST_VALUES = 10  # addresses or numbers of one customer
_BETWEEN_VALUES = re.compile(r"[;,\n]")
_DIGITS_ONLY = re.compile(r"[0-9+ ;,\n-]+")
_PHONES = ("phone", "contact_phone")

_CONTACT = frozenset({"contact_name", "contact_email", "contact_phone", "contact_role"})
_BILLING = frozenset(column for column in COLUMNS if column.startswith("billing_"))
_CONTRACT = frozenset({"service", "contract_identifier", "contract_start", "contract_end"})

T = TypeVar("T")


def _listed(known: Callable[[str], T | None], code: str) -> Callable[[str], T]:
    """Return a rule that takes the words that are known, and refuses others with the code."""

    def rule(value: str) -> T:
        found = known(value)
        if found is None:
            raise Unfit(code)
        return found

    return rule


_country: Callable[[str], str] = _listed(words.country, "country_unknown")
_language: Callable[[str], Language] = _listed(words.language, "language_unknown")
_kind: Callable[[str], CustomerKind] = _listed(words.kind, "kind_unknown")
_billing_method: Callable[[str], BillingMethod] = _listed(
    words.billing_method, "billing_method_unknown"
)


def draft(row: Mapping[str, str], *, country: str = "FI") -> CustomerDraft | tuple[Fault, ...]:
    """Return the customer of a row, or everything that keeps it out.

    Args:
        row: our columns and what stands in them; other keys are not looked at.
        country: ISO 3166-1 alpha-2, for rows that name none.
    """
    return _Reading(row, country).draft()


class _Reading:
    """One row on its way. Collects faults instead of stopping at the first."""

    def __init__(self, row: Mapping[str, str], country: str) -> None:
        self._faults: list[Fault] = []
        self._row: dict[str, str] = {}
        self._all = "\n".join(row.values())
        tidy = rules.is_tidy(self._all)
        for column, value in row.items():
            kept = (
                value.strip() if tidy and len(value) <= _MOST_USUAL else self._text(column, value)
            )
            if kept:
                self._row[column] = kept
        self._country = self._value("country", _country) or country

    def draft(self) -> CustomerDraft | tuple[Fault, ...]:
        if self._holds_identity_code():
            return tuple(self._faults)
        get = self._row.get
        business_id = self._value(
            "business_id", lambda value: rules.business_id(value, country=self._country)
        )
        emails = self._values("email", rules.email)
        kind, name, company = self._who(business_id or "")
        made = CustomerDraft(
            kind=kind,
            number=get("number", ""),
            name=name,
            company=company,
            business_id=business_id or "",
            handle=get("handle", ""),
            other_identifier=get("other_identifier", ""),
            emails=emails,
            phones=self._values("phone", self._phone),
            postal_address=self._address("", self._country),
            billing_address=self._billing(emails),
            einvoice_address=self._einvoice(),
            language=self._value("language", _language) or "",
            contact_persons=self._contact_persons(kind, name=self._full_name(), company=company),
            contracts=self._contracts(),
            source=get("source", ""),
        )
        return tuple(self._faults) or made

    # -- One value ----------------------------------------------------------------------

    def _text(self, column: str, value: str) -> str:
        try:
            return rules.text(value, most=_MOST.get(column, _MOST_USUAL))
        except Unfit as unfit:
            self._fault(column, unfit.code, unfit.facts)
            return ""

    def _value(self, column: str, rule: Callable[[str], T]) -> T | None:
        value = self._row.get(column)
        if not value:
            return None
        try:
            return rule(value)
        except Unfit as unfit:
            self._fault(column, unfit.code, unfit.facts)
            return None

    def _values(self, column: str, rule: Callable[[str], str]) -> tuple[str, ...]:
        value = self._row.get(column)
        if not value:
            return ()
        parts = [part.strip() for part in _BETWEEN_VALUES.split(value)]
        if len(parts) > _MOST_VALUES:
            self._fault(column, "too_many_values", {"most": _MOST_VALUES})
            return ()
        try:
            return tuple(dict.fromkeys(rule(part) for part in parts if part))
        except Unfit as unfit:
            self._fault(column, unfit.code, unfit.facts)
            return ()

    def _phone(self, value: str) -> str:
        return rules.phone(value, region=self._country)

    def _fault(self, column: str, code: str, facts: Mapping[str, int | str] | None = None) -> None:
        self._faults.append(Fault(column, code, facts or {}))

    def _holds_identity_code(self) -> bool:
        """Note each column with a personal identity code; a true telephone number is none."""
        if not rules.holds_identity_code(self._all):
            return False
        for column, value in self._row.items():
            if rules.holds_identity_code(value) and not (
                column in _PHONES and self._is_phone(value)
            ):
                self._fault(column, "identity_code")
        return any(fault.code == "identity_code" for fault in self._faults)

    def _is_phone(self, value: str) -> bool:
        if not _DIGITS_ONLY.fullmatch(value):
            return False
        try:
            for part in _BETWEEN_VALUES.split(value):
                self._phone(part.strip())
        except Unfit:
            return False
        return True

    # -- Who it is ----------------------------------------------------------------------

    def _full_name(self) -> str:
        get = self._row.get
        if name := get("name"):
            return name
        return f"{get('given_name', '')} {get('family_name', '')}".strip()

    def _who(self, business_id: str) -> tuple[CustomerKind, str, str]:
        """Return kind, name and company. An organisation's name stands in `company`."""
        name, company = self._full_name(), self._row.get("company", "")
        kind = self._value("kind", _kind)
        kind = kind or words.kind_by_names(company=company or name, business_id=business_id)
        if kind == "company" and not self._row.get("kind") and not company and not business_id:
            kind = "person"  # a name alone is taken for a person's
        if kind in {"company", "association"}:
            company = company or name
            if not company:
                self._fault("company", "company_missing")
            return kind, "", company
        if not name and not (kind == "sole_trader" and company):
            self._fault("name", "name_missing")
        return kind, name, company

    def _contact_persons(
        self, kind: CustomerKind, *, name: str, company: str
    ) -> tuple[ContactPersonDraft, ...]:
        # A person's name beside an organisation's is that of someone who acts for it.
        acting = name if kind in {"company", "association"} and name != company else ""
        if _CONTACT.isdisjoint(self._row):
            return (ContactPersonDraft(acting),) if acting else ()
        get = self._row.get
        person = ContactPersonDraft(
            name=get("contact_name") or acting,
            emails=self._values("contact_email", rules.email),
            phones=self._values("contact_phone", self._phone),
            role=get("contact_role", ""),
        )
        found = [person] if person.name or person.emails or person.phones else []
        if person.role and not found:
            self._fault("contact_name", "contact_name_missing")
        if acting not in {"", person.name}:
            found.append(ContactPersonDraft(acting))
        return tuple(found)

    # -- Where it is --------------------------------------------------------------------

    def _address(self, prefix: str, country: str) -> PostalAddress | None:
        get = self._row.get
        street, city = get(prefix + "street", ""), get(prefix + "city", "")
        code = self._value(
            prefix + "postal_code", lambda value: rules.postal_code(value, country=country)
        )
        if not (street or city or code or get(prefix + "country")):
            return None
        lines = tuple(line.strip() for line in street.split("\n") if line.strip())
        return PostalAddress(lines, code or "", city, country)

    def _billing(self, emails: tuple[str, ...]) -> BillingAddress | None:
        if _BILLING.isdisjoint(self._row):
            return None
        method = self._value("billing_method", _billing_method)
        country = self._value("billing_country", _country)
        address = self._address("billing_", country or self._country)
        email = self._value("billing_email", rules.email) or ""
        name = self._row.get("billing_name", "")
        if method == "email" and not email and not emails:
            self._fault("billing_email", "billing_email_missing")
        if method == "einvoice" and "einvoice_address" not in self._row:
            self._fault("einvoice_address", "einvoice_address_missing")
        if not (method or email or name or address):
            return None
        return BillingAddress(method or "", name, email, address)

    def _einvoice(self) -> EInvoiceAddress | None:
        address = self._value("einvoice_address", rules.einvoice_address)
        operator = self._value("einvoice_operator", _operator)
        if operator and "einvoice_address" not in self._row:
            self._fault("einvoice_address", "einvoice_address_missing")
        return EInvoiceAddress(address, operator or "") if address else None

    # -- What was agreed ----------------------------------------------------------------

    def _contracts(self) -> tuple[ContractDraft, ...]:
        if _CONTRACT.isdisjoint(self._row):
            return ()
        get = self._row.get
        starts, ends = (
            self._value("contract_start", rules.day),
            self._value("contract_end", rules.day),
        )
        if starts and ends and ends < starts:
            self._fault("contract_end", "ends_before_start")
        service, identifier = get("service", ""), get("contract_identifier", "")
        if not (service or identifier or starts or ends):
            return ()
        return (ContractDraft(service, identifier, starts, ends),)


def _operator(value: str) -> str:
    return words.OPERATORS.get(fold(value)) or rules.einvoice_operator(value)

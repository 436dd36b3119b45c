"""What is kept about whom: closed lists, where they come from, and what must be given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from seloste.kernel.actors import SYSTEM_ROLE
from seloste.notice.fields import FIELDS
from seloste.notice.rules.editions import words_of
from seloste.notice.rules.rule import Hit, Rule, Subject, unknown
from seloste.notice.values import Category, Notice

_OPEN = re.compile(
    r"\bkuten\b|\bym\.|\bmuut tiedot|muu tieto|such as|and so on|\betc\b|other (?:data|information)"
    r"|såsom|\bm\.m\.|\bosv\b|övriga uppgifter|andra uppgifter",
    re.IGNORECASE,
)
_TO_EXPLAIN = {"public_register", "registrar", "other"}
_APART = {"contact_person", "staff"}


def _each(
    broken: Callable[[Category], object], part: str = ""
) -> Callable[[Subject], Iterator[Hit]]:
    """Return a rule that hits every category for which `broken` holds."""

    def find(subject: Subject) -> Iterator[Hit]:
        for key, category in subject.notice.categories.items():
            if broken(category):
                yield Hit(f"categories.{key}{part}", {"category": key})

    return find


def _categories_missing(subject: Subject) -> Iterator[Hit]:
    if not subject.notice.categories:
        yield Hit("categories")


def _list_open(category: Category) -> bool:
    return bool(category.open_list or _OPEN.search(words_of(category.title)))


def _fields(notice: Notice) -> Iterator[tuple[str, str]]:
    for key, category in notice.categories.items():
        for index, field in enumerate(category.fields):
            yield f"categories.{key}.fields[{index}]", field
    for key, recipient in notice.recipients.items():
        for index, field in enumerate(recipient.fields):
            yield f"recipients.{key}.fields[{index}]", field


def _field_unknown(subject: Subject) -> Iterator[Hit]:
    return unknown(_fields(subject.notice), FIELDS, name="field")


def _field_twice(subject: Subject) -> Iterator[Hit]:
    first: dict[str, str] = {}
    for key, category in subject.notice.categories.items():
        for index, field in enumerate(category.fields):
            if field in first:
                facts = {"field": field, "category": key, "other": first[field]}
                yield Hit(f"categories.{key}.fields[{index}]", facts)
            first.setdefault(field, key)


def _data_subjects_mixed(subject: Subject) -> Iterator[Hit]:
    for key, category in subject.notice.categories.items():
        holders = {field.partition(".")[0] for field in category.fields}
        if len(holders) > 1 and holders & _APART:
            yield Hit(
                f"categories.{key}.fields", {"category": key, "holders": ", ".join(sorted(holders))}
            )


def _required_elsewhere(subject: Subject) -> Iterator[Hit]:
    for key, category in subject.notice.categories.items():
        for index, field in enumerate(category.required):
            if field not in category.fields:
                yield Hit(f"categories.{key}.required[{index}]", {"category": key, "field": field})


def _requirement_not_stated(subject: Subject) -> Iterator[Hit]:
    categories = subject.notice.categories
    if categories and not any(category.required for category in categories.values()):
        yield Hit("categories")


def _used(notice: Notice) -> set[str]:
    return {c for purpose in notice.uses for use in notice.uses_of(purpose) for c in use.categories}


def _category_unused(subject: Subject) -> Iterator[Hit]:
    used = _used(subject.notice)
    for key in subject.notice.categories:
        if key not in used:
            yield Hit(f"categories.{key}", {"category": key})


def _category_unprovable(subject: Subject) -> Iterator[Hit]:
    """Find what the program itself may not look at, so that `seloste check` cannot prove it."""
    notice = subject.notice
    seen = {c for p in notice.purposes for c in notice.categories_for(role=SYSTEM_ROLE, purpose=p)}
    for key in notice.categories:
        if key not in seen:
            yield Hit(f"categories.{key}", {"category": key})


RULES = (
    Rule(
        "categories_missing",
        "error",
        "GDPR Art. 14(1)(d)",
        _categories_missing,
        fails="categories: {}",
        passes="categories: {contact: {title: Yhteystiedot, fields: [customer.emails]}}",
    ),
    Rule(
        "category_title_missing",
        "error",
        "GDPR Art. 14(1)(d), 12(1)",
        _each(lambda category: not category.title),
        fails="categories.contact.title:",
        passes="categories.contact.title: {fi: Yhteystiedot, sv: Kontaktuppgifter, en: Contact data}",
    ),
    Rule(
        "category_empty",
        "error",
        "GDPR Art. 14(1)(d)",
        _each(lambda category: not category.fields),
        fails="categories.surveys.fields: []",
        passes="categories.surveys.fields: [survey.answers]",
    ),
    Rule(
        "category_list_open",
        "error",
        "GDPR Art. 5(1)(c), 14(1)(d)",
        _each(_list_open),
        fails='categories.identity.open_list: "ja muu yksilöivä tunniste"',
        passes="categories.identity.title: {fi: Perustiedot, sv: Basuppgifter, en: Basic data}",
    ),
    Rule(
        "field_unknown",
        "error",
        "GDPR Art. 14(1)(d)",
        _field_unknown,
        fails="categories.contact.fields: [customer.email]",
        passes="categories.contact.fields: [customer.emails]",
    ),
    Rule(
        "field_in_two_categories",
        "error",
        "GDPR Art. 5(1)(b)",
        _field_twice,
        fails="categories.billing.fields: [customer.billing_address, customer.emails]",
        passes="categories.billing.fields: [customer.billing_address]",
    ),
    Rule(
        "data_subjects_mixed",
        "error",
        "GDPR Art. 6(1), 13(1)(c)",
        _data_subjects_mixed,
        fails="categories.contact.fields: [customer.emails, contact_person.emails]",
        passes="categories.contact.fields: [customer.emails]",
    ),
    Rule(
        "required_field_elsewhere",
        "error",
        "GDPR Art. 13(2)(e)",
        _required_elsewhere,
        fails="categories.contact.required: [customer.name]",
        passes="categories.contact.required: [customer.phones]",
    ),
    Rule(
        "requirement_not_stated",
        "error",
        "GDPR Art. 13(2)(e)",
        _requirement_not_stated,
        fails="categories: {contact: {title: Yhteystiedot, fields: [customer.emails]}}",
        passes="categories: {contact: {title: Yhteystiedot, fields: [customer.emails], required: [customer.emails]}}",
    ),
    Rule(
        "consequence_missing",
        "error",
        "GDPR Art. 13(2)(e)",
        _each(lambda category: category.required and not category.consequence),
        fails="categories.contact.consequence:",
        passes="categories.contact.consequence: {fi: Emme voi toimittaa palvelua., sv: Vi kan inte leverera tjänsten., en: We cannot deliver the service.}",
    ),
    Rule(
        "source_missing",
        "error",
        "GDPR Art. 14(2)(f)",
        _each(lambda category: not category.sources),
        fails="categories.contact.sources: []",
        passes="categories.contact.sources: [data_subject]",
    ),
    Rule(
        "source_details_missing",
        "warning",
        "GDPR Art. 14(2)(f)",
        _each(lambda c: _TO_EXPLAIN & set(c.sources) and not c.source_details, ".sources"),
        fails="categories.billing.source_details:",
        passes="categories.billing.source_details:\ncategories.billing.sources: [data_subject]",
    ),
    Rule(
        "category_unused",
        "error",
        "GDPR Art. 5(1)(b)-(c)",
        _category_unused,
        fails="uses: {customer_care: {categories: [identity], roles: [owner]}}\ncategories: {contact: {fields: [customer.emails]}}",
        passes="uses: {customer_care: {categories: [contact], roles: [owner]}}\ncategories: {contact: {fields: [customer.emails]}}",
    ),
    Rule(
        "category_unprovable",
        "warning",
        "GDPR Art. 5(2), 24(1), 32(1)(d)",
        _category_unprovable,
        fails="uses.accountability:",
        passes="uses.accountability.roles: [system, owner]",
    ),
)

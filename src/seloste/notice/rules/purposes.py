"""Why data are processed, and whether the legal basis can carry the purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import get_args

from seloste.kernel.actors import SYSTEM_ROLE
from seloste.notice.rules.editions import words_of
from seloste.notice.rules.rights import Right, is_marketing, rights_of
from seloste.notice.rules.rule import Hit, Rule, Subject
from seloste.notice.values import Notice, Purpose, Serves

_VAGUE = re.compile(
    r"sisäisen toiminnan|muut(?:ta)? tarkoitu|uusien palvelu(?:je|i)n kehit|liiketoiminnan tarpe"
    r"|internal operations|other purposes|develop(?:ing)? new services|business needs"
    r"|intern(?:a)? verksamhet|övriga ändamål|andra ändamål|utveckla nya tjänster",
    re.IGNORECASE,
)
_MARKETING = re.compile(
    r"uutiskirj|markkinoin|nyhetsbrev|marknadsför|newsletter|marketing", re.IGNORECASE
)
_DEVELOPMENT = re.compile(
    r"palvelu(?:je|i)n kehittä|kysely|enkät|utveckling av tjänst|survey|service development"
    r"|developing the services",
    re.IGNORECASE,
)
# Of these the notice speaks when it says which rights people have (GDPR Art. 13(2)(b)-(d)).
_RIGHTS_TO_NAME: tuple[Right, ...] = (
    "access",
    "rectification",
    "erasure",
    "restriction",
    "portability",
    "objection",
    "objection_to_marketing",
    "withdrawal",
    "complaint",
)


def _each(broken: Callable[[Purpose], bool], part: str = "") -> Callable[[Subject], Iterator[Hit]]:
    """Return a rule that hits every purpose for which `broken` holds, at its part if it has it."""

    def find(subject: Subject) -> Iterator[Hit]:
        for key, purpose in subject.notice.purposes.items():
            if broken(purpose):
                yield Hit(f"purposes.{key}{part}", {"purpose": key})

    return find


def _purposes_missing(subject: Subject) -> Iterator[Hit]:
    if not subject.notice.purposes:
        yield Hit("purposes")


def _is_vague(purpose: Purpose) -> bool:
    return bool(_VAGUE.search(f"{words_of(purpose.title)} {words_of(purpose.description)}"))


def _one_basis_for_all(subject: Subject) -> Iterator[Hit]:
    bases = {purpose.legal_basis for purpose in subject.notice.purposes.values()}
    if len(subject.notice.purposes) > 2 and len(bases) == 1 and (basis := bases.pop()) is not None:
        count = len(subject.notice.purposes)
        yield Hit("purposes", {"basis": basis, "count": count})


def _contract_with_others(subject: Subject) -> Iterator[Hit]:
    """Find contracts as the ground for people who are not a party to them (C-710/23)."""
    for key, purpose in subject.notice.purposes.items():
        if purpose.legal_basis != "contract":
            continue
        if set(purpose.data_subjects) - {"customers"}:
            yield Hit(f"purposes.{key}", {"purpose": key})
        for category in sorted(_categories_of(subject.notice, key)):
            if _is_about_others(subject.notice, category):
                yield Hit(f"uses.{key}", {"purpose": key, "category": category})


def _categories_of(notice: Notice, purpose: str) -> set[str]:
    return {category for use in notice.uses_of(purpose) for category in use.categories}


def _is_about_others(notice: Notice, category: str) -> bool:
    found = notice.categories.get(category)
    return found is not None and any(f.startswith("contact_person.") for f in found.fields)


def _is_marketing_without_ground(purpose: Purpose) -> bool:
    return is_marketing(purpose) and purpose.legal_basis not in {
        "consent",
        "soft_opt_in",
        "legitimate_interests",
        None,
    }


def _looks_like_marketing(subject: Subject) -> Iterator[Hit]:
    for key, purpose in subject.notice.purposes.items():
        words = f"{key} {words_of(purpose.title)} {' '.join(purpose.dpv)}"
        if not is_marketing(purpose) and _MARKETING.search(words):
            yield Hit(f"purposes.{key}", {"purpose": key})


def _development_on_contract(subject: Subject) -> Iterator[Hit]:
    for key, purpose in subject.notice.purposes.items():
        words = f"{key.replace('_', ' ')} {words_of(purpose.title)}"
        if purpose.legal_basis == "contract" and _DEVELOPMENT.search(words):
            yield Hit(f"purposes.{key}.legal_basis", {"purpose": key})


def _use_without_basis(subject: Subject) -> Iterator[Hit]:
    for key in subject.notice.uses:
        purpose = subject.notice.purposes.get(key)
        if purpose is not None and purpose.legal_basis is None:
            yield Hit(f"uses.{key}", {"purpose": key})


def _purpose_without_use(subject: Subject) -> Iterator[Hit]:
    for key in subject.notice.purposes:
        if not _categories_of(subject.notice, key):
            yield Hit(f"purposes.{key}", {"purpose": key})


def _statutory_purpose_missing(subject: Subject) -> Iterator[Hit]:
    """Find invoices that are kept without a purpose that the law imposes."""
    notice = subject.notice
    category = notice.category_of("invoice.content")
    bases = {
        p.legal_basis
        for key, p in notice.purposes.items()
        if category in _categories_of(notice, key)
    }
    if category is not None and "legal_obligation" not in bases:
        yield Hit(f"categories.{category}", {"category": category})


def _nothing_serves(serves: Serves, field: str) -> Callable[[Subject], Iterator[Hit]]:
    """Return a rule that hits the category of a field which no purpose of this kind uses."""

    def find(subject: Subject) -> Iterator[Hit]:
        notice = subject.notice
        category = notice.category_of(field)
        purpose = notice.purpose_serving(serves)
        if category and (purpose is None or category not in _categories_of(notice, purpose)):
            yield Hit(f"categories.{category}", {"category": category})

    return find


def _program_takes_no_requests(subject: Subject) -> Iterator[Hit]:
    """Find that the program may not use files of requests: it could take none by the public form."""
    notice = subject.notice
    category, purpose = notice.category_of("request.file"), notice.purpose_serving("rights")
    if category is None or purpose is None or category not in _categories_of(notice, purpose):
        return
    if category not in notice.categories_for(role=SYSTEM_ROLE, purpose=purpose):
        yield Hit(f"uses.{purpose}", {"category": category, "purpose": purpose})


def _serves_twice(subject: Subject) -> Iterator[Hit]:
    """Find a second purpose for what only one can be taken for."""
    seen: set[str] = set()
    for key, purpose in subject.notice.purposes.items():
        if purpose.serves in seen:
            yield Hit(f"purposes.{key}.serves", {"purpose": key, "serves": str(purpose.serves)})
        if purpose.serves is not None:
            seen.add(purpose.serves)


def _rights_typed(subject: Subject) -> Iterator[Hit]:
    if subject.notice.rights:
        yield Hit("rights")


def _right_unknown(subject: Subject) -> Iterator[Hit]:
    for index, right in enumerate(subject.notice.rights):
        if right not in get_args(Right):
            yield Hit(f"rights[{index}]", {"right": right[:80]})


def _right_without_ground(subject: Subject) -> Iterator[Hit]:
    derived = {right.right for right in rights_of(subject.notice)}
    for index, right in enumerate(subject.notice.rights):
        if right in get_args(Right) and right not in derived:
            yield Hit(f"rights[{index}]", {"right": right})


def _right_left_out(subject: Subject) -> Iterator[Hit]:
    if not subject.notice.rights:
        return
    for right in rights_of(subject.notice):
        if right.right in _RIGHTS_TO_NAME and right.right not in subject.notice.rights:
            yield Hit("rights", {"right": right.right, "right_article": right.article})


RULES = (
    Rule(
        "purposes_missing",
        "error",
        "GDPR Art. 13(1)(c), 5(1)(b)",
        _purposes_missing,
        fails="purposes: {}",
        passes="purposes: {customer_care: {title: Asiakassuhteen hoitaminen, legal_basis: contract}}",
    ),
    Rule(
        "purpose_title_missing",
        "error",
        "GDPR Art. 13(1)(c)",
        _each(lambda purpose: not purpose.title),
        fails="purposes.invoicing.title:",
        passes="purposes.invoicing.title: {fi: Laskutus, sv: Fakturering, en: Invoicing}",
    ),
    Rule(
        "legal_basis_missing",
        "error",
        "GDPR Art. 6(1), 13(1)(c)",
        _each(lambda purpose: purpose.legal_basis is None),
        fails="purposes.invoicing.legal_basis:",
        passes="purposes.invoicing.legal_basis: contract",
    ),
    Rule(
        "use_without_legal_basis",
        "error",
        "GDPR Art. 6(1)",
        _use_without_basis,
        fails="purposes.invoicing.legal_basis:",
        passes="purposes.invoicing.legal_basis:\nuses.invoicing:",
    ),
    Rule(
        "purpose_vague",
        "warning",
        "GDPR Art. 5(1)(b), 12(1)",
        _each(_is_vague),
        fails="purposes.customer_care.description: Yrityksen sisäisen toiminnan ylläpito.",
        passes="purposes.customer_care.description: {fi: Vastaamme kysymyksiin., sv: Vi svarar på frågor., en: We answer questions.}",
    ),
    Rule(
        "legal_basis_same_for_all",
        "warning",
        "GDPR Art. 6(1), 13(1)(c)",
        _one_basis_for_all,
        fails="purposes: {care: {legal_basis: contract}, invoicing: {legal_basis: contract}, surveys: {legal_basis: contract}}",
        passes="purposes: {care: {legal_basis: contract}, invoicing: {legal_basis: contract}, surveys: {legal_basis: legitimate_interests}}",
    ),
    Rule(
        "contract_with_contact_persons",
        "error",
        "GDPR Art. 6(1)(b)",
        _contract_with_others,
        fails="purposes.customer_contacts.legal_basis: contract",
        passes="purposes.customer_contacts.legal_basis: legitimate_interests",
    ),
    Rule(
        "legal_obligation_without_act",
        "error",
        "GDPR Art. 6(1)(c), 6(3)",
        _each(lambda purpose: purpose.legal_basis == "legal_obligation" and not purpose.act),
        fails="purposes.accounting.act:",
        passes='purposes.accounting.act: {fi: "kirjanpitolaki 1336/1997, 2:10", sv: "bokföringslag 1336/1997, 2:10", en: "Accounting Act 1336/1997, 2:10"}',
    ),
    Rule(
        "interest_missing",
        "error",
        "GDPR Art. 13(1)(d), 14(2)(b)",
        _each(
            lambda purpose: purpose.legal_basis == "legitimate_interests" and not purpose.interest
        ),
        fails="purposes.legal_claims.interest:",
        passes="purposes.legal_claims.interest: {fi: vaateiden esittäminen, sv: att framställa krav, en: making claims}",
    ),
    Rule(
        "balancing_test_missing",
        "error",
        "GDPR Art. 6(1)(f), 5(2)",
        _each(
            lambda purpose: (
                purpose.legal_basis == "legitimate_interests" and not purpose.balancing_test
            )
        ),
        fails="purposes.legal_claims.balancing_test:",
        passes="purposes.legal_claims.balancing_test: {fi: Arvio 15.10.2026., sv: Bedömt 15.10.2026., en: Assessed on 15 October 2026.}",
    ),
    Rule(
        "consent_wording_missing",
        "error",
        "GDPR Art. 7(1)-(2), 4(11)",
        _each(lambda purpose: purpose.legal_basis == "consent" and not purpose.wording),
        fails="purposes.newsletter.wording:",
        passes="purposes.newsletter.wording: {fi: Tilaan uutiskirjeen., sv: Jag beställer nyhetsbrevet., en: I subscribe to the newsletter.}",
    ),
    Rule(
        "marketing_without_ground",
        "error",
        "GDPR Art. 6(1), 21(2); Directive 2002/58/EC Art. 13",
        _each(_is_marketing_without_ground, ".legal_basis"),
        fails="purposes.newsletter.legal_basis: contract",
        passes="purposes.newsletter.legal_basis: soft_opt_in",
    ),
    Rule(
        "marketing_not_marked",
        "warning",
        "GDPR Art. 21(2)-(4)",
        _looks_like_marketing,
        fails="purposes.newsletter.marketing: false",
        passes="purposes.newsletter.marketing: true",
    ),
    Rule(
        "development_on_contract",
        "warning",
        "GDPR Art. 6(1)(b)",
        _development_on_contract,
        fails="purposes.development_surveys.legal_basis: contract",
        passes="purposes.development_surveys.legal_basis: legitimate_interests",
    ),
    Rule(
        "purpose_without_use",
        "warning",
        "GDPR Art. 5(1)(b)-(c)",
        _purpose_without_use,
        fails="uses.newsletter:",
        passes="uses.newsletter: {categories: [contact], roles: [owner]}",
    ),
    Rule(
        "statutory_purpose_missing",
        "error",
        "GDPR Art. 6(1)(c), 13(1)(c)",
        _statutory_purpose_missing,
        fails="uses.accounting:\nuses.rights_handling:\nuses.accountability:",
        passes="uses.accounting: {categories: [invoices], roles: [owner]}",
    ),
    Rule(
        "requests_unserved",
        "error",
        "GDPR Art. 12(2), 13(1)(c)",
        _nothing_serves("rights", "request.file"),
        fails="purposes.rights_handling.serves:",
        passes="purposes.rights_handling.serves: rights",
    ),
    Rule(
        "requests_without_program",
        "warning",
        "GDPR Art. 12(2), 25(1)",
        _program_takes_no_requests,
        fails="uses.rights_handling: {categories: [requests], roles: [owner]}",
        passes="uses.rights_handling: {categories: [requests], roles: [owner, system]}",
    ),
    Rule(
        "purpose_serves_twice",
        "error",
        "GDPR Art. 5(1)(b), 18(2)",
        _serves_twice,
        fails="purposes.customer_care.serves: claims",
        passes="purposes.customer_care.serves: public_interest",
    ),
    Rule(
        "rights_typed",
        "note",
        "GDPR Art. 13(2)(b)-(d)",
        _rights_typed,
        fails="rights: [access]",
        passes="rights: []",
    ),
    Rule(
        "right_unknown",
        "error",
        "GDPR Art. 13(2)(b)",
        _right_unknown,
        fails="rights: [erasure_of_incorrect_data]",
        passes="rights: [erasure]",
    ),
    Rule(
        "right_without_ground",
        "error",
        "GDPR Art. 5(1)(a), 7(3)",
        _right_without_ground,
        fails="purposes.newsletter:\nrights: [withdrawal]",
        passes="rights: [withdrawal]",
    ),
    Rule(
        "right_left_out",
        "error",
        "GDPR Art. 13(2)(b)-(d)",
        _right_left_out,
        fails="rights: [access, rectification, erasure, restriction, objection, withdrawal, complaint]",
        passes="rights: [access, rectification, erasure, restriction, portability, objection, objection_to_marketing, withdrawal, complaint]",
    ),
)

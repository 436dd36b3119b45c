"""Who may look at what: keys that must exist wherever they are referred to."""

from __future__ import annotations

from collections.abc import Iterator

from seloste.notice.rules.rule import Hit, Rule, Subject, unknown
from seloste.notice.values import Notice, Use


def _uses(notice: Notice) -> Iterator[tuple[str, Use]]:
    for key, found in notice.uses.items():
        if isinstance(found, Use):
            yield f"uses.{key}", found
        else:
            yield from ((f"uses.{key}[{index}]", use) for index, use in enumerate(found))


def _purposes_named(notice: Notice) -> Iterator[tuple[str, str]]:
    yield from ((f"uses.{key}", key) for key in notice.uses)
    for key, purpose in notice.purposes.items():
        for index, other in enumerate(purpose.accompanies):
            yield f"purposes.{key}.accompanies[{index}]", other
    for key, recipient in notice.recipients.items():
        if recipient.when is not None:
            yield f"recipients.{key}.when", recipient.when
    for index, period in enumerate(notice.storage_periods):
        if period.purpose is not None:
            yield f"storage_periods[{index}].purpose", period.purpose


def _categories_named(notice: Notice) -> Iterator[tuple[str, str]]:
    lists = [
        *((path, use.categories) for path, use in _uses(notice)),
        *((f"recipients.{key}", r.categories) for key, r in notice.recipients.items()),
        *((f"storage_periods[{i}]", p.categories) for i, p in enumerate(notice.storage_periods)),
    ]
    for path, categories in lists:
        for index, category in enumerate(categories):
            yield f"{path}.categories[{index}]", category


def _purpose_unknown(subject: Subject) -> Iterator[Hit]:
    return unknown(_purposes_named(subject.notice), subject.notice.purposes)


def _category_unknown(subject: Subject) -> Iterator[Hit]:
    return unknown(_categories_named(subject.notice), subject.notice.categories)


def _role_unknown(subject: Subject) -> Iterator[Hit]:
    named = (
        (f"{path}.roles[{index}]", role)
        for path, use in _uses(subject.notice)
        for index, role in enumerate(use.roles)
    )
    return unknown(named, subject.notice.roles)


def _role_unused(subject: Subject) -> Iterator[Hit]:
    used = {role for _, use in _uses(subject.notice) for role in use.roles}
    for key in subject.notice.roles:
        if key not in used:
            yield Hit(f"roles.{key}", {"role": key})


def _role_title_missing(subject: Subject) -> Iterator[Hit]:
    for key, role in subject.notice.roles.items():
        if not role.title:
            yield Hit(f"roles.{key}", {"role": key})


RULES = (
    Rule(
        "purpose_unknown",
        "error",
        "GDPR Art. 5(1)(b), 13(1)(c)",
        _purpose_unknown,
        fails="recipients.invoicing_service.when: invoising",
        passes="recipients.invoicing_service.when: invoicing",
    ),
    Rule(
        "category_unknown",
        "error",
        "GDPR Art. 14(1)(d)",
        _category_unknown,
        fails="uses.newsletter.categories: [contacts]",
        passes="uses.newsletter.categories: [contact]",
    ),
    Rule(
        "role_unknown",
        "error",
        "GDPR Art. 29, 32(4)",
        _role_unknown,
        fails="uses.newsletter.roles: [ower]",
        passes="uses.newsletter.roles: [owner]",
    ),
    Rule(
        "role_unused",
        "warning",
        "GDPR Art. 25(2), 32(4)",
        _role_unused,
        fails="roles.trainee: {title: {fi: harjoittelija, sv: praktikant, en: trainee}}",
        passes="roles.trainee: {title: {fi: harjoittelija, sv: praktikant, en: trainee}}\nuses.newsletter.roles: [owner, system, trainee]",
    ),
    Rule(
        "role_title_missing",
        "warning",
        "GDPR Art. 12(1)",
        _role_title_missing,
        fails="roles.support: {}",
        passes="roles.support.title: {fi: tuki, sv: stöd, en: support}",
    ),
)

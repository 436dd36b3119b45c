"""A customer on the way into the register, worked out as far as it goes without the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from seloste.customers import contents
from seloste.customers.contents import CONTACT_PERSON, CUSTOMER, IDENTIFYING, NEAR_NAME
from seloste.customers.values import ContactPersonDraft, ContractDraft, CustomerDraft, CustomerKind
from seloste.notice.values import Notice
from seloste.vault.lists import index_list
from seloste.vault.lookup import Hasher, Hashes
from seloste.vault.sealing import encoded, with_fields


class Prepared(NamedTuple):
    """The record of one person, ready to be sealed and indexed.

    Attributes:
        texts: category → the text that is sealed.
        hashes: list of the index → hashes under which the record is found.
    """

    texts: Mapping[str, bytes]
    hashes: Mapping[str, Hashes]

    def __repr__(self) -> str:
        return f"<Prepared {', '.join(self.texts)}>"


class Newcomer(NamedTuple):
    """A customer who may be taken in. Made by the thousand and sent between processes.

    Attributes:
        number: customer number that came along, or "".
        source: where the data come from.
        fields: the fields that have a value, those of contact persons and contracts included.
        reasons: hash by which somebody who is there is known again → why, the strongest first.
    """

    kind: CustomerKind
    number: str
    source: str
    fields: frozenset[str]
    own: Prepared
    people: tuple[Prepared, ...]
    contracts: tuple[ContractDraft, ...]
    reasons: Mapping[int, str]

    def __repr__(self) -> str:
        return f"<Newcomer {self.kind}>"


def addresses_of(one: Newcomer) -> list[str]:
    """Return the e-mail addresses and telephone numbers with which a customer comes."""
    values = {f: v for text in one.own.texts.values() for f, v in json.loads(text).items()}
    return [*values.get("customer.emails", ()), *values.get("customer.phones", ())]


def newcomer(draft: CustomerDraft, *, source: str, notice: Notice, hasher: Hasher) -> Newcomer:
    """Return the draft with all that follows from it, worked out once.

    Raises:
        FieldNotInNotice: the notice has no category for a field; it may not be kept.
    """
    values = contents.customer_values(draft)
    content = contents.by_category(notice, values, source=source)
    hashes = _hashes(CUSTOMER, content, hasher)
    reasons = {
        hasher.whole(term.field, term.value): field.partition(".")[2]
        for field in IDENTIFYING
        if field in values
        for term in contents.terms_of(field, values[field])
    }
    near = contents.near_name(draft.kind, values)
    if near is not None:
        found = hasher.whole(near.field, near.value)
        reasons[found] = "near_name"
        hashes[index_list(CUSTOMER, NEAR_NAME)] = (found,)
    acting = [contents.contact_person_values(person) for person in draft.contact_persons]
    return Newcomer(
        kind=draft.kind,
        number=draft.number,
        source=source,
        fields=frozenset(values).union(*acting, _fields_of(draft.contracts)),
        own=Prepared(_texts(content), hashes),
        people=tuple(contact(p, notice=notice, hasher=hasher) for p in draft.contact_persons),
        contracts=draft.contracts,
        reasons=reasons,
    )


def contact(draft: ContactPersonDraft, *, notice: Notice, hasher: Hasher) -> Prepared:
    """Return a contact person made ready; their data come from the employer (Art. 14)."""
    values = contents.contact_person_values(draft)
    content = contents.by_category(notice, values, source="employer")
    return Prepared(_texts(content), _hashes(CONTACT_PERSON, content, hasher))


def with_number(one: Newcomer, number: str, *, notice: Notice, hasher: Hasher) -> Prepared:
    """Return the customer's own record with the number that the register gives.

    Raises:
        FieldNotInNotice: the notice has no category for customer numbers.
    """
    values = {"customer.number": number}
    [(category, added)] = contents.by_category(notice, values, source="data_subject").items()
    texts = {**one.own.texts, category: with_fields(one.own.texts.get(category, b""), added)}
    name = index_list(CUSTOMER, category)
    found = hasher.all_of(contents.terms_of("customer.number", number))
    return Prepared(texts, {**one.own.hashes, name: one.own.hashes.get(name, ()) + found})


def _fields_of(contracts: tuple[ContractDraft, ...]) -> set[str]:
    return {"contract.identifier"} if any(one.identifier for one in contracts) else set()


def _texts(content: Mapping[str, contents.Values]) -> dict[str, bytes]:
    return {category: encoded(values) for category, values in content.items()}


def _hashes(kind: str, content: Mapping[str, contents.Values], hasher: Hasher) -> dict[str, Hashes]:
    hashes = {}
    for category, values in content.items():
        terms = [
            term for field, value in values.items() for term in contents.terms_of(field, value)
        ]
        if terms:
            hashes[index_list(kind, category)] = hasher.all_of(terms)
    return hashes

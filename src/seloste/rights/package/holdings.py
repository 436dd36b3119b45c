"""Every place that holds something of a person, in one explicit tuple.

A copy is made by asking each of them. An architecture test fails when a table that names a person,
or a kind of field that the register keeps, is in none: a forgotten store is an unanswered request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from seloste.audit import queries as audit
from seloste.consents import queries as consents
from seloste.contracts import queries as contracts
from seloste.customers import queries as customers
from seloste.disclosures import queries as disclosures
from seloste.disclosures.values import Giving
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import in_language
from seloste.lifetimes import queries as lifetimes
from seloste.lifetimes.values import Triggers
from seloste.notice.editions import EditionInForce
from seloste.notice.rendering.writer import Writer
from seloste.retention import queries as retention
from seloste.rights import queries as rights
from seloste.rights.filing import Office
from seloste.rights.package import format as copy
from seloste.rights.values import EVENT_RECORD, RECORD
from seloste.staff import queries as staff
from seloste.staff.values import RECORD as STAFF
from seloste.usability import queries as usability
from seloste.vault import queries as vault
from seloste.vault.values import Record

MANY = 1_000_000
"""More lines than anybody has."""


@dataclass(frozen=True, slots=True)
class Search:
    """Whom to look for.

    Attributes:
        persons: customers, contact persons and staff who are the same human being.
        requesters: under whose keys that person's requests are filed.
    """

    persons: tuple[PersonId, ...]
    requesters: tuple[PersonId, ...]
    desk: Office
    names: Writer

    @property
    def everybody(self) -> tuple[PersonId, ...]:
        return (*self.persons, *self.requesters)

    @property
    def edition(self) -> EditionInForce:
        return self.desk.edition


@dataclass(slots=True)
class Found:
    """What the stores hold in clear; what is sealed is opened with the purpose that serves rights.

    Attributes:
        triggers: the days that count for each record.
        changes: which record each sealed change is of, when it was made and in which role.
    """

    whom: list[copy.Whom] = field(default_factory=list)
    triggers: dict[Record, Triggers] = field(default_factory=dict)
    changes: dict[Record, customers.ChangeLine] = field(default_factory=dict)
    contracts: list[copy.Contract] = field(default_factory=list)
    readings: list[copy.Reading] = field(default_factory=list)
    recipients: list[copy.Given] = field(default_factory=list)
    told: list[copy.Told] = field(default_factory=list)
    consents: list[copy.Said] = field(default_factory=list)
    restrictions: list[copy.Restriction] = field(default_factory=list)
    holds: list[copy.Hold] = field(default_factory=list)
    requests: list[copy.Asked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Holding:
    """One store.

    Attributes:
        store: its key in the letters' texts.
        holders: whose fields of the notice it keeps under seal.
        kinds: kinds of sealed records that are its own.
        tables: its tables that name a person.
        look: adds what it holds; returns how many things it found beside what is sealed.
    """

    store: str
    holders: frozenset[str]
    kinds: frozenset[str]
    tables: frozenset[str]
    look: Callable[[Search, Found], int]


def _customers(search: Search, found: Found) -> int:
    for person in search.persons:
        if customers.kind_of(person) is not None:
            found.whom.append(copy.Whom(kind="customer", id=str(person)))
        elif customers.acts_for(person) is not None:
            found.whom.append(copy.Whom(kind="contact_person", id=str(person)))
        found.changes |= {line.record: line for line in customers.changes_of(person)}
    return 0


def _contracts(search: Search, found: Found) -> int:
    titles = {service.code: service.title for service in contracts.services()}
    for agreed in contracts.contracts_of(search.persons).values():
        for one in agreed:
            title = in_language(titles.get(one.service), search.names.language)
            found.contracts.append(
                copy.Contract(
                    record=f"contract:{one.id}",
                    service=one.service,
                    title=title or one.service,
                    starts_on=one.validity.starts_on,
                    ends_on=one.validity.ends_on,
                    renews_by=one.validity.renews_by,
                )
            )
    return len(found.contracts)


def _consents(search: Search, found: Found) -> int:
    events = [e for said in consents.events_of(search.persons).values() for e in said]
    texts = consents.texts_of(event.wording for event in events)
    found.consents += [
        copy.Said(
            at=event.at,
            purpose=event.purpose,
            kind=event.kind,
            state=event.state,
            means=event.means,
            edition=event.edition,
            wording=texts.get(event.wording, ""),
        )
        for event in events
    ]
    return len(events)


def _disclosures(search: Search, found: Found) -> int:
    for person in search.persons:
        found.recipients += [_given(giving, search) for giving in disclosures.given_to(person)]
        found.told += [
            copy.Told(
                recipient=duty.recipient,
                name=_name(duty.recipient, search),
                kind=duty.kind,
                state=duty.state,
                owed_at=duty.owed_at,
                answered_on=duty.answered_on,
            )
            for duty in disclosures.duties_of(person)
        ]
    return len(found.recipients) + len(found.told)


def _given(giving: Giving, search: Search) -> copy.Given:
    declared = search.edition.notice.recipients.get(giving.recipient)
    return copy.Given(
        at=giving.at,
        recipient=giving.recipient,
        name=_name(giving.recipient, search),
        purpose=giving.purpose,
        categories=tuple(sorted(giving.categories)),
        fields=tuple(sorted(giving.fields)),
        country=(declared.place if declared else None) or "",
        transfer=(declared.transfer if declared else None) or "",
    )


def _name(recipient: str, search: Search) -> str:
    """Return the name of a recipient; one that the notice has no longer keeps its key."""
    declared = recipient in search.edition.notice.recipients
    return search.names.recipient(recipient) if declared else recipient


def _readings(search: Search, found: Found) -> int:
    lines = [line for person in search.everybody for line in audit.readings_of(person, limit=MANY)]
    found.readings += [
        copy.Reading(at=line.at, purpose=line.purpose, role=line.role, categories=line.categories)
        for line in sorted(lines, key=lambda line: line.position)
    ]
    return len(lines)


def _requests(search: Search, found: Found) -> int:
    views = [v for p in search.persons for v in rights.of_person(p, at=search.desk.at)]
    found.requests += [
        copy.Asked(
            reference=view.reference,
            received_on=view.received_on,
            kinds=view.kinds,
            state=view.state,
        )
        for view in views
    ]
    return len(views)


def _usability(search: Search, found: Found) -> int:
    restrictions = usability.restrictions_of(search.persons)
    found.restrictions += [
        copy.Restriction(ground=one.ground, since=one.since)
        for ones in restrictions.values()
        for one in ones
    ]
    return len(found.restrictions)


def _holds(search: Search, found: Found) -> int:
    holds = retention.holds_on(search.persons)
    found.holds += [
        copy.Hold(
            category=one.category,
            ground=one.ground,
            since=one.opened_at,
            review_on=one.review_on,
        )
        for ones in holds.values()
        for one in ones
    ]
    return len(found.holds)


def _lifetimes(search: Search, found: Found) -> int:
    for lines in lifetimes.lifetimes_of(search.everybody).values():
        found.triggers |= {Record(line.kind, line.record): line.triggers for line in lines}
    return 0


def _staff(search: Search, found: Found) -> int:
    found.whom += [
        copy.Whom(kind="staff", id=str(person))
        for person in search.persons
        if staff.handle_of(person) is not None
    ]
    return 0


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        "vault",
        frozenset(("customer", "contact_person")),
        frozenset(("customer", "contact_person", "change")),
        frozenset(
            ("vault_sealed", "vault_indexedperson", "vault_indexterm", "customers_customer",
             "customers_contactperson", "customers_change", "customers_sourceduty",
             "customers_possibleduplicate")
        ),
        _customers,
    ),
    Holding(
        "contracts",
        frozenset(("contract",)),
        frozenset(("contract",)),
        frozenset(("contracts_contract",)),
        _contracts,
    ),
    Holding(
        "consents",
        frozenset(("consent",)),
        frozenset((consents.CONSENT,)),
        frozenset(("consents_consentevent", "consents_link")),
        _consents,
    ),
    Holding(
        "disclosures",
        frozenset(),
        frozenset(),
        frozenset(("disclosures_disclosure", "disclosures_duty")),
        _disclosures,
    ),
    Holding(
        "readings", frozenset(("log",)), frozenset(), frozenset(("audit_entry",)), _readings
    ),
    Holding(
        "requests",
        frozenset(("request",)),
        frozenset((RECORD, EVENT_RECORD)),
        frozenset(("rights_subjectrequest", "rights_concerned")),
        _requests,
    ),
    Holding(
        "usability",
        frozenset(),
        frozenset(),
        frozenset(("usability_restriction", "usability_choice")),
        _usability,
    ),
    Holding(
        "holds",
        frozenset(),
        frozenset(),
        frozenset(("retention_hold", "retention_pending")),
        _holds,
    ),
    Holding("lifetimes", frozenset(), frozenset(), frozenset(("lifetimes_lifetime",)), _lifetimes),
    Holding(
        "staff",
        frozenset(("staff",)),
        frozenset((STAFF,)),
        frozenset(("staff_member", "staff_invitation")),
        _staff,
    ),
)  # fmt: skip
"""Each store that is searched, in the order in which a letter names them."""

NOT_IN_A_COPY: Mapping[str, str] = {
    "breach": "The breach register is about what happened; whom it touched is told under Art. 34.",
}
"""Holders of fields whose records are not about one person, and why."""

NOT_OF_A_PERSON: Mapping[str, str] = {
    "retention_certificate": "Of whom nothing is left; counts and keys of the notice.",
    "retention_underway": "An erasure that is under way for moments.",
    "keystore_personkey": "Wrapped keys; what they open is asked for by the stores.",
    "keystore_noline": "What a person said no to, once more; the copy has it from the consents.",
    "keystore_erasureline": "Of whom something was erased; of what, nothing is left.",
}
"""Tables with the id of a person of which a copy says nothing, and why."""


def look_everywhere(search: Search) -> tuple[Found, list[copy.Searched]]:
    """Ask every store; return what was found in clear, and how much each had."""
    found = Found()
    held = vault.kinds_held_by(search.everybody)
    searched = []
    for holding in HOLDINGS:
        beside = holding.look(search, found)
        sealed = sum(number for kind, number in held.items() if kind in holding.kinds)
        searched.append(copy.Searched(store=holding.store, found=sealed + beside))
    return found, searched

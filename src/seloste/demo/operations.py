"""Filling an empty register with an invented business and four years of work with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.contracts import operations as agreeing
from seloste.contracts import queries as contracts
from seloste.contracts.values import Validity
from seloste.customers.newcomers import newcomer
from seloste.customers.operations import changing, creating, finding
from seloste.customers.queries import contact_persons_of, newest, open_duties
from seloste.customers.writing import Moment, add_customers
from seloste.demo import agenda, editions, plot
from seloste.demo.agenda import Client, Event
from seloste.demo.errors import NotEmpty
from seloste.demo.inventing import Inventor
from seloste.demo.names import ROLES
from seloste.demo.services import DOMAIN, HOMEPAGE, OFFERS
from seloste.demo.story import Story
from seloste.disclosures.operations import note
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import inform, publish
from seloste.readings.retention import cut_log
from seloste.vault.lookup import Hasher
from seloste.vault.queries import held_categories

SEED = 2026
CUSTOMERS = 300
_CARE = "customer_care"
_OWNER = Actor("demo-owner", "owner", "console")
_SUPPORT = Actor("demo-support", "support", "console")
_BOOKS = Actor("demo-books", "accountant", "console")


def fill(
    *,
    by: Actor,
    at: datetime,
    customers: int = CUSTOMERS,
    seed: int = SEED,
    notice: bytes | None = None,
) -> None:
    """Fill an empty register with an invented business: customers, contracts, changes, readings.

    It is a series of operations, each as the console would carry it out at its moment. They are
    dated over four years when `notice` is given and no edition was published yet; otherwise
    nothing is dated before the notice came into force.

    Args:
        by: who fills.
        at: now, UTC.
        customers: how many; one in fifty stands there twice, as happens.
        seed: the same seed brings the same people, contracts and days; ids differ.
        notice: the notice of today (`editions.present`), published at its time, after an
            edition of four years ago.

    Raises:
        NotEmpty: there are customers in the register.
    """
    if newest(limit=1):
        raise NotEmpty
    if notice is not None:
        begins_on = agenda.first_day(at)
        begins_at = datetime(begins_on.year, begins_on.month, begins_on.day, 6, tzinfo=UTC)
        first = editions.earlier(notice, in_force_from=begins_on)
        _publish(first, by=by, at=begins_at)
    chance = Random(seed)
    business = _Business(chance, customers, by=by, at=at, notice=notice)
    business.run()
    cut_log(by=by, at=at)  # the notice says how long the log is kept; most of it is older


def _publish(source: bytes, *, by: Actor, at: datetime) -> None:
    attested = frozenset(MEASURES)  # made by this program: what the program sees to holds
    publish(source, path="notice.yaml", attested=attested, held=held_categories, by=by, at=at)


class _Business:
    """The invented business while its years pass: knows by which id each customer went in."""

    def __init__(
        self, chance: Random, customers: int, *, by: Actor, at: datetime, notice: bytes | None
    ) -> None:
        self._chance, self._inventor = chance, Inventor(chance)
        self._by, self._notice = by, notice
        self._since = min(edition.in_force_at for edition in notices.editions())
        self._clients = agenda.clients_of(
            customers - customers // 50,
            inventor=self._inventor,
            chance=chance,
            today=agenda.day_of(at),
        )
        plot.let_go_soon(self._clients, agenda.day_of(at))
        self._events = sorted(
            [
                *agenda.events_of(self._clients, chance=chance, at=at),
                *plot.events_of(self._clients, at=at),
            ]
        )
        self._story = Story(_OWNER, _SUPPORT)
        self._ids: dict[int, PersonId] = {}

    def run(self) -> None:
        """Let everything happen, in order of time."""
        for offer in (*OFFERS, HOMEPAGE):
            agreeing.offer(offer.code, title=offer.title, by=_OWNER, at=self._since)
        happens: Mapping[str, Callable[[Event, datetime], None]] = {
            "arrive": self._arrive, "change": self._change, "colleague": self._colleague,
            "end": self._end, "search": self._search, "open": self._open,
            "invoicing": self._invoicing, "accounting": self._accounting,
            "inform": self._inform, "twin": self._twin, "publish": self._publish,
            "withdraw_homepage": self._withdraw, "look_up": self._look_up, "tell": self._tell,
            "small_breach": self._story.small_breach, "breach": self._story.breach,
            "processors_breach": self._story.processors_breach,
            **{what: partial(self._of_one, step) for what, step in self._story.happens().items()},
        }  # fmt: skip
        for event in self._events:
            happens[event.what](event, max(event.at.astimezone(UTC), self._since))

    def _arrive(self, event: Event, at: datetime) -> None:
        arrived = _take_in([self._clients[number] for number in event.clients], at=at)
        self._ids |= dict(zip(event.clients, arrived, strict=True))

    def _of_one(
        self, step: Callable[[PersonId, Client, datetime], None], event: Event, at: datetime
    ) -> None:
        [(person, client)] = self._these(event)
        step(person, client, at)

    def _look_up(self, event: Event, at: datetime) -> None:
        """Take the business id from the public register; the customer is told of it (Art. 14)."""
        [(person, client)] = self._these(event)
        values = {"customer.business_id": client.draft.business_id}
        changing.change(person, values, purpose=_CARE, source="public_register", by=_OWNER, at=at)

    def _change(self, event: Event, at: datetime) -> None:
        [(person, client)] = self._these(event)
        draft, language = client.draft, client.draft.language or "fi"
        address = self._inventor.address(language)
        new: Sequence[Mapping[str, object]] = (
            {"customer.phones": [self._inventor.phone(language)]},
            {"customer.emails": [*draft.emails, self._inventor.email(draft.name or "posti", "")]},
            {
                "customer.postal_address": {
                    "street": list(address.street),
                    "postal_code": address.postal_code,
                    "city": address.city,
                    "country": address.country,
                }
            },
        )
        values = self._chance.choice(new)
        changing.change(person, values, purpose=_CARE, by=_SUPPORT, at=at)

    def _colleague(self, event: Event, at: datetime) -> None:
        """Let a contact person leave and another take their place."""
        [(person, client)] = self._these(event)
        draft, language = client.draft, client.draft.language or "fi"
        changing.end_contact_person(
            contact_persons_of([person])[0], on=at.date(), by=_SUPPORT, at=at
        )
        domain = draft.emails[0].partition("@")[2]
        follower = self._inventor.contact(language, domain, self._chance.choice(ROLES[language]))
        creating.add_contact_person(person, follower, purpose=_CARE, by=_SUPPORT, at=at)

    def _end(self, event: Event, at: datetime) -> None:
        [(person, client)] = self._these(event)
        for contract in contracts.contracts_of([person])[person]:
            ends_on = max(client.ends_on or at.date(), contract.validity.starts_on)
            ended = Validity(contract.validity.starts_on, ends_on)
            agreeing.change_validity(contract.id, ended, by=_OWNER, at=at)

    def _open(self, event: Event, at: datetime) -> None:
        persons = [person for person, _ in self._these(event)]
        finding.open_customers(persons, purpose=_CARE, by=_SUPPORT, at=at)

    def _search(self, event: Event, at: datetime) -> None:
        [(_, client)] = self._these(event)
        text = (client.draft.company or client.draft.name).split()[0]
        finding.find(text, purpose=_CARE, by=_SUPPORT, at=at)

    def _invoicing(self, event: Event, at: datetime) -> None:
        persons = [person for person, _ in self._these(event)]
        finding.summaries(persons, purpose="invoicing", by=_OWNER, at=at)

    def _accounting(self, event: Event, at: datetime) -> None:
        persons = [person for person, _ in self._these(event)]
        finding.summaries(persons, purpose="accounting", by=_BOOKS, at=at)

    def _inform(self, _event: Event, at: datetime) -> None:
        """Tell the people whose data came from elsewhere more than a week ago (Art. 14)."""
        told = {
            duty.person
            for duty in open_duties()
            if duty.obtained_on <= at.date() - timedelta(days=9)
        }
        for person in sorted(told):
            changing.inform(person, by=_OWNER, at=at)
        self._story.settle(at)

    def _twin(self, event: Event, at: datetime) -> None:
        """Take somebody in a second time, as happens; the register lists the two."""
        [(person, client)] = self._these(event)
        twin = self._inventor.twin_of(client.draft)
        creating.create(twin, purpose=_CARE, although_duplicate=[person], by=_SUPPORT, at=at)

    def _publish(self, _event: Event, at: datetime) -> None:
        if self._notice is not None:
            _publish(self._notice, by=self._by, at=at)

    def _tell(self, _event: Event, at: datetime) -> None:
        """Tell the customers of the edition before it comes into force (Art. 13(3))."""
        for number in notices.owed_informing():
            inform(number, by=_OWNER, at=at)

    def _withdraw(self, _event: Event, at: datetime) -> None:
        agreeing.withdraw(HOMEPAGE.code, on=at.date(), by=_OWNER, at=at)

    def _these(self, event: Event) -> list[tuple[PersonId, Client]]:
        return [(self._ids[number], self._clients[number]) for number in event.clients]


@transaction.atomic(durable=True)
def _take_in(clients: Sequence[Client], *, at: datetime) -> list[PersonId]:
    """Take in the customers of one day, with their contracts."""
    take_turn()
    moment, hasher = Moment(notices.in_force(at), _OWNER, at), Hasher()
    drafts = [replace(c.draft, business_id="") if c.looked_up else c.draft for c in clients]
    ids = add_customers(
        [
            newcomer(draft, source="data_subject", notice=moment.notice, hasher=hasher)
            for draft in drafts
        ],
        source="data_subject",
        moment=moment,
    )
    agreed = [
        (person, contract)
        for person, client in zip(ids, clients, strict=True)
        for contract in client.contracts
    ]
    if agreed:
        agreeing.add_contracts(agreed, moment=moment)
    for person, contract in agreed:
        if contract.service == DOMAIN:
            _register(person, at=at)
    return ids


def _register(person: PersonId, *, at: datetime) -> None:
    """Give the registry of .fi names what it needs of the registrant."""
    note(
        person,
        "registry_fi",
        categories=("identity", "contact"),
        purpose="domain_registration",
        act="domain_registration",
        by=_OWNER,
        at=at,
    )

"""What happens in the invented business, and when: decided beforehand by chance. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from seloste.contracts.values import NewContract, Validity
from seloste.customers.values import CustomerDraft
from seloste.demo.inventing import Inventor
from seloste.demo.services import HOMEPAGE, OFFERS, Offer
from seloste.kernel import periods
from seloste.kernel.folding import words

YEARS = 4
_CLIENTS_FOR_A_TWIN = 49  # one of so many is taken in a second time
_BETWEEN_DAYS = 11  # customers are taken in every so many days, those of the last week aside
_ZONE = ZoneInfo("Europe/Helsinki")

What = Literal[
    "arrive", "change", "colleague", "end", "search", "open", "invoicing", "accounting", "inform",
    "twin", "look_up", "withdraw_homepage", "publish", "tell",
    # The plot
    "subscribe", "unsubscribe", "voucher", "ask_for_access", "ask_who_it_is", "ask_for_erasure",
    "object_by_phone", "ask_and_get", "owe_money", "small_breach", "processors_breach", "breach",
]  # fmt: skip


@dataclass(slots=True, repr=False)
class Client:
    """A customer of the invented business, and how it goes with them.

    Attributes:
        draft: as they stand in the end, but for later changes.
        looked_up: their business id is not from them, but from the public register.
        contracts: what they agree on arrival.
        ends_on: the last day of all their contracts, if they leave.
    """

    draft: CustomerDraft
    looked_up: bool
    arrives_on: date
    contracts: list[NewContract] = field(default_factory=list)
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One thing that happens; `clients` are places in the list of clients."""

    at: datetime
    what: What
    clients: tuple[int, ...] = ()


def day_of(at: datetime) -> date:
    """Return the day of a moment where the business is."""
    return at.astimezone(_ZONE).date()


def first_day(at: datetime) -> date:
    """Return the day on which the invented business begins."""
    return day_of(at) - timedelta(days=YEARS * 365 + 31)


def present_from(at: datetime) -> date:
    """Return the day from which the present edition of the notice is in force."""
    return day_of(at) - timedelta(days=21)


def clients_of(number: int, *, inventor: Inventor, chance: Random, today: date) -> list[Client]:
    """Return so many clients in the order in which they arrive."""
    days = YEARS * 365
    ago = sorted((int(days * chance.random() ** 1.15) for _ in range(number)), reverse=True)
    # Some came last week: their duties of Art. 14 are open today.
    ago = [back - back % _BETWEEN_DAYS + _BETWEEN_DAYS for back in ago]
    ago[-min(4, number) :] = [8, 6, 4, 2][-min(4, number) :]
    return [_client(inventor, chance, today - timedelta(days=max(2, back)), today) for back in ago]


def _client(inventor: Inventor, chance: Random, arrives_on: date, today: date) -> Client:
    recent = (today - arrives_on).days < 12
    draft = inventor.customer("company" if recent and chance.random() < 0.5 else None)
    organisation = draft.kind in {"company", "association"}
    looked_up = organisation and bool(draft.business_id) and chance.random() < 0.35
    client = Client(draft, looked_up, arrives_on)
    waiting = (today - arrives_on).days < 500 and chance.random() < 0.06
    if not waiting:
        client.contracts = _contracts(client, inventor, chance, today)
        client.ends_on = _end(chance, arrives_on, today)
    return client


def _contracts(
    client: Client, inventor: Inventor, chance: Random, today: date
) -> list[NewContract]:
    draft = client.draft
    domain = (
        draft.emails[0].partition("@")[2] if draft.kind != "person" else inventor.domain(draft.name)
    )
    offers = chance.sample(OFFERS, chance.choice((1, 1, 1, 2, 2, 3)))
    if chance.random() < 0.1 and (today - client.arrives_on).days > 700:
        offers.append(HOMEPAGE)  # not on offer any more
    return [_contract(offer, client, domain, chance) for offer in offers]


def _contract(offer: Offer, client: Client, domain: str, chance: Random) -> NewContract:
    about = {"domain": domain, "server": f"{words(domain)[0]}-{chance.randrange(1, 4)}", "": ""}
    period = periods.parse(offer.renews_by) if offer.renews_by else None
    starts_on = client.arrives_on
    ends_on = None if period is None else period.after(starts_on) - timedelta(days=1)
    return NewContract(
        service=offer.code,
        validity=Validity(starts_on, ends_on, offer.renews_by),
        identifier=about[offer.about],
        details=offer.details[client.draft.language or "fi"] if chance.random() < 0.6 else "",
    )


def _end(chance: Random, arrives_on: date, today: date) -> date | None:
    """Return when a client leaves, if they do: never so long ago that the data should be gone."""
    earliest = max(arrives_on + timedelta(days=120), today - timedelta(days=900))
    latest = today + timedelta(days=60)
    if chance.random() > 0.14 or earliest >= latest:
        return None
    return earliest + timedelta(days=chance.randrange((latest - earliest).days))


def events_of(clients: list[Client], *, chance: Random, at: datetime) -> list[Event]:
    """Return everything that happens up to the moment, in order of time."""
    today = day_of(at)
    events = [*_comings_and_goings(clients, chance, today), *_work(clients, chance, today)]
    events.append(Event(_noon(present_from(at) - timedelta(days=14)), "publish"))
    events.append(Event(_noon(present_from(at) - timedelta(days=7)), "tell"))
    events.append(Event(_noon(today - timedelta(days=700)), "withdraw_homepage"))
    return sorted(event for event in events if event.at < at)


def _comings_and_goings(clients: list[Client], chance: Random, today: date) -> Iterator[Event]:
    by_day: dict[date, list[int]] = {}
    for number, client in enumerate(clients):
        by_day.setdefault(client.arrives_on, []).append(number)
        days = (today - client.arrives_on).days
        if client.looked_up:
            yield Event(_noon(client.arrives_on) + timedelta(hours=2), "look_up", (number,))
        if client.ends_on and client.ends_on > client.arrives_on + timedelta(days=90):
            told_on = min(client.ends_on - timedelta(days=30), today - timedelta(days=1))
            yield Event(_during(told_on, chance), "end", (number,))
        elif days > 200 and chance.random() < 0.4:
            changed_on = client.arrives_on + timedelta(days=chance.randrange(60, days))
            yield Event(_during(changed_on, chance), "change", (number,))
        if client.draft.contact_persons and days > 300 and chance.random() < 0.2:
            left_on = client.arrives_on + timedelta(days=chance.randrange(200, days))
            yield Event(_during(left_on, chance), "colleague", (number,))
    for day, numbers in by_day.items():
        yield Event(_noon(day), "arrive", tuple(numbers))
    twins = [
        number
        for number, client in enumerate(clients)
        if client.draft.kind == "person" and (today - client.arrives_on).days > 100
    ]
    for number in chance.sample(twins, min(len(clients) // _CLIENTS_FOR_A_TWIN, len(twins))):
        yield Event(
            _during(today - timedelta(days=chance.randrange(5, 90)), chance), "twin", (number,)
        )


def _work(clients: list[Client], chance: Random, today: date) -> Iterator[Event]:
    """Yield the looks that daily work takes, for customers who are there by then."""
    arrivals = [client.arrives_on for client in clients]
    day = arrivals[0] + timedelta(days=30) if arrivals else today
    while day < today:
        there = [number for number, arrived in enumerate(arrivals) if arrived < day]
        if there:
            yield Event(
                _during(day, chance), "open", tuple(chance.sample(there, min(3, len(there))))
            )
            if chance.random() < 0.4:
                yield Event(_during(day, chance), "search", (chance.choice(there),))
            if day.day <= 14:
                yield Event(_during(day, chance), "invoicing", tuple(there[-25:]))
            if day.day <= 14 and day.month % 3 == 1:
                yield Event(_during(day, chance), "accounting", tuple(there[:25]))
        yield Event(_noon(day), "inform")
        day += timedelta(days=14 if (today - day).days > 60 else 3)


def _during(day: date, chance: Random) -> datetime:
    """Return a moment of the working day."""
    moment = datetime.combine(day, time(9), tzinfo=_ZONE)
    return moment + timedelta(minutes=chance.randrange(7 * 60))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=_ZONE)

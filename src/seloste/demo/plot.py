"""Who asks, says and suffers what in the invented business, and when. Pure; nothing by chance.

It is what `docs/operating.md` tells: a request for access with a doubt about who asks, an objection
to marketing, an erasure while a voucher has to stay, and breaches, of which one clock runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from seloste.demo.agenda import Client, Event, What, day_of, present_from

SUBSCRIBERS = 12
_ZONE = ZoneInfo("Europe/Helsinki")
_REQUESTS: tuple[tuple[What, int, int], ...] = (
    # What is asked, how many days ago, at which hour.
    ("ask_and_get", 110, 10),
    ("ask_who_it_is", 24, 9),
    ("ask_for_access", 5, 14),
    ("ask_for_erasure", 3, 11),
    ("object_by_phone", 1, 13),
)
_BREACHES: tuple[tuple[What, int], ...] = (("small_breach", 190), ("processors_breach", 62))
_HOURS_SINCE_BREACH = 20
_YEARS_KEPT = 3  # from the last contract's end, by the notice
_LEFT_LONG_AGO = (2, 9, 23)  # days from today on which so many years have passed


def events_of(clients: Sequence[Client], *, at: datetime) -> list[Event]:
    """Return what happens beside the daily work, in no order."""
    today = day_of(at)
    cast = _cast(clients, today)
    events = [*_consents(clients, today, at), *_vouchers(clients, today), *_debt(clients, today)]
    for (what, ago, hour), client in zip(_REQUESTS, cast, strict=False):
        events.append(Event(_at(today - timedelta(days=ago), hour), what, (client,)))
    if cast:
        events += [Event(_at(today - timedelta(days=ago), 10), what) for what, ago in _BREACHES]
        events.append(Event(at - timedelta(hours=_HOURS_SINCE_BREACH), "breach"))
    return events


def let_go_soon(clients: Sequence[Client], today: date) -> None:
    """Let the first ones have left so long ago that their data are to be erased within weeks."""
    for number, days in zip(_first_alone(clients, today), _LEFT_LONG_AGO, strict=False):
        due_on = today + timedelta(days=days)
        clients[number].ends_on = date(due_on.year - _YEARS_KEPT, due_on.month, min(due_on.day, 28))


def _cast(clients: Sequence[Client], today: date) -> list[int]:
    """Return one client for each request; who asks for erasure has ended their contracts."""
    staying = [n for n in _people(clients, today) if clients[n].ends_on is None]
    ended = [n for n in _people(clients, today) if _has_ended(clients[n], today)]
    chosen: list[int] = []
    for what, _, _ in _REQUESTS:
        among = ended if what == "ask_for_erasure" and ended else staying
        if among:
            chosen.append(among.pop())
    return chosen


def _people(clients: Sequence[Client], today: date) -> list[int]:
    return [
        number
        for number, client in enumerate(clients)
        if client.draft.kind == "person"
        and client.draft.emails
        and (today - client.arrives_on).days > 130
    ]


def _has_ended(client: Client, today: date) -> bool:
    return client.ends_on is not None and 20 < (today - client.ends_on).days < 800


def _first_alone(clients: Sequence[Client], today: date) -> Iterator[int]:
    """Yield people who came early enough to have left that long ago, and have contracts."""
    long_ago = today - timedelta(days=_YEARS_KEPT * 366 + 120)
    for number, client in enumerate(clients):
        if client.draft.kind == "person" and client.contracts and client.arrives_on < long_ago:
            yield number


def _consents(clients: Sequence[Client], today: date, at: datetime) -> Iterator[Event]:
    """Yield newsletters asked for on paper since the notice offers one; two change their minds."""
    people = [n for n in _people(clients, today) if clients[n].ends_on is None][:SUBSCRIBERS]
    for place, client in enumerate(people):
        day = present_from(at) + timedelta(days=1 + place)
        yield Event(_at(day, 10), "subscribe", (client,))
        if place in {3, 8}:
            yield Event(_at(day + timedelta(days=4), 15), "unsubscribe", (client,))


def _debt(clients: Sequence[Client], today: date) -> Iterator[Event]:
    """Yield that one of those whose day comes soon still owes something."""
    for client in islice(_first_alone(clients, today), 1, 2):
        yield Event(_at(today - timedelta(days=45), 14), "owe_money", (client,))


def _vouchers(clients: Sequence[Client], today: date) -> Iterator[Event]:
    """Yield the invoice of whoever asks for erasure, and a few more, of the year before."""
    ended = [n for n in _people(clients, today) if _has_ended(clients[n], today)][-4:]
    for client in ended:
        paid_on = (clients[client].ends_on or today) - timedelta(days=15)
        yield Event(
            _at(max(paid_on, clients[client].arrives_on + timedelta(days=1)), 9),
            "voucher",
            (client,),
        )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=_ZONE)

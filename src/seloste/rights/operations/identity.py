"""Asking who somebody is: only on reasonable doubt. The check is kept, never the evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.contracts.operations import open_contracts
from seloste.customers import queries as customers
from seloste.customers.operations.finding import open_customers
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import PersonId
from seloste.outbox.operations import post, take_back
from seloste.rights import queries
from seloste.rights.errors import AskedAlready, NobodyMatched, NotAsked
from seloste.rights.filing import Office, note, office, open_row, row_of, settle
from seloste.rights.models import SubjectRequest
from seloste.rights.operations.linking import make_link, usable_link, use_link, withdraw_links
from seloste.rights.rules import identity as rules
from seloste.rights.rules.requests import IDENTITY_ASKED, IDENTITY_NOT_SHOWN, IDENTITY_SHOWN
from seloste.rights.values import Method, RequestView

SEND_LINK = "rights.identity_link"
"""Work of the outbox: send a one-time link to an address that the register knew before."""


@transaction.atomic(durable=True)
def ask(
    request_id: int,
    method: str,
    *,
    doubt: str,
    address: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Ask the person to show who they are. The clock stands until they have.

    Args:
        request_id: which request.
        method: `known_address`, `call_back` or `two_facts`.
        doubt: why there are reasonable doubts; it is sealed with the event.
        address: for `known_address`, one that the register knows of the person.
        by: who asks.
        at: now, UTC.

    Raises:
        NothingWritten, NotAWayToShow, PapersNotAsked, CodeAlone: the asking is refused.
        NobodyMatched, AddressNotKnown: there is nobody, or no such address, to compare with.
        AskedAlready, NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(2), 12(6), 5(1)(c).
    """
    desk = office(by=by, at=at)
    chosen = rules.check_asking(method, doubt=doubt)
    take_turn()
    row = open_row(request_id)
    if row.identity == "asked":
        raise AskedAlready
    if row.about is None:
        raise NobodyMatched
    written = {"doubt": doubt.strip()}
    if chosen == "known_address":
        rules.check_address(address, known_addresses(PersonId(row.about), desk))
        written["address"] = address.strip()
    row.identity = "asked"
    row.save(update_fields=["identity"])
    event = note(row, IDENTITY_ASKED, office=desk, detail=chosen, written=written)
    if chosen == "known_address":
        post(SEND_LINK, event, due_at=at)
    settle(row)


@transaction.atomic(durable=True)
def compare_facts(request_id: int, said: Mapping[str, str], *, by: Actor, at: datetime) -> bool:
    """Compare two facts with what is held; keep which were compared and whether they agreed.

    What was said is not kept.

    Args:
        request_id: which request; its identity was asked for.
        said: field of the notice, such as `customer.number` → what the person said.
        by: who asks.
        at: now, UTC.

    Raises:
        TwoFactsNeeded: not two different facts of `rules.identity.FACTS`.
        NotAsked, NobodyMatched, NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    rules.check_facts(said)
    take_turn()
    row = _asked_row(request_id)
    agreed = rules.facts_agree(said, _held(row, desk))
    _settle_identity(row, "two_facts", shown=agreed, desk=desk, facts=sorted(said))
    return agreed


@transaction.atomic(durable=True)
def confirm(request_id: int, method: Method, *, by: Actor, at: datetime) -> None:
    """Write down that the person has shown who they are, and how; never by what.

    Raises:
        NotAsked, NotAWayToShow, NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    rules.check_asking(method, doubt="asked before")
    take_turn()
    row = _asked_row(request_id)
    _settle_identity(row, method, shown=True, desk=desk)


@transaction.atomic(durable=True)
def not_shown(request_id: int, *, by: Actor, at: datetime) -> None:
    """Write down that the person could not show who they are; the clock runs on.

    Raises:
        NotAsked, NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = _asked_row(request_id)
    _settle_identity(row, "", shown=False, desk=desk)


def by_link(token: str, *, at: datetime) -> RequestView:
    """Return the request of a link that can be used, without using it.

    Raises:
        LinkNotUsable: it was used, withdrawn, has expired, or never was.
    """
    return queries.request(usable_link(token, "identity", at=at).request_id, at=at)


@transaction.atomic(durable=True)
def confirm_by_link(token: str, *, at: datetime) -> RequestView:
    """Use a link that was sent to a known address: whoever has it reads mail there.

    Raises:
        LinkNotUsable: as for `by_link`.
        NotAsked, NotOpen: the request went on in another way.
    """
    desk = office(by=system("public"), at=at)
    take_turn()
    row = _asked_row(use_link(token, "identity", at=at).id)
    _settle_identity(row, "known_address", shown=True, desk=desk)
    return queries.request(row.id, at=at)


@transaction.atomic(durable=True)
def new_link(request_id: int, *, by: Actor, at: datetime) -> str:
    """Make the link that the letter takes along, and return its token; older links end.

    Raises:
        NotAsked: the answer is not awaited any more.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    row = _asked_row(request_id)
    token = make_link(row, "identity", at=at)
    note(row, "identity_link_made", office=desk)
    return token


def known_addresses(person: PersonId, desk: Office) -> list[str]:
    """Return the e-mail addresses that the register holds of the person, as far as one may see."""
    values, _ = _opened(person, desk)
    found = [*_texts(values.get("customer.emails")), *_texts(values.get("contact_person.emails"))]
    return list(dict.fromkeys(found))


def addresses_of(request_id: int, *, by: Actor, at: datetime) -> list[str]:
    """Return the addresses to which a link may be sent for this request.

    Raises:
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    row = row_of(request_id)
    return [] if row.about is None else known_addresses(PersonId(row.about), desk)


def _asked_row(request_id: int) -> SubjectRequest:
    row = open_row(request_id)
    if row.identity != "asked":
        raise NotAsked
    return row


def _settle_identity(
    row: SubjectRequest,
    method: str,
    *,
    shown: bool,
    desk: Office,
    facts: Collection[str] = (),
) -> None:
    row.identity = "shown" if shown else "not_shown"
    row.save(update_fields=["identity"])
    withdraw_links(row, "identity", at=desk.at)
    code = IDENTITY_SHOWN if shown else IDENTITY_NOT_SHOWN
    written = {"facts": list(facts)} if facts else None
    note(row, code, office=desk, detail=method, written=written)
    for event in queries.events_of(row.id):
        if event.code == IDENTITY_ASKED:
            take_back(SEND_LINK, event.id)
    settle(row)


def _held(row: SubjectRequest, desk: Office) -> dict[str, list[str]]:
    """Return what is held of the facts that may be compared, as text."""
    if row.about is None:
        raise NobodyMatched
    values, customer = _opened(PersonId(row.about), desk)
    held = {name: _texts(values.get(name)) for name in rules.FACTS}
    if customer is not None:
        contracts = open_contracts(customer, purpose=desk.purpose, by=desk.by, at=desk.at)
        held["contract.identifier"] = [
            text for one in contracts for text in _texts(one.values.get("contract.identifier"))
        ]
    return held


def _opened(person: PersonId, desk: Office) -> tuple[dict[str, object], PersonId | None]:
    """Open what is held of the person, and return it with the customer they are or act for."""
    customer = customers.acts_for(person) or person
    if customers.kind_of(customer) is None:
        return {}, None
    [view] = open_customers([customer], purpose=desk.purpose, by=desk.by, at=desk.at)
    own = next((one.values for one in view.contact_persons if one.id == person), None)
    # A contact person shows who they are with what is known of them, not with the company's.
    return (dict(own), customer) if own is not None else (dict(view.values), customer)


def _texts(value: object) -> list[str]:
    """Return a value as texts to compare: each address or number, or the lines of an address."""
    if isinstance(value, list):
        return [str(each) for each in cast("list[object]", value)]
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value).values()
        return [" ".join(text for part in parts for text in _texts(part))]
    return [str(value)] if value else []

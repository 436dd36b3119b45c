"""The register compared with the model: what is there, what opens, what is due, who is next."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seloste.audit.checkpointing import make_checkpoint, write_public_key
from seloste.audit.tallies import readings_by_day
from seloste.audit.verifying import verify_register
from seloste.contracts.models import Contract
from seloste.customers.models import ContactPerson, Customer
from seloste.disclosures.models import Duty
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.lifetimes.models import Lifetime
from seloste.readings.errors import NotAllowed
from seloste.readings.operations import open_records
from seloste.rights import queries as rights
from seloste.rights.models import SubjectRequest
from seloste.usability.models import Choice, Restriction
from seloste.vault import ledger
from seloste.vault.keystore.models import PersonKey
from seloste.vault.lookup import find_whole
from seloste.vault.models import IndexedPerson, IndexTerm, Sealed
from seloste.vault.queries import openings_by_day
from seloste.vault.values import Term
from tests.stories.model import EMAIL_IN, Key, Person, lines_of, may_open, pairs

if TYPE_CHECKING:
    from tests.stories.machine import Story

PAIRS = tuple(pairs())
EACH_STEP = 5
"""So many pairs of role and purpose are looked at after a step; at the end of a story, all."""


def compare(story: Story) -> None:
    """Compare all that is cheap to compare, and some of the openings."""
    what_exists(story)
    what_is_due(story)
    who_is_found(story)
    who_is_next(story)
    first = story.steps * EACH_STEP
    for number in range(first, first + EACH_STEP):
        what_opens(story, *PAIRS[number % len(PAIRS)])


def compare_everything(story: Story) -> None:
    """Compare all of it, and verify the trail."""
    compare(story)
    for role, purpose in PAIRS:
        what_opens(story, role, purpose)
    assert openings_by_day() == readings_by_day()
    write_public_key()
    make_checkpoint(story.at)
    assert verify_register().holds
    for kept in story.home.glob("audit/*"):
        kept.unlink()  # the next story is another register


def what_exists(story: Story) -> None:
    """Sealed rows, keys, terms and rows in clear are those of the model, and no others."""
    people = story.world.people
    sealed = Counter(Sealed.objects.values_list("person", "kind", "category"))
    files = {key: number for key, number in sealed.items() if key[2] == "requests"}
    assert {k: n for k, n in sealed.items() if k not in files} == dict(lines_of(people.values()))
    requests = story.world.requests.values()
    assert {key: number for key, number in files.items() if key[1] == "request_event"} == {
        (request.requester, "request_event", "requests"): request.notes
        for request in requests
        if request.notes
    }
    waiting = [duty for duty in story.world.duties.values() if duty.has_file]
    assert sum(n for key, n in files.items() if key[1] == "request") == len(
        story.world.requests
    ) + len(waiting)

    keys = set(PersonKey.objects.values_list("person", "category"))
    assert {key for key in keys if key[0] in people} == {
        key for key in story.board.keys if key[0] in people
    }
    assert not {person for person, _ in keys} & (story.erased - people.keys())
    assert not ledger.unfinished()

    found = set(IndexedPerson.objects.values_list("person", flat=True))
    assert found == {
        person.id
        for person in people.values()
        if any(blob.kind != "change" and blob.category != "consents" for blob in person.blobs)
        and _has_terms(person)
    }
    assert set(IndexTerm.objects.values_list("person", flat=True)) <= found

    assert set(Customer.objects.values_list("id", flat=True)) == {
        person.id for person in story.world.customers()
    }
    assert set(ContactPerson.objects.values_list("id", "customer_id", "left_on")) == {
        (person.id, person.acts_for, person.left_on)
        for person in people.values()
        if person.kind == "contact_person" and not person.is_hollow
    }
    assert set(Contract.objects.values_list("id", "customer_id", "ends_on")) == {
        (number, person.id, deal.ends_on)
        for person in people.values()
        for number, deal in person.deals.items()
    }
    assert set(Restriction.objects.filter(lifted_at=None).values_list("id", "person")) == {
        (number, person.id) for person in people.values() for number in person.restricted
    }
    assert set(Choice.objects.filter(consented=True).values_list("person", "purpose")) == {
        (person.id, purpose) for person in people.values() for purpose in person.yes
    }
    assert set(Choice.objects.exclude(objected=False).values_list("person", "purpose")) == {
        (person.id, purpose) for person in people.values() for purpose in person.no
    }
    assert dict(Duty.objects.values_list("id", "state")) == {
        number: duty.state for number, duty in story.world.duties.items()
    }


def _has_terms(person: Person) -> bool:
    return any(
        blob.category in {"identity", "contact", "contact_persons", "contracts"}
        for blob in person.blobs
        if blob.kind != "change"
    )


def what_is_due(story: Story) -> None:
    """Each record of the model has its day, and no other record has one."""
    requesters = {request.requester for request in story.world.requests.values()}
    rows = {
        (person, kind, record): due_on
        for person, kind, record, due_on in Lifetime.objects.values_list(
            "person", "kind", "record", "due_on"
        )
        if kind != "request"
    }
    wanted = {
        (person.id, *of): story.world.due_on(person, of)
        for person in story.world.people.values()
        for of in person.days
    }
    assert rows == wanted, (
        f"only in the register: {sorted(rows.items() - wanted.items(), key=str)}; "
        f"only in the model: {sorted(wanted.items() - rows.items(), key=str)}"
    )
    assert requesters <= set(
        Lifetime.objects.filter(kind="request").values_list("person", flat=True)
    )


def who_is_found(story: Story) -> None:
    """One person is found by their address as long as it is kept, and nobody by another's."""
    people = list(story.world.people.values())
    if people:
        person = people[story.steps % len(people)]
        kind, _ = person.own
        kept = any(b.kind == kind and b.category == EMAIL_IN[kind] for b in person.blobs)
        term = Term(f"{kind}.emails", person.email)
        assert find_whole([term], limit=5) == ([person.id] if kept else [])


def who_is_next(story: Story) -> None:
    """The queue is in order of arrival, and each request has its three days."""
    queue = rights.queue(at=story.at)
    assert [view.id for view in queue] == [request.id for request in story.world.queue()]
    for view in queue:
        request = story.world.requests[view.id]
        due = view.clock.due
        three = (due.target, due.safe, due.latest)
        assert three == request.dates(story.today)
        assert view.number % 100_000 == request.number
        assert view.state == request.state


def what_opens(story: Story, role: str, purpose: str) -> None:
    """What a role opens for a purpose is what the notice and the person's standing let it."""
    actor = Actor(handle="s-somebody", role=role, way_in="console")
    people = story.world.people
    ids = [PersonId(person) for person in [*people, *sorted(story.erased - people.keys())]]
    allowed = may_open(role, purpose)
    if not allowed:
        with pytest.raises(NotAllowed):
            open_records(ids, purpose=purpose, by=actor, at=story.at)
        return
    opened = open_records(ids, purpose=purpose, by=actor, at=story.at)
    for person in ids:
        found = Counter(
            (record.kind, category)
            for record, content in opened[person].contents.items()
            for category in content
        )
        assert found == _may_see(people.get(person), purpose, allowed)
        if person in people:
            bar = opened[person].bar
            assert (bar and bar.value) == people[person].bar(purpose)


def _may_see(person: Person | None, purpose: str, allowed: set[str]) -> Counter[tuple[str, str]]:
    if person is None or person.bar(purpose):
        return Counter()
    return Counter((blob.kind, blob.category) for blob in person.blobs if blob.category in allowed)


def nothing_opens_of(story: Story, person: Person, going: set[tuple[Key, str]]) -> None:
    """Between the key store's commit and the register's, nothing that lost its key opens."""
    actor = Actor(handle="s-owner", role="owner", way_in="console")
    for purpose in ("rights_handling", "legal_claims"):
        opened = open_records([PersonId(person.id)], purpose=purpose, by=actor, at=story.at)
        found = Counter(
            (record.kind, category)
            for record, content in opened[PersonId(person.id)].contents.items()
            for category in content
        )
        left = [blob for blob in person.blobs if (blob.of, blob.category) not in going]
        assert found == _may_see(replace(person, blobs=left), purpose, may_open("owner", purpose))


def request_row(number: int) -> SubjectRequest:
    return SubjectRequest.objects.get(id=number)


def restriction_of(person: Person, ground: str) -> int:
    """Return the id of the restriction that a restore made anew."""
    [made] = Restriction.objects.filter(person=person.id, ground=ground, lifted_at=None)
    return int(made.id)

"""A story of the register, told at random: each rule does something to the product and to the model.

After each step the two are compared (`checks.py`). A refusal is part of the story: the model says
first whether there will be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from seloste.audit.turns import take_turn
from seloste.consents import queries as consent_queries
from seloste.consents import rules as consent_rules
from seloste.consents.errors import MarketingBanned, NothingToEnd
from seloste.consents.operations import giving, refusing
from seloste.consents.operations.replaying import replay_noes
from seloste.consents.values import Said
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers.operations import changing, creating
from seloste.customers.values import BillingAddress, ContactPersonDraft, CustomerDraft
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries as disclosure_queries
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.retention.errors import NothingToErase
from seloste.retention.models import Underway
from seloste.retention.operations import erasing, holding, running
from seloste.rights.errors import (
    AskedAlready,
    ExtendedAlready,
    NotAsked,
    NotTheNext,
    TakenAlready,
    TooLateToExtend,
)
from seloste.rights.operations import clarifying, extending, identity, receiving, taking
from seloste.rights.operations import refusing as refusing_requests
from seloste.rights.values import NewRequest, RequestFile
from seloste.usability import operations as usability
from seloste.usability.errors import Barred
from seloste.vault import ledger
from tests.stories import checks
from tests.stories.crashes import Crash, crashing_after
from tests.stories.days import DAY, day_of, later
from tests.stories.model import (
    EMAIL_IN,
    NOTICE,
    Blob,
    Board,
    Deal,
    Duty,
    Given,
    Hold,
    Key,
    No,
    Person,
    Request,
    Word,
    World,
)
from tests.stories.snapshots import Snapshot

CARE = "customer_care"
OWNER = Actor(handle="s-owner", role="owner", way_in="console")
BEGINNING = datetime.fromisoformat("2026-11-23T08:30:00+00:00")
RECIPIENTS = {
    "newsletter_service": ("newsletter", {"identity", "contact"}),
    "invoicing_service": ("invoicing", {"identity", "contact", "billing"}),
    "registrar": ("domain_registration", {"contact"}),
    "mail_service": ("customer_contacts", {"contact_persons"}),
}
OBJECTABLE = ("customer_contacts", "development_surveys", "legal_claims", "newsletter")
GROUNDS = ("accuracy_contested", "unlawful", "needed_by_person", "objection_pending")

picks = st.integers(0, 15)


class Story(RuleBasedStateMachine):
    """What happens in a register."""

    fresh: tuple[Snapshot, Snapshot]
    home: Path

    def __init__(self) -> None:
        super().__init__()
        for snapshot in self.fresh:
            snapshot.put_back()
        self.world, self.board = World(), Board()
        self.at = BEGINNING
        self.steps = 0
        self.backup: tuple[Snapshot, World, datetime] | None = None
        self.erased: set[int] = set()

    # --- Picking --------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return day_of(self.at)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": OWNER, "at": self.at}

    def tick(self) -> None:
        self.steps += 1
        self.at += timedelta(minutes=1)

    def person(self, pick: int) -> Person | None:
        found = [p for p in self.world.people.values() if not p.is_hollow]
        return found[pick % len(found)] if found else None

    def customer(self, pick: int) -> Person | None:
        found = [p for p in self.world.customers() if not p.is_hollow]
        return found[pick % len(found)] if found else None

    def seal(self, person: Person, of: Key, kind: str, categories: Sequence[str]) -> None:
        for category in categories:
            key = self.board.key_for(person.id, category)
            person.blobs.append(Blob(of, kind, category, key))

    # --- Customers ------------------------------------------------------------------------------

    @initialize(ended=st.integers(100, 1300), recipient=st.sampled_from(sorted(RECIPIENTS)))
    def begin(self, ended: int, recipient: str) -> None:
        """A register in which something happened already."""
        self.take_in(kind="person", billing=True, acting=False)
        self.take_in(kind="company", billing=False, acting=True)
        self.agree(pick=0, begun=-ended - 100, lasts=100)
        self.consent(pick=0)
        for pick in range(3):
            self.disclose(pick=pick, recipient=recipient)
        self.ask(pick=0, minutes_ago=600)

    @rule(kind=st.sampled_from(["person", "company"]), billing=st.booleans(), acting=st.booleans())
    def take_in(self, kind: str, billing: bool, acting: bool) -> None:
        self.tick()
        email = f"aino{self.steps}@esimerkki.example"
        name = f"Aino Esimerkki-{self.steps}"
        draft = CustomerDraft(
            kind="company" if kind == "company" else "person",
            name="" if kind == "company" else name,
            company=f"{name} Oy" if kind == "company" else "",
            emails=(email,),
            billing_address=BillingAddress("email", "", email, None) if billing else None,
        )
        made = creating.create(draft, purpose=CARE, **self.who)
        person = Person(made, kind, email, self.today, self.today)
        self.world.people[made] = person
        categories = ["identity", "contact", *(["billing"] if billing else [])]
        self.seal(person, person.own, "customer", categories)
        self.world.note_days(person)
        if acting and kind == "company":
            self.join(person)

    @rule(pick=picks)
    def somebody_joins(self, pick: int) -> None:
        customer = self.customer(pick)
        if customer is not None:
            self.tick()
            self.join(customer)

    def join(self, customer: Person) -> None:
        email = f"kerttu{self.steps}@esimerkki.example"
        draft = ContactPersonDraft(f"Kerttu Kuvitelma-{self.steps}", (email,))

        def add() -> PersonId:
            return creating.add_contact_person(
                PersonId(customer.id), draft, purpose=CARE, **self.who
            )

        if customer.restricted:
            with pytest.raises(Barred):
                add()
            return
        made = add()
        person = Person(made, "contact_person", email, self.today, self.today, acts_for=customer.id)
        self.world.people[made] = person
        self.seal(person, person.own, "contact_person", ["contact_persons"])
        self.world.note_days(customer)

    @rule(pick=picks)
    def correct_an_address(self, pick: int) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        kind, _ = person.own
        email = f"uusi{self.steps}@esimerkki.example"
        purpose = "customer_contacts" if kind == "contact_person" else CARE

        def change() -> None:
            changing.change(
                PersonId(person.id), {f"{kind}.emails": [email]}, purpose=CARE, **self.who
            )

        if person.bar(purpose):
            with pytest.raises(Barred):
                change()
            return
        change()
        category = EMAIL_IN[kind]
        if not any(b.kind == kind and b.category == category for b in person.blobs):
            self.seal(person, person.own, kind, [category])
        self.seal(person, person.own, "change", [category])
        self.board.key_for(person.id, "audit")
        person.email = email
        if kind == "customer":
            person.active_on = self.today
            self.world.note_days(person)
        self.owe(person, "correct", {category}, person.given)

    @rule(pick=picks, after=st.integers(-40, 10))
    def somebody_leaves(self, pick: int, after: int) -> None:
        acting = [
            p
            for p in self.world.people.values()
            if p.kind == "contact_person" and p.left_on is None and not p.is_hollow
        ]
        if not acting:
            return
        self.tick()
        person = acting[pick % len(acting)]
        left_on = self.today + after * DAY

        def end() -> None:
            changing.end_contact_person(PersonId(person.id), on=left_on, **self.who)

        if person.restricted:
            with pytest.raises(Barred):
                end()
            return
        end()
        person.left_on = left_on
        self.world.note_days(self.world.customer_of(person))

    # --- Contracts ------------------------------------------------------------------------------

    @rule(pick=picks, begun=st.integers(-800, 30), lasts=st.none() | st.integers(0, 900))
    def agree(self, pick: int, begun: int, lasts: int | None) -> None:
        customer = self.customer(pick)
        if customer is None:
            return
        self.tick()
        starts_on = self.today + begun * DAY
        deal = Deal(starts_on, None if lasts is None else starts_on + lasts * DAY)
        agreed = NewContract(
            "hosting", Validity(deal.starts_on, deal.ends_on), f"v{self.steps}.example", ""
        )

        def write() -> int:
            return contracts.agree(PersonId(customer.id), agreed, purpose=CARE, **self.who)

        if customer.restricted:
            with pytest.raises(Barred):
                write()
            return
        made = write()
        customer.deals[made] = deal
        self.seal(customer, ("contract", made), "contract", ["contracts"])
        self.world.agree(customer, self.today)

    @rule(pick=picks, after=st.integers(-100, 60))
    def end_a_contract(self, pick: int, after: int) -> None:
        deals = [(p, number) for p in self.world.customers() for number in p.deals]
        if not deals:
            return
        self.tick()
        customer, number = deals[pick % len(deals)]
        deal = customer.deals[number]
        ends_on = max(deal.starts_on, self.today + after * DAY)

        def write() -> None:
            contracts.change_validity(number, Validity(deal.starts_on, ends_on), **self.who)

        if customer.restricted:
            with pytest.raises(Barred):
                write()
            return
        write()
        deal.ends_on = ends_on
        self.world.agree(customer, self.today)

    # --- Restrictions, consents, objections -----------------------------------------------------

    @rule(pick=picks, ground=st.sampled_from(GROUNDS))
    def restrict(self, pick: int, ground: Any) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        with transaction.atomic():
            take_turn()
            made = usability.restrict(PersonId(person.id), ground=ground, request=None, **self.who)
        person.restricted[made] = ground
        self.note_no(person, "restriction", ground, stands=True)

    @rule(pick=picks)
    def lift(self, pick: int) -> None:
        on = [(p, number) for p in self.world.people.values() for number in p.restricted]
        if not on:
            return
        self.tick()
        person, number = on[pick % len(on)]
        with transaction.atomic():
            take_turn()
            usability.lift(number, **self.who)
        ground = person.restricted.pop(number)
        if ground not in person.restricted.values():
            self.note_no(person, "restriction", ground, stands=False)

    @rule(pick=picks)
    def consent(self, pick: int) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        notice = notices.in_force(self.at)
        shown = consent_rules.shown(
            notice.notice, "newsletter", language="fi", edition=notice.number
        )

        def give() -> int:
            return giving.give(
                PersonId(person.id), "newsletter", said=self.said(), wording=shown.hash, **self.who
            )

        if person.state_of("newsletter", "objection") == "objected":
            with pytest.raises(MarketingBanned):
                give()
            return
        self.say(person, give(), Word("newsletter", "consent", "given"))
        person.yes.add("newsletter")
        self.note_no(person, "consent", "newsletter", stands=False)

    @rule(pick=picks)
    def withdraw(self, pick: int) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        before = person.state_of("newsletter", "consent")
        event = refusing.withdraw(PersonId(person.id), "newsletter", said=self.said(), **self.who)
        self.end_consent(person, before, event)

    def end_consent(self, person: Person, before: str, event: int | None) -> None:
        if before in {"withdrawn", "refused"}:
            assert event is None
            return
        assert event is not None
        state = "withdrawn" if before == "given" else "refused"
        self.say(person, event, Word("newsletter", "consent", state))
        person.yes.discard("newsletter")
        self.note_no(person, "consent", "newsletter", stands=True)
        if state == "withdrawn":
            for_it = [one for one in person.given if one.purpose == "newsletter"]
            categories = set(NOTICE["uses"]["newsletter"]["categories"])
            self.owe(person, "withdraw", categories, for_it)

    @rule(pick=picks, purpose=st.sampled_from(OBJECTABLE))
    def object_to(self, pick: int, purpose: str) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        before = person.state_of(purpose, "consent")
        event = refusing.object_to(PersonId(person.id), purpose, said=self.said(), **self.who)
        self.note_no(person, "objection", purpose, stands=True)
        if before == "given":
            newest = [
                one.id
                for one in consent_queries.of_person(PersonId(person.id))
                if one.kind == "consent"
            ][-1]
            self.end_consent(person, before, newest)
        if person.state_of(purpose, "objection") == "objected":
            assert event is None
            return
        assert event is not None
        self.say(person, event, Word(purpose, "objection", "objected"))
        person.no.add(purpose)

    @rule(pick=picks, purpose=st.sampled_from(OBJECTABLE))
    def take_it_back(self, pick: int, purpose: str) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()

        def take_back() -> int:
            return refusing.take_back_objection(
                PersonId(person.id), purpose, said=self.said(), **self.who
            )

        if purpose == "newsletter":
            with pytest.raises(MarketingBanned):
                take_back()
        elif person.state_of(purpose, "objection") != "objected":
            with pytest.raises(NothingToEnd):
                take_back()
        else:
            self.say(person, take_back(), Word(purpose, "objection", "ended"))
            person.no.discard(purpose)
            self.note_no(person, "objection", purpose, stands=False)

    def note_no(self, person: Person, what: str, key: str, *, stands: bool) -> None:
        """Remember beside the keys who says no to what: no restored copy makes it unsaid."""
        self.board.noes.append(No(self.at, person.id, what, key, stands))

    def said(self) -> Said:
        return Said(means="paper", language="fi")

    def say(self, person: Person, event: int, word: Word) -> None:
        self.seal(person, ("consent", event), "consent", ["consents"])
        person.words[event] = word
        for number, one in person.words.items():
            if (one.purpose, one.about) == (word.purpose, word.about):
                person.set_days(("consent", number), {"ended": self.today})

    # --- Recipients -----------------------------------------------------------------------------

    @rule(pick=picks, recipient=st.sampled_from(sorted(RECIPIENTS)))
    def disclose(self, pick: int, recipient: str) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        purpose, categories = RECIPIENTS[recipient]

        def give() -> None:
            disclosures.give(
                PersonId(person.id),
                recipient,
                categories=categories,
                purpose=purpose,
                **self.who,
            )

        if person.bar(purpose):
            with pytest.raises(Barred):
                give()
            return
        give()
        person.given.append(Given(recipient, categories, purpose, self.steps))

    def owe(
        self, person: Person, kind: str, categories: set[str], given: Sequence[Given]
    ) -> list[int]:
        """Owe it in the model to whom the model says it is owed; take only the ids over."""
        concerned = {
            recipient: has & categories
            for recipient, has in self.world.recipients_with(person, given).items()
            if has & categories
        }
        if kind == "erase" and concerned:
            for duty in self.world.duties.values():
                if (
                    duty.person == person.id
                    and duty.kind != "erase"
                    and duty.is_open
                    and duty.categories <= concerned.get(duty.recipient, set())
                ):
                    duty.state = "impossible"
        known = self.world.duties
        made = [
            duty
            for duty in disclosure_queries.duties_of(PersonId(person.id))
            if duty.id not in known
        ]
        assert {duty.recipient: duty.categories for duty in made} == concerned
        for duty in made:
            assert duty.kind == kind
            known[duty.id] = Duty(
                person.id,
                kind,
                duty.recipient,
                concerned[duty.recipient],
                self.steps,
                has_file=kind == "erase",
            )
        return [duty.id for duty in made]

    @rule(pick=picks)
    def tell_a_recipient(self, pick: int) -> None:
        owed = [(number, duty) for number, duty in self.world.duties.items() if duty.is_open]
        if not owed:
            return
        self.tick()
        number, duty = owed[pick % len(owed)]
        disclosures.mark_sent(number, **self.who)
        duty.state = "sent"
        person = self.world.people.get(duty.person)
        if duty.kind == "correct" and person is not None:
            before = [one for one in person.given if one.recipient == duty.recipient]
            person.given.append(
                Given(duty.recipient, duty.categories, before[-1].purpose, self.steps)
            )

    @rule(pick=picks, answer=st.sampled_from(["acknowledged", "refused", "impossible"]))
    def a_recipient_answers(self, pick: int, answer: str) -> None:
        owed = [(number, duty) for number, duty in self.world.duties.items() if duty.is_open]
        if not owed:
            return
        self.tick()
        number, duty = owed[pick % len(owed)]
        if answer == "acknowledged":
            disclosures.acknowledge(number, **self.who)
        elif answer == "refused":
            disclosures.refuse(number, **self.who)
        else:
            disclosures.give_up(number, reason="recipient_gone", **self.who)
        duty.state = answer
        if answer == "refused":
            duty.refused_on = self.today  # its file is kept as long as that of a request
        else:
            self.destroy_file(number)

    # --- Requests -------------------------------------------------------------------------------

    @rule(pick=st.none() | picks, minutes_ago=st.integers(0, 60 * 24 * 20))
    def ask(self, pick: int | None, minutes_ago: int) -> None:
        self.tick()
        person = None if pick is None else self.person(pick)
        received_at = self.at - timedelta(minutes=minutes_ago)
        new = NewRequest(
            kinds=("access",),
            channel="email",
            received_at=received_at,
            language="fi",
            file=RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example"),
            about=None if person is None else PersonId(person.id),
        )
        made = receiving.receive(new, **self.who)
        row = checks.request_row(made)
        day = day_of(received_at)
        of_the_day = [r for r in self.world.requests.values() if day_of(r.received_at) == day]
        self.world.requests[made] = Request(
            id=made,
            requester=row.requester,
            about=None if person is None else person.id,
            received_at=received_at,
            number=len(of_the_day) + 1,
        )
        self.board.key_for(row.requester, "requests")

    def request(self, pick: int) -> Request | None:
        queue = self.world.queue()
        return queue[pick % len(queue)] if queue else None

    @rule(pick=picks, reason=st.sampled_from(["", "Asia on kiireinen."]))
    def take(self, pick: int, reason: str) -> None:
        request = self.request(pick)
        if request is None:
            return
        self.tick()
        waiting = [one for one in self.world.queue() if not one.is_taken]
        if request.is_taken:
            with pytest.raises(TakenAlready):
                taking.take(request.id, reason=reason, **self.who)
        elif request is not waiting[0] and not reason:
            with pytest.raises(NotTheNext):
                taking.take(request.id, reason=reason, **self.who)
        else:
            taking.take(request.id, reason=reason, **self.who)
            request.is_taken = True
            request.notes += request is not waiting[0]

    @rule(pick=picks)
    def ask_who_they_are(self, pick: int) -> None:
        request = self.request(pick)
        if request is None or request.about not in self.world.people:
            return
        self.tick()
        if "identity" in request.asked:
            with pytest.raises(AskedAlready):
                identity.ask(request.id, "call_back", doubt="Numero on uusi.", **self.who)
            return
        identity.ask(request.id, "call_back", doubt="Numero on uusi.", **self.who)
        request.asked["identity"] = self.today
        request.notes += 1

    @rule(pick=picks, shown=st.booleans())
    def they_show_it(self, pick: int, shown: bool) -> None:
        request = self.request(pick)
        if request is None:
            return
        self.tick()

        def settle() -> None:
            if shown:
                identity.confirm(request.id, "call_back", **self.who)
            else:
                identity.not_shown(request.id, **self.who)

        if "identity" not in request.asked:
            with pytest.raises(NotAsked):
                settle()
            return
        settle()
        request.answered("identity", self.today)

    @rule(pick=picks)
    def ask_what_is_meant(self, pick: int) -> None:
        request = self.request(pick)
        if request is None or request.is_refused:
            return
        self.tick()
        if "meaning" in request.asked:
            with pytest.raises(AskedAlready):
                clarifying.ask(request.id, "Mitä tietoja?", **self.who)
            return
        clarifying.ask(request.id, "Mitä tietoja?", **self.who)
        request.asked["meaning"] = self.today
        request.notes += 1

    @rule(pick=picks)
    def they_say_it(self, pick: int) -> None:
        request = self.request(pick)
        if request is None or "meaning" not in request.asked:
            return
        self.tick()
        clarifying.answered(request.id, "Kaikki.", **self.who)
        request.answered("meaning", self.today)
        request.notes += 1

    @rule(pick=picks)
    def extend(self, pick: int) -> None:
        request = self.request(pick)
        if request is None or request.is_refused:
            return
        self.tick()

        def announce() -> int:
            return extending.announce(
                request.id, "complexity", reasons="Tietoja on paljon.", **self.who
            )

        if request.is_extended:
            with pytest.raises(ExtendedAlready):
                announce()
        elif self.today > request.dates(self.today, extended=False)[2]:
            with pytest.raises(TooLateToExtend):
                announce()
        else:
            announce()
            extending.told(request.id, "paper", **self.who)
            request.is_extended = True
            request.notes += 1

    @rule(pick=picks)
    def refuse(self, pick: int) -> None:
        request = self.request(pick)
        if request is None or request.is_refused:
            return
        self.tick()
        refusing_requests.refuse(
            request.id, "access", "others_rights", reasons="Kopio kertoisi muista.", **self.who
        )
        request.is_refused = True
        request.notes += 1

    @rule(pick=picks)
    def take_a_request_back(self, pick: int) -> None:
        request = self.request(pick)
        if request is None:
            return
        self.tick()
        refusing_requests.withdraw(request.id, **self.who)
        request.withdrawn_on = self.today

    # --- Holds ----------------------------------------------------------------------------------

    @rule(pick=picks, everything=st.booleans())
    def hold(self, pick: int, everything: bool) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        categories = sorted({blob.category for blob in person.blobs})
        category = "" if everything else categories[pick % len(categories)]
        made = holding.hold(
            PersonId(person.id), ground="claims", reason="dispute", category=category, **self.who
        )
        self.world.holds[made] = Hold(person.id, category)

    @rule(pick=picks)
    def release(self, pick: int) -> None:
        held = [number for number, hold in self.world.holds.items() if hold.is_open]
        if not held:
            return
        self.tick()
        number = held[pick % len(held)]
        holding.close(number, **self.who)
        self.world.holds[number].is_open = False

    # --- Erasing --------------------------------------------------------------------------------

    @rule(pick=picks)
    def erase(self, pick: int) -> None:
        person = self.person(pick)
        if person is None:
            return
        self.tick()
        going = self.going(person)
        if not going:
            with pytest.raises(NothingToErase):
                erasing.erase(PersonId(person.id), cause="request:1", **self.who)
            return
        certificate = erasing.erase(PersonId(person.id), cause="request:1", **self.who)
        assert certificate.holds
        assert set(certificate.categories) >= {category for _, category in going}
        self.wait_for_the_rest(person)
        self.gone(person, going)

    @rule(pick=picks, survived=st.integers(0, 60))
    def crash_while_erasing(self, pick: int, survived: int) -> None:
        """The program ends before one of its statements; then somebody starts it again."""
        person = self.person(pick)
        if person is None or not self.going(person):
            return
        self.tick()
        lines = ledger.number_of_lines()
        try:
            with crashing_after(survived):
                erasing.erase(PersonId(person.id), cause="request:1", **self.who)
        except Crash:
            pass
        are_keys_gone = ledger.number_of_lines() > lines
        if are_keys_gone or Underway.objects.exists():
            going = self.going(person)
            self.wait_for_the_rest(person)
            if are_keys_gone:
                checks.nothing_opens_of(self, person, going)
            erasing.finish_unfinished(by=system("cli"), at=self.at)
            self.gone(person, going)

    def wait_for_the_rest(self, person: Person) -> None:
        """What has to stay goes by itself when its reason ends; proof has a day of its own."""
        waits = {
            blob.category
            for blob in person.blobs
            if self.world.stays(person, blob.of, blob.category, self.today) not in {"", "proof"}
        }
        if waits:
            self.world.waiting[person.id] = waits

    @rule()
    def night(self) -> None:
        """What is due goes, then what was asked for before and may go now."""
        self.tick()
        running.run(by=system("worker"), at=self.at)
        for person in list(self.world.people.values()):
            self.let_go_of_what_is_due(person)
        for number in list(self.world.waiting):
            self.let_go_of_what_waited(number)
        self.let_go_of_files()

    def let_go_of_what_is_due(self, person: Person) -> None:
        due = {
            of
            for of in person.days
            if (day := self.world.due_on(person, of)) is not None and day <= self.today
        }
        going = {
            (blob.of, blob.category)
            for blob in person.blobs
            if blob.of in due and not self.world.is_kept_anyhow(person, blob.category)
        }
        staying = {blob.of for blob in person.blobs if (blob.of, blob.category) not in going}
        for of in due - staying:
            person.done_through[of] = self.today
        if going:
            self.gone(person, going)

    def let_go_of_what_waited(self, number: int) -> None:
        wanted = self.world.waiting.pop(number)
        person = self.world.people.get(number)
        if person is None:
            return
        going = {pair for pair in self.going(person) if pair[1] in wanted}
        self.wait_for_the_rest(person)
        if left := self.world.waiting.pop(number, set()) & wanted:
            self.world.waiting[number] = left
        if going:
            self.gone(person, going)

    def let_go_of_files(self) -> None:
        """A request's file is kept for three years from its end; so is a duty's that was refused."""
        for number, request in list(self.world.requests.items()):
            if request.withdrawn_on and later(request.withdrawn_on, 36) < self.today:
                del self.world.requests[number]
                del self.board.keys[request.requester, "requests"]
        for number, duty in self.world.duties.items():
            if duty.refused_on and later(duty.refused_on, 36) < self.today:
                self.destroy_file(number)

    def destroy_file(self, duty: int) -> None:
        """What named the person to a recipient goes for good when the duty is settled."""
        if self.world.duties[duty].has_file:
            self.world.duties[duty].has_file = False
            self.board.destroyed.add(duty)

    def going(self, person: Person) -> set[tuple[Key, str]]:
        return {
            (blob.of, blob.category)
            for blob in person.blobs
            if not self.world.stays(person, blob.of, blob.category, self.today)
        }

    def gone(self, person: Person, going: set[tuple[Key, str]]) -> None:
        """Erase in the model: what goes, its keys, what hangs on it."""
        categories = {category for _, category in going}
        self.owe(person, "erase", categories, person.given)
        left = [blob for blob in person.blobs if (blob.of, blob.category) not in going]
        for category in categories:
            staying = [blob for blob in left if blob.category == category]
            del self.board.keys[person.id, category]
            for blob in staying:
                blob.key = self.board.key_for(person.id, category)
        person.blobs = left
        if not left:
            self.erased.add(person.id)
            for key in [key for key in self.board.keys if key[0] == person.id]:
                del self.board.keys[key]
        self.gone_in_clear(person)

    def gone_in_clear(self, person: Person) -> None:
        """Let go of what stands in clear of records of which nothing is left."""
        kept = {blob.of for blob in person.blobs}
        for of in [of for of in person.days if of not in kept]:
            del person.days[of]
        person.deals = {n: deal for n, deal in person.deals.items() if ("contract", n) in kept}
        person.words = {n: word for n, word in person.words.items() if ("consent", n) in kept}
        # What cannot be proved any more permits nothing; a no stands without proof.
        person.yes = {one for one in person.yes if person.state_of(one, "consent") == "given"}
        if not person.blobs:
            person.restricted, person.yes, person.no = {}, set(), set()
            self.board.noes = [no for no in self.board.noes if no.person != person.id]
            if person.kind == "contact_person":
                del self.world.people[person.id]
        customer = self.world.people.get(person.acts_for or person.id)
        if customer and not (
            customer.blobs or customer.deals or self.world.acting_for(customer.id)
        ):
            self.world.people.pop(customer.id)

    # --- Time -----------------------------------------------------------------------------------

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        self.at += days * DAY
        self.tick()

    @rule(days=st.sampled_from([400, 740, 1100]))
    @precondition(lambda self: self.at.year < 2040)
    def years_pass(self, days: int) -> None:
        self.days_pass(days)

    # --- Backups --------------------------------------------------------------------------------

    @rule()
    def back_up(self) -> None:
        self.backup = (Snapshot.take("default"), deepcopy(self.world), self.at)

    @rule()
    @precondition(lambda self: self.backup is not None)
    def restore(self) -> None:
        assert self.backup is not None
        self.tick()
        snapshot, world, made_at = self.backup
        snapshot.put_back()
        self.world = deepcopy(world)
        erasing.replay(by=system("cli"), at=self.at)
        replay_noes(since=made_at, by=system("cli"), at=self.at)
        for person in list(self.world.people.values()):
            lost = {
                (blob.of, blob.category)
                for blob in person.blobs
                if not self.board.opens(person.id, blob)
            }
            if lost:
                person.blobs = [blob for blob in person.blobs if self.board.opens(person.id, blob)]
                self.gone_in_clear(person)
        for number, request in list(self.world.requests.items()):
            if (request.requester, "requests") not in self.board.keys:
                del self.world.requests[number]
        for number in self.board.destroyed & self.world.duties.keys():
            self.world.duties[number].has_file = False
        self.say_again(made_at)
        self.backup = None

    def say_again(self, since: datetime) -> None:
        """Let each no stand that was said since the copy was made."""
        latest = {(no.person, no.what, no.key): no for no in self.board.noes if no.at >= since}
        for no in latest.values():
            person = self.world.people.get(no.person)
            if no.stands and person is not None:
                if no.what == "consent":
                    person.yes.discard(no.key)
                elif no.what == "objection":
                    person.no.add(no.key)
                elif no.key not in person.restricted.values():
                    person.restricted[checks.restriction_of(person, no.key)] = no.key

    # --- What must hold -------------------------------------------------------------------------

    @invariant()
    def register_and_model_agree(self) -> None:
        checks.compare(self)

    def teardown(self) -> None:
        checks.compare_everything(self)
        super().teardown()

"""However many are erased, the trail verifies, and its lines of them say nothing any more."""

from __future__ import annotations

import pytest

from seloste.audit.checkpointing import make_checkpoint, write_public_key
from seloste.audit.models import Entry
from seloste.audit.recording import READING
from seloste.audit.verifying import verify_register
from seloste.customers.newcomers import newcomer
from seloste.customers.operations import changing, finding
from seloste.customers.values import CustomerDraft
from seloste.customers.writing import Moment, add_customers
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.readings.operations import open_records
from seloste.retention.operations import erasing
from seloste.vault import ledger
from seloste.vault.keystore.models import PersonKey
from seloste.vault.lookup import Hasher
from seloste.vault.models import Sealed
from tests.register import Register

MANY, AT_ONCE = 10_000, 500


def many(register: Register) -> list[PersonId]:
    moment = Moment(notices.in_force(register.at), register.owner, register.at)
    hasher = Hasher()
    drafts = [CustomerDraft(kind="person", name=f"Aino Esimerkki-{n}") for n in range(MANY)]
    one = [newcomer(d, source="data_subject", notice=moment.notice, hasher=hasher) for d in drafts]
    return [
        person
        for start in range(0, MANY, AT_ONCE)
        for person in add_customers(
            one[start : start + AT_ONCE], source="data_subject", moment=moment
        )
    ]


@pytest.mark.slow
def test_the_trail_verifies_after_ten_thousand_erasures(register: Register) -> None:
    who = {"by": register.owner, "at": register.at}
    persons = many(register)
    first = persons[0]
    changing.change(first, {"customer.name": "Aino Uusi"}, purpose="customer_care", **who)
    finding.summaries(persons[:AT_ONCE], purpose="customer_care", **who)
    write_public_key()
    make_checkpoint(register.at)
    assert Entry.objects.filter(about=first, operation=READING).exists()
    assert PersonKey.objects.filter(person=first, category="audit").exists()

    for start in range(0, MANY, AT_ONCE):
        some = persons[start : start + AT_ONCE]

        def plans(some: list[PersonId] = some) -> list[erasing.ErasurePlan]:
            return [erasing.plan(person, at=register.at) for person in some]

        made = erasing.erase_planned(plans, cause="request:1", **who)
        assert all(certificate.holds for certificate in made)

    make_checkpoint(register.at)
    assert verify_register().holds
    assert ledger.number_of_lines() == MANY
    assert not Sealed.objects.exists()
    assert not PersonKey.objects.filter(person__in=persons[:AT_ONCE]).exists()
    assert not open_records([first], purpose="rights_handling", **who)[first].contents
    # The lines are still there under an opaque id; what was sealed in them opens no more.
    assert Entry.objects.filter(about=first, operation=READING).exists()
    assert Entry.objects.filter(about=first, operation="customers.changed").exists()

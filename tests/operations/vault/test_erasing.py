"""What is erased opens nowhere, and what stays opens as before."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from seloste.kernel.ids import PersonId, new_person_id
from seloste.readings.operations import open_records
from seloste.vault import erasing, ledger
from seloste.vault.keystore.models import PersonKey
from seloste.vault.lists import index_record
from seloste.vault.lookup import find_whole, index
from seloste.vault.models import IndexedPerson, IndexTerm, Sealed
from seloste.vault.sealing import seal
from seloste.vault.values import Erasure, Plain, Record, Term
from tests.register import Register

EMAIL = Term("customer.emails", "aino@esimerkki.example")


def keep(person: PersonId) -> None:
    """Seal a customer in two categories and two contracts in a third."""
    own = Record("customer", person)
    seal(
        [
            Plain(person, own, "identity", {"customer.name": "Aino"}),
            Plain(person, own, "contact", {"customer.emails": [EMAIL.value]}),
            Plain(person, Record("contract", 1), "contracts", {"contract.identifier": "yksi"}),
            Plain(person, Record("contract", 2), "contracts", {"contract.identifier": "kaksi"}),
        ]
    )
    index([(person, index_record("customer", "contact", person), [EMAIL])])


@pytest.fixture
def aino(register: Register) -> PersonId:
    person = new_person_id()
    keep(person)
    return person


@pytest.fixture
def eeva(register: Register) -> PersonId:
    person = new_person_id()
    keep(person)
    return person


def opened(person: PersonId, register: Register) -> dict[str, object]:
    found = open_records([person], purpose="customer_care", by=register.owner, at=register.at)
    return {
        f"{record.kind}:{record.id if record.kind == 'contract' else ''}:{field}": value
        for record, content in found[person].contents.items()
        for fields in content.values()
        for field, value in fields.items()
    }


def erase(*erasures: Erasure, at: datetime) -> None:
    with transaction.atomic():
        lines = erasing.begin(erasures, at=at)
        erasing.remove(lines)
    erasing.settle(lines, at=at)


def whole(person: PersonId) -> Erasure:
    return Erasure(person, None, None, "test")


def test_of_a_person_who_is_erased_no_key_row_or_term_is_left(
    aino: PersonId, eeva: PersonId, register: Register
) -> None:
    assert find_whole([EMAIL], limit=5) == [eeva, aino]

    erase(whole(aino), at=register.at)

    assert not PersonKey.objects.filter(person=aino).exists()
    assert not Sealed.objects.filter(person=aino).exists()
    assert not IndexTerm.objects.filter(person=aino).exists()
    assert not IndexedPerson.objects.filter(person=aino).exists()
    assert find_whole([EMAIL], limit=5) == [eeva]
    assert opened(eeva, register)["customer::customer.name"] == "Aino"


def test_rows_put_back_after_an_erasure_do_not_open(aino: PersonId, register: Register) -> None:
    before = list(Sealed.objects.filter(person=aino))

    erase(whole(aino), at=register.at)
    Sealed.objects.bulk_create(before)

    assert len(before) == 4
    assert opened(aino, register) == {}


def test_one_category_goes_and_the_others_stay(aino: PersonId, register: Register) -> None:
    erase(Erasure(aino, frozenset({"contact"}), None, "test"), at=register.at)

    assert opened(aino, register) == {
        "customer::customer.name": "Aino",
        "contract:1:contract.identifier": "yksi",
        "contract:2:contract.identifier": "kaksi",
    }
    assert find_whole([EMAIL], limit=5) == []


def test_one_record_goes_and_the_other_of_its_category_stays_under_a_new_key(
    aino: PersonId, register: Register
) -> None:
    before = list(Sealed.objects.filter(person=aino, category="contracts"))
    one = frozenset({Record("contract", 1)})

    erase(Erasure(aino, frozenset({"contracts"}), one, "test"), at=register.at)

    found = opened(aino, register)
    assert "contract:1:contract.identifier" not in found
    assert found["contract:2:contract.identifier"] == "kaksi"
    assert PersonKey.objects.filter(person=aino).count() == 3
    [row] = [row for row in before if row.record == 1]
    row.save(force_insert=True)
    with pytest.raises(Exception, match="cannot_open"):
        opened(aino, register)


def test_between_the_commits_what_stays_still_opens(aino: PersonId, register: Register) -> None:
    one = frozenset({Record("contract", 1)})
    with transaction.atomic():
        lines = erasing.begin(
            [Erasure(aino, frozenset({"contracts"}), one, "test")], at=register.at
        )
        erasing.remove(lines)

    assert opened(aino, register)["contract:2:contract.identifier"] == "kaksi"


def test_an_erasure_that_was_cut_off_is_known_and_can_be_done_again(
    aino: PersonId, register: Register
) -> None:
    one = frozenset({Record("contract", 1)})
    some = Erasure(aino, frozenset({"contracts"}), one, "test")
    with transaction.atomic():
        erasing.remove(erasing.begin([some], at=register.at))

    left = ledger.unfinished()
    assert [line.erasure for line in left] == [some]
    for _ in range(2):
        with transaction.atomic():
            erasing.remove(left)
        erasing.settle(left, at=register.at)

    assert ledger.unfinished() == []
    assert opened(aino, register)["contract:2:contract.identifier"] == "kaksi"


def test_when_the_last_record_of_a_category_goes_its_key_goes(
    aino: PersonId, register: Register
) -> None:
    both = frozenset({Record("contract", 1), Record("contract", 2)})

    erase(Erasure(aino, frozenset({"contracts"}), both, "test"), at=register.at)

    assert set(PersonKey.objects.filter(person=aino).values_list("category", flat=True)) == {
        "identity",
        "contact",
    }


def test_the_ledger_holds_an_opaque_id_and_what_went(aino: PersonId, register: Register) -> None:
    erase(whole(aino), Erasure(PersonId(7), frozenset({"b", "a"}), None, "test"), at=register.at)

    first, second = ledger.lines()
    assert (first.erasure, first.finished_at) == (whole(aino), register.at)
    assert second.erasure.categories == {"a", "b"}
    assert ledger.number_of_lines() == 2

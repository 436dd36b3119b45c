from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seloste.kernel.ids import PersonId, new_person_id
from seloste.readings.operations import open_records
from seloste.vault import queries, secrets, signing
from seloste.vault.errors import CannotOpen
from seloste.vault.keystore.models import PersonKey
from seloste.vault.lookup import find_all, find_whole, index, unindex, unindex_person
from seloste.vault.models import IndexedPerson, IndexTerm, Sealed
from seloste.vault.sealing import remove, seal
from seloste.vault.values import Plain, Record, Term
from tests.register import Register

IDENTITY, CONTACT = {"customer.name": "Aino"}, {"customer.emails": ["a@a.example"]}


def kept(person: PersonId) -> Record:
    record = Record("customer", person)
    seal([Plain(person, record, "identity", IDENTITY), Plain(person, record, "contact", CONTACT)])
    return record


def opened(person: PersonId, register: Register) -> dict[str, object]:
    by = {"by": register.owner, "at": register.at}
    found = open_records([person], purpose="customer_care", **by)[person]
    return found.values_of(Record("customer", person))


@pytest.fixture
def aino(register: Register) -> PersonId:
    person = new_person_id()
    kept(person)
    return person


def test_no_column_holds_what_was_sealed(aino: PersonId) -> None:
    for row in Sealed.objects.all():
        assert b"Aino" not in bytes(row.sealed)
        assert b"a@a" not in bytes(row.sealed)


def test_what_is_sealed_again_takes_the_place_of_what_was_there(
    aino: PersonId, register: Register
) -> None:
    seal([Plain(aino, Record("customer", aino), "identity", {"customer.name": "Eeva"})])
    seal([Plain(aino, Record("customer", aino), "contact", {})])

    assert opened(aino, register) == {"customer.name": "Eeva"}
    assert queries.held_categories() == {"identity": 1}


@pytest.mark.parametrize(
    "moved",
    [{"category": "billing"}, {"record": 7}, {"kind": "contract"}, {"sealed": b"\x01" + bytes(40)}],
)
def test_a_row_that_was_moved_or_changed_does_not_open(
    aino: PersonId, register: Register, moved: dict[str, object]
) -> None:
    kept_under = PersonKey.objects.get(person=aino, category="identity")
    PersonKey.objects.create(
        person=aino, category="billing", generation=1, wrapped=kept_under.wrapped
    )
    Sealed.objects.filter(person=aino, category="identity").update(**moved)

    with pytest.raises(CannotOpen):
        opened(aino, register)


def test_a_row_of_one_person_does_not_open_for_another(aino: PersonId, register: Register) -> None:
    eeva = new_person_id()
    kept(eeva)
    stolen = Sealed.objects.get(person=aino, category="identity").sealed
    Sealed.objects.filter(person=eeva, category="identity").update(sealed=stolen)

    with pytest.raises(CannotOpen):
        opened(eeva, register)


def test_a_key_of_one_person_does_not_unwrap_for_another(
    aino: PersonId, register: Register
) -> None:
    eeva = new_person_id()
    kept(eeva)
    stolen = PersonKey.objects.get(person=aino, category="identity").wrapped
    PersonKey.objects.filter(person=eeva, category="identity").update(wrapped=stolen)

    with pytest.raises(CannotOpen):
        opened(eeva, register)


def test_without_its_key_a_row_says_nothing(aino: PersonId, register: Register) -> None:
    PersonKey.objects.filter(person=aino, category="identity").delete()

    assert opened(aino, register) == CONTACT


def test_removed_records_are_gone_and_others_stay(aino: PersonId, register: Register) -> None:
    seal([Plain(aino, Record("contract", 7), "contracts", {"contract.details": "a"})])

    remove(aino, [Record("customer", aino)])

    assert queries.records_of(aino) == [Record("contract", 7)]
    assert queries.records_of(aino, kind="customer") == []


# --- The index ------------------------------------------------------------------------------------


def test_terms_are_found_as_wholes_and_by_beginnings(register: Register) -> None:
    person = new_person_id()
    name = Term("customer.name", "makinen", prefix=True)
    index([(person, Record("customer/identity", person), [name])])

    assert find_whole([name], limit=9) == []  # a name is found by its beginnings alone
    for length in range(2, 8):
        assert find_all([[Term("customer.name", "makinen"[:length], prefix=True)]], limit=9) == [
            person
        ]
    for other in ("m", "maki2", "akinen", "makinenn"):
        assert find_all([[Term("customer.name", other, prefix=True)]], limit=9) == []
    assert find_all([[Term("customer.company", "maki", prefix=True)]], limit=9) == []
    assert find_all([], limit=9) == []


def test_what_is_indexed_anew_is_found_no_longer_by_what_it_was(register: Register) -> None:
    person = new_person_id()
    one, other = Record("customer/identity", person), Record("contract/contracts", 7)
    shared, gone = Term("customer.handle", "aino"), Term("customer.handle", "eeva")
    index([(person, one, [shared, gone]), (person, other, [shared])])

    index([(person, one, [])])
    assert find_whole([gone], limit=9) == []
    assert find_whole([shared], limit=9) == [person]
    unindex(person, other)
    assert find_whole([shared], limit=9) == []
    unindex_person(person)

    assert not IndexTerm.objects.exists()
    assert not IndexedPerson.objects.exists()


# --- Secrets and signatures -----------------------------------------------------------------------


def test_a_secret_opens_only_where_it_was_sealed(register: Register) -> None:
    sealed = secrets.seal_secret("totp seed", place="seed of 7")

    assert secrets.open_secret(sealed, place="seed of 7") == "totp seed"
    assert "totp" not in sealed
    for changed, place in ((sealed, "seed of 8"), (sealed[:-4], "seed of 7"), ("ä", "seed of 7")):
        with pytest.raises(CannotOpen):
            secrets.open_secret(changed, place=place)
    assert secrets.mark("a", place="x") == secrets.mark("a", place="x")
    assert len({secrets.mark("a", place="x"), secrets.mark("b", place="x"), secrets.mark("a", place="y")}) == 3  # fmt: skip


def test_a_signature_is_of_one_text_and_one_register(register: Register) -> None:
    signature, public = signing.sign(b"text"), signing.public_key()

    assert signing.is_signed(signature, b"text", public)
    assert not signing.is_signed(signature, b"other", public)
    assert not signing.is_signed(signature, b"text", bytes(32))
    assert not signing.is_signed(b"", b"text", public)


def test_openings_are_counted_by_day(aino: PersonId, register: Register) -> None:
    opened(aino, register)
    opened(aino, register)
    later = Register(register.owner, register.support, datetime(2026, 11, 24, 8, tzinfo=UTC))
    opened(aino, later)

    assert queries.openings_by_day() == {
        (register.at.date(), "identity"): 2,
        (register.at.date(), "contact"): 2,
        (later.at.date(), "identity"): 1,
        (later.at.date(), "contact"): 1,
    }

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from seloste.audit.models import Entry
from seloste.kernel.actors import Actor, system
from seloste.kernel.errors import Refusal
from seloste.readings.operations import open_records
from seloste.staff import naming, operations, queries
from seloste.staff.errors import (
    AddressTaken,
    DetailsMissing,
    InvitationNotUsable,
    LastAdministrator,
    NoSuchMember,
    NoSuchRole,
    NotAnAdministrator,
)
from seloste.staff.models import FailedAttempts, Invitation, Member
from seloste.staff.values import EMAIL, NAME, RECORD
from seloste.vault.models import IndexTerm, Sealed
from seloste.vault.values import Record
from tests.register import Register

PASSWORD = make_password("tuulimylly kierii hitaasti")
CLI = system("cli")


def join(register: Register, role: str = "support", email: str = "olli@palvelin.example") -> str:
    token = operations.invite(role, by=CLI, at=register.at)
    return operations.accept(
        token,
        encoded_password=PASSWORD,
        name="Olli Oiva",
        email=email,
        way_in="console",
        at=register.at,
    )


def traces() -> tuple[int, ...]:
    tables = (Entry, Member, Invitation, Sealed, IndexTerm)
    return tuple(table.objects.count() for table in tables)


def refused(refusal: type[Refusal], act: Callable[[], object]) -> None:
    before = traces()
    with pytest.raises(refusal):
        act()
    assert traces() == before


def lines() -> list[str]:
    return list(Entry.objects.order_by("position").values_list("operation", flat=True))


def test_an_invited_person_becomes_a_member_with_a_pseudonym(register: Register) -> None:
    handle = join(register)

    member = queries.member(handle)
    assert handle.startswith("m-")
    assert (member.role, member.has_second_factor, member.ended_at) == ("support", False, None)
    assert lines()[-2:] == ["staff.invited", "staff.joined"]


def test_name_and_address_can_be_opened_for_a_purpose_of_the_notice(register: Register) -> None:
    person = queries.member(join(register)).person

    opened = open_records(
        [person], purpose="staff_administration", by=register.owner, at=register.at
    )

    assert opened[person].values_of(Record(RECORD, person)) == {
        NAME: "Olli Oiva",
        EMAIL: "olli@palvelin.example",
    }


def test_neither_name_nor_address_nor_token_is_in_any_row(register: Register) -> None:
    token = operations.invite("support", by=CLI, at=register.at)
    operations.accept(
        token, encoded_password=PASSWORD, name="Olli Oiva", email="olli@palvelin.example",
        way_in="console", at=register.at,
    )  # fmt: skip

    rows = str([list(t.objects.values()) for t in (Member, Invitation, Entry, Sealed)])
    assert "olli" not in rows.lower()
    assert token not in rows


@pytest.mark.parametrize("typed", ["Olli@Palvelin.Example", " olli@palvelin.example "])
def test_a_member_is_found_by_address_however_it_is_typed(register: Register, typed: str) -> None:
    handle = join(register)

    assert queries.sign_in_name(typed) == handle


def test_an_unknown_address_has_the_same_stand_in_each_time(register: Register) -> None:
    names = {queries.sign_in_name("nobody@palvelin.example") for _ in range(2)}

    assert len(names) == 1
    assert "nobody" not in names.pop()


def test_an_invitation_works_once(register: Register) -> None:
    token = operations.invite("support", by=CLI, at=register.at)
    accept = {
        "encoded_password": PASSWORD, "name": "Olli Oiva", "way_in": "console", "at": register.at,
    }  # fmt: skip
    operations.accept(token, email="olli@palvelin.example", **accept)

    refused(InvitationNotUsable, lambda: operations.accept(token, email="b@b.example", **accept))


def test_an_invitation_expires(register: Register) -> None:
    token = operations.invite("support", by=CLI, at=register.at)
    late = register.at + timedelta(days=7)

    refused(
        InvitationNotUsable,
        lambda: operations.accept(
            token,
            encoded_password=PASSWORD,
            name="O",
            email="o@o.example",
            way_in="console",
            at=late,
        ),
    )


def test_a_withdrawn_invitation_leaves_no_details_behind(register: Register) -> None:
    operations.invite(
        "support", by=CLI, at=register.at, name="Olli Oiva", email="olli@palvelin.example"
    )
    [invitation] = queries.invitations(register.at)

    operations.withdraw_invitation(invitation.id, by=register.owner, at=register.at)

    assert not Sealed.objects.exists()
    assert not IndexTerm.objects.exists()
    assert not queries.invitations(register.at)


def test_an_expired_invitation_does_not_keep_its_address_taken(register: Register) -> None:
    details = {"name": "Olli Oiva", "email": "olli@palvelin.example"}
    operations.invite("support", by=CLI, at=register.at, **details)

    assert operations.invite("support", by=CLI, at=register.at + timedelta(days=8), **details)


def test_details_are_asked_for(register: Register) -> None:
    token = operations.invite("support", by=CLI, at=register.at)

    refused(
        DetailsMissing,
        lambda: operations.accept(
            token, encoded_password=PASSWORD, way_in="console", at=register.at
        ),
    )


def test_an_address_is_used_by_one_member_only(register: Register) -> None:
    join(register)

    refused_before = traces()
    with pytest.raises(AddressTaken):
        join(register)
    assert traces()[1] == refused_before[1]


def test_only_who_may_administer_invites(register: Register) -> None:
    refused(
        NotAnAdministrator,
        lambda: operations.invite("support", by=register.support, at=register.at),
    )


@pytest.mark.parametrize("role", ["system", "chief", ""])
def test_a_role_is_one_of_the_notice_for_people(register: Register, role: str) -> None:
    refused(NoSuchRole, lambda: operations.invite(role, by=register.owner, at=register.at))


def test_a_changed_role_is_recorded(register: Register) -> None:
    handle = join(register)

    operations.change_role(handle, role="accountant", by=register.owner, at=register.at)

    assert queries.member(handle).role == "accountant"
    assert lines()[-1] == "staff.role_changed"


def test_the_last_who_may_administer_stays(register: Register) -> None:
    owner = join(register, "owner")
    by = register.owner

    refused(LastAdministrator, lambda: operations.end_access(owner, by=by, at=register.at))
    refused(
        LastAdministrator,
        lambda: operations.change_role(owner, role="support", by=by, at=register.at),
    )


def test_ended_access_leaves_nothing_to_sign_in_with(register: Register) -> None:
    handle = join(register)
    Authenticator.objects.create(user_id=queries.member(handle).person, type="totp", data={})

    operations.end_access(handle, by=register.owner, at=register.at)

    member = Member.objects.get(username=handle)
    assert (member.is_active, member.has_usable_password(), member.sessions_begun) == (
        False,
        False,
        1,
    )
    assert not Authenticator.objects.exists()
    assert queries.who_signs_in_with("olli@palvelin.example") is None
    assert Sealed.objects.exists()
    assert lines()[-1] == "staff.access_ended"


@pytest.mark.parametrize("act", ["end_access", "renew", "sign_out_everywhere"])
def test_what_concerns_nobody_is_refused(register: Register, act: str) -> None:
    refused(
        NoSuchMember,
        lambda: getattr(operations, act)("m-nobody", by=register.owner, at=register.at),
    )


def test_a_renewed_member_keeps_handle_and_role_and_loses_the_old_ways_in(
    register: Register,
) -> None:
    handle = join(register)
    Authenticator.objects.create(user_id=queries.member(handle).person, type="totp", data={})
    token = operations.renew(handle, by=register.owner, at=register.at)
    assert Authenticator.objects.exists()
    new = make_password("aivan uusi pitkä salasana")

    again = operations.accept(token, encoded_password=new, way_in="console", at=register.at)

    member = Member.objects.get(username=handle)
    assert (again, member.password, member.sessions_begun) == (handle, new, 1)
    assert not Authenticator.objects.exists()
    assert queries.who_signs_in_with("olli@palvelin.example").handle == handle
    assert lines()[-2:] == ["staff.way_in_renewed", "staff.renewed"]


def test_failures_are_counted_and_forgotten_after_a_day(register: Register) -> None:
    for _ in range(3):
        operations.sign_in_failed("m-someone", way_in="console", at=register.at)
    later: datetime = register.at + timedelta(hours=25)

    operations.sign_in_failed("m-someone", way_in="console", at=later)

    assert queries.attempts_of("m-someone").failures == 1
    assert "m-someone" not in str(list(FailedAttempts.objects.values()))


def test_a_member_signs_the_own_sessions_out(register: Register) -> None:
    handle = join(register)
    by = Actor(handle=handle, role="support", way_in="console")

    operations.sign_out_everywhere(handle, by=by, at=register.at)

    assert Member.objects.get(username=handle).sessions_begun == 1
    assert lines()[-1] == "staff.signed_out_everywhere"


def test_support_does_not_sign_others_out(register: Register) -> None:
    handle = join(register)

    refused(
        NotAnAdministrator,
        lambda: operations.sign_out_everywhere(handle, by=register.support, at=register.at),
    )


def test_names_are_opened_for_who_administers_and_each_leaves_a_reading(register: Register) -> None:
    handle = join(register)
    person = queries.member(handle).person

    named = naming.names([person], by=register.owner, at=register.at)

    assert named == {person: "Olli Oiva"}
    line = Entry.objects.order_by("position").last()
    assert (line.operation, line.about) == ("readings.opened", person)
    assert line.purpose == "staff_administration"


def test_names_stay_closed_to_who_may_not_administer(register: Register) -> None:
    person = queries.member(join(register)).person

    refused(NotAnAdministrator, lambda: naming.names([person], by=register.support, at=register.at))


def test_an_open_link_says_whose_way_in_it_renews(register: Register) -> None:
    handle = join(register)
    operations.renew(handle, by=CLI, at=register.at)
    operations.invite("support", by=CLI, at=register.at)

    assert [one.handle for one in queries.invitations(register.at)] == [handle, ""]

"""Inviting, joining, changing roles, ending access; and what happens at the door."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from seloste.audit.recording import record
from seloste.kernel.actors import Actor, WayIn, system
from seloste.kernel.ids import PersonId, new_id, new_person_id
from seloste.notice import queries as notices
from seloste.staff import queries, rules
from seloste.staff.errors import (
    AddressTaken,
    DetailsMissing,
    InvitationNotUsable,
    LastAdministrator,
    NoSuchMember,
)
from seloste.staff.keeping import note_days
from seloste.staff.models import FailedAttempts, Invitation, Member
from seloste.staff.values import EMAIL, NAME, RECORD
from seloste.vault import lookup, sealing
from seloste.vault.rows import remove_of
from seloste.vault.values import Plain, Record, Term

# Letters and digits that cannot be taken for one another when read aloud.
_HANDLE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


@transaction.atomic(durable=True)
def invite(role: str, *, by: Actor, at: datetime, name: str = "", email: str = "") -> str:
    """Invite someone to work with the register, and return the token of the link.

    The token is shown once and kept nowhere. Without name and address the invited person
    gives both.

    Raises:
        NoSuchRole: the notice in force does not have the role.
        NotAnAdministrator: the notice does not let `by.role` administer staff.
        NoPlaceForDetails: the notice has no category for names and addresses of staff.
        AddressTaken: a member signs in with this address.
    """
    edition = notices.in_force(at)
    rules.check_administers(by, edition.notice)
    rules.check_role(role, edition.notice)
    places = rules.places(edition.notice)
    for expired in Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__lte=at):
        _withdraw(expired, at=at)
    person = new_person_id()
    knows_details = bool(name and email)
    if knows_details:
        _check_address(email)
        _keep_details(person, places, name=name, email=email)
    token = _make_invitation(
        person, role=role, asks_for_details=not knows_details, renews=False, at=at
    )
    record("staff.invited", about=person, ref=role, by=by, at=at, edition=edition.number)
    return token


@transaction.atomic(durable=True)
def renew(handle: str, *, by: Actor, at: datetime) -> str:
    """Give a member a new way in and return the token of its link.

    Nothing ends before the link is used: then the old password, authenticators and sessions do.

    Raises:
        NoSuchMember: no such member, or the access has ended.
        NotAnAdministrator: the notice does not let `by.role` administer staff.
    """
    edition = notices.in_force(at)
    rules.check_administers(by, edition.notice)
    member = _present(handle)
    Invitation.objects.filter(person=member.id, used_at=None, withdrawn_at=None).update(
        withdrawn_at=at
    )
    token = _make_invitation(
        PersonId(member.id), role=member.role, asks_for_details=False, renews=True, at=at
    )
    record("staff.way_in_renewed", about=PersonId(member.id), by=by, at=at, edition=edition.number)
    return token


@transaction.atomic(durable=True)
def withdraw_invitation(invitation: int, *, by: Actor, at: datetime) -> None:
    """Make an invitation useless, and forget the details given with it.

    Raises:
        InvitationNotUsable: it was used or withdrawn before.
        NotAnAdministrator: the notice does not let `by.role` administer staff.
    """
    edition = notices.in_force(at)
    rules.check_administers(by, edition.notice)
    row = Invitation.objects.filter(id=invitation, used_at=None, withdrawn_at=None).first()
    if row is None:
        raise InvitationNotUsable
    _withdraw(row, at=at)
    about = PersonId(row.person)
    record("staff.invitation_withdrawn", about=about, by=by, at=at, edition=edition.number)


@transaction.atomic(durable=True)
def accept(
    token: str,
    *,
    encoded_password: str,
    way_in: WayIn,
    at: datetime,
    name: str = "",
    email: str = "",
) -> str:
    """Use an invitation: make the member, or renew one, and return the handle.

    Args:
        token: from the link.
        encoded_password: the password as `make_password` encodes it; that takes a while, so it
            is done before, and not while others wait for the database.
        way_in: the door used.
        at: now, UTC.
        name: the person's name, where the invitation asks for it.
        email: the address to sign in with, where the invitation asks for it.

    Raises:
        InvitationNotUsable: it was used, withdrawn, has expired, or never was.
        DetailsMissing: it asks for name and address, and one was not given.
        AddressTaken: another member signs in with this address.
    """
    invitation = queries.usable(token, at=at)
    edition = notices.in_force(at)
    person = PersonId(invitation.person)
    if invitation.asks_for_details:
        if not (name and email):
            raise DetailsMissing
        _check_address(email)
        _keep_details(person, rules.places(edition.notice), name=name, email=email)
    taken = Invitation.objects.filter(id=invitation.id, used_at=None, withdrawn_at=None)
    if not taken.update(used_at=at):
        raise InvitationNotUsable
    if invitation.renews:
        handle = _renew_member(person, encoded_password)
    else:
        handle = _make_member(person, invitation.role, encoded_password, at=at)
    by = Actor(handle=handle, role=invitation.role, way_in=way_in)
    note_days([person], edition.notice)
    operation = "staff.renewed" if invitation.renews else "staff.joined"
    record(operation, about=person, by=by, at=at, edition=edition.number)
    return handle


@transaction.atomic(durable=True)
def change_role(handle: str, *, role: str, by: Actor, at: datetime) -> None:
    """Give a member another role. It holds from the member's next request on.

    Raises:
        NoSuchMember, NoSuchRole, NotAnAdministrator: as their names say.
        LastAdministrator: nobody would be left who may administer staff.
    """
    edition = notices.in_force(at)
    rules.check_administers(by, edition.notice)
    rules.check_role(role, edition.notice)
    member = _present(handle)
    administering = rules.administering_roles(edition.notice)
    if role not in administering:
        _check_not_last(member, administering)
    Member.objects.filter(id=member.id).update(role=role)
    about = PersonId(member.id)
    record("staff.role_changed", about=about, ref=role, by=by, at=at, edition=edition.number)


@transaction.atomic(durable=True)
def end_access(handle: str, *, by: Actor, at: datetime) -> None:
    """End a member's access at once: sessions, password, authenticators, finding by address.

    Name and address stay sealed until their storage period ends.

    Raises:
        NoSuchMember, NotAnAdministrator: as their names say.
        LastAdministrator: nobody would be left who may administer staff.
    """
    edition = notices.in_force(at)
    rules.check_administers(by, edition.notice)
    member = _present(handle)
    _check_not_last(member, rules.administering_roles(edition.notice))
    person = PersonId(member.id)
    Member.objects.filter(id=person).update(
        is_active=False,
        ended_at=at,
        password=make_password(None),
        sessions_begun=F("sessions_begun") + 1,
    )
    Authenticator.objects.filter(user_id=person).delete()
    Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None).update(
        withdrawn_at=at
    )
    lookup.unindex(person, Record(RECORD, person))
    note_days([person], edition.notice)
    record("staff.access_ended", about=person, by=by, at=at, edition=edition.number)


@transaction.atomic(durable=True)
def sign_out_everywhere(handle: str, *, by: Actor, at: datetime) -> None:
    """End all sessions of a member.

    Raises:
        NoSuchMember: no such member, or the access has ended.
        NotAnAdministrator: it is not the member, and may not administer staff.
    """
    if by.handle != handle:
        rules.check_administers(by, notices.in_force(at).notice)
    member = _present(handle)
    Member.objects.filter(id=member.id).update(sessions_begun=F("sessions_begun") + 1)
    record("staff.signed_out_everywhere", about=PersonId(member.id), by=by, at=at)


@transaction.atomic(durable=True)
def change_password(person: PersonId, *, encoded_password: str, by: Actor, at: datetime) -> None:
    """Give a member a new password, and end the sessions begun with the old one."""
    Member.objects.filter(id=person, is_active=True).update(password=encoded_password)
    record("staff.password_changed", about=person, by=by, at=at)


@transaction.atomic(durable=True)
def signed_in(person: PersonId, *, factors: Collection[str], way_in: WayIn, at: datetime) -> None:
    """Record that a member signed in, with what.

    The factors are how it was shown who it is, such as `password` and `totp`.
    """
    member = Member.objects.get(id=person)
    Member.objects.filter(id=person).update(last_login=at)
    FailedAttempts.objects.filter(subject=queries.subject_of(member.username)).delete()
    by = Actor(handle=member.username, role=member.role, way_in=way_in)
    record("staff.signed_in", about=person, ref=" ".join(sorted(factors)), by=by, at=at)


@transaction.atomic(durable=True)
def sign_in_failed(name: str, *, way_in: WayIn, at: datetime) -> None:
    """Count a failed attempt under a sign-in name, and record it without the address.

    The name is a handle, or the stand-in for an unknown address (`queries.sign_in_name`).
    """
    failures = rules.failures_after(queries.attempts_of(name), at=at)
    FailedAttempts.objects.filter(last_failed_at__lt=at - rules.FORGOTTEN_AFTER).delete()
    FailedAttempts.objects.update_or_create(
        subject=queries.subject_of(name), defaults={"failures": failures, "last_failed_at": at}
    )
    person = Member.objects.filter(username=name).values_list("id", flat=True).first()
    about = None if person is None else PersonId(person)
    record("staff.sign_in_failed", about=about, by=system(way_in), at=at)


@transaction.atomic(durable=True)
def second_factor_changed(person: PersonId, change: str, *, by: Actor, at: datetime) -> None:
    """Record that a member set up or removed a way of showing who it is."""
    record("staff.second_factor_changed", about=person, ref=change, by=by, at=at)


@transaction.atomic(durable=True)
def withdraw_first_invitations(*, at: datetime) -> None:
    """Make invitations useless that an earlier, broken-off start made and nobody can have seen."""
    by = system("cli")
    for row in Invitation.objects.filter(used_at=None, withdrawn_at=None):
        _withdraw(row, at=at)
        record("staff.invitation_withdrawn", about=PersonId(row.person), by=by, at=at)


def _make_invitation(
    person: PersonId, *, role: str, asks_for_details: bool, renews: bool, at: datetime
) -> str:
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(
        id=new_id(),
        token_hash=queries.token_hash(token),
        role=role,
        person=person,
        asks_for_details=asks_for_details,
        renews=renews,
        made_at=at,
        expires_at=at + rules.INVITATION_LASTS,
    )
    return token


def _withdraw(row: Invitation, *, at: datetime) -> None:
    Invitation.objects.filter(id=row.id).update(withdrawn_at=at)
    if not row.renews:
        person = PersonId(row.person)
        lookup.unindex(person, Record(RECORD, person))
        sealing.remove(person, [Record(RECORD, person)])


def _make_member(person: PersonId, role: str, encoded_password: str, *, at: datetime) -> str:
    handle = "m-" + "".join(secrets.choice(_HANDLE_LETTERS) for _ in range(8))
    Member.objects.create(
        id=person, username=handle, role=role, password=encoded_password, joined_at=at
    )
    return handle


def _renew_member(person: PersonId, encoded_password: str) -> str:
    present = Member.objects.filter(id=person, is_active=True)
    if not present.update(password=encoded_password, sessions_begun=F("sessions_begun") + 1):
        raise InvitationNotUsable
    Authenticator.objects.filter(user_id=person).delete()
    return str(Member.objects.values_list("username", flat=True).get(id=person))


def _keep_details(person: PersonId, places: dict[str, str], *, name: str, email: str) -> None:
    contents: dict[str, dict[str, object]] = {}
    for field, value in ((NAME, name.strip()), (EMAIL, email.strip())):
        contents.setdefault(places[field], {})[field] = value
    record_of = Record(RECORD, person)
    sealing.seal([Plain(person, record_of, c, content) for c, content in contents.items()])
    lookup.index([(person, record_of, [Term(EMAIL, rules.comparable(email))])])


def _check_address(email: str) -> None:
    """Refuse an address with which someone signs in, or is invited to."""
    if lookup.find_whole([Term(EMAIL, rules.comparable(email))], limit=1):
        raise AddressTaken


def _present(handle: str) -> Member:
    member = Member.objects.filter(username=handle, is_active=True).first()
    if member is None:
        raise NoSuchMember(handle=handle)
    return member


def _check_not_last(member: Member, administering: Collection[str]) -> None:
    if member.role not in administering:
        return
    others = Member.objects.filter(role__in=administering, is_active=True).exclude(id=member.id)
    if not others.exists():
        raise LastAdministrator


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Remove the rows of members who are erased, and their ways in; return how many of each."""
    ended = Member.objects.filter(id__in=persons, is_active=False)
    Authenticator.objects.filter(user__in=ended).delete()
    gone = remove_of(Invitation, persons)
    ids = list(ended.values_list("id", flat=True))
    return gone + remove_of(Member, ids, column="id")

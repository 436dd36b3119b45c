"""What others may ask about staff, without opening anything."""

from __future__ import annotations

import hashlib
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from seloste.kernel.ids import PersonId
from seloste.staff import rules
from seloste.staff.errors import InvitationNotUsable, NoSuchMember
from seloste.staff.models import FailedAttempts, Invitation, Member
from seloste.staff.values import EMAIL, Attempts, InvitationLine, MemberLine, OpenInvitation
from seloste.vault.lookup import find_whole
from seloste.vault.secrets import mark
from seloste.vault.values import Term

_STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def members() -> tuple[MemberLine, ...]:
    """Return all members, those whose access has ended included, oldest first."""
    return tuple(_line(row) for row in _with_second_factor().order_by("joined_at", "id"))


def member(handle: str) -> MemberLine:
    """Return the member with the handle.

    Raises:
        NoSuchMember: there is none.
    """
    row = _with_second_factor().filter(username=handle).first()
    if row is None:
        raise NoSuchMember(handle=handle)
    return _line(row)


def handle_of(person: PersonId) -> str | None:
    """Return the handle of the member who is this person."""
    return Member.objects.filter(id=person).values_list("username", flat=True).first()


def has_second_factor(person: PersonId) -> bool:
    """Tell whether the member has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=person, type__in=_STRONG).exists())


def who_signs_in_with(email: str) -> MemberLine | None:
    """Return the member whose address this is and whose access has not ended."""
    found = find_whole([Term(EMAIL, rules.comparable(email))], limit=10)
    row = _with_second_factor().filter(id__in=found, is_active=True).first()
    return _line(row) if row else None


def sign_in_name(email: str) -> str:
    """Return the handle of whoever signs in with the address; a stand-in for an unknown address.

    The stand-in is the same each time, so that attempts are counted alike for both.
    """
    found = who_signs_in_with(email)
    return found.handle if found else f"x-{mark(rules.comparable(email), place='address')[:14]}"


def attempts_of(name: str) -> Attempts | None:
    """Return the failed attempts under this sign-in name."""
    row = FailedAttempts.objects.filter(subject=subject_of(name)).first()
    return Attempts(row.failures, row.last_failed_at) if row else None


def waits_until(name: str, *, at: datetime) -> datetime | None:
    """Return until when attempts under this name are not looked at; None when they are."""
    until = rules.waits_until(attempts_of(name))
    return until if until and until > at else None


def subject_of(name: str) -> str:
    """Return what failed attempts under the name are counted under."""
    return mark(name, place="attempts")


def open_invitation(token: str, *, at: datetime) -> OpenInvitation:
    """Return what the invitation behind a link offers.

    Raises:
        InvitationNotUsable: it was used, withdrawn, has expired, or never was.
    """
    row = usable(token, at=at)
    handle = handle_of(PersonId(row.person)) if row.renews else ""
    return OpenInvitation(row.role, row.asks_for_details, handle or "")


def invitations(at: datetime) -> tuple[InvitationLine, ...]:
    """Return the invitations that can still be used."""
    rows = list(_open(at).order_by("made_at", "id"))
    handles = dict(
        Member.objects.filter(id__in=[row.person for row in rows]).values_list("id", "username")
    )
    return tuple(
        InvitationLine(row.id, row.role, row.made_at, row.expires_at, handles.get(row.person, ""))
        for row in rows
    )


def usable(token: str, *, at: datetime) -> Invitation:
    """Return the row of an invitation that can be used now.

    Raises:
        InvitationNotUsable: as it says.
    """
    row = _open(at).filter(token_hash=token_hash(token)).first()
    if row is None:
        raise InvitationNotUsable
    return row


def token_hash(token: str) -> str:
    """Return what is kept of a token. It has 192 random bits, so a plain hash does."""
    return hashlib.sha256(token.encode()).hexdigest()


def _open(at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)


def _with_second_factor() -> QuerySet[Member]:
    strong = Authenticator.objects.filter(user_id=OuterRef("id"), type__in=_STRONG)
    return Member.objects.annotate(has_second_factor=Exists(strong))


def _line(row: Member) -> MemberLine:
    return MemberLine(
        person=PersonId(row.id),
        handle=row.username,
        role=row.role,
        joined_at=row.joined_at,
        last_signed_in_at=row.last_login,
        has_second_factor=bool(getattr(row, "has_second_factor", False)),
        ended_at=row.ended_at,
    )

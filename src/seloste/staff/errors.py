"""How staff matters are refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NoSuchRole(Refusal):
    """The notice in force has no such role for people."""

    code = "staff.no_such_role"


class NotAnAdministrator(Refusal):
    """The notice in force does not let this role administer staff."""

    code = "staff.not_an_administrator"


class NoPlaceForDetails(Refusal):
    """The notice in force has no category for the name and address of staff."""

    code = "staff.no_place_for_details"


class InvitationNotUsable(Refusal):
    """The invitation was used, withdrawn, has expired, or never was."""

    code = "staff.invitation_not_usable"


class DetailsMissing(Refusal):
    """The invitation needs a name and an e-mail address."""

    code = "staff.details_missing"


class AddressTaken(Refusal):
    """Another member signs in with this e-mail address."""

    code = "staff.address_taken"


class NoSuchMember(Refusal):
    """No member has this handle, or the member's access has ended."""

    code = "staff.no_such_member"


class LastAdministrator(Refusal):
    """Nobody else would be left who may administer staff."""

    code = "staff.last_administrator"


class NobodyAdministers(Refusal):
    """The notice gives no role of people access to the details of staff."""

    code = "staff.nobody_administers"

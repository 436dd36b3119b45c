"""How commands about the register itself are refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class FolderInUse(Refusal):
    """The folder holds something else than a register."""

    code = "register.folder_in_use"


class BeingMade(Refusal):
    """Another `seloste init` is at work in this folder."""

    code = "register.being_made"


class NoRegisterHere(Refusal):
    """There is no register in the folder."""

    code = "register.none_here"


class NotFinished(Refusal):
    """A `seloste init` was broken off here."""

    code = "register.not_finished"


class TablesBehind(Refusal):
    """The tables of the register are of an earlier release."""

    code = "register.tables_behind"


class AddressInUse(Refusal):
    """Something else listens at the address already, or it is none of this machine's."""

    code = "register.address_in_use"


class NotAnAddress(Refusal):
    """What was given to --bind is not HOST:PORT."""

    code = "register.not_an_address"

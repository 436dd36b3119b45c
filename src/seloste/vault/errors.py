"""How the vault says no."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class CannotOpen(Refusal):
    """Sealed data do not open: the key is gone, or the bytes were changed or moved."""

    code = "vault.cannot_open"


class RootKeyMissing(Refusal):
    """The root key is not where it should be; nothing can be opened or sealed."""

    code = "vault.root_key_missing"


class RootKeyWrong(Refusal):
    """The root key or passphrase at hand is not the one of this register."""

    code = "vault.root_key_wrong"


class RootKeyExposed(Refusal):
    """Others than the owner may read the root key's file."""

    code = "vault.root_key_exposed"


class AlreadyInitialised(Refusal):
    """There is a root key already; another would lock out what the first one sealed."""

    code = "vault.already_initialised"


class OpenedElsewhere(RuntimeError):
    """Code other than `seloste.readings` tried to open sealed data. A mistake of ours."""


class NotAnArchive(Refusal):
    """The file is no archive in the age format."""

    code = "vault.not_an_archive"


class ArchiveDamaged(Refusal):
    """The archive was cut off or changed after it was made."""

    code = "vault.archive_damaged"


class IdentityWrong(Refusal):
    """The archive was made for others than the identities at hand."""

    code = "vault.identity_wrong"


class IdentityUnreadable(Refusal):
    """There is no identity in the file, or its passphrase is missing or another."""

    code = "vault.identity_unreadable"


class NotARecipient(Refusal):
    """The text is no recipient for whom an archive can be made."""

    code = "vault.not_a_recipient"

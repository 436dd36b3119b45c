"""How backing up and restoring are refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NoRecipient(Refusal):
    """It was not said for whom archives are made."""

    code = "backups.no_recipient"


class RecipientKnown(Refusal):
    """Archives are made for this recipient already, or for another one."""

    code = "backups.recipient_known"


class FileThere(Refusal):
    """A file of that name is there already."""

    code = "backups.file_there"


class AtWork(Refusal):
    """Another process backs up, restores or prunes at this moment."""

    code = "backups.at_work"


class NotOurs(Refusal):
    """The file is an age archive, but not one of Seloste's."""

    code = "backups.not_ours"


class Damaged(Refusal):
    """What stands in the archive is not what its manifest says."""

    code = "backups.damaged"


class Newer(Refusal):
    """A newer release made the archive, with tables or a format that this one does not know."""

    code = "backups.newer"


class WrongKind(Refusal):
    """A key archive was given for a data archive, or the other way round."""

    code = "backups.wrong_kind"


class OfAnother(Refusal):
    """The two archives, or the archive and the keys, are of two registers."""

    code = "backups.of_another"


class KeysOlder(Refusal):
    """The keys were copied before the data: some of the data would not open."""

    code = "backups.keys_older"


class KeysPastTheirDay(Refusal):
    """The key archive should have been gone: it may hold keys that were destroyed since."""

    code = "backups.keys_past_their_day"


class KeysMissing(Refusal):
    """No key archive was given, and there is no key store in the place to restore into."""

    code = "backups.keys_missing"


class TargetNotEmpty(Refusal):
    """There is something already where the register was to be restored."""

    code = "backups.target_not_empty"


class BeingRestored(Refusal):
    """The register was restored, and the erasure ledger has not been gone through yet."""

    code = "backups.being_restored"


class NotRestored(Refusal):
    """A restore was broken off before anything was there to open."""

    code = "backups.not_restored"


class DrillWithoutPlace(Refusal):
    """The notice lets nobody take down the data of an invented person."""

    code = "backups.drill_without_place"

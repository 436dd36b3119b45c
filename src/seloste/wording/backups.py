"""How backups say no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

_NEWEST = _("Take the newest archives, and keep this one until it is clear what happened to it.")

WORDINGS: Mapping[str, Wording] = {
    "backups.no_recipient": Wording(
        _("Nothing was backed up. It was not said yet who is to open the archives."),
        _("Run “seloste backup keys new” once, and take the identity away from this machine."),
        "GDPR Art. 32(1)(a)",
    ),
    "backups.recipient_known": Wording(
        _("Nothing was changed. Archives are made for somebody already."),
        _("Keep that identity, or make a new one with --replace."),
    ),
    "backups.file_there": Wording(
        _("Nothing was written. There is a file “%(path)s” already."),
        _("Choose another name: an identity that is written over is lost, and its archives too."),
    ),
    "backups.at_work": Wording(
        _("Nothing was done. A backup or a drill is going on at this moment."),
        _("Wait until it has ended."),
    ),
    "backups.not_ours": Wording(
        _("Nothing was restored. The file opens, but no Seloste made what is in it."),
        _("Choose an archive that “seloste backup” made."),
    ),
    "backups.damaged": Wording(
        _("Nothing was restored. What is in the archive is not what its manifest says."),
        _NEWEST,
    ),
    "backups.newer": Wording(
        _("Nothing was restored. A newer release of Seloste made the archive."),
        _("Install that release, or a later one, and restore again."),
    ),
    "backups.wrong_kind": Wording(
        _(
            "Nothing was restored. A key archive was given for the data, or a data archive for the keys."
        ),
        _("Give the data archive first, and the key archive after --keys."),
    ),
    "backups.of_another": Wording(
        _("Nothing was restored. The data and the keys are of two different registers."),
        _("Choose archives that were made together."),
    ),
    "backups.keys_older": Wording(
        _(
            "Nothing was restored. The keys were copied (%(keys)s) before the data (%(data)s), so "
            "that some of the data would not open."
        ),
        _("Take the key archive that was made with the data archive, or a later one."),
    ),
    "backups.keys_past_their_day": Wording(
        _(
            "Nothing was restored. The key archive was to be gone by %(day)s: it may hold keys of "
            "people who were erased since."
        ),
        _("Take the newest key archive, or the key store of the register itself."),
        "GDPR Art. 17(1)",
    ),
    "backups.keys_missing": Wording(
        _("Nothing was restored. There are no keys, neither in an archive nor in place."),
        _("Give the key archive after --keys, or put the register's key store in place first."),
    ),
    "backups.target_not_empty": Wording(
        _("Nothing was restored. Something lies in %(folder)s, or in its database, already."),
        _("Choose an empty folder with --home and an empty database."),
    ),
    "backups.being_restored": Wording(
        _(
            "Nothing was opened. The register was restored, and the erasures since its backup have "
            "not been gone through yet."
        ),
        _("Run “seloste serve” or “seloste restore” on it once more: it goes on where it stopped."),
        "GDPR Art. 17(1)",
    ),
    "backups.not_restored": Wording(
        _("Nothing was opened. The restore was cut off before the data were there."),
        _("Restore again."),
    ),
    "backups.drill_without_place": Wording(
        _(
            "No drill was held. The notice in force lets no role take down a name and an e-mail "
            "address without consent, and so nobody can be invented."
        ),
        _("Publish a notice that does."),
    ),
    "vault.not_an_archive": Wording(
        _("Nothing was read. The file is no archive in the age format."),
        _("Choose a file that “seloste backup” made; their names end in .age."),
    ),
    "vault.archive_damaged": Wording(
        _("Nothing was restored. The archive was cut off, or changed after it was made."),
        _NEWEST,
    ),
    "vault.identity_wrong": Wording(
        _("Nothing was opened. The archive was made for another identity."),
        _("Find the identity that was made when this register's backups were set up."),
    ),
    "vault.identity_unreadable": Wording(
        _("Nothing was opened. The file holds no identity, or its passphrase is another."),
        _("Choose the file that “seloste backup keys new” wrote, and the passphrase given then."),
    ),
    "vault.not_a_recipient": Wording(
        _("Nothing was changed. The text is no age recipient."),
        _("Copy it whole: it begins with “age1”."),
    ),
}

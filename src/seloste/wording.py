"""Every sentence that a refusal can show: what happened, why, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from seloste.audit.values import Finding, Kind
from seloste.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentence of one refusal.

    Attributes:
        says: what was not done, and why.
        cure: what to do.
        article: the law behind it, where there is one.
    """

    says: Any
    cure: Any
    article: str = ""


WORDINGS: Mapping[str, Wording] = {
    "vault.cannot_open": Wording(
        _("Nothing was opened. Sealed data were changed, moved, or belong to another register."),
        _("Run “seloste check” and compare with a backup."),
    ),
    "vault.root_key_missing": Wording(
        _("Nothing was opened. The root key %(path)s (generation %(generation)s) is not there."),
        _("Put the key file back, or state the passphrase in SELOSTE_PASSPHRASE_FILE."),
    ),
    "vault.root_key_wrong": Wording(
        _("Nothing was opened. The root key at hand is not the one of this register."),
        _("Put back the key file or passphrase with which the register was made."),
    ),
    "vault.root_key_exposed": Wording(
        _("Nothing was opened. Others than its owner may read the key file %(path)s."),
        _("Run “chmod 600” on the file and think about who may have read it."),
    ),
    "vault.already_initialised": Wording(
        _("Nothing was changed. This folder holds a register already."),
        _("Choose another folder with --home, or go on with the register that is there."),
    ),
    "audit.trail_not_whole": Wording(
        _("Nothing was signed. The audit trail does not go on from its checkpoint of %(size)s lines."),
        _("Run “seloste audit verify” and keep what it says."),
    ),
    "staff.no_such_role": Wording(
        _("Nothing was changed. The notice in force has no role “%(role)s”."),
        _("Choose one of these: %(roles)s."),
    ),
    "staff.not_an_administrator": Wording(
        _("Nothing was changed. The notice does not let the role “%(role)s” administer staff."),
        _("Ask someone who may, or publish an edition of the notice that allows it."),
        "GDPR Art. 32(4)",
    ),
    "staff.no_place_for_details": Wording(
        _("Nobody was invited. The notice places this in no category: %(fields)s."),
        _("Add it to a category of the notice and publish the notice."),
        "GDPR Art. 13(1)",
    ),
    "staff.nobody_administers": Wording(
        _("Nothing was made. The notice lets no role of people see who works with the register."),
        _("Under “uses”, give a role the category with staff.name, for a purpose."),
        "GDPR Art. 32(4)",
    ),
    "staff.invitation_not_usable": Wording(
        _("The link was not accepted. It was used, withdrawn, or is older than seven days."),
        _("Ask whoever sent it for a new one."),
    ),
    "staff.details_missing": Wording(
        _("The account was not made. Name and e-mail address are both needed."),
        _("Fill in both."),
    ),
    "staff.address_taken": Wording(
        _("Nothing was saved. Someone signs in with this e-mail address already."),
        _("Give another address, or ask for a new link for the account that is there."),
    ),
    "staff.no_such_member": Wording(
        _("Nothing was changed. Nobody with the handle “%(handle)s” has access."),
        _("“seloste staff list” shows who has."),
    ),
    "staff.last_administrator": Wording(
        _("Nothing was changed. Nobody else would be left who may administer staff."),
        _("Give someone else such a role first."),
    ),
    "register.folder_in_use": Wording(
        _("Nothing was made. The folder %(folder)s is not empty and holds no register."),
        _("Choose another folder with --home."),
    ),
    "register.being_made": Wording(
        _("Nothing was changed. Another “seloste init” is at work in %(folder)s."),
        _("Wait until it has ended."),
    ),
    "register.none_here": Wording(
        _("Nothing was done. There is no register in %(folder)s."),
        _("Make one with “seloste init”, or name its folder with --home."),
    ),
    "register.not_finished": Wording(
        _("Nothing was done. The register in %(folder)s was not finished: its making was broken off."),
        _("Run the same “seloste init” again; it goes on where it stopped."),
    ),
    "register.address_in_use": Wording(
        _("Nothing is served. Something else listens at %(bind)s, or that is no address of this machine."),
        _("Choose another with --bind."),
    ),
    "register.not_an_address": Wording(
        _("Nothing is served. “%(bind)s” is not an address to listen at."),
        _("Write HOST:PORT, such as 127.0.0.1:8000."),
    ),
    "readings.not_allowed": Wording(
        _(
            "Nothing was opened. The notice in force does not let the role “%(role)s” use this "
            "for the purpose “%(purpose)s”. %(categories)s"
        ),
        _("Choose another purpose, or publish an edition of the notice that allows it."),
        "GDPR Art. 5(1)(b)",
    ),
    "readings.consent_needed": Wording(
        _(
            "Nothing was opened. The purpose “%(purpose)s” rests on consent, and no consent of "
            "this person is on record."
        ),
        _("Ask the person for consent first."),
        "GDPR Art. 7(1)",
    ),
}


def of(refusal: Refusal) -> str:
    """Return the sentences of a refusal in the active language."""
    wording = WORDINGS[refusal.code]
    facts = dict(refusal.facts())
    return f"{str(wording.says) % facts} {wording.cure}".strip()


FINDINGS: Mapping[Kind, Any] = {
    Kind.CHANGED: _("Line %(position)s was changed after it was written."),
    Kind.REMOVED: _("Before line %(position)s something is missing: %(count)s lines were removed."),
    Kind.INSERTED: _("From line %(position)s on there are %(count)s lines that were put in."),
    Kind.MOVED: _("The line at place %(position)s was written at place %(written_at)s and moved."),
    Kind.REWRITTEN: _(
        "Of the lines from %(position)s to %(last)s at least one is not what the checkpoint of "
        "%(size)s lines (%(place)s) covers: they were written anew."
    ),
    Kind.TAIL_CUT: _(
        "The trail ends at line %(position)s, but there were %(size)s lines (%(place)s): its end "
        "was cut off."
    ),
    Kind.UNPROVEN: _("Line %(position)s has waited too long for a checkpoint. Is the worker running?"),
    Kind.FORGED: _("A checkpoint (%(place)s) bears our name, and its signature is false."),
    Kind.UNKNOWN_SIGNER: _("A checkpoint or key (%(place)s) is not of this register."),
    Kind.UNREADABLE: _("A checkpoint (%(place)s) cannot be read."),
    Kind.FOREIGN: _("A checkpoint (%(place)s) belongs to another trail."),
    Kind.CONTRADICTION: _(
        "Two checkpoints of %(size)s lines (%(place)s, %(other)s) say different things."
    ),
    Kind.PEAKS_CHANGED: _(
        "What is stored beside the checkpoint of %(size)s lines (%(place)s) was changed."
    ),
    Kind.CHECKPOINT_LOST: _(
        "%(count)s checkpoints in %(place)s are missing from the database, the first of "
        "%(size)s lines."
    ),
    Kind.FILE_MISSING: _("The file %(place)s with the checkpoints is missing."),
    Kind.FILE_EMPTY: _("The file %(place)s with the checkpoints is empty."),
    Kind.FILE_BEHIND: _(
        "%(count)s checkpoints are missing from %(place)s, the first of %(size)s lines."
    ),
}


def of_finding(finding: Finding) -> str:
    """Return the sentence of a finding about the audit trail in the active language."""
    facts = {"position": finding.position, "size": "?", **finding.facts}
    return str(FINDINGS[finding.kind]) % facts

"""Every sentence that a refusal can show: what happened, why, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

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

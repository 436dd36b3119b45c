"""What is wrong with a signed note (verification makes findings of it), or with the trail."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class MalformedNote(ValueError):
    """The bytes do not have the form of a signed note, a checkpoint or a cut."""


class UnknownSigner(ValueError):
    """The note is well formed, and none of our keys signed it."""


class ForgedSignature(ValueError):
    """The note names one of our keys, and the signature is not by that key."""


class TrailNotWhole(Refusal):
    """Lines are missing since the last checkpoint, or it was changed: no new one is signed."""

    code = "audit.trail_not_whole"


class TrailNotCut(Refusal):
    """Lines past their day are not those that were signed for: they stay, to be looked into."""

    code = "audit.trail_not_cut"

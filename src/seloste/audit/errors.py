"""What is wrong with a signed note. Verification turns these into findings; no person sees them."""

from __future__ import annotations


class MalformedNote(ValueError):
    """The bytes do not have the form of a signed note, a checkpoint or a cut."""


class UnknownSigner(ValueError):
    """The note is well formed, and none of our keys signed it."""


class ForgedSignature(ValueError):
    """The note names one of our keys, and the signature is not by that key."""

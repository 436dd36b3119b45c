"""How a request itself is refused, before anything of the register is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seloste.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one part of the body. Never holds the value.

    Attributes:
        pointer: where, as an RFC 6901 JSON pointer.
        code: permanent.
        detail: the sentence, in the language of the request.
    """

    pointer: str
    code: str
    detail: str


class NoToken(Refusal):
    """The request brought no token."""

    code = "api.no_token"


class TooManyFailures(Refusal):
    """Too many requests came from there without a token that works."""

    code = "api.too_many_failures"


class ScopeMissing(Refusal):
    """The token was not made for this."""

    code = "api.scope_missing"


class PurposeMissing(Refusal):
    """The token has several purposes, and the request names none."""

    code = "api.purpose_missing"


class PurposeNotOfToken(Refusal):
    """The token was not made for the purpose that the request names."""

    code = "api.purpose_not_of_token"


class NotJson(Refusal):
    """The body is declared to be something else than JSON."""

    code = "api.not_json"


class Unreadable(Refusal):
    """The body is not JSON."""

    code = "api.unreadable"


class TooLarge(Refusal):
    """The body is larger than any of ours."""

    code = "api.too_large"


class Unfit(Refusal):
    """Parts of the request do not fit; each fault names its place."""

    code = "api.unfit"

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__(number=len(faults))
        self.faults = tuple(faults)


class KeyUnfit(Refusal):
    """The idempotency key is not of the form that is taken."""

    code = "api.key_unfit"


class NoSuchAddress(Refusal):
    """Nothing is at this address."""

    code = "api.no_such_address"


class NotHere(Refusal):
    """The address does not know the method."""

    code = "api.not_here"


class NotUnderstood(Refusal):
    """The request could not be understood at all."""

    code = "api.not_understood"


class Failed(Refusal):
    """Something broke on our side."""

    code = "api.failed"

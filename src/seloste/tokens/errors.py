"""How tokens are refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class LabelUnfit(Refusal):
    """The label is not a short word in lower case."""

    code = "tokens.label_unfit"


class NoSuchRole(Refusal):
    """The notice in force has no such role for a program."""

    code = "tokens.no_such_role"


class PurposeNotForRole(Refusal):
    """The notice in force does not let the role open anything for the purpose."""

    code = "tokens.purpose_not_for_role"


class NoSuchScope(Refusal):
    """There is no such scope, or none was named."""

    code = "tokens.no_such_scope"


class TooLong(Refusal):
    """The token should work longer than any may, or not at all."""

    code = "tokens.too_long"


class NoSuchToken(Refusal):
    """There is no such token, or it was ended before."""

    code = "tokens.no_such_token"


class NotKnown(Refusal):
    """Whoever came brought no token of this register."""

    code = "tokens.not_known"


class NoLonger(Refusal):
    """The token has expired or was ended."""

    code = "tokens.no_longer"


class KeyOfAnother(Refusal):
    """The idempotency key was used with another request."""

    code = "tokens.key_of_another"


class OutcomeUnknown(Refusal):
    """The first request with the idempotency key is still going on, or broke off."""

    code = "tokens.outcome_unknown"

"""When an answer may take longer, be refused, or cost something. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from seloste.rights.errors import (
    DecidedAlready,
    ExtendedAlready,
    GroundNotForThis,
    NoClarification,
    NoFee,
    NotAGround,
    NotAnAmount,
    NotAskedFor,
    NothingWritten,
    RefusalNotExtended,
    TooLateToExtend,
)
from seloste.rights.values import KINDS, Kind, RequestView

LONGER: Mapping[str, str] = {
    "complexity": "eu-gdpr:JustificationA12Complexity",
    "number": "eu-gdpr:JustificationA12HighVolume",
}
"""The only two grounds of an extension, each with its term; staffing and holidays are none."""


RefusalGround = Literal[
    "unfounded", "excessive", "identity", "not_this_right", "third_parties", "not_ours"
]


class Ground(NamedTuple):
    """A ground on which a right is refused.

    Attributes:
        term: in the Data Privacy Vocabulary; "" where it has none.
        article: of the law.
        kinds: the rights it can carry a refusal of.
        told_as: how the letter puts it, a `RefusalGround` of `letters.outcomes`.
    """

    term: str
    article: str
    kinds: frozenset[Kind]
    told_as: RefusalGround = "not_this_right"


_ALL = frozenset(KINDS)
_CHARGEABLE = _ALL - {"withdrawal"}

REFUSALS: Mapping[str, Ground] = {
    "identity_failure": Ground(
        "eu-gdpr:JustificationA12IdentityFailure", "GDPR Art. 12(2)", _ALL, "identity"
    ),
    "manifestly_unfounded": Ground(
        "eu-gdpr:JustificationA12ManifestlyUnfounded", "GDPR Art. 12(5)", _CHARGEABLE, "unfounded"
    ),
    "manifestly_excessive": Ground(
        "eu-gdpr:JustificationA12ManifestlyExcessive", "GDPR Art. 12(5)", _CHARGEABLE, "excessive"
    ),
    "malicious_intent": Ground(
        "eu-gdpr:JustificationA12MaliciousIntent", "GDPR Art. 12(5)", _CHARGEABLE, "excessive"
    ),
    "legally_required": Ground(
        "eu-gdpr:JustificationA17LegallyRequired", "GDPR Art. 17(3)(b)", frozenset({"erasure"})
    ),
    "legal_claims": Ground(
        "eu-gdpr:JustificationA17LegalClaims",
        "GDPR Art. 17(3)(e), 21(1)",
        frozenset({"erasure", "objection"}),
    ),
    "compelling_grounds": Ground("", "GDPR Art. 21(1)", frozenset({"objection"})),
    "accurate": Ground("", "GDPR Art. 16", frozenset({"rectification"})),
    "still_needed": Ground("", "GDPR Art. 17(1)", frozenset({"erasure"})),
    "no_ground_to_restrict": Ground("", "GDPR Art. 18(1)", frozenset({"restriction"})),
    "others_rights": Ground(
        "", "GDPR Art. 15(4), 20(4)", frozenset({"access", "portability"}), "third_parties"
    ),
    "basis_gives_no_right": Ground(
        "", "GDPR Art. 20(1), 21(1)", frozenset({"portability", "objection"})
    ),
}
"""Grounds by code. Number alone is none (C-416/23); a first request can be one (C-526/24)."""


def check_extending(
    request: RequestView, *, ground: str, reasons: str, announced: bool, today: date
) -> None:
    """Refuse an extension that the law does not give.

    Args:
        request: with its clock.
        ground: one of `LONGER`.
        reasons: what the person is told.
        announced: True when an extension was announced and not told of yet.
        today: in the controller's time zone.

    Raises:
        NotAGround: neither complexity nor number of the requests.
        NothingWritten: no reasons for the person.
        ExtendedAlready: it was extended, or that is under way: once, at most.
        RefusalNotExtended: everything was refused; a refusal is not extended.
        TooLateToExtend: the first month is over.

    Source: GDPR Art. 12(3), second and third sentence, 12(4).
    """
    if ground not in LONGER:
        raise NotAGround(grounds=", ".join(LONGER))
    if not reasons.strip():
        raise NothingWritten
    if request.extended_at is not None or announced:
        raise ExtendedAlready
    if all(part.state == "decided" for part in request.parts):
        raise RefusalNotExtended
    if today > request.clock.first_end:
        raise TooLateToExtend(until=request.clock.first_end)


def check_refusing(request: RequestView, kind: Kind, *, ground: str, reasons: str) -> None:
    """Refuse a refusal that nothing carries. The burden of proof is the controller's.

    Raises:
        NotAskedFor, DecidedAlready: there is nothing to refuse.
        NotAGround, GroundNotForThis: the law knows no such ground, or not for this right.
        NothingWritten: the person is told no reasons.

    Source: GDPR Art. 12(2), 12(4), 12(5), 17(3), 21(1); C-416/23; C-526/24.
    """
    part = request.part(kind)
    if part is None:
        raise NotAskedFor(kind=kind)
    if part.state == "decided":
        raise DecidedAlready(kind=kind)
    found = REFUSALS.get(ground)
    if found is None:
        raise NotAGround(grounds=", ".join(REFUSALS))
    unasked = ground == "identity_failure" and request.identity == "not_asked"
    if kind not in found.kinds or unasked:
        raise GroundNotForThis(kind=kind, ground=ground)
    if not reasons.strip():
        raise NothingWritten


FEES = ("further_copy", "manifestly_unfounded", "manifestly_excessive")


def check_fee(
    request: RequestView, *, ground: str, amount: Decimal, reasons: str, answered_before: bool
) -> None:
    """Refuse a fee that the law does not allow. A first copy is always free.

    Args:
        request: what is asked.
        ground: one of `FEES`.
        amount: in the currency of the controller's country, on administrative cost.
        reasons: how it was reckoned; the person is told.
        answered_before: True when the person had a copy of the same data before.

    Raises:
        NotAGround, NotAnAmount, NothingWritten: as their names say.
        NoFee: a first copy, or a right that is free on any ground.

    Source: GDPR Art. 12(5), 15(3); C-307/22.
    """
    if ground not in FEES:
        raise NotAGround(grounds=", ".join(FEES))
    if not amount.is_finite() or not 0 < amount <= 10_000 or amount != round(amount, 2):
        raise NotAnAmount
    if not reasons.strip():
        raise NothingWritten
    for_copy = ground == "further_copy" and answered_before and request.part("access") is not None
    excessive = ground != "further_copy" and any(kind in _CHARGEABLE for kind in request.kinds)
    if not (for_copy or excessive):
        raise NoFee


def check_clarifying(request: RequestView) -> None:
    """Refuse to ask what is meant, unless a copy of the data is asked for.

    Raises:
        NoClarification: as it says.

    Source: GDPR recital 63; EDPB Guidelines 01/2022, 35, 157.
    """
    part = request.part("access")
    if part is None or part.state == "decided":
        raise NoClarification

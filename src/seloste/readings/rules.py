"""What may be opened: the notice decides, nothing else."""

from __future__ import annotations

from collections.abc import Collection

from seloste.notice.values import Notice
from seloste.readings.errors import ConsentNeeded, NotAllowed


def categories_to_open(
    notice: Notice, *, role: str, purpose: str, wanted: Collection[str] | None
) -> frozenset[str]:
    """Return the categories that the role may open now for the purpose.

    Args:
        notice: the edition in force.
        role: key of the role that asks.
        purpose: key of the purpose it asks for.
        wanted: the categories asked for, or None for all that the notice allows.

    Raises:
        NotAllowed: the notice does not let the role use anything, or not all that is
            wanted, for this purpose; or the purpose has no legal basis.
        ConsentNeeded: the purpose rests on consent.

    Source: GDPR Art. 5(1)(b), 6(1), 7(1), 25(2), 32(4).
    """
    allowed = notice.categories_for(role=role, purpose=purpose)
    declared = notice.purposes.get(purpose)
    if not allowed or declared is None or declared.legal_basis is None:
        raise NotAllowed(role=role, purpose=purpose, categories=", ".join(sorted(wanted or ())))
    if declared.legal_basis == "consent":
        raise ConsentNeeded(purpose=purpose)
    if wanted is None:
        return allowed
    if refused := frozenset(wanted) - allowed:
        raise NotAllowed(role=role, purpose=purpose, categories=", ".join(sorted(refused)))
    return frozenset(wanted)

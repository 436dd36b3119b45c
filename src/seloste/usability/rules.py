"""May data of a person be used for a purpose? Pure."""

from __future__ import annotations

from seloste.notice.values import SERVES_WHILE_RESTRICTED, Notice
from seloste.usability.values import Bar, Standing


def bar(standing: Standing, purpose: str, notice: Notice) -> Bar | None:
    """Return what bars the use of a person's data for the purpose, or None.

    Marketing to one's own customers without consent needs the conditions on record, and is barred
    by an objection. A restriction leaves only storing, what the person consents to, requests of data subjects,
    legal claims, the protection of others and important public interests.

    Args:
        standing: of the person.
        purpose: key of a purpose in the notice.
        notice: the edition in force.

    Source: GDPR Art. 6(1)(a), 7(3), 18(2), 21(1), 21(3); Directive 2002/58/EC Art. 13(2).
    """
    declared = notice.purposes.get(purpose)
    basis = None if declared is None else declared.legal_basis
    if basis == "consent":
        return None if purpose in standing.consents else Bar.NO_CONSENT
    if purpose in standing.objections:
        return Bar.OBJECTED
    if basis == "soft_opt_in" and purpose not in standing.consents:
        return Bar.NO_CONSENT  # nobody recorded that the conditions hold
    serves = None if declared is None else declared.serves
    if standing.is_restricted and serves not in SERVES_WHILE_RESTRICTED:
        return Bar.RESTRICTED
    return None


def marketing_purposes(notice: Notice) -> tuple[str, ...]:
    """Return the purposes that an objection to direct marketing ends at once.

    Source: GDPR Art. 21(2)-(3).
    """
    return tuple(key for key, purpose in notice.purposes.items() if purpose.marketing)

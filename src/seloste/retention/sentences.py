"""What goes, what stays and why, in words: for every way in, for letters and for certificates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seloste.kernel.languages import Language, in_language
from seloste.notice.rendering import words
from seloste.notice.values import Notice
from seloste.retention.values import (
    CertificateView,
    ErasurePlan,
    HoldGround,
    HoldReason,
    HoldView,
    Kept,
    PlanItem,
    Why,
)

Promise = Any
"""A text in the language in use when it is shown."""

_SHORT: Mapping[Why, Promise] = {
    Why.HOLD: pgettext_lazy("stays", "held back"),
    Why.NEEDED_BY_PERSON: pgettext_lazy("stays", "the person needs it for claims of their own"),
    Why.OPEN_REQUEST: pgettext_lazy("stays", "asked for in an open request"),
    Why.RUNNING_CONTRACT: pgettext_lazy("stays", "needed by a contract that runs"),
    Why.STATUTORY: pgettext_lazy("stays", "kept by statute"),
    Why.CLAIMS: pgettext_lazy("stays", "kept for legal claims"),
    Why.PROOF: pgettext_lazy("stays", "kept as proof"),
    Why.SECURITY: pgettext_lazy("stays", "kept for security"),
    Why.OTHER_PERSON: pgettext_lazy("stays", "concerns another person"),
}

_UNTIL: Mapping[Why, Promise] = {
    Why.STATUTORY: _(
        "It stays until %(until)s, because the law has us keep it (%(ground)s; GDPR Art. 17(3)(b)). "
        "Then it is erased without being asked for again."
    ),
    Why.CLAIMS: _(
        "What legal claims may need stays until %(until)s (%(ground)s; GDPR Art. 17(3)(e)). It is "
        "used for nothing else, and then it is erased without being asked for again."
    ),
    Why.PROOF: _(
        "It stays until %(until)s as proof of how the law was followed (%(ground)s). Then it is erased."
    ),
    Why.SECURITY: _(
        "It stays until %(until)s, so that misuse can be looked into (%(ground)s). Then it is erased."
    ),
}
_OPEN: Mapping[Why, Promise] = {
    Why.HOLD: _(
        "It is held back for a legal reason, which is looked at again every six months (GDPR Art. "
        "17(3)). It is erased when that ends."
    ),
    Why.NEEDED_BY_PERSON: _(
        "It stays because the person needs it for legal claims of their own (GDPR Art. 18(1)(c)). "
        "It is used for nothing else."
    ),
    Why.OPEN_REQUEST: _(
        "It stays until an open request of the person is answered, so that the answer is complete."
    ),
    Why.RUNNING_CONTRACT: _(
        "It stays because a contract that runs needs it (GDPR Art. 6(1)(b)). When the contract has "
        "ended, what claims may need stays for their time and the rest goes by itself."
    ),
    Why.STATUTORY: _(
        "It stays as long as the law has us keep it (%(ground)s; GDPR Art. 17(3)(b)). Then it is "
        "erased without being asked for again."
    ),
    Why.CLAIMS: _(
        "What legal claims may need stays until they are barred by time (%(ground)s; GDPR Art. "
        "17(3)(e)). It is used for nothing else."
    ),
    Why.PROOF: _("It stays as proof of how the law was followed (%(ground)s)."),
    Why.SECURITY: _("It stays so that misuse can be looked into (%(ground)s)."),
    Why.OTHER_PERSON: _("It stays because it concerns another person, and is theirs to ask for."),
}

_GROUNDS: Mapping[HoldGround, Promise] = {
    "claims": pgettext_lazy("hold", "legal claims, GDPR Art. 17(3)(e)"),
    "statute": pgettext_lazy("hold", "a legal obligation, GDPR Art. 17(3)(b)"),
    "authority": pgettext_lazy("hold", "an authority's order"),
    "request": pgettext_lazy("hold", "an open request"),
}
_REASONS: Mapping[HoldReason, Promise] = {
    "dispute": pgettext_lazy("hold", "a dispute"),
    "court": pgettext_lazy("hold", "court proceedings"),
    "debt": pgettext_lazy("hold", "an unpaid debt"),
    "authority_order": pgettext_lazy("hold", "an order"),
    "breach": pgettext_lazy("hold", "a breach being looked into"),
    "open_request": pgettext_lazy("hold", "an open request"),
}
_KINDS: Mapping[str, Promise] = {
    "customer": pgettext_lazy("due", "customers"),
    "contact_person": pgettext_lazy("due", "contact persons"),
    "contract": pgettext_lazy("due", "contracts"),
    "staff": pgettext_lazy("due", "members of staff"),
    "consent": pgettext_lazy("due", "consents"),
    "request": pgettext_lazy("due", "requests"),
    "breach": pgettext_lazy("due", "breaches"),
    "invoice": pgettext_lazy("due", "invoices"),
    "message": pgettext_lazy("due", "messages"),
    "domain": pgettext_lazy("due", "domain names"),
    "survey": pgettext_lazy("due", "survey answers"),
}
STORES: Mapping[str, Promise] = {
    "sealed": pgettext_lazy("store", "Sealed records"),
    "keys": pgettext_lazy("store", "Keys"),
    "index": pgettext_lazy("store", "Lists of the search index"),
    "rows": pgettext_lazy("store", "Rows in clear"),
    "audit_facts": pgettext_lazy("store", "Facts in the audit trail"),
}
_CAUSES: Mapping[str, Promise] = {
    "storage_period": pgettext_lazy("cause", "the storage period is over"),
    "by_hand": pgettext_lazy("cause", "somebody erased it by hand"),
    "request": pgettext_lazy("cause", "the person asked for it"),
    "drill": pgettext_lazy("cause", "they had been invented for a drill of the backups"),
}


def short(why: Why) -> str:
    """Return why something stays, in a few words."""
    return str(_SHORT[why])


def of_item(item: PlanItem, notice: Notice) -> str:
    """Return what happens to a category, as a sentence."""
    if item.why is None:
        return gettext("It is erased for good.")
    return _of(item.why, item.until, item.category, item.purpose, notice)


def of_kept(kept: Kept, notice: Notice) -> str:
    """Return why something stayed and until when, as a sentence."""
    return _of(kept.why, kept.until, kept.category, kept.purpose, notice)


def category(notice: Notice, key: str) -> str:
    """Return what the notice calls a category."""
    declared = notice.categories.get(key)
    return in_language(declared.title if declared else None, _language()) or key


def recipient(notice: Notice, key: str) -> str:
    """Return what the notice calls a recipient."""
    declared = notice.recipients.get(key)
    return in_language(declared.name if declared else None, _language()) or key


def of_ground(ground: HoldGround) -> str:
    """Return by what right data are held."""
    return str(_GROUNDS[ground])


def of_reason(reason: HoldReason) -> str:
    """Return what a hold is about."""
    return str(_REASONS[reason])


def of_kind(kind: str) -> str:
    """Return what records of a kind are called."""
    return str(_KINDS.get(kind, kind))


def of_cause(cause: str) -> str:
    """Return why an erasure was done."""
    return str(_CAUSES.get(cause.partition(":")[0], cause))


def day(on: date) -> str:
    """Return a day as the language in use writes it."""
    return words.day(on, _language())


def plan_as_json(plan: ErasurePlan) -> dict[str, object]:
    """Return a plan as JSON takes it."""
    return {
        "person": plan.person,
        "items": [
            {
                "category": item.category,
                "outcome": "goes" if item.goes else "stays",
                "why": item.why.value if item.why else None,
                "until": item.until.isoformat() if item.until else None,
                "records": len(item.records),
            }
            for item in plan.items
        ],
    }


def as_json(made: CertificateView) -> dict[str, object]:
    """Return a certificate as JSON takes it."""
    return {
        "id": made.id,
        "person": made.person,
        "cause": made.cause,
        "edition": made.edition,
        "erased_at": made.erased_at.isoformat(),
        "categories": list(made.categories),
        "counts": dict(made.counts),
        "kept": [
            {
                "category": one.category,
                "why": one.why.value,
                "until": one.until.isoformat() if one.until else None,
                "records": one.records,
            }
            for one in made.kept
        ],
        "recipients": list(made.recipients),
        "verified_at": made.verified_at.isoformat() if made.verified_at else None,
        "remains": dict(made.remains),
        "holds": made.holds,
    }


def hold_as_json(one: HoldView) -> dict[str, object]:
    """Return a hold as JSON takes it."""
    return {
        "id": one.id,
        "person": one.person,
        "category": one.category or None,
        "contract": one.contract,
        "ground": one.ground,
        "reason": one.reason,
        "opened_at": one.opened_at.isoformat(),
        "review_on": one.review_on.isoformat() if one.review_on else None,
        "closed_at": one.closed_at.isoformat() if one.closed_at else None,
    }


def _of(why: Why, until: date | None, key: str, purpose: str, notice: Notice) -> str:
    text = _UNTIL.get(why) if until else None
    facts = {
        "until": day(until) if until else "",
        "ground": _ground(key, purpose, notice),
    }
    return str(text or _OPEN[why]) % facts


def _ground(key: str, purpose: str, notice: Notice) -> str:
    """Return on what ground the notice keeps a category for a purpose."""
    for period in notice.storage_periods:
        if key in period.categories and period.purpose == purpose:
            found = in_language(period.ground, _language())
            if found:
                return found
    declared = notice.purposes.get(purpose)
    return in_language(declared.act if declared else None, _language()) or gettext("the notice")


def _language() -> Language:
    found = (get_language() or "fi")[:2]
    return cast("Language", found if found in {"fi", "sv", "en"} else "fi")

"""What is needed to decide a request, as the console shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.consents.rules import is_objectable
from seloste.console import words
from seloste.console.forms import ContactPersonForm, CustomerForm, typed_of, typed_of_person
from seloste.console.requests import Desk, language
from seloste.customers import queries as customers
from seloste.kernel.ids import PersonId
from seloste.notice.rendering.writer import Writer
from seloste.retention.values import ErasurePlan
from seloste.rights import words as right_words
from seloste.rights.operations import rectification
from seloste.rights.operations.opening import OpenedRequest
from seloste.rights.operations.restriction import is_told_of, restrictions_of_request
from seloste.rights.operations.selves import kept_values, other_selves, persons_of_request
from seloste.rights.package.format import AccessPackage
from seloste.rights.package.written import line_of
from seloste.rights.values import Kind

_LONG = 60
"""From so many characters a text may hold something about somebody else."""

_WHY: Mapping[str, Promise] = {
    "hold": _("somebody has put a hold on it"),
    "needed_by_person": _("the person needs it for a claim of their own"),
    "open_request": _("another request is not answered yet"),
    "running_contract": _("a contract runs"),
    "statutory": _("the law orders it kept"),
    "claims": _("it is needed for legal claims"),
    "proof": _("it proves what was said and answered"),
    "security": _("it serves security"),
    "other_person": _("it concerns another person too"),
}
_SHARED: Mapping[str, Promise] = {
    "email": _("the same e-mail address"),
    "phone": _("the same telephone number"),
}
_SELVES: Mapping[str, Promise] = {
    "customer": _("Customer"),
    "contact_person": _("Contact person"),
}


def head(opened: OpenedRequest, desk: Desk) -> dict[str, object]:
    """Return what stands at the head of each page about a request."""
    view = opened.view
    return {
        "asked": view,
        "named": gettext("Request %(reference)s") % {"reference": view.reference},
        "asked_words": opened.file.words,
        "due": words.day(view.due.safe),
        "overdue": view.is_overdue(desk.today),
    }


def right(kind: Kind) -> dict[str, object]:
    """Return what a right is called and what the article says."""
    return {
        "kind": kind,
        "title": right_words.KINDS[kind],
        "law": right_words.ARTICLES[kind],
    }


def selves(request_id: int, desk: Desk) -> list[dict[str, object]]:
    """Return who else in the register may be the same human being."""
    return [
        {
            "person": one.person,
            "name": one.name,
            "kind": _SELVES[one.kind],
            "shares": _SHARED[one.by],
            "chosen": one.chosen,
        }
        for one in other_selves(request_id, by=desk.by, at=desk.at)
    ]


def package(found: AccessPackage, desk: Desk) -> dict[str, object]:
    """Return what is held: by category how much, and the texts that may be about others."""
    names = Writer(desk.notice, language())
    return {
        "held": [
            {
                "title": names.category(category),
                "records": [
                    {
                        "key": held.record,
                        "fields": [
                            {
                                "name": field,
                                "title": names.field(field),
                                "value": line_of(value),
                                "is_text": isinstance(value, str) and len(value) >= _LONG,
                            }
                            for field, value in held.fields.items()
                        ],
                        "erased_on": words.day(held.erased_on) if held.erased_on else "",
                    }
                    for held in found.records
                    if held.category == category
                ],
            }
            for category in found.categories
            if category != desk.notice.category_of("request.file")
        ],
        "recipients": sorted({given.name for given in found.recipients}),
        "readings": len(found.readings),
        "left_out": found.passages_left_out,
    }


def plan(plans: Iterable[ErasurePlan], desk: Desk) -> dict[str, object]:
    """Return what goes and what stays, why, and until when."""
    names = Writer(desk.notice, language())
    items = [item for one in plans for item in one.items]
    return {
        "going": list(dict.fromkeys(names.category(i.category) for i in items if i.goes)),
        "staying": [
            {
                "title": names.category(item.category),
                "why": _WHY[item.why or ""],
                "until": words.day(item.until) if item.until else "",
            }
            for item in items
            if not item.goes
        ],
    }


def correctable(opened: OpenedRequest, desk: Desk, sent: Any) -> list[dict[str, Any]]:
    """Return a form for each id of the person, filled with what is kept."""
    found = []
    for person in persons_of_request(opened.view.id):
        is_sent = sent is not None and sent.get("person") == str(person)
        values = kept_values(person, by=desk.by, at=desk.at)
        form = _form_of(person, values, desk, sent if is_sent else None)
        if form is not None:
            found.append({"person": person, "form": form, "differences": ()})
    return found


def _form_of(
    person: PersonId, values: Mapping[str, object], desk: Desk, sent: Any
) -> CustomerForm | ContactPersonForm | None:
    kind = customers.kind_of(person)
    if kind is not None:
        serving = replace(desk, purpose=desk.notice.purpose_serving("rights") or "")
        initial = {name: typed for name, typed in typed_of(values).items() if typed}
        return CustomerForm(sent, kind=kind, desk=serving, initial=cast("Any", initial))
    if customers.acts_for(person) is not None:
        return ContactPersonForm(sent, initial=cast("Any", typed_of_person(values)))
    return None


def differences(
    found: Sequence[rectification.Difference], desk: Desk
) -> list[tuple[str, str, str]]:
    """Return what would change, each as people read it."""
    names = Writer(desk.notice, language())
    return [
        (names.field(one.field), line_of(one.before) or "–", line_of(one.after) or "–")
        for one in found
    ]


def objectable(desk: Desk) -> list[str]:
    """Return the purposes to which a person may object, other than marketing."""
    return [
        key
        for key, purpose in desk.notice.purposes.items()
        if is_objectable(purpose) and not purpose.marketing
    ]


def lifting(opened: OpenedRequest, desk: Desk) -> dict[str, object]:
    """Return how far the end of a restriction has come."""
    since = [words.day(one.since.date()) for _, one in restrictions_of_request(opened.view.id)]
    return {
        "restricted_since": since[0] if since else "",
        "is_told_of_end": is_told_of(opened.view.id),
        "is_told": opened.view.state == "closed",
        "reached_at": opened.file.reached_at,
    }

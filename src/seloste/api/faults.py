"""The sentences for what is wrong with one part of a request. None of them holds the value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seloste.api.errors import FieldFault
from seloste.customers import sentences
from seloste.customers.values import Fault

_TITLES: Mapping[str, Promise] = {
    **sentences.COLUMN_TITLES,
    "identifier": _("Contract identifier"),
    "details": _("What was agreed"),
}

_SAYS: Mapping[str, Promise] = {
    "missing": _("This is needed and was left out. Add it."),
    "unknown_field": _("There is no such field. Remove it, or check its spelling in the document."),
    "wrong_type": _("This is of another type than the document says. Send it as described there."),
    "too_long": _("This is longer than may be taken. Shorten it."),
    "too_short": _("This is empty or too short. Fill it in, or leave it out."),
    "too_many": _("These are more than may be taken at once. Send fewer."),
    "not_of_the_form": _("This is not of the form that the document describes. Write it so."),
    "not_one_of_these": _("This is none of the values that the document lists. Choose one."),
    "out_of_range": _("This lies outside what may be taken. Choose a value within."),
    "not_of_this_kind": _(
        "A company or association has no personal name. Add the person as a contact person."
    ),
}

# What the library calls a fault → what we call it. Ours are permanent.
_CODES: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_long": "too_many",
    "too_short": "too_short",
    "string_pattern_mismatch": "not_of_the_form",
    "value_error": "not_of_the_form",
    "date_parsing": "not_of_the_form",
    "date_from_datetime_parsing": "not_of_the_form",
    "date_from_datetime_inexact": "not_of_the_form",
    "literal_error": "not_one_of_these",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}


def says(fault: Fault) -> str:
    """Return what is wrong with a value and what to do, in the language in use."""
    if sentence := _SAYS.get(fault.code):
        return str(sentence)
    title = str(_TITLES[fault.column]) if fault.column else ""
    return str(sentences.FAULTS[fault.code]) % {**fault.facts, "column": title}


def of_library(errors: Sequence[Mapping[str, Any]]) -> list[FieldFault]:
    """Return the faults that the library found in a body or a query, without their values."""
    found: dict[str, FieldFault] = {}
    for error in errors:
        # The first part says body or query, the second what our function calls it.
        place = error["loc"][2:] if error["loc"][0] == "body" else error["loc"][1:]
        code = _CODES.get(error["type"], "wrong_type")
        pointer = "".join(f"/{_escaped(part)}" for part in place if _is_place(part))
        found.setdefault(pointer, FieldFault(pointer, code, str(_SAYS[code])))
    return list(found.values())


def _is_place(part: object) -> bool:
    """Whether the part is a place in the document and not the library's name of a variant."""
    return isinstance(part, int) or not set(str(part)) & set("[(-")


def _escaped(part: object) -> str:
    return str(part)[:64].replace("~", "~0").replace("/", "~1")

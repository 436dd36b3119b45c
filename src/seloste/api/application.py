"""The API put together: its endpoints, and how everything that goes wrong is said."""

from __future__ import annotations

from typing import Any

import pydantic_core
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from seloste.api.endpoints import (
    answers,
    backups,
    breaches,
    consents,
    contact_persons,
    contracts,
    customers,
    duplicates,
    notice,
    readings,
    recipients,
    requests,
    retention,
    services,
)
from seloste.api.errors import NoSuchAddress, NotUnderstood, Unfit, Unreadable
from seloste.api.faults import of_library
from seloste.api.problems import problem
from seloste.kernel.errors import Refusal

DESCRIPTION = """\
Customers, their contracts, who looked at them, and what went wrong. Every request brings a token that is bound to
one role and one or more purposes of the privacy notice in force; what the notice does not let that
role see for that purpose is not in the answer, and each opening leaves a reading that the customer
can see. How to make a token, and what the problems mean: docs/api.md."""


class StrictParser(Parser):
    """Takes JSON as RFC 8259 has it: no NaN, no lone surrogates, no endless nesting."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        try:
            body = pydantic_core.from_json(request.body, allow_inf_nan=False)
        except ValueError:
            raise Unreadable from None
        if not isinstance(body, dict):
            raise Unreadable
        return body


api = NinjaAPI(
    title="Seloste",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,  # the document is a file, compared with the code by a test
    docs_url=None,  # the library's page would load scripts from another host
    urls_namespace="api",
    parser=StrictParser(),
)
_PLACES = (
    ("customers", customers.router),
    ("customers", readings.router),
    ("", contracts.router),
    ("contact-persons", contact_persons.router),
    ("services", services.router),
    ("duplicates", duplicates.router),
    ("breaches", breaches.router),
    ("", recipients.router),
    ("", consents.router),
    ("", retention.router),
    ("", backups.router),
    ("requests", requests.router),
    ("requests", answers.router),
    ("notice", notice.router),
)
for _prefix, _router in _PLACES:
    api.add_router(_prefix, _router)
ROUTERS = tuple(router for _, router in _PLACES)


@api.exception_handler(Refusal)
def refused(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say a refusal as a problem."""
    return problem(refusal)


@api.exception_handler(ValidationError)
def unfit(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say what does not fit. An id in an address that cannot be one is an address of nothing."""
    if any(fault["loc"][0] == "path" for fault in error.errors):
        return problem(NoSuchAddress())
    return problem(Unfit(of_library(error.errors)))


@api.exception_handler(HttpError)
def not_understood(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say that the library could not read the request: the body was not JSON."""
    return problem(Unreadable() if error.status_code == 400 else NotUnderstood())

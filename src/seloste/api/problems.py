"""Refusals as problem documents (RFC 9457), in the language of the request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from seloste import wording
from seloste.api.errors import Unfit
from seloste.customers.errors import DuplicateFound
from seloste.kernel.errors import Refusal

MEDIA_TYPE = "application/problem+json"
TYPES = "https://seloste.example/problems/"

STATUSES: Mapping[str, HTTPStatus] = {
    "api.no_token": HTTPStatus.UNAUTHORIZED,
    "api.too_many_failures": HTTPStatus.TOO_MANY_REQUESTS,
    "api.scope_missing": HTTPStatus.FORBIDDEN,
    "api.purpose_missing": HTTPStatus.BAD_REQUEST,
    "api.purpose_not_of_token": HTTPStatus.FORBIDDEN,
    "api.not_json": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "api.unreadable": HTTPStatus.BAD_REQUEST,
    "api.too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "api.key_unfit": HTTPStatus.BAD_REQUEST,
    "api.no_such_address": HTTPStatus.NOT_FOUND,
    "api.not_here": HTTPStatus.METHOD_NOT_ALLOWED,
    "api.not_understood": HTTPStatus.BAD_REQUEST,
    "api.failed": HTTPStatus.INTERNAL_SERVER_ERROR,
    "tokens.not_known": HTTPStatus.UNAUTHORIZED,
    "tokens.no_longer": HTTPStatus.UNAUTHORIZED,
    "tokens.outcome_unknown": HTTPStatus.CONFLICT,
    "readings.not_allowed": HTTPStatus.FORBIDDEN,
    "usability.barred": HTTPStatus.FORBIDDEN,
    "customers.no_such_customer": HTTPStatus.NOT_FOUND,
    "customers.duplicate_found": HTTPStatus.CONFLICT,
    "customers.cannot_merge": HTTPStatus.CONFLICT,
    "contracts.no_such_contract": HTTPStatus.NOT_FOUND,
    "contracts.service_exists": HTTPStatus.CONFLICT,
    "breaches.no_such_breach": HTTPStatus.NOT_FOUND,
    "breaches.not_at_this_point": HTTPStatus.CONFLICT,
    "disclosures.no_such_duty": HTTPStatus.NOT_FOUND,
    "disclosures.duty_settled": HTTPStatus.CONFLICT,
    "consents.no_such_person": HTTPStatus.NOT_FOUND,
    "consents.no_such_receipt": HTTPStatus.NOT_FOUND,
    "consents.may_not_record": HTTPStatus.FORBIDDEN,
    "consents.marketing_banned": HTTPStatus.CONFLICT,
    "retention.no_such_person": HTTPStatus.NOT_FOUND,
    "retention.no_such_hold": HTTPStatus.NOT_FOUND,
    "retention.no_such_certificate": HTTPStatus.NOT_FOUND,
    "retention.may_not_erase": HTTPStatus.FORBIDDEN,
    "retention.nothing_to_erase": HTTPStatus.CONFLICT,
    "rights.no_such_request": HTTPStatus.NOT_FOUND,
    "rights.taken_already": HTTPStatus.CONFLICT,
    "rights.not_the_next": HTTPStatus.CONFLICT,
    "rights.not_open": HTTPStatus.CONFLICT,
    "rights.decided_already": HTTPStatus.CONFLICT,
    "rights.no_such_passage": HTTPStatus.NOT_FOUND,
    "rights.no_such_restriction": HTTPStatus.NOT_FOUND,
    "rights.not_answered": HTTPStatus.CONFLICT,
    "rights.parts_open": HTTPStatus.CONFLICT,
    "rights.copy_first": HTTPStatus.CONFLICT,
    "rights.identity_open": HTTPStatus.CONFLICT,
    "rights.authority_open": HTTPStatus.CONFLICT,
    "rights.lift_not_told": HTTPStatus.CONFLICT,
    "rights.something_held": HTTPStatus.CONFLICT,
    "rights.not_all_open": HTTPStatus.FORBIDDEN,
    "rights.extended_already": HTTPStatus.CONFLICT,
    "notice.none_in_force": HTTPStatus.SERVICE_UNAVAILABLE,
    "vault.cannot_open": HTTPStatus.SERVICE_UNAVAILABLE,
    "vault.root_key_missing": HTTPStatus.SERVICE_UNAVAILABLE,
    "vault.root_key_wrong": HTTPStatus.SERVICE_UNAVAILABLE,
    "vault.root_key_exposed": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Every other refusal is 422: understood, and not done."""


def problem(refusal: Refusal) -> HttpResponse:
    """Return the problem document of a refusal."""
    status = STATUSES.get(refusal.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    document: dict[str, object] = {
        "type": TYPES + refusal.code,
        "title": gettext("The request was not carried out"),
        "status": int(status),
        "detail": wording.of(refusal),
        "code": refusal.code,
    }
    if article := wording.article_of(refusal):
        document["article"] = article
    if isinstance(refusal, Unfit):
        document["errors"] = [
            {"pointer": fault.pointer, "code": fault.code, "detail": fault.detail}
            for fault in refusal.faults
        ]
    if isinstance(refusal, DuplicateFound):
        document["duplicates"] = [
            {"id": str(person), "reason": reason} for person, reason in refusal.found.items()
        ]
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    response["Content-Language"] = get_language() or "en"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="seloste"'
    return response

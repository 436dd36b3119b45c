"""Where a recipient's machine says that it has done as it was told, or that it refuses.

It signs what it says with the secret that was agreed on, as the register signs what it tells it
(Standard Webhooks 1.0.0). Nobody else gets to know whether there is such a duty.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

import pydantic_core
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from seloste.disclosures import operations, queries, services
from seloste.disclosures.errors import ConnectorsExposed, ConnectorsUnreadable, DutySettled
from seloste.disclosures.signatures import is_signed, key_of
from seloste.disclosures.values import DutyView
from seloste.kernel.actors import system

MOST_BYTES = 65_536

_BY = system("public")


@csrf_exempt  # signed by a machine, which has no cookies
@login_not_required
@require_POST
def answer(request: HttpRequest, recipient: str) -> HttpResponse:
    """Note what the recipient answers to a duty. Said twice, it counts once."""
    at = timezone.now()
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not _is_from(recipient, request, at=at):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    kind, number = _said(request.body)
    duty = queries.duty(number)
    if duty is None or duty.recipient != recipient:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return HttpResponse(status=_noted(duty, kind, at=at))


def _is_from(recipient: str, request: HttpRequest, *, at: datetime) -> bool:
    try:
        key = key_of(services.secret_of(recipient))
    except (ConnectorsExposed, ConnectorsUnreadable, ValueError):
        return False
    return is_signed(
        key,
        message_id=request.headers.get("webhook-id", ""),
        timestamp=request.headers.get("webhook-timestamp", ""),
        signatures=request.headers.get("webhook-signature", ""),
        body=request.body,
        at=at,
    )


def _said(body: bytes) -> tuple[str, int]:
    """Return what is said of which duty; of none when it cannot be understood."""
    try:
        said = pydantic_core.from_json(body)
        kind, number = str(said["type"]), str(said["data"]["duty"])
    except (ValueError, TypeError, KeyError):
        return "", 0
    is_id = number.isascii() and number.isdecimal() and len(number) <= 19
    return kind, int(number) if is_id and int(number) < 2**63 else 0


def _noted(duty: DutyView, kind: str, *, at: datetime) -> HTTPStatus:
    try:
        if kind == "duty.acknowledged":
            operations.acknowledge(duty.id, by=_BY, at=at)
        elif kind == "duty.refused":
            operations.refuse(duty.id, by=_BY, at=at)
        else:
            return HTTPStatus.UNPROCESSABLE_ENTITY
    except DutySettled:
        is_said_again = f"duty.{duty.state}" == kind
        return HTTPStatus.NO_CONTENT if is_said_again else HTTPStatus.CONFLICT
    return HTTPStatus.NO_CONTENT

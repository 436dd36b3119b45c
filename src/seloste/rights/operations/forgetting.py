"""Letting go of requests whose file is erased, when their storage period is over: building blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from seloste.kernel.ids import PersonId
from seloste.rights.models import (
    Concerned,
    Link,
    Reminder,
    RequestEvent,
    RequestPart,
    SubjectRequest,
)


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Remove the requests of requesters of whom nothing is left; return how many rows of each.

    A request about a person who is erased stays until its own file goes: it proves how they were
    answered, under an opaque id.
    """
    requests = SubjectRequest.objects.filter(requester__in=persons)
    of = dict(requests.values_list("id", "requester"))
    gone: Counter[int] = Counter()
    for model in (Concerned, Link, Reminder, RequestEvent, RequestPart):
        rows = model.objects.filter(request_id__in=of)
        gone += Counter(of[request] for request in rows.values_list("request_id", flat=True))
        rows.delete()
    gone += Counter(of.values())
    requests.delete()
    return gone

"""The file of a request goes when its period is over, with everything that was written beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from seloste.lifetimes.models import Lifetime
from seloste.retention.operations import running
from seloste.rights.models import RequestEvent, SubjectRequest
from seloste.rights.operations.clarifying import ask
from seloste.rights.operations.receiving import receive
from seloste.rights.operations.refusing import withdraw
from seloste.rights.values import NewRequest, RequestFile
from seloste.vault.keystore.models import PersonKey
from seloste.vault.models import Sealed
from tests.register import Register


def test_notes_and_rows_of_a_request_go_with_its_file(register: Register) -> None:
    who = {"by": register.owner, "at": register.at}
    file = RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example")
    asked = NewRequest(("access",), "email", register.at, "fi", file)
    request = receive(asked, **who)
    ask(request, "Mitä tietoja?", **who)
    withdraw(request, **who)
    requester = SubjectRequest.objects.get(id=request).requester
    kinds = Sealed.objects.filter(person=requester).values_list("kind", flat=True)
    assert set(kinds) == {"request", "request_event"}

    running.run(by=register.owner, at=datetime(2029, 11, 24, 10, tzinfo=UTC))

    assert not Sealed.objects.filter(person=requester).exists()
    assert not PersonKey.objects.filter(person=requester).exists()
    assert not SubjectRequest.objects.exists()
    assert not RequestEvent.objects.exists()
    assert not Lifetime.objects.filter(person=requester).exists()

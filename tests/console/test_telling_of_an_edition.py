from __future__ import annotations

import pytest

from seloste.audit.models import Entry
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.notice.queries import owed_informing
from tests.register import EXAMPLE


@pytest.fixture
def new_recipient(register) -> None:
    """An edition that gives data to somebody new: a duty to tell follows."""
    text = EXAMPLE.read_text(encoding="utf-8")
    later = text.replace(
        "number: 1",
        "number: 2\n  changes: {fi: Uusi kuriiri., sv: Ny kurir., en: A new courier.}",
        1,
    ).replace(
        "\nrecipients:\n",
        "\n"
        "recipients:\n"
        "  courier:\n"
        "    name: {fi: Kuriiri Oy, sv: Kurir Ab, en: Courier Ltd}\n"
        "    kind: processor\n"
        "    service: {fi: lähetykset, sv: leveranser, en: deliveries}\n"
        "    when: customer_care\n"
        "    categories: [identity]\n"
        "    place: FI\n"
        "    agreement: 2026-10-01\n",
        1,
    )
    publish(
        later.encode(),
        path="later.yaml",
        attested=frozenset(MEASURES),
        held=dict,
        by=register.owner,
        at=register.at,
    )
    assert owed_informing() == (2,)


def test_the_duty_is_shown_and_met_by_one_press(new_recipient, owner) -> None:
    assert "/console/notice/2/told/" in owner.get("/console/notice/").content.decode()

    response = owner.post("/console/notice/2/told/")

    assert response.status_code == 302
    assert owed_informing() == ()
    assert Entry.objects.filter(operation="notice.informed", ref="2").exists()


def test_it_is_for_those_who_administer(new_recipient, support) -> None:
    assert "/told/" not in support.get("/console/notice/").content.decode()

    response = support.post("/console/notice/2/told/")

    assert response.status_code == 403
    assert owed_informing() == (2,)

from __future__ import annotations

import re

from seloste.staff import queries
from tests.sign_in import make_account


def handles(**having) -> list[str]:
    found = queries.members()
    return [one.handle for one in found if all(getattr(one, k) == v for k, v in having.items())]


def test_an_invitation_gives_a_link_that_is_shown_once_and_works(owner, client) -> None:
    page = owner.post("/console/staff/invite/", {"role": "support"}).content.decode()

    [link] = re.findall(r"http://testserver(/sign-in/join/[^<\s]+)", page)
    assert link not in owner.get("/console/staff/").content.decode()
    assert client.get(link, follow=True).status_code == 200


def test_names_of_staff_are_not_on_the_page(owner) -> None:
    account = make_account("support", name="Tuulia Kuvitelma")

    page = owner.get("/console/staff/").content.decode()

    assert account.handle in page
    assert "Tuulia" not in page


def test_a_role_changes_and_access_ends(owner) -> None:
    account = make_account("support")

    owner.post(f"/console/staff/{account.handle}/role/", {"role": "accountant"})
    assert queries.member(account.handle).role == "accountant"

    owner.post(f"/console/staff/{account.handle}/end/")
    assert queries.member(account.handle).ended_at
    assert "Access ended" in owner.get("/console/staff/").content.decode()


def test_a_new_way_in_and_an_invitation_that_is_withdrawn(owner) -> None:
    account = make_account("support")
    page = owner.post(f"/console/staff/{account.handle}/renew/").content.decode()
    assert "/sign-in/join/" in page
    [address] = re.findall(r'action="(/console/staff/invitations/\d+/)"', page)

    owner.post(address)

    assert "/console/staff/invitations/" not in owner.get("/console/staff/").content.decode()


def test_the_last_who_administers_stays(owner) -> None:
    [handle] = handles()

    response = owner.post(f"/console/staff/{handle}/end/")

    assert response.status_code == 422
    assert handles(ended_at=None) == [handle]


def test_staff_is_administered_by_nobody_else(support) -> None:
    [handle] = handles()

    for address, sent in (
        ("/console/staff/invite/", {"role": "owner"}),
        (f"/console/staff/{handle}/role/", {"role": "owner"}),
        (f"/console/staff/{handle}/renew/", {}),
        (f"/console/staff/{handle}/end/", {}),
    ):
        assert support.post(address, sent).status_code == 403, address
    assert support.get("/console/staff/").status_code == 403
    assert queries.member(handle).role == "support"


def test_a_role_that_the_notice_lacks_is_refused(owner) -> None:
    response = owner.post("/console/staff/invite/", {"role": "emperor"})

    assert response.status_code == 422
    assert "/sign-in/join/" not in response.content.decode()

from __future__ import annotations

import re

import pytest

from seloste.audit.models import Entry
from seloste.staff import queries
from tests.sign_in import Account, make_account, signed_in_client

STAFF = "/console/staff/"


@pytest.fixture
def tuulia(register) -> Account:
    """Somebody in support."""
    return make_account("support", name="Tuulia Kuvitelma")


def handles(**having) -> list[str]:
    found = queries.members()
    return [one.handle for one in found if all(getattr(one, k) == v for k, v in having.items())]


def told() -> list[tuple[str, str]]:
    rows = Entry.objects.order_by("position")
    return [(one.operation, one.ref) for one in rows if one.operation != "readings.opened"]


def page(client, address: str = STAFF) -> str:
    return client.get(address).content.decode()


def test_names_are_opened_for_a_purpose_and_each_opening_is_recorded(owner, tuulia) -> None:
    person = queries.member(tuulia.handle).person
    assert not Entry.objects.filter(operation="readings.opened").exists()

    shown = page(owner)

    assert "Tuulia Kuvitelma" in shown
    assert tuulia.handle in shown
    assert tuulia.email not in shown
    [line] = Entry.objects.filter(operation="readings.opened", about=person)
    assert (line.purpose, line.role, line.way_in) == ("staff_administration", "owner", "console")


def test_the_page_says_who_has_a_second_factor_and_when_each_signed_in(owner) -> None:
    make_account("support", strong=False)

    shown = page(owner)

    assert shown.count("With a second factor") == 1
    assert shown.count("No second factor yet") == 1
    assert "Has not signed in yet" in shown


def test_an_invitation_gives_a_link_that_is_shown_once_and_works(owner, client) -> None:
    shown = owner.post(f"{STAFF}invite/", {"role": "support"}).content.decode()

    [link] = re.findall(r'value="http://testserver(/sign-in/join/[^"]+)"', shown)
    assert link not in page(owner)
    assert client.get(link, follow=True).status_code == 200
    assert told()[-1] == ("staff.invited", "support")


def test_an_invitation_that_is_withdrawn_works_no_longer(owner, client) -> None:
    shown = owner.post(f"{STAFF}invite/", {"role": "support"}).content.decode()
    [link] = re.findall(r'value="http://testserver(/sign-in/join/[^"]+)"', shown)
    [address] = re.findall(r'action="(/console/staff/invitations/\d+/)"', page(owner))

    owner.post(address)

    assert "/console/staff/invitations/" not in page(owner)
    assert client.get(link, follow=True).status_code == 410
    assert told()[-1][0] == "staff.invitation_withdrawn"


def test_a_role_changes_from_the_next_page_on(owner, tuulia) -> None:
    theirs = signed_in_client(account=tuulia)

    answer = owner.post(f"{STAFF}{tuulia.handle}/role/", {"role": "owner"})

    assert answer.url == STAFF
    assert theirs.get(STAFF).status_code == 200
    assert told()[-1] == ("staff.role_changed", "owner")


def test_whoever_gives_up_administering_is_led_to_a_page_that_opens(owner) -> None:
    [me] = handles()
    make_account("owner")

    answer = owner.post(f"{STAFF}{me}/role/", {"role": "support"}, follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain == [("/console/", 302)]


def test_a_new_link_says_whose_it_is(owner, tuulia) -> None:
    shown = owner.post(f"{STAFF}{tuulia.handle}/renew/").content.decode()

    assert "/sign-in/join/" in shown
    assert f"New link for {tuulia.handle}" in page(owner)
    assert told()[-1][0] == "staff.way_in_renewed"


def test_access_ends_only_by_a_deliberate_act(owner, tuulia) -> None:
    theirs = signed_in_client(account=tuulia)
    address = f"{STAFF}{tuulia.handle}/end/"
    assert "Tuulia Kuvitelma" in page(owner, address)

    unmeant = owner.post(address)

    assert unmeant.status_code == 422
    assert "Tick this to say that you mean it" in unmeant.content.decode()
    assert theirs.get("/console/").status_code == 200

    meant = owner.post(address, {"is_meant": "on"})

    assert meant.url == STAFF
    assert theirs.get("/console/").url.startswith("/sign-in/")
    assert told()[-1][0] == "staff.access_ended"


def test_the_name_of_whoever_has_left_is_not_opened_again(owner, tuulia) -> None:
    owner.post(f"{STAFF}{tuulia.handle}/end/", {"is_meant": "on"})
    openings = Entry.objects.filter(operation="readings.opened").count()
    person = queries.member(tuulia.handle).person

    shown = page(owner)

    assert "Access that has ended" in shown
    assert tuulia.handle in shown
    assert "Tuulia" not in shown
    assert Entry.objects.filter(operation="readings.opened").count() == openings + 1  # oneself
    assert Entry.objects.filter(operation="readings.opened", about=person).count() <= openings
    assert owner.get(f"{STAFF}{tuulia.handle}/end/").status_code == 404


def test_the_last_who_administers_stays(owner) -> None:
    [me] = handles()

    ended = owner.post(f"{STAFF}{me}/end/", {"is_meant": "on"})
    changed = owner.post(f"{STAFF}{me}/role/", {"role": "support"})

    assert (ended.status_code, changed.status_code) == (422, 422)
    assert "Nobody else would be left" in ended.content.decode()
    assert handles(ended_at=None, role="owner") == [me]


@pytest.mark.parametrize("role", ["support", "accountant"])
def test_staff_is_administered_by_nobody_else(request, register, role) -> None:
    client = request.getfixturevalue(role)
    [me] = handles()
    before = Entry.objects.count()

    for address, sent in (
        (f"{STAFF}invite/", {"role": "owner"}),
        (f"{STAFF}{me}/role/", {"role": "owner"}),
        (f"{STAFF}{me}/renew/", {}),
        (f"{STAFF}{me}/end/", {"is_meant": "on"}),
        (f"{STAFF}invitations/1/", {}),
        (f"{STAFF}tokens/new/support/", {}),
        (f"{STAFF}tokens/t-0123456789/end/", {}),
    ):
        assert client.post(address, sent).status_code == 403, address
    for address in (STAFF, f"{STAFF}{me}/end/", f"{STAFF}tokens/new/"):
        assert client.get(address).status_code == 403, address
    assert f'href="{STAFF}"' not in page(client, "/console/")
    assert queries.member(me).role == role
    assert Entry.objects.count() == before


@pytest.mark.parametrize("sent", [{}, {"role": "emperor"}, {"role": "system"}])
def test_a_role_that_the_notice_lacks_is_refused(owner, sent) -> None:
    response = owner.post(f"{STAFF}invite/", sent)

    assert response.status_code == 422
    assert 'class="errors"' in response.content.decode()
    assert queries.invitations(queries.members()[0].joined_at) == ()

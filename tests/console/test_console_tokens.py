from __future__ import annotations

import re

import pytest

from seloste.audit.models import Entry
from seloste.tokens import queries

STAFF = "/console/staff/"
NEW = f"{STAFF}tokens/new/support/"
ASKED = {
    "label": "webshop",
    "purposes": ["customer_care"],
    "scopes": ["customers:read", "contracts:read"],
    "days": "30",
}


def secret_in(page: str) -> str:
    [found] = re.findall(r'value="(seloste_[\w-]+)"', page)
    return found


def last_told() -> tuple[str, str]:
    line = Entry.objects.exclude(operation="readings.opened").order_by("position").last()
    return line.operation, line.ref


def test_a_token_is_made_shown_once_and_works(owner, client) -> None:
    shown = owner.post(NEW, ASKED)

    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    secret = secret_in(shown.content.decode())
    assert secret not in owner.get(STAFF).content.decode()
    [made] = queries.tokens()
    assert (made.label, made.role, made.purposes) == ("webshop", "support", ("customer_care",))
    assert (made.expires_at - made.made_at).days == 30
    assert last_told() == ("tokens.made", made.handle)
    answer = client.get("/api/v1/notice", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


def test_a_token_is_listed_with_what_it_may_do_and_until_when(owner) -> None:
    assert "No program comes in yet" in owner.get(STAFF).content.decode()

    owner.post(NEW, ASKED)

    shown = owner.get(STAFF).content.decode()
    [made] = queries.tokens()
    for text in ("webshop", made.handle, "Find and open customers", "Works until", "Not used yet"):
        assert text in shown


def test_only_what_the_notice_lets_the_role_do_can_be_chosen(owner) -> None:
    form = owner.get(NEW).content.decode()

    assert 'value="customer_care"' in form
    assert 'value="staff_administration"' not in form


def test_a_token_ends_by_a_deliberate_act(owner, client) -> None:
    secret = secret_in(owner.post(NEW, ASKED).content.decode())
    [made] = queries.tokens()
    address = f"{STAFF}tokens/{made.handle}/end/"
    assert "webshop" in owner.get(address).content.decode()
    assert queries.tokens()[0].ended_at is None  # looking ends nothing

    owner.post(address)

    assert "Works no longer" in owner.get(STAFF).content.decode()
    answer = client.get("/api/v1/notice", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401
    assert last_told() == ("tokens.ended", made.handle)
    assert owner.get(address).status_code == 404
    assert owner.post(address).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": ""},
        {"label": "Aino Esimerkki"},
        {"label": "w"},
        {"label": "w" * 41},
        {"purposes": []},
        {"purposes": ["staff_administration"]},
        {"scopes": []},
        {"scopes": ["everything"]},
        {"days": "3650"},
        {"days": ""},
    ],
)
def test_what_is_wrong_is_said_and_no_token_is_made(owner, wrong) -> None:
    before = Entry.objects.count()

    answer = owner.post(NEW, ASKED | wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errors"' in page
    assert "errorlist" in page
    assert queries.tokens() == ()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", ["emperor", "system"])
def test_a_role_that_the_notice_lacks_for_programs_gets_no_token(owner, role) -> None:
    assert owner.get(f"{STAFF}tokens/new/{role}/").status_code == 404
    assert owner.post(f"{STAFF}tokens/new/{role}/", ASKED).status_code == 404
    assert queries.tokens() == ()

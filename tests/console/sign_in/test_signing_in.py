from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from seloste.audit.models import Entry
from seloste.kernel.actors import system
from seloste.staff import operations, queries, rules
from tests.register import Register
from tests.sign_in import PASSWORD, code_of, make_account, signed_in_client

SIGN_IN = "/sign-in/"
SECURITY = "/sign-in/security/"


def first_step(client: Client, email: str, password: str = PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def told() -> list[str]:
    return list(Entry.objects.order_by("position").values_list("operation", flat=True))


def test_password_and_code_open_the_console() -> None:
    account = make_account()
    client = Client()

    first = first_step(client, account.email.upper())
    second = client.post(first.url, {"code": code_of(account.seed)})

    assert first.url == reverse("mfa_authenticate")
    assert second.url == "/console/"
    assert client.get(SECURITY).status_code == 200
    assert told()[-1] == "staff.signed_in"


def test_a_password_alone_opens_nothing() -> None:
    account = make_account()
    client = Client()

    first_step(client, account.email)

    assert client.get(SECURITY).url.startswith(SIGN_IN)


def test_a_member_without_second_factor_reaches_only_its_set_up() -> None:
    account = make_account(strong=False)
    client = Client()

    assert first_step(client, account.email).url == "/console/"

    assert client.get(SECURITY).status_code == 200
    assert client.get("/sign-in/security/password/").url == SECURITY
    assert client.get("/sign-in/security/codes/").url == SECURITY


def test_setting_up_an_authenticator_app_opens_the_rest_at_once() -> None:
    account = make_account(strong=False)
    client = Client()
    first_step(client, account.email)
    page = client.get("/sign-in/security/app/add/")
    seed = page.context["form"].secret

    done = client.post("/sign-in/security/app/add/", {"code": code_of(seed)})

    assert done.url == "/sign-in/security/codes/"
    assert client.get("/sign-in/security/password/").status_code == 200
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert seed not in kept


def test_a_session_without_second_factor_ends_when_one_was_set_up_elsewhere() -> None:
    account = make_account(strong=False)
    client = Client()
    first_step(client, account.email)
    page = Client()
    first_step(page, account.email)
    seed = page.get("/sign-in/security/app/add/").context["form"].secret
    page.post("/sign-in/security/app/add/", {"code": code_of(seed)})

    assert client.get(SECURITY).url.startswith(SIGN_IN)


def test_a_code_works_once() -> None:
    account = make_account()
    code = code_of(account.seed)
    for _ in range(2):
        client = Client()
        first_step(client, account.email)
        answer = client.post("/sign-in/second/", {"code": code})

    assert answer.status_code == 200
    assert client.get(SECURITY).url.startswith(SIGN_IN)


def test_a_recovery_code_works_once() -> None:
    account = make_account()
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    answers = []
    for _ in range(2):
        client = Client()
        first_step(client, account.email)
        answers.append(client.post("/sign-in/second/", {"code": codes[0]}).status_code)

    assert answers == [302, 200]


@pytest.mark.parametrize("email", ["aino.wrong@palvelin.example", "known"])
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(email: str) -> None:
    account = make_account()
    address = account.email if email == "known" else email

    answer = first_step(Client(), address, "something else entirely")

    assert answer.context["form"].non_field_errors() == [
        "Sinua ei kirjattu sisään: osoite ja salasana eivät sovi yhteen. Tarkista molemmat ja yritä uudelleen."
    ]
    assert told()[-1] == "staff.sign_in_failed"
    assert account.email not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("email", ["nobody@palvelin.example", "known"])
def test_after_five_failures_not_even_the_right_password_is_looked_at(email: str) -> None:
    account = make_account()
    address = account.email if email == "known" else email
    name = queries.sign_in_name(address)
    for _ in range(rules.FREE_ATTEMPTS):
        operations.sign_in_failed(name, way_in="console", at=timezone.now())

    answer = first_step(Client(), address)

    assert answer.status_code == 200
    assert "liikaa" in str(answer.context["form"].non_field_errors())


def test_wrong_codes_count_like_wrong_passwords() -> None:
    account = make_account()
    client = Client()
    first_step(client, account.email)

    client.post("/sign-in/second/", {"code": "000000"})

    assert queries.attempts_of(account.handle).failures == 1


def test_signing_in_clears_the_failures() -> None:
    account = make_account()
    client = Client()
    first_step(client, account.email, "something else entirely")
    first = first_step(client, account.email)

    client.post(first.url, {"code": code_of(account.seed)})

    assert queries.attempts_of(account.handle) is None


def test_ending_access_ends_the_sessions_at_once() -> None:
    keeper = make_account()
    account = make_account("support")
    client = signed_in_client(account=account)
    assert client.get(SECURITY).status_code == 200

    operations.end_access(account.handle, by=system("cli"), at=timezone.now())

    assert client.get(SECURITY).url.startswith(SIGN_IN)
    assert first_step(Client(), account.email).status_code == 200
    assert keeper.handle


def test_a_changed_role_holds_from_the_next_request_on() -> None:
    make_account()
    account = make_account("support")
    client = signed_in_client(account=account)

    operations.change_role(account.handle, role="accountant", by=system("cli"), at=timezone.now())

    assert client.get(SECURITY).wsgi_request.actor.role == "accountant"


def test_signing_out_everywhere_ends_every_session() -> None:
    account = make_account()
    here, there = (signed_in_client(account=account) for _ in range(2))

    here.post("/sign-in/out/everywhere/")

    assert there.get(SECURITY).url.startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("key", "ago"), [("seen_at", timedelta(minutes=31)), ("begun_at", timedelta(hours=13))]
)
def test_a_session_ends_after_a_rest_and_after_a_day(key: str, ago: timedelta) -> None:
    client = signed_in_client()
    session = client.session
    session[key] = (timezone.now() - ago).timestamp()
    session.save()

    assert client.get(SECURITY).url.startswith(SIGN_IN)


def test_neither_names_nor_session_keys_are_in_the_database() -> None:
    account = make_account(name="Tunnistettava Nimi", email="tunnistettava@palvelin.example")
    client = Client()
    first = first_step(client, account.email)
    client.post(first.url, {"code": code_of(account.seed)})

    rows = str([list(model.objects.values()) for model in (Session, Authenticator, Entry)])
    assert "unnistettava" not in rows
    assert client.cookies["sessionid"].value not in rows
    assert account.handle not in str(list(Session.objects.values()))
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "password/reset/", "code/", "confirm-email/", "security/keys/1/edit/"],
)
def test_pages_of_accounts_and_addresses_do_not_exist(address: str) -> None:
    assert signed_in_client().get(SIGN_IN + address).status_code == 404


def test_the_only_second_factor_stays() -> None:
    client = signed_in_client()

    client.post("/sign-in/security/app/remove/")

    assert Authenticator.objects.filter(type="totp").exists()


def test_a_new_password_ends_the_other_sessions() -> None:
    account = make_account()
    here, there = (signed_in_client(account=account) for _ in range(2))
    new = "aivan uusi pitkä salasana"

    answer = here.post(
        "/sign-in/security/password/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert answer.url == SECURITY
    assert here.get(SECURITY).status_code == 200
    assert there.get(SECURITY).url.startswith(SIGN_IN)
    assert told()[-1] == "staff.password_changed"


# The invitation's page


def test_an_invited_person_joins_and_goes_on_to_the_second_factor(register: Register) -> None:
    token = operations.invite("support", by=register.owner, at=timezone.now())
    client = Client()
    assert client.get(f"/sign-in/join/{token}/").url == "/sign-in/join/"

    answer = client.post(
        "/sign-in/join/",
        {
            "name": "Olli Oiva",
            "email": "olli@palvelin.example",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )

    assert answer.status_code == 302
    assert client.get(SECURITY).status_code == 200
    assert queries.who_signs_in_with("OLLI@palvelin.example").role == "support"


def test_what_was_typed_stays_when_the_passwords_differ(register: Register) -> None:
    token = operations.invite("support", by=register.owner, at=timezone.now())
    client = Client()
    client.get(f"/sign-in/join/{token}/")

    answer = client.post(
        "/sign-in/join/",
        {
            "name": "Olli Oiva",
            "email": "olli@palvelin.example",
            "password1": PASSWORD,
            "password2": "x",
        },
    )

    assert answer.status_code == 422
    assert 'value="Olli Oiva"' in answer.content.decode()
    assert not queries.members()


def test_a_used_link_leads_nowhere(register: Register) -> None:
    client = Client()
    client.get("/sign-in/join/thistokenneverwas/")

    assert client.get("/sign-in/join/").status_code == 410


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_page_renders_in_each_language(language: str) -> None:
    client = signed_in_client()
    client.cookies["django_language"] = language
    pages = ["", "password/", "app/remove/", "codes/", "codes/new/", "keys/", "keys/add/"]

    for page in pages:
        answer = client.get(SECURITY + page, follow=True)
        assert answer.status_code == 200, page
        assert f'lang="{language}"' in answer.content.decode()
    assert client.get("/sign-in/out/").status_code == 200
    outside = Client()
    outside.cookies["django_language"] = language
    assert outside.get(SIGN_IN).status_code == 200


def test_who_is_too_fast_is_told_so() -> None:
    client = Client()
    for _ in range(31):
        answer = client.post(SIGN_IN, {"login": "", "password": ""})

    assert answer.status_code == 429
    assert "Odota minuutti" in answer.content.decode()

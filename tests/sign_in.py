"""Signing in, for tests: a member made in one call, a client or a browser that is signed in.

    client = signed_in_client("support")            # Django's test client
    sign_in_browser(page, live_server.url, "owner") # a real browser, by its cookie

All need the fixture `register` (tests/register.py). `enter` goes through the pages instead, as a
person does, with password and the code of an authenticator app.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass
from itertools import count

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from seloste.kernel.actors import system
from seloste.staff import operations

PASSWORD = "tuulimylly kierii hitaasti"
_numbers = count(1)


@dataclass(frozen=True)
class Account:
    """A member, and what the member knows and holds."""

    handle: str
    email: str
    seed: str
    password: str = PASSWORD


def make_account(
    role: str = "owner", *, name: str = "Aino Esimerkki", email: str = "", strong: bool = True
) -> Account:
    """Make a member as an invitation does; with an authenticator app unless told otherwise."""
    at = timezone.now()
    email = email or f"aino{next(_numbers)}@palvelin.example"
    token = operations.invite(role, by=system("cli"), at=at, name=name, email=email)
    handle = operations.accept(
        token, encoded_password=make_password(PASSWORD), way_in="console", at=at
    )
    seed = generate_totp_secret()
    if strong:
        member = get_user_model().objects.get(username=handle)
        TOTP.activate(member, seed)
        RecoveryCodes.activate(member)
    return Account(handle, email, seed)


def signed_in_client(role: str = "owner", *, account: Account | None = None) -> Client:
    """Return a client in whose session a second factor was shown."""
    account = account or make_account(role)
    client = Client()
    member = get_user_model().objects.get(username=account.handle)
    client.force_login(member, settings.AUTHENTICATION_BACKENDS[0])
    now = time.time()
    session = client.session
    session.update({"begun_at": now, "seen_at": now, "strong_since": now})
    session.save()
    return client


def sign_in_browser(
    page: Page, address: str, role: str = "owner", *, account: Account | None = None
) -> None:
    """Give the page's context the cookie of someone who is signed in at this address."""
    client = signed_in_client(role, account=account)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def enter(page: Page, address: str, account: Account) -> None:
    """Sign in through the pages, with password and code."""
    page.goto(f"{address}/sign-in/")
    page.fill("[name=login]", account.email)
    page.fill("[name=password]", account.password)
    page.press("[name=password]", "Enter")
    page.fill("[name=code]", code_of(account.seed))
    page.press("[name=code]", "Enter")


def code_of(seed: str, *, at: float | None = None) -> str:
    """Return the code that an authenticator app shows. Source: RFC 6238."""
    counter = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    digest = hmac.digest(base64.b32decode(seed), counter, hashlib.sha1)
    start = digest[-1] & 0xF
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"

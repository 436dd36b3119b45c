from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from seloste.api import keys
from seloste.kernel.actors import system
from seloste.tokens import operations as tokens
from seloste.tokens.values import SCOPES, NewToken
from tests.register import Register, register

__all__ = ["register"]

PLACE = "/api/v1"


def now() -> datetime:
    """The door's own clock: tokens expire by it."""
    return timezone.now()  # noqa: TID251


@dataclass
class Program:
    """A program with a token, that speaks English unless told otherwise."""

    handle: str
    secret: str
    client: Client

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        raw: bytes | None = None,
        **headers: str,
    ) -> HttpResponse:
        sent = {"authorization": f"Bearer {self.secret}", "accept-language": "en"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        content = b"" if body is None and raw is None else raw or json.dumps(body).encode()
        kind = sent.pop("content-type", "application/json")
        return self.client.generic(method, PLACE + path, content, kind, headers=sent)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: object, **headers: str) -> HttpResponse:
        return self.ask("POST", path, body, **headers)


MakeProgram = Callable[..., Program]


@pytest.fixture(autouse=True)
def _no_failures_before() -> None:
    keys.FAILURES.forget()


@pytest.fixture
def program_with(register: Register) -> MakeProgram:
    """Make a program: in a role, for purposes, with scopes."""

    def make(
        role: str = "owner",
        purposes: tuple[str, ...] = ("customer_care",),
        scopes: tuple[str, ...] = SCOPES,
        label: str = "webshop",
    ) -> Program:
        new = NewToken(label=label, role=role, purposes=purposes, scopes=scopes, days=30)
        made = tokens.make(new, by=system("cli"), at=now())
        return Program(made.handle, made.secret, Client(raise_request_exception=False))

    return make


@pytest.fixture
def program(program_with: MakeProgram) -> Program:
    """A program that may do everything, for customer care."""
    return program_with()


def aino(**more: Any) -> dict[str, Any]:
    """An invented person, as a body."""
    return {
        "kind": "person",
        "name": "Aino Esimerkki",
        "emails": ["aino@esimerkki.example"],
        "phones": ["040 555 0123"],
        "postal_address": {
            "street": ["Esimerkkikatu 1 A 2"],
            "postal_code": "33100",
            "city": "Tampere",
        },
        "language": "fi",
        **more,
    }

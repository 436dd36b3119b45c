"""Whoever restricted the processing stays closed on every way in, and nothing of them changes.

The ways are counted where they are made, not listed here; `ways.py` says of each what may come of it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from zipfile import BadZipFile, ZipFile

import click
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver
from django.utils.translation import override

import seloste as package
from seloste.api.keys import PURPOSE
from seloste.api.urls import DOCUMENT
from seloste.cli import register as whole
from seloste.cli.main import seloste
from seloste.exchange.operations.exporting import export
from seloste.exchange.values import Format
from seloste.kernel.actors import system
from seloste.kernel.errors import Refusal
from seloste.outbox.errors import TryLater, WillNeverTake
from seloste.outbox.values import Letter
from seloste.tokens import operations as tokens
from seloste.tokens.values import SCOPES, NewToken
from seloste.worker.handlers.registry import HANDLERS
from tests.register import Register
from tests.sign_in import signed_in_client
from tests.walk import ways
from tests.walk.pages import forms_in
from tests.walk.restricted import PHONE, STEM, Restricted, build, tells_of_them, undone
from tests.walk.ways import Way

SOURCES = Path(package.__file__).parent
PURPOSES = ("customer_care", "invoicing")
"""Two of the purposes for which nothing of the two may be opened."""


# --- What ways there are --------------------------------------------------------------------------


def routes(
    patterns: Any = None, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield namespace, name and address of every page, from the resolver."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield space, str(pattern.name), address
        elif not address.startswith("api/"):
            yield from routes(pattern.url_patterns, address, pattern.namespace or space)


def api_operations() -> Iterator[tuple[str, str, str]]:
    """Yield id, method and path of every operation, from the published document."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield operation["operationId"], method.upper(), path


def commands(
    command: click.Command = seloste, path: str = ""
) -> Iterator[tuple[str, click.Command]]:
    """Yield every command and subcommand, as it is typed."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    if command.invoke_without_command:
        yield path, command
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from commands(found, f"{path} {name}".strip())


def writers_of_letters() -> set[str]:
    """Return the modules that make a letter, and the packages of letters."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        makes_one = re.search(r"\bLetter\(", path.read_text(encoding="utf-8"))
        if "letters" in path.stem or (makes_one and path.name != "values.py"):
            found.add(".".join(path.relative_to(SOURCES.parent).with_suffix("").parts))
        if path.parent.name == "letters":
            found.add(".".join(path.parent.relative_to(SOURCES.parent).parts))
    return found


def adapters() -> set[str]:
    return {
        path.name for path in (SOURCES / "adapters").iterdir() if (path / "__init__.py").exists()
    }


COUNTED: Mapping[str, tuple[Callable[[], set[str]], Mapping[str, Way]]] = {
    "page of the console": (
        lambda: {name for space, name, _ in routes() if space == "console"},
        ways.CONSOLE,
    ),
    "public page": (
        lambda: {name for space, name, _ in routes() if space == "public"},
        ways.PUBLIC,
    ),
    "other page": (
        lambda: {name for space, name, _ in routes() if space not in {"console", "public"}},
        ways.OTHERS,
    ),
    "operation of the API": (lambda: {name for name, _, _ in api_operations()}, ways.API),
    "command": (lambda: {name for name, _ in commands()}, ways.CLI),
    "work of the worker": (lambda: set(HANDLERS), ways.HANDLERS),
    "adapter": (adapters, ways.CONNECTORS),
    "export": (lambda: set(get_args(Format)), ways.EXPORTS),
    "writer of letters": (writers_of_letters, ways.LETTERS),
}


@pytest.mark.parametrize("kind", COUNTED)
def test_it_is_decided_of_each_way_in_what_it_may_show_of_restricted_people(kind: str) -> None:
    count, table = COUNTED[kind]
    new, gone = count() - table.keys(), table.keys() - count()

    assert not new, (
        f"New: {kind} {', '.join(sorted(new))}. Decide, and write into tests/walk/ways.py, what it may"
        " show and change of a person who restricted the processing, and by which article."
    )
    assert not gone, f"Gone: {kind} {', '.join(sorted(gone))}. Take it out of tests/walk/ways.py."


# --- Pages ----------------------------------------------------------------------------------------

FILLED: Mapping[str, dict[str, Any]] = {
    "edit": {"kind": "person", "name": "Uusi Nimi", "email": "uusi@arvo.example"},
    "edit_person": {"contact_name": "Uusi Nimi", "contact_email": "uusi@arvo.example"},
    "end_person": {"left_on": "2026-11-20"},
    "add_person": {"contact_name": "Uusi Nimi", "contact_email": "uusi@arvo.example"},
    "agree": {"service": "hosting", "identifier": "uusi.example", "starts_on": "2026-11-01"},
    "edit_contract": {"part": "days", "starts_on": "2025-01-01", "ends_on": "2026-12-31"},
    "end_contract": {"ends_on": "2026-12-31"},
    "give": {"categories": ["identity", "contact"]},
    "compare": {"keep": "first"},
}
"""What is sent where the form of a page does not say enough, or is not shown at all."""


def walk_pages(client: Client, them: Restricted, table: Mapping[str, Way], space: str) -> list[str]:
    """Open every page and press every button; return what should not have happened."""
    faults: list[str] = []
    for route_space, name, route in routes():
        if route_space == space:
            address = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(them.examples[m[1]]), route)
            if name in {"edit_person", "end_person", "person_informed"}:
                address = address.replace(str(them.aino), str(them.saimaa), 1)
                address = address.replace(f"people/{them.aino}", f"people/{them.kerttu}")
            faults += _walk_page(client, them, table[name], f"{space}:{name}", address)
    return faults


def _walk_page(client: Client, them: Restricted, way: Way, name: str, address: str) -> list[str]:
    pressed: list[tuple[str, dict[str, Any]]] = []
    faults = []
    with undone():
        before, answer = them.state(), client.get(address)
        faults += _faults(f"GET {name}", way, answer.content, changed=them.state() != before)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            pressed = [
                (form.action or address, form.data)
                for form in forms_in(answer.content.decode())
                if not form.action.startswith(("/sign-in/", "/language/", "/console/purpose/"))
            ]
    pressed.append((address, FILLED.get(name.partition(":")[2], {})))
    for action, data in pressed:
        with undone():
            before, answer = them.state(), client.post(action, data, follow=True)
            target = _way_of(action) or way
            faults += _faults(
                f"POST {action} from {name}", target, answer.content, changed=them.state() != before
            )
    return faults


def _way_of(action: str) -> Way | None:
    """Return the way that a form leads to: another page may show it."""
    match = get_resolver().resolve(action.partition("?")[0])
    table = {"console": ways.CONSOLE, "public": ways.PUBLIC}.get(match.namespace or "", {})
    return table.get(match.url_name or "")


def _faults(what: str, way: Way, content: str | bytes, *, changed: bool) -> list[str]:
    found = []
    if tells_of_them(content) and not way.shows:
        found.append(f"{what} shows values of restricted people")
    if changed and not way.changes:
        found.append(f"{what} changes what is kept of restricted people")
    return found


@pytest.mark.parametrize("purpose", PURPOSES)
def test_no_page_of_the_console_shows_or_changes_restricted_people(
    restricted: Restricted, purpose: str
) -> None:
    client = _owner(purpose)

    assert walk_pages(client, restricted, ways.CONSOLE, "console") == []


def test_the_same_walk_shows_and_changes_people_who_are_not_restricted(register: Register) -> None:
    them = build(register, is_restricted=False)

    faults = walk_pages(_owner("customer_care"), them, ways.CONSOLE, "console")

    shown = {fault.split()[1].partition(":")[2] for fault in faults if fault.startswith("GET")}
    assert shown >= {"customers", "customer", "edit", "history", "contracts", "compare", "consents"}
    changed = " ".join(fault for fault in faults if "changes" in fault)
    for page in ("/edit/", "/people/new/", "/contracts/new/", "/end/", "/give/", "/duplicates/"):
        assert page in changed


def test_no_public_page_shows_restricted_people(restricted: Restricted) -> None:
    assert walk_pages(Client(), restricted, ways.PUBLIC, "public") == []


def _owner(purpose: str) -> Client:
    client = signed_in_client("owner")
    client.raise_request_exception = False
    client.cookies["django_language"] = "en"
    session = client.session
    session["purpose"] = purpose
    session.save()
    return client


# --- The API --------------------------------------------------------------------------------------


def bodies(them: Restricted) -> dict[str, dict[str, Any]]:
    aino, toinen = str(them.aino), str(them.toinen)
    return {
        "create_customer": {"kind": "person", "name": "Uusi Nimi", "phones": [f"0{PHONE}"]},
        "search_customers": {"text": STEM},
        "change_customer": {"handle": "uusi"},
        "add_contact_person": {"name": "Uusi Nimi"},
        "agree_contract": {
            "service": "hosting",
            "starts_on": "2026-01-01",
            "identifier": "a.example",
        },
        "change_contract_days": {"starts_on": "2025-01-01", "ends_on": "2026-12-31"},
        "change_contract_details": {"details": "uusi"},
        "change_contact_person": {"role": "uusi"},
        "end_contact_person": {"on": "2026-11-20"},
        "merge_two": {"keep": toinen, "gone": aino},
        "keep_two_apart": {"first": aino, "second": toinen},
        "record_disclosure": {"recipient": "invoicing_service", "categories": ["identity"]},
        "list_persons_in_scope": {
            "account": "s-owner",
            "since": "2026-11-01T00:00:00Z",
            "until": "2026-12-01T00:00:00Z",
        },
    }


def walk_api(them: Restricted) -> list[str]:
    """Call every operation; return what should not have happened."""
    new = NewToken(label="webshop", role="owner", purposes=PURPOSES, scopes=SCOPES, days=30)
    token = tokens.make(new, by=system("cli"), at=_now())
    client, filled = Client(raise_request_exception=False), bodies(them)
    faults = []
    for name, method, path in api_operations():
        examples = {**them.examples, "person": them.aino}
        if "contact-persons/{person}" in path:
            examples = {**examples, "person": them.kerttu, "customer": them.saimaa}
        address = re.sub(r"{(\w+)}", lambda m, e=examples: str(e.get(m[1], 1)), path)
        with undone():
            before = them.state()
            answer = client.generic(
                method,
                address,
                json.dumps(filled.get(name, {})) if method != "GET" else "",
                "application/json",
                headers={
                    "authorization": f"Bearer {token.secret}",
                    PURPOSE: "invoicing" if name == "record_disclosure" else "customer_care",
                },
            )
            changed = them.state() != before
        faults += _faults(f"{method} {name}", ways.API[name], answer.content, changed=changed)
    return faults


def test_no_operation_of_the_api_shows_or_changes_restricted_people(restricted: Restricted) -> None:
    assert walk_api(restricted) == []


def test_the_same_calls_show_and_change_people_who_are_not_restricted(register: Register) -> None:
    faults = walk_api(build(register, is_restricted=False))

    shown = {fault.split()[1] for fault in faults if "shows" in fault}
    assert shown >= {"list_customers", "search_customers", "read_customer", "list_contracts"}
    changed = {fault.split()[1] for fault in faults if "changes" in fault}
    assert changed >= {
        "change_customer",
        "add_contact_person",
        "agree_contract",
        "change_contract_days",
        "change_contract_details",
        "change_contact_person",
        "merge_two",
        "record_disclosure",
    }


def _now() -> Any:
    from django.utils import timezone  # noqa: PLC0415 - the door's own clock

    return timezone.now()  # noqa: TID251 - tokens expire by it


# --- Commands and exports -------------------------------------------------------------------------


def typed(path: str, command: click.Command, them: Restricted, folder: Path) -> list[str]:
    """Return the command as somebody types it who tries to get at the two."""
    known = {
        "text": "aino",
        "keep": them.toinen,
        "gone": them.aino,
        "hold_id": them.examples["hold"],
        "certificate_id": them.examples["certificate"],
        "received": "2026-11-20",
        "handle": "s-nobody",
        "means": "email",
        "out": folder / "package.zip",
        "persons": them.aino,
        "values": "customer.handle=uusi",
        "number": "20261123-1" if path.startswith("requests") else 1,
        "role": "owner",
        "account": "s-owner",
        "since": "2026-11-01T00:00",
        **them.examples,
    }
    known["role"] = "owner"
    known["number"] = "20261123-1" if path.startswith("requests") else 1
    words = path.split()
    for parameter in command.params:
        if not parameter.required:
            continue
        value = known.get(parameter.name or "", _example(parameter, folder))
        if isinstance(parameter, click.Option):
            words.append(parameter.opts[0])
        words.append(str(value))
    return words


def _example(parameter: click.Parameter, folder: Path) -> object:
    if isinstance(parameter.type, click.Choice):
        return parameter.type.choices[0]
    if isinstance(parameter.type, click.Path):
        return folder / "file.csv"
    return "2026-11-20T10:00" if parameter.name in {"aware", "sent", "when", "on"} else "1"


def walk_commands(them: Restricted, folder: Path, home: Path) -> list[str]:
    """Type every command; return what should not have happened."""
    (whole.settings.HOME / whole.UNFINISHED).unlink(missing_ok=True)
    faults = []
    for path, command in commands():
        way = ways.CLI[path]
        if not way.is_walked:
            continue
        with undone(), override("en"):
            before = them.state()
            said = CliRunner().invoke(seloste, typed(path, command, them, folder)).output
            changed = them.state() != before
        for file in folder.iterdir():
            said += _content(file.read_bytes())
            file.unlink()
        shutil.rmtree(home / "audit", ignore_errors=True)  # what was signed was taken back
        faults += _faults(f"seloste {path}", way, said, changed=changed)
    return faults


def test_no_command_shows_or_changes_restricted_people(
    restricted: Restricted, tmp_path: Path, home: Path
) -> None:
    assert walk_commands(restricted, tmp_path, home) == []


def test_the_same_commands_show_and_change_people_who_are_not_restricted(
    register: Register, tmp_path: Path, home: Path
) -> None:
    faults = walk_commands(build(register, is_restricted=False), tmp_path, home)

    assert set(faults) >= {
        "seloste customers find shows values of restricted people",
        "seloste customers export shows values of restricted people",
        "seloste customers merge changes what is kept of restricted people",
    }


@pytest.mark.parametrize("format_", get_args(Format))
def test_no_export_holds_restricted_people_and_each_says_how_many_it_left_out(
    restricted: Restricted, register: Register, format_: Format
) -> None:
    target = BytesIO()

    written = export(
        target, format_=format_, purpose="customer_care", by=register.owner, at=register.at
    )

    assert written.left_out
    assert "Saimaan Esimerkki" in _content(target.getvalue())
    assert not tells_of_them(_content(target.getvalue()))


def _content(file: bytes) -> str:
    with suppress(BadZipFile):
        archive = ZipFile(BytesIO(file))
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )
    return file.decode("utf-8", "replace")


# --- What the worker sends ------------------------------------------------------------------------


class Post:
    """A mail service that keeps what it is given."""

    letters: list[Letter] = []  # noqa: RUF012 - emptied before each use

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)


def post_office() -> Post:
    return Post()


def test_the_worker_writes_of_restricted_people_only_to_whom_the_law_has_it_write(
    restricted: Restricted, register: Register
) -> None:
    own = {f"aino@{STEM}.example", "pyytaja@posti.example"}
    faults = []
    keys = {"disclosures": "duty", "consents": "event", "rights": "request_id"}
    with override_settings(
        SELOSTE_MAIL=f"{__name__}.post_office", SELOSTE_MAIL_FROM="tietosuoja@palvelin.example"
    ):
        for kind, handler in HANDLERS.items():
            way, key = ways.HANDLERS[kind], restricted.examples[keys[kind.partition(".")[0]]]
            Post.letters.clear()
            with undone():
                before = restricted.state()
                with suppress(Refusal, TryLater, WillNeverTake):
                    handler.do(key, register.at)
                changed = restricted.state() != before
            for letter in Post.letters:
                said = f"{letter.subject}\n{letter.text}"
                faults += _faults(kind, way, said, changed=changed)
                if way is ways.HANDLERS["consents.receipt"] and letter.to not in own:
                    faults.append(f"{kind} writes to somebody else")
            if not Post.letters:
                faults += _faults(kind, way, "", changed=changed)

    assert faults == []
    assert settings.SELOSTE_MAIL == ""

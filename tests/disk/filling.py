"""Fills a register through every door with texts that nothing else holds, then is killed.

Run as a process of its own: `python -m tests.disk.filling FOLDER`. The register is that of
SELOSTE_HOME; what people keep outside it (files to import, exports, rejects) goes into FOLDER.
"""

from __future__ import annotations

import csv
import itertools
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "seloste.config.settings"
django.setup()

# ruff: noqa: E402 - models want Django set up
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils.timezone import now  # noqa: TID251 - it stands at the doors

from seloste.audit.models import Entry
from seloste.cli.main import seloste
from seloste.consents.models import MarketingBan
from seloste.consents.queries import wording_of
from seloste.contracts.models import Contract
from seloste.customers.files.writing import write_vcards, write_xlsx
from seloste.customers.models import ContactPerson, Customer
from seloste.customers.newcomers import newcomer
from seloste.customers.values import CustomerDraft
from seloste.customers.writing import Moment, add_customers
from seloste.exchange.operations import importing
from seloste.exchange.values import Order
from seloste.kernel.actors import Actor, system
from seloste.notice import queries as notices
from seloste.rights.models import SubjectRequest
from seloste.tokens import operations as tokens
from seloste.tokens.values import SCOPES, NewToken
from seloste.vault.lookup import Hasher
from tests.disk.marking import BUSINESS_IDS, LETTERS, PHONES, STEM, company, email, fresh, row
from tests.sign_in import make_account, signed_in_client


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    columns = list(dict.fromkeys(itertools.chain.from_iterable(rows)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def main(folder: Path) -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    cli = _CommandLine()
    cli("init", "--notice", Path(__file__).parents[2] / "notices" / "palvelin-example.yaml")
    _by_files(cli, folder)
    _by_pages()
    _by_program(cli)
    _by_command_line(cli, folder)
    _in_the_middle(folder)


class _CommandLine:
    def __call__(self, *arguments: object, status: int = 0) -> None:
        try:
            seloste([str(one) for one in arguments], prog_name="seloste")
        except SystemExit as end:
            if (end.code or 0) != status:
                raise RuntimeError(arguments) from end


def _by_files(cli: _CommandLine, folder: Path) -> None:

    rows = [row(PHONES[0]), company(PHONES[1], BUSINESS_IDS[0]), {**row(PHONES[2]), "email": STEM}]
    source = write_csv(folder / "a.csv", rows)
    cli("customers", "import", source, "--dry-run")
    cli("customers", "import", source, "--source", "public_register")
    with (folder / "b.xlsx").open("w+b") as file:
        write_xlsx([row(PHONES[3])], file)
    cli("customers", "import", folder / "b.xlsx")
    with (folder / "c.vcf").open("w+b") as file:
        write_vcards([row(PHONES[4])], file)
    cli("customers", "import", folder / "c.vcf")
    for broken in (b"name\n" + STEM.encode() + b"\0\n", f"shoe;{STEM}\n1;{STEM}\n".encode()):
        (folder / "broken.csv").write_bytes(broken)
        cli("customers", "import", folder / "broken.csv", status=1)
    (folder / "mapping.yaml").write_text(f"columns: {{{STEM}: !!python/object {STEM}}}\n")
    cli("customers", "import", source, "--mapping", folder / "mapping.yaml", status=1)


def _by_pages() -> None:

    account = make_account(name=f"{fresh().title()} {LETTERS}", email=email())
    stranger = Client()
    for login in (account.email, email(), fresh()):
        stranger.post("/sign-in/", {"login": login, "password": fresh()})
    stranger.get(f"/{fresh()}/?text={STEM}")
    client = signed_in_client(account=account)

    def send(path: str, **typed: str) -> None:
        answer = client.post(f"/console/{path}", typed)
        assert answer.status_code in {200, 302, 409, 422}, (path, answer.status_code)

    client.post("/console/services/", {"code": "kotisivut", "title": "Kotisivut"})
    typed = {k: v for k, v in row(PHONES[5]).items() if not k.startswith(("service", "contract"))}
    typed |= {"country": "FI", "source": "other", "language": "fi", "billing_country": "FI"}
    send("customers/new/person/", **typed)
    made = Customer.objects.latest("id")
    assert Customer.objects.filter(kind="person").count() == 4
    send("customers/new/person/", **typed)  # a duplicate is refused
    send("customers/new/person/", **{**typed, "email": fresh(), "phone": fresh()})
    place = f"customers/{made.id}/"
    client.get(f"/console/{place}")
    client.get(f"/console/{place}edit/")
    send(f"{place}edit/", **{**typed, "name": fresh().title(), "email": email()})
    client.get(f"/console/customers/find/?text={STEM}")
    client.get(f"/console/customers/?text={fresh()}")
    send("customers/find/", text=STEM)
    person = {
        "contact_name": fresh().title(),
        "contact_role": fresh(),
        "contact_email": email(),
        "contact_phone": f"0{PHONES[6]}",
    }
    send(f"{place}people/new/", **person)
    acting = ContactPerson.objects.latest("id")
    send(f"{place}people/{acting.id}/edit/", **{**person, "contact_email": email()})
    agreed = {
        "service": "kotisivut",
        "identifier": f"{fresh()}.example",
        "details": f"{fresh()} {LETTERS}",
        "starts_on": "1.1.2026",
        "ends_on": "",
        "renews_by": "",
    }
    send(f"{place}contracts/new/", **agreed)
    assert Contract.objects.filter(customer=made).exists()
    _consents(client, place, made.id)
    _breach(client, place)
    _requests(client, made.id)
    for page in ("history/", "readings/", "contracts/"):
        assert client.get(f"/console/{place}{page}").status_code == 200


def _consents(client: Client, place: str, person: int) -> None:
    """Record what a person said, with a witness and a note, and a no to all marketing."""
    page = f"/console/{place}consents/{person}/for/newsletter/"
    shown = {"wording_fi": wording_of("newsletter", language="fi", at=now()).hash}
    assert client.get(page).status_code == 200
    said = {"means": "oral", "language": "fi", "witness": f"{fresh()} {LETTERS}", "proof": fresh()}
    assert client.post(page, {**shown, **said, "act": "give"}).status_code == 302
    ban = client.post(f"/console/{place}consents/{person}/ban/", {**said, "witness": fresh()})
    assert ban.status_code == 302
    assert MarketingBan.objects.exists()


def _requests(client: Client, person: int) -> None:
    """Ask by the public form and by telephone; work the request until it is refused."""
    asked = {
        "kinds": ["access", "objection"],
        "words": f"{fresh()} {LETTERS}",
        "name": fresh().title(),
        "email": email(),
        "address": f"{fresh()}katu 3",
        "on_behalf_of": fresh().title(),
    }
    receipt = client.post("/requests/fi/", asked)
    assert receipt.status_code == 302
    assert STEM not in receipt["Location"]
    assert client.post("/requests/fi/", {**asked, "email": fresh()}).status_code == 422
    made = SubjectRequest.objects.latest("id").id
    entered = {
        "channel": "phone",
        "received_on": "20.11.2026",
        "kinds": ["erasure"],
        "language": "fi",
        **{name: fresh() for name in ("words", "name", "phone", "known_as", "representative")},
    }
    assert client.post("/console/requests/new/", entered).status_code == 302
    page = f"/console/requests/{made}/"
    assert client.get(f"{page}match/").status_code == 200
    assert client.post(f"{page}match/", {"person": person}).status_code == 302
    facts = {"first": "customer.number", "second": "customer.handle"}
    for step, typed in (
        ("take", {"reason": fresh()}),
        ("identity", {"method": "two_facts", "doubt": f"{fresh()} {LETTERS}", "address": ""}),
        ("facts", {**facts, "first_said": fresh(), "second_said": fresh()}),
        ("clarify", {"question": fresh()}),
        ("clarified", {"answer": f"{fresh()} {LETTERS}"}),
        ("extend", {"ground": "complexity", "reasons": fresh()}),
        ("fee", {"ground": "manifestly_excessive", "amount": "9", "reasons": fresh()}),
        ("refuse", {"kind": "access", "ground": "identity_failure", "reasons": fresh()}),
    ):
        answer = client.post(f"{page}step/{step}/", typed)
        assert answer.status_code == 302, (step, answer.content)
    assert STEM in client.get(page).content.decode()
    assert client.get(f"{page}letters/acknowledged.pdf").status_code == 200


def _breach(client: Client, place: str) -> None:
    """Keep a breach whose texts hold personal data, from recording to its drafts and its list."""
    texts = {key: f"{fresh()} {LETTERS}" for key in ("facts", "effects", "measures", "advice")}
    known = {**texts, "aware_at": "2026-11-20T10:00", "categories": "identity"}
    page = client.post("/console/breaches/new/", known)["Location"]
    for step, typed in (
        ("describe", texts),
        ("assess", {"risk": "high"}),
        ("notify", {"sent_at": "2026-11-21T10:00", "is_complete": "yes", "reference": fresh()}),
        ("tell", {"told_at": "2026-11-21T10:00"}),
    ):
        answer = client.post(f"{page}{step}/", {**typed, "reasons": fresh()})
        assert answer.status_code == 302, answer.content
    assert LETTERS in client.get(f"{page}drafts/persons/fi/").content.decode()
    account = Entry.objects.get(operation="breaches.recorded").actor
    window = {"account": account, "since": "2026-01-01T10:00", "until": "2199-01-01T10:00"}
    assert client.post(f"{page}scope/", {**window, "keep": "yes"}).status_code == 302
    assert b"".join(client.post(f"{page}scope/persons/", window).streaming_content)


def _by_program(cli: _CommandLine) -> None:

    new = NewToken(
        label="webshop", role="owner", purposes=("customer_care",), scopes=SCOPES, days=3
    )
    token = tokens.make(new, by=system("cli"), at=now())
    client = Client(raise_request_exception=False)

    def ask(method: str, path: str, body: Mapping[str, object]) -> int:
        headers = {
            "authorization": f"Bearer {token.secret}",
            "idempotency-key": os.urandom(8).hex(),
        }
        content = json.dumps(body)
        sent = client.generic(
            method, f"/api/v1{path}", content, "application/json", headers=headers
        )
        return sent.status_code

    person = {"kind": "person", "name": f"{fresh().title()}", "emails": [email()]}
    assert ask("POST", "/customers", person) == 201
    made = Customer.objects.latest("id").id
    assert ask("POST", "/customers", person) == 409
    assert ask("POST", "/customers", {**person, STEM: STEM, "emails": [fresh()]}) == 422
    assert ask("PATCH", f"/customers/{made}", {"handle": fresh(), "emails": [email()]}) == 200
    assert ask("POST", "/customers/search", {"text": STEM}) == 200
    agreed = {
        "service": "kotisivut",
        "identifier": f"{fresh()}.example",
        "details": fresh(),
        "starts_on": "2026-01-01",
    }
    assert ask("POST", f"/customers/{made}/contracts", agreed) == 201
    client.get(f"/api/v1/customers?before={STEM}", headers={"authorization": f"Bearer {fresh()}"})


def _by_command_line(cli: _CommandLine, folder: Path) -> None:

    cli("customers", "find", STEM)
    cli("customers", "find", f"0{PHONES[0]}", "--json")
    cli("customers", "find", fresh(), "--as", "nobody", status=1)
    for name in ("all.csv", "all.xlsx", "all.vcf"):
        cli("customers", "export", folder / name, "--purpose", "customer_care")
        assert STEM.encode() in (folder / name).read_bytes() or name.endswith("xlsx")
    newest = list(
        Customer.objects.filter(kind="person").order_by("-id").values_list("id", flat=True)
    )
    cli("customers", "merge", newest[0], newest[1], "--purpose", "rights_handling")
    cli("customers", "merge", newest[0], newest[2], "--purpose", "rights_handling")
    cli("keys", "rotate")
    cli("audit", "verify")


def _in_the_middle(folder: Path) -> None:
    """Be killed while customers are written, and while they are exported."""

    rows = [{**row(PHONES[7]), "phone": ""} for _ in range(60)]
    source = write_csv(folder / "d.csv", rows)
    importing.BATCH = 20
    by = Actor("operator", "owner", "cli")
    steps = importing.import_file(Order(path=source, purpose="customer_care"), by=by, at=now())
    next(steps)

    with transaction.atomic():
        _write_without_end(folder, by)
        sys.stdout.flush()
        sys.stderr.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def _write_without_end(folder: Path, by: object) -> None:
    """Write many customers in a transaction that never ends: they reach the files all the same."""

    at = now()
    moment = Moment(notices.in_force(at), by, at)  # type: ignore[arg-type]  # an Actor
    drafts = [CustomerDraft(kind="person", name=fresh(), emails=(email(),)) for _ in range(300)]
    some = [newcomer(one, source="other", notice=moment.notice, hasher=Hasher()) for one in drafts]
    add_customers(some, source="other", moment=moment)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, connections

from seloste.audit.models import Entry, Head
from seloste.audit.recording import READING, record
from seloste.backups.models import Archive, Drill
from seloste.breaches import queries as breaches
from seloste.breaches.operations.recording import record_breach
from seloste.breaches.values import Description, NewBreach
from seloste.consents.operations.giving import give
from seloste.consents.rules import shown
from seloste.consents.values import Said
from seloste.customers.models import Customer, SourceDuty
from seloste.disclosures.models import Disclosure
from seloste.evidence import queries
from seloste.evidence.models import EvidenceReport
from seloste.evidence.operations import attested, examine
from seloste.evidence.values import Report
from seloste.kernel.actors import Actor
from seloste.kernel.ids import new_id
from seloste.lifetimes import operations as lifetimes
from seloste.notice import queries as notices
from seloste.notice.data.measures import MEASURES
from seloste.notice.models import Edition, InformingDuty
from seloste.retention.operations import holding
from seloste.rights.operations import receiving
from seloste.rights.values import NewRequest, RequestFile
from seloste.staff.models import Member
from seloste.vault.models import Openings
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record
from tests.operations.evidence.conftest import Business

# What lies in the files is what was committed.
pytestmark = pytest.mark.django_db(transaction=True)


def states(report: Report) -> dict[str, str]:
    return {clause.id: clause.state for clause in report.clauses}


def looked_at(business: Business) -> Report:
    return examine(by=business.register.owner, at=business.register.at)


def numbers(report: Report, code: str) -> dict[str, object]:
    [found] = [e for c in report.clauses for e in c.evidence if e.code == code]
    return dict(found.facts)


# --- A register of which everything holds -----------------------------------------------------------


def test_everything_holds_of_a_register_that_was_only_used_as_it_should_be(business):
    report = looked_at(business)

    assert set(states(report).values()) == {"holds"}
    assert report.holds


def test_the_report_is_kept_and_the_trail_tells_of_it(business):
    report = looked_at(business)

    kept = queries.last_report()
    assert kept == report
    assert [line.holds for line in queries.history()] == [True]
    assert queries.last_held_at(edition=1) == business.register.at
    line = Entry.objects.get(operation="evidence.examined")
    assert line.actor == business.register.owner.handle


def test_samples_are_opened_by_the_program_itself_with_readings(business):
    before = Entry.objects.filter(operation=READING).count()

    report = looked_at(business)

    lines = Entry.objects.filter(operation=READING).order_by("position")[before:]
    assert {(line.role, line.purpose) for line in lines} == {("system", "accountability")}
    assert len(lines) == numbers(report, "encryption")["persons"] == 4
    assert numbers(report, "encryption")["values"] >= 6


def test_a_report_keeps_nothing_of_what_was_opened(business):
    looked_at(business)

    kept = str(EvidenceReport.objects.values_list("clauses", flat=True).get())
    assert "katu" not in kept
    assert business.name not in kept


@pytest.mark.usefixtures("mended")
def test_a_report_does_not_repeat_a_name_that_a_file_has(business):
    a_name_in_the_name_of_a_file(business)

    report = looked_at(business)

    assert numbers(report, "encryption.broken")["files"] == ("….txt",)
    assert business.name not in str(EvidenceReport.objects.values_list("clauses", flat=True).get())


def test_every_testable_measure_is_attested_of_it(business):
    testable = {key for key, measure in MEASURES.items() if measure.attested}

    assert attested(business.register.at) == testable


def test_a_measure_that_does_not_hold_is_not_attested(business):
    Authenticator.objects.all().delete()

    assert "multi_factor" not in attested(business.register.at)


# --- Each clause, broken on purpose -----------------------------------------------------------------

Breaker = Callable[[Business], None]
BREAKERS: list[tuple[str, Breaker]] = []


def breaks(clause: str) -> Callable[[Breaker], Breaker]:
    def note(breaker: Breaker) -> Breaker:
        BREAKERS.append((clause, breaker))
        return breaker

    return note


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@breaks("encryption")
def a_name_in_a_column(business: Business) -> None:
    run("UPDATE contracts_service SET code = %s", business.name.lower())


@breaks("encryption")
def a_name_in_a_file_of_another_program(business: Business) -> None:
    (business.home / "notes.txt").write_bytes(business.name.upper().encode("utf-16-le"))


@breaks("encryption")
def a_name_in_an_old_encoding(business: Business) -> None:
    (business.home / "static" / "export.csv").write_bytes(business.name.encode("latin-1"))


@breaks("encryption")
def a_name_in_the_name_of_a_file(business: Business) -> None:
    (business.home / f"{business.name}.txt").write_text("-")


@breaks("categories")
def a_field_without_category(business: Business) -> None:
    shoe = {"customer.shoe_size": "43"}
    seal([Plain(business.aino, Record("customer", business.aino), "identity", shoe)])


@breaks("categories")
def a_category_that_the_notice_does_not_have(business: Business) -> None:
    hobby = {"customer.hobby": "purjehdus"}
    seal([Plain(business.aino, Record("customer", business.aino), "hobbies", hobby)])


@breaks("categories")
def a_table_of_which_nobody_said_anything(_business: Business) -> None:
    run("CREATE TABLE jottings (id integer)")


@breaks("access")
def an_opening_without_reading(business: Business) -> None:
    Openings.objects.create(opened_on=date(2026, 11, 20), category="identity", count=1)


@breaks("access")
def a_reading_that_the_edition_did_not_allow(business: Business) -> None:
    Openings.objects.create(opened_on=date(2026, 11, 20), category="invoices", count=1)
    record(
        READING,
        by=Actor("s-x", "support", "console"),
        at=business.register.at - timedelta(days=3),
        about=business.aino,
        purpose="accounting",
        categories=["invoices"],
        edition=1,
    )


@breaks("access")
def a_role_that_the_notice_does_not_have(business: Business) -> None:
    Member.objects.filter(username=business.account.handle).update(role="trainee")
    Authenticator.objects.all().delete()  # and who may open nothing needs no second factor


@breaks("audit")
def a_line_changed(_business: Business) -> None:
    Entry.objects.filter(operation="customers.created").update(actor="somebody")


@breaks("audit")
def a_line_removed(_business: Business) -> None:
    Entry.objects.filter(operation="contracts.agreed").delete()


@breaks("audit")
def the_tail_cut(_business: Business) -> None:
    last = Entry.objects.order_by("-position").first()
    assert last.operation == "contracts.agreed"
    Head.objects.update(size=last.position)
    last.delete()


@breaks("backups")
def a_backup_that_was_not_made(business: Business) -> None:
    Archive.objects.update(made_at=business.register.at - timedelta(days=3))


@breaks("backups")
def a_copy_of_keys_that_were_destroyed(business: Business) -> None:
    Archive.objects.filter(kind="keys").update(ledger=7)


@breaks("backups")
def a_drill_that_somebody_came_back_from(business: Business) -> None:
    drill = Drill.objects.get()
    Drill.objects.update(holds=False, facts={**drill.facts, "found_after": 1})


@breaks("backups")
def a_restore_that_failed(business: Business) -> None:
    drill = Drill.objects.get()
    Drill.objects.update(holds=False, facts={**drill.facts, "restored": False})


@breaks("backups")
def a_drill_that_was_not_held(business: Business) -> None:
    Drill.objects.update(at=business.register.at - timedelta(days=100))


@breaks("storage")
def a_customer_past_the_day(business: Business) -> None:
    Customer.objects.filter(id=business.aino).update(relationship_ended_on=date(2023, 11, 10))


@breaks("storage")
def a_customer_who_was_never_heard_of_again(business: Business) -> None:
    years_ago = business.register.at - timedelta(days=800)
    Customer.objects.filter(kind="company").update(changed_at=years_ago)


@breaks("keys")
def a_key_file_that_others_may_read(_business: Business) -> None:
    Path(settings.SELOSTE_ROOT_KEY_FILE).chmod(0o644)


@breaks("keys")
def the_root_key_in_another_file(business: Business) -> None:
    content = Path(settings.SELOSTE_ROOT_KEY_FILE).read_bytes()
    (business.home / "backup.txt").write_bytes(content)


@breaks("sign_in")
def a_member_without_second_factor(_business: Business) -> None:
    Authenticator.objects.all().delete()


@breaks("edition")
def the_text_of_an_edition_changed(_business: Business) -> None:
    edition = Edition.objects.get(number=1)
    edition.source = bytes(edition.source) + b"# a remark\n"
    edition.save()


@breaks("sources")
def an_overdue_duty_to_inform(business: Business) -> None:
    SourceDuty.objects.create(
        id=new_id(),
        person=business.aino,
        source="public_register",
        obtained_on=date(2026, 10, 1),
        due_on=date(2026, 11, 1),
    )


@breaks("changes")
def people_not_told_of_an_edition(business: Business) -> None:
    InformingDuty.objects.create(
        edition_id=1,
        change_class="material",
        audience=["customers"],
        owed_since=business.register.at,
    )


@breaks("recipients")
def a_disclosure_to_somebody_whom_the_notice_does_not_name(business: Business) -> None:
    _giving(business).save()


@breaks("recipients")
def more_given_than_the_notice_says(business: Business) -> None:
    giving = _giving(business)
    giving.recipient, giving.categories = "tax_administration", ["identity", "invoices"]
    giving.save()


def _giving(business: Business) -> Disclosure:
    return Disclosure(
        id=new_id(),
        person=business.aino,
        recipient="data_broker",
        categories=["identity"],
        purpose="customer_care",
        act="sold",
        edition=1,
        at=business.register.at,
    )


@breaks("requests")
def a_request_past_its_last_day(business: Business) -> None:
    receiving.receive(
        NewRequest(
            kinds=("access",),
            channel="email",
            received_at=business.register.at - timedelta(days=40),
            language="fi",
            file=RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example"),
        ),
        by=business.register.owner,
        at=business.register.at,
    )


@pytest.fixture
def mended(home: Path) -> Iterator[None]:
    """Take away afterwards what a breaker left outside the tables that are emptied anyway."""
    yield
    for name in ("notes.txt", "backup.txt", "static/export.csv"):
        (home / name).unlink(missing_ok=True)
    for found in home.glob("Äinö *.txt"):
        found.unlink()
    Path(settings.SELOSTE_ROOT_KEY_FILE).chmod(0o600)
    run("DROP TABLE IF EXISTS jottings")


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize(
    ("clause", "breaker"), [pytest.param(c, b, id=b.__name__) for c, b in BREAKERS]
)
def test_breaking_a_clause_turns_exactly_that_clause(business, clause, breaker):
    breaker(business)

    report = looked_at(business)

    assert {key: state for key, state in states(report).items() if state != "holds"} == {
        clause: "does_not_hold"
    }
    assert not report.holds
    assert queries.last_held_at(edition=1) is None


def test_a_key_file_open_to_others_is_named_even_where_nothing_opens_any_more(business, mended):
    path = Path(settings.SELOSTE_ROOT_KEY_FILE)
    path.chmod(0o644)
    os.utime(path, ns=(0, 0))  # as a program sees it that starts now

    found = states(looked_at(business))

    assert found["keys"] == "does_not_hold"
    assert found["encryption"] == found["audit"] == "not_attested"


# --- Clauses that only another text of the notice can break -----------------------------------------

EDITS: list[tuple[str, str, str]] = [
    ("controller", "data_protection_officer: not_designated\n", ""),
    ("contact", "address: tietosuoja@esimerkki", "address: tietosuoja-poista-@esimerkki"),
    ("register", "register:\n  name: {fi: Asiakasrekisteri, sv: Kundregister, en: Customer register}\n", "register:\n  name: ''\n"),
    ("purposes", "    act:\n      fi: kirjanpitolaki", "    interest:\n      fi: kirjanpitolaki"),
    ("places", "    transfer: dpf\n", ""),
    ("authority", "authority: fi\n", ""),
    ("automated", "automated_decisions: none\n", ""),
    ("storage", "    keep: P6Y\n", "    keep: for ever\n"),
    ("rights", "informing: individually\n", "informing: individually\nrights: [inspection]\n"),
    ("backups", "  keys_keep: P30D\n", "  keys_keep: P1Y\n"),
    ("requests", "  channels:\n", "  accepts_only: [signed]\n  channels:\n"),
]  # fmt: skip


def second_edition() -> str:
    """Return the notice as its next edition, which changes nothing."""
    changes = "number: 2\n  changes: {fi: Tarkennus., sv: Precisering., en: A detail.}\n"
    return notices.source_of(1).decode().replace("number: 1\n", changes)


def slip_in(text: str, *, at: datetime, by: Actor) -> None:
    """Put an edition in force past the linter, as somebody with the database could."""
    source = text.encode()
    told = hashlib.sha256(source).hexdigest()
    Edition.objects.create(
        number=2,
        hash=told,
        source=source,
        in_force_from=at.date(),
        in_force_at=at,
        published_at=at,
        change_class="editorial",
        withheld=[],
    )
    record("notice.published", by=by, at=at, ref=told, edition=2)


@pytest.mark.parametrize(("clause", "old", "new"), EDITS, ids=[edit[0] for edit in EDITS])
def test_an_edition_past_the_linter_turns_exactly_its_clause(business, clause, old, new):
    text = second_edition()
    assert old in text
    slip_in(text.replace(old, new, 1), at=business.register.at, by=business.register.owner)

    report = looked_at(business)

    assert {key: state for key, state in states(report).items() if state != "holds"} == {
        clause: "does_not_hold"
    }


def test_a_measure_that_no_test_can_show_is_not_attested(business):
    text = second_edition()
    claims = text.replace("  - audit_trail\n", "  - audit_trail\n  - staff_training\n")
    slip_in(claims, at=business.register.at, by=business.register.owner)

    report = looked_at(business)

    assert states(report)["security"] == "not_attested"
    assert report.holds


def test_a_measure_that_the_notice_does_not_claim_is_no_clause_of_it(business):
    text = second_edition()
    slip_in(
        text.replace("  - audit_trail\n", ""), at=business.register.at, by=business.register.owner
    )

    assert "audit" not in states(looked_at(business))


def test_keys_beside_the_data_are_found(business):
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE keystore_personkey_copy (id integer)")
    try:
        report = looked_at(business)
    finally:
        run("DROP TABLE keystore_personkey_copy")

    assert states(report)["keys"] == "does_not_hold"


# --- Files of breaches --------------------------------------------------------------------------------


def test_a_file_of_a_breach_is_kept_while_it_is_open_and_missed_when_its_period_is_over(business):
    by, at = business.register.owner, business.register.at
    new = NewBreach(at - timedelta(hours=1), Description("Levy hukkui."))
    breach = record_breach(new, by=by, at=at)
    file = breaches.breach(breach).file

    assert states(looked_at(business))["storage"] == "holds"

    edition = notices.in_force(at).notice
    lifetimes.move("breach", [(file, breach)], {"breach_closed": date(2021, 11, 10)}, edition)
    assert states(looked_at(business))["storage"] == "does_not_hold"


def test_what_a_hold_keeps_past_its_day_is_no_fault(business):
    by, at = business.register.owner, business.register.at
    a_customer_past_the_day(business)
    assert states(looked_at(business))["storage"] == "does_not_hold"

    holding.hold(business.aino, ground="claims", reason="dispute", by=by, at=at)

    assert states(looked_at(business))["storage"] == "holds"


# --- Consents -----------------------------------------------------------------------------------------


def test_what_a_consent_repeats_of_the_notice_is_nobodys_data_in_clear(business):
    by, at = business.register.owner, business.register.at
    edition = notices.in_force(at)
    text = shown(edition.notice, "newsletter", language="fi", edition=edition.number)

    give(business.aino, "newsletter", said=Said("paper", "fi"), wording=text.hash, by=by, at=at)

    assert states(looked_at(business))["encryption"] == "holds"

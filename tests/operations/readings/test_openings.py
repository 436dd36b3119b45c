"""Reading with a purpose: exactly what the notice allows is opened, and all of it is recorded."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import grimp
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seloste.audit.models import Entry
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_person_id
from seloste.notice import queries as notices
from seloste.notice.editions import EditionInForce
from seloste.notice.values import Category, Notice, Purpose, Use
from seloste.readings.errors import NotAllowed
from seloste.readings.operations import open_records
from seloste.usability.values import Bar
from seloste.vault import opening
from seloste.vault.errors import OpenedElsewhere
from seloste.vault.models import Openings
from seloste.vault.queries import openings_by_day
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record
from tests.register import Register

ROOT = Path(__file__).parents[3]
ROLES = ("owner", "support", "clerk")
PURPOSES = ("care", "billing", "news")
CATEGORIES = ("identity", "contact", "notes", "money")
BASES = st.sampled_from([None, "consent", "contract", "legal_obligation", "legitimate_interests"])


@st.composite
def any_notices(draw: st.DrawFn, example: Notice) -> Notice:
    """A notice of random uses: who may look at what for which purpose, on which basis."""
    purposes = {
        key: Purpose(legal_basis=draw(BASES))  # type: ignore[call-arg]  # pydantic's defaults
        for key in draw(st.sets(st.sampled_from(PURPOSES)))
    }
    some = st.sets(st.sampled_from(CATEGORIES)).map(tuple)
    use = st.builds(
        lambda c, r: Use(categories=c, roles=tuple(r)), some, st.sets(st.sampled_from(ROLES))
    )
    uses = draw(st.dictionaries(st.sampled_from(PURPOSES), st.lists(use, max_size=3).map(tuple)))
    categories = {key: Category() for key in CATEGORIES}  # type: ignore[call-arg]  # as above
    changed = {"purposes": purposes, "uses": uses, "categories": categories}
    notice = example.model_copy(update=changed)
    for worked_out in ("_allowed", "_category_by_field"):  # of the example, not of this one
        notice.__dict__.pop(worked_out, None)
    return notice


@pytest.fixture
def persons(register: Register) -> list[PersonId]:
    """Three persons: of one everything is kept, of one little, of one nothing."""
    full, little, empty = (new_person_id() for _ in range(3))
    kinds = {
        "identity": "customer",
        "contact": "customer",
        "notes": "contract",
        "money": "customer",
    }
    seal(
        [
            Plain(full, Record(kind, full), category, {"field": f"{category} in clear"})
            for category, kind in kinds.items()
        ]
        + [Plain(little, Record("customer", little), "contact", {"field": "contact in clear"})]
    )
    return [full, little, empty]


HELD = (frozenset(CATEGORIES), frozenset({"contact"}), frozenset[str]())


# The register grows from example to example: readings and openings are compared as a whole.
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_what_is_opened_is_exactly_what_the_notice_allows(
    persons: list[PersonId],
    register: Register,
    data: st.DataObject,
) -> None:
    real = notices.in_force(register.at)
    notice = data.draw(any_notices(real.notice))
    role, purpose = data.draw(st.sampled_from(ROLES)), data.draw(st.sampled_from(PURPOSES))
    wanted = data.draw(st.none() | st.sets(st.sampled_from(CATEGORIES)))
    allowed = {
        category
        for one in notice.uses_of(purpose)
        if role in one.roles
        for category in one.categories
    }
    declared = notice.purposes.get(purpose)
    basis = declared.legal_basis if declared else None
    may = bool(allowed) and basis is not None and (wanted is None or wanted <= allowed)
    before = (Entry.objects.count(), openings_by_day())

    with in_force_is(notice, real):
        try:
            opened = open_records(
                persons,
                purpose=purpose,
                by=Actor("a", role, "cli"),
                at=register.at,
                categories=wanted,
            )
        except NotAllowed:
            assert not may
            assert (Entry.objects.count(), openings_by_day()) == before
            return

    assert may
    given_out = allowed if wanted is None else wanted
    if basis == "consent":  # nobody has given any
        assert all(one.bar is Bar.NO_CONSENT and not one.contents for one in opened.values())
        return
    for person, held in zip(persons, HELD, strict=True):
        shown = {
            category: content
            for contents in opened[person].contents.values()
            for category, content in contents.items()
        }
        assert shown == {c: {"field": f"{c} in clear"} for c in given_out & held}
        assert opened[person].closed == held - given_out
    assert_readings_equal_openings()


class in_force_is:  # noqa: N801 - reads as a sentence
    """Lets another notice be in force: `in_force` is asked for it by its module."""

    def __init__(self, notice: Notice, real: EditionInForce) -> None:
        self._edition = EditionInForce(
            real.number, real.hash, notice, real.published_at, real.in_force_at, real.withheld
        )

    def __enter__(self) -> None:
        self._kept = notices.in_force
        notices.in_force = lambda _at: self._edition

    def __exit__(self, *_: object) -> None:
        notices.in_force = self._kept


def assert_readings_equal_openings() -> None:
    """Compare the audit's readings with the vault's own count."""
    told = Counter(
        (line.at.date(), category)
        for line in Entry.objects.filter(operation="readings.opened")
        for category in line.categories.split(",")
    )
    assert told == Counter(openings_by_day())


def test_each_person_of_whom_something_was_opened_gets_one_line(
    persons: list[PersonId], register: Register
) -> None:
    open_records(persons, purpose="customer_care", by=register.support, at=register.at)

    lines = list(Entry.objects.filter(operation="readings.opened").order_by("position"))
    assert [line.about for line in lines] == persons[:2]
    assert [line.categories for line in lines] == ["contact,identity", "contact"]
    assert {(line.actor, line.role, line.way_in, line.purpose) for line in lines} == {
        ("s-support", "support", "console", "customer_care")
    }
    assert_readings_equal_openings()


def test_kinds_that_were_not_asked_for_stay_closed(
    persons: list[PersonId], register: Register
) -> None:
    opened = open_records(
        persons, purpose="customer_care", by=register.owner, at=register.at, kinds=["contract"]
    )

    assert all(one.contents == {} for one in opened.values())
    assert not Openings.objects.exists()


def test_a_reading_that_is_rolled_back_was_never_counted(
    persons: list[PersonId], register: Register
) -> None:
    with transaction.atomic():
        open_records(persons, purpose="customer_care", by=register.owner, at=register.at)
        transaction.set_rollback(True)

    assert not Openings.objects.exists()
    assert not Entry.objects.filter(operation="readings.opened").exists()


# --- There is no other way ------------------------------------------------------------------------


def as_module(name: str) -> ModuleType:
    module = ModuleType(name)
    module.__dict__["opening"] = opening
    return module


@pytest.mark.parametrize(
    "name", ["seloste.console.views", "seloste.readingsroom", "tests.mine", "__main__", "seloste"]
)
@pytest.mark.parametrize(
    "call",
    [
        "opening.unseal([1], categories=['identity'], kinds=None, at=None)",
        "opening.open_fact(1, 'audit', b'', place='')",
    ],
)
def test_code_elsewhere_cannot_open(register: Register, name: str, call: str) -> None:
    with pytest.raises(OpenedElsewhere, match=name):
        exec(call, as_module(name).__dict__)  # noqa: S102 - stands for code of that module


def test_nobody_but_readings_imports_the_way_out() -> None:
    graph = grimp.build_graph("seloste", cache_dir=None)

    importers = graph.find_modules_that_directly_import("seloste.vault.opening")

    assert importers == {"seloste.readings.operations"}


@pytest.fixture
def copy_of_the_code(tmp_path: Path) -> Path:
    """A package with only the walls and the doors of ours."""
    package = tmp_path / "seloste"
    for name in ("vault", "readings", "customers"):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "vault" / "opening.py").touch()
    (package / "readings" / "operations.py").write_text("from seloste.vault import opening\n")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = seloste\n"
        "[importlinter:contract:1]\nname = Sealed data are opened only by readings\n"
        "type = protected\nprotected_modules =\n    seloste.vault.opening\n"
        "allowed_importers =\n    seloste.readings\n"
    )
    return tmp_path


def linted(folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own program
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        check=False,
    )


def test_the_contract_stands_in_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert (
        'protected_modules = ["seloste.vault.opening"]\nallowed_importers = ["seloste.readings"]'
        in text
    )


def test_a_file_that_breaks_the_contract_fails_the_check(copy_of_the_code: Path) -> None:
    assert linted(copy_of_the_code).returncode == 0
    (copy_of_the_code / "seloste" / "customers" / "shortcut.py").write_text(
        "from seloste.vault.opening import unseal\n"
    )

    broken = linted(copy_of_the_code)

    assert broken.returncode == 1
    assert b"seloste.customers.shortcut" in broken.stdout


def test_an_error_in_the_middle_shows_nothing_of_anybody(
    persons: list[PersonId], register: Register, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        with transaction.atomic():
            opened = open_records(
                persons, purpose="customer_care", by=register.owner, at=register.at
            )
            opened["nobody"]  # type: ignore[index]  # on purpose
    except KeyError:
        logging.getLogger("seloste").exception(
            "failed with %s and %r", opened, list(opened.values())
        )

    assert "failed" in caplog.text
    assert "in clear" not in caplog.text

"""A letter says what was done, and not more."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice.loading import read_notice
from seloste.notice.rendering.boilerplate import texts
from seloste.notice.values import Notice
from seloste.retention.values import Why
from seloste.rights.letters import outcomes as done
from seloste.rights.letters.document import Frame
from seloste.rights.letters.showing import as_html, as_page, as_pdf
from seloste.rights.letters.writer import TEXTS
from seloste.rights.letters.writing import write
from seloste.rights.package.holdings import HOLDINGS
from seloste.rights.values import METHODS

DAY = date(2026, 11, 2)
FRAME = Frame(
    "20261102-1", DAY, date(2026, 11, 25), ("Aino Mallikas", "Kuusitie 4", "00100 Helsinki")
)
OUTCOMES: tuple[done.Outcome, ...] = (
    done.Acknowledged(("access", "erasure"), date(2026, 12, 2)),
    done.IdentityAsked(METHODS, "osoite on uusi"),
    done.ClarificationAsked("mitä sopimusta pyyntö koskee"),
    done.Extended("complexity", "viestejä on tuhat", date(2027, 2, 2)),
    done.Extended("number", "", date(2027, 2, 2)),
    done.FeeAnnounced(Decimal("12.50"), "EUR", "further_copy", ""),
    done.RestrictionEnds(DAY, date(2026, 12, 9), "tiedot on tarkistettu"),
    done.AccessGiven(("identity",), ("vault", "contracts"), others_left_out=True),
    done.AccessGiven(("identity",), ("vault",), on_paper=True),
    done.NothingHeld(tuple(holding.store for holding in HOLDINGS)),
    done.Rectified((done.Corrected("customer.emails", "vanha@mallikas.example", ""),), (done.Told("registry_com", "owed"),)),
    done.Rectified((), statement="Olen muuttanut."),
    done.NotRectified("osoite on väestörekisterin mukainen", statement="Olen muuttanut."),
    done.Erased(("contact",), (done.Stays("invoices", Why.STATUTORY, "accounting", date(2032, 12, 31)),)),
    done.Erased((), (done.Stays("contracts", Why.RUNNING_CONTRACT), done.Stays("identity", Why.CLAIMS, "legal_claims"))),
    done.Erased(("surveys",), told=(done.Told("gone_recipient", "impossible"),)),
    done.Restricted("accuracy_contested", DAY),
    done.Restricted("unlawful", DAY),
    done.Restricted("needed_by_person", DAY),
    done.Restricted("objection_pending", DAY),
    done.Ported(("identity",), ("invoices",)),
    done.MarketingEnded(("newsletter",), DAY),
    done.ObjectionUpheld(("development_surveys",)),
    done.ObjectionRejected(("legal_claims",), "saatava on riidanalainen"),
    done.ConsentWithdrawn(("newsletter",), DAY),
    *(done.Refused("erasure", ground, "perustelu") for ground in get_args(done.RefusalGround)),
)  # fmt: skip

NAMES = [f"{type(outcome).__name__}-{number}" for number, outcome in enumerate(OUTCOMES)]


@pytest.fixture(scope="module")
def notice() -> Notice:
    path = Path(__file__).parents[3] / "notices" / "palvelin-example.yaml"
    return read_notice(path.read_bytes(), path="").notice


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def letter(notice: Notice, *outcomes: done.Outcome, language: Language = "en") -> str:
    return words_of(as_html(write(FRAME, outcomes, notice=notice, language=language)))


def test_each_text_is_there_in_each_language() -> None:
    missing = [
        (key, one) for key, said in texts(TEXTS).items() for one in LANGUAGES if not said.get(one)
    ]

    assert texts(TEXTS)
    assert missing == []


def test_the_languages_of_a_text_hold_the_same_facts() -> None:
    def facts(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    different = [
        key
        for key, said in texts(TEXTS).items()
        if len({frozenset(facts(said[one])) for one in LANGUAGES}) > 1
    ]

    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", OUTCOMES, ids=NAMES)
def test_everything_that_can_be_done_can_be_told(
    notice: Notice, outcome: done.Outcome, language: Language
) -> None:
    written = write(FRAME, [outcome], notice=notice, language=language)

    said = words_of(as_page(written))
    assert "{" not in said.split("Libertinus")[-1].split("Aino")[-1]
    assert "Aino Mallikas" in said
    assert "20261102-1" in said


@pytest.mark.parametrize("why", Why)
def test_each_reason_why_something_stays_has_its_words(notice: Notice, why: Why) -> None:
    said = letter(notice, done.Erased((), (done.Stays("invoices", why, "accounting"),)))

    assert "Invoices and vouchers" in said


def test_every_kind_of_outcome_is_tried() -> None:
    assert {type(outcome) for outcome in OUTCOMES} == set(get_args(done.Outcome))


@pytest.mark.parametrize("state", get_args(done.DutyState))
def test_a_letter_says_how_far_the_telling_of_a_recipient_has_come(
    notice: Notice, state: str
) -> None:
    recipient = next(iter(notice.recipients))

    said = letter(notice, done.Erased(("contact",), told=(done.Told(recipient, state),)))  # type: ignore[arg-type] # each state in turn

    assert texts(TEXTS)[f"told.{state}"]["en"].replace("{recipient}: ", "") in said
    others = {
        texts(TEXTS)[f"told.{one}"]["en"].replace("{recipient}: ", "")
        for one in get_args(done.DutyState)
    }
    assert sum(other in said for other in others) == 1


def test_an_erasure_names_what_went_and_what_stays_and_until_when(notice: Notice) -> None:
    said = letter(
        notice,
        done.Erased(
            ("contact",), (done.Stays("invoices", Why.STATUTORY, "accounting", date(2032, 12, 31)),)
        ),
    )

    assert "We have erased these data for good: contact data" in said
    assert "Accounting Act 1336/1997, chapter 2, section 10" in said
    assert "31 December 2032" in said


def test_an_erasure_of_nothing_does_not_say_that_anything_went(notice: Notice) -> None:
    said = letter(notice, done.Erased((), (done.Stays("invoices", Why.STATUTORY, "accounting"),)))

    assert "erased these data" not in said
    assert "We could not erase your data yet." in said


def test_a_statement_that_is_kept_is_no_correction(notice: Notice) -> None:
    said = letter(notice, done.Rectified((), statement="Olen muuttanut."))

    assert "Your supplementary statement is kept" in said
    assert "We have corrected" not in said


@pytest.mark.parametrize("outcome", OUTCOMES, ids=NAMES)
def test_whoever_did_not_get_all_that_they_asked_is_told_where_to_complain(
    notice: Notice, outcome: done.Outcome
) -> None:
    said = letter(notice, outcome)

    assert ("tietosuoja@om.fi" in said) == done.needs_remedies(outcome)
    assert ("before a court" in said) == done.needs_remedies(outcome)


def test_a_whole_grant_ends_without_a_way_to_complain(notice: Notice) -> None:
    assert not done.needs_remedies(done.Erased(("contact",)))
    assert done.needs_remedies(done.Erased(("contact",), (done.Stays("invoices", Why.STATUTORY),)))


def test_an_answer_to_several_rights_has_a_part_for_each(notice: Notice) -> None:
    written = write(
        FRAME,
        [
            done.MarketingEnded(("newsletter",), DAY),
            done.Refused("erasure", "unfounded", "kolmas kerta"),
        ],
        notice=notice,
        language="en",
    )

    assert [part.title for part in written.parts] == [
        "No more direct marketing", "Erasure of data", "If you disagree",
    ]  # fmt: skip


def test_an_identity_question_asks_for_no_papers(notice: Notice) -> None:
    said = letter(notice, done.IdentityAsked(METHODS), language="fi")

    assert "Älä lähetä kopiota passista" in said
    assert "henkilötunnustasi" in said


def test_what_somebody_wrote_is_never_markup(notice: Notice) -> None:
    written = write(
        FRAME,
        [done.Refused("access", "unfounded", "<script>alert(1)</script> #emph[x]")],
        notice=notice,
        language="en",
    )

    assert "<script>" not in as_page(written)
    assert "&lt;script&gt;" in as_page(written)
    assert as_pdf(written).startswith(b"%PDF")


def test_the_pdf_is_tagged_and_the_same_each_time(notice: Notice) -> None:
    written = write(FRAME, [OUTCOMES[7], OUTCOMES[13]], notice=notice, language="sv")

    first = as_pdf(written)

    assert b"/MarkInfo" in first or b"/StructTreeRoot" in first
    assert first == as_pdf(written)


def test_a_letter_tells_nothing_by_its_repr(notice: Notice) -> None:
    written = write(FRAME, [OUTCOMES[0]], notice=notice, language="fi")

    assert "Aino" not in repr(FRAME) + repr(written)

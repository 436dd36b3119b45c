"""What has to be decided, with reasons, before a breach is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from seloste.breaches import rules
from seloste.breaches.errors import (
    FactsMissing,
    LateWithoutReasons,
    MustBeNotified,
    NotAtThisPoint,
    PersonsMustBeTold,
    ReasonsMissing,
    TooLong,
    WindowUnfit,
)
from seloste.breaches.values import Notification
from tests.rules.breaches.test_clock import breach

WRITTEN = {
    "facts": "Luettelo lähti väärälle.",
    "effects": "Huijausviestejä.",
    "measures": "Pyydettiin poistamaan.",
}


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("open", "close"), ("open", "do_not_notify"), ("open", "tell"), ("assessed", "close"),
        ("notified", "do_not_notify"), ("closed", "describe"), ("closed", "notify"),
        ("closed", "close"),
    ],
)  # fmt: skip
def test_a_step_out_of_its_order_is_refused(state, step) -> None:
    with pytest.raises(NotAtThisPoint):
        rules.check_step(breach(state=state), step)


def test_the_authority_can_be_notified_before_the_risk_is_assessed_and_after_it_was_not() -> None:
    for state in ("open", "assessed", "notified", "not_notified"):
        rules.check_step(breach(state=state), "notify")


def test_the_first_notification_after_the_limit_says_why_and_a_later_phase_need_not() -> None:
    view = breach()
    due = rules.due_at(view.aware_at)
    late = Notification(due + timedelta(seconds=1), is_complete=False, reasons="Riski.")

    with pytest.raises(LateWithoutReasons):
        rules.check_notification(view, late)
    rules.check_notification(view, Notification(due, is_complete=False, reasons="Riski."))
    rules.check_notification(breach(state="notified", notified_at=due), late)


@pytest.mark.parametrize("reasons", ["", "  \n"])
def test_a_decision_without_reasons_is_refused(reasons: str) -> None:
    with pytest.raises(ReasonsMissing):
        rules.check_reasons(reasons)


def test_a_text_longer_than_is_kept_is_refused() -> None:
    rules.check_reasons("a" * rules.LONGEST)
    with pytest.raises(TooLong):
        rules.check_reasons("a" * (rules.LONGEST + 1))


@pytest.mark.parametrize("risk", ["risk", "high"])
def test_a_risk_is_notified_whatever_the_reasons(risk) -> None:
    with pytest.raises(MustBeNotified):
        rules.check_not_notified(breach(state="assessed", risk=risk), "Emme halua.")
    rules.check_not_notified(breach(state="assessed", risk="unlikely"), "Tiedot olivat salattuja.")


def test_persons_of_a_high_risk_are_told_unless_an_exemption_holds() -> None:
    view = breach(state="notified", risk="high")

    with pytest.raises(PersonsMustBeTold):
        rules.check_not_told(view, "", "Emme halua.")
    rules.check_not_told(view, "protected", "Levy oli salattu.")
    rules.check_not_told(breach(state="notified", risk="risk"), "", "Riski ei ole korkea.")


def test_a_breach_is_closed_when_everything_is_written_down_and_decided() -> None:
    at = breach().aware_at
    done = {"state": "notified", "risk": "high", "notified_at": at, "completed_at": at}

    rules.check_complete(breach(**done, telling="told"), WRITTEN)
    rules.check_complete(breach(**done, telling="not_told", exemption="protected"), WRITTEN)


@pytest.mark.parametrize(
    ("changes", "texts", "wanting"),
    [
        ({}, {**WRITTEN, "effects": " "}, ("effects",)),
        ({}, {}, ("facts", "effects", "measures")),
        ({"risk": ""}, WRITTEN, ("risk",)),
        ({"completed_at": None}, WRITTEN, ("last_phase",)),
        ({"telling": ""}, WRITTEN, ("telling",)),
        ({"telling": "not_told", "risk": "high"}, WRITTEN, ("telling",)),
        ({"state": "not_notified"}, WRITTEN, ("notification",)),
    ],
)
def test_what_is_missing_is_named(changes, texts, wanting: tuple[str, ...]) -> None:
    at = breach().aware_at
    done = {
        "state": "notified", "risk": "risk", "notified_at": at, "completed_at": at,
        "telling": "told",
    }  # fmt: skip
    view = breach(**(done | changes))

    assert rules.missing(view, texts) == wanting
    with pytest.raises(FactsMissing):
        rules.check_complete(view, texts)


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    at = breach().aware_at

    with pytest.raises(WindowUnfit):
        rules.check_window(at, at)
    rules.check_window(at, at + timedelta(minutes=1))

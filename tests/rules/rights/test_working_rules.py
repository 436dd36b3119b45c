"""Whose turn it is, when somebody is reminded, who is asked for what, and what may take longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.notice.values import Contact, ContactChannel, Notice
from seloste.rights.errors import (
    CodeAlone,
    ExtendedAlready,
    GroundNotForThis,
    NoClarification,
    NoFee,
    NotAFile,
    NotAGround,
    NotAnAmount,
    NotAWayToShow,
    NothingWritten,
    NotTheNext,
    PapersNotAsked,
    RefusalNotExtended,
    TakenAlready,
    TooLateToExtend,
    TooManyFromThere,
)
from seloste.rights.rules import answering, form_use, heartbeat, identity, queue
from seloste.rights.rules.requests import calendar_of, clock_of, file_from, is_awaiting
from seloste.rights.rules.working_days import is_working_day, working_days_before
from seloste.rights.values import AnswerDue, ClockState, PartView, RequestView

FINLAND = calendar_of("FI")
AT = datetime(2026, 11, 16, 8, tzinfo=UTC)
DAY = date(2026, 11, 16)
DUE = AnswerDue(date(2026, 11, 30), date(2026, 12, 16), date(2026, 12, 16))
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def part(kind: str = "access", outcome: str = "") -> PartView:
    state = "decided" if outcome else "open"
    return PartView(1, kind, state, outcome, "", AT if outcome else None)  # type: ignore[arg-type]


def request(number: int = 1, *, taken_by: str = "", **changed: object) -> RequestView:
    made = RequestView(
        id=number, number=2026111600000 + number, requester=PersonId(number), about=None,
        channel="email", received_at=AT, received_on=DAY, language="fi", state="received",
        taken_by=taken_by, identity="not_asked", authority="", represented=False,
        acknowledged_at=None, extended_at=None, answered_at=None, closed_at=None,
        parts=(part(),), clock=ClockState(DUE, DUE.latest),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


# --- The turn -------------------------------------------------------------------------------------


def test_the_next_is_the_oldest_that_nobody_has() -> None:
    line = [request(1, taken_by="a"), request(2), request(3)]

    assert queue.next_in_line(line) == line[1]
    assert queue.next_in_line([line[0]]) is None
    assert not queue.check_turn(line[1], line, reason="")
    assert queue.check_turn(line[2], line, reason="Muutto")


@pytest.mark.parametrize(("number", "refusal"), [(1, TakenAlready), (3, NotTheNext)])
def test_out_of_turn_without_a_reason_nothing_is_taken(number: int, refusal: type[Refusal]) -> None:
    line = [request(1, taken_by="a"), request(2), request(3)]

    with pytest.raises(refusal):
        queue.check_turn(line[number - 1], line, reason="  ")


# --- Reminders ------------------------------------------------------------------------------------

SAFE = date(2026, 12, 16)


@pytest.mark.parametrize(
    ("today", "last", "ahead"),
    [
        (date(2026, 11, 25), None, None),
        (date(2026, 11, 26), None, 14),
        (date(2026, 11, 26), date(2026, 11, 26), None),
        (date(2026, 11, 29), date(2026, 11, 26), None),
        (date(2026, 12, 7), date(2026, 11, 26), 7),
        (date(2026, 12, 8), date(2026, 11, 26), 7),  # nothing ran on the 7th
        (date(2026, 12, 11), date(2026, 12, 8), 3),
        (date(2026, 12, 15), date(2026, 12, 11), 1),
        (date(2026, 12, 16), date(2026, 12, 15), None),
        (date(2026, 12, 17), date(2026, 12, 15), 0),
        (date(2026, 12, 17), date(2026, 12, 17), None),
        (date(2027, 3, 1), date(2027, 2, 28), 0),
    ],
)
def test_somebody_is_reminded_at_each_distance_and_daily_when_it_is_late(
    today: date, last: date | None, ahead: int | None
) -> None:
    assert queue.reminder_due(SAFE, today=today, last=last, is_holiday=FINLAND) == ahead


@given(DAYS, st.integers(1, 40))
def test_between_a_day_and_so_many_working_days_before_lie_that_many(day: date, count: int) -> None:
    before = working_days_before(day, count, FINLAND)

    between = [before + timedelta(days=n) for n in range((day - before).days)]
    assert is_working_day(before, FINLAND)
    assert sum(is_working_day(each, FINLAND) for each in between) == count


# --- The clock from events ------------------------------------------------------------------------


def clock(
    *events: tuple[str, str], today: str = "2026-12-20", extended: bool = False
) -> ClockState:
    return clock_of(
        DAY,
        [(code, date.fromisoformat(day)) for code, day in events],
        extended=extended,
        is_holiday=FINLAND,
        today=date.fromisoformat(today),
    )


def test_a_pause_lasts_from_the_asking_to_the_answer() -> None:
    stood = clock(("identity_asked", "2026-11-30"), ("identity_shown", "2026-12-14"))

    assert stood.due.latest == date(2026, 12, 30)
    assert stood.waits_since is None


def test_what_is_awaited_counts_as_if_it_came_today() -> None:
    waiting = clock(("clarification_asked", "2026-11-30"), today="2026-12-14")

    assert waiting.due.latest == date(2026, 12, 30)
    assert waiting.waits_since == date(2026, 11, 30)


def test_what_is_asked_after_the_time_has_run_out_stops_nothing() -> None:
    assert clock(("identity_asked", "2026-12-17"), today="2027-02-01").due == clock().due


def test_an_answer_to_one_question_does_not_answer_the_other() -> None:
    events = (("identity_asked", "2026-11-20"), ("clarified", "2026-11-25"))

    assert clock(*events, today="2026-11-30").waits_since == date(2026, 11, 20)
    assert is_awaiting(code for code, _ in events)
    assert not is_awaiting(["identity_asked", "identity_not_shown"])


def test_the_first_month_stays_what_it_was_when_the_time_is_extended() -> None:
    extended = clock(extended=True)

    assert (extended.first_end, extended.due.latest) == (date(2026, 12, 16), date(2027, 2, 16))


def test_without_a_list_of_holidays_only_weekends_count() -> None:
    assert not calendar_of(None)(date(2026, 12, 25))
    assert not calendar_of("US")(date(2026, 7, 4))


# --- Who asks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "refusal"),
    [
        ("identity_paper", PapersNotAsked),
        ("driving_licence", PapersNotAsked),
        ("personal_identity_code", CodeAlone),
        ("henkilotunnus", CodeAlone),
        ("portal", NotAWayToShow),
        ("", NotAWayToShow),
    ],
)
def test_papers_and_identity_codes_are_no_way_to_show(method: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        identity.check_asking(method, doubt="Uusi osoite.")


@pytest.mark.parametrize("method", ["known_address", "call_back", "two_facts"])
def test_without_a_doubt_nobody_is_asked(method: str) -> None:
    with pytest.raises(NothingWritten):
        identity.check_asking(method, doubt=" ")

    assert identity.check_asking(method, doubt="Uusi osoite.") == method


@pytest.mark.parametrize(
    ("said", "agree"),
    [
        ({"customer.number": "1001", "customer.phones": "040 555 0123"}, True),
        ({"customer.number": "1001", "customer.phones": "+358 40 5550123"}, True),
        ({"customer.number": "1002", "customer.phones": "040 555 0123"}, False),
        ({"customer.number": "1001", "customer.phones": "0123"}, False),
        ({"customer.number": "", "customer.phones": "040 555 0123"}, False),
        ({"customer.number": "–", "customer.phones": "040 555 0123"}, False),
        ({"customer.number": "1001", "customer.postal_address": "esimerkkikatu 1, TAMPERE"}, True),
        ({"customer.number": "1001", "customer.handle": "aino"}, False),
    ],
)
def test_facts_agree_when_each_is_what_is_held(said: dict[str, str], agree: bool) -> None:
    held = {
        "customer.number": ["1001"],
        "customer.phones": ["+358405550123"],
        "customer.postal_address": ["Esimerkkikatu 1 Tampere"],
    }

    assert identity.facts_agree(said, held) is agree


# --- Longer, refused, or for a fee ----------------------------------------------------------------


def extend(asked: RequestView, *, announced: bool = False, today: date = DAY, **how: str) -> None:
    how = {"ground": "complexity", "reasons": "Paljon viestejä.", **how}
    answering.check_extending(asked, announced=announced, today=today, **how)


def test_the_time_is_extended_until_the_last_day_of_the_first_month() -> None:
    extend(request(), today=DUE.latest)

    with pytest.raises(TooLateToExtend):
        extend(request(), today=DUE.latest + timedelta(days=1))


@pytest.mark.parametrize(
    ("asked", "how", "refusal"),
    [
        (request(), {"ground": "holidays"}, NotAGround),
        (request(), {"reasons": " "}, NothingWritten),
        (request(extended_at=AT), {}, ExtendedAlready),
        (request(parts=(part(outcome="refused"),)), {}, RefusalNotExtended),
    ],
)
def test_an_extension_that_the_law_does_not_give_is_refused(
    asked: RequestView, how: dict[str, str], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        extend(asked, **how)


@pytest.mark.parametrize("ground", answering.REFUSALS)
def test_each_ground_carries_the_refusal_of_its_rights_and_no_other(ground: str) -> None:
    kinds = ("access", "rectification", "erasure", "restriction", "portability", "objection",
             "withdrawal")  # fmt: skip
    asked = request(identity="not_shown", parts=tuple(map(part, kinds)))

    for kind in kinds:
        if kind in answering.REFUSALS[ground].kinds:
            answering.check_refusing(asked, kind, ground=ground, reasons="Syy.")
        else:
            with pytest.raises(GroundNotForThis):
                answering.check_refusing(asked, kind, ground=ground, reasons="Syy.")


def test_whoever_was_not_asked_did_not_fail_to_show_who_they_are() -> None:
    with pytest.raises(GroundNotForThis):
        answering.check_refusing(request(), "access", ground="identity_failure", reasons="Syy.")


def charge(asked: RequestView, ground: str, amount: str = "10", *, before: bool = False) -> None:
    answering.check_fee(
        asked, ground=ground, amount=Decimal(amount), reasons="Kulut.", answered_before=before
    )


def test_a_first_copy_and_a_withdrawal_cost_nothing() -> None:
    charge(request(), "further_copy", before=True)
    charge(request(), "manifestly_unfounded")

    for asked, ground, before in (
        (request(), "further_copy", False),
        (request(parts=(part("erasure"),)), "further_copy", True),
        (request(parts=(part("withdrawal"),)), "manifestly_excessive", False),
    ):
        with pytest.raises(NoFee):
            charge(asked, ground, before=before)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "10000.01", "NaN", "Infinity"])
def test_a_fee_is_a_modest_amount_of_money(amount: str) -> None:
    with pytest.raises(NotAnAmount):
        charge(request(), "manifestly_excessive", amount)


def test_only_a_copy_that_is_still_owed_is_clarified() -> None:
    answering.check_clarifying(request())

    for parts in ((part("erasure"),), (part(outcome="granted"),)):
        with pytest.raises(NoClarification):
            answering.check_clarifying(request(parts=parts))


# --- Channels and the form ------------------------------------------------------------------------


def test_each_channel_has_a_key_and_the_own_form_is_one_of_them() -> None:
    stated = (
        ContactChannel(kind="email", address="a@a.example"),
        ContactChannel(kind="email", address="b@a.example"),
        ContactChannel(kind="phone", address="1"),
    )
    notice = Notice(
        seloste=1, edition={"number": 1, "in_force_from": DAY}, contact=Contact(channels=stated)
    )  # type: ignore[arg-type]

    channels = heartbeat.channels_of(notice)

    assert [each.how for each in channels] == ["form", "email", "email", "by_hand"]
    assert len({each.key for each in channels}) == 4
    assert all("a.example" not in each.key for each in channels)


def probe(begun: int, *, confirmed: bool = False, failed: bool = False) -> heartbeat.Test:
    at = AT + timedelta(days=begun)
    return heartbeat.Test(
        1, at, at + heartbeat.WITHIN["email"], at if confirmed else None, at if failed else None, ""
    )


@pytest.mark.parametrize(
    ("test", "day", "state", "due"),
    [
        (None, 0, "not_tested", True),
        (probe(0), 1, "being_tested", False),
        (probe(0), 4, "failed", False),
        (probe(0), 7, "failed", True),
        (probe(0, failed=True), 1, "failed", False),
        (probe(0, failed=True), 7, "failed", True),
        (probe(0, confirmed=True), 6, "in_order", False),
        (probe(0, confirmed=True), 7, "in_order", True),
    ],
)
def test_a_channel_stands_as_its_last_test_left_it(
    test: heartbeat.Test | None, day: int, state: str, due: bool
) -> None:
    at = AT + timedelta(days=day)

    assert heartbeat.state_of(test, at=at) == state
    assert heartbeat.is_due(test, how="email", at=at) is due


def test_one_network_is_one_place() -> None:
    assert form_use.place_of("2001:db8::1") == form_use.place_of("2001:db8::ffff")
    assert form_use.place_of("2001:db8::1") != form_use.place_of("2001:db8:0:1::1")
    assert form_use.place_of("192.0.2.1") != form_use.place_of("192.0.2.2")
    assert len(form_use.place_of("x" * 1000)) == 64
    form_use.check_use(form_use.MOST_IN_AN_HOUR - 1)
    with pytest.raises(TooManyFromThere):
        form_use.check_use(form_use.MOST_IN_AN_HOUR)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9),
                    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(
                        st.sampled_from(["name", "email", "wishes", "access", "x"]), inner),
                    max_leaves=5))  # fmt: skip
def test_whatever_is_read_is_a_file_of_texts_or_none(read: object) -> None:
    try:
        file = file_from(read)
    except NotAFile:
        return

    assert isinstance(read, dict)
    assert set(read) <= {"name", "email", "wishes"}
    assert all(isinstance(text, str) for text in (file.name, file.email, *file.wishes.values()))

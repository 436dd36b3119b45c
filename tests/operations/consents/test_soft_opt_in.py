"""Marketing to own customers without consent: only while its conditions are on record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from seloste.consents import queries
from seloste.consents.errors import ConditionsNotMet, MarketingBanned
from seloste.consents.operations import giving, refusing
from seloste.consents.values import Said, SoftOptIn
from seloste.kernel.ids import PersonId
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.readings.operations import open_records
from seloste.usability.queries import standings_of
from seloste.usability.values import Bar
from tests.register import EXAMPLE, Register

OFFERS = "offers"
SOLD = SoftOptIn(
    sold_on=date(2026, 3, 1), similar_products=True, refusal_offered=True, refusal_in_each=True
)
SAID = Said(means="email", language="fi")


@pytest.fixture
def at(register: Register) -> datetime:
    """A moment at which the notice has marketing to own customers, beside the newsletter."""
    text = EXAMPLE.read_text(encoding="utf-8").replace(
        "number: 1", "number: 2\n  changes: {fi: Tarjoukset., sv: Erbjudanden., en: Offers.}", 1
    )
    offers = (
        "  offers:\n    title: {fi: Tarjoukset, sv: Erbjudanden, en: Offers}\n"
        "    description: {fi: Kerromme uusista palveluista., sv: Vi berättar om nya tjänster., "
        "en: We tell of new services.}\n    legal_basis: soft_opt_in\n    marketing: true\n"
        '    dpv: ["dpv:DirectMarketing"]\n\n'
    )
    text = text.replace(
        "  domain_registration:\n    title", f"{offers}  domain_registration:\n    title", 1
    )
    text = text.replace(
        "  domain_registration:\n    categories",
        "  offers:\n    categories: [identity, contact, consents]\n    roles: [owner, system]\n"
        "  domain_registration:\n    categories",
        1,
    )
    publish(
        text.encode(),
        path="notice.yaml",
        attested=frozenset(MEASURES),
        held=dict,
        by=register.owner,
        at=register.at,
    )
    return register.at + timedelta(days=1)


def bar_of(person: PersonId, register: Register, at: datetime) -> Bar | None:
    return open_records([person], purpose=OFFERS, by=register.owner, at=at)[person].bar


def test_conditions_on_record_let_the_purpose_be_served(
    aino: PersonId, register: Register, at: datetime
) -> None:
    before = bar_of(aino, register, at)

    giving.rely_on_soft_opt_in(aino, OFFERS, conditions=SOLD, by=register.owner, at=at)

    assert (before, bar_of(aino, register, at)) == (Bar.NO_CONSENT, None)
    [event] = queries.of_person(aino)
    assert (event.kind, event.state, event.receipt) == ("soft_opt_in", "met", "")


def test_a_condition_that_fails_is_refused_without_a_trace(
    aino: PersonId, register: Register, at: datetime
) -> None:
    unasked = SoftOptIn(date(2026, 3, 1), True, False, True)

    with pytest.raises(ConditionsNotMet):
        giving.rely_on_soft_opt_in(aino, OFFERS, conditions=unasked, by=register.owner, at=at)

    assert not queries.of_person(aino)


def test_an_objection_ends_it_at_once(aino: PersonId, register: Register, at: datetime) -> None:
    giving.rely_on_soft_opt_in(aino, OFFERS, conditions=SOLD, by=register.owner, at=at)

    refusing.object_to(aino, OFFERS, said=SAID, by=register.owner, at=at)

    assert bar_of(aino, register, at) is Bar.OBJECTED
    assert [event.state for event in queries.of_person(aino)] == ["met", "ended", "objected"]


def test_a_banned_person_is_not_relied_on(aino: PersonId, register: Register, at: datetime) -> None:
    refusing.ban_address("aino@esimerkki.example", by=register.owner, at=at)

    with pytest.raises(MarketingBanned):
        giving.rely_on_soft_opt_in(aino, OFFERS, conditions=SOLD, by=register.owner, at=at)


def test_a_no_to_all_marketing_reaches_purposes_that_come_later(
    aino: PersonId, register: Register, request: pytest.FixtureRequest
) -> None:
    refusing.ban(aino, said=SAID, by=register.owner, at=register.at)
    at = request.getfixturevalue("at")
    before = standings_of([aino])[aino].objections

    barred = refusing.extend_bans(by=register.owner, at=at)

    assert (before, barred) == ({"newsletter"}, 1)
    assert standings_of([aino])[aino].objections == {"newsletter", OFFERS}
    assert refusing.extend_bans(by=register.owner, at=at) == 0

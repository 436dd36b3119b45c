"""Each right is carried out, and the letter says what was done and not more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import transaction

from seloste.audit.models import Entry
from seloste.consents.operations.giving import give
from seloste.consents.queries import choices_of, is_banned, wording_of
from seloste.consents.values import Said
from seloste.contracts.operations import merge_customers
from seloste.customers.operations.creating import add_contact_person, create
from seloste.customers.operations.finding import open_customer
from seloste.customers.values import ContactPersonDraft, CustomerDraft
from seloste.disclosures import operations as disclosures
from seloste.disclosures.queries import duties_of
from seloste.kernel.actors import system
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.outbox.models import StoredParcel
from seloste.outbox.queries import is_waiting
from seloste.readings.errors import NotAllowed
from seloste.retention.queries import certificates_by_cause, holds_of
from seloste.rights import queries
from seloste.rights.errors import (
    AuthorityOpen,
    CopyFirst,
    DecidedAlready,
    IdentityOpen,
    LiftNotTold,
    LinkNotUsable,
    NoAddress,
    NobodyMatched,
    NobodyOfTheRegister,
    NoSuchPurposeHere,
    NoSuchRestrictionOfRequest,
    NotAnswered,
    NotAskedFor,
    NothingDiffers,
    NothingToTakeAlong,
    NothingWritten,
    NotOpen,
    PartsOpen,
    SomethingHeld,
)
from seloste.rights.letters.showing import as_html
from seloste.rights.models import RequestPart, SubjectRequest
from seloste.rights.operations import (
    access,
    answering,
    erasure,
    fetching,
    objection,
    portability,
    rectification,
    restriction,
    selves,
    withdrawal,
)
from seloste.rights.operations.refusing import refuse
from seloste.rights.records import ANSWER, COPY
from seloste.rights.values import Kind, RequestFile
from seloste.usability.queries import barred, restrictions_of
from seloste.usability.values import Bar
from seloste.vault.models import Sealed
from seloste.vault.queries import categories_held_by, records_of
from tests.operations.rights.conftest import AINO, asked
from tests.register import Register

LINK, PAPER = "link", "paper"


def letter_of(register: Register, request: int) -> str:
    """Return what the letter would say."""
    written = answering.preview(request, by=register.owner, at=register.at)
    return " ".join(re.sub(r"<[^>]+>", " ", as_html(written)).split())


def traces() -> tuple[object, ...]:
    parts = list(RequestPart.objects.order_by("id").values_list("state", "outcome"))
    return (parts, Sealed.objects.count(), list(SubjectRequest.objects.values_list("state")))


def refused(refusal: type[Refusal], act: Callable[[], object]) -> None:
    before = traces()
    with pytest.raises(refusal):
        act()
    assert traces() == before


def part(request: int, kind: Kind, register: Register) -> str:
    found = queries.request(request, at=register.at).part(kind)
    return found.outcome if found else "not asked"


def give_to_recipient(person: PersonId, register: Register) -> None:
    with transaction.atomic():
        disclosures.note(
            person,
            "invoicing_service",
            categories=["identity", "contact"],
            purpose="invoicing",
            act="test.given",
            by=register.owner,
            at=register.at,
        )


def fetched(request: int, register: Register) -> dict[str, bytes]:
    token = answering.new_answer_link(request, by=system("worker"), at=register.at)
    with ZipFile(BytesIO(fetching.fetch(token, at=register.at))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- Access ---------------------------------------------------------------------------------------


def test_a_copy_goes_with_the_answer_and_is_erased_when_its_time_is_over(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "access", about=aino)

    access.give_copy(request, by=register.owner, at=register.at)
    answering.answer(request, LINK, by=register.owner, at=register.at)
    files = fetched(request, register)

    assert b"aino@esimerkki.example" in files["data.json"]
    assert {"letter.html", "letter.pdf", "index.html"} <= set(files)
    requester = queries.request(request, at=register.at).requester
    assert records_of(requester, kind=COPY)
    assert fetching.forget_copy(request, by=system("worker"), at=register.at) == 1
    assert records_of(requester, kind=COPY) == []
    assert "letter.html" in answering.sent_letter(request, by=register.owner, at=register.at)


def test_whoever_is_not_in_the_register_is_told_so(register: Register) -> None:
    request = asked(register, "access")

    access.confirm_nothing_held(request, by=register.owner, at=register.at)

    said = letter_of(register, request)
    assert "Emme käsittele sinua koskevia henkilötietoja" in said
    assert "asiakasrekisteri" in said
    assert "jäljennöksen" not in said


def test_nobody_of_whom_something_is_kept_is_told_that_nothing_is(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "access", about=aino)

    refused(
        SomethingHeld,
        lambda: access.confirm_nothing_held(request, by=register.owner, at=register.at),
    )


def test_no_copy_is_made_of_somebody_unknown(register: Register) -> None:
    request = asked(register, "access")

    refused(NobodyMatched, lambda: access.give_copy(request, by=register.owner, at=register.at))


def test_nothing_is_given_while_it_is_open_who_asks(aino: PersonId, register: Register) -> None:
    request = asked(register, "access", about=aino)
    SubjectRequest.objects.filter(id=request).update(identity="asked")

    refused(IdentityOpen, lambda: access.give_copy(request, by=register.owner, at=register.at))


def test_nothing_is_given_to_a_representative_who_has_shown_nothing(
    aino: PersonId, register: Register
) -> None:
    file = replace(AINO, representative="Lakimies Laine", representative_email="laine@laki.example")
    request = asked(register, "access", file=file, about=aino)

    refused(AuthorityOpen, lambda: access.give_copy(request, by=register.owner, at=register.at))


def test_a_representative_gets_the_letter_about_the_one_they_act_for(
    aino: PersonId, register: Register
) -> None:
    file = replace(AINO, representative="Lakimies Laine", representative_email="laine@laki.example")
    request = asked(register, "access", file=file, about=aino)
    SubjectRequest.objects.filter(id=request).update(authority="shown")

    access.give_copy(request, by=register.owner, at=register.at)

    said = letter_of(register, request)
    assert "Koskee: Aino Esimerkki" in said
    assert "Lakimies Laine" in said


def test_a_part_is_decided_once(aino: PersonId, register: Register) -> None:
    request = asked(register, "access", about=aino)
    access.give_copy(request, by=register.owner, at=register.at)

    refused(DecidedAlready, lambda: access.give_copy(request, by=register.owner, at=register.at))
    refused(
        NotAskedFor, lambda: portability.give_portable(request, by=register.owner, at=register.at)
    )


def test_whoever_is_customer_and_contact_person_is_found_as_both(
    aino: PersonId, register: Register
) -> None:
    company = CustomerDraft(kind="company", company="Kaarna Oy", emails=("info@kaarna.example",))
    firm = create(company, purpose="customer_care", by=register.owner, at=register.at)
    other = add_contact_person(
        firm,
        ContactPersonDraft(name="A. Esimerkki", emails=("Aino@Esimerkki.example",)),
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )
    request = asked(register, "access", about=aino)

    [found] = selves.other_selves(request, by=register.owner, at=register.at)
    selves.choose_self(request, found.person, by=register.owner, at=register.at)
    package = access.preview_copy(request, by=register.owner, at=register.at)

    assert (found.person, found.kind, found.acts_for, found.by) == (
        other,
        "contact_person",
        firm,
        "email",
    )
    assert {one.kind for one in package.persons} == {"customer", "contact_person", "requester"}
    assert "Kaarna" not in package.model_dump_json()

    selves.leave_self(request, found.person, by=register.owner, at=register.at)
    package = access.preview_copy(request, by=register.owner, at=register.at)
    assert {one.kind for one in package.persons} == {"customer", "requester"}


# --- Rectification --------------------------------------------------------------------------------


def test_a_correction_is_compared_applied_and_owed_to_recipients(
    aino: PersonId, register: Register
) -> None:
    give_to_recipient(aino, register)
    request = asked(register, "rectification", about=aino)
    values = {"customer.emails": ["uusi@esimerkki.example"], "customer.name": "Aino Esimerkki"}

    [difference] = rectification.compare(request, aino, values, by=register.owner, at=register.at)
    rectification.correct(request, aino, values, by=register.owner, at=register.at)

    assert difference.before == ["aino@esimerkki.example"]
    view = open_customer(aino, purpose="customer_care", by=register.owner, at=register.at)
    assert view.values["customer.emails"] == ["uusi@esimerkki.example"]
    assert [duty.kind for duty in duties_of(aino)] == ["correct"]
    said = letter_of(register, request)
    assert "Ennen: aino@esimerkki.example" in said
    assert "Nyt: uusi@esimerkki.example" in said
    assert "ilmoitamme asiasta" in said
    assert "nimi" not in said.split("Ennen")[0].split("oikaisseet")[1]


def test_a_correction_of_nothing_is_refused(aino: PersonId, register: Register) -> None:
    request = asked(register, "rectification", about=aino)

    refused(
        NothingDiffers,
        lambda: rectification.correct(
            request, aino, {"customer.name": "Aino Esimerkki"}, by=register.owner, at=register.at
        ),
    )


def test_only_the_person_of_the_request_is_corrected(aino: PersonId, register: Register) -> None:
    draft = CustomerDraft(kind="person", name="Toinen Ihminen", emails=("toinen@ihminen.example",))
    other = create(draft, purpose="customer_care", by=register.owner, at=register.at)
    request = asked(register, "rectification", about=aino)

    refused(
        NobodyOfTheRegister,
        lambda: rectification.correct(
            request, other, {"customer.name": "X Y"}, by=register.owner, at=register.at
        ),
    )


def test_a_correction_is_declined_with_reasons_and_a_statement(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "rectification", about=aino)
    refused(
        NothingWritten,
        lambda: rectification.leave_as_it_is(
            request, reasons=" ", by=register.owner, at=register.at
        ),
    )

    rectification.leave_as_it_is(
        request,
        reasons="Osoite on sama kuin laskussa",
        statement="Olen muuttanut.",
        by=register.owner,
        at=register.at,
    )

    said = letter_of(register, request)
    assert part(request, "rectification", register) == "refused"
    assert "Perustelut: Osoite on sama kuin laskussa." in said
    assert "lisäselvitys säilytetään" in said
    assert "tietosuoja@om.fi" in said


# --- Erasure --------------------------------------------------------------------------------------


def test_erasing_says_what_went_and_what_stays(aino: PersonId, register: Register) -> None:
    give_to_recipient(aino, register)
    request = asked(register, "erasure", about=aino)
    assert {"identity", "contact"} <= categories_held_by([aino])[aino]

    plans = erasure.plans(request, by=register.owner, at=register.at)
    certificates = erasure.erase(request, by=register.owner, at=register.at)

    assert plans[0].going
    assert certificates == list(certificates_by_cause(f"request:{request}"))
    gone = {category for one in certificates for category in one.categories}
    assert gone
    assert not gone & categories_held_by([aino]).get(aino, frozenset())
    said = letter_of(register, request)
    assert "Olemme poistaneet pysyvästi" in said
    assert [duty.kind for duty in duties_of(aino)] == ["erase"]


def test_a_copy_that_was_asked_for_is_made_before_anything_is_erased(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "access", "erasure", about=aino)

    refused(CopyFirst, lambda: erasure.erase(request, by=register.owner, at=register.at))
    access.give_copy(request, by=register.owner, at=register.at)
    erasure.erase(request, by=register.owner, at=register.at)
    answering.answer(request, LINK, by=register.owner, at=register.at)

    assert b"aino@esimerkki.example" in fetched(request, register)["data.json"]


# --- Restriction ----------------------------------------------------------------------------------


def test_restricted_data_are_used_no_more_and_recipients_are_told(
    aino: PersonId, register: Register
) -> None:
    give_to_recipient(aino, register)
    request = asked(register, "restriction", about=aino)

    restriction.restrict(request, "accuracy_contested", by=register.owner, at=register.at)

    view = open_customer(aino, purpose="customer_care", by=register.owner, at=register.at)
    assert view.bar is Bar.RESTRICTED
    assert [duty.kind for duty in duties_of(aino)] == ["restrict"]
    assert "on rajoitettu 23.11.2026 alkaen" in letter_of(register, request)


def test_a_restriction_ends_only_after_the_person_was_told(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "restriction", about=aino)
    restriction.restrict(request, "accuracy_contested", by=register.owner, at=register.at)
    answering.answer(request, PAPER, by=register.owner, at=register.at)
    answering.answer_told(request, PAPER, by=register.owner, at=register.at)
    act = {"by": register.owner, "at": register.at}

    with pytest.raises(LiftNotTold):
        restriction.lift(request, **act)  # type: ignore[arg-type] # who and when
    with pytest.raises(NothingWritten):
        restriction.announce_lifting(request, on=date(2026, 12, 1), reasons="", **act)  # type: ignore[arg-type]
    restriction.announce_lifting(request, on=date(2026, 12, 1), reasons="Tarkistettu", **act)  # type: ignore[arg-type]
    with pytest.raises(LiftNotTold):
        restriction.lift(request, **act)  # type: ignore[arg-type]
    restriction.lifting_told(request, "told", **act)  # type: ignore[arg-type]
    restriction.lift(request, **act)  # type: ignore[arg-type]

    assert restrictions_of([aino]) == {}
    with pytest.raises(NoSuchRestrictionOfRequest):
        restriction.lift(request, **act)  # type: ignore[arg-type]


# --- Portability ----------------------------------------------------------------------------------


def test_what_a_person_takes_along_is_theirs_and_no_more(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "portability", about=aino)

    portability.give_portable(request, by=register.owner, at=register.at)
    answering.answer(request, LINK, by=register.owner, at=register.at)
    files = fetched(request, register)

    assert b"aino@esimerkki.example" in files["portable/data.json"]
    assert b"Esimerkki" in files["portable/data.csv"]
    assert "data.json" not in files
    assert b"JSON" in files["letter.html"]


def test_nothing_to_take_along_is_refused(register: Register) -> None:
    company = CustomerDraft(kind="company", company="Kaarna Oy", emails=("info@kaarna.example",))
    firm = create(company, purpose="customer_care", by=register.owner, at=register.at)
    person = add_contact_person(
        firm,
        ContactPersonDraft(name="Kaisa Kaarna", emails=("kaisa@kaarna.example",)),
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )
    request = asked(register, "portability", about=person)

    refused(
        NothingToTakeAlong,
        lambda: portability.give_portable(request, by=register.owner, at=register.at),
    )


# --- Objection ------------------------------------------------------------------------------------


def test_marketing_ends_at_once_whoever_says_so(aino: PersonId, register: Register) -> None:
    request = asked(register, "objection", about=aino)
    SubjectRequest.objects.filter(id=request).update(identity="asked")
    assert not is_banned("aino@esimerkki.example")

    objection.end_marketing(request, by=register.owner, at=register.at)

    assert is_banned("aino@esimerkki.example")
    said = letter_of(register, request)
    assert "koskee seuraavia: uutiskirje" in said
    assert "tietosuoja@om.fi" not in said


def test_an_objection_that_is_upheld_bars_the_purpose(aino: PersonId, register: Register) -> None:
    request = asked(register, "objection", about=aino)
    notice = answering.office(by=register.owner, at=register.at).notice

    objection.rest_meanwhile(request, by=register.owner, at=register.at)
    objection.uphold(request, ["development_surveys"], by=register.owner, at=register.at)

    bars = barred([aino], purpose="development_surveys", notice=notice)
    assert bars == {aino: Bar.OBJECTED}
    assert "Olemme lopettaneet tietojesi käsittelyn" in letter_of(register, request)
    assert restrictions_of([aino])

    answering.answer(request, PAPER, by=register.owner, at=register.at)
    assert restrictions_of([aino])
    answering.answer_told(request, PAPER, by=register.owner, at=register.at)
    assert restrictions_of([aino]) == {}


def test_an_objection_is_rejected_only_with_a_balancing_and_reasons(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "objection", about=aino)
    weighed = objection.Balancing("saatava", "ei muuta keinoa", "pieni haitta")

    def reject(purposes: list[str], reasons: str, balancing: objection.Balancing) -> None:
        objection.reject(
            request,
            purposes,
            reasons=reasons,
            balancing=balancing,
            by=register.owner,
            at=register.at,
        )

    refused(NothingWritten, lambda: reject(["legal_claims"], "", weighed))
    refused(NothingWritten, lambda: reject(["legal_claims"], "x", replace(weighed, weighing=" ")))
    refused(NoSuchPurposeHere, lambda: reject(["newsletter"], "x", weighed))
    refused(NoSuchPurposeHere, lambda: reject([], "x", weighed))
    reject(["legal_claims"], "Lasku on maksamatta", weighed)

    said = letter_of(register, request)
    assert "Jatkamme tietojesi käsittelyä" in said
    assert "Perustelut: Lasku on maksamatta." in said
    assert "pieni haitta" not in said
    assert "tuomioistuimeen" in said


# --- Withdrawal -----------------------------------------------------------------------------------


def consent_to_newsletter(person: PersonId, register: Register) -> None:
    shown = wording_of("newsletter", language="fi", at=register.at)
    give(
        person,
        "newsletter",
        said=Said(means="paper", language="fi"),
        wording=shown.hash,
        by=register.owner,
        at=register.at,
    )


def test_a_withdrawal_ends_the_consent_at_once(aino: PersonId, register: Register) -> None:
    consent_to_newsletter(aino, register)
    request = asked(register, "withdrawal", about=aino)
    alive = withdrawal.consents_alive(request, by=register.owner, at=register.at)
    assert alive == ("newsletter",)

    withdrawal.withdraw_consents(request, alive, by=register.owner, at=register.at)

    assert choices_of(aino)["newsletter"].consent == "withdrawn"
    assert "Suostumuksesi on peruutettu 23.11.2026" in letter_of(register, request)


def test_a_withdrawal_of_what_rests_on_no_consent_is_refused(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "withdrawal", about=aino)

    refused(
        NoSuchPurposeHere,
        lambda: withdrawal.withdraw_consents(
            request, ["invoicing"], by=register.owner, at=register.at
        ),
    )


# --- The answer -----------------------------------------------------------------------------------


def test_several_rights_in_one_request_have_each_their_own_outcome(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "access", "erasure", "objection", about=aino)
    access.give_copy(request, by=register.owner, at=register.at)
    objection.end_marketing(request, by=register.owner, at=register.at)
    with pytest.raises(PartsOpen):
        answering.preview(request, by=register.owner, at=register.at)
    refuse(
        request,
        "erasure",
        "legal_claims",
        reasons="Reklamaatio on kesken",
        by=register.owner,
        at=register.at,
    )

    said = letter_of(register, request)

    assert "useita kohtia" in said
    assert said.index("Pääsy tietoihin") < said.index("Perustelut: Reklamaatio on kesken.")
    assert "Suoramarkkinoinnin kieltäminen" in said
    assert [p.outcome for p in queries.request(request, at=register.at).parts] == [
        "granted", "refused", "granted",
    ]  # fmt: skip


def test_an_answer_goes_by_a_link_that_works_once(aino: PersonId, register: Register) -> None:
    request = asked(register, "access", about=aino)
    access.give_copy(request, by=register.owner, at=register.at)
    answering.answer(request, LINK, by=register.owner, at=register.at)
    assert is_waiting(answering.SEND_ANSWER, request)
    token = answering.new_answer_link(request, by=system("worker"), at=register.at)

    assert fetching.waiting(token, at=register.at).reference == "20261123-1"
    assert fetching.waiting(token, at=register.at)
    assert fetching.fetch(token, at=register.at).startswith(b"PK")
    with pytest.raises(LinkNotUsable):
        fetching.fetch(token, at=register.at)


def test_a_link_ends_with_its_time_and_when_a_new_one_is_made(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "access", about=aino)
    access.give_copy(request, by=register.owner, at=register.at)
    answering.answer(request, LINK, by=register.owner, at=register.at)
    first = answering.new_answer_link(request, by=system("worker"), at=register.at)
    second = answering.new_answer_link(request, by=system("worker"), at=register.at)

    with pytest.raises(LinkNotUsable):
        fetching.waiting(first, at=register.at)
    with pytest.raises(LinkNotUsable):
        fetching.waiting(second, at=register.at + timedelta(days=31))


def test_the_letter_stays_as_it_was_sent(aino: PersonId, register: Register) -> None:
    request = asked(register, "objection", about=aino)
    objection.end_marketing(request, by=register.owner, at=register.at)
    answering.answer(request, PAPER, by=register.owner, at=register.at)
    answering.answer_told(request, PAPER, by=register.owner, at=register.at)

    kept = answering.sent_letter(request, by=register.owner, at=register.at + timedelta(days=9))

    view = queries.request(request, at=register.at)
    assert view.state == "closed"
    assert "23.11.2026" in kept["letter.html"].decode()
    assert kept["letter.pdf"].startswith(b"%PDF")
    assert records_of(view.requester, kind=ANSWER)


def test_nothing_is_answered_before_all_is_decided(aino: PersonId, register: Register) -> None:
    request = asked(register, "access", about=aino)

    refused(PartsOpen, lambda: answering.answer(request, LINK, by=register.owner, at=register.at))
    refused(
        NotAnswered,
        lambda: answering.answer_told(request, PAPER, by=register.owner, at=register.at),
    )


def test_an_answer_without_an_address_goes_on_paper(aino: PersonId, register: Register) -> None:
    file = RequestFile(
        name="Aino Esimerkki", address="Kuusitie 1\n00100 Helsinki", words="Poistakaa"
    )
    request = asked(register, "objection", file=file, channel="post", about=aino)
    objection.end_marketing(request, by=register.owner, at=register.at)

    refused(NoAddress, lambda: answering.answer(request, LINK, by=register.owner, at=register.at))
    answering.answer(request, PAPER, by=register.owner, at=register.at)

    refused(NotOpen, lambda: answering.answer(request, PAPER, by=register.owner, at=register.at))


def test_each_step_leaves_its_line_in_the_audit(aino: PersonId, register: Register) -> None:
    request = asked(register, "objection", about=aino)
    objection.end_marketing(request, by=register.owner, at=register.at)
    answering.answer(request, PAPER, by=register.owner, at=register.at)
    answering.answer_told(request, PAPER, by=register.owner, at=register.at)

    lines = set(Entry.objects.values_list("operation", flat=True))

    assert {"rights.carried_out", "rights.answered", "rights.answer_told"} <= lines


def test_a_role_without_a_part_in_requests_carries_nothing_out(
    aino: PersonId, register: Register
) -> None:
    request = asked(register, "access", about=aino)
    accountant = replace(register.owner, role="accountant")

    refused(NotAllowed, lambda: access.give_copy(request, by=accountant, at=register.at))


def test_what_is_asked_for_stays_until_it_is_answered(aino: PersonId, register: Register) -> None:
    request = asked(register, "access", about=aino)
    other = asked(register, "erasure", about=aino)
    assert [one.request for one in holds_of(aino)] == [request]

    erasure.erase(other, by=register.owner, at=register.at)
    stayed = categories_held_by([aino])[aino]
    access.give_copy(request, by=register.owner, at=register.at)
    answering.answer(request, PAPER, by=register.owner, at=register.at)
    answering.answer_told(request, PAPER, by=register.owner, at=register.at)

    assert {"identity", "contact"} <= stayed
    assert "ei ole vielä vastattu" in letter_of(register, other)
    assert holds_of(aino) == ()


def test_a_request_about_somebody_who_was_merged_is_about_the_one_who_stayed(
    aino: PersonId, register: Register
) -> None:
    draft = CustomerDraft(kind="person", name="Aino E", emails=("aino.e@esimerkki.example",))
    double = create(draft, purpose="customer_care", by=register.owner, at=register.at)
    request = asked(register, "restriction", about=double)

    merge_customers(aino, double, purpose="customer_care", by=register.owner, at=register.at)
    restriction.restrict(request, "unlawful", by=register.owner, at=register.at)

    assert list(restrictions_of([aino, double])) == [aino]


def test_a_new_link_brings_the_copy_too(aino: PersonId, register: Register) -> None:
    request = asked(register, "access", about=aino)
    access.give_copy(request, by=register.owner, at=register.at)
    refused(NotAnswered, lambda: answering.send_again(request, by=register.owner, at=register.at))
    answering.answer(request, LINK, by=register.owner, at=register.at)
    answering.answer_told(request, LINK, by=system("worker"), at=register.at)

    answering.send_again(request, by=register.owner, at=register.at + timedelta(days=20))

    [due] = StoredParcel.objects.filter(kind=answering.FORGET_COPY).values_list("due_at", flat=True)
    assert due == register.at + timedelta(days=50)
    assert "data.json" in fetched(request, register)

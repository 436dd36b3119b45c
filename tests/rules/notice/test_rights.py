"""Rights follow from the legal bases; none is typed."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.notice.rules.rights import ARTICLES, Right, rights_for, rights_of
from seloste.notice.values import LegalBasis, Notice, Purpose
from tests.rules.notice.changes import COMPLETE, changed, loaded

BASES: tuple[LegalBasis, ...] = get_args(LegalBasis)


def resting_on(*bases: LegalBasis | None) -> Notice:
    purposes = {f"purpose_{n}": {"legal_basis": basis} for n, basis in enumerate(bases)}
    head = {"number": 1, "in_force_from": "2026-11-01"}
    return Notice.model_validate({"seloste": 1, "edition": head, "purposes": purposes})


def given_by(notice: Notice) -> dict[str, str]:
    return {right.right: right.condition_code for right in rights_of(notice)}


@pytest.mark.parametrize(
    ("basis", "erasure", "further"),
    [
        ("consent", "on_withdrawal", {"portability", "withdrawal"}),
        ("contract", "when_not_needed", {"portability"}),
        ("legal_obligation", "not_while_required", set()),
        ("vital_interests", "when_not_needed", set()),
        ("public_task", "not_while_required", {"objection"}),
        ("legitimate_interests", "after_objection", {"objection"}),
        ("soft_opt_in", "after_objection", {"objection_to_marketing"}),
    ],
)
def test_each_basis_gives_its_rights(basis, erasure, further):
    rights = given_by(resting_on(basis))

    always = {"information", "access", "rectification", "erasure", "restriction"}
    anyway = {"no_automated_decision", "complaint", "judicial_remedy"}
    assert rights.keys() == always | anyway | further
    assert rights["erasure"] == erasure


def test_a_purpose_without_basis_gives_what_every_processing_gives():
    rights = given_by(resting_on(None))

    assert "access" in rights
    assert not {"erasure", "portability", "objection", "withdrawal"} & rights.keys()


def test_a_notice_without_purposes_gives_what_does_not_depend_on_them():
    assert given_by(resting_on()).keys() == {
        "no_automated_decision",
        "complaint",
        "judicial_remedy",
    }


def test_erasure_stands_once_for_each_condition():
    erasures = [r for r in rights_of(loaded(COMPLETE).notice) if r.right == "erasure"]

    assert {r.condition_code: r.purposes[0] for r in erasures} == {
        "on_withdrawal": "newsletter",
        "when_not_needed": "customer_care",
        "not_while_required": "accounting",
        "after_objection": "customer_contacts",
    }


def test_marketing_may_be_objected_to_without_reason_on_any_basis():
    notice = changed("purposes.customer_contacts.marketing: true")

    (objection,) = [r for r in rights_of(notice) if r.right == "objection_to_marketing"]

    assert objection.purposes == ("customer_contacts", "newsletter")
    assert objection.condition_code == "without_reason"


def test_automated_decisions_bring_a_human_review():
    decisions = "automated_decisions: [{title: Luottopäätös, text: Pisteytys.}]"

    assert given_by(changed(decisions))["no_automated_decision"] == "human_review"
    assert given_by(loaded(COMPLETE).notice)["no_automated_decision"] == "none_made"


@given(st.lists(st.sampled_from([*BASES, None]), max_size=8))
def test_every_purpose_with_a_basis_has_exactly_one_condition_of_erasure(bases):
    notice = resting_on(*bases)

    erased = [key for r in rights_of(notice) if r.right == "erasure" for key in r.purposes]

    assert sorted(erased) == sorted(k for k, p in notice.purposes.items() if p.legal_basis)


@given(st.sampled_from([*BASES, None]), st.booleans())
def test_the_rights_of_one_purpose_agree_with_those_of_its_notice(basis, marketing):
    purpose = Purpose(legal_basis=basis, marketing=marketing)
    notice = resting_on().model_copy(update={"purposes": {"only": purpose}})

    of_notice = {right.right for right in rights_of(notice) if right.purposes}

    assert rights_for(purpose) == of_notice & {
        "portability",
        "objection",
        "objection_to_marketing",
        "withdrawal",
    }


def test_every_right_names_its_article():
    assert ARTICLES.keys() == set(get_args(Right))
    assert all(r.article == ARTICLES[r.right] for r in rights_of(loaded(COMPLETE).notice))

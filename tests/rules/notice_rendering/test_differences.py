from __future__ import annotations

import pytest

from seloste.kernel.languages import LANGUAGES
from seloste.notice.differences import audience, compare
from seloste.notice.loading import read_notice
from seloste.notice.rendering.changes import changes, kind

# What is changed in the example, and the class of the change.
CASES = (
    ("number: 1\n", "number: 2\n", "editorial"),
    ("fi: Laskutus,", "fi: Laskut,", "editorial"),
    ("fi: Lähetämme laskut ja seuraamme maksuja.", "fi: LÄHETÄMME laskut, ja seuraamme maksuja!", "editorial"),
    ("fi: Lähetämme laskut ja seuraamme maksuja.", "fi: Lähetämme laskut ja myymme saatavat.", "material"),
    ("agreement: 2025-01-07", "agreement: 2026-01-07", "editorial"),
    ("roles: [owner, accountant]", "roles: [owner]", "editorial"),
    ("categories: [identity, contact, consents]", "categories: [identity, contact]", "material"),
    ("legal_basis: consent", "legal_basis: soft_opt_in", "material"),
    ("keep: P12M", "keep: P18M", "material"),
    ("place: NL", "place: GB", "material"),
    ("phone: +358 40 555 0100\n", "phone: +358 40 555 0199\n", "material"),
    ("email: asiakaspalvelu@", "email: apu@", "material"),
    ("    name: Zervant Oy", "    name: Toinen Oy", "new_recipient"),
    ("    name: Zervant Oy", "    name: ZERVANT OY", "editorial"),
    ("recipients:\n", "recipients:\n  printer: {name: Paino Oy, kind: processor, categories: [contact], place: FI}\n", "new_recipient"),
    ("purposes:\n", "purposes:\n  analytics: {title: Analytiikka, legal_basis: consent, data_subjects: [others]}\n", "new_purpose"),
    ("automated_decisions: none\n", "", "material"),
    ("  - audit_trail\n", "", "material"),
    ("  - audit_trail\n", "  - audit_trail\n  - staff_training\n", "editorial"),
    ("fields: [contract.identifier, contract.details]", "fields: [contract.identifier]", "material"),
)  # fmt: skip


def both(source: str, old: str, new: str):
    assert old in source
    return tuple(
        read_notice(text.encode(), path="x").notice for text in (source, source.replace(old, new))
    )


@pytest.mark.parametrize(("old", "new", "change_class"), CASES)
def test_a_change_has_the_class_that_the_law_gives_it(source, old, new, change_class):
    before, after = both(source, old, new)

    assert compare(before, after).change_class == change_class


def test_a_notice_does_not_differ_from_itself(notice):
    comparison = compare(notice, notice)

    assert (comparison.differences, comparison.change_class) == ((), "editorial")
    assert audience(notice, notice, comparison) == ()


def test_the_strictest_class_is_that_of_the_whole(source, notice):
    text = source.replace("keep: P12M", "keep: P18M").replace("purposes:\n", f"purposes:\n{NEW}")

    comparison = compare(notice, read_notice(text.encode(), path="x").notice)

    assert comparison.change_class == "new_purpose"
    assert {d.change_class for d in comparison.differences} == {"material", "new_purpose"}


NEW = "  analytics: {title: Analytiikka, legal_basis: consent, data_subjects: [others]}\n"


def test_a_new_purpose_concerns_those_whose_data_it_uses(source):
    before, after = both(source, "purposes:\n", f"purposes:\n{NEW}")

    assert audience(before, after, compare(before, after)) == ("others",)


def test_a_change_for_all_concerns_everyone(source):
    before, after = both(source, "email: asiakaspalvelu@", "email: apu@")

    assert audience(before, after, compare(before, after)) == (
        "contact_persons", "customers", "staff",
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("old", "new", "_class"), CASES)
def test_every_change_has_a_sentence_without_keys_of_the_format(source, language, old, new, _class):
    before, after = both(source, old, new)

    for change in changes(before, after, compare(before, after), language):
        assert change.sentence
        assert change.what
        assert change.kind == kind(change.change_class, language)
        assert "_" not in change.sentence
        assert "{" not in change.sentence


def test_a_change_of_a_period_is_told_in_words(source):
    before, after = both(source, "keep: P12M", "keep: P18M")

    (change,) = changes(before, after, compare(before, after), "fi")

    assert (change.before, change.after) == ("12 kuukautta", "18 kuukautta")
    assert change.sentence == (
        "Muutettu – säilytysaika ”Viestit – asiakassuhteen hoitaminen”, aika: "
        "ennen 12 kuukautta; nyt 18 kuukautta"
    )

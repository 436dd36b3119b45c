"""The rules for single values: the short ways agree with the libraries, the examples hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seloste.customers import rules
from seloste.customers.rules import Unfit


def outcome(rule, *args, **kwargs):
    try:
        return rule(*args, **kwargs)
    except Unfit as unfit:
        return unfit.code


ATOMS = st.text("abzAZ09_!#$%&'*+-/=?^`{|}~.", max_size=12)
LABELS = st.one_of(
    st.text("abxnzABZ019-", max_size=8),
    st.sampled_from(
        ["xn--abc", "a" * 63, "a" * 64, "test", "local", "example", "INFO", "fi", "c0m"]
    ),
)
ADDRESSES = st.one_of(
    st.builds(
        lambda local, labels: f"{local}@{'.'.join(labels)}", ATOMS, st.lists(LABELS, max_size=4)
    ),
    st.builds("{}@{}".format, st.sampled_from(["Info", "WWW", "Matti"]), st.just("Firma.example")),
    st.text('a@.ä "<>-', max_size=12),
    st.builds(lambda count: "a" * count + "@esimerkki.example", st.integers(230, 245)),
    st.builds(lambda count: "a@" + "a." * count + "fi", st.integers(115, 130)),
)


@given(ADDRESSES)
@example("a@b.test")
@example("a@test")
@example("a@x.onion")
@example("Postmaster@FIRMA.example")
def test_an_email_address_is_what_the_library_says(address: str) -> None:
    assert outcome(rules.email, address) == outcome(rules.email_by_library, address)


def spaced(number: str, cuts: list[int], separator: str) -> str:
    for cut in sorted(cuts, reverse=True):
        number = number[:cut] + separator + number[cut:]
    return number


PHONES = st.builds(
    lambda prefix, digits, cuts, separator: prefix + spaced(digits, cuts, separator),
    st.sampled_from(
        ["+358", "+358 ", "00358", "00358 ", "0", "", "+", "+46", "+3580", "00", "990358"]
    ),
    st.one_of(
        st.text("0123456789", min_size=1, max_size=13),
        st.builds(
            "{}{}".format,
            st.sampled_from(["4", "40", "50", "9", "91", "2", "29", "18", "60"]),
            st.text("0123456789", min_size=2, max_size=10),
        ),
    ),
    st.lists(st.integers(0, 12), max_size=3),
    st.sampled_from([" ", "-", "  ", " - "]),
)


@given(PHONES, st.sampled_from(["FI", "SE", "AX", "US", "KP"]))
def test_a_telephone_number_is_what_the_library_says(number: str, region: str) -> None:
    expected = outcome(rules.phone_by_library, number, region=region)
    assert outcome(rules.phone, number, region=region) == expected


@given(
    st.from_regex(r"[0-9]{7}-?[0-9]", fullmatch=True) | st.text("0123456789-FISE ", max_size=14),
    st.sampled_from(["FI", "SE", "DE", "US"]),
)
@example("0737546-2", "FI")
@example("07375462", "FI")
def test_a_business_id_is_what_the_library_says(number: str, country: str) -> None:
    expected = outcome(rules.business_id_by_library, number.upper(), country=country)
    assert outcome(rules.business_id, number, country=country) == expected


@pytest.mark.parametrize(
    ("rule", "written", "kept"),
    [
        (rules.email, "Matti.Meikäläinen@ESIMERKKI.example", "Matti.Meikäläinen@esimerkki.example"),
        (rules.email, "info@åäö.example", "info@åäö.example"),
        (rules.phone, "040-123 4567", "+358401234567"),
        (rules.phone, "+358 (0)40 123 4567", "+358401234567"),
        (rules.phone, "09 123 4567", "+35891234567"),
        (rules.phone, "+46 8 123 456 78", "+46812345678"),
        (rules.business_id, "FI07375462", "0737546-2"),
        (rules.business_id, "SE556000461501", "SE556000461501"),
        (rules.einvoice_address, "0037 1234 5671", "003712345671"),
        (rules.einvoice_address, "TE003712345671", "TE003712345671"),
        (rules.einvoice_address, "00371234567101234", "00371234567101234"),
        (rules.einvoice_address, "FI21 1234 5600 0007 85", "FI2112345600000785"),
        (rules.einvoice_operator, "bawcfi22", "BAWCFI22"),
        (rules.postal_code, "00100", "00100"),
        (rules.postal_code, "100", "00100"),
        (rules.postal_code, "FI-33100", "33100"),
        (rules.day, "2026-11-22", date(2026, 11, 22)),
        (rules.day, "2026-11-22 00:00:00", date(2026, 11, 22)),
        (rules.day, "1.2.2026", date(2026, 2, 1)),
        (rules.text, "  Ma\u200btti\u00a0  Mäki\r\nrivi ", "Matti Mäki\nrivi"),
        (rules.text, "a\u0308", "ä"),
    ],
)
def test_a_value_is_kept_in_one_form(rule, written: str, kept: object) -> None:
    assert rule(written) == kept


@pytest.mark.parametrize(
    ("rule", "written", "code"),
    [
        (rules.email, "matti@esimerkki", "email_unfit"),
        (rules.email, "matti@x.local", "email_unfit"),
        (rules.email, "Matti <matti@x.example>", "email_unfit"),
        (rules.phone, "12", "phone_unfit"),
        (rules.phone, "040 123 4567 ext. 12", "phone_extension"),
        (rules.business_id, "0737546-3", "business_id_unfit"),
        (rules.business_id, "SE556000461601", "business_id_unfit"),
        (rules.einvoice_address, "003712345678", "ovt_unfit"),
        (rules.einvoice_address, "003712345671012345", "ovt_unfit"),
        (rules.einvoice_address, "FI1410093000123459", "iban_unfit"),
        (rules.einvoice_address, "x@y", "einvoice_address_unfit"),
        (rules.einvoice_operator, "Oma Pankki!", "einvoice_operator_unfit"),
        (rules.postal_code, "123456", "postal_code_unfit"),
        (rules.postal_code, "００１００", "postal_code_unfit"),
        (rules.day, "11/22/2026", "date_unfit"),
        (rules.day, "31.2.2026", "date_unfit"),
        (rules.day, "1.1.0026", "date_unfit"),
        (rules.text, "a\x07b", "control_character"),
        (rules.text, "a\u202eb", "control_character"),
        (rules.text, "a" * 201, "too_long"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused(rule, written: str, code: str) -> None:
    assert outcome(rule, written) == code


def test_codes_and_numbers_abroad_have_their_countrys_form() -> None:
    assert rules.postal_code("11455", country="SE") == "114 55"
    assert rules.postal_code("sw1a 1aa", country="GB") == "SW1A 1AA"
    assert rules.business_id("556000-4615", country="SE") == "556000-4615"
    assert rules.business_id("136695976", country="DE") == "DE136695976"
    assert rules.business_id("12-3456789", country="US") == "12-3456789"
    assert outcome(rules.business_id, "?", country="US") == "business_id_unfit"
    assert outcome(rules.postal_code, "?", country="GB") == "postal_code_unfit"


def test_a_fault_holds_no_value() -> None:
    with pytest.raises(Unfit) as caught:
        rules.email("salainen@nimi")

    assert "salainen" not in repr(caught.value)
    assert "salainen" not in str(caught.value.facts)


IDENTITY_CODES = [
    "131052-308T",
    "131052A308T",
    "131052+308t",
    "131052–308T",
    "131052 - 308T",
    "131052-308t",
]


@pytest.mark.parametrize("code", IDENTITY_CODES)
@pytest.mark.parametrize("around", ["{}", "hetu {}.", "({})", "a\n{}\nb", "x{}"])
def test_a_personal_identity_code_is_found_anywhere(code: str, around: str) -> None:
    if around == "x{}" and "A" in code:
        pytest.skip("letters on both sides make it another identifier")
    written = around.format(code)

    assert rules.holds_identity_code(written)
    assert not rules.holds_identity_code(rules.without_identity_codes(written))


@pytest.mark.parametrize(
    "written", ["0737546-2", "131052-308U", "+358 40 123 4567", "2131052-308T"]
)
def test_other_identifiers_are_no_personal_identity_codes(written: str) -> None:
    assert not rules.holds_identity_code(written)
    assert rules.without_identity_codes(written) == written


@given(st.text())
def test_tidy_text_is_changed_by_nothing_but_the_ends(value: str) -> None:
    if rules.is_tidy(value) and len(value) <= 200:
        assert rules.text(value) == value.strip()


def test_every_letter_that_text_would_change_is_untidy() -> None:
    for letter in map(chr, range(0x30000)):
        value = f"a{letter}b"
        if rules.is_tidy(value):
            assert rules.text(value + "  c") == value + " c"  # two spaces: the long way is taken


@given(st.text(max_size=150))
def test_what_is_kept_is_kept_again_as_it_is(value: str) -> None:
    kept = outcome(rules.text, value)
    assert outcome(rules.text, kept) == kept

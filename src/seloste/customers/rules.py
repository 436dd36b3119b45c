"""Which values a customer may have, and the one form each of them is kept in.

Each rule takes what a person typed and returns the kept form, or raises `Unfit`. The
libraries decide; the short ways beside them are for speed and proved equal by tests.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from operator import mul

import phonenumbers
from email_validator import (
    SPECIAL_USE_DOMAIN_NAMES,
    EmailNotValidError,
    validate_email,
)
from email_validator.rfc_constants import CASE_INSENSITIVE_MAILBOX_NAMES
from stdnum import iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fi import hetu, ytunnus
from stdnum.se import orgnr


class Unfit(Exception):
    """A value cannot be kept. Knows the code of the fault, never the value."""

    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


# -- Text -------------------------------------------------------------------------------

# Line feed and tab are text; the rest is dirt, or hides what a reader sees (bidi controls).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile("[^\\S\n]+")


# All of the above, white space but the plain, and lone surrogates, in one class: it is three times as fast.
_UNTIDY = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200b\u2028-\u202f\u205f"
    "\u2060\u2066-\u2069\u3000\ufeff\ud800-\udfff]|  "
)


def is_tidy(value: str) -> bool:
    """Return whether `text` would change nothing but the ends."""
    return not _UNTIDY.search(value) and unicodedata.is_normalized("NFC", value)


def text(value: str, *, most: int = 200) -> str:
    """Return the text in NFC, without invisible characters and with single spaces.

    Args:
        value: as it stands in the file or form.
        most: characters.
    """
    if not is_tidy(value):
        value = unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_BREAK.sub("\n", value)))
        if _CONTROL.search(value) or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Unfit("control_character")
        value = _SPACES.sub(" ", value)
    value = value.strip()
    if len(value) > most:
        raise Unfit("too_long", most=most)
    return value


_IDENTITY_CODE = re.compile(
    r"(?<!\d)[0-3]\d[01]\d{3}"
    r"(?:\s?[-+\u2010-\u2015\u2212]\s?|(?<!\w.{6})[A-FU-Ya-fu-y])"
    r"\d{3}[0-9A-FHJ-NPR-Ya-fhj-npr-y](?!\w)"
)
_SPACE = re.compile(r"\s")


def holds_identity_code(value: str) -> bool:
    """Return whether a Finnish personal identity code stands anywhere in the text.

    Source: tietosuojalaki 29 §: the code may be processed only in the cases named there.
    """
    return any(_is_identity_code(found[0]) for found in _IDENTITY_CODE.finditer(value))


def without_identity_codes(value: str) -> str:
    """Return the text with each Finnish personal identity code taken out."""
    return _IDENTITY_CODE.sub(lambda at: "" if _is_identity_code(at[0]) else at[0], value)


def _is_identity_code(candidate: str) -> bool:
    return hetu.is_valid(_SPACE.sub("", candidate), allow_temporary=True)


# -- E-mail -----------------------------------------------------------------------------

_ATOM = r"[A-Za-z0-9_!#$%&'*+\-/=?^`{|}~]+"
_LABEL = r"(?!..--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN_EMAIL = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)+([A-Za-z]{{2,63}}))", re.ASCII)
_RESERVED = frozenset(name.rpartition(".")[2] for name in SPECIAL_USE_DOMAIN_NAMES) - {"test"}


def email(value: str) -> str:
    """Return the e-mail address with its domain in lower case.

    `.example` and `.test` are let through, as registers are tried out with them.
    """
    plain = _PLAIN_EMAIL.fullmatch(value)
    if plain is None or len(value) > 254 or plain[3].lower() in _RESERVED:
        return email_by_library(value)
    local = plain[1]
    if not local.islower() and local.lower() in CASE_INSENSITIVE_MAILBOX_NAMES:
        local = local.lower()
    return f"{local}@{plain[2].lower()}"


def email_by_library(value: str) -> str:
    """Return what `email` returns, by the library alone."""
    try:
        normal = validate_email(value, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise Unfit("email_unfit") from error
    if "." not in normal.rpartition("@")[2]:
        raise Unfit("email_unfit")
    return normal


# -- Telephone --------------------------------------------------------------------------

# Mobile and area numbers of Finland, as phonenumbers' own patterns have them.
_FINNISH_NATIONAL = r"((?:4[0-8]|50)\d{4,8}|(?:[23568][1-8]|9[1-8])\d{3,7})"
_FINNISH_ABROAD = re.compile(rf"\+358{_FINNISH_NATIONAL}", re.ASCII)
_FINNISH_AT_HOME = re.compile(rf"(?:\+358|00358|0){_FINNISH_NATIONAL}", re.ASCII)
_PHONE_SEPARATORS = str.maketrans("", "", " -")


def phone(value: str, *, region: str = "FI") -> str:
    """Return the telephone number in E.164.

    Args:
        value: in any form people write, with or without the country code.
        region: ISO 3166-1 alpha-2; whose number it is when it has no country code.
    """
    plain = _FINNISH_AT_HOME if region == "FI" else _FINNISH_ABROAD
    if found := plain.fullmatch(value.translate(_PHONE_SEPARATORS)):
        return "+358" + found[1]
    return phone_by_library(value, region=region)


def phone_by_library(value: str, *, region: str = "FI") -> str:
    """Return what `phone` returns, by the library alone."""
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as error:
        raise Unfit("phone_unfit") from error
    if number.extension:
        raise Unfit("phone_extension")
    if not phonenumbers.is_valid_number(number):
        raise Unfit("phone_unfit")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


# -- Identifiers ------------------------------------------------------------------------

_FINNISH_ID = re.compile(r"(\d{7})-?(\d)", re.ASCII)
_FINNISH_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_WITH_VAT_NUMBERS = frozenset(vat.MEMBER_STATES) | {"el"}
_ELSEWHERE_ID = re.compile(r"[0-9A-Z][0-9A-Z ./-]{1,31}")


def business_id(value: str, *, country: str = "FI") -> str:
    """Return the business id: `1234567-1` for Finland, `556000-4615` for Sweden, else a VAT number.

    Countries outside the Union keep what was written: no check digit of theirs is known here.
    """
    if found := _FINNISH_ID.fullmatch(value):
        total = sum(map(mul, map(int, found[1]), _FINNISH_WEIGHTS))
        if country in {"FI", "AX"} and (total + int(found[2])) % 11 == 0:
            return f"{found[1]}-{found[2]}"
    return business_id_by_library(value.upper(), country=country)


def business_id_by_library(value: str, *, country: str = "FI") -> str:
    """Return what `business_id` returns, by the library alone."""
    prefix = value[:2]
    if prefix.lower() in _WITH_VAT_NUMBERS:
        country = prefix
    try:
        if country in {"FI", "AX"}:
            return str(ytunnus.format(ytunnus.validate(value)))
        if country == "SE" and prefix != "SE":
            return str(orgnr.format(orgnr.validate(value)))
        if country.lower() in _WITH_VAT_NUMBERS:
            return str(vat.validate(value if prefix == country else country + value))
    except ValidationError as error:
        raise Unfit("business_id_unfit") from error
    if not _ELSEWHERE_ID.fullmatch(value):
        raise Unfit("business_id_unfit")
    return value


_OVT = re.compile(r"(?:TE|0216:)?0037(\d{8})[0-9A-Z]{0,5}")
_LOOKS_LIKE_OVT = re.compile(r"(?:TE|0216:)?0037\d*")
_LOOKS_LIKE_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_OPERATORS_OWN = re.compile(r"[0-9A-Z][0-9A-Z:._-]{1,49}")


def einvoice_address(value: str) -> str:
    """Return the e-invoice address: an OVT with a true business id in it, an IBAN, or a free code."""
    value = _SPACE.sub("", value).upper()
    if ovt := _OVT.fullmatch(value):
        if ytunnus.is_valid(ovt[1]):
            return value
        raise Unfit("ovt_unfit")
    if _LOOKS_LIKE_OVT.match(value):
        raise Unfit("ovt_unfit")
    if _LOOKS_LIKE_IBAN.fullmatch(value):
        if iban.is_valid(value):
            return value
        raise Unfit("iban_unfit")
    if not _OPERATORS_OWN.fullmatch(value):
        raise Unfit("einvoice_address_unfit")
    return value


_OPERATOR = re.compile(r"[0-9A-Z]{2,35}")


def einvoice_operator(value: str) -> str:
    """Return the operator's code. Operators use OVT, BIC and codes of their own."""
    value = value.upper()
    if not _OPERATOR.fullmatch(value):
        raise Unfit("einvoice_operator_unfit")
    return value


# -- Places and days --------------------------------------------------------------------

_POSTAL_DIGITS = {"FI": 5, "AX": 5, "SE": 5, "NO": 4, "DK": 4, "EE": 5, "DE": 5}
_POSTAL_ELSEWHERE = re.compile(r"[0-9A-Z][0-9A-Z -]{0,11}")


def postal_code(value: str, *, country: str = "FI") -> str:
    """Return the postal code. Spreadsheets drop leading zeros; Finland's are put back (100 is 00100)."""
    digits = _POSTAL_DIGITS.get(country)
    if digits is None:
        if not _POSTAL_ELSEWHERE.fullmatch(value.upper()):
            raise Unfit("postal_code_unfit", country=country)
        return value.upper()
    code = value.upper().removeprefix("FIN").removeprefix(country).replace(" ", "").lstrip("-")
    if country == "FI" and len(code) in {3, 4}:
        code = code.zfill(digits)
    if len(code) != digits or not (code.isascii() and code.isdigit()):
        raise Unfit("postal_code_unfit", country=country)
    return f"{code[:3]} {code[3:]}" if country == "SE" else code


_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_FINNISH_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)


@lru_cache(maxsize=4096)
def day(value: str) -> date:
    """Return the day written as 2026-11-22 or 22.11.2026. Other forms can mean two days."""
    try:
        if iso := _ISO_DAY.fullmatch(value):
            found = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif finnish := _FINNISH_DAY.fullmatch(value):
            found = date(int(finnish[3]), int(finnish[2]), int(finnish[1]))
        else:
            raise Unfit("date_unfit")
    except ValueError as error:
        raise Unfit("date_unfit") from error
    if not 1900 <= found.year <= 2200:
        raise Unfit("date_unfit")
    return found

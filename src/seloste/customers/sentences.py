"""The sentences for what keeps a value, a row or a file out, and the columns' titles for people.

They name the line and the column, and never the value: it may be personal data.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seloste.customers.files.faults import FileRefused
from seloste.customers.values import Fault

_LINE_NOT_SAVED = _("Line %(line)s was not saved. %(why)s")
_READING_STOPPED = _("Reading stopped at line %(line)s. %(why)s")
_FILE_NOT_READ = _("The file was not read. %(why)s")

COLUMN_TITLES: dict[str, Promise] = {
    "kind": _("Customer type"),
    "number": _("Customer number"),
    "name": _("Name"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "company": _("Company"),
    "business_id": _("Business id"),
    "handle": _("Internet handle"),
    "other_identifier": _("Other identifier"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "street": _("Street address"),
    "postal_code": _("Postal code"),
    "city": _("City"),
    "country": _("Country"),
    "billing_method": _("Billing method"),
    "billing_name": _("Billing name"),
    "billing_email": _("Billing e-mail"),
    "billing_street": _("Billing street"),
    "billing_postal_code": _("Billing postal code"),
    "billing_city": _("Billing city"),
    "billing_country": _("Billing country"),
    "einvoice_address": _("E-invoice address"),
    "einvoice_operator": _("E-invoice operator"),
    "language": _("Language"),
    "contact_name": _("Contact person"),
    "contact_email": _("Contact e-mail"),
    "contact_phone": _("Contact phone"),
    "contact_role": _("Contact role"),
    "service": _("Service"),
    "contract_identifier": _("Contract identifier"),
    "contract_start": _("Contract start"),
    "contract_end": _("Contract end"),
    "source": _("Source"),
}

FAULTS: dict[str, Promise] = {
    "may_not_be_used": _(
        "This customer restricted the processing, or objected to the purpose, so nothing was changed. "
        "Look at the customer's page before you change anything."
    ),
    "duplicate_in_register": _(
        "A customer with the same content in the column “%(column)s” is in the register already. "
        "Add the customer number to change that customer, or leave the row out."
    ),
    "duplicate_of_line": _(
        "The content of the column “%(column)s” is the same as on line %(line)s. Give both rows one "
        "customer number if they are one customer, or mend the content."
    ),
    "already_there": _(
        "The customer is in the register already with the same content. Nothing needs to be done."
    ),
    "control_character": _(
        "The column “%(column)s” holds characters that cannot be seen. Type its content anew."
    ),
    "too_long": _(
        "The content of the column “%(column)s” is longer than %(most)s characters. Shorten it."
    ),
    "too_many_values": _(
        "The column “%(column)s” holds more than %(most)s values. Leave the most important ones."
    ),
    "identity_code": _(
        "The column “%(column)s” holds a personal identity code, which this register does not keep."
        " Remove it; it has been taken out of the rejects file."
    ),
    "email_unfit": _(
        "The column “%(column)s” does not hold a whole e-mail address. Write it in the form "
        "name@company.example, several of them with a semicolon between."
    ),
    "phone_unfit": _(
        "The column “%(column)s” does not hold a telephone number that exists in the customer's "
        "country. Check the number, or write it with the country code."
    ),
    "phone_extension": _(
        "The telephone number in the column “%(column)s” has an extension, which cannot be kept. "
        "Write the number without it."
    ),
    "business_id_unfit": _(
        "The identifier in the column “%(column)s” has a wrong check digit or form. Check it in the"
        " business register of the customer's country."
    ),
    "ovt_unfit": _(
        "The column “%(column)s” begins like an OVT, but the business id in it or its length is "
        "wrong. An OVT is 0037, the business id without its hyphen, and at most five characters "
        "more."
    ),
    "iban_unfit": _(
        "The column “%(column)s” looks like an IBAN whose check digits are wrong. Check the "
        "e-invoice address with the customer."
    ),
    "einvoice_address_unfit": _(
        "The column “%(column)s” does not hold an e-invoice address: it may have only letters A–Z, "
        "digits, colons, full stops and hyphens. Check it with the customer."
    ),
    "einvoice_address_missing": _(
        "The e-invoice address is missing, though invoices should go as e-invoices. Fill in the "
        "column “%(column)s”, or change the way of billing."
    ),
    "einvoice_operator_unfit": _(
        "The column “%(column)s” does not hold an operator's code or a name that is known here. "
        "Write the code, for example 003721291126."
    ),
    "postal_code_unfit": _(
        "The postal code in the column “%(column)s” does not have the form used in the country "
        "%(country)s. Check the postal code and the country."
    ),
    "date_unfit": _(
        "The column “%(column)s” does not hold a day. Write it in the form 22.11.2026 or "
        "2026-11-22."
    ),
    "ends_before_start": _(
        "The contract ends before it begins. Check the days; the last day is in the column "
        "“%(column)s”."
    ),
    "country_unknown": _(
        "The column “%(column)s” does not name a country that is known here. Write its name or its "
        "two-letter code."
    ),
    "language_unknown": _(
        "The column “%(column)s” does not name Finnish, Swedish or English. Write fi, sv or en, or "
        "leave it empty."
    ),
    "kind_unknown": _(
        "The column “%(column)s” does not name a kind of customer. Write person, sole_trader, "
        "company or association, or leave it empty."
    ),
    "billing_method_unknown": _(
        "The column “%(column)s” does not name a way of billing. Write paper, email or einvoice, or"
        " leave it empty."
    ),
    "billing_email_missing": _(
        "Invoices should go by e-mail, but there is no address. Fill in the column “%(column)s”, or"
        " change the way of billing."
    ),
    "company_missing": _("The organisation's name is missing. Fill in the column “%(column)s”."),
    "name_missing": _("The customer's name is missing. Fill in the column “%(column)s”."),
    "contact_name_missing": _(
        "A contact person's role is given, but not who it is. Fill in the column “%(column)s”, or "
        "remove the role."
    ),
    "too_many_cells": _(
        "The row has more cells than there are headings. Often a value holds the delimiter: put "
        "that value in quotation marks."
    ),
    "quotes_do_not_match": _(
        "The quotation marks of the row do not match. Close each of them, and double those that "
        "belong to the text."
    ),
    "cell_shows_error": _(
        "A cell of the row shows an error of the spreadsheet instead of a value. Correct the "
        "formula, or type the value."
    ),
    "record_too_long": _(
        "The record is longer than %(most)s kilobytes. Often a quotation mark is not closed: look "
        "for it in this place."
    ),
    "card_line_unreadable": _(
        "A line of the card is not of the form NAME:VALUE. Save the cards anew as vCard 4 or 3."
    ),
    "card_version": _(
        "The card is not of version 4.0 or 3.0. Save the cards anew as vCard 4 or 3."
    ),
    "not_seekable": _(
        "The file comes through a pipe, and it has to be looked through first. Save it and give its"
        " name."
    ),
    "no_headings": _(
        "The file is empty. Choose another one; its first row should hold the headings of the "
        "columns."
    ),
    "no_known_headings": _(
        "No heading of the first row is known. Add a row of headings, or tell their meaning in a "
        "mapping file."
    ),
    "mapped_headings_missing": _(
        "The mapping file names headings that the file lacks: %(count)s in number. Check their "
        "spelling."
    ),
    "headings_conflict": _(
        "Several headings mean the column “%(column)s”, which holds one value. Remove or rename all"
        " but one, or choose one in a mapping file."
    ),
    "too_many_columns": _(
        "The file has more than %(most)s columns. Remove those that do not concern customers."
    ),
    "line_too_long": _(
        "The line is longer than %(most)s kilobytes; a file of customers has no such lines. Check "
        "that this is the right file."
    ),
    "nul_byte": _(
        "The line holds a NUL byte, which no text has. Save the file anew as CSV in UTF-8."
    ),
    "utf_16": _("The file is in UTF-16. Save it anew as CSV in UTF-8."),
    "mixed_encoding": _(
        "The file begins in UTF-8, but this line is not in it. Save the file anew as CSV in UTF-8."
    ),
    "unknown_encoding": _(
        "The letters of the file are neither in UTF-8 nor in Windows-1252. Save it anew as CSV in "
        "UTF-8."
    ),
    "not_a_workbook": _(
        "The file is not a workbook of the form XLSX. Open it in a spreadsheet and save it as XLSX "
        "or CSV."
    ),
    "workbook_too_large": _(
        "The workbook would unpack to more than %(most)s megabytes or to too many parts. Save its "
        "sheet of customers as CSV."
    ),
    "workbook_declares_entities": _(
        "The workbook holds XML that no spreadsheet writes and that may do harm. Open it in a "
        "spreadsheet and save it as CSV."
    ),
    "workbook_breaks_off": _(
        "The workbook is broken at this row. Open it in a spreadsheet and save it anew."
    ),
    "not_a_card": _("What stands here is not a vCard. Each card begins with BEGIN:VCARD."),
    "card_not_ended": _("The card that begins here has no END:VCARD. Save the cards anew."),
    "mapping_too_long": _(
        "The mapping file is longer than %(most)s kilobytes. Check that it is the right file."
    ),
    "mapping_not_yaml": _("The mapping file is not YAML. Check the indents and quotation marks."),
    "mapping_alias": _(
        "The mapping file refers to another place in itself (*), which is not read. Write the "
        "content out."
    ),
    "mapping_tag": _("The mapping file has a tag (!), which is not read. Remove it."),
    "mapping_key_twice": _("The mapping file has the same key twice. Remove one."),
    "mapping_not_map": _(
        "The mapping file should hold keys and values under columns, values and constants. Compare "
        "it with the example in the documentation."
    ),
    "mapping_not_text": _(
        "The mapping file holds something that is not text. Put it in quotation marks."
    ),
    "mapping_unknown_part": _(
        "The mapping file has a part other than columns, values and constants. Remove it."
    ),
    "mapping_unknown_column": _(
        "The mapping file names a column that the register does not have. Compare it with the list "
        "in the documentation."
    ),
}


def title_of(column: str) -> str:
    """Return a column's title in the language in use."""
    return str(COLUMN_TITLES[column])


def says(fault: Fault) -> str:
    """Return what is wrong and what to do, in the language in use."""
    column = title_of(fault.column) if fault.column else ""
    return str(FAULTS[fault.code]) % {**fault.facts, "column": column}


def says_of_line(faults: Iterable[Fault], *, line: int) -> str:
    """Return that a line was not saved, and each reason once."""
    why = " ".join(dict.fromkeys(map(says, faults)))
    return str(_LINE_NOT_SAVED) % {"line": line, "why": why}


def says_of_file(refused: FileRefused) -> str:
    """Return that the file, or its rest, was not read, and why."""
    sentence = _READING_STOPPED if refused.line else _FILE_NOT_READ
    return str(sentence) % {"line": refused.line, "why": says(refused.fault)}

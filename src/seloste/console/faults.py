"""What is wrong with what was typed, beside the field it was typed in. Never the value itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seloste.customers import sentences
from seloste.customers.values import Fault

_SENTENCES: Mapping[str, Promise] = {
    "control_character": _("There are characters here that cannot be seen. Type the text anew."),
    "too_long": _("This is longer than %(most)s characters. Shorten it."),
    "too_many_values": _("There are more than %(most)s of these. Leave the most important ones."),
    "identity_code": _("This holds a personal identity code, which the register does not keep. Remove it."),
    "email_unfit": _("This is not a whole e-mail address. Write it in the form name@company.example, each on a line of its own."),
    "phone_unfit": _("No such telephone number exists in the customer's country. Check it, or write it with the country code, as in +358 40 123 4567."),
    "phone_extension": _("A number with an extension cannot be kept. Write the number without it."),
    "business_id_unfit": _("The check digit or the form of the identifier is wrong. Check it in the business register of the customer's country."),
    "ovt_unfit": _("This begins like an OVT, but the business id in it or its length is wrong. An OVT is 0037, the business id without its hyphen, and at most five characters more."),
    "iban_unfit": _("This looks like an IBAN, but its check digits are wrong. Check it with the customer."),
    "einvoice_address_unfit": _("An e-invoice address has only letters A–Z, digits, colons, full stops and hyphens. Check it with the customer."),
    "einvoice_address_missing": _("The e-invoice address is missing. Write it, or choose another way of billing."),
    "einvoice_operator_unfit": _("This is not an operator's code, nor a name that is known here. Write the code, such as 003721291126."),
    "postal_code_unfit": _("The postal code does not have the form used in the country. Check the postal code and the country."),
    "date_unfit": _("This is not a day. Write it in the form 22.11.2026."),
    "date_missing": _("The day is missing. Write it in the form 22.11.2026."),
    "ends_before_start": _("The last day is before the first. Check the days."),
    "answered_too_soon": _("The answer cannot have come on that day. It lies between the day on which the duty came about and today."),
    "country_unknown": _("This country is not known here. Choose one from the list."),
    "billing_email_missing": _("Invoices should go by e-mail, but there is no address. Write it, or choose another way of billing."),
    "company_missing": _("The name is missing. Write what the organisation is called."),
    "name_missing": _("The name is missing. Write what the person is called."),
    "service_missing": _("The service is missing. Choose one from the list."),
    "code_unfit": _("A code has only the letters a–z, digits and hyphens, as in web-hosting."),
    "title_missing": _("The name is missing. Write what customers know the service by."),
}  # fmt: skip


def says(fault: Fault) -> str:
    """Return what is wrong and what to do, in the language in use."""
    sentence = _SENTENCES.get(fault.code)
    return str(sentence) % fault.facts if sentence else sentences.says(fault)

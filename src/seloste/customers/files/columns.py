"""Our columns: what a row of a customer file may hold, by one permanent name each."""

from __future__ import annotations

COLUMNS = (
    "kind", "number", "name", "given_name", "family_name", "company", "business_id", "handle",
    "other_identifier", "email", "phone", "street", "postal_code", "city", "country",
    "billing_method", "billing_name", "billing_email", "billing_street", "billing_postal_code",
    "billing_city", "billing_country", "einvoice_address", "einvoice_operator", "language",
    "contact_name", "contact_email", "contact_phone", "contact_role",
    "service", "contract_identifier", "contract_start", "contract_end", "source",
)  # fmt: skip

# Two headings for one of these are two values, or two lines; for another they are a conflict.
SEVERAL = {
    "email": "; ", "phone": "; ", "contact_email": "; ", "contact_phone": "; ",
    "street": "\n", "billing_street": "\n",
}  # fmt: skip

# The two columns that a rejects file has beside those of the original.
REJECT_COLUMNS = ("fault", "line")

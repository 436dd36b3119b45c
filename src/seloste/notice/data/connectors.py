"""The connectors that a recipient may name: what hands data over and takes them back."""

from __future__ import annotations

CONNECTORS: dict[str, str] = {
    "zervant": "Zervant, invoicing",
    "brevo": "Brevo, newsletters and service messages",
    "msgraph": "Microsoft 365, e-mail",
    "imap": "any mail service, reading",
    "smtp": "any mail service, sending",
    "epp": "domain name registries (RFC 5730)",
    "openprovider": "Openprovider, domain names",
}

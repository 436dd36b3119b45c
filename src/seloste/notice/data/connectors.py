"""The connectors that a recipient may name: what hands data over and takes them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Connector:
    """One way to a service outside.

    Attributes:
        kind: what the service is to the controller under its own terms (GDPR Art. 4(7)-(8)).
    """

    key: str
    service: str
    kind: Literal["processor", "controller"]


_ALL = (
    Connector("zervant", "Zervant, invoicing", "processor"),
    Connector("brevo", "Brevo, newsletters and service messages", "processor"),
    Connector("msgraph", "Microsoft 365, e-mail", "processor"),
    Connector("imap", "any mail service, reading", "processor"),
    Connector("smtp", "any mail service, sending", "processor"),
    Connector("epp", "domain name registries (RFC 5730)", "controller"),
    Connector("openprovider", "Openprovider, domain names", "controller"),
)

CONNECTORS: Mapping[str, Connector] = {connector.key: connector for connector in _ALL}

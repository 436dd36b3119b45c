"""Each measure that the notice may claim, and the function that looks whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from seloste.evidence.attestations import (
    access,
    backups,
    encryption,
    keys,
    sign_in,
    trail,
)
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.values import Evidence

Attestation = Callable[[Looked], Iterable[Evidence]]

ATTESTATIONS: Mapping[str, Attestation] = {
    "encryption_at_rest": encryption.attest,
    "key_separation": keys.attest,
    "role_based_access": access.attest_roles,
    "purpose_limited_access": access.attest_purposes,
    "multi_factor": sign_in.attest,
    "audit_trail": trail.attest,
    "backups_tested": backups.attest,
}
"""Measures of `notice.data.measures` that can be tested. An architecture test compares the two."""

CLAUSES: Mapping[str, str] = {
    "encryption_at_rest": "encryption",
    "key_separation": "keys",
    "role_based_access": "access",
    "purpose_limited_access": "access",
    "multi_factor": "sign_in",
    "audit_trail": "audit",
    "backups_tested": "backups",
}
"""The clause in which each measure is looked at."""

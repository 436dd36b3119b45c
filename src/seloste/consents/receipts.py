"""The receipt of a consent or an objection, for machines. Pure.

Source: ISO/IEC TS 27560:2023, 6.3 and 6.4, in the vocabulary of DPV 2.3; the guide of the W3C
Data Privacy Vocabularies and Controls Community Group of 15 February 2026.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from seloste.consents.rules import RECORD
from seloste.consents.values import DPV_STATES, ConsentState, Event
from seloste.kernel.languages import Text, in_language
from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.fields import FIELDS
from seloste.notice.values import Category, Notice, Purpose, Recipient, StoragePeriod

PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"

_BASES: Mapping[str | None, str] = {
    "consent": "eu-gdpr:A6-1-a",
    "contract": "eu-gdpr:A6-1-b-contract-performance",
    "legal_obligation": "eu-gdpr:A6-1-c",
    "vital_interests": "eu-gdpr:A6-1-d",
    "public_task": "eu-gdpr:A6-1-e",
    "legitimate_interests": "eu-gdpr:A6-1-f-controller",
    "soft_opt_in": "seloste:A13-2-ePrivacy",
}
_STATES_OF_OTHERS: Mapping[str, str] = {
    "objected": "seloste:ObjectionMade",
    "ended": "seloste:Ended",
    "met": "seloste:SoftOptInConditionsMet",
}
_RIGHTS_BY_CONSENT = ("A7-3", "A13", "A15", "A16", "A17", "A18", "A20", "A77", "A79")
_RIGHTS_OTHERWISE = ("A13", "A15", "A16", "A17", "A18", "A21", "A77", "A79")


def receipt_json(event: Event, *, text: str, notice: Notice) -> dict[str, object]:
    """Return the receipt of an event.

    Args:
        event: what was said.
        text: the wording that was shown, or "".
        notice: the edition under which it was said.
    """
    purposes = _purposes(event, notice)
    return {
        "@context": "https://w3id.org/dpv/2.3/dpv",
        "@type": "dpv:ConsentReceipt",
        "schema_version": PROFILE,
        "receipt_id": f"seloste:receipt:{event.id}",
        "record_id": f"seloste:consent:{event.id}",
        "pii_principal_id": f"seloste:person:{event.person}",
        "notice": {
            "privacy_notice": f"seloste:edition:{event.edition}",
            "language": event.language,
            "text": text,
            "text_sha256": event.wording,
        },
        "processing": [_processing(key, purpose, event, notice) for key, purpose in purposes],
        "parties": _parties(notice),
        "event": {
            "event_time": event.at.isoformat(),
            "validity_duration": "until withdrawn" if event.state == "given" else "",
            "entity_id": f"seloste:person:{event.person}",
            "event_type": _type(event),
            "event_state": _state(event),
            "means": event.means,
        },
    }


def _purposes(event: Event, notice: Notice) -> list[tuple[str, Purpose]]:
    """Return the purposes of the event: one, or all direct marketing."""
    return [
        (key, purpose)
        for key, purpose in notice.purposes.items()
        if key == event.purpose or (not event.purpose and purpose.marketing)
    ]


def _processing(key: str, purpose: Purpose, event: Event, notice: Notice) -> dict[str, object]:
    used = {one for use in notice.uses_of(key) for one in use.categories}
    recipients = [r for r in notice.recipients.values() if r.when == key]
    by_consent = purpose.legal_basis == "consent"
    return {
        "purpose": _texts(purpose.title) or key,
        "purpose_type": list(purpose.dpv),
        "lawful_basis": _BASES.get(purpose.legal_basis, ""),
        "pii_information": [
            _information(c, notice.categories[c]) for c in sorted(used & notice.categories.keys())
        ],
        "collection_method": event.means,
        "storage_locations": _places(recipients, notice),
        "retention_period": _periods(used, notice),
        "processing_locations": _places(recipients, notice),
        "geographic_restrictions": ["EU/EEA"] if notice.eu_only else [],
        "jurisdiction": notice.controller.country if notice.controller else "",
        "recipient_third_parties": [_recipient(one) for one in recipients],
        "withdrawal_method": "As easily as it was given: by the link in each message, or by any "
        "contact of the controller."
        if by_consent
        else "",
        "privacy_rights": [
            f"eu-gdpr:{right}"
            for right in (_RIGHTS_BY_CONSENT if by_consent else _RIGHTS_OTHERWISE)
        ],
        "authority_party": _authority(notice),
    }


def _information(key: str, category: Category) -> dict[str, object]:
    return {
        "category": _texts(category.title) or key,
        "pii_type": sorted({FIELDS[field].term for field in category.fields if field in FIELDS}),
        "pii_optional": not category.required,
    }


def _parties(notice: Notice) -> list[dict[str, object]]:
    controller = notice.controller
    if controller is None:
        return []
    address = controller.postal_address
    lines = [address.street, address.postal_code, address.city] if address else []
    return [
        {
            "party_id": controller.business_id or controller.name,
            "party_name": controller.name,
            "party_address": ", ".join(lines),
            "party_email": controller.email or "",
            "party_phone": controller.phone or "",
            "party_url": controller.website or "",
            "party_contact": notice.contact.person or "" if notice.contact else "",
            "party_role": "dpv:DataController",
            "party_type": "dpv:Organisation",
        }
    ]


def _authority(notice: Notice) -> str:
    found = AUTHORITIES.get(notice.authority or "")
    return "" if found is None else in_language(found.name, "en")


def _places(recipients: Iterable[Recipient], notice: Notice) -> list[str]:
    home = [notice.controller.country or ""] if notice.controller else []
    return sorted({place for place in (*home, *(r.place or "" for r in recipients)) if place})


def _periods(used: Iterable[str], notice: Notice) -> list[dict[str, object]]:
    proof = notice.category_of(RECORD)
    wanted = {*used, *([proof] if proof else [])}
    return [_period(rule) for rule in notice.storage_periods if wanted & set(rule.categories)]


def _period(rule: StoragePeriod) -> dict[str, object]:
    return {"categories": list(rule.categories), "from": rule.from_ or "", "keep": rule.keep or ""}


def _recipient(recipient: Recipient) -> dict[str, object]:
    return {"name": _texts(recipient.name), "kind": recipient.kind, "place": recipient.place or ""}


def _type(event: Event) -> str:
    if event.kind == "consent":
        return "dpv:ExplicitlyExpressedConsent"
    return "eu-gdpr:A21" if event.kind == "objection" else "seloste:SoftOptIn"


def _state(event: Event) -> str:
    if event.kind == "consent":
        return DPV_STATES[cast("ConsentState", event.state)]
    return _STATES_OF_OTHERS[event.state]


def _texts(text: Text | None) -> object:
    return text if text is None or isinstance(text, str) else dict(text)

"""The notice for machines: JSON-LD in the Data Privacy Vocabulary 2.3, its context within.

Source: W3C DPV 2.3 (25 February 2026), https://w3id.org/dpv. Nothing is fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from seloste.kernel.languages import LANGUAGES, Language, Text
from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.data.measures import MEASURES
from seloste.notice.fields import FIELDS
from seloste.notice.rendering.chapters.recipients import third_countries
from seloste.notice.rendering.writer import Writer
from seloste.notice.rules.rights import rights_for
from seloste.notice.values import Notice, Purpose, Recipient, StoragePeriod

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

_CONTEXT: dict[str, Json] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "legal-eu": "https://w3id.org/dpv/legal/eu#",
    "legal-fi": "https://w3id.org/dpv/legal/fi#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "seloste": "urn:seloste:vocabulary:",
}

_BASIS = {
    "consent": "eu-gdpr:A6-1-a",
    "contract": "eu-gdpr:A6-1-b-contract-performance",
    "legal_obligation": "eu-gdpr:A6-1-c",
    "vital_interests": "eu-gdpr:A6-1-d",
    "public_task": "eu-gdpr:A6-1-e",
    "legitimate_interests": "eu-gdpr:A6-1-f-controller",
    "soft_opt_in": "seloste:SoftOptIn",  # the vocabulary has no term for ePrivacy Art. 13(2)
}
_RIGHT = {
    "portability": "eu-gdpr:A20",
    "objection": "eu-gdpr:A21",
    "objection_to_marketing": "eu-gdpr:A21",
    "withdrawal": "eu-gdpr:A7-3",
}
_ALWAYS = ("A13", "A14", "A15", "A16", "A17", "A18", "A19", "A22", "A77", "A79")
_TRANSFER = {
    "adequacy": "eu-gdpr:A45-3",
    "dpf": "eu-gdpr:A45-3",
    "scc": "eu-gdpr:A46-2-c",
    "bcr": "eu-gdpr:A46-2-b",
    "art_49_1_b": "eu-gdpr:A49-1-b",
    "art_49_1_a": "seloste:Transfer-A49-1-a",
    "art_49_1_c": "seloste:Transfer-A49-1-c",
    "art_49_1_e": "seloste:Transfer-A49-1-e",
}
_KIND = {
    "processor": "dpv:DataProcessor",
    "controller": "dpv:DataController",
    "joint_controller": "dpv:DataController",
    "third_party": "dpv:ThirdParty",
}
_SOURCE = {
    "data_subject": "dpv:DataSubjectDataSource",
    "employer": "dpv:ThirdPartyDataSource",
    "public_register": "dpv:PublicDataSource",
    "registrar": "dpv:ThirdPartyDataSource",
    "generated": "dpv:DataControllerDataSource",
    "other": "dpv:ThirdPartyDataSource",
}
_SUBJECTS = {
    "customers": "dpv:Customer",
    "contact_persons": "seloste:ContactPerson",
    "staff": "seloste:Staff",
    "others": "dpv:DataSubject",
}


def as_jsonld(notice: Notice, language: Language) -> str:
    """Return the notice as JSON-LD. Texts stand in each language that the notice has.

    Args:
        notice: the notice, without the measures that nothing attests.
        language: of the shipped words that stand in one language only.
    """
    graph = {"@context": _CONTEXT, **_notice(notice, Writer(notice, language))}
    return json.dumps(graph, ensure_ascii=False, indent=2) + "\n"


def _notice(notice: Notice, w: Writer) -> dict[str, Json]:
    authority = AUTHORITIES.get(notice.authority or "")
    return _filled(
        {
            "@id": f"urn:seloste:notice:edition:{notice.edition.number}",
            "@type": ["dpv:PrivacyNotice", "eu-gdpr:DirectDataCollectionNotice"],
            "dct:title": _texts(notice.register_.name) if notice.register_ else None,
            "dct:language": w.language,
            "dct:valid": _day(notice.edition.in_force_from.isoformat()),
            "dct:hasVersion": str(notice.edition.number),
            "dpv:hasApplicableLaw": _id("legal-eu:law-GDPR"),
            "dpv:hasAuthority": _id(authority.term) if authority and authority.term else None,
            "dpv:hasDataController": _controller(notice),
            "dpv:hasProcess": [_process(notice, w, key) for key in notice.purposes],
            "dpv:hasTechnicalMeasure": [
                _id(MEASURES[key].term) for key in notice.security if key in MEASURES
            ],
        }
    )


def _controller(notice: Notice) -> Json:
    party = notice.controller
    if party is None:
        return None
    return _filled(
        {
            "@id": "urn:seloste:controller",
            "@type": "dpv:DataController",
            "schema:name": party.name,
            "schema:email": party.email,
            "schema:telephone": party.phone,
            "schema:identifier": party.business_id,
            "schema:url": party.website,
        }
    )


def _process(notice: Notice, w: Writer, key: str) -> Json:
    purpose = notice.purposes[key]
    used = dict.fromkeys(c for use in notice.uses_of(key) for c in use.categories)
    return _filled(
        {
            "@id": f"urn:seloste:process:{key}",
            "@type": "dpv:Process",
            "dpv:hasPurpose": _purpose(w, key, purpose),
            "dpv:hasLegalBasis": _basis(purpose),
            "dpv:hasDataSubject": [_id(_SUBJECTS[group]) for group in purpose.data_subjects],
            "dpv:hasPersonalData": [_data(notice, w, category) for category in used],
            "dpv:hasProcessing": [_id(f"dpv:{p}") for p in ("Collect", "Store", "Use", "Erase")],
            "dpv:hasRecipient": [
                _recipient(w, name, recipient)
                for name, recipient in notice.recipients.items()
                if recipient.when == key or (recipient.when is None and _shares(recipient, used))
            ],
            "dpv:hasStorageCondition": [
                _storage(rule) for rule in notice.storage_periods if rule.purpose == key
            ],
            "dpv:hasRight": [_id(f"eu-gdpr:{article}") for article in _ALWAYS]
            + _ids(_RIGHT[right] for right in sorted(rights_for(purpose)) if right in _RIGHT),
        }
    )


def _shares(recipient: Recipient, used: Iterable[str]) -> bool:
    return not set(recipient.categories).isdisjoint(used)


def _purpose(w: Writer, key: str, purpose: Purpose) -> Json:
    """Return a purpose as a term of our own under the vocabulary's broader ones."""
    return _filled(
        {
            "@id": f"seloste:purpose-{key}",
            "@type": "dpv:Purpose",
            "skos:prefLabel": _texts(purpose.title) or w.purpose(key),
            "skos:definition": _texts(purpose.description),
            "skos:broader": _ids(term for term in purpose.dpv if term.startswith("dpv:")),
        }
    )


def _basis(purpose: Purpose) -> Json:
    if purpose.legal_basis is None:
        return None
    note = purpose.act or purpose.interest or purpose.wording
    basis: dict[str, Json] = {"@id": _BASIS[purpose.legal_basis]}
    if note is None:
        return basis
    return {"@type": basis["@id"], "dct:description": _texts(note)}


def _data(notice: Notice, w: Writer, key: str) -> Json:
    category = notice.categories.get(key)
    if category is None:
        return _id(f"seloste:category-{key}")
    return _filled(
        {
            "@id": f"seloste:category-{key}",
            "@type": "dpv:PersonalData",
            "skos:prefLabel": _texts(category.title) or w.category(key),
            "skos:narrower": [
                {
                    "@id": f"seloste:field-{field}",
                    "@type": FIELDS[field].term,
                    "dpv:hasNecessity": _id(
                        "dpv:Required" if field in category.required else "dpv:Optional"
                    ),
                }
                for field in category.fields
                if field in FIELDS
            ],
            "dpv:hasDataSource": _ids(_SOURCE[source] for source in category.sources),
        }
    )


def _recipient(w: Writer, key: str, recipient: Recipient) -> Json:
    places = [code for code in (recipient.place, *recipient.access_from) if code]
    outside = bool(third_countries(recipient))
    return _filled(
        {
            "@id": f"seloste:recipient-{key}",
            "@type": [
                _KIND.get(recipient.kind or "", "dpv:Recipient"),
                *(["dpv:ThirdParty"] if recipient.kind == "controller" else []),
            ],
            "schema:name": _texts(recipient.name) or w.recipient(key),
            "dpv:hasLocation": _ids(f"loc:{code}" for code in places),
            "dpv:hasLegalBasis": _id(_TRANSFER[recipient.transfer])
            if outside and recipient.transfer
            else None,
            "dct:description": _texts(recipient.transfer_details) if outside else None,
        }
    )


def _storage(rule: StoragePeriod) -> Json:
    if rule.keep is None:
        return {
            "@type": "dpv:StorageCondition",
            "dpv:hasDuration": _id("dpv:IndeterminateDuration"),
        }
    return _filled(
        {
            "@type": "dpv:StorageDuration",
            "dpv:hasPersonalData": [_id(f"seloste:category-{key}") for key in rule.categories],
            "dpv:hasDuration": {
                "@type": "dpv:TemporalDuration",
                "schema:duration": {"@type": "xsd:duration", "@value": rule.keep},
                "seloste:from": rule.from_,
                "seloste:to": rule.to,
            },
            "dct:description": _texts(rule.ground),
        }
    )


def _texts(text: Text | None) -> Json:
    if text is None or isinstance(text, str):
        return text
    return [{"@language": code, "@value": text[code]} for code in LANGUAGES if code in text]


def _day(iso: str) -> Json:
    return {"@type": "xsd:date", "@value": iso}


def _id(term: str) -> Json:
    return {"@id": term}


def _ids(terms: Iterable[str]) -> list[Json]:
    return [_id(term) for term in dict.fromkeys(terms)]


def _filled(values: Mapping[str, Json]) -> dict[str, Json]:
    """Return the mapping without what is absent, at any depth below it."""
    return {
        key: _filled(value) if isinstance(value, dict) else value
        for key, value in values.items()
        if value not in (None, [], "")
    }

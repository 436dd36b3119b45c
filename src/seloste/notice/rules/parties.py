"""Who is behind the register, how they are reached, and who watches over them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.fi import ytunnus

from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.data.countries import is_outside
from seloste.notice.rules.rule import Hit, Rule, Subject, unknown
from seloste.notice.values import Party

_ADDRESS = re.compile(r"[^\s@()<>\[\]]+@[^\s@()<>\[\]]+\.[a-zA-Z]{2,}")
_OBFUSCATED = re.compile(r"poista|remove|nospam|no-spam|tabort|ta-bort", re.IGNORECASE)
_ELECTRONIC = {"portal", "form", "email"}


def _controller_missing(subject: Subject) -> Iterator[Hit]:
    controller = subject.notice.controller
    if controller is None or not controller.name:
        yield Hit("controller")


def _controller_contact_missing(subject: Subject) -> Iterator[Hit]:
    controller = subject.notice.controller
    if controller is None:
        return
    if controller.postal_address is None:
        yield Hit("controller", {"missing": "postal_address"})
    if not (controller.email or controller.phone):
        yield Hit("controller", {"missing": "email, phone"})


def _business_id_missing(subject: Subject) -> Iterator[Hit]:
    controller = subject.notice.controller
    if controller is not None and not controller.business_id:
        yield Hit("controller")


def _business_id_wrong(subject: Subject) -> Iterator[Hit]:
    """Check the check digit of Finnish business ids; other countries' ids are taken as given."""
    controller = subject.notice.controller
    if controller is None or not controller.business_id or controller.country not in {None, "FI"}:
        return
    if not ytunnus.is_valid(controller.business_id):
        yield Hit("controller.business_id", {"business_id": controller.business_id})


def _representative_missing(subject: Subject) -> Iterator[Hit]:
    controller = subject.notice.controller
    if controller is None or controller.country is None or not is_outside(controller.country):
        return
    if not isinstance(subject.notice.representative, Party):
        yield Hit("representative", {"country": controller.country})


def _representative_not_stated(subject: Subject) -> Iterator[Hit]:
    if subject.notice.representative is None:
        yield Hit("representative")


def _officer_not_stated(subject: Subject) -> Iterator[Hit]:
    if subject.notice.data_protection_officer is None:
        yield Hit("data_protection_officer")


def _officer_contact_missing(subject: Subject) -> Iterator[Hit]:
    officer = subject.notice.data_protection_officer
    if isinstance(officer, Party) and not (officer.email or officer.phone):
        yield Hit("data_protection_officer")


def _joint_arrangement_missing(subject: Subject) -> Iterator[Hit]:
    if subject.notice.joint_controllers and not subject.notice.joint_arrangement:
        yield Hit("joint_controllers")


def _contact_missing(subject: Subject) -> Iterator[Hit]:
    if subject.notice.contact is None or not subject.notice.contact.channels:
        yield Hit("contact")


def _channels_narrow(subject: Subject) -> Iterator[Hit]:
    contact = subject.notice.contact
    if contact is None or not contact.channels:
        return
    electronic = {channel.kind in _ELECTRONIC for channel in contact.channels}
    if electronic != {True, False}:
        yield Hit("contact.channels")


def _request_form_restricted(subject: Subject) -> Iterator[Hit]:
    if subject.notice.contact is not None and subject.notice.contact.accepts_only:
        demands = ", ".join(subject.notice.contact.accepts_only)
        yield Hit("contact.accepts_only", {"demands": demands})


def _address_unusable(subject: Subject) -> Iterator[Hit]:
    for path, address in _email_addresses(subject):
        if not _ADDRESS.fullmatch(address) or _OBFUSCATED.search(address):
            yield Hit(path)


def _email_addresses(subject: Subject) -> Iterator[tuple[str, str]]:
    controller, contact = subject.notice.controller, subject.notice.contact
    if controller is not None and controller.email:
        yield "controller.email", controller.email
    for index, channel in enumerate(contact.channels if contact is not None else ()):
        if channel.kind == "email":
            yield f"contact.channels[{index}]", channel.address or ""


def _authority_missing(subject: Subject) -> Iterator[Hit]:
    if subject.notice.authority is None:
        yield Hit("authority")


def _authority_unknown(subject: Subject) -> Iterator[Hit]:
    if subject.notice.authority is not None:
        yield from unknown([("authority", subject.notice.authority)], AUTHORITIES)


RULES = (
    Rule(
        "controller_missing",
        "error",
        "GDPR Art. 13(1)(a), 14(1)(a)",
        _controller_missing,
        fails="controller:",
        passes="controller.name: Esimerkkipalvelin Tmi",
    ),
    Rule(
        "controller_contact_missing",
        "error",
        "GDPR Art. 13(1)(a), 14(1)(a)",
        _controller_contact_missing,
        fails="controller.postal_address:\ncontroller.email:\ncontroller.phone:",
        passes="controller.email:",
    ),
    Rule(
        "business_id_missing",
        "warning",
        "GDPR Art. 13(1)(a), 12(1)",
        _business_id_missing,
        fails="controller.business_id:",
        passes="controller.business_id: 1234567-1",
    ),
    Rule(
        "business_id_wrong",
        "error",
        "GDPR Art. 13(1)(a), 5(1)(d)",
        _business_id_wrong,
        fails="controller.business_id: 1234567-2",
        passes="controller.business_id: 1234567-1",
    ),
    Rule(
        "representative_missing",
        "error",
        "GDPR Art. 13(1)(a), 27",
        _representative_missing,
        fails="controller.country: US",
        passes="controller.country: US\nrepresentative: {name: Esimerkkiedustaja Oy, email: edustaja@edustaja.example, country: FI}",
    ),
    Rule(
        "representative_not_stated",
        "warning",
        "GDPR Art. 13(1)(a)",
        _representative_not_stated,
        fails="representative:",
        passes="representative: none",
    ),
    Rule(
        "officer_not_stated",
        "error",
        "GDPR Art. 13(1)(b), 37",
        _officer_not_stated,
        fails="data_protection_officer:",
        passes="data_protection_officer: not_designated",
    ),
    Rule(
        "officer_contact_missing",
        "error",
        "GDPR Art. 13(1)(b), 37(7)",
        _officer_contact_missing,
        fails="data_protection_officer: {name: Onni Esimerkki}",
        passes="data_protection_officer: {name: Onni Esimerkki, email: tietosuojavastaava@esimerkkipalvelin.example}",
    ),
    Rule(
        "joint_arrangement_missing",
        "error",
        "GDPR Art. 26(2)",
        _joint_arrangement_missing,
        fails="joint_controllers: [{name: Esimerkkikumppani Oy}]",
        passes="joint_controllers: [{name: Esimerkkikumppani Oy}]\njoint_arrangement: {fi: Vastaamme pyyntöihin., sv: Vi svarar på begäranden., en: We answer requests.}",
    ),
    Rule(
        "contact_missing",
        "error",
        "GDPR Art. 12(2), 13(1)(a)",
        _contact_missing,
        fails="contact:",
        passes="contact.channels: [{kind: phone, address: +358 40 555 0100}]",
    ),
    Rule(
        "contact_channels_narrow",
        "warning",
        "GDPR Art. 12(2)",
        _channels_narrow,
        fails='contact.channels: [{kind: post, address: "Esimerkkikatu 1, 33100 Tampere"}]',
        passes="contact.channels: [{kind: email, address: tietosuoja@esimerkkipalvelin.example}, {kind: phone, address: +358 40 555 0100}]",
    ),
    Rule(
        "request_form_restricted",
        "error",
        "GDPR Art. 12(2), 12(6)",
        _request_form_restricted,
        fails="contact.accepts_only: [in_writing, in_person]",
        passes="contact.accepts_only: []",
    ),
    Rule(
        "contact_address_unusable",
        "error",
        "GDPR Art. 12(2), 13(1)(a)",
        _address_unusable,
        fails="contact.channels[1].address: tietosuoja-poista-@esimerkkipalvelin.example",
        passes="contact.channels[1].address: tietosuoja@esimerkkipalvelin.example",
    ),
    Rule(
        "authority_missing",
        "error",
        "GDPR Art. 13(2)(d), 14(2)(e)",
        _authority_missing,
        fails="authority:",
        passes="authority: fi",
    ),
    Rule(
        "authority_unknown",
        "error",
        "GDPR Art. 13(2)(d), 77",
        _authority_unknown,
        fails="authority: fx",
        passes="authority: se",
    ),
)

"""Every way in, and what it may show and change of a person who restricted the processing.

Restricted data are kept and nothing else, but for what Art. 18(2) leaves: the person's consent,
legal claims, the protection of others, important public interests; and what the law orders for the
person's own rights (Art. 12, 15-22). Each way in stands in one of these lists; one that stands in
none fails the test, so that somebody decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """What may come of a way in for people who are restricted.

    Attributes:
        why: the reason, for whoever reads this table.
        shows: their values may come out.
        changes: something that is kept of them may change.
        is_walked: the test goes through it; otherwise the reason says who does.
    """

    why: str
    shows: bool = False
    changes: bool = False
    is_walked: bool = True


def _of(way: Way, names: str) -> dict[str, Way]:
    return dict.fromkeys(names.split(), way)


_CLOSED = Way("It is about people: restricted ones are named by number only, and stay as they are.")
_NOBODY = Way("It is about no person: nothing of anybody is opened.")
_LISTS = Way("It lists ids, days, counts and states; nothing is opened for it.")
_REQUEST = Way("The file of a request is kept and opened to answer it (Art. 12, 18(2)).")
_COPY = Way("The person's own copy is looked through before it is given (Art. 15).", shows=True)
_ANSWER = Way("What was asked is carried out, restricted or not (Art. 15-22).", changes=True)
_OWN_WORD = Way(
    "The person's own yes or no counts whatever is restricted (Art. 7(3), 21).", changes=True
)
_DUTY = Way(
    "Recipients are told of corrections and restrictions (Art. 19).", shows=True, changes=True
)
_SECURITY = Way("Signing in and the staff's own accounts.")
_STEPS = Way("The days and steps of erasing and holding; who is restricted may still ask for it.")

CONSOLE: Mapping[str, Way] = {
    **_of(
        _CLOSED,
        "today customers find choose_kind create customer edit add_person edit_person end_person"
        " contracts agree edit_contract end_contract customer_recipients give readings history"
        " informed person_informed informing duplicates compare consents receipt receipt_json",
    ),
    **_of(
        _LISTS,
        "recipients recipient retention review_hold close_hold certificate"
        " certificate_pdf requests channels confirm_channel",
    ),
    **_of(_STEPS, "keeping erase hold"),
    **_of(_OWN_WORD, "ban_marketing consent"),
    **_of(_DUTY, "duty duty_sent duty_send"),
    **_of(_REQUEST, "new_request request match_request request_step request_act request_letter"),
    **_of(_COPY, "request_held request_copy request_whole request_self"),
    **_of(
        _ANSWER,
        "request_decide request_answer request_sent_letter request_files request_posted"
        " request_again request_lifting",
    ),
    **_of(
        _NOBODY,
        "purpose services withdraw staff invite uninvite choose_role make_token end_token"
        " change_role renew end_access breaches record_breach breach breach_scope breach_draft"
        " breach_step notice told evidence",
    ),
    "backups": Way("States and days of copies; nothing of anybody is opened."),
    "customer_requests": _LISTS,
    "breach_persons": Way(
        "Whom a breach concerns is told of it (Art. 34): names for the letters.", shows=True
    ),
}

PUBLIC: Mapping[str, Way] = {
    **_of(
        _NOBODY,
        "notice-anyhow notice notice-pdf notice-text notice-jsonld editions-anyhow"
        " editions edition-anyhow edition changes feed ask-anyhow ask received channel-works",
    ),
    **_of(_REQUEST, "confirm fetch-answer"),
    "answer": Way("A recipient's machine answers by a signed message; nothing is shown to it."),
    **_of(_OWN_WORD, "consent"),
}

OTHERS: Mapping[str, Way] = _of(
    _SECURITY,
    "start set_language account_login account_logout sign_out_everywhere join follow_invitation"
    " account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn mfa_authenticate"
    " mfa_login_webauthn mfa_index account_change_password mfa_activate_totp mfa_deactivate_totp"
    " mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes"
    " mfa_list_webauthn mfa_add_webauthn mfa_remove_webauthn",
)

API: Mapping[str, Way] = {
    **_of(
        _CLOSED,
        "list_customers create_customer search_customers read_customer change_customer"
        " add_contact_person list_readings list_contracts agree_contract change_contract_days"
        " change_contract_details change_contact_person end_contact_person list_duplicates merge_two"
        " keep_two_apart list_disclosures record_disclosure list_consents show_receipt",
    ),
    **_of(
        _NOBODY,
        "list_services offer_service withdraw_service list_breaches record_breach"
        " count_scope open_breach describe_breach assess_breach note_notification"
        " decide_not_to_notify note_telling close_breach keep_scope draft_letter list_recipients"
        " show_wording read_notice list_channels confirm_channel",
    ),
    **_of(_OWN_WORD, "record_consent record_withdrawal record_objection"),
    **_of(
        _DUTY, "write_letter tell_recipient note_acknowledgement note_refusal note_impossibility"
    ),
    **_of(
        _LISTS,
        "list_duties show_duty list_requests show_what_is_due list_holds review_hold"
        " show_certificate",
    ),
    **_of(_STEPS, "plan_erasure erase_person open_hold"),
    **_of(
        _REQUEST,
        "receive_request open_one_request take_request end_work_on_request match_request"
        " acknowledge_request ask_identity settle_identity compare_facts ask_clarification"
        " settle_clarification extend_request extension_told refuse_request announce_fee",
    ),
    **_of(
        _COPY,
        "preview_copy choose_self list_selves leave_out_nothing leave_out_passage answer_files",
    ),
    **_of(
        _ANSWER,
        "answer_request decide_access decide_erasure decide_objection decide_portability"
        " decide_rectification decide_restriction decide_withdrawal lift_restriction note_answer"
        " plan_request_erasure preview_letter",
    ),
    "show_backups": Way("States and days of copies; nothing of anybody is opened."),
    "list_persons_in_scope": Way("Whom a breach concerns is told of it (Art. 34).", shows=True),
}

_STARTS = Way("It starts or makes a register; people come out by the ways above.", is_walked=False)
_COPIES = Way(
    "Copies are sealed for whoever has the identity; tests/operations/backups look.",
    is_walked=False,
)
_FILES = Way("It reads files that were given to it, not the register.", is_walked=False)

CLI: Mapping[str, Way] = {
    **dict.fromkeys(
        (
            "customers find",
            "customers export",
            "customers duplicates",
            "customers merge",
            "consents show",
            "consents receipt",
        ),
        _CLOSED,
    ),
    "customers import": Way(
        "Rows of a file are taken in; whoever is there already is not touched."
    ),
    **dict.fromkeys(
        ("consents ask", "consents ban", "consents give", "consents object", "consents withdraw"),
        _OWN_WORD,
    ),
    **dict.fromkeys(
        (
            "consents ban-address",
            "consents wording",
            "answer-due",
            "breaches due",
            "breaches list",
            "breaches record",
            "breaches describe",
            "breaches assess",
            "breaches notified",
            "breaches not-notified",
            "breaches told",
            "breaches not-told",
            "breaches close",
            "breaches show",
            "breaches draft",
            "notice schema",
            "notice told",
            "audit checkpoint",
            "audit verify",
            "audit export",
            "audit cut",
            "keys status",
            "check",
            "staff list",
            "staff invite",
            "staff renew",
            "staff role",
            "staff end",
            "tokens list",
            "tokens make",
            "tokens end",
            "requests heartbeat",
        ),
        _NOBODY,
    ),
    **dict.fromkeys(("outbox list", "outbox retry"), _LISTS),
    "breaches scope": Way("Counts; with --persons, whom a breach concerns (Art. 34)."),
    **dict.fromkeys(("notice diff", "notice lint", "notice publish", "notice render"), _FILES),
    **dict.fromkeys(
        (
            "duties list",
            "duties show",
            "requests list",
            "retention plan",
            "retention certificates",
            "retention certificate",
            "holds list",
            "holds review",
            "holds close",
        ),
        _LISTS,
    ),
    **dict.fromkeys(
        (
            "duties letter",
            "duties sent",
            "duties send",
            "duties acknowledge",
            "duties refuse",
            "duties give-up",
        ),
        _DUTY,
    ),
    **dict.fromkeys(("erase", "holds open", "retention run"), _STEPS),
    **dict.fromkeys(
        (
            "requests receive",
            "requests show",
            "requests take",
            "requests leave",
            "requests match",
            "requests acknowledge",
            "requests ask-identity",
            "requests confirm-identity",
            "requests identity-not-shown",
            "requests clarify",
            "requests clarified",
            "requests extend",
            "requests fee",
            "requests refuse",
            "requests withdraw",
        ),
        _REQUEST,
    ),
    **dict.fromkeys(
        (
            "requests answer copy",
            "requests answer held",
            "requests answer same",
            "requests answer leave-out",
            "requests answer nothing-held",
            "requests answer portable",
            "package",
        ),
        _COPY,
    ),
    **dict.fromkeys(
        (
            "requests answer announce-lifting",
            "requests answer correct",
            "requests answer end-marketing",
            "requests answer erase",
            "requests answer leave-as-is",
            "requests answer letter",
            "requests answer lift",
            "requests answer lifting-told",
            "requests answer posted",
            "requests answer print",
            "requests answer reject",
            "requests answer rest",
            "requests answer restrict",
            "requests answer send",
            "requests answer send-again",
            "requests answer uphold",
            "requests answer withdraw-consent",
        ),
        _ANSWER,
    ),
    **dict.fromkeys(
        ("init", "up", "serve", "worker", "demo", "manage", "restore", "drill", "keys rotate"),
        _STARTS,
    ),
    **dict.fromkeys(
        (
            "backup",
            "backup keys add",
            "backup keys new",
            "backup list",
            "backup prune",
            "backup verify",
        ),
        _COPIES,
    ),
}

_TO_THEMSELVES = Way(
    "A letter to the person: of their own request or word (Art. 12, 7, 18(3)).", shows=True
)
_TO_RECIPIENT = Way(
    "Tells a recipient of a correction, erasure or restriction (Art. 19).", shows=True, changes=True
)

HANDLERS: Mapping[str, Way] = {
    **dict.fromkeys(("disclosures.send", "disclosures.chase"), _TO_RECIPIENT),
    **dict.fromkeys(
        (
            "consents.confirm",
            "consents.receipt",
            "rights.acknowledge",
            "rights.identity_link",
            "rights.clarification",
            "rights.extension",
            "rights.fee",
            "rights.answer",
            "rights.lifting",
        ),
        _TO_THEMSELVES,
    ),
    "rights.forget_copy": Way("It removes the copy that was kept with an answer."),
    "rights.reminder": Way("Reminds the controller of a request by its number and days."),
    **dict.fromkeys(("rights.test_form", "rights.test_email"), _NOBODY),
}

CONNECTORS: Mapping[str, Way] = {
    "own_form": _NOBODY,
    "smtp": Way("Carries letters that others wrote: see the handlers.", shows=True),
    "webhook": _TO_RECIPIENT,
}

LETTERS: Mapping[str, Way] = {
    "seloste.consents.letters": _TO_THEMSELVES,
    "seloste.consents.operations.sending": _TO_THEMSELVES,
    "seloste.disclosures.letters": _TO_RECIPIENT,
    "seloste.rights.letters": _TO_THEMSELVES,
    "seloste.worker.handlers.answers": _TO_THEMSELVES,
    "seloste.worker.handlers.requests": _TO_THEMSELVES,
}
"""Modules that write to somebody: whatever makes a `Letter`, and packages of letters."""

EXPORTS: Mapping[str, Way] = dict.fromkeys(("csv", "xlsx", "vcard"), _CLOSED)

"""Every table of the register: where personal data lie sealed, and why the others hold none.

A new table stops the start until it stands here (`seloste.E003`). One that would hold personal
data in clear belongs in neither list: seal the data instead.
"""

from __future__ import annotations

from collections.abc import Mapping

HOLDERS_KEPT = frozenset(
    {"customer", "contact_person", "contract", "staff", "request", "breach", "log"}
)
HOLDERS_KEPT = frozenset({"customer", "contact_person", "contract", "staff", "breach", "log"})
HOLDERS_KEPT = frozenset({"customer", "contact_person", "contract", "consent", "staff", "log"})
"""Whose fields the register keeps today. Each field of theirs needs a category in the notice."""

SEALED: Mapping[str, str] = {
    "vault_sealed": "One sealed blob for each record and category.",
    "audit_entry": "What a line says of a person is sealed under that person's key.",
}
"""Tables with personal data, all of it under seal."""

NOTHING_PERSONAL: Mapping[str, str] = {
    # The vault
    "keystore_rootkey": "Generations of the root key, and proof that one is the right one.",
    "keystore_personkey": "Wrapped keys.",
    "keystore_erasureline": "Opaque ids of persons of whom something was erased, and when.",
    "keystore_noline": "Opaque ids and keys of purposes: who said no, for copies that do not know it.",
    "keystore_systemkey": "Wrapped keys of the system itself.",
    "vault_indexterm": "Keyed hashes of words; docs/threat-model.md says what they reveal.",
    "vault_indexedperson": "The same hashes by person, so that they can be removed.",
    "vault_openings": "Counts of openings by day and category.",
    # The audit
    "audit_head": "One number: how long the trail is.",
    "audit_storedcheckpoint": "Hashes and signatures of the trail.",
    "audit_storedcut": "Hashes and signatures of what is left of lines past their day.",
    "outbox_storedparcel": "Kinds and ids of work that is owed.",
    # The notice
    "notice_edition": "The published notice, which is public.",
    "notice_informingduty": "Which groups are to be told of an edition.",
    # Whose data may be used for what
    "usability_restriction": "Whose data are restricted since when, on which of the four grounds.",
    "usability_choice": "Keys of purposes that a person allows or objects to; what was said is sealed.",
    "lifetimes_lifetime": "Days from which storage periods count, and the next that is due.",
    # Consents and objections
    "consents_wording": "Texts of the notice that were put to people; the notice is public.",
    "consents_consentevent": "Which state a consent came to, when, by what means; witness and note are sealed.",
    "consents_receipt": "Whether a receipt was sent or is to be printed.",
    "consents_link": "Hash of a link's secret, and a keyed mark of the address it went to.",
    "consents_marketingban": "Keyed marks of addresses under a marketing ban, and nothing of whose they are.",
    "retention_certificate": "What went of an opaque id and what stayed: keys, counts and days.",
    "retention_underway": "The same, decided and not yet carried out.",
    "retention_pending": "Categories of an opaque id that go when a reason to keep them ends.",
    "retention_hold": "Categories of an opaque id that are kept, on which ground, as a code.",
    "retention_night": "Counts of what went each night.",
    "retention_reckoning": "Under which edition all days were worked out.",
    # Customers and contracts
    "customers_customer": "Kind, dates and states; what tells of the person is sealed.",
    "customers_contactperson": "Whose contact person, and since when.",
    "customers_change": "That something changed, when and by which pseudonym; what changed is sealed.",
    "customers_sourceduty": "From what kind of source data came, and by when to tell the person.",
    "customers_possibleduplicate": "Pairs of identifiers.",
    "customers_numbering": "The next customer number.",
    # Requests of data subjects
    "rights_subjectrequest": "Days, states and codes of a request; who asked for what is sealed.",
    "rights_requestpart": "Which right was asked, and what became of it.",
    "rights_concerned": "Ids under which the person of a request is kept besides.",
    "rights_requestevent": "What happened when, by which pseudonym; what was noted is sealed.",
    "rights_link": "Hash of a one-time link's token, and its days.",
    "rights_reminder": "That the controller was reminded of a request.",
    "rights_channeltest": "When a channel of the notice was tested, and what came of it.",
    "rights_formuse": "Counts of uses of the public form by keyed hash of a network address.",
    "contracts_service": "Services on offer.",
    "contracts_contract": "Which service, from when to when; what was agreed is sealed.",
    "disclosures_disclosure": "Which recipient had which categories of an opaque id, when and why.",
    "disclosures_duty": "What a recipient is to be told of an opaque id; whom it names is sealed.",
    "disclosures_dutyevent": "Steps of such a duty under pseudonyms; notes are sealed.",
    "exchange_importrun": "Counts of an import, and the fingerprint of its file.",
    "evidence_evidencereport": "What was examined when, and what was found: counts, keys, days.",
    # Breaches
    "breaches_breach": "States, moments, keys and counts; what happened, and to whom, is sealed.",
    "breaches_breachevent": "What was done about a breach, when and by which pseudonym; why is sealed.",
    "backups_archive": "Which archives were made and went when: names, sizes, hashes.",
    "backups_restore": "When the register was restored, from an archive of when.",
    "backups_drill": "What a drill showed: numbers. Whom it was about never existed.",
    # Staff and sign-in
    "staff_member": "A random handle, role, password hash and dates; name and address are sealed.",
    "staff_invitation": "Hash of an invitation's token, role and dates.",
    "staff_failedattempts": "Counts of failed attempts by keyed hash of what was typed.",
    "tokens_token": "Hash of a token, its role and purposes; the label says what uses it, not who.",
    "tokens_keptanswer": "Hashes of requests, so that one sent twice is done once.",
    "account_emailaddress": "Stays empty: staff sign in with a handle, and addresses are sealed.",
    "account_emailconfirmation": "Stays empty, as there are no addresses to confirm.",
    "mfa_authenticator": "Public keys and encrypted secrets of a random handle.",
    "auth_permission": "Django's own list of permissions.",
    "auth_group": "Unused: roles come from the notice.",
    "auth_group_permissions": "Unused: roles come from the notice.",
    "django_content_type": "Django's own list of tables.",
    "django_session": "Signed in as which handle; pages keep nothing personal in it.",
}
"""Tables without personal data in clear or under seal, and the reason."""

"""The sentences of the linter's findings, and of the refusals to read a file.

Rules return codes and facts; the words stand here, so that a lawyer and a translator find all
of them. Finnish and Swedish are in `locale/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from seloste.kernel.languages import Language
from seloste.notice.findings import Finding
from seloste.notice.unreadable import Unreadable

_DATES: Mapping[Language, str] = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMMM y"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong and why it matters, and what to do."""

    says: str | Promise
    cure: str | Promise


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words, as people read it in a terminal or on a page."""

    rule: str
    severity: str
    path: str
    line: int
    article: str
    message: str
    cure: str


def say(finding: Finding, language: Language) -> Said:
    """Return the finding in words of the language."""
    sentence = SENTENCES.get(finding.rule) or REFUSALS[f"notice.{finding.rule}"]
    facts = {name: _fact(value, language) for name, value in finding.facts.items()}
    with override(language):
        message, cure = str(sentence.says) % facts, str(sentence.cure) % facts
    return Said(
        finding.rule, finding.severity, finding.path, finding.line, finding.article, message, cure
    )


def _fact(value: object, language: Language) -> object:
    if isinstance(value, date):
        return format_date(value, _DATES[language], locale=language)
    return value


def findings_as_json(findings: Iterable[Finding], language: Language) -> list[dict[str, str | int]]:
    """Return the findings as `seloste notice lint --json` prints them."""
    return [
        {
            "rule": said.rule,
            "severity": said.severity,
            "path": said.path,
            "line": said.line,
            "article": said.article,
            "message": said.message,
            "cure": said.cure,
        }
        for said in (say(finding, language) for finding in findings)
    ]


def findings_of(refusal: Unreadable) -> list[Finding]:
    """Return the faults for which a file could not be read, in the form of findings."""
    return [
        Finding(
            fault.code.removeprefix("notice."),
            "error",
            fault.path,
            fault.line,
            "GDPR Art. 12(1)",
            fault.facts(),
        )
        for fault in (refusal, *refusal.others)
    ]


SENTENCES: Mapping[str, Sentence] = {
    "controller_missing": Sentence(
        _("The notice does not say who the controller is."),
        _("Give at least the controller's name, postal address and e-mail address."),
    ),
    "controller_contact_missing": Sentence(
        _("The controller cannot be reached: %(missing)s is missing."),
        _("Give a postal address, and an e-mail address or telephone number."),
    ),
    "business_id_missing": Sentence(
        _(
            "The controller's business ID is missing, so a reader cannot tell which business is meant."
        ),
        _("Give the business ID (Y-tunnus) as business_id."),
    ),
    "business_id_wrong": Sentence(
        _("The check digit of the business ID %(business_id)s does not fit."),
        _("Compare it with the Business Information System (ytj.fi)."),
    ),
    "representative_missing": Sentence(
        _(
            "The controller is outside the EEA (%(country)s) and has named no representative inside it."
        ),
        _("Name the representative with contact details."),
    ),
    "representative_not_stated": Sentence(
        _("The notice does not say whether the controller has a representative."),
        _("Write “representative: none” if you are in the EEA, or name the representative."),
    ),
    "officer_not_stated": Sentence(
        _("The notice does not say whether there is a data protection officer."),
        _(
            "Name the officer, or write “data_protection_officer: not_designated” when none is required."
        ),
    ),
    "officer_contact_missing": Sentence(
        _("The data protection officer is named, but cannot be reached."),
        _("Give the officer's e-mail address or telephone number."),
    ),
    "joint_arrangement_missing": Sentence(
        _("There are joint controllers, but the notice does not say how they share their duties."),
        _("Describe the essence of the arrangement as joint_arrangement."),
    ),
    "contact_missing": Sentence(
        _("There is no way for data subjects to send their requests."),
        _("Give at least one channel under contact."),
    ),
    "contact_channels_narrow": Sentence(
        _("Requests can arrive only electronically, or only without electronic means."),
        _("Give at least one electronic channel and one other, such as telephone or post."),
    ),
    "request_form_restricted": Sentence(
        _(
            "The notice accepts requests only in a certain form: %(demands)s. The GDPR sets no form."
        ),
        _(
            "Remove accepts_only. Ask for proof of identity case by case, when there is reasonable doubt."
        ),
    ),
    "contact_address_unusable": Sentence(
        _("Nobody can write to this e-mail address as it stands."),
        _("Write the address out in full, without words to be removed."),
    ),
    "authority_missing": Sentence(
        _("The notice does not name the supervisory authority to which people may complain."),
        _("Write “authority: fi” for the Office of the Data Protection Ombudsman."),
    ),
    "authority_unknown": Sentence(
        _("Seloste does not know the authority “%(key)s”."),
        _("Write a known one: %(nearest)s."),
    ),
    "edition_changes_missing": Sentence(
        _("Edition %(number)s does not say what changed."),
        _("Tell in a sentence or two what is new, as edition.changes."),
    ),
    "edition_before_regulation": Sentence(
        _(
            "The edition is older than the General Data Protection Regulation, which applies from 25 May 2018 (%(in_force_from)s)."
        ),
        _("Go through the notice and give it a new edition number and date."),
    ),
    "informing_not_stated": Sentence(
        _("The notice does not say how people learn of a material change."),
        _("Write “informing: individually”."),
    ),
    "informing_by_publication_only": Sentence(
        _(
            "People are expected to find out about changes by themselves. Informing them is the controller's task."
        ),
        _("Write “informing: individually” and tell those concerned of material changes."),
    ),
    "change_without_notice": Sentence(
        _(
            "The text reserves a right to change the notice without telling anyone. Such a clause has no effect."
        ),
        _("Remove the clause; Seloste writes how people are told."),
    ),
    "automated_decisions_missing": Sentence(
        _("The notice does not say whether decisions are made automatically."),
        _("Write “automated_decisions: none”, or describe them, their logic and their effects."),
    ),
    "act_repealed": Sentence(
        _("The notice cites the act %(act)s, which was repealed on %(repealed_on)s."),
        _("Cite %(now)s, if it is what you mean."),
    ),
    "act_unknown": Sentence(
        _("Seloste does not know the act “%(act)s”."),
        _("Check its name and number, such as “kirjanpitolaki 1336/1997”."),
    ),
    "act_misnamed": Sentence(
        _("The name is wrong: %(act)s is a regulation, not a directive."),
        _("Call it the General Data Protection Regulation."),
    ),
    "time_zone_unknown": Sentence(
        _("The time zone “%(zone)s” does not exist, so no time limit can be counted."),
        _("Write a name of the IANA list, such as Europe/Helsinki."),
    ),
    "fiscal_year_end_impossible": Sentence(
        _("No year has the day %(day)s as the end of a financial year."),
        _("Write month and day, such as 12-31."),
    ),
    "purposes_missing": Sentence(
        _("The notice names no purpose for the processing."),
        _("Name each purpose with its legal basis under purposes."),
    ),
    "purpose_title_missing": Sentence(
        _("The purpose “%(purpose)s” has no title that people could read."),
        _("Give it a title in each language."),
    ),
    "legal_basis_missing": Sentence(
        _("The purpose “%(purpose)s” has no legal basis."),
        _(
            "Choose one as legal_basis: consent, contract, legal_obligation, legitimate_interests or another of Art. 6(1)."
        ),
    ),
    "use_without_legal_basis": Sentence(
        _("Data are used for “%(purpose)s”, which has no legal basis."),
        _("Give the purpose a legal basis, or remove the use."),
    ),
    "purpose_vague": Sentence(
        _("The purpose “%(purpose)s” is so wide that nobody can tell what is done with the data."),
        _("Say what you do, such as “we send invoices”."),
    ),
    "legal_basis_same_for_all": Sentence(
        _("All %(count)s purposes rest on the same legal basis, %(basis)s."),
        _(
            "Look at each purpose by itself: accounting is a legal obligation, a newsletter often consent."
        ),
    ),
    "contract_with_contact_persons": Sentence(
        _(
            "The purpose “%(purpose)s” rests on a contract, but concerns people who are not a party to it."
        ),
        _("Make a purpose of its own for them, on legitimate interests."),
    ),
    "legal_obligation_without_act": Sentence(
        _(
            "The purpose “%(purpose)s” rests on a legal obligation, but the notice does not say which."
        ),
        _("Name the act and section as act."),
    ),
    "interest_missing": Sentence(
        _(
            "The purpose “%(purpose)s” rests on legitimate interests, but the interest is not named."
        ),
        _("Say what the interest is, as interest."),
    ),
    "balancing_test_missing": Sentence(
        _("The interest behind “%(purpose)s” was not weighed against those of the data subjects."),
        _("Make the balancing test and write its outcome and day as balancing_test."),
    ),
    "consent_wording_missing": Sentence(
        _(
            "The purpose “%(purpose)s” rests on consent, but not on any words that people consent to."
        ),
        _("Write what a person agrees to, as wording."),
    ),
    "marketing_without_ground": Sentence(
        _(
            "“%(purpose)s” is direct marketing, which neither a contract nor a legal duty can carry."
        ),
        _("Ask for consent, or use soft_opt_in for your own customers and similar services."),
    ),
    "marketing_not_marked": Sentence(
        _(
            "“%(purpose)s” looks like direct marketing, but is not marked so. People could not object to it."
        ),
        _("Write “marketing: true”, or another title if it is none."),
    ),
    "development_on_contract": Sentence(
        _("“%(purpose)s” rests on the contract, though the contract can be performed without it."),
        _("Use legitimate interests with a balancing test, or consent."),
    ),
    "purpose_without_use": Sentence(
        _(
            "Nobody may use anything for the purpose “%(purpose)s”, so it is either unneeded or blocked."
        ),
        _("Say under uses which roles use which categories for it, or remove it."),
    ),
    "requests_unserved": Sentence(
        _(
            "Requests of data subjects are kept in “%(category)s”, but no purpose that serves rights "
            "uses that category."
        ),
        _("Give the purpose for answering requests “serves: rights” and the category under uses."),
    ),
    "requests_without_program": Sentence(
        _(
            "The program itself may not use “%(category)s” for “%(purpose)s”: the public form would take "
            "no request, and nobody would be told of the receipt."
        ),
        _("Under uses, give the role system this category for that purpose."),
    ),
    "purpose_serves_twice": Sentence(
        _("The purpose “%(purpose)s” says that it serves %(serves)s, and so does another."),
        _("Leave “serves: %(serves)s” with one purpose only."),
    ),
    "statutory_purpose_missing": Sentence(
        _("Invoices are kept in “%(category)s”, but no purpose rests on the law that demands it."),
        _("Add a purpose such as accounting, on legal_obligation, that uses this category."),
    ),
    "rights_typed": Sentence(
        _("Rights are listed by hand. Seloste derives them from the legal bases and prints those."),
        _("Remove the list; compare it first with what “seloste notice render” prints."),
    ),
    "right_unknown": Sentence(
        _("The GDPR has no right “%(right)s”, or gives it more widely than this."),
        _("Remove it from rights; Seloste derives what applies."),
    ),
    "right_without_ground": Sentence(
        _("The right “%(right)s” is promised, but no purpose here rests on a basis that gives it."),
        _("Remove it, or give the purpose that it is meant for the right legal basis."),
    ),
    "right_left_out": Sentence(
        _(
            "The right “%(right)s” (%(right_article)s) follows from the legal bases, but is left out."
        ),
        _("Remove the list of rights; Seloste derives them."),
    ),
    "categories_missing": Sentence(
        _("The notice does not say which personal data are kept."),
        _("List the categories and their fields under categories."),
    ),
    "category_title_missing": Sentence(
        _("The category “%(category)s” has no title that people could read."),
        _("Give it a title in each language."),
    ),
    "category_empty": Sentence(
        _("The category “%(category)s” holds no fields."),
        _("List its fields, or remove it."),
    ),
    "category_list_open": Sentence(
        _("The list of “%(category)s” is left open, so it could hold anything."),
        _("List every field; “such as” and “other data” say nothing."),
    ),
    "field_unknown": Sentence(
        _("Seloste has no field “%(field)s”."),
        _("Did you mean %(nearest)s? All fields are in docs/notice-format.md."),
    ),
    "field_in_two_categories": Sentence(
        _(
            "The field %(field)s stands in “%(other)s” and again in “%(category)s”, so it is unclear who may open it."
        ),
        _("Keep it in one of them."),
    ),
    "data_subjects_mixed": Sentence(
        _(
            "“%(category)s” mixes data of several groups of people (%(holders)s), for whom different legal bases hold."
        ),
        _("Make a category of its own for contact persons, and one for staff."),
    ),
    "required_field_elsewhere": Sentence(
        _("“%(category)s” requires %(field)s, which is not among its fields."),
        _("Add the field to the category, or remove it from required."),
    ),
    "requirement_not_stated": Sentence(
        _("The notice does not say which data people must give."),
        _("Mark what a contract cannot do without as required, with the consequence."),
    ),
    "consequence_missing": Sentence(
        _(
            "“%(category)s” has required fields, but the notice does not say what follows when they are not given."
        ),
        _("Write it as consequence."),
    ),
    "source_missing": Sentence(
        _("The notice does not say where the data in “%(category)s” come from."),
        _("Name all sources, such as data_subject or public_register."),
    ),
    "source_details_missing": Sentence(
        _(
            "“%(category)s” comes partly from elsewhere, but the notice does not say from which source."
        ),
        _("Name the source and whether it is public, as source_details."),
    ),
    "category_unused": Sentence(
        _("“%(category)s” is kept, but no purpose uses it."),
        _("Say under uses what it is for, or stop collecting it."),
    ),
    "category_unprovable": Sentence(
        _(
            "The program itself may not look at “%(category)s”, so “seloste check” cannot prove what the notice says of it."
        ),
        _("Let the role system use it for a purpose such as accountability."),
    ),
    "purpose_unknown": Sentence(
        _("The notice has no purpose “%(key)s”."),
        _("Write one that it has, such as %(nearest)s, or add the purpose."),
    ),
    "category_unknown": Sentence(
        _("The notice has no category “%(key)s”."),
        _("Write one that it has, such as %(nearest)s, or add the category."),
    ),
    "role_unknown": Sentence(
        _("The notice has no role “%(key)s”."),
        _("Write one that it has, such as %(nearest)s, or add the role."),
    ),
    "role_unused": Sentence(
        _("The role “%(role)s” may look at nothing."),
        _("Remove it, or say under uses what it needs."),
    ),
    "role_title_missing": Sentence(
        _("The role “%(role)s” has no name that people could read."),
        _("Give it a name in each language."),
    ),
    "recipients_none": Sentence(
        _(
            "The notice names no recipients. That is right only if nobody else ever gets the data, mail and accounting included."
        ),
        _("Think of mail, invoicing, hosting, accounting and authorities."),
    ),
    "recipient_name_missing": Sentence(
        _("The recipient “%(recipient)s” is not named."),
        _("Give its name as people know it."),
    ),
    "recipient_kind_missing": Sentence(
        _(
            "The notice does not say what “%(recipient)s” is: a processor, a controller or a third party."
        ),
        _("Choose kind. One who works on your behalf is a processor."),
    ),
    "recipient_kind_wrong": Sentence(
        _(
            "“%(recipient)s” handles the data on your behalf, so it is a processor and no third party."
        ),
        _("Write “kind: processor” and the day of the agreement."),
    ),
    "recipient_purpose_missing": Sentence(
        _("The notice does not say for which purpose “%(recipient)s” gets the data."),
        _("Name the purpose as when."),
    ),
    "recipient_categories_missing": Sentence(
        _("The notice does not say which data “%(recipient)s” gets."),
        _("List the categories, and the fields when it gets less than all of them."),
    ),
    "recipient_category_not_used": Sentence(
        _("“%(recipient)s” gets “%(category)s”, which is not used for that purpose (%(purpose)s)."),
        _("Leave the category out, or add it to the uses of the purpose."),
    ),
    "recipient_field_not_kept": Sentence(
        _("“%(recipient)s” gets %(field)s, which no category of the notice lists."),
        _("Add the field to a category, or stop handing it over."),
    ),
    "recipient_field_outside": Sentence(
        _("“%(recipient)s” gets %(field)s of “%(category)s”, which is not among its categories."),
        _("Add the category to the recipient, or leave the field out."),
    ),
    "recipient_place_missing": Sentence(
        _("The notice does not say in which country “%(recipient)s” keeps the data."),
        _(
            "Give the country as place, such as FI; and as access_from those from where it can reach them."
        ),
    ),
    "agreement_missing": Sentence(
        _("“%(recipient)s” is a processor, but there is no agreement with it."),
        _("Make the data processing agreement and give its day as agreement."),
    ),
    "agreement_after_edition": Sentence(
        _(
            "The agreement with “%(recipient)s” is of %(agreement)s, later than this edition (%(in_force_from)s)."
        ),
        _("Let the edition begin when the agreement is in force."),
    ),
    "transfer_without_tool": Sentence(
        _(
            "“%(recipient)s” takes data to %(countries)s, outside the EEA, without any ground for the transfer."
        ),
        _("Give the ground as transfer: dpf, adequacy, scc or an exception of Art. 49."),
    ),
    "transfer_tool_wrong": Sentence(
        _(
            "The ground “%(transfer)s” does not cover the transfer to %(countries)s by “%(recipient)s”."
        ),
        _("Use standard clauses (scc) or another ground that covers the country."),
    ),
    "transfer_details_missing": Sentence(
        _(
            "The notice does not say where the safeguards for the transfer to “%(recipient)s” can be read."
        ),
        _("Say it as transfer_details."),
    ),
    "transfer_not_one": Sentence(
        _("“%(recipient)s” has a ground for a transfer, but stays inside the EEA."),
        _("Remove transfer, or name the country outside as place or access_from."),
    ),
    "eu_only_contradicted": Sentence(
        _(
            "The notice says that all data stay in the EU/EEA, but “%(recipient)s” takes them to %(countries)s."
        ),
        _("Remove eu_only; Seloste prints the sentence whenever it is true."),
    ),
    "connector_unknown": Sentence(
        _("Seloste has no connector “%(key)s”."),
        _("Write a known one, such as %(nearest)s, or leave connector out."),
    ),
    "category_without_storage_period": Sentence(
        _("The notice does not say how long “%(category)s” is kept."),
        _("Add a storage period: from which day, how long, on what ground."),
    ),
    "storage_period_vague": Sentence(
        _("The storage period of %(categories)s is a phrase, from which nobody can compute a day."),
        _(
            "Give the trigger as from and the period as keep, such as “from: last_contract_end” and “keep: P3Y”."
        ),
    ),
    "storage_period_unreadable": Sentence(
        _("“%(written)s” is not a period that can be computed."),
        _("Write it as ISO 8601 has it: P3Y, P24M, P90D."),
    ),
    "storage_trigger_unknown": Sentence(
        _("Seloste cannot count from “%(key)s”."),
        _("Write a trigger that it knows, such as %(nearest)s."),
    ),
    "storage_fallback_missing": Sentence(
        _("The day %(trigger)s may never come, and then %(categories)s would be kept for ever."),
        _(
            "Give a fallback that always comes, such as “or_from: last_activity” and “or_keep: P24M”."
        ),
    ),
    "storage_ground_missing": Sentence(
        _("The notice does not say why %(categories)s is kept for this long."),
        _("Give the reason as ground, such as the act and section."),
    ),
    "storage_below_statute": Sentence(
        _(
            "The law (%(act)s) demands that %(categories)s is kept for %(years)s years from the end of the calendar year in which the financial year ended."
        ),
        _("Write “from: fiscal_year_end”, “keep: P%(years)sY” and “to: calendar_year_end”."),
    ),
    "storage_above_statute": Sentence(
        _("%(categories)s is kept longer than the %(years)s years that the law (%(act)s) demands."),
        _("Shorten it to P%(years)sY, or give the longer time a purpose of its own."),
    ),
    "storage_period_long": Sentence(
        _("%(categories)s is kept for more than ten years, longer than any claim can live."),
        _("Shorten the period, or be ready to explain it."),
    ),
    "backups_not_stated": Sentence(
        _("How copies are made and kept is not stated: %(parts)s is missing."),
        _("State it under “backups”, such as {every: P1D, keep: 14, keys_keep: P30D}."),
    ),
    "backups_period_unreadable": Sentence(
        _("“%(written)s” is not a period that can be computed."),
        _("Write it as ISO 8601 has it: P3Y, P24M, P90D."),
    ),
    "backups_keys_kept_long": Sentence(
        _("An erasure would not reach the copies of the keys within %(days)s days."),
        _("Keep copies of the keys for %(days)s days at the most, such as P30D."),
    ),
    "security_claim_unknown": Sentence(
        _("Seloste cannot attest “%(key)s”, so the notice may not claim it."),
        _("Claim what can be attested, such as %(nearest)s."),
    ),
    "security_claim_not_attested": Sentence(
        _(
            "“%(key)s” is not attested by the system; the notice prints it as an organisational measure."
        ),
        _("See to it yourself, and keep the proof."),
    ),
    "text_in_one_language": Sentence(
        _("This text stands in one language only and would be printed as it is in all of them."),
        _("Write it by language: {fi: …, sv: …, en: …}."),
    ),
    "text_language_missing": Sentence(
        _("This text is missing in: %(languages)s."),
        _("Add the missing languages."),
    ),
    "sentence_too_long": Sentence(
        _("A sentence here has %(words)s words; more than %(limit)s are hard to follow."),
        _("Make two sentences of it."),
    ),
    "cross_reference_typed": Sentence(
        _(
            "The text refers to a numbered section by hand (“%(reference)s”). The numbers are made by Seloste and change."
        ),
        _("Name the subject instead, such as “the billing data”."),
    ),
    "outdated_term": Sentence(
        _("“%(term)s” is a word of the act that was repealed, or of none."),
        _("Write “%(better)s”."),
    ),
}
"""By rule."""

REFUSALS: Mapping[str, Sentence] = {
    "notice.not_utf8": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s is not UTF-8 text."),
        _("Save the file as UTF-8."),
    ),
    "notice.too_large": Sentence(
        _("The notice was not read. %(file)s is larger than %(limit)s KiB, and no notice is."),
        _("Check that it is the right file."),
    ),
    "notice.control_character": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s holds a control character that no text needs."
        ),
        _("Remove it; a plain text editor shows where it is."),
    ),
    "notice.not_yaml": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s breaks the rules of YAML: %(problem)s."
        ),
        _("Look at the line and the one above: indentation, colons and quotes."),
    ),
    "notice.alias": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s uses an anchor or alias (& or *), which could unfold without end."
        ),
        _(
            "Write the value out where it is needed; put quotes around a text that begins with & or *."
        ),
    ),
    "notice.tag": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s uses the YAML tag %(tag)s."),
        _("Remove the tag; put quotes around a text that begins with an exclamation mark."),
    ),
    "notice.several_documents": Sentence(
        _("The notice was not read. A second document begins on line %(line)s of %(file)s."),
        _("Keep one notice in a file; remove the line “---”."),
    ),
    "notice.not_a_mapping": Sentence(
        _("The notice was not read. %(file)s does not consist of keys and values."),
        _("Begin from a copy of notices/palvelin-example.yaml."),
    ),
    "notice.too_deep": Sentence(
        _(
            "The notice was not read. On line %(line)s of %(file)s values lie more than %(limit)s deep."
        ),
        _("Check the indentation and the brackets."),
    ),
    "notice.not_a_key": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s has a list or mapping where a key belongs."
        ),
        _("Write a plain word before the colon."),
    ),
    "notice.duplicate_key": Sentence(
        _(
            "The notice was not read. On line %(line)s of %(file)s, “%(key)s” stands for the second time (first on line %(before)s)."
        ),
        _("Keep one of them."),
    ),
    "notice.unknown_key": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s has an unknown key: %(path)s."),
        _("Known here: %(known)s."),
    ),
    "notice.misspelt_key": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s has an unknown key: %(path)s."),
        _("Did you mean “%(nearest)s”?"),
    ),
    "notice.missing_key": Sentence(
        _("The notice was not read. %(path)s is missing (line %(line)s of %(file)s)."),
        _("Add the key."),
    ),
    "notice.unknown_value": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s: %(path)s cannot be “%(value)s”."),
        _("Write one of these: %(expected)s."),
    ),
    "notice.wrong_type": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s: %(path)s is of another kind than the format has here."
        ),
        _("Compare with docs/notice-format.md."),
    ),
    "notice.wants_text": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s: %(path)s must be a text."),
        _("Write a text, or one by language where the format allows it: {fi: …, sv: …, en: …}."),
    ),
    "notice.wants_list": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s: %(path)s must be a list."),
        _("Put the values in brackets: [one, another]."),
    ),
    "notice.wants_mapping": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s: %(path)s must have keys and values of its own."
        ),
        _("Write them on lines of their own, indented: “key: value”."),
    ),
    "notice.wants_number": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s: %(path)s must be a whole number from 1 on."
        ),
        _("Write it in digits, such as 2."),
    ),
    "notice.wants_date": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s: %(path)s must be a day."),
        _("Write it as 2026-12-01."),
    ),
    "notice.wants_yes_or_no": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s: %(path)s must be true or false."),
        _("Write true or false."),
    ),
    "notice.wants_name": Sentence(
        _(
            "The notice was not read. Line %(line)s of %(file)s: %(path)s is not written as the format wants it."
        ),
        _(
            "Keys are written like_this, fields like customer.name, countries like FI, the end of the financial year like 12-31."
        ),
    ),
    "notice.too_long": Sentence(
        _("The notice was not read. Line %(line)s of %(file)s: the text of %(path)s is too long."),
        _("Shorten it; long explanations go under sections."),
    ),
}
"""By code of the refusal."""

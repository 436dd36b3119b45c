"""Each rule of the linter finds what it is for, and only that."""

from __future__ import annotations

from datetime import date

import pytest

from seloste.notice.rules.linting import RULES, has_errors, lint
from seloste.notice.rules.rule import Rule
from seloste.notice.values import Notice
from tests.rules.notice.changes import COMPLETE, OLD_FASHIONED, changed, loaded

ON = date(2026, 11, 22)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_failing_example(rule: Rule):
    notice = changed(rule.fails)

    findings = lint(notice, {}, on=ON)

    assert rule.code in {finding.rule for finding in findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_content_with_its_passing_example(rule: Rule):
    notice = changed(rule.passes)

    findings = lint(notice, {}, on=ON)

    assert rule.code not in {finding.rule for finding in findings}


def test_the_complete_example_has_no_findings():
    complete = loaded(COMPLETE)

    assert lint(complete.notice, complete.positions, on=ON) == []


def found(changes: str, rule: str, *, on: date = ON) -> list[str]:
    """Return the paths at which the rule finds something in the changed example."""
    return [f.path for f in lint(changed(changes), {}, on=on) if f.rule == rule]


def facts(changes: str, rule: str) -> dict[str, object]:
    (finding,) = [f for f in lint(changed(changes), {}, on=ON) if f.rule == rule]
    return dict(finding.facts)


def test_findings_come_in_the_order_of_the_file_with_their_lines():
    old = loaded(OLD_FASHIONED)

    lines = [finding.line for finding in lint(old.notice, old.positions, on=ON)]

    assert lines == sorted(lines)
    assert len(set(lines)) > 40


def test_only_an_error_stops_publication():
    warning, error = "roles.support: {}", "authority:"

    assert not has_errors(lint(changed(warning), {}, on=ON))
    assert has_errors(lint(changed(error), {}, on=ON))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_rests_on_and_how_much_it_weighs(rule: Rule):
    assert rule.article.startswith("GDPR Art. ")
    assert rule.severity in {"error", "warning", "note"}


def test_no_rule_stumbles_over_a_notice_with_nothing_in_it():
    head = {"number": 1, "in_force_from": "2026-11-01"}
    notice = Notice.model_validate({"seloste": 1, "edition": head})

    codes = {finding.rule for finding in lint(notice, {}, on=ON)}

    assert codes == {
        "controller_missing",
        "representative_not_stated",
        "officer_not_stated",
        "contact_missing",
        "authority_missing",
        "informing_not_stated",
        "automated_decisions_missing",
        "purposes_missing",
        "categories_missing",
        "recipients_none",
    }


@pytest.mark.parametrize(
    ("changes", "rule", "paths"),
    [
        ("controller.email:\ncontroller.phone:", "controller_contact_missing", ["controller"]),
        ("controller.email:", "controller_contact_missing", []),
        ("controller.phone:", "controller_contact_missing", []),
        ("controller.country: SE\ncontroller.business_id: 556016-0680", "business_id_wrong", []),
        (
            "controller.country:\ncontroller.business_id: 1234567-2",
            "business_id_wrong",
            ["controller.business_id"],
        ),
        ("controller.country: NO\nrepresentative: none", "representative_missing", []),
        ("controller.country:", "representative_missing", []),
        (
            "data_protection_officer: {name: Onni, phone: +358 40 555 0101}",
            "officer_contact_missing",
            [],
        ),
        ("contact.channels: []", "contact_missing", ["contact"]),
        ("contact.channels: []", "contact_channels_narrow", []),
        (
            "contact.channels: [{kind: portal}, {kind: form}]",
            "contact_channels_narrow",
            ["contact.channels"],
        ),
        ("contact.channels: [{kind: email}]", "contact_address_unusable", ["contact.channels[0]"]),
        ("contact:", "contact_address_unusable", []),
        (
            "controller.email: info (at) mallikone.example",
            "contact_address_unusable",
            ["controller.email"],
        ),
        (
            "controller.email: NoSpam@mallikone.example",
            "contact_address_unusable",
            ["controller.email"],
        ),
        ("controller.email:", "contact_address_unusable", []),
        (
            "edition.in_force_from: 2018-05-24",
            "edition_before_regulation",
            ["edition.in_force_from"],
        ),
        ("fiscal_year_end: 02-29", "fiscal_year_end_impossible", ["fiscal_year_end"]),
        ("fiscal_year_end: 13-01", "fiscal_year_end_impossible", ["fiscal_year_end"]),
        ("time_zone: ../etc/passwd", "time_zone_unknown", ["time_zone"]),
        ("time_zone: Europe", "time_zone_unknown", ["time_zone"]),
        (
            "sections: [{title: a, text: {fi: Hei., en: We may change this without notice.}}]",
            "change_without_notice",
            ["sections[0].text"],
        ),
        (
            "sections: [{title: a, text: Ändringar görs utan att meddela.}]",
            "change_without_notice",
            ["sections[0].text"],
        ),
        ("automated_decisions:", "automated_decisions_missing", ["automated_decisions"]),
        ("automated_decisions: [{title: a, text: b}]", "automated_decisions_missing", []),
        (
            "purposes.accounting.act: personuppgiftslag 523/1999",
            "act_repealed",
            ["purposes.accounting.act"],
        ),
        (
            "storage_periods[0].ground: henkilötietolaki 523/1999",
            "act_repealed",
            ["storage_periods[0].ground"],
        ),
        ("storage_periods[0].ground: hyvä tapa", "act_unknown", []),
        ("purposes.accounting.act: hyvä tapa", "act_unknown", ["purposes.accounting.act"]),
        ("instruments: [EU data protection directive]", "act_unknown", []),
        ("instruments: [Directive 95/46/EC (data protection directive)]", "act_misnamed", []),
        (
            "instruments: [Directive 95/46/EC (data protection directive)]",
            "act_repealed",
            ["instruments[0]"],
        ),
        ("purposes: {a: {}, b: {}, c: {}}", "legal_basis_same_for_all", []),
        (
            "purposes: {a: {legal_basis: contract}, b: {legal_basis: contract}}",
            "legal_basis_same_for_all",
            [],
        ),
        (
            "purposes.customer_care.data_subjects: [customers, staff]",
            "contract_with_contact_persons",
            ["purposes.customer_care"],
        ),
        (
            "uses.customer_care.categories: [identity, contact_persons]",
            "contract_with_contact_persons",
            ["uses.customer_care"],
        ),
        ("uses.customer_care.categories: [nowhere]", "contract_with_contact_persons", []),
        ("purposes.newsletter.legal_basis:", "marketing_without_ground", []),
        ("purposes.newsletter.legal_basis: legitimate_interests", "marketing_without_ground", []),
        (
            "purposes.newsletter.legal_basis: legal_obligation",
            "marketing_without_ground",
            ["purposes.newsletter.legal_basis"],
        ),
        ("uses.nowhere: {categories: [contact], roles: [owner]}", "use_without_legal_basis", []),
        (
            "uses.nowhere: {categories: [contact], roles: [owner]}",
            "purpose_unknown",
            ["uses.nowhere"],
        ),
        ("storage_periods[0].purpose: nowhere", "purpose_unknown", ["storage_periods[0].purpose"]),
        ("storage_periods[0].purpose:", "purpose_unknown", []),
        (
            "purposes.customer_contacts.accompanies: [customer_care, nowhere]",
            "purpose_unknown",
            ["purposes.customer_contacts.accompanies[1]"],
        ),
        (
            "uses.rights_handling[1].roles: [nobody]",
            "role_unknown",
            ["uses.rights_handling[1].roles[0]"],
        ),
        (
            "storage_periods[0].categories: [nowhere]",
            "category_unknown",
            ["storage_periods[0].categories[0]"],
        ),
        (
            "recipients.accounting_firm.categories: [nowhere]",
            "category_unknown",
            ["recipients.accounting_firm.categories[0]"],
        ),
        ("recipients.accounting_firm.categories: [nowhere]", "recipient_category_not_used", []),
        (
            "recipients.accounting_firm.fields: [customer.nam]",
            "field_unknown",
            ["recipients.accounting_firm.fields[0]"],
        ),
        (
            "categories.contact.fields: [customer.emails, customer.emails]",
            "field_in_two_categories",
            ["categories.contact.fields[1]"],
        ),
        (
            "categories.contact.title: Yhteystiedot ym.",
            "category_list_open",
            ["categories.contact"],
        ),
        (
            "categories.contact.required: []\ncategories.contact.consequence:",
            "consequence_missing",
            [],
        ),
        ("rights: [no_such_right]", "right_without_ground", []),
        ("recipients.mail_service.connector: smoke_signals", "recipient_kind_wrong", []),
        ("recipients.invoicing_service.kind:", "recipient_kind_wrong", []),
        ("recipients.mail_service.when:", "recipient_purpose_missing", []),
        ("recipients.mail_service.categories: [surveys]", "recipient_category_not_used", []),
        (
            "recipients.accounting_firm.place: US",
            "transfer_without_tool",
            ["recipients.accounting_firm"],
        ),
        ("recipients.accounting_firm.place: IS", "transfer_without_tool", []),
        (
            "recipients.mail_service.access_from: [SE]\neu_only: true",
            "eu_only_contradicted",
            ["eu_only"],
        ),
        ("storage_periods[3].keep: P72M", "storage_below_statute", []),
        ("storage_periods[3].keep: P71M", "storage_below_statute", ["storage_periods[3]"]),
        ("storage_periods[3].keep: P2232D", "storage_below_statute", []),
        ("storage_periods[3].keep: P6Y1D", "storage_above_statute", ["storage_periods[3].keep"]),
        ("storage_periods[3].keep: long", "storage_below_statute", ["storage_periods[3]"]),
        ("storage_periods[3].keep: long", "storage_above_statute", []),
        ("storage_periods[3].keep:", "storage_period_long", []),
        ("storage_periods[3].to:", "storage_below_statute", ["storage_periods[3]"]),
        ("storage_periods[3].to: fiscal_year_end", "storage_below_statute", ["storage_periods[3]"]),
        ("storage_periods[3].from: record_made", "storage_below_statute", ["storage_periods[3]"]),
        ("storage_periods[0].keep: P10Y1D", "storage_period_long", ["storage_periods[0].keep"]),
        (
            "storage_periods[0].or_keep: later",
            "storage_period_unreadable",
            ["storage_periods[0].or_keep"],
        ),
        (
            "storage_periods[0].or_from: whenever",
            "storage_trigger_unknown",
            ["storage_periods[0].or_from"],
        ),
        (
            "storage_periods[0].or_from: contract_end",
            "storage_fallback_missing",
            ["storage_periods[0]"],
        ),
        ("storage_periods[0].or_keep:", "storage_fallback_missing", ["storage_periods[0]"]),
        ("storage_periods[0].from: whenever", "storage_fallback_missing", []),
        ("storage_periods[0].from:", "storage_period_vague", ["storage_periods[0]"]),
        ("storage_periods[0].keep:", "storage_period_vague", ["storage_periods[0]"]),
        ("security: [nonsense]", "security_claim_not_attested", []),
        ("register.name: Asiakasrekisteri", "text_in_one_language", []),
        ("register.description: Asiakkaat.", "text_in_one_language", ["register.description"]),
        (
            "register.description: {fi: Asiakkaat., sv: '', en: Customers.}",
            "text_language_missing",
            ["register.description"],
        ),
        ("register.description: {}", "text_language_missing", []),
        ("storage_periods[0].ground: See section 4 of the Act.", "cross_reference_typed", []),
        ("register.description: Se avsnitt 4.", "cross_reference_typed", ["register.description"]),
        (
            "register.description: As said in clause (2).",
            "cross_reference_typed",
            ["register.description"],
        ),
    ],
)
def test_a_rule_holds_at_its_edges(changes, rule, paths):
    assert found(changes, rule) == paths


@pytest.mark.parametrize(
    ("transfer", "countries", "covered"),
    [
        ("dpf", "[US]", True),
        ("dpf", "[JP]", False),
        ("dpf", "[US, IN]", False),
        ("adequacy", "[JP]", True),
        ("adequacy", "[US]", False),
        ("adequacy", "[IN]", False),
        ("scc", "[US, IN]", True),
        ("art_49_1_b", "[IN]", True),
    ],
)
def test_a_tool_covers_only_the_countries_it_is_for(transfer, countries, covered):
    changes = (
        f"recipients.mail_service.transfer: {transfer}\n"
        f"recipients.mail_service.access_from: {countries}"
    )

    assert (found(changes, "transfer_tool_wrong") == []) is covered


def test_an_adequacy_decision_holds_from_its_day_to_its_end():
    changes = (
        "recipients.mail_service.transfer: adequacy\nrecipients.mail_service.access_from: [GB]"
    )

    held = [
        found(changes, "transfer_tool_wrong", on=day) == []
        for day in (date(2021, 6, 27), date(2021, 6, 28), date(2031, 12, 27), date(2031, 12, 28))
    ]

    assert held == [False, True, True, False]


def test_a_transfer_names_each_country_once():
    changes = (
        "recipients.mail_service.transfer:\nrecipients.mail_service.place: US\n"
        "recipients.mail_service.access_from: [US, IN, FI]"
    )

    assert facts(changes, "transfer_without_tool")["countries"] == "US, IN"


def test_an_act_may_be_cited_until_the_day_of_its_repeal():
    changes = "instruments: [henkilötietolaki 523/1999]"

    assert found(changes, "act_repealed", on=date(2018, 12, 31)) == []
    assert found(changes, "act_repealed", on=date(2019, 1, 1)) == ["instruments[0]"]
    assert facts(changes, "act_repealed") == {
        "act": "523/1999",
        "repealed_on": date(2019, 1, 1),
        "now": "1050/2018",
    }


def test_an_unknown_key_is_answered_with_the_nearest_or_with_what_there_is():
    near = facts("recipients.invoicing_service.when: invoising", "purpose_unknown")
    far = facts("authority: xx", "authority_unknown")

    assert near == {"key": "invoising", "nearest": "invoicing"}
    assert far == {"key": "xx", "nearest": "fi, se"}


def test_a_missing_contact_says_what_is_missing():
    changes = "controller.postal_address:"

    assert facts(changes, "controller_contact_missing") == {"missing": "postal_address"}


def test_a_sentence_of_thirty_words_is_short_enough():
    thirty, longer = " ".join(["sana"] * 30), " ".join(["sana"] * 31)

    assert found(f"register.description: {thirty}. {thirty}.", "sentence_too_long") == []
    assert facts(f"register.description: Hyvä. {longer}.", "sentence_too_long")["words"] == 31
    assert found(f"storage_periods[0].ground: {longer}", "sentence_too_long") == []


def test_an_outdated_word_is_answered_with_the_present_one():
    changes = "register.description: {fi: Rekisterin ylläpitäjä., sv: Registret., en: Register.}"

    assert facts(changes, "outdated_term") == {
        "term": "rekisterin ylläpitäjä",
        "better": "rekisterinpitäjä",
    }


def test_a_field_twice_names_the_category_that_has_it():
    changes = (
        "categories.billing.fields: [customer.emails]\ncategories.surveys.fields: [customer.emails]"
    )

    others = [
        finding.facts["other"]
        for finding in lint(changed(changes), {}, on=ON)
        if finding.rule == "field_in_two_categories"
    ]

    assert others == ["contact", "contact"]

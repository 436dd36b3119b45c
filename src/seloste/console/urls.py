"""The addresses of the console. They hold ids, never anything that was typed."""

from __future__ import annotations

from django.urls import path

from seloste.console.views import (
    breach_scope,
    breaches,
    consents,
    contracts,
    customer,
    customers,
    desk,
    duplicates,
    duties,
    editing,
    evidence,
    informing,
    notice,
    people,
    recipients,
    services,
    staff,
    today,
    tokens,
)

app_name = "console"

_CUSTOMER = "customers/<int:customer>/"
_PERSON = f"{_CUSTOMER}people/<int:person>/"
_BREACH = "breaches/<int:breach>/"
_CONTRACT = f"{_CUSTOMER}contracts/<int:contract>/"

urlpatterns = [
    path("", today.today, name="today"),
    path("purpose/", desk.choose_purpose, name="purpose"),
    path("customers/", customers.customers, name="customers"),
    path("customers/find/", customers.find, name="find"),
    path("customers/new/", editing.choose_kind, name="choose_kind"),
    path("customers/new/<slug:kind>/", editing.create, name="create"),
    path(_CUSTOMER, customer.overview, name="customer"),
    path(f"{_CUSTOMER}edit/", editing.edit, name="edit"),
    path(f"{_CUSTOMER}readings/", customer.readings, name="readings"),
    path(f"{_CUSTOMER}history/", customer.history, name="history"),
    path(f"{_CUSTOMER}informed/", informing.informed, name="informed"),
    path(f"{_CUSTOMER}people/new/", people.add, name="add_person"),
    path(f"{_PERSON}edit/", people.edit, name="edit_person"),
    path(f"{_PERSON}end/", people.end, name="end_person"),
    path(f"{_PERSON}informed/", informing.person_informed, name="person_informed"),
    path(f"{_CUSTOMER}contracts/", contracts.contracts, name="contracts"),
    path(f"{_CUSTOMER}contracts/new/", contracts.agree, name="agree"),
    path(f"{_CONTRACT}edit/", contracts.edit, name="edit_contract"),
    path(f"{_CONTRACT}end/", contracts.end, name="end_contract"),
    path(f"{_CUSTOMER}recipients/", recipients.of_customer, name="customer_recipients"),
    path(f"{_CUSTOMER}recipients/<slug:recipient>/give/", recipients.give, name="give"),
    path("recipients/", recipients.recipients, name="recipients"),
    path("recipients/<slug:recipient>/", recipients.recipient, name="recipient"),
    path("duties/<int:duty>/", duties.duty, name="duty"),
    path("duties/<int:duty>/sent/", duties.mark_sent, name="duty_sent"),
    path("duties/<int:duty>/send/", duties.send, name="duty_send"),
    path(f"{_CUSTOMER}consents/", consents.consents, name="consents"),
    path(f"{_CUSTOMER}consents/<int:person>/ban/", consents.ban, name="ban_marketing"),
    path(f"{_CUSTOMER}consents/<int:person>/for/<slug:purpose>/", consents.purpose, name="consent"),
    path(f"{_CUSTOMER}receipts/<int:event>/", consents.receipt, name="receipt"),
    path(f"{_CUSTOMER}receipts/<int:event>.json", consents.receipt_json, name="receipt_json"),
    path("informing/", informing.informing, name="informing"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<int:first>/<int:second>/", duplicates.compare, name="compare"),
    path("services/", services.services, name="services"),
    path("services/<int:service>/withdraw/", services.withdraw, name="withdraw"),
    path("staff/", staff.staff, name="staff"),
    path("staff/invite/", staff.invite, name="invite"),
    path("staff/invitations/<int:invitation>/", staff.withdraw_invitation, name="uninvite"),
    path("staff/tokens/new/", tokens.choose_role, name="choose_role"),
    path("staff/tokens/new/<slug:role>/", tokens.make, name="make_token"),
    path("staff/tokens/<slug:handle>/end/", tokens.end, name="end_token"),
    path("staff/<slug:handle>/role/", staff.change_role, name="change_role"),
    path("staff/<slug:handle>/renew/", staff.renew, name="renew"),
    path("staff/<slug:handle>/end/", staff.end, name="end_access"),
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/new/", breaches.record, name="record_breach"),
    path(_BREACH, breaches.breach, name="breach"),
    path(f"{_BREACH}scope/", breach_scope.scope, name="breach_scope"),
    path(f"{_BREACH}scope/persons/", breach_scope.persons, name="breach_persons"),
    path(f"{_BREACH}drafts/<slug:to>/<slug:code>/", breaches.draft, name="breach_draft"),
    path(f"{_BREACH}<slug:step>/", breaches.step, name="breach_step"),
    path("notice/", notice.notice, name="notice"),
    path("notice/<int:number>/told/", notice.told, name="told"),
    path("evidence/", evidence.evidence, name="evidence"),
]

"""How the register, its keys, its staff and its customers say no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {
    "vault.cannot_open": Wording(
        _("Nothing was opened. Sealed data were changed, moved, or belong to another register."),
        _("Run “seloste check” and compare with a backup."),
    ),
    "vault.root_key_missing": Wording(
        _("Nothing was opened. The root key %(path)s (generation %(generation)s) is not there."),
        _("Put the key file back, or state the passphrase in SELOSTE_PASSPHRASE_FILE."),
    ),
    "vault.root_key_wrong": Wording(
        _("Nothing was opened. The root key at hand is not the one of this register."),
        _("Put back the key file or passphrase with which the register was made."),
    ),
    "vault.root_key_exposed": Wording(
        _("Nothing was opened. Others than its owner may read the key file %(path)s."),
        _("Run “chmod 600” on the file and think about who may have read it."),
    ),
    "vault.already_initialised": Wording(
        _("Nothing was changed. This folder holds a register already."),
        _("Choose another folder with --home, or go on with the register that is there."),
    ),
    "audit.trail_not_cut": Wording(
        _(
            "Nothing was removed. Among the audit lines past their day, some from line %(position)s "
            "on are not those that were signed for."
        ),
        _("Run “seloste audit verify” and keep a copy of the register until it is clear why."),
        "GDPR Art. 5(1)(e), 5(2)",
    ),
    "audit.trail_not_whole": Wording(
        _(
            "Nothing was signed. The audit trail does not go on from its checkpoint of %(size)s lines."
        ),
        _("Run “seloste audit verify” and keep what it says."),
    ),
    "staff.no_such_role": Wording(
        _("Nothing was changed. The notice in force has no role “%(role)s”."),
        _("Choose one of these: %(roles)s."),
    ),
    "staff.not_an_administrator": Wording(
        _("Nothing was changed. The notice does not let the role “%(role)s” administer staff."),
        _("Ask someone who may, or publish an edition of the notice that allows it."),
        "GDPR Art. 32(4)",
    ),
    "staff.no_place_for_details": Wording(
        _("Nobody was invited. The notice places this in no category: %(fields)s."),
        _("Add it to a category of the notice and publish the notice."),
        "GDPR Art. 13(1)",
    ),
    "staff.nobody_administers": Wording(
        _("Nothing was made. The notice lets no role of people see who works with the register."),
        _("Under “uses”, give a role the category with staff.name, for a purpose."),
        "GDPR Art. 32(4)",
    ),
    "staff.invitation_not_usable": Wording(
        _("The link was not accepted. It was used, withdrawn, or is older than seven days."),
        _("Ask whoever sent it for a new one."),
    ),
    "staff.details_missing": Wording(
        _("The account was not made. Name and e-mail address are both needed."),
        _("Fill in both."),
    ),
    "staff.address_taken": Wording(
        _("Nothing was saved. Someone signs in with this e-mail address already."),
        _("Give another address, or ask for a new link for the account that is there."),
    ),
    "staff.no_such_member": Wording(
        _("Nothing was changed. Nobody with the handle “%(handle)s” has access."),
        _("“seloste staff list” shows who has."),
    ),
    "staff.last_administrator": Wording(
        _("Nothing was changed. Nobody else would be left who may administer staff."),
        _("Give someone else such a role first."),
    ),
    "register.folder_in_use": Wording(
        _("Nothing was made. The folder %(folder)s is not empty and holds no register."),
        _("Choose another folder with --home."),
    ),
    "register.being_made": Wording(
        _("Nothing was changed. Another “seloste init” is at work in %(folder)s."),
        _("Wait until it has ended."),
    ),
    "register.none_here": Wording(
        _("Nothing was done. There is no register in %(folder)s."),
        _("Make one with “seloste init”, or name its folder with --home."),
    ),
    "register.not_finished": Wording(
        _(
            "Nothing was done. The register in %(folder)s was not finished: its making was broken off."
        ),
        _("Run the same “seloste init” again; it goes on where it stopped."),
    ),
    "register.tables_behind": Wording(
        _(
            "Nothing was done. The tables of the register in %(folder)s are older than this "
            "release of Seloste."
        ),
        _("Start “seloste serve”, or start it anew if it runs: it brings them up to date."),
    ),
    "register.address_in_use": Wording(
        _(
            "Nothing is served. Something else listens at %(bind)s, or that is no address of this machine."
        ),
        _("Choose another with --bind."),
    ),
    "register.not_an_address": Wording(
        _("Nothing is served. “%(bind)s” is not an address to listen at."),
        _("Write HOST:PORT, such as 127.0.0.1:8000."),
    ),
    "readings.not_allowed": Wording(
        _(
            "Nothing was opened. The notice in force does not let the role “%(role)s” use this "
            "for the purpose “%(purpose)s”. %(categories)s"
        ),
        _("Choose another purpose, or publish an edition of the notice that allows it."),
        "GDPR Art. 5(1)(b)",
    ),
    "customers.field_not_in_notice": Wording(
        _("Nothing was saved. The notice in force does not say that “%(field)s” is kept."),
        _("Leave it out, or publish an edition of the notice that has it in a category."),
        "GDPR Art. 5(1)(a)",
    ),
    "customers.no_such_customer": Wording(
        _("Nothing was done. No such customer or contact person is in the register any more."),
        _("Search again: two customers may have been merged into one."),
    ),
    "customers.faulty": Wording(
        _("Nothing was saved. Places that need mending: %(number)s."),
        _("Mend those that are marked and save again."),
    ),
    "customers.duplicate_found": Wording(
        _("Nothing was saved. Customers who seem to be the same are here already: %(number)s."),
        _("Look at them; change the one who is here, or say that they are others and save again."),
        "GDPR Art. 5(1)(d)",
    ),
    "customers.cannot_merge": Wording(
        _(
            "Nothing was merged. It is the same customer twice, or something of theirs stays closed "
            "to your role for this purpose. %(categories)s"
        ),
        _("Choose two customers and a purpose for which you may open all that is kept of them."),
        "GDPR Art. 5(1)(b)",
    ),
    "exchange.import_under_way": Wording(
        _("Nothing was imported. Another process imports the same file at this moment."),
        _("Wait until it is done, then import the file again: nothing is taken twice."),
    ),
    "exchange.rejects_not_a_file": Wording(
        _(
            "Nothing was imported. The rejects cannot be written to “%(file)s”: it is a link, no "
            "ordinary file, or the file that is imported."
        ),
        _("Name another file with --rejects."),
    ),
    "demo.not_empty": Wording(
        _("Nothing was filled in. There are customers in the register already."),
        _("Choose an empty folder with --home, so that invented customers stay among themselves."),
    ),
    "contracts.no_such_service": Wording(
        _("Nothing was saved. No service “%(service)s” is on offer."),
        _("Choose another service, or put this one on offer first."),
    ),
    "contracts.service_exists": Wording(
        _("Nothing was saved. There is a service “%(service)s” already."),
        _("Use the one that is there, or choose another code."),
    ),
    "contracts.no_such_contract": Wording(
        _("Nothing was changed. There is no such contract in the register."),
        _("Open the customer's contracts and choose one of them."),
    ),
    "contracts.ends_before_start": Wording(
        _(
            "Nothing was saved. The contract would end (%(ends_on)s) before it begins "
            "(%(starts_on)s)."
        ),
        _("Correct one of the days."),
    ),
    "contracts.not_a_period": Wording(
        _("Nothing was saved. “%(period)s” is not a period by which a contract can renew itself."),
        _("Write it as in P1Y for a year, P6M for six months or P30D for thirty days."),
    ),
    "tokens.label_unfit": Wording(
        _("No token was made. The label is not a short word in lower case."),
        _("Name the program that uses the token, such as webshop, and never a person."),
        "GDPR Art. 5(1)(c)",
    ),
    "tokens.no_such_role": Wording(
        _("No token was made. The notice in force has no such role for a program."),
        _("Choose one of these: %(roles)s."),
    ),
    "tokens.purpose_not_for_role": Wording(
        _(
            "No token was made. The notice in force does not let the role “%(role)s” open anything "
            "for one of these purposes, or none was named."
        ),
        _("Choose from these: %(purposes)s."),
        "GDPR Art. 5(1)(b)",
    ),
    "tokens.no_such_scope": Wording(
        _("No token was made. A scope is not known, or none was named."),
        _("Choose from these: %(scopes)s."),
    ),
    "tokens.too_long": Wording(
        _("No token was made. A token works for 1 to %(most)s days."),
        _("Choose fewer days, and make a new token in time."),
    ),
    "tokens.no_such_token": Wording(
        _("Nothing was ended. There is no such token, or it was ended before."),
        _("“seloste tokens list” shows those that work."),
    ),
    "tokens.not_known": Wording(
        _("Nothing was done. The token is not one of this register."),
        _("Check that it was copied whole, or have a new one made with “seloste tokens make”."),
    ),
    "tokens.no_longer": Wording(
        _("Nothing was done. The token has expired or was ended."),
        _("Have a new one made with “seloste tokens make”."),
    ),
    "tokens.key_of_another": Wording(
        _("Nothing was done. This Idempotency-Key was used with another request."),
        _("Send the very same request again, or use a new key."),
    ),
    "tokens.outcome_unknown": Wording(
        _(
            "Nothing was done now. The first request with this Idempotency-Key is still going on, "
            "or it broke off and nobody knows what it made."
        ),
        _(
            "Wait a moment and ask again. If it stays so, look whether it was done; then use a new key."
        ),
    ),
    "api.no_token": Wording(
        _("Nothing was done. The request brought no token."),
        _("Send the header “Authorization: Bearer” with the token after it."),
    ),
    "api.too_many_failures": Wording(
        _("Nothing was done. Too many requests came without a token that works."),
        _("Mend the token, and try again in %(seconds)s seconds."),
    ),
    "api.scope_missing": Wording(
        _("Nothing was done. The token does not have the scope “%(scope)s”."),
        _("Have a token made that has it, if the program needs it."),
        "GDPR Art. 25(2)",
    ),
    "api.purpose_missing": Wording(
        _("Nothing was done. The token has several purposes, and the request does not say which."),
        _("Send the header “Seloste-Purpose” with one of these: %(purposes)s."),
        "GDPR Art. 5(1)(b)",
    ),
    "api.purpose_not_of_token": Wording(
        _("Nothing was done. The token was not made for the purpose that the request names."),
        _("Name one of these in “Seloste-Purpose”: %(purposes)s. Or have another token made."),
        "GDPR Art. 5(1)(b)",
    ),
    "api.not_json": Wording(
        _("Nothing was done. The body is not declared to be JSON."),
        _("Send JSON with the header “Content-Type: application/json”."),
    ),
    "api.unreadable": Wording(
        _("Nothing was done. The body is not a JSON object in UTF-8."),
        _("Send one; the OpenAPI document describes it."),
    ),
    "api.too_large": Wording(
        _("Nothing was done. The body is larger than %(most)s KiB, or its length is not stated."),
        _("Send less at once. For many customers, use “seloste customers import”."),
    ),
    "api.unfit": Wording(
        _("Nothing was saved. Places in the request that need mending: %(number)s."),
        _("Mend those listed under “errors” and send the request again."),
    ),
    "api.key_unfit": Wording(
        _("Nothing was done. The Idempotency-Key is empty, too long, or has spaces in it."),
        _("Send a random key of at most 255 visible ASCII characters."),
    ),
    "api.no_such_address": Wording(
        _("Nothing was done. There is nothing at this address."),
        _("Compare the address with the OpenAPI document at /api/v1/openapi.json."),
    ),
    "api.not_here": Wording(
        _("Nothing was done. This address does not know the method of the request."),
        _("Use one of these: %(methods)s."),
    ),
    "api.not_understood": Wording(
        _("Nothing was done. The request could not be understood."),
        _("Compare it with the OpenAPI document at /api/v1/openapi.json."),
    ),
    "api.failed": Wording(
        _("The request was not carried out to its end. Something broke in the register itself."),
        _("Look whether it was done before you send it again, and tell whoever runs the register."),
    ),
    "notice.none_in_force": Wording(
        _("Nothing was opened or saved. No edition of the notice is in force."),
        _("Publish one with “seloste notice publish”, or wait for the day from which it applies."),
        "GDPR Art. 13(1)",
    ),
    "notice.no_such_edition": Wording(
        _("Nothing was opened. There is no edition %(number)s of the notice."),
        _("Choose one of those that are published."),
    ),
    "notice.has_errors": Wording(
        _("The notice was not published. The linter finds errors in it: %(count)s (%(rules)s)."),
        _("Run “seloste notice lint” on the file and mend what it names."),
        "GDPR Art. 12(1)",
    ),
    "notice.number_not_higher": Wording(
        _(
            "The notice was not published. Its edition is %(number)s, and edition %(before)s is "
            "published already."
        ),
        _("Give it a higher number."),
    ),
    "notice.category_in_use": Wording(
        _(
            "The notice was not published. It leaves out categories of which the register holds "
            "data: %(categories)s (records: %(rows)s)."
        ),
        _("Put them back, or erase those data first."),
        "GDPR Art. 5(1)(a)",
    ),
    "notice.field_in_use": Wording(
        _(
            "The notice was not published. It moves or leaves out fields that the register holds: "
            "%(fields)s."
        ),
        _("Put them back into the category in which they were."),
        "GDPR Art. 5(1)(a)",
    ),
}

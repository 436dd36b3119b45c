"""What each clause is called, and what its evidence says, in the active language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: Mapping[str, Promise] = {
    "edition": _("The editions of the notice"),
    "controller": _("The controller"),
    "contact": _("Contact in data protection matters"),
    "register": _("The register"),
    "purposes": _("Purposes and legal bases"),
    "categories": _("Categories of personal data"),
    "correspondence": _("Correspondence"),
    "sources": _("Where the data come from"),
    "recipients": _("Recipients"),
    "places": _("Transfers outside the EU and the EEA"),
    "access": _("Only those entitled, only for a purpose"),
    "sign_in": _("Strong authentication"),
    "encryption": _("Encryption at rest"),
    "keys": _("Keys kept apart from the data"),
    "audit": _("The audit trail"),
    "backups": _("Backups"),
    "security": _("Security measures"),
    "storage": _("Storage periods"),
    "rights": _("The rights of the data subject"),
    "requests": _("How requests are made and answered"),
    "authority": _("The right to complain"),
    "automated": _("Automated decisions"),
    "changes": _("How changes are told"),
}

SAYS: Mapping[str, Promise] = {
    "linted": _("The linter finds nothing to mend here today."),
    "linted.broken": _(
        "The linter finds errors here: %(rules)s. Mend them and publish a new edition."
    ),
    "edition.unchanged": _(
        "Editions: %(number)s. The text of each matches its hash; edition %(edition)s is in force."
    ),
    "edition.unchanged.broken": _(
        "The text of these editions was changed after publication: %(editions)s."
    ),
    "edition.told": _("Each edition is named in the audit trail by its hash."),
    "edition.told.broken": _("Editions that the audit trail does not know: %(number)s."),
    "edition.feed": _("The public feed was read just now: it lists all editions (%(editions)s)."),
    "edition.feed.broken": _("Editions missing from the public feed: %(number)s."),
    "edition.feed.unseen": _("This register has no public feed to look at."),
    "contact.channels": _("Ways in which a request may arrive: %(channels)s."),
    "contact.channels.broken": _("There is no way in which a request may arrive."),
    "register.named": _("The register has a name."),
    "register.named.broken": _("The notice does not say what the register is called."),
    "register.customers": _("Customers in the register: %(customers)s."),
    "purposes.basis": _("Purposes: %(purposes)s. Each has a legal basis."),
    "purposes.basis.broken": _("Purposes without a legal basis: %(number)s."),
    "categories.fields": _("The code and the notice agree on every field (%(fields)s known)."),
    "categories.fields.broken": _(
        "Points in which the code and the notice disagree: %(number)s. “seloste manage check --database default” names them."
    ),
    "categories.tables": _(
        "Tables: %(tables)s. Of each it is said whether it holds personal data, and why not."
    ),
    "categories.tables.broken": _(
        "Tables of which nobody has said whether they hold personal data: %(number)s."
    ),
    "categories.sealed": _("Sealed records: %(records)s. All are in categories of the notice."),
    "categories.sealed.broken": _(
        "Data are held in categories that the notice does not have: %(categories)s."
    ),
    "categories.sampled": _(
        "Fields looked at just now: %(fields)s, of %(persons)s persons. Each lay in its own category."
    ),
    "categories.sampled.broken": _(
        "Fields that are kept but stand in no such category of the notice: %(number)s."
    ),
    "message.kept": _("No messages are kept: nothing archives them yet."),
    "message.kept.unseen": _(
        "Messages are kept (%(number)s records), and nothing here can look at them yet."
    ),
    "sources.told": _(
        "Nobody waits past the day to be told of data from elsewhere. Duties still open: %(open)s."
    ),
    "sources.told.broken": _(
        "Persons who should have been told by now of data from elsewhere: %(number)s. Open duties: %(open)s."
    ),
    "sources.declared": _(
        "Values from elsewhere looked at just now: %(values)s. Their sources stand in the notice."
    ),
    "sources.declared.broken": _(
        "Data come from sources that the notice does not name for them: %(sources)s."
    ),
    "recipients.named": _("Recipients that the notice names: %(recipients)s."),
    "recipients.disclosed": _(
        "Data were given to recipients %(given)s times, each time to one whom the edition of its time names, and no more than it says."
    ),
    "recipients.disclosed.broken": _(
        "Data were given to somebody whom the notice does not name, or more than it says: %(number)s times."
    ),
    "recipients.duties": _(
        "Corrections, erasures and restrictions that recipients are still to be told of or to acknowledge: %(owed)s, none older than a month."
    ),
    "recipients.duties.broken": _(
        "Recipients have not been told, or have not acknowledged, for over a month: %(number)s."
    ),
    "places.grounds": _(
        "Recipients outside the EEA, or reachable from there: %(outside)s of %(recipients)s. Each has its ground."
    ),
    "places.grounds.broken": _(
        "Recipients outside the EEA without a ground for the transfer: %(number)s."
    ),
    "places.eu_only": _(
        "The notice says that nothing leaves the EU and the EEA, and no recipient is outside."
    ),
    "places.eu_only.broken": _(
        "The notice says that nothing leaves the EU and the EEA, but recipients are outside: %(number)s."
    ),
    "access.members": _("Members with access: %(members)s. Each has a role of the notice."),
    "access.members.broken": _(
        "Members whose role the notice does not have: %(number)s of %(members)s."
    ),
    "access.tokens": _(
        "Tokens of programs that work: %(tokens)s. Each has a role and purposes of the notice."
    ),
    "access.tokens.broken": _(
        "Tokens with a role or purpose that the notice does not have: %(number)s of %(tokens)s."
    ),
    "access.counted": _(
        "Openings counted by the vault: %(openings)s; readings recorded: %(readings)s. They are equal for every day and category."
    ),
    "access.counted.broken": _(
        "Openings counted by the vault: %(openings)s; readings recorded: %(readings)s. They differ for %(days)s pairs of day and category."
    ),
    "access.allowed": _(
        "Readings looked at: %(number)s. For each, the edition then in force let the role use the categories for the purpose."
    ),
    "access.allowed.broken": _(
        "Readings that the edition then in force did not allow: %(number)s, in the roles %(roles)s."
    ),
    "sign_in.guard": _(
        "The guard stands before every page: without two factors or a passkey nothing opens."
    ),
    "sign_in.guard.broken": _(
        "The guard that asks for a second factor is switched off in the settings."
    ),
    "sign_in.members": _(
        "Members whose role may open something: %(members)s. Each has a second factor or a passkey."
    ),
    "sign_in.members.broken": _(
        "Members without a second factor or a passkey: %(number)s of %(members)s."
    ),
    "sign_in.sessions": _(
        "Sessions that open something: %(sessions)s. All began with a second factor or a passkey."
    ),
    "sign_in.sessions.broken": _(
        "Sessions of members who have no second factor any more: %(number)s of %(sessions)s."
    ),
    "encryption": _(
        "Live values looked for: %(values)s, of %(persons)s persons, in %(bytes)s of %(places)s files and tables. None was found in clear."
    ),
    "encryption.broken": _(
        "Personal data stand in clear in: %(files)s. (Values looked for: %(values)s, in %(bytes)s.)"
    ),
    "encryption.closed.unseen": _(
        "The notice does not let the program look at %(categories)s for accountability, so these were not tested."
    ),
    "encryption.unread.unseen": _(
        "These could not be read, so nothing is known of them: %(files)s."
    ),
    "encryption.partly": _(
        "There is more than can be read in a minute: %(bytes)s of %(size)s, spread evenly, were searched."
    ),
    "keys.apart": _(
        "Keys: %(keys)s. They lie in a store of their own, and the register has no table of keys."
    ),
    "keys.apart.broken": _("Keys lie in the register's own database: %(tables)s."),
    "keys.mode": _("Only their owner may read the files with keys."),
    "keys.mode.broken": _("Others may read: %(files)s. Make it private: chmod 600."),
    "keys.passphrase": _("The root key comes from a passphrase and lies in no file."),
    "keys.found": _(
        "None of the register's own keys stands in clear in any other file or table (%(bytes)s searched)."
    ),
    "keys.found.broken": _(
        "A key stands in clear in: %(files)s. Remove it, then change the root key: seloste keys rotate."
    ),
    "looked.unseen": _("This could not be looked at, because reading was refused (%(why)s)."),
    "audit": _(
        "Lines read: %(lines)s. All fit the signed checkpoints, which cover the first %(proven)s."
    ),
    "audit.broken": _(
        "The trail does not hold: %(number)s findings, the first “%(kind)s”, line %(line)s. See seloste audit verify."
    ),
    "backups.made": _("The last backup was made on %(day)s, as often as the notice says."),
    "backups.made.broken": _(
        "The last backup was made on %(day)s: another one was due since. Run seloste backup."
    ),
    "backups.made.unseen": _(
        "No backup was made yet. “seloste backup keys new” says for whom, and the worker begins."
    ),
    "backups.keys": _(
        "No copy of the keys holds a key that was destroyed. The newest may be used until %(day)s."
    ),
    "backups.keys.broken": _(
        "Copies of the keys hold keys that were destroyed since: %(number)s. Run seloste backup prune --apply."
    ),
    "backups.restored": _(
        "Restoring was tried on %(day)s: the data came back, and the audit trail held."
    ),
    "backups.restored.broken": _(
        "Restoring was tried on %(day)s, and the register did not come back whole."
    ),
    "backups.drilled": _(
        "The drill of %(day)s: an erased person was in the backup before, opened with none of %(keys)s keys, and was not found after restoring."
    ),
    "backups.drilled.broken": _(
        "The drill of %(day)s failed: somebody erased came back, or what stayed did not."
    ),
    "backups.drill_due.broken": _(
        "The last drill was on %(day)s: another one was due since. Run seloste drill."
    ),
    "backups.drilled.unseen": _("No drill was held yet. Run seloste drill."),
    "security.attested": _("Claimed, and each looked at in a clause of its own: %(measures)s."),
    "security.stated.unseen": _("The controller's own word, which no test can show: %(measures)s."),
    "security.withheld.unseen": _(
        "Left out of the published notice, because nothing attested it at publication: %(measures)s."
    ),
    "storage.due": _("%(categories)s: records %(records)s, none past its day."),
    "storage.due.broken": _("%(categories)s: of %(number)s persons data are kept past their day."),
    "storage.period.broken": _("%(categories)s: the notice says no period for what is kept."),
    "storage.trigger.unseen": _(
        "%(categories)s: records %(records)s; nothing can compute yet when their period ends."
    ),
    "storage.log": _("%(categories)s: the oldest entry is of %(day)s, and none is past its day."),
    "storage.log.broken": _(
        "%(categories)s: entries are kept past their day; the oldest is of %(day)s."
    ),
    "storage.log.unseen": _(
        "%(categories)s: nothing can compute from the notice how long entries are kept."
    ),
    "storage.empty": _("Nothing is kept of: %(categories)s."),
    "rights.derived": _("Rights that follow from the legal bases, and are printed: %(rights)s."),
    "requests.form": _("A request may take any form."),
    "requests.form.broken": _(
        "The notice makes demands of form that the law does not know: %(number)s."
    ),
    "requests.in_time": _(
        "Requests that wait for an answer: %(waiting)s. None is past the last day for it."
    ),
    "requests.in_time.broken": _(
        "Requests past the last day for an answer: %(number)s. They come first now."
    ),
    "authority.known": _("The supervisory authority is named and known."),
    "authority.known.broken": _("The notice names no supervisory authority that is known."),
    "automated.stated": _(
        "The notice says whether automated decisions are made. The program makes none."
    ),
    "automated.stated.broken": _("The notice says nothing about automated decisions."),
    "changes.told": _(
        "Nobody waits to be told of an edition that applies already. Duties for coming editions: %(owed)s."
    ),
    "changes.told.broken": _("People were not told of editions that apply already: %(editions)s."),
}
"""By the code of the evidence. One that tells what is wrong ends in `broken`; what was not seen in `unseen`."""

WORDS: Mapping[str, Promise] = {
    "report": _("Does the notice hold today?"),
    "yes": _("Yes: every clause that can be tested holds."),
    "no": _("No. Clauses that do not hold: %(number)s."),
    "examined": _("Edition %(edition)s, examined %(at)s in %(seconds)s s."),
    "holds": _("holds"),
    "does_not_hold": _("does not hold"),
    "not_attested": _("not attested"),
}
"""Of the report itself."""

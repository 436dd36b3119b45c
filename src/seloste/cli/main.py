"""The command `seloste`: loads only the file of the command that is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.kernel.errors import Refusal

# Command → (module, one line of help). The help stands here so that `--help` loads nothing.
COMMANDS: dict[str, tuple[str, Any]] = {
    "init": ("seloste.cli.init", _("Make a register: its folder, its root key, its notice.")),
    "up": ("seloste.cli.up", _("Make a register with sample data if there is none, and serve it.")),
    "serve": ("seloste.cli.serve", _("Serve the register: web pages and the worker together.")),
    "worker": ("seloste.cli.worker", _("Run the worker alone.")),
    "check": ("seloste.cli.check", _("Does the notice hold? Each clause with its evidence.")),
    "notice": ("seloste.cli.notice", _("Check, show, compare and publish the notice.")),
    "customers": ("seloste.cli.customers", _("Import, export, find and merge customers.")),
    "consents": ("seloste.cli.consents", _("Record and show consents and objections.")),
    "requests": ("seloste.cli.requests", _("Work the queue of requests of data subjects.")),
    "answer-due": ("seloste.cli.answer_due", _("Until when a request must be answered.")),
    "package": ("seloste.cli.package", _("Write a copy of all that is kept of a person.")),
    "duties": ("seloste.cli.duties", _("Tell recipients what was corrected, erased, restricted.")),
    "outbox": ("seloste.cli.outbox", _("See what waits to be sent; try again what was given up.")),
    "breaches": ("seloste.cli.breaches", _("Keep the register of breaches, with its clock.")),
    "retention": ("seloste.cli.retention", _("What falls due, erasing it, certificates.")),
    "erase": ("seloste.cli.erase", _("Erase a person, or some of what is kept of one.")),
    "holds": ("seloste.cli.holds", _("Keep data back from erasure.")),
    "audit": ("seloste.cli.audit", _("Verify the audit trail.")),
    "backup": ("seloste.cli.backup", _("Back up data and keys, apart and encrypted.")),
    "restore": ("seloste.cli.restore", _("Restore a register from its archives.")),
    "drill": ("seloste.cli.drill", _("Try it: back up, erase, restore, look for the erased.")),
    "keys": ("seloste.cli.keys", _("Show and change the keys.")),
    "staff": ("seloste.cli.staff", _("Invite staff, change roles, end access.")),
    "tokens": ("seloste.cli.tokens", _("Make and end tokens of the API.")),
    "demo": ("seloste.cli.demo", _("Fill an empty register with an invented business.")),
    "manage": ("seloste.cli.manage", _("Pass a command to Django.")),
}


class LazyCommands(click.Group):
    """Shows every command and loads only the one that is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[name][0]), name.replace("-", "_"))
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(str(_("Commands"))):
            formatter.write_dl([(name, str(text)) for name, (_m, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal becomes its sentence and exit status 1."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            from seloste import wording

            click.echo(wording.of(refusal), err=True)
            sys.exit(1)


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=gettext("A customer register that keeps its own privacy notice."),
)
@click.version_option(package_name="seloste", message="%(prog)s %(version)s")
def seloste() -> None:
    """Hold the commands together."""

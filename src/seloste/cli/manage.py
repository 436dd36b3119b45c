"""`seloste manage …`: Django's own commands, for people who work on Seloste."""

from __future__ import annotations

import click
from django.core.management import execute_from_command_line


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    help="Pass a command to Django.\n\nExample: seloste manage makemigrations --check",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Pass the arguments on."""
    execute_from_command_line(["seloste manage", *arguments])

"""Making a register: each step can be done again, so that one broken off can be finished."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connections, transaction
from django.db.utils import DatabaseError
from django.utils.translation import gettext_lazy, ngettext

from seloste.audit.checkpointing import make_checkpoint, write_public_key
from seloste.audit.recording import record
from seloste.backups.errors import AtWork, BeingRestored
from seloste.backups.operations import backing_up, recovering
from seloste.backups.queries import is_being_restored
from seloste.backups.values import Recovered
from seloste.cli import tables
from seloste.cli.errors import BeingMade, FolderInUse, NoRegisterHere, NotFinished, TablesBehind
from seloste.demo import agenda, editions
from seloste.demo import operations as demo
from seloste.evidence.operations import attested
from seloste.kernel.actors import system
from seloste.notice import queries as notices
from seloste.notice.errors import HasErrors
from seloste.notice.loading import read_notice
from seloste.notice.operations import publish
from seloste.notice.rules.linting import lint
from seloste.notice.values import Notice
from seloste.retention.operations.erasing import finish_unfinished
from seloste.staff import operations as staff
from seloste.staff import queries as members
from seloste.staff.errors import NobodyAdministers
from seloste.staff.rules import administering_roles, places
from seloste.vault import rootkey
from seloste.vault.errors import AlreadyInitialised
from seloste.vault.queries import held_categories

_RECOVERED: Mapping[tuple[str, str], Any] = {
    ("backup", "finished"): gettext_lazy("A backup that was cut off was finished."),
    ("backup", "undone"): gettext_lazy(
        "A backup was cut off before its archives were whole. What it had written was removed."
    ),
    ("restore", "finished"): gettext_lazy(
        "A restore that was cut off was finished. The register is open."
    ),
    ("restore", "undone"): gettext_lazy(
        "A restore was cut off before the data were there. What it had made was removed; restore again."
    ),
    ("rotation", "finished"): gettext_lazy(
        "A change of the root key that was cut off was finished."
    ),
    ("rotation", "undone"): gettext_lazy(
        "A change of the root key was cut off before anything was wrapped. The root key is as it was."
    ),
    ("drill", "undone"): gettext_lazy(
        "A drill was cut off. The invented people and all copies that it had made were removed."
    ),
}

UNFINISHED = "unfinished"
"""File that lies in the folder while a register is being made."""


def make(notice: Path, *, passphrase: str | None, at: datetime) -> str:
    """Make a register, or finish one that was broken off; return the first invitation's token.

    Raises:
        AlreadyInitialised: there is a register.
        FolderInUse: the folder holds something else.
        BeingMade: another process makes one here.
        HasErrors: the linter finds errors in the notice.
        NobodyAdministers, NoPlaceForDetails: nobody could sign in under this notice.
    """
    return _made(notice.read_bytes(), path=str(notice), passphrase=passphrase, at=at)


def make_demo(example: Path, *, customers: int, seed: int, at: datetime) -> str:
    """Make a register of an invented business with its past; return the first invitation's token.

    One that was broken off is finished with the customers it has.

    Raises:
        AlreadyInitialised, FolderInUse, BeingMade: as for `make`.
    """
    source = editions.present(example.read_bytes(), in_force_from=agenda.present_from(at))

    def begin() -> None:
        if not notices.editions():
            demo.fill(by=system("cli"), at=at, customers=customers, seed=seed, notice=source)

    return _made(source, path=str(example), passphrase=None, at=at, begin=begin)


def _made(
    source: bytes,
    *,
    path: str,
    passphrase: str | None,
    at: datetime,
    begin: Callable[[], None] = lambda: None,
) -> str:
    """Take the steps of making a register; `begin` comes before its notice is published."""
    _check_notice(source, path=path, at=at)
    with _making():
        _write_secret(settings.HOME / "secret.key")
        _make_tables()
        _make_root_key(passphrase, at=at)
        begin()
        _publish(source, path=path, at=at)
        token = invite_first(at=at)
        write_public_key()
        make_checkpoint(at)
        return token


def recover_at_start(at: datetime) -> None:
    """Finish or undo what was broken off before, and say which."""
    by = system("cli")
    _say(recovering.recover_restore(by=by, at=at))
    if is_made() and not tables.are_behind() and not is_being_restored():
        _say(recovering.recover(by=by, at=at))


def _say(recovered: Iterable[Recovered]) -> None:
    for what, outcome in recovered:
        click.echo(_RECOVERED[what, outcome], err=True)


def renew_copies_of_keys(at: datetime) -> None:
    """Replace the copies of keys that an erasure has just destroyed; else the worker does so."""
    with suppress(AtWork):
        backing_up.renew_keys(by=system("cli"), at=at)


def replace_copies_of_keys(at: datetime) -> None:
    """Replace the copies of keys that are wrapped under a root key that was changed."""
    backing_up.replace_keys(by=system("cli"), at=at)


def require(at: datetime) -> None:
    """Refuse when there is no whole register in the folder, or none that works.

    Raises:
        NoRegisterHere, NotFinished, TablesBehind: as their names say.
        NoneInForce: its notice is not in force yet.
    """
    require_made()
    notices.in_force(at)
    finish_erasures(at)


def finish_erasures(at: datetime) -> None:
    """Carry through the erasures that somebody's crash cut off, and say so."""
    finished = finish_unfinished(by=system("cli"), at=at)
    if finished:
        number = finished.number
        text = ngettext(
            "An erasure that was cut off was finished.",
            "%(number)s erasures that were cut off were finished.",
            number,
        )
        click.echo(text % {"number": number}, err=True)


def require_made() -> None:
    """Refuse when there is no whole register in the folder, or one of an earlier release.

    Raises:
        NoRegisterHere, NotFinished, TablesBehind: as their names say.
    """
    _require_whole()
    if tables.are_behind():
        raise TablesBehind(folder=str(settings.HOME))


def bring_up_to_date(at: datetime) -> None:
    """Finish what was broken off, and bring the tables to what this release expects.

    Raises:
        NoRegisterHere, NotFinished, BeingRestored: as their names say.
        NoneInForce: its notice is not in force yet.
    """
    _say(recovering.recover_restore(by=system("cli"), at=at))
    _require_whole()
    update_tables()
    notices.in_force(at)
    _say(recovering.recover(by=system("cli"), at=at))
    finish_erasures(at)


def is_made() -> bool:
    """Tell whether there is a register: an edition of its notice was published."""
    if (settings.HOME / UNFINISHED).exists():
        return False
    if not tables.is_there("default"):
        return False
    with suppress(DatabaseError):
        return bool(notices.editions())
    with suppress(DatabaseError):
        return tables.are_behind()  # so much so that it could not be asked
    return False


@transaction.atomic(durable=True)
def record_rotation(generation: int, *, at: datetime) -> None:
    """Record that a new root key took over."""
    record("keys.rotated", ref=str(generation), by=system("cli"), at=at)


def update_tables() -> None:
    """Bring the tables to what this release expects."""
    tables.update()


def _require_whole() -> None:
    if is_being_restored():
        raise BeingRestored
    if (settings.HOME / UNFINISHED).exists():
        raise NotFinished(folder=settings.HOME.name)
    if not is_made():
        raise NoRegisterHere(folder=str(settings.HOME))


def _check_notice(source: bytes, *, path: str, at: datetime) -> Notice:
    loaded = read_notice(source, path=path)
    errors = [
        finding
        for finding in lint(loaded.notice, loaded.positions, on=at.date())
        if finding.severity == "error"
    ]
    if errors:
        raise HasErrors(count=len(errors), rules=", ".join(sorted({e.rule for e in errors})))
    places(loaded.notice)
    if not administering_roles(loaded.notice):
        raise NobodyAdministers
    return loaded.notice


@contextmanager
def _making() -> Iterator[None]:
    """Hold the folder while a register is made in it; leave the mark when that is broken off."""
    home = settings.HOME
    mark = home / UNFINISHED
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not mark.exists():
        if is_made() or settings.SELOSTE_ROOT_KEY_FILE.exists():
            raise AlreadyInitialised
        if any(home.iterdir()):
            raise FolderInUse(folder=str(home))
        home.chmod(0o700)
    with mark.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BeingMade(folder=str(home)) from None
        yield
        mark.unlink()


def _write_secret(path: Path) -> None:
    """Write the secret that cookies are signed with, whole or not at all."""
    if path.exists():
        return
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _make_tables() -> None:
    keys = connections["keys"]
    if keys.vendor == "postgresql" and "search_path=keys" in str(
        keys.settings_dict["OPTIONS"].get("options", "")
    ):
        with keys.cursor() as cursor:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS keys")
    update_tables()
    for alias in ("default", "keys"):
        database = settings.DATABASES[alias]
        if connections[alias].vendor == "sqlite":
            Path(database["NAME"]).chmod(0o600)


def _make_root_key(passphrase: str | None, *, at: datetime) -> None:
    """Make the root key, unless an attempt before this one did."""
    if rootkey.is_made():
        return
    # A key file without a row in the key store: nothing was ever sealed under it.
    settings.SELOSTE_ROOT_KEY_FILE.unlink(missing_ok=True)
    rootkey.initialise(passphrase=passphrase, at=at)


def _publish(source: bytes, *, path: str, at: datetime) -> None:
    """Publish the notice, unless an attempt before this one did, and keep its file."""
    (settings.HOME / "notice.yaml").write_bytes(source)
    published = notices.editions()
    if published and notices.source_of(published[0].number) == source:
        return
    publish(
        source,
        path=path,
        attested=attested(at),
        held=held_categories,
        by=system("cli"),
        at=at,
    )


def invite_first(*, at: datetime) -> str:
    notice = notices.in_force(at).notice
    if not members.members():
        staff.withdraw_first_invitations(at=at)
    return staff.invite(administering_roles(notice)[0], by=system("cli"), at=at)

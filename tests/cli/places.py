"""Registers with invented people, and empty places on what could be another machine."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests import postgresql
from tests.processes import CommandLine
from tests.register import EXAMPLE


@dataclass(frozen=True)
class Place:
    """A place for a register, and its command line."""

    cli: CommandLine
    home: Path
    folder: Path
    environment: dict[str, str]

    @property
    def identity(self) -> Path:
        return self.folder / "identity.txt"

    def archives(self, kind: str) -> list[Path]:
        return sorted((self.home / "backups" / kind).glob("*"))

    def newest(self) -> tuple[Path, Path]:
        """Return the newest archives: of data, of keys."""
        return self.archives("data")[-1], self.archives("keys")[-1]

    def names(self) -> list[str]:
        """Return what all who can be read are called."""
        out = self.folder / "export.csv"
        out.unlink(missing_ok=True)
        self.cli.done("customers", "export", out, "--purpose", "customer_care")
        with out.open(encoding="utf-8-sig", newline="") as file:
            return sorted(row["name"] for row in csv.DictReader(file, delimiter=";"))


@contextmanager
def register_with(people: int, environment: dict[str, str], folder: Path) -> Iterator[Place]:
    """Make a register with so many people, whose backups are set up."""
    source = folder / "people.csv"
    lines = [f"Person {number};person{number}@people.example" for number in range(people)]
    source.write_text("\n".join(["name;email", *lines]) + "\n", encoding="utf-8")
    with CommandLine(environment, folder) as cli:
        made = Place(cli, Path(environment["SELOSTE_HOME"]), folder, environment)
        cli.done("init", "--notice", EXAMPLE)
        cli.done("customers", "import", source)
        cli.done("backup", "keys", "new", "--out", made.identity)
        yield made


@contextmanager
def empty_place(
    environment: dict[str, str], folder: Path, *, on_postgresql: bool | None = None
) -> Iterator[Place]:
    """Make an empty folder and an empty database, of the kind that the tests run on or another."""
    folder.mkdir()
    server = postgresql.is_wanted() if on_postgresql is None else on_postgresql
    own = {name: value for name, value in environment.items() if name != "SELOSTE_DATABASE_URL"}
    own["SELOSTE_HOME"] = str(folder / "register")
    name = f"register_{uuid4().hex}"
    if server:
        own["SELOSTE_DATABASE_URL"] = postgresql.make_database(name)
    with CommandLine(own, folder) as cli:
        yield Place(cli, folder / "register", folder, own)
    if server:
        postgresql.drop_database(name)


def empty(place: Place) -> None:
    """Empty the database of a place again; its folder is the caller's."""
    if url := place.environment.get("SELOSTE_DATABASE_URL"):
        name = url.rpartition("/")[2]
        postgresql.drop_database(name)
        postgresql.make_database(name)

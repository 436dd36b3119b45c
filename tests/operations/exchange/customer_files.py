"""Files of invented customers, with lines that do not fit among them."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from pathlib import Path

FIRST = ("Aino", "Väinö", "Eeva", "Åsa", "Örjan", "Onni", "Lempi", "Sisko", "Tapio", "Unto")
LAST = ("Keksitty", "Mäkinen-Esimerkki", "Öhman", "Åström", "Malliperhe", "Olematon", "Tyhjänen")
HEADINGS = (
    "asiakasnumero",
    "nimi",
    "sähköposti",
    "puhelin",
    "katuosoite",
    "postinumero",
    "kaupunki",
)


@dataclass
class Expected:
    """What an import of the file must come to."""

    good: dict[str, str] = field(default_factory=dict)  # number → e-mail address
    rejected: list[int] = field(default_factory=list)  # lines


def write(
    path: Path,
    *,
    customers: int,
    seed: int,
    dirty: int = 20,
    padding: int = 0,
    first: int = 50_000,
) -> Expected:
    """Write a CSV file in which each `dirty`-th line does not fit, each in a way of its own.

    With padding the addresses are so many letters longer. Numbers follow `first`.
    """
    chance, expected = random.Random(seed), Expected()  # noqa: S311 - invented people
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADINGS)
        for line in range(2, customers + 2):
            number = str(first + line)
            row = [
                number,
                f"{chance.choice(FIRST)} {chance.choice(LAST)}",
                f"a{number}@keksitty.example",
                "",
                f"Esimerkkikatu {line} {'A' * padding}".strip(),
                "33100",
                "Tampere",
            ]
            if line % dirty == 0:
                _spoil(row, (line // dirty) % 5)
                expected.rejected.append(line)
            else:
                expected.good[number] = row[2]
            writer.writerow(row)
    return expected


def _spoil(row: list[str], how: int) -> None:
    if how == 0:
        row[2] = "ei osoite"
    elif how == 1:
        row[1] = ""
    elif how == 2:
        row[5] = "kolme"
    elif how == 3:
        row[3] = "12"
    else:
        row.append("liikaa")

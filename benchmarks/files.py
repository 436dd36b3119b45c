"""A file of invented customers, as a business brings it along: mostly persons, one line in a hundred dirty."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from seloste.demo.names import COMPANY, FAMILY, GIVEN
from seloste.demo.places import STREETS, TOWNS
from seloste.kernel.folding import words
from seloste.kernel.languages import Language

HEADINGS = (
    "Asiakasnumero", "Nimi", "Yritys", "Y-tunnus", "Sähköposti", "Puhelin", "Osoite",
    "Postinumero", "Postitoimipaikka", "Kieli",
)  # fmt: skip
_LANGUAGES: tuple[Language, ...] = ("fi", "fi", "fi", "fi", "fi", "fi", "fi", "fi", "sv", "en")
_BEGINNINGS = ("Aho", "Haka", "Hart", "Heik", "Hilt", "Honk", "Jok", "Kaik", "Kank", "Kett", "Koiv", "Kuus", "Laht", "Lepp", "Mänt", "Niem", "Paju", "Rant", "Saar", "Tuom")  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "u", "ala", "eri", "ila", "ola", "uri")
_ENDINGS = ("nen", "la", "lä", "sto", "maa", "niemi", "kangas", "järvi", "vuori", "inen")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_DIRTY = (("Sähköposti", "maija.meikäläinen@"), ("Puhelin", "12"), ("Postinumero", "ABC"))


def write(path: Path, *, customers: int, seed: int = 1) -> None:
    """Write a CSV of so many customers; the same seed writes the same file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(rows(customers, random.Random(seed)))


def email(number: int, name: str) -> str:
    """Return the address of the customer with the number."""
    return f"{'.'.join(words(name))}.{number}@posti{number % 97}.example"


def rows(customers: int, chance: random.Random) -> Iterator[list[str]]:
    """Yield the customers; every hundredth cannot be taken as it is."""
    for number in range(1, customers + 1):
        language = chance.choice(_LANGUAGES)
        name = f"{chance.choice(GIVEN[language])} {_family(language, chance)}"
        company = business_id = ""
        if chance.random() < 0.3:
            first, trade, form = COMPANY[language]
            company = (
                f"{chance.choice(first)} {chance.choice(trade)} {number} {chance.choice(form)}"
            )
            business_id = _business_id(chance)
        code, town = chance.choice(TOWNS[language])
        row = {
            "Asiakasnumero": str(100_000 + number),
            "Nimi": name,
            "Yritys": company,
            "Y-tunnus": business_id,
            "Sähköposti": email(number, name),
            "Puhelin": f"04{chance.randrange(6)} {number:07d}",
            "Osoite": f"{chance.choice(STREETS[language])} {chance.randrange(1, 120)}",
            "Postinumero": code,
            "Postitoimipaikka": town,
            "Kieli": language,
        }
        if number % 100 == 0:
            column, dirt = _DIRTY[number // 100 % len(_DIRTY)]
            row[column] = dirt
        yield [row[heading] for heading in HEADINGS]


def _family(language: Language, chance: random.Random) -> str:
    """Return a family name: half of them from a short list, as in life, half from two thousand."""
    if language != "fi" or chance.random() < 0.5:
        return chance.choice(FAMILY[language])
    return chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_ENDINGS)


def _business_id(chance: random.Random) -> str:
    """Return a business id with a true check digit, from a range that is not given out."""
    while True:
        digits = str(chance.randrange(9_000_000, 10_000_000))
        remainder = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11
        if remainder != 1:
            return f"{digits}-{(11 - remainder) % 11}"

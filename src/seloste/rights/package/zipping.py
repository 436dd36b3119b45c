"""Files in one ZIP, made in memory: nothing of it ever touches a disk in clear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pydantic import BaseModel

from seloste.notice.values import Notice
from seloste.rights.letters.document import LetterDocument
from seloste.rights.letters.showing import as_page, as_pdf
from seloste.rights.package import format as copy
from seloste.rights.package.pages import pages
from seloste.rights.package.portable import as_csv

LEVEL = 6


def access_files(package: copy.AccessPackage, *, notice: Notice) -> dict[str, bytes]:
    """Return the readable pages of a copy and the same data for machines."""
    shown = {name: html.encode() for name, html in pages(package, notice=notice).items()}
    return {**shown, "data.json": as_json(package)}


def portable_files(package: copy.PortablePackage) -> dict[str, bytes]:
    """Return what a person takes along: JSON, and CSV for a spreadsheet."""
    return {"portable/data.json": as_json(package), "portable/data.csv": as_csv(package)}


def letter_files(letter: LetterDocument) -> dict[str, bytes]:
    """Return a letter as web page and as PDF."""
    return {"letter.html": as_page(letter).encode(), "letter.pdf": as_pdf(letter)}


def as_json(data: BaseModel) -> bytes:
    """Return data as JSON in UTF-8, two spaces for each level."""
    return json.dumps(data.model_dump(mode="json"), ensure_ascii=False, indent=2).encode()


def zipped(files: Mapping[str, bytes], *, at: datetime) -> bytes:
    """Return the files in one ZIP, each dated with the moment."""
    stamp = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, date_time=stamp)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()

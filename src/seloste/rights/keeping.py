"""Files that go with an answer: kept under the requester's key until they are fetched, then erased."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from io import BytesIO
from typing import Any, cast
from zipfile import ZipFile

from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.rights.carrying import Case
from seloste.rights.filing import Office
from seloste.rights.letters.document import LetterDocument
from seloste.rights.letters.plain import as_text
from seloste.rights.models import SubjectRequest
from seloste.rights.package.zipping import letter_files, zipped
from seloste.rights.records import ANSWER, COPY, ZIP
from seloste.rights.values import FILE
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record


def keep_files(case: Case, files: Mapping[str, bytes]) -> None:
    """Seal files that a part of the answer takes along."""
    _seal_files(case.requester, Record(COPY, case.part.id), files, case.desk)


def keep_letter(row: SubjectRequest, letter: LetterDocument, desk: Office) -> None:
    """Seal the letter that was sent, as page, as PDF, and as text for later copies."""
    place = Record(ANSWER, row.id)
    _seal_files(PersonId(row.requester), place, letter_files(letter), desk, text=as_text(letter))


def files_of(row: SubjectRequest, kinds: tuple[str, ...], desk: Office) -> dict[str, bytes]:
    """Return the files that are kept with a request, by name."""
    person = PersonId(row.requester)
    opened = open_records(
        [person],
        purpose=desk.purpose,
        by=desk.by,
        at=desk.at,
        kinds=kinds,
        categories=[desk.category],
    )[person]
    files: dict[str, bytes] = {}
    for kind in kinds:
        for record in opened.records(kind):
            stored = cast("dict[str, Any]", opened.values_of(record)[FILE])
            files |= _unzipped(base64.b64decode(stored[ZIP]))
    return files


def _seal_files(
    person: PersonId, record: Record, files: Mapping[str, bytes], desk: Office, *, text: str = ""
) -> None:
    packed = base64.b64encode(zipped(files, at=desk.at)).decode()
    content = {ZIP: packed, "text": text} if text else {ZIP: packed}
    seal([Plain(person, record, desk.category, {FILE: content})])


def _unzipped(packed: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

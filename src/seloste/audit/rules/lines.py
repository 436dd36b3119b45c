"""The bytes of an audit line that are hashed into the tree."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC
from json.encoder import encode_basestring as _text

from seloste.audit.values import Line

_FORMAT = 1


def canonical_bytes(line: Line) -> bytes:
    """Return the one form in which a line is hashed, exported and verified by others.

    It is canonical JSON: members in the order of their names, no spaces, UTF-8, `about`
    as text because it needs more than 53 bits, `at` in UTC with microseconds, sealed facts in
    base64. Different lines have different bytes; `format` lets the form change one day.

    Raises:
        ValueError: `at` has no time zone, or a text is not Unicode.

    Source: RFC 8785, of which it is a case.
    """
    if line.at.tzinfo is None:
        raise ValueError(f"audit line {line.position} has a time without a zone")
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    about = "null" if line.about is None else f'"{line.about:d}"'
    edition = "null" if line.edition is None else f"{line.edition:d}"
    # Written out, because this runs for each line of an import and json.dumps takes thrice as long.
    return (
        f'{{"about":{about},"actor":{_text(line.actor)},"at":"{at[:-6]}Z",'
        f'"categories":[{",".join(map(_text, line.categories))}],"edition":{edition},'
        f'"format":{_FORMAT},"operation":{_text(line.operation)},"position":{line.position:d},'
        f'"purpose":{_text(line.purpose)},"ref":{_text(line.ref)},"role":{_text(line.role)},'
        f'"sealed_facts":"{b64encode(line.sealed_facts).decode()}",'
        f'"way_in":{_text(line.way_in)}}}'
    ).encode()

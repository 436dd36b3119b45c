"""Publishing an edition from the command line, and saying what came of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext

from seloste.evidence.operations import attested
from seloste.kernel.actors import system
from seloste.kernel.languages import Language
from seloste.notice.data.measures import MEASURES
from seloste.notice.editions import Published
from seloste.notice.loading import MAX_BYTES
from seloste.notice.operations import checked, publish
from seloste.notice.rendering import words
from seloste.notice.rendering.boilerplate import plain
from seloste.notice.rendering.changes import kind
from seloste.vault.queries import held_categories


def publish_file(file: Path, *, home: Path, at: datetime) -> Published:
    """Publish the file and keep it as the register's `notice.yaml`."""
    with file.open("rb") as opened:
        source = opened.read(MAX_BYTES + 1)  # one more than may be, so that too much is seen
    checked(source, path=str(file), at=at)  # before anything is opened to attest it
    done = publish(
        source,
        path=str(file),
        attested=attested(at),
        held=held_categories,
        by=system("cli"),
        at=at,
    )
    _keep(source, home / "notice.yaml")
    return done


def _keep(source: bytes, path: Path) -> None:
    """Write the file whole or not at all."""
    draft = path.with_suffix(".new")
    draft.write_bytes(source)
    draft.replace(path)


def as_json(done: Published) -> str:
    """Return what publishing did, for programs."""
    answer = {
        "number": done.number,
        "class": done.change_class,
        "in_force_at": done.in_force_at.isoformat(),
        "differences": len(done.differences),
        "withheld": list(done.withheld),
        "audience": list(done.audience),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def as_text(done: Published, language: Language) -> str:
    """Return what publishing did, for people."""
    day = words.day(timezone.localdate(done.in_force_at), language)
    facts = {"number": done.number, "day": day, "kind": kind(done.change_class, language)}
    lines = [gettext("Edition %(number)s is published. It applies from %(day)s.") % facts]
    lines.append(gettext("Kind of change: %(kind)s.") % facts)
    if done.withheld:
        measures = words.join([MEASURES[key].title[language] for key in done.withheld], language)
        lines.append(
            gettext("Left out of the published notice, because nothing attests it: %(measures)s.")
            % {"measures": measures}
        )
    if done.audience:
        groups = [plain(f"subjects.{group}", language) for group in done.audience]
        lines.append(
            gettext("Now to be told of the change: %(groups)s.")
            % {"groups": words.join(groups, language)}
        )
    return "\n".join(lines) + "\n"

"""Make what the manual says of the notice from the code: run it after a change to the format.

Writes docs/notice.schema.json, and the parts of docs/notice-format.md and notices/README.md
between `<!-- made: … -->` and `<!-- /made -->`. A test compares them with the code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
from django.utils.translation import override

from seloste.notice.data.acts import ACTS
from seloste.notice.data.connectors import CONNECTORS
from seloste.notice.data.measures import MEASURES
from seloste.notice.data.triggers import TRIGGERS
from seloste.notice.fields import FIELDS
from seloste.notice.loading import read_notice
from seloste.notice.rules.linting import RULES, lint
from seloste.notice.schema import json_schema_text
from seloste.notice.sentences import SENTENCES, say

ROOT = Path(__file__).resolve().parent.parent
OLD_FASHIONED = ROOT / "notices" / "old-fashioned-2018.yaml"
COMPLETE = ROOT / "notices" / "palvelin-example.yaml"
ON = date(2026, 11, 22)  # the day for which the examples are judged

_MADE = re.compile(r"(<!-- made: ([a-z]+) -->\n).*?(<!-- /made -->)", re.DOTALL)


def fields() -> str:
    """Return the field catalogue."""
    rows = [
        f"| `{f.id}` | {f.title['fi']} | {f.title['sv']} | {f.title['en']} | {f.term} |"
        for f in FIELDS.values()
    ]
    return _table("Field | Suomi | Svenska | English | DPV", rows)


def triggers() -> str:
    """Return the triggers and their words."""
    rows = [
        f"| `{t.key}` | {'yes' if t.always_comes else 'needs `or_from`'} | {t.since['fi']} | {t.since['sv']} | {t.since['en']} |"
        for t in TRIGGERS.values()
    ]
    return _table("Trigger | Always comes | Suomi | Svenska | English", rows)


def measures() -> str:
    """Return the security measures."""
    rows = [
        f"| `{m.key}` | {'by `seloste check`' if m.attested else 'by you'} | {m.article} | {m.text['fi']} | {m.text['en']} |"
        for m in MEASURES.values()
    ]
    return _table("Measure | Attested | Article | Suomi | English", rows)


def acts() -> str:
    """Return the acts that the linter knows."""
    rows = [
        f"| {a.key} | {a.title['fi']} | {a.in_force_from} | {a.repealed_on or ''} | {a.replaced_by} |"
        for a in ACTS.values()
    ]
    return _table("Act | Name | In force from | Repealed | Now", rows)


def connectors() -> str:
    """Return the connectors."""
    rows = [f"| `{c.key}` | {c.service} | {c.kind} |" for c in CONNECTORS.values()]
    return _table("Connector | Service | What it is to you", rows)


def rules() -> str:
    """Return each rule: what it says of its failing example, and both examples."""
    parts = []
    for rule in RULES:
        sentence = SENTENCES[rule.code]
        says = re.sub(r"%\((\w+)\)s", r"‹\1›", f"{sentence.says} {sentence.cure}")
        parts.append(
            f"#### `{rule.code}`\n\n{rule.severity} · {rule.article}\n\n{says}\n\n"
            f"```yaml\n# breaks it\n{rule.fails}\n# keeps it\n{rule.passes}\n```\n"
        )
    return "\n".join(parts)


def findings() -> str:
    """Return what the linter finds in the old-fashioned example."""
    old = read_notice(OLD_FASHIONED.read_bytes(), path=OLD_FASHIONED.name)
    said = [say(f, "en") for f in lint(old.notice, old.positions, on=ON)]
    rows = [f"| {s.line} | {s.severity} | `{s.rule}` | {s.article} | {s.message} |" for s in said]
    return _table("Line | Severity | Rule | Article | What the linter says", rows)


_PARTS: dict[str, Callable[[], str]] = {
    "fields": fields,
    "triggers": triggers,
    "measures": measures,
    "acts": acts,
    "connectors": connectors,
    "rules": rules,
    "findings": findings,
}


def remade(page: str) -> str:
    """Return the page with its made parts made anew."""
    return _MADE.sub(lambda m: f"{m[1]}{_PARTS[m[2]]()}{m[3]}", page)


def _table(heads: str, rows: list[str]) -> str:
    columns = heads.count("|") + 1
    return "\n".join([f"| {heads} |", "|" + " --- |" * columns, *rows, ""])


PAGES = (ROOT / "docs" / "notice-format.md", ROOT / "notices" / "README.md")
SCHEMA = ROOT / "docs" / "notice.schema.json"


def main() -> None:
    """Write the pages and the schema."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    django.setup()
    with override("en"):
        for page in PAGES:
            page.write_text(remade(page.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMA.write_text(json_schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()

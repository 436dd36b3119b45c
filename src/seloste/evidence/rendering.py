"""A report as people and machines read it: text, a page, PDF, JSON. In the active language."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language

from seloste.evidence.sentences import SAYS, TITLES, WORDS
from seloste.evidence.values import Clause, Evidence, Fact, Report
from seloste.kernel.languages import LANGUAGES, Language, in_language
from seloste.notice import queries as notices
from seloste.notice.data.measures import MEASURES
from seloste.notice.rendering import words
from seloste.notice.rendering.document import Bullets, Document, Line, Paragraph, Run, Section
from seloste.notice.rendering.html import as_page
from seloste.notice.rendering.pdf import as_pdf
from seloste.notice.rendering.public_notice import form_words
from seloste.notice.values import Notice

_WIDTH = 96
_INDENT = " " * 4
_SIZES = frozenset(("bytes", "size"))


class Told:
    """Puts a report into words, with what its edition calls categories and roles."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.notice: Notice = notices.edition(report.edition).notice

    def title(self, clause: Clause) -> str:
        return str(TITLES[clause.id])

    def state(self, clause: Clause) -> str:
        return str(WORDS[clause.state])

    def says(self, evidence: Evidence) -> str:
        """Return the sentence of one piece of evidence."""
        facts = {name: self._fact(name, value) for name, value in evidence.facts.items()}
        return str(SAYS[evidence.code]) % facts

    def verdict(self) -> str:
        """Return the answer in one sentence."""
        if self.report.holds:
            return str(WORDS["yes"])
        broken = sum(clause.state == "does_not_hold" for clause in self.report.clauses)
        return str(WORDS["no"]) % {"number": broken}

    def examined(self) -> str:
        """Return when which edition was examined, in the controller's time zone."""
        local = self.report.at.astimezone(ZoneInfo(self.notice.time_zone))
        facts = {
            "edition": self.report.edition,
            "at": date_format(local, "SHORT_DATETIME_FORMAT"),
            "seconds": number_format(round(self.report.seconds, 1)),
        }
        return str(WORDS["examined"]) % facts

    def _fact(self, name: str, value: Fact) -> str:
        if isinstance(value, int):
            return filesizeformat(value) if name in _SIZES else str(value)
        if isinstance(value, str):
            return words.day(date.fromisoformat(value), language()) if name == "day" else value
        return ", ".join(self._key(name, key) for key in value)

    def _key(self, name: str, key: str) -> str:
        parts: dict[str, Mapping[str, object]] = {
            "categories": self.notice.categories,
            "roles": self.notice.roles,
            "measures": MEASURES,
        }
        declared = parts.get(name, {}).get(key)
        return in_language(getattr(declared, "title", None), language()) or key


def language() -> Language:
    """Return the active language."""
    active = (get_language() or "en")[:2]
    return next((one for one in LANGUAGES if one == active), "en")


def report_as_json(report: Report) -> str:
    """Return the report for programs."""
    told = Told(report)
    answer = {
        "holds": report.holds,
        "clauses": [
            {
                "id": clause.id,
                "title": told.title(clause),
                "state": clause.state,
                "evidence": [told.says(each) for each in clause.evidence],
            }
            for clause in report.clauses
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def report_as_text(report: Report) -> str:
    """Return the report for a terminal or a letter."""
    return "\n".join(_lines(Told(report))) + "\n"


def report_as_page(report: Report) -> str:
    """Return the report as a whole page in one file."""
    return as_page(_document(Told(report)))


def report_as_pdf(report: Report) -> bytes:
    """Return the report as a PDF/UA-1 file."""
    told = Told(report)
    day = report.at.astimezone(ZoneInfo(told.notice.time_zone)).date()
    return as_pdf(_document(told), dated=day)


def _lines(told: Told) -> Iterator[str]:
    yield str(WORDS["report"])
    yield told.verdict()
    yield told.examined()
    for clause in told.report.clauses:
        yield ""
        yield f"{told.title(clause)}: {told.state(clause)}  ({clause.rule})"
        for each in clause.evidence:
            mark = "–" if each.state == "holds" else "!"
            yield textwrap.fill(
                told.says(each),
                _WIDTH,
                initial_indent=f"  {mark} ",
                subsequent_indent=_INDENT,
                break_long_words=False,
                break_on_hyphens=False,
            )


def _document(told: Told) -> Document:
    controller = told.notice.controller
    return Document(
        language=language(),
        title=str(WORDS["report"]),
        subtitle=controller.name if controller else "",
        about=(told.examined(),),
        preamble=(Paragraph(_line(told.verdict())),),
        answers=(),
        sections=tuple(_section(told, clause) for clause in told.report.clauses),
        words=form_words(language()),
        author=controller.name if controller else "",
    )


def _section(told: Told, clause: Clause) -> Section:
    return Section(
        key=clause.id.replace("_", "-"),
        title=f"{told.title(clause)}: {told.state(clause)}",
        blocks=(
            Bullets(tuple(_line(told.says(each)) for each in clause.evidence)),
            Paragraph(_line(clause.rule), quiet=True),
        ),
        prominent=clause.state == "does_not_hold",
    )


def _line(text: str) -> Line:
    return (Run(text),)

"""The readable pages of a copy: one a category, beside history, readings, recipients, consents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from seloste.kernel.languages import Language
from seloste.notice.rendering import boilerplate, words
from seloste.notice.rendering.boilerplate import Fact
from seloste.notice.rendering.document import Block, Facts, Line, Paragraph, Part, Run, Table
from seloste.notice.rendering.html import Blocks
from seloste.notice.rendering.writer import Writer, email, facts, phone, text, web
from seloste.notice.values import Notice
from seloste.rights.letters.showing import page
from seloste.rights.letters.writer import TEXTS as LETTERS
from seloste.rights.package import format as copy
from seloste.rights.package.written import line_of, lines_of

TEXTS = "seloste.rights.texts/package"
Row = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a copy."""

    file: str
    title: str
    parts: tuple[Part, ...]


def pages(package: copy.AccessPackage, *, notice: Notice) -> dict[str, str]:
    """Return the pages of a copy as HTML, by file name; each stands alone and loads nothing."""
    made = list(_Pages(package, notice).all())
    return {one.file: _html(one, made, package) for one in made}


class _Pages:
    """Writes the pages of one copy."""

    def __init__(self, package: copy.AccessPackage, notice: Notice) -> None:
        self._package = package
        self._notice = notice
        self._language: Language = package.language
        self._names = Writer(notice, package.language)
        self._zone = ZoneInfo(notice.time_zone)

    def all(self) -> Iterator[Page]:
        yield self._index()
        for number, category in enumerate(self._package.categories, start=1):
            yield self._category(number, category)
        if self._package.contracts:
            yield Page("contracts.html", self.say("contracts"), (Part("", (self._contracts(),)),))
        if self._package.changes:
            yield self._history()
        yield self._recipients()
        yield self._consents()
        yield self._readings()

    def say(self, key: str, **facts: Fact) -> str:
        return boilerplate.plain(key, self._language, TEXTS, **facts)

    def letter(self, key: str, **facts: Fact) -> str:
        return boilerplate.plain(key, self._language, LETTERS, **facts)

    def day(self, on: date) -> str:
        return words.day(on, self._language)

    def moment(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        return (
            f"{self.day(local.date())} {local:%H.%M}"
            if self._language != "en"
            else (f"{self.day(local.date())}, {local:%H:%M}")
        )

    def table(self, caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
        shown = tuple(tuple((Run(cell),) for cell in row) for row in rows)
        return Table(caption, tuple(headings), shown)

    # --- The first page ---------------------------------------------------------------------------

    def _index(self) -> Page:
        package = self._package
        opening = Part("", (Paragraph((Run(self.say("index.text")),)),))
        asked = [Part(self.say("requests"), (self._requests(),))] if package.requests else []
        return Page(
            "index.html",
            self.say("title"),
            (
                opening,
                Part(self.say("index.purposes"), (self._purposes(),)),
                Part(self.say("index.searched"), (self._searched(),)),
                Part(self.say("index.backups"), (Paragraph((Run(package.backups),)),)),
                Part(
                    self.say("index.automated"), (Paragraph((Run(package.automated_decisions),)),)
                ),
                *asked,
                Part(self.say("index.rights"), (Paragraph((Run(self.letter("rights.text")),)),)),
                *self._authority(),
            ),
        )

    def _purposes(self) -> Table:
        rows = [
            (purpose.title, " – ".join(part for part in (basis, purpose.ground) if part))
            for purpose in self._package.purposes
            for basis in [self._names.plain(f"basis.{purpose.legal_basis}")]
        ]
        headings = (self.say("index.purpose"), self.say("index.basis"))
        return self.table(self.say("index.purposes"), headings, rows)

    def _searched(self) -> Table:
        rows = [
            (words.capital(self.letter(f"store.{one.store}")), str(one.found))
            for one in self._package.searched
        ]
        headings = (self.say("index.store"), self.say("index.found"))
        return self.table(self.say("index.searched"), headings, rows)

    def _requests(self) -> Table:
        rows = [
            (
                one.reference,
                self.day(one.received_on),
                words.join([self.letter(f"kind.{kind}") for kind in one.kinds], self._language),
            )
            for one in self._package.requests
        ]
        headings = [self.say(f"requests.{name}") for name in ("reference", "received", "kinds")]
        return self.table(self.say("requests"), headings, rows)

    def _authority(self) -> Iterator[Part]:
        said = Paragraph((Run(self.letter("remedies.text")),))
        authority = self._package.authority
        if authority is None:
            yield Part(self.say("index.authority"), (said,))
            return
        rows = (
            (self._names.plain("complaint.authority"), text(authority.name)),
            (self._names.plain("who.postal_address"), text(authority.address)),
            (self._names.plain("who.phone"), phone(authority.phone)),
            (self._names.plain("who.email"), email(authority.email)),
            (self._names.plain("who.website"), web(authority.website)),
        )
        yield Part(self.say("index.authority"), (said, facts(rows)))

    # --- What is kept -----------------------------------------------------------------------------

    def _category(self, number: int, category: str) -> Page:
        parts = [
            Part(self._kind(held.kind), (self._held(held),))
            for held in self._package.records
            if held.category == category
        ]
        return Page(f"data-{number}-{category}.html", self._names.category(category), tuple(parts))

    def _kind(self, kind: str) -> str:
        key = f"kind.{kind}"
        return self.say(key if boilerplate.has(key, TEXTS) else "kind.other")

    def _held(self, held: copy.Held) -> Facts:
        rows = [
            (words.capital(self._names.field(field)), tuple(self._lines(held, field, value)))
            for field, value in held.fields.items()
        ]
        return Facts((*rows, (self.say("record.erased_on"), ((Run(self._ends(held)),),))))

    def _lines(self, held: copy.Held, field: str, value: object) -> Iterator[Line]:
        lines = lines_of(self._in_words(field, value)) or ["–"]
        source = held.sources.get(field)
        if source:
            known = f"source.{source}"
            named = self._names.plain(known) if boilerplate.has(known) else source
            lines[-1] = self.say("record.source", value=lines[-1], source=named)
        yield from ((Run(line),) for line in lines)

    def _in_words(self, field: str, value: object) -> object:
        """Return a value with words in place of the codes that programs read."""
        if field == "customer.language":
            return self._word("language", value)
        if field == "customer.billing_address" and isinstance(value, Mapping):
            return {**value, "method": self._word("billing", value.get("method"))}
        return value

    def _word(self, kind: str, code: object) -> object:
        key = f"{kind}.{code}"
        return self.say(key) if boilerplate.has(key, TEXTS) else code

    def _ends(self, held: copy.Held) -> str:
        if held.erased_on is None:
            return self.say("record.erased_open")
        if held.kept_for is None:
            return self.day(held.erased_on)
        purpose = words.soften(self._names.purpose(held.kept_for))
        return self.say("record.erased_for", day=self.day(held.erased_on), purpose=purpose)

    def _contracts(self) -> Table:
        rows = [
            (
                one.title,
                self.day(one.starts_on),
                self.day(one.ends_on) if one.ends_on else self.say("contracts.open"),
            )
            for one in self._package.contracts
        ]
        headings = [self.say(f"contracts.{name}") for name in ("service", "from", "to")]
        return self.table(self.say("contracts"), headings, rows)

    def _history(self) -> Page:
        rows = [
            (
                self.moment(change.at),
                words.capital(self._names.field(field)),
                line_of(before) or "–",
                line_of(after) or "–",
            )
            for change in self._package.changes
            for field, (before, after) in change.fields.items()
        ]
        headings = [self.say(f"history.{name}") for name in ("when", "what", "before", "after")]
        said: list[Block] = [Paragraph((Run(self.say("history.text")),))]
        table = self.table(self.say("history"), headings, rows)
        return Page("history.html", self.say("history"), (Part("", (*said, table)),))

    # --- Who had it and who looked ----------------------------------------------------------------

    def _recipients(self) -> Page:
        parts = [Part("", (self._given(),))]
        if self._package.told:
            parts.append(Part(self.say("told"), (self._told(),)))
        return Page("recipients.html", self.say("recipients"), tuple(parts))

    def _given(self) -> Block:
        if not self._package.recipients:
            return Paragraph((Run(self.say("recipients.none")),))
        rows = [
            (
                given.name,
                self.moment(given.at),
                self._names.purpose(given.purpose),
                words.join([self._names.field(field) for field in given.fields], self._language),
                self._names.country(given.country) if given.country else "–",
            )
            for given in self._package.recipients
        ]
        headings = (
            self.say("recipients.who"),
            self.say("history.when"),
            self.say("readings.purpose"),
            self.say("recipients.what"),
            self.say("recipients.where"),
        )
        return self.table(self.say("recipients"), headings, rows)

    def _told(self) -> Table:
        rows = [
            (
                told.name,
                self.say(f"told.{told.kind}"),
                self.day(told.owed_at.astimezone(self._zone).date()),
                self.say(f"state.{told.state}"),
            )
            for told in self._package.told
        ]
        headings = (
            self.say("recipients.who"),
            self.say("told.what"),
            self.say("history.when"),
            self.say("told.state"),
        )
        return self.table(self.say("told"), headings, rows)

    def _consents(self) -> Page:
        package = self._package
        blocks: list[Block] = [
            self._said() if package.consents else _line(self.say("consents.none"))
        ]
        for restriction in package.restrictions:
            since = self.day(restriction.since.astimezone(self._zone).date())
            blocks.append(_line(self.say("restriction.since", day=since)))
        for hold in package.holds:
            since = self.day(hold.since.astimezone(self._zone).date())
            blocks.append(_line(self.say("hold.since", day=since)))
        return Page("consents.html", self.say("consents"), (Part("", tuple(blocks)),))

    def _said(self) -> Table:
        rows = [
            (
                self._names.purpose(said.purpose)
                if said.purpose
                else self.say("consents.marketing"),
                self.moment(said.at),
                self.say(f"said.{said.state}"),
                said.wording or "–",
            )
            for said in self._package.consents
        ]
        headings = (
            self.say("readings.purpose"),
            self.say("history.when"),
            self.say("consents.state"),
            self.say("consents.wording"),
        )
        return self.table(self.say("consents"), headings, rows)

    def _readings(self) -> Page:
        rows = [
            (
                self.moment(reading.at),
                self._names.purpose(reading.purpose),
                words.capital(self._names.role(reading.role)),
                self._names.categories(reading.categories),
            )
            for reading in self._package.readings
        ]
        headings = (
            self.say("history.when"),
            self.say("readings.purpose"),
            self.say("readings.role"),
            self.say("readings.categories"),
        )
        said = _line(self.say("readings.text"))
        table = self.table(self.say("readings"), headings, rows)
        return Page("readings.html", self.say("readings"), (Part("", (said, table)),))


def _line(said: str) -> Paragraph:
    return Paragraph((Run(said),))


def _html(one: Page, made: Sequence[Page], package: copy.AccessPackage) -> str:
    language = package.language
    content = "\n".join(_article(one, made, package))
    title = f"{one.title} – {package.controller}"
    skip = boilerplate.plain("skip", language, TEXTS)
    return page(title, content, language=language, skip=skip)


def _article(one: Page, made: Sequence[Page], package: copy.AccessPackage) -> Iterator[str]:
    language = package.language
    about = boilerplate.plain(
        "about",
        language,
        TEXTS,
        day=words.day(package.made_at.date(), language),
        edition=package.notice_edition,
    )
    yield f"<article><header><h1>{escape(one.title)}</h1>"
    yield f'<p class="subtitle">{escape(package.controller)}</p>'
    yield f'<p class="about">{escape(about)}</p></header>'
    if one.file == made[0].file:
        yield from _contents(made[1:], language)
    else:
        back = escape(boilerplate.plain("back", language, TEXTS))
        yield f'<p><a href="{made[0].file}">{back}</a></p>'
    write = Blocks()
    for part in one.parts:
        yield "<section>"
        if part.title:
            yield f"<h2>{escape(part.title)}</h2>"
        for block in part.blocks:
            yield from write.block(block)
        yield "</section>"
    yield "</article>"


def _contents(made: Sequence[Page], language: Language) -> Iterator[str]:
    heading = escape(boilerplate.plain("pages", language, TEXTS))
    yield f'<nav aria-labelledby="pages"><h2 id="pages">{heading}</h2><ul>'
    for one in made:
        yield f'<li><a href="{escape(one.file)}">{escape(one.title)}</a></li>'
    yield "</ul></nav>"

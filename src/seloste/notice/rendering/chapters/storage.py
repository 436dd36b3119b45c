"""How long data are kept: computed periods as sentences (GDPR Art. 13(2)(a))."""

from __future__ import annotations

from seloste.notice.rendering import boilerplate, words
from seloste.notice.rendering.document import Block, Line, Paragraph, Part, Section
from seloste.notice.rendering.writer import Writer, text, together
from seloste.notice.values import StoragePeriod


def section(w: Writer) -> Section:
    """Return the section on storage periods: a part for each rule."""
    parts = (*(_part(w, period) for period in w.notice.storage_periods), *_backups(w))
    return Section("storage", w.plain("storage"), (w.paragraph("storage.text"),), parts)


def _part(w: Writer, period: StoragePeriod) -> Part:
    blocks: list[Block] = [Paragraph(sentence(w, period))]
    if period.ground is not None:
        blocks.append(w.paragraph("ground", quiet=True, ground=w.own(period.ground)))
    return Part(title(w, period), tuple(blocks))


def _backups(w: Writer) -> tuple[Part, ...]:
    """Return how copies are made and how long they live; nothing where it is not stated."""
    stated = w.notice.backups
    if stated is None:
        return ()
    every, keys, drill = (
        words.period(written or "", w.language)
        for written in (stated.every, stated.keys_keep, stated.drill_every)
    )
    lines = (
        w.say("backups.every", period=every) if every else (),
        w.say("backups.keep", number=str(stated.keep)) if stated.keep else (),
        together(w.say("backups.keys", period=keys), w.say("backups.erased")) if keys else (),
        w.say("backups.drill", period=drill) if drill else (),
    )
    return (Part(w.plain("backups"), tuple(Paragraph(line) for line in lines if line)),)


def title(w: Writer, period: StoragePeriod) -> str:
    """Return which data a rule is about, and for which purpose."""
    categories = words.capital(w.categories(period.categories))
    if period.purpose is None:
        return categories
    purpose = words.soften(w.purpose(period.purpose))
    return w.plain("storage.for_purpose", categories=categories, purpose=purpose)


def sentence(w: Writer, period: StoragePeriod) -> Line:
    """Return how long, as a sentence: "Säilytämme tiedot kolme vuotta siitä päivästä, jona …"."""
    if period.text is not None:
        return text(w.own(period.text))
    how_long = words.period(period.keep or "", w.language)
    if how_long is None or period.from_ is None:
        return w.say("storage.missing")
    main = _keep(w, how_long, period.from_, period.to)
    after = (
        w.say(f"storage.{period.action}") if period.action in {"anonymise", "keep_minimal"} else ()
    )
    return together(main, _fallback(w, period), after)


def _keep(w: Writer, how_long: str, trigger: str, to: str | None) -> Line:
    if not how_long:
        at_once = f"storage.at_once_{trigger}"
        key = at_once if boilerplate.has(at_once) else "storage.at_once"
        return w.say(key, since=w.since(trigger))
    key = "storage.keep" if to is None else f"storage.keep_{to}"
    return w.say(key, period=how_long, since=w.since(trigger))


def _fallback(w: Writer, period: StoragePeriod) -> Line:
    how_long = words.period(period.or_keep or "", w.language)
    if not how_long or period.or_from is None:
        return ()
    return w.say("storage.or", period=how_long, since=w.since(period.or_from))


def short(w: Writer) -> str:
    """Return the period of the first rule that has one, as the answer to "how long?"."""
    periods = w.notice.storage_periods
    for rule in periods:
        how_long = words.period(rule.keep or "", w.language)
        if how_long and rule.from_ is not None:
            key = "short.how_long_more" if len(periods) > 1 else "short.how_long_only"
            return w.plain(key, period=words.capital(how_long), since=w.since(rule.from_))
    return w.plain("storage.missing")

"""Who receives data, and what leaves the EEA (GDPR Art. 13(1)(e)-(f))."""

from __future__ import annotations

from seloste.notice.data.countries import is_outside
from seloste.notice.rendering import words
from seloste.notice.rendering.document import Block, Line, Part, Section, Table
from seloste.notice.rendering.writer import Writer, facts, text, together, web
from seloste.notice.values import Recipient


def section(w: Writer) -> Section:
    """Return the section on recipients: each by name, with its part and what it gets."""
    if not w.notice.recipients:
        return Section("recipients", w.plain("recipients"), (w.paragraph("recipients.none"),))
    parts = tuple(_part(w, key, recipient) for key, recipient in w.notice.recipients.items())
    return Section("recipients", w.plain("recipients"), (w.paragraph("recipients.text"),), parts)


def _part(w: Writer, key: str, recipient: Recipient) -> Part:
    purpose = w.purpose(recipient.when) if recipient.when else ""
    return Part(
        w.recipient(key),
        (
            facts(
                (
                    (w.plain("recipients.role"), w.say(f"kind.{recipient.kind or 'none'}")),
                    (w.plain("recipients.service"), text(w.own(recipient.service))),
                    (w.plain("recipients.purpose"), text(purpose)),
                    (w.plain("recipients.data"), text(given(w, recipient))),
                    (w.plain("recipients.place"), text(places(w, recipient))),
                    (w.plain("who.website"), web(recipient.website)),
                )
            ),
        ),
    )


def given(w: Writer, recipient: Recipient) -> str:
    """Return what the recipient gets: the fields when they are fewer than the categories."""
    if recipient.fields:
        return w.join(w.field(field) for field in recipient.fields)
    return w.categories(recipient.categories)


def places(w: Writer, recipient: Recipient) -> str:
    """Return where the recipient keeps the data and from where it reaches them."""
    place = w.country(recipient.place) if recipient.place else ""
    if not recipient.access_from:
        return place
    access = w.join(w.country(code) for code in recipient.access_from)
    return "; ".join(p for p in (place, w.plain("recipients.access_from", countries=access)) if p)


def third_countries(recipient: Recipient) -> tuple[str, ...]:
    """Return the countries outside the EEA in which the recipient keeps or reaches data."""
    places = (recipient.place, *recipient.access_from)
    return tuple(dict.fromkeys(code for code in places if code and is_outside(code)))


def outside(w: Writer) -> dict[str, tuple[str, ...]]:
    """Return the recipients outside the EEA with their third countries, in the notice's order."""
    found = {key: third_countries(r) for key, r in w.notice.recipients.items()}
    return {key: countries for key, countries in found.items() if countries}


def transfers(w: Writer) -> Section:
    """Return the section on transfers: derived from where the recipients are, never typed."""
    found = outside(w)
    if not found:
        return Section("transfers", w.plain("transfers"), (w.paragraph("transfers.none"),))
    table = Table(
        w.plain("transfers.caption"),
        (
            w.plain("transfers.recipient"),
            w.plain("transfers.country"),
            w.plain("transfers.ground"),
        ),
        tuple(_transfer(w, key, countries) for key, countries in found.items()),
    )
    blocks: tuple[Block, ...] = (w.paragraph("transfers.text"), table)
    return Section("transfers", w.plain("transfers"), blocks)


def _transfer(w: Writer, key: str, countries: tuple[str, ...]) -> tuple[Line, ...]:
    recipient = w.notice.recipients[key]
    return (
        text(w.recipient(key)),
        text(w.join(w.country(code) for code in countries)),
        together(
            text(words.sentence(ground(w, recipient))),
            text(w.own(recipient.transfer_details)),
        ),
    )


def ground(w: Writer, recipient: Recipient) -> str:
    """Return on what a transfer rests."""
    found = recipient.transfer
    return w.plain(f"transfer.{found}" if found else "transfers.ground_missing")


def short(w: Writer) -> str:
    """Return who receives data, by name."""
    names = [w.recipient(key) for key in w.notice.recipients]
    return words.sentence(w.join(names)) or w.plain("short.recipients_none")


def short_transfers(w: Writer) -> str:
    """Return whether data leave the EEA, and with whom."""
    found = outside(w)
    if not found:
        return w.plain("short.transfers_none")
    named = (
        f"{w.recipient(key)} ({w.join(w.country(code) for code in countries)})"
        for key, countries in found.items()
    )
    return w.plain("short.transfers_some", recipients="; ".join(named))

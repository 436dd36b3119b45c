"""Days and words in templates."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template

from seloste.console import words
from seloste.console.requests import Desk

register = template.Library()


@register.filter
def day(on: date) -> str:
    """Write a day as the language does."""
    return words.day(on)


@register.simple_tag
def moment(at: datetime, desk: Desk) -> str:
    """Write a moment in the controller's time zone."""
    return words.moment(at, desk.notice.time_zone)


@register.simple_tag
def distance(on: date, desk: Desk) -> str:
    """Say how far a day is from today."""
    return words.distance(on, today=desk.today)


@register.filter
def source(key: str) -> str:
    """Say where data came from."""
    return words.word(words.SOURCES, key)


@register.filter
def way_in(key: str) -> str:
    """Say by which door somebody came."""
    return words.word(words.WAYS_IN, key)


@register.filter
def on_day(at: datetime, desk: Desk) -> date:
    """Return the day of a moment in the controller's time zone."""
    return at.astimezone(ZoneInfo(desk.notice.time_zone)).date()


@register.filter
def receipt_state(key: str) -> str:
    """Say whether a person has a receipt."""
    return words.word(words.RECEIPTS, key)


@register.filter
def tongue(code: str) -> str:
    """Say what a language is called."""
    return words.word(words.LANGUAGES, code)

"""What is written to a person about their consents: to confirm one, and receipts."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, override, pgettext

from seloste.consents import sentences
from seloste.consents.values import Event
from seloste.kernel.languages import Language, in_language
from seloste.notice.rendering.words import day
from seloste.notice.values import Notice


def to_confirm(
    notice: Notice, *, text: str, address: str, until: date, language: Language
) -> tuple[str, str]:
    """Return subject and text of the letter that asks a person to confirm. It advertises nothing.

    Args:
        notice: the edition in force.
        text: the wording, as it stands behind the link.
        address: of the page on which they confirm.
        until: last day on which the link works.
        language: of the letter.
    """
    with override(language):
        subject = gettext("Please confirm your consent")
        parts = [
            gettext("We were asked to take down this consent:"),
            f"  {text}",
            gettext("If you asked for it, confirm it here by pressing the button on the page:"),
            f"  {address}",
            gettext(
                "The link works through %(day)s. If it was not you, do nothing: without your "
                "confirmation there is no consent, and we do not write about this again."
            )
            % {"day": day(until, language)},
            *_signed(notice),
        ]
    return subject, "\n\n".join(parts) + "\n"


def receipt(event: Event, *, text: str, notice: Notice, language: Language) -> tuple[str, str]:
    """Return subject and text of a receipt, as a letter has it and a page prints it.

    Args:
        event: what was said.
        text: the wording that was shown, or "".
        notice: the edition under which it was said.
        language: of the receipt.

    Source: ISO/IEC TS 27560:2023, 6.4; GDPR Art. 7(1), 7(3), 12(1).
    """
    zone = ZoneInfo(notice.time_zone)
    at = event.at.astimezone(zone)
    with override(language):
        subject = gettext("A receipt of what you told us")
        rows = [
            (gettext("What"), str(sentences.state(event.kind, event.state))),
            (gettext("For what"), _purpose(event, notice, language)),
            (gettext("When"), f"{day(at.date(), language)} {at:%H.%M}"),
            (gettext("How"), str(sentences.MEANS[event.means]) if event.means else ""),
            (gettext("What you were shown"), text),
            (
                pgettext("of the notice", "Edition of the privacy notice"),
                str(event.edition),
            ),
            (gettext("Fingerprint of the text (SHA-256)"), event.wording),
            (gettext("Number of the receipt"), str(event.id)),
        ]
        parts = [
            "\n".join(f"{title}: {value}" for title, value in rows if value),
            *_next_step(event),
            *_signed(notice),
        ]
    return subject, "\n\n".join(parts) + "\n"


def _purpose(event: Event, notice: Notice, language: Language) -> str:
    if not event.purpose:
        return gettext("all direct marketing")
    declared = notice.purposes.get(event.purpose)
    return (in_language(declared.title, language) if declared else "") or event.purpose


def _next_step(event: Event) -> list[str]:
    """Return what the person can do now."""
    if event.kind == "consent" and event.state == "given":
        return [
            gettext(
                "You can withdraw the consent at any time, as easily as you gave it: by the link in "
                "our messages, or by telling us in any way. What was done before stays lawful."
            )
        ]
    if event.state == "refused":
        return [gettext("Without a consent your data are not used for this.")]
    if event.kind == "consent":
        return [
            gettext("The consent is not used any more. Those who got your data for it are told.")
        ]
    if event.state == "objected":
        return [gettext("We do not use your data for this any more.")]
    return []


def _signed(notice: Notice) -> list[str]:
    controller = notice.controller
    if controller is None:
        return []
    lines = [controller.name, controller.email or "", controller.phone or ""]
    return ["\n".join(line for line in lines if line)]

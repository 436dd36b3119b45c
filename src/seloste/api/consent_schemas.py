"""What goes in and out about consents and objections. All examples are invented."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from seloste.api.schemas import Day, Given, IdOut, Line, Taken
from seloste.consents.values import Kind, Means, ReceiptState, State
from seloste.kernel.languages import Language

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SaidBy = Literal["portal", "form", "paper", "oral", "email"]

_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class WordingOut(Given):
    """What is put to people for a purpose, in one language."""

    language: Language
    edition: int
    text: str
    hash: str = Field(description="SHA-256 of the text in UTF-8. A consent names it.")


class WordingsOut(Given):
    """What is put to people for a purpose, in each language."""

    purpose: str
    wordings: list[WordingOut]


class SaidIn(Taken):
    """How a person said something."""

    means: SaidBy
    language: Language = "fi"
    witness: Line = Field("", description="Who heard it; needed when it was said aloud.")
    said_on: Day | None = Field(None, description="The day, when it was not today.")
    note: Line = Field("", description="Where the proof is.")


class ConsentIn(SaidIn):
    """A consent that a person gave, or that they are to confirm by a link."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "purpose": "newsletter",
                    "means": "form",
                    "language": "fi",
                    "wording": _HASH,
                    "confirm_by_link": True,
                }
            ]
        }
    )

    purpose: Key
    wording: Hash = Field(description="Hash of the text that the person was shown.")
    confirm_by_link: bool = Field(
        default=False,
        strict=True,
        description="A link goes to the person's e-mail address; the consent lives when they "
        "confirm. Needed for marketing when a form was filled in.",
    )


class NoIn(SaidIn):
    """A person's no to a purpose."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"purpose": "newsletter", "means": "email"}]}
    )

    purpose: Key


class ObjectionIn(SaidIn):
    """A person's no to a purpose, or to all direct marketing."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"purpose": None, "means": "email", "language": "sv"}]}
    )

    purpose: Key | None = Field(description="Null for all direct marketing, now and later.")


class RecordedOut(Given):
    """The event that was recorded; null when that no was on record already."""

    event: IdOut | None


class EventOut(Given):
    """What a person said about a purpose, or what became of it."""

    id: IdOut
    purpose: str = Field(description="Empty for all direct marketing.")
    kind: Kind
    state: State
    at: datetime
    means: Means | Literal[""]
    language: Language | Literal[""]
    edition: int
    wording: str
    text: str
    role: str
    way_in: str
    receipt: ReceiptState | Literal[""]
    closed: bool = Field(description="Details stay closed to the role for the purpose.")
    altered: bool = Field(
        description="The row does not fit its seal: it was altered past the program."
    )
    details: dict[str, Any] = Field(examples=[{"witness": "Veikko Kuvitelma"}])


class ConsentsOut(Given):
    """What is on record of a person, newest first."""

    events: list[EventOut]


class ReceiptOut(Given):
    """A receipt: to read, and as ISO/IEC TS 27560 has it."""

    subject: str
    text: str
    record: dict[str, Any]

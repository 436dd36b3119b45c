"""Why a notice file could not be read: each refusal names file, line and path."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class Unreadable(Refusal):
    """The file is not a notice, or not one that is safe to read.

    Attributes:
        file: name of the file, as the person gave it.
        line: 1 for the first line.
        path: place in the file, such as `purposes.newsletter.wording`; "" for the whole.
        others: faults of the same file found in the same reading.
    """

    code = "notice.unreadable"

    def __init__(self, *, file: str, line: int = 1, path: str = "", **facts: object) -> None:
        super().__init__(file=file, line=line, path=path, **facts)
        self.file = file
        self.line = line
        self.path = path
        self.others: tuple[Unreadable, ...] = ()


class NotUtf8(Unreadable):
    """The bytes are not UTF-8 text."""

    code = "notice.not_utf8"


class TooLarge(Unreadable):
    """The file is larger than any notice."""

    code = "notice.too_large"


class NulByte(Unreadable):
    """The file holds a character that no text holds, such as NUL."""

    code = "notice.control_character"


class NotYaml(Unreadable):
    """The file breaks the rules of YAML."""

    code = "notice.not_yaml"


class AliasUsed(Unreadable):
    """The file uses anchors or aliases, which can unfold without end."""

    code = "notice.alias"


class TagUsed(Unreadable):
    """The file uses a YAML tag, which could ask for a program object."""

    code = "notice.tag"


class SeveralDocuments(Unreadable):
    """The file holds more than one YAML document, or none."""

    code = "notice.several_documents"


class NotAMapping(Unreadable):
    """The file does not consist of keys and values."""

    code = "notice.not_a_mapping"


class TooDeep(Unreadable):
    """Values lie within values deeper than the format ever needs."""

    code = "notice.too_deep"


class NotAKey(Unreadable):
    """A list or mapping stands where a key belongs."""

    code = "notice.not_a_key"


class DuplicateKey(Unreadable):
    """A key stands twice in the same place; one of them would be lost."""

    code = "notice.duplicate_key"


class UnknownKey(Unreadable):
    """The format has no such key, and none like it."""

    code = "notice.unknown_key"


class MisspeltKey(Unreadable):
    """The format has no such key, but one that is nearly the same."""

    code = "notice.misspelt_key"


class MissingKey(Unreadable):
    """Without this key the file cannot be read as a notice."""

    code = "notice.missing_key"


class UnknownValue(Unreadable):
    """The value is none of those that the format knows here."""

    code = "notice.unknown_value"


class WrongType(Unreadable):
    """The value is of another kind than the format has here."""

    code = "notice.wrong_type"


class WantsText(WrongType):
    """A text, or a text in each language, belongs here."""

    code = "notice.wants_text"


class WantsList(WrongType):
    """A list belongs here."""

    code = "notice.wants_list"


class WantsMapping(WrongType):
    """Keys and values belong here."""

    code = "notice.wants_mapping"


class WantsNumber(WrongType):
    """A whole number belongs here."""

    code = "notice.wants_number"


class WantsDate(WrongType):
    """A date belongs here."""

    code = "notice.wants_date"


class WantsYesOrNo(WrongType):
    """`true` or `false` belongs here."""

    code = "notice.wants_yes_or_no"


class WantsName(WrongType):
    """A key, field or code of a certain form belongs here."""

    code = "notice.wants_name"


class TooLong(WrongType):
    """The text is longer than the format allows."""

    code = "notice.too_long"

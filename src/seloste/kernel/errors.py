"""How the register says no: a code, and facts that hold no personal data."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """Something was not done, for a reason that a person can understand.

    A subclass sets `code`, for example `"readings.not_allowed"`. The sentence that people
    read stands under that code in `seloste.wording`, with the facts as its placeholders.
    """

    code: str = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self._facts = facts

    def facts(self) -> Mapping[str, object]:
        """Return what the sentence mentions: counts, keys of the notice, dates. Nothing personal."""
        return self._facts

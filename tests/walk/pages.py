"""The forms of a page, filled in as somebody does who presses every button."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXT = "Uusi arvo"
BY_TYPE = {
    "email": "uusi@arvo.example",
    "tel": "040 555 0199",
    "date": "2026-11-20",
    "datetime-local": "2026-11-20T10:00",
    "number": "1",
    "checkbox": "on",
}


@dataclass
class Form:
    """A form that is posted: where to, and what it sends."""

    action: str
    data: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "get").lower() == "post":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        if self._form is None:
            return
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and given.get("value"):
            self._form.data.setdefault(self._select, [given["value"]])
            if "selected" in given:
                self._form.data[self._select] = [given["value"]]
        elif tag == "textarea" and name:
            self._form.data[name] = [TEXT]
        elif tag in {"input", "button"} and name:
            self._add(name, given)

    def _add(self, name: str, given: dict[str, str]) -> None:
        assert self._form is not None
        kind = given.get("type", "text")
        if kind == "radio":
            self._form.data.setdefault(name, [given.get("value", "")])
        elif kind == "checkbox":
            self._form.data.setdefault(name, []).append(given.get("value", "on"))
        else:
            value = given.get("value", "") or BY_TYPE.get(kind, TEXT if kind == "text" else "")
            self._form.data.setdefault(name, [value])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


def forms_in(content: str) -> list[Form]:
    """Return the forms of a page that are posted."""
    reader = _Reader()
    reader.feed(content)
    return reader.forms

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import seloste.public

FOLDER = Path(seloste.public.__file__).parent
TAGS = re.compile(
    r'{% translate "([^"]+)" %}|{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}', re.DOTALL
)
CALLS = re.compile(r"""gettext\(\s*["']([^"']+)["']""")


def msgids() -> set[str]:
    found = set()
    for template in FOLDER.rglob("*.html"):
        for plain, block in TAGS.findall(template.read_text(encoding="utf-8")):
            found.add(plain or re.sub(r"{{ (\w+) }}", r"%(\1)s", block))
    for module in FOLDER.glob("*.py"):
        found.update(CALLS.findall(module.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_sentence_of_the_public_pages_is_translated_and_none_is_left_over(language):
    path = FOLDER / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = {message.id: message.string for message in read_po(file) if message.id}

    assert msgids() == set(catalogue)
    assert all(catalogue.values())

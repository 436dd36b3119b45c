"""The JSON Schema of the notice file, made from the format itself."""

from __future__ import annotations

import json
from typing import Any

from seloste.notice.values import Notice


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a notice file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Notice.model_json_schema(by_alias=True),
        "title": "Seloste notice, format 1",
    }


def json_schema_text() -> str:
    """Return the schema as docs/notice.schema.json holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"

"""The JSON Schemas of the copy and of what a person takes along, made from the formats."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from seloste.rights.package.format import AccessPackage, PortablePackage

SCHEMAS: Mapping[str, tuple[type[BaseModel], str]] = {
    "access-package": (AccessPackage, "Seloste access package, format 1"),
    "portable-data": (PortablePackage, "Seloste portable data, format 1"),
}
"""By the name of their file in docs/."""


def json_schema_text(name: str) -> str:
    """Return a schema as docs/<name>.schema.json holds it."""
    model, title = SCHEMAS[name]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(mode="serialization"),
        "title": title,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

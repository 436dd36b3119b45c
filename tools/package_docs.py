"""Write docs/access-package.schema.json and docs/portable-data.schema.json from the code.

Run it after a change to the formats. A test compares them with the code.
"""

from __future__ import annotations

from pathlib import Path

from seloste.rights.package.schema import SCHEMAS, json_schema_text

DOCS = Path(__file__).resolve().parent.parent / "docs"

if __name__ == "__main__":
    for name in SCHEMAS:
        (DOCS / f"{name}.schema.json").write_text(json_schema_text(name), encoding="utf-8")

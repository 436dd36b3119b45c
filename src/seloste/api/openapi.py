"""The OpenAPI 3.1 document, made from the code. What is served is the snapshot beside this file."""

from __future__ import annotations

import json
from typing import Any

from ninja import Router

from seloste.api.application import ROUTERS, api
from seloste.api.keys import IDEMPOTENCY_KEY, PURPOSE, Token
from seloste.api.problems import MEDIA_TYPE
from seloste.api.schemas import ProblemOut

PLACE = "/api/v1/"

Node = dict[str, Any]  # a part of a JSON document

_HEADERS: Node = {
    "Purpose": {
        "name": PURPOSE,
        "in": "header",
        "required": False,
        "description": (
            "The purpose of the notice that the request works for. It may be left out when the "
            "token has only one."
        ),
        "schema": {"type": "string", "maxLength": 64, "examples": ["customer_care"]},
    },
    "Language": {
        "name": "Accept-Language",
        "in": "header",
        "required": False,
        "description": "The language of sentences in problems: fi (otherwise used), sv or en.",
        "schema": {"type": "string", "maxLength": 200, "examples": ["en"]},
    },
    "IdempotencyKey": {
        "name": IDEMPOTENCY_KEY,
        "in": "header",
        "required": False,
        "description": (
            "A random key. The same request with the same key within a day is carried out once, "
            "and answers the same id again."
        ),
        "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    },
}


def document() -> Node:
    """Return the document as the code is now."""
    made: Node = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PLACE)))
    scopes = {name: scope for router in ROUTERS for name, scope in _scopes(router).items()}
    for methods in made["paths"].values():
        for operation in methods.values():
            _complete(operation, scopes)
    components = made["components"]
    components["schemas"]["Problem"] = ProblemOut.model_json_schema(
        ref_template="#/components/schemas/{model}", mode="serialization"
    )
    components["schemas"] |= components["schemas"]["Problem"].pop("$defs", {})
    components["schemas"] = dict(sorted(components["schemas"].items()))
    components["parameters"] = _HEADERS
    components["responses"] = {
        "Problem": {
            "description": "The request was not carried out; `code` says why (RFC 9457).",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    components["securitySchemes"] = {
        "Token": {
            "type": "http",
            "scheme": "bearer",
            "description": "Made by `seloste tokens make`, for one role and stated purposes.",
        }
    }
    made["servers"] = [{"url": "/", "description": "The register itself."}]
    return made


def written() -> str:
    """Return the document as the snapshot holds it."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _scopes(router: Router) -> dict[str, str | None]:
    """Return the scope of each operation of a router, by the name of its function."""
    found: dict[str, str | None] = {}
    for view in router.path_operations.values():
        for operation in view.operations:
            [token] = [one for one in operation.auth_callbacks if isinstance(one, Token)]
            found[operation.view_func.__name__] = token.scope
    return found


def _complete(operation: Node, scopes: dict[str, str | None]) -> None:
    """Name the operation by its function; say which headers, scope and problems it has."""
    [name] = [name for name in scopes if operation["operationId"].endswith(f"_{name}")]
    operation["operationId"] = name
    operation["summary"], _, more = operation.get("description", "").partition("\n")
    operation["description"] = more.strip() or operation["summary"]
    scope = scopes[name]
    operation["security"] = [{"Token": [scope] if scope else []}]
    headers = ["Purpose", "Language"]
    if "201" in operation["responses"]:
        headers.append("IdempotencyKey")
    operation["parameters"] += [{"$ref": f"#/components/parameters/{name}"} for name in headers]
    operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}

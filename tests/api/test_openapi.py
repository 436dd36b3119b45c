"""The OpenAPI document is what the code says, holds together, and describes what is answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from seloste.api.openapi import written
from seloste.api.problems import STATUSES
from seloste.api.urls import DOCUMENT
from seloste.customers.models import Customer
from seloste.tokens.values import SCOPES
from tests.api.conftest import Program, aino
from tests.register import Register

PATH_OF_DOCS = DOCUMENT.parents[3] / "docs" / "api.md"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return json.loads(DOCUMENT.read_text(encoding="utf-8"))


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from nodes(one)


def validator(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    """Return what checks a value against a schema of the document."""
    resource = Resource(contents=document, specification=DRAFT202012)
    registry = Registry().with_resource("urn:document", resource)
    whole = json.loads(json.dumps(schema).replace('"#/', '"urn:document#/'))
    return Draft202012Validator(whole, registry=registry)


def test_the_snapshot_is_what_the_code_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == written(), "python -m tools.openapi"


@pytest.mark.django_db
def test_anyone_may_read_it(register: Register) -> None:
    answer = Client().get("/api/v1/openapi.json")

    assert answer.content == DOCUMENT.read_bytes()
    assert answer["Content-Type"] == "application/json"


def test_it_is_openapi_3_1_and_holds_together(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert {"title", "version"} <= document["info"].keys()
    for node in nodes(document):
        if isinstance(reference := node.get("$ref"), str):
            target: Any = document
            for part in reference.removeprefix("#/").split("/"):
                target = target[part]
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_each_operation_says_what_it_does_needs_and_answers(document: dict[str, Any]) -> None:
    found = list(operations(document))

    names = [operation["operationId"] for _, _, operation in found]
    assert sorted(names) == sorted(set(names))
    for method, path, operation in found:
        [security] = operation["security"]
        assert set(security["Token"]) <= set(SCOPES)
        assert operation["summary"].endswith((".", ":"))
        assert operation["tags"]
        assert "default" in operation["responses"]
        named = {one["name"] for one in operation["parameters"] if one.get("in") == "path"}
        assert named == set(re.findall(r"{(\w+)}", path))
        assert ("requestBody" in operation) == (method != "get")


def test_each_scope_is_needed_by_some_operation(document: dict[str, Any]) -> None:
    needed = {
        scope
        for _, _, operation in operations(document)
        for scope in operation["security"][0]["Token"]
    }

    assert needed == set(SCOPES)


def test_no_body_takes_unknown_fields_or_text_without_end(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    taken = {
        node["$ref"].rpartition("/")[2]
        for _, _, operation in operations(document)
        for node in nodes(operation.get("requestBody", {}))
        if "$ref" in node
    }
    while (
        more := {
            node["$ref"].rpartition("/")[2]
            for name in taken
            for node in nodes(schemas[name])
            if "$ref" in node
        }
        - taken
    ):
        taken |= more

    for name in taken:
        assert schemas[name]["additionalProperties"] is False, name
        for node in nodes(schemas[name]):
            if node.get("type") == "string" and not node.keys() & {"enum", "const", "format"}:
                assert node.keys() & {"maxLength", "pattern"}, (name, node)
            if node.get("type") == "array":
                assert "maxItems" in node or "examples" in node, (name, node)


def test_each_example_fits_its_schema(document: dict[str, Any]) -> None:
    examples = [
        (name, schema, example)
        for name, schema in document["components"]["schemas"].items()
        for example in schema.get("examples", ())
    ]

    assert len(examples) >= 10
    for name, schema, example in examples:
        assert not list(validator(document, schema).iter_errors(example)), name


def test_the_page_about_the_api_names_each_scope_and_each_code() -> None:
    page = PATH_OF_DOCS.read_text(encoding="utf-8")

    assert [scope for scope in SCOPES if f"`{scope}`" not in page] == []
    assert [code for code in STATUSES if f"`{code}`" not in page and "vault." not in code] == []


# --- Whatever is sent -----------------------------------------------------------------------------

MARK = "Zyxwvut"  # never repeated in a problem

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from([MARK, MARK + "\u0000", "1", "2026-01-01", "person", "a@a.example", "P1Y"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def bodies(document: dict[str, Any], operation: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Bodies that are nearly right: an example, with some fields exchanged for anything."""
    content = operation["requestBody"]["content"]["application/json"]["schema"]
    schema = document["components"]["schemas"][content["$ref"].rpartition("/")[2]]
    fields = st.sampled_from(sorted(schema["properties"]))
    base = schema.get("examples", [{}])[0]
    return st.dictionaries(fields, json_values, max_size=3).map(lambda some: {**base, **some})


@pytest.mark.django_db
@settings(
    max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_whatever_is_sent_is_answered_as_the_document_says(
    program: Program, document: dict[str, Any], data: st.DataObject
) -> None:
    method, path, operation = data.draw(st.sampled_from(list(operations(document))))
    ids = [str(one) for one in Customer.objects.values_list("id", flat=True)[:3]] or ["1"]
    place = re.sub(r"{\w+}", lambda _: data.draw(st.sampled_from(ids)), path)
    body = data.draw(bodies(document, operation)) if "requestBody" in operation else None

    answer = program.ask(method.upper(), place.removeprefix("/api/v1"), body)

    assert answer.status_code < 500, answer.content
    described = operation["responses"].get(str(answer.status_code))
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        assert MARK not in answer.content.decode()
        described = document["components"]["responses"]["Problem"]
    if "content" in described:
        [media] = described["content"].values()
        faults = list(validator(document, media["schema"]).iter_errors(answer.json()))
        assert not faults, faults


@pytest.mark.django_db
def test_a_full_answer_is_as_the_document_says(program: Program, document: dict[str, Any]) -> None:
    made = program.post("/customers", aino()).json()["id"]

    read = program.get(f"/customers/{made}").json()

    schema = document["components"]["schemas"]["CustomerOut"]
    assert not list(validator(document, schema).iter_errors(read))

from __future__ import annotations
import re
from django.urls import get_resolver, URLPattern, URLResolver
from tests.walk.restricted import *
from tests.walk.pages import forms_in
from tests.sign_in import signed_in_client


def routes(patterns=None, prefix="", ns=""):
    for p in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(p, URLResolver):
            yield from routes(
                p.url_patterns, prefix + str(p.pattern), ":".join(filter(None, [ns, p.namespace]))
            )
        else:
            yield prefix + str(p.pattern), f"{ns}:{p.name}" if ns else str(p.name), p


def test_x(restricted):
    c = signed_in_client("owner")
    c.cookies["django_language"] = "en"
    c.raise_request_exception = False
    for route, name, p in routes():
        if not route.startswith("console/"):
            continue
        path = "/" + re.sub(
            r"<(?:(\w+):)?(\w+)>", lambda m: str(restricted.examples.get(m[2], "??" + m[2])), route
        )
        with undone():
            before = restricted.state()
            r = c.get(path, follow=True)
            body = getattr(r, "content", b"") or b""
            t = tells_of_them(body)
            ch = restricted.state() != before
            fs = (
                forms_in(body.decode("utf8", "replace"))
                if r.headers.get("content-type", "").startswith("text/html")
                else []
            )
        print(
            f"{name:38} {r.status_code} {'TELLS' if t else ''} {'CHANGED' if ch else ''} forms={len(fs)} {path if '??' in path else ''}"
        )
        if t:
            i = body.decode("utf8", "replace").lower().find(STEM)
            print(
                "      ...",
                body.decode("utf8", "replace")[max(0, i - 100) : i + 40].replace("\n", " "),
            )
        for f in fs:
            if (
                "language" in f.action
                or f.action.startswith("/sign-in/")
                or "purpose" in f.action
                or "customers/find" in f.action
            ):
                continue
            with undone():
                before = restricted.state()
                r2 = c.post(f.action or path, f.data, follow=True)
                t = tells_of_them(r2.content)
                ch = restricted.state() != before
            print(
                f"    POST {f.action or path} {r2.status_code} {'TELLS' if t else ''} {'CHANGED' if ch else ''} {sorted(f.data)[:6]}"
            )

"""The end of a process between two statements: what is not committed by then never was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections


class Crash(BaseException):
    """The process ends here; nothing catches it."""


@contextmanager
def crashing_after(statements: int) -> Iterator[None]:
    """End before the statement that follows so many, on the register and the key store together."""
    left = statements

    def one(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal left
        if left == 0:
            raise Crash
        left -= 1
        return execute(*arguments)

    with ExitStack() as stack:
        for alias in ("default", "keys"):
            stack.enter_context(connections[alias].execute_wrapper(one))
        yield

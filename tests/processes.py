"""Runs the command line in processes that can be killed at any moment, without a start for each.

A first process loads Seloste once. For each command it makes a copy of itself, which opens the
databases anew, as a process of its own does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

_PROGRAM = r"""
import json, os, signal, sys, threading, time
os.environ["DJANGO_SETTINGS_MODULE"] = "seloste.config.settings"
import django
django.setup()
from django.utils import translation
from seloste.__main__ import _language
translation.activate(_language())
from seloste.cli.main import COMMANDS, seloste
from importlib import import_module
for name in ("customers", "audit", "init", "keys", "notice", "backup", "restore"):
    import_module(COMMANDS[name][0])
from seloste.exchange.operations import importing

importing.BATCH = 250  # so that there are many batches, and moments between them

def kill(child, over, order):
    if order["kill_after"] is None:
        return
    path, size = order["grown"] or (None, 0)
    while path and not over.is_set() and (os.path.getsize(path) if os.path.exists(path) else 0) <= size:
        time.sleep(0.002)
    if not over.wait(order["kill_after"]):
        os.kill(child, signal.SIGKILL)

sys.stdout.write("ready\n"); sys.stdout.flush()
for line in sys.stdin:
    order = json.loads(line)
    begun = time.monotonic()
    child = os.fork()
    if not child:
        for number, path in ((1, order["out"]), (2, order["err"])):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(file, number)
        status = 0
        translation.activate(order["language"])
        if order["killed_at"]:
            os.environ["SELOSTE_TEST_KILLED_AT"] = order["killed_at"]
        try:
            seloste(order["arguments"], prog_name="seloste")
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:
            import traceback
            traceback.print_exc()
            status = 70
        sys.stdout.flush(); sys.stderr.flush()
        os._exit(status or 0)
    over = threading.Event()
    killer = threading.Thread(target=kill, args=(child, over, order))
    killer.start()
    _, status, usage = os.wait4(child, 0)
    over.set()
    killer.join()
    ended = os.waitstatus_to_exitcode(status)
    answer = {"status": ended, "seconds": time.monotonic() - begun, "memory": usage.ru_maxrss}
    sys.stdout.write(json.dumps(answer) + "\n"); sys.stdout.flush()
"""


class Ended:
    """How a command ended: its exit status (below zero: killed), output, seconds and KiB."""

    def __init__(self, answer: Mapping[str, float], out: str, err: str) -> None:
        self.status = int(answer["status"])
        self.seconds = answer["seconds"]
        self.memory = int(answer["memory"])
        self.out, self.err = out, err

    @property
    def was_killed(self) -> bool:
        return self.status < 0


class CommandLine:
    """`seloste …` on the register of an environment. Use `with`."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._outputs = folder / "out", folder / "err"
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _PROGRAM],
            env=environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        assert self._answers().readline() == "ready\n"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=60)

    def run(
        self,
        *arguments: str | Path,
        kill_after: float | None = None,
        once_grown: Path | None = None,
        killed_at: str | None = None,
        language: str = "en",
    ) -> Ended:
        """Run a command; kill it after so many seconds, counted from when a file has grown.

        Or let it kill itself at a step of `kernel.steps`.
        """
        out, err = self._outputs
        order = {
            "arguments": [str(one) for one in arguments],
            "out": str(out),
            "err": str(err),
            "kill_after": kill_after,
            "killed_at": killed_at,
            "language": language,
            "grown": once_grown and (str(once_grown), _size(once_grown)),
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._answers().readline())
        return Ended(answer, *(path.read_text(encoding="utf-8") for path in (out, err)))

    def done(self, *arguments: str | Path) -> Ended:
        """Run a command that must succeed."""
        ended = self.run(*arguments)
        assert ended.status == 0, ended.err
        return ended

    def _answers(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0

"""What can this machine do at best? Ciphers, hashes and rows, with nothing of Seloste around them."""

from __future__ import annotations

import hmac
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.figures import Figure, rates

_PLAIN = b"x" * 200
_RUNS = 5


def measure(folder: Path) -> Iterator[Figure]:
    """Yield what one core does in a second."""
    number = 20_000
    yield rates("AES-256-GCM seals, one key", "seals/s", _repeated(_seal_under_one_key, number))
    yield rates("AES-256-GCM seals, a key each", "seals/s", _repeated(_seal_under_new_keys, number))
    yield rates("HMAC-SHA-256 (hmac.digest)", "hashes/s", _repeated(_hash, number))
    yield rates("SQLite inserts, two integers, indexed", "rows/s", _inserts(folder, 100_000))


def _repeated(run: Callable[[int], None], number: int) -> list[float]:
    found = []
    for _ in range(_RUNS):
        begun = time.perf_counter()
        run(number)
        found.append(number / (time.perf_counter() - begun))
    return found


def _seal_under_one_key(number: int) -> None:
    cipher = AESGCM(os.urandom(32))
    for _ in range(number):
        cipher.encrypt(os.urandom(12), _PLAIN, b"place")


def _seal_under_new_keys(number: int) -> None:
    for _ in range(number):
        AESGCM(os.urandom(32)).encrypt(os.urandom(12), _PLAIN, b"place")


def _hash(number: int) -> None:
    key = os.urandom(32)
    for _ in range(number):
        hmac.digest(key, b"makinen", "sha256")


def _inserts(folder: Path, number: int) -> list[float]:
    """Insert sorted rows in transactions of 10,000, synced as the register's are."""
    found = []
    for run in range(3):
        path = folder / f"limit-{run}.sqlite3"
        rows = sorted((int.from_bytes(os.urandom(7), "big"), place) for place in range(number))
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE t (a bigint, b bigint, PRIMARY KEY (a, b))")
        begun = time.perf_counter()
        for start in range(0, number, 10_000):
            with connection:
                connection.executemany("INSERT INTO t VALUES (?, ?)", rows[start : start + 10_000])
        found.append(number / (time.perf_counter() - begun))
        connection.close()
    return found

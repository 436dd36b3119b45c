"""The Merkle tree over the lines, as in RFC 6962, grown from its peaks."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from seloste.audit.values import Peaks

HASH_BYTES = 32
_SIZE_BYTES = 8

NO_LINES = Peaks(0, ())


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf. Source: RFC 6962 section 2.1."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node. Source: RFC 6962 section 2.1."""
    return sha256(b"\x01" + left + right).digest()


def extended(peaks: Peaks, leaves: Iterable[bytes]) -> Peaks:
    """Return the peaks after appending leaf hashes. The work follows the leaves, not the tree."""
    size, hashes = peaks.size, list(peaks.hashes)
    for leaf in leaves:
        rest, top = size, leaf
        while rest & 1:
            top = sha256(b"\x01" + hashes.pop() + top).digest()
            rest >>= 1
        hashes.append(top)
        size += 1
    return Peaks(size, tuple(hashes))


def root_of(peaks: Peaks) -> bytes:
    """Return the root of the tree that has these peaks. Source: RFC 6962 section 2.1."""
    if not peaks.hashes:
        return sha256(b"").digest()
    *rest, root = peaks.hashes
    for left in reversed(rest):
        root = node_hash(left, root)
    return root


def widths(size: int) -> list[int]:
    """Return how many leaves each peak of a tree of `size` leaves covers, left to right."""
    return [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]


def peaks_to_bytes(peaks: Peaks) -> bytes:
    """Return the peaks as eight bytes of size, big-endian, and the hashes."""
    return peaks.size.to_bytes(_SIZE_BYTES, "big") + b"".join(peaks.hashes)


def parse_peaks(data: bytes) -> Peaks:
    """Read what `peaks_to_bytes` wrote.

    Raises:
        ValueError: there are not exactly as many hashes as the size asks for.
    """
    size = int.from_bytes(data[:_SIZE_BYTES], "big")
    hashes = data[_SIZE_BYTES:]
    if len(data) < _SIZE_BYTES or len(hashes) != HASH_BYTES * size.bit_count():
        raise ValueError("these bytes are not the peaks of a tree")
    starts = range(0, len(hashes), HASH_BYTES)
    return Peaks(size, tuple(hashes[start : start + HASH_BYTES] for start in starts))

"""The tree and its proofs, against published vectors and against the definition itself.

The vectors are the ones of the certificate-transparency project (merkle_tree_test.cc, "reference
output"), which also stand in transparency-dev/merkle, testonly/constants.go.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.audit.rules.merkle import (
    NO_LINES,
    extended,
    leaf_hash,
    node_hash,
    parse_peaks,
    peaks_to_bytes,
    root_of,
    widths,
)
from seloste.audit.rules.proofs import (
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
)

LEAVES = [
    leaf_hash(bytes.fromhex(data))
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(root)
    for root in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
INCLUSION = [
    (0, 1, []),
    (0, 8, FIRST_OF_EIGHT),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, FIRST_OF_EIGHT),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """The definition of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def naive_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962 section 2.1.1."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*naive_path(index, leaves[:split]), naive_root(leaves[split:])]
    return [*naive_path(index - split, leaves[split:]), naive_root(leaves[:split])]


def naive_subproof(earlier: int, leaves: Sequence[bytes], *, known: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2."""
    if earlier == len(leaves):
        return [] if known else [naive_root(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if earlier <= split:
        left = naive_subproof(earlier, leaves[:split], known=known)
        return [*left, naive_root(leaves[split:])]
    right = naive_subproof(earlier - split, leaves[split:], known=False)
    return [*right, naive_root(leaves[:split])]


def made(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_come_out(size: int) -> None:
    assert root_of(extended(NO_LINES, LEAVES[:size])) == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_the_published_inclusion_proofs_come_out_and_hold(
    index: int, size: int, proof: list[str]
) -> None:
    made_proof = inclusion_proof(index, LEAVES[:size])

    assert [each.hex() for each in made_proof] == proof
    assert is_included(LEAVES[index], position=index, size=size, proof=made_proof, root=ROOTS[size])


@pytest.mark.parametrize(("earlier", "later", "proof"), CONSISTENCY)
def test_the_published_consistency_proofs_come_out_and_hold(
    earlier: int, later: int, proof: list[str]
) -> None:
    made_proof = consistency_proof(earlier, LEAVES[:later])

    assert [each.hex() for each in made_proof] == proof
    assert is_consistent(
        earlier=earlier,
        later=later,
        proof=made_proof,
        earlier_root=ROOTS[earlier],
        later_root=ROOTS[later],
    )


@given(st.integers(0, 300), st.integers(0, 300))
def test_growing_in_any_two_steps_gives_the_root_of_the_definition(one: int, two: int) -> None:
    leaves = made(one + two)

    grown = extended(extended(NO_LINES, leaves[:one]), leaves[one:])

    assert grown.size == one + two
    assert root_of(grown) == naive_root(leaves)


@given(st.integers(0, 300))
def test_peaks_are_the_roots_of_the_subtrees_their_widths_say(size: int) -> None:
    leaves = made(size)
    start = 0
    for width, peak in zip(widths(size), extended(NO_LINES, leaves).hashes, strict=True):
        assert peak == naive_root(leaves[start : start + width])
        start += width
    assert start == size


@given(st.integers(0, 300))
def test_peaks_survive_being_written_and_read(size: int) -> None:
    peaks = extended(NO_LINES, made(size))

    assert parse_peaks(peaks_to_bytes(peaks)) == peaks


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(7),
        bytes(8) + bytes(32),
        bytes(7) + b"\x03" + bytes(32),
        bytes(7) + b"\x01" + bytes(31),
    ],
)
def test_other_bytes_are_not_peaks(data: bytes) -> None:
    with pytest.raises(ValueError, match="not the peaks"):
        parse_peaks(data)


@given(st.data())
def test_inclusion_proofs_are_those_of_the_definition_and_any_change_breaks_them(
    data: st.DataObject,
) -> None:
    size = data.draw(st.integers(1, 130))
    index = data.draw(st.integers(0, size - 1))
    leaves = made(size)
    root = naive_root(leaves)

    proof = inclusion_proof(index, leaves)

    assert proof == naive_path(index, leaves)
    assert is_included(leaves[index], position=index, size=size, proof=proof, root=root)
    other = bytes(32)
    assert not is_included(other, position=index, size=size, proof=proof, root=root)
    assert not is_included(leaves[index], position=index, size=size, proof=proof, root=other)
    assert not is_included(
        leaves[index], position=index, size=size, proof=[*proof, other], root=root
    )
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof[:place], other, *proof[place + 1 :]]
        assert not is_included(leaves[index], position=index, size=size, proof=changed, root=root)
        assert not is_included(
            leaves[index], position=index, size=size, proof=proof[:-1], root=root
        )
        wrong = data.draw(st.integers(0, size - 1).filter(lambda each: each != index))
        assert not is_included(leaves[index], position=wrong, size=size, proof=proof, root=root)


@given(st.data())
def test_consistency_proofs_are_those_of_the_definition_and_any_change_breaks_them(
    data: st.DataObject,
) -> None:
    later = data.draw(st.integers(2, 130))
    earlier = data.draw(st.integers(1, later - 1))
    leaves = made(later)
    old, new = naive_root(leaves[:earlier]), naive_root(leaves)
    other = bytes(32)

    proof = consistency_proof(earlier, leaves)

    def holds(proof: list[bytes], old: bytes, new: bytes) -> bool:
        return is_consistent(
            earlier=earlier, later=later, proof=proof, earlier_root=old, later_root=new
        )

    assert proof == naive_subproof(earlier, leaves, known=True)
    assert holds(proof, old, new)
    assert not holds(proof, other, new)
    assert not holds(proof, old, other)
    assert not holds([*proof, other], old, new)
    assert not holds(proof[:-1], old, new)
    place = data.draw(st.integers(0, len(proof) - 1))
    assert not holds([*proof[:place], other, *proof[place + 1 :]], old, new)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_line_outside_the_tree_has_no_proof(index: int, size: int) -> None:
    assert not is_included(LEAVES[0], position=index, size=size, proof=[], root=LEAVES[0])
    with pytest.raises(ValueError, match="outside the tree"):
        inclusion_proof(index, LEAVES[:size])


@pytest.mark.parametrize("earlier", [0, -1, 4])
def test_an_earlier_tree_that_never_was_has_no_proof(earlier: int) -> None:
    with pytest.raises(ValueError, match="outside the tree"):
        consistency_proof(earlier, LEAVES[:3])
    assert not is_consistent(
        earlier=earlier, later=3, proof=[LEAVES[0]], earlier_root=ROOTS[3], later_root=ROOTS[3]
    )


def test_trees_of_one_size_are_consistent_only_when_they_are_the_same() -> None:
    def holds(proof: list[bytes], later_root: bytes) -> bool:
        return is_consistent(
            earlier=3, later=3, proof=proof, earlier_root=ROOTS[3], later_root=later_root
        )

    assert holds([], ROOTS[3])
    assert not holds([], ROOTS[4])
    assert not holds([LEAVES[0]], ROOTS[3])


def test_leaves_and_nodes_never_share_a_hash() -> None:
    left, right = LEAVES[:2]

    assert leaf_hash(left + right) != node_hash(left, right)

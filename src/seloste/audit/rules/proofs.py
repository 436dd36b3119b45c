"""Proofs that one line is in the trail, and that a later trail continues an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from seloste.audit.rules.merkle import NO_LINES, extended, node_hash, root_of


def inclusion_proof(position: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes that lead from the leaf at `position` to the root over `leaves`.

    Raises:
        ValueError: there is no such leaf.

    Source: RFC 6962 section 2.1.1.
    """
    if not 0 <= position < len(leaves):
        raise ValueError("the position is outside the tree")
    proof: list[bytes] = []
    while len(leaves) > 1:
        split = _split(len(leaves))
        if position < split:
            proof.append(_root(leaves[split:]))
            leaves = leaves[:split]
        else:
            proof.append(_root(leaves[:split]))
            leaves = leaves[split:]
            position -= split
    return proof[::-1]


def is_included(
    leaf: bytes, *, position: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether the proof leads from this leaf hash, at this position, to the root.

    Source: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= position < size:
        return False
    node, last = position, size - 1
    reached = leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            reached = node_hash(sibling, reached)
            node, last = _up_to_left_turn(node, last)
        else:
            reached = node_hash(reached, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and reached == root


def consistency_proof(earlier: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes that show the tree over `leaves` to continue the one over the first few.

    Args:
        earlier: size of the earlier tree, at least 1.
        leaves: the leaf hashes of the later tree.

    Raises:
        ValueError: there is no such earlier tree.

    Source: RFC 6962 section 2.1.2.
    """
    if not 0 < earlier <= len(leaves):
        raise ValueError("the earlier size is outside the tree")
    proof: list[bytes] = []
    known = True
    while earlier < len(leaves):
        split = _split(len(leaves))
        if earlier <= split:
            proof.append(_root(leaves[split:]))
            leaves = leaves[:split]
        else:
            proof.append(_root(leaves[:split]))
            leaves = leaves[split:]
            earlier -= split
            known = False
    if not known:
        proof.append(_root(leaves))
    return proof[::-1]


def is_consistent(
    *, earlier: int, later: int, proof: Sequence[bytes], earlier_root: bytes, later_root: bytes
) -> bool:
    """Tell whether the proof shows the later root to continue the earlier one.

    Source: RFC 9162 section 2.1.4.2.
    """
    if earlier == later:
        return not proof and earlier_root == later_root
    if not 0 < earlier < later or not proof:
        return False
    # A complete earlier tree is itself the first node; the proof leaves it out.
    path = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    node, last = earlier - 1, later - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            node, last = _up_to_left_turn(node, last)
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old == earlier_root and new == later_root


def _up_to_left_turn(node: int, last: int) -> tuple[int, int]:
    """Skip the levels at which a node on the right edge has no sibling."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _root(leaves: Sequence[bytes]) -> bytes:
    return root_of(extended(NO_LINES, leaves))

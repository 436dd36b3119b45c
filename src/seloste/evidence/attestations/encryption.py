"""Is everything personal encrypted where it is kept?"""

from __future__ import annotations

from seloste.evidence.attestations.looked import Looked
from seloste.evidence.examination import broken, held, unseen
from seloste.evidence.values import Evidence, Fact
from seloste.vault.queries import held_categories


def attest(looked: Looked) -> tuple[Evidence, ...]:
    """Say whether a sampled value was found in clear."""
    taken, searched = looked.samples, looked.searched
    notice = looked.examination.notice
    beyond = (held_categories().keys() & notice.categories.keys()) - taken.categories
    facts: dict[str, Fact] = {
        "values": searched.values,
        "persons": len(taken.opened),
        "bytes": searched.read,
        "places": searched.places,
    }
    found = (
        broken("encryption", files=tuple(searched.clear), **facts)
        if searched.clear
        else held("encryption", **facts)
    )
    if searched.unread:
        return (found, unseen("encryption.unread", files=tuple(searched.unread)))
    if beyond:
        return (found, unseen("encryption.closed", categories=tuple(sorted(beyond))))
    if searched.read < searched.size:
        return (found, held("encryption.partly", bytes=searched.read, size=searched.size))
    return (found,)

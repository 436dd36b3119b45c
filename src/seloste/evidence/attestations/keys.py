"""Are the keys kept apart from what they open?"""

from __future__ import annotations

from collections.abc import Iterator

from seloste.evidence.attestations.looked import Looked
from seloste.evidence.examination import broken, held
from seloste.evidence.values import Evidence
from seloste.vault import exposure
from seloste.vault.keys import status


def attest(looked: Looked) -> Iterator[Evidence]:
    """Say where the keys lie, who may read them, and whether one lies elsewhere too."""
    places = exposure.places()
    state = status()
    if places.shared or places.tables:
        yield broken("keys.apart", tables=places.tables)
    else:
        yield held("keys.apart", keys=state.keys)
    if places.exposed:
        yield broken("keys.mode", files=places.exposed)
    elif places.in_file:
        yield held("keys.mode")
    else:
        yield held("keys.passphrase")
    if looked.searched.keyed:
        yield broken("keys.found", files=tuple(looked.searched.keyed))
    else:
        yield held("keys.found", bytes=looked.searched.read, places=looked.searched.places)

"""After a restore: the files outside the database, from what the database holds of them."""

from __future__ import annotations

from seloste.audit.checkpointing import write_public_key
from seloste.audit.models import StoredCheckpoint, StoredCut
from seloste.audit.outside import checkpoints_file, cuts_file, lock, write_new
from seloste.audit.rules.notes import joined


def write_files_anew() -> None:
    """Write checkpoints, cuts and the public key, so that the trail goes on from the backup.

    Checkpoints that were signed after it are not among them: those who keep copies elsewhere see
    by the line `backups.restored` from where the trail was gone on with.
    """
    with lock():
        checkpoints = StoredCheckpoint.objects.order_by("size").values_list("note", flat=True)
        write_new(checkpoints_file(), joined([bytes(note) for note in checkpoints]))
        cuts = StoredCut.objects.order_by("first_kept").values_list("note", flat=True)
        if notes := [bytes(note) for note in cuts]:
            write_new(cuts_file(), joined(notes))
    write_public_key()

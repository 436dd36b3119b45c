"""Taking turns: whoever changes what somebody else may change has it alone until it is done."""

from __future__ import annotations

from django.db.models import F

from seloste.audit.models import Head


def take_turn() -> None:
    """Wait until no other operation writes, and keep others waiting until this transaction ends.

    Each operation takes the next position of the trail before it ends. One that first reads what
    it then changes takes its turn before it reads, or it would write over what was changed in
    between. SQLite has one writer at a time anyway.
    """
    Head.objects.filter(id=1).update(size=F("size"))

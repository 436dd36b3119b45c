"""The services that requests need: loaded here, by the dotted path that the settings name."""

from __future__ import annotations

from typing import cast

from django.conf import settings

from seloste.outbox.services import load
from seloste.rights.ports import OwnForm


def own_form() -> OwnForm:
    """Return what reaches the public form over the network."""
    return cast("OwnForm", load(settings.SELOSTE_OWN_FORM))

"""How recipients and duties say no."""

from __future__ import annotations

from collections.abc import Mapping

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {}

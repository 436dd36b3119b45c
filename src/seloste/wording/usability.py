"""Restrictions, objections and consents as they bar a use."""

from __future__ import annotations

from collections.abc import Mapping

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {}

"""Scripts that the Makefile runs. Nothing in seloste imports them."""

from __future__ import annotations

"""What makes a notice complete, lawful and consistent. Pure: no clock, no files, no sentences."""

from __future__ import annotations

"""The sections of the public notice, one file for each subject."""

from __future__ import annotations

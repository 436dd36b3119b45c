"""What the notice may name without describing it: acts, authorities, countries, measures, triggers.

Facts with the day on which somebody looked. They are code, because rules are pure.
"""

from __future__ import annotations

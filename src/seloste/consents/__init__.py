"""Consents and objections as they were given, with their proof (Art. 7, 21)."""

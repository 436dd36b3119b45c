"""Keeping the breach register: one file a subject."""

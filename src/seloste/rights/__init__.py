"""Requests of data subjects, from receipt to answer (Art. 12-22)."""

"""Whose data may be used for what: restrictions, objections and consents, as they stand (Art. 7, 18, 21)."""

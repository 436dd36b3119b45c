"""Sending e-mail through any mail service (RFC 5321, 6409, 8314)."""

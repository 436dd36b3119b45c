"""Telling a recipient by a signed message over HTTPS (Standard Webhooks 1.0.0)."""

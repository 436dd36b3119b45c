"""Tokens: how a program comes in, in one role, for stated purposes, for a stated time."""

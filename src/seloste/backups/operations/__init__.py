"""Backing up, restoring, drills, and going on after a crash. One file a subject."""

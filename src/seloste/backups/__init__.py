"""Backups that cannot bring anyone back: archives, restoring, drills (Art. 32(1)(b)-(d))."""

"""The executable notice: its format, its linter, its editions, and how it reads."""

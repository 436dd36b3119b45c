"""For anyone: the notice and its editions. No cookie, no script, nothing from elsewhere."""

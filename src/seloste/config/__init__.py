"""Settings, addresses and the server of a running register."""

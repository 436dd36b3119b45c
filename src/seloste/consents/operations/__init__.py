"""Everything that is done to consents and objections, one subject a file."""

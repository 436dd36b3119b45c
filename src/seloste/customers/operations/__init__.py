"""All writes about customers, and the openings that a person's work needs."""

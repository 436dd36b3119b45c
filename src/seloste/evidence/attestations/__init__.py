"""The security measures that a notice may claim, and how each is looked at."""

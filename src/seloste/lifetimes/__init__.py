"""How long each record is kept: the days that count, and the next day on which something is to go."""

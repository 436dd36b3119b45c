"""Services outside, one package each: what knows their ways, and nothing else."""

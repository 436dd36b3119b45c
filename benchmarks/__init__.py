"""How fast Seloste is, one file a question. `python -m benchmarks` prints one table."""

"""Who did what: lines that are only ever added, and proof that none was changed."""

"""The clauses of the notice, in its order, each with what is looked at."""

"""What everything stands on: ids, actors, refusals, languages, periods. Standard library only."""

"""Does the notice hold today? Each clause with its evidence, which is looked at and not asserted."""

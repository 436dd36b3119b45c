"""Recipients, what each was given, and what each is owed (Art. 13(1)(e), 15(1)(c), 19)."""

"""The copy of a person's data (Art. 15(3)) and what they may take elsewhere (Art. 20)."""

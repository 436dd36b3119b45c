"""The boilerplate of the notice in Finnish, Swedish and English: one table for each text."""

"""What each page does: read the form, call one operation, show what came of it."""

"""What is done with requests: one file a subject."""

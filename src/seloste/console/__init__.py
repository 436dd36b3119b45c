"""The door for staff: pages to find, open, keep and check, each for a purpose."""

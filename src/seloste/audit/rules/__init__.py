"""Pure decisions of the audit: one file for each subject, nothing re-exported."""

"""Work owed after the commit: e-mails, letters, calls to recipients. Keys only, never personal data."""

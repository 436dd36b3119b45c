"""Reading with a purpose: the only way to personal data in clear (GDPR Art. 5(1)(b), 25, 32)."""

"""An invented business: its customers, their contracts, and four years of work with them."""

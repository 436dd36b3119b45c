"""Services on offer, contracts, and when a customer relationship ends."""

"""Customers: who they are, how they are reached, and for whom they act."""

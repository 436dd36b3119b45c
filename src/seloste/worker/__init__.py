"""What happens without anyone asking: checkpoints of the audit, and its storage period."""

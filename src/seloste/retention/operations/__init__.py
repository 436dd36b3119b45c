"""What retention does: plan, erase, hold, keep storage periods."""

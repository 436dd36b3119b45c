"""What the law asks of a request: its days, its order, who asks, what may be answered. Pure."""

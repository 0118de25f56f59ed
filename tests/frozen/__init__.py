"""Reports kept as sent, and what the next one states of them."""

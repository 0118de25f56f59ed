"""The rule book: who is exempt and why, as tables."""

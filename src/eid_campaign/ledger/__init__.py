"""Nothing is lost: the store of people, plans, imports and the log."""

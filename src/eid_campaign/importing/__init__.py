"""One road for every file: read it, merge it, store it, and say what became of it."""

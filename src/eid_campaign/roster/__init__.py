"""People as columns: the one schema, merging two states, counting into tallies."""

"""The tests, by room; `pytest` finds them from the repository's root."""

"""Questions about what had been recorded by a day."""

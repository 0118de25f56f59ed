"""The practice campaign: right figures, invented people, and files that open."""

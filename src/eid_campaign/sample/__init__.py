"""A seeded generator of practice campaigns: invented people only, real mess."""

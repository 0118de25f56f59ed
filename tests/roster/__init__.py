"""Who is who, and what a roster changes."""

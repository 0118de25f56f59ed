"""Every standing can be explained, and the days on which it changes are known."""

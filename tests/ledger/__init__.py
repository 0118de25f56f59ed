"""Nothing is lost: storing, asking as of a day, taking back."""

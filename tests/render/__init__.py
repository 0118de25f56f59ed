"""How a document looks in each format."""

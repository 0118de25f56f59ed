"""How a document looks in each format; never what it says."""

"""What the answers say, in which words and order; never how they look."""

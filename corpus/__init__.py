"""A synthetic corpus with its truth."""

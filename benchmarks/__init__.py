"""What the project is measured with: a synthetic corpus with its truth, and stopwatches."""

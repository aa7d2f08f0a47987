"""What the project is measured with: scores on corpus and real documents, stopwatches."""

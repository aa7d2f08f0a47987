"""The annual trend report: from the marts to one file that a person hands in."""

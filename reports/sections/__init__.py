"""The report's chapters, in reading order: pure functions of the facts and the words."""

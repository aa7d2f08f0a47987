"""A picture of a page, as it was taken → the sheet of paper: white, rectangular, straight."""

from ingest.readers.scan.light import even
from ingest.readers.scan.perspective import paper, rectangular
from ingest.readers.scan.picture import Grey, straight


def sheet(grey: Grey) -> Grey:
    """The page as a good scanner would give it, but for which way up it lies."""
    return straight(rectangular(even(paper(grey))))

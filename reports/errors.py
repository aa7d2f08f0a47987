"""What can keep a report from being written, in a sentence for the person who asked."""

from __future__ import annotations


class ReportError(Exception):
    """No report was written; the first argument says why, in the report's language."""


class UnsupportedFormatError(ReportError, ValueError):
    """The file asked for has a suffix that no writer makes."""


class MissingReceiptError(ReportError):
    """A figure cites a receipt that the warehouse does not hold: a fault of the build."""


class NothingToReportError(ReportError, LookupError):
    """The warehouse holds nothing of the year, region or department asked for."""


class MissingFontError(ReportError):
    """No font that can set Chinese is installed."""


class NotAReportError(ReportError, ValueError):
    """The file to be checked is no report of ours."""

"""Errors by whose fault they are, and the closed list of reasons an outcome can give.

An *author* error (a bad form file, two forms that claim one table) is ours and stops;
a *document* error belongs to one document or table and becomes its outcome.
"""

from enum import StrEnum


class AuthorError(Exception):
    """A mistake in this repository: a form file that cannot be read or contradicts another."""


class FormFileError(AuthorError):
    """A form's TOML is incomplete or wrong; the message names file and key."""


class TwoClaimsError(AuthorError):
    """Two forms recognise the same table; the message names the title and both forms."""


class UsageError(Exception):
    """The caller asked for something that cannot be done; the message is one sentence."""


class NothingToReadError(UsageError):
    """A path does not exist, or holds no document."""


class Reason(StrEnum):
    """Why a document, table or passage came out as it did (`raw.outcomes.reason_code`)."""

    READ = "read"
    EMPTY_DECLARED = "empty_declared"
    EMPTY_TABLE = "empty_table"
    CONTEXT = "context"
    REPEATS_TABLE = "repeats_table"
    TABLE_WITHOUT_GRID = "table_without_grid"
    NO_FORM = "no_form"
    NO_FORM_IN_DOCUMENT = "no_form_in_document"
    TWO_FORMS_CLAIM = "two_forms_claim"
    COLUMNS_UNMAPPED = "columns_unmapped"
    NO_ROWS = "no_rows"
    UNIT_UNKNOWN = "unit_unknown"
    FIGURES_NOT_TAKEN = "figures_not_taken"
    UNREADABLE_FIGURE = "unreadable_figure"
    UNKNOWN_ROW = "unknown_row"
    UNKNOWN_COLUMN = "unknown_column"
    NO_STORED_VALUE = "no_stored_value"
    TWO_READINGS = "two_readings"
    OTHER_YEAR = "other_year"
    ONLY_TOTALS = "only_totals"
    NO_PROJECT = "no_project"
    NO_DEPARTMENT = "no_department"
    NO_YEAR = "no_year"
    TWO_TABLES_OF_AN_ACCOUNT = "two_tables_of_an_account"
    SET_ASIDE_BY_GATE = "set_aside_by_gate"
    EMPTY_FILE = "empty_file"
    UNKNOWN_FORMAT = "unknown_format"
    FORMAT_NOT_SUPPORTED = "format_not_supported"
    UNDECODABLE = "undecodable"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_TEXT_LAYER = "no_text_layer"
    HIDDEN = "hidden"
    REGION_LEVEL = "region_level"
    OUTSIDE_SCOPE = "outside_scope"
    CONTENTS = "contents"
    ARCHIVE = "archive"
    UNSAFE_NAME = "unsafe_name"
    TOO_LARGE = "too_large"
    TIME_LIMIT = "time_limit"
    READER_DIED = "reader_died"
    NOT_READABLE = "not_readable"
    INTERNAL_ERROR = "internal_error"


class DocumentError(Exception):
    """A document, or a table in it, that cannot be read: reason, detail and place."""

    def __init__(self, reason: Reason, detail: str, locator: str = "") -> None:
        """Keep the reason code, the sentence with the printed text, and the place."""
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail
        self.locator = locator

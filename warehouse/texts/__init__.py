"""Every sentence of the terminal, in Chinese and in English, side by side, by subject.

Each entry: key → (Chinese, English).
"""

from collections.abc import Mapping

from warehouse.texts import building, commands, errors, receipts, remedies, usage

_SUBJECTS = (building, receipts, commands, errors, remedies, usage)

WORDS: Mapping[str, tuple[str, str]] = {
    key: words for subject in _SUBJECTS for key, words in subject.WORDS.items()
}

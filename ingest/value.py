"""How the values are made of which a document has hundreds.

A frozen dataclass sets each field by a call, which costs five times as much as setting it: of
reading a document that was a tenth. The type checker holds these classes frozen; at run time
nobody sets a field of theirs, and nothing forbids it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
    from dataclasses import replace
else:
    from dataclasses import dataclass

    def replace(one: object, **changes: object) -> object:
        """A dataclass with other fields, as the standard library's, in half of the time.

        Raises:
            TypeError: it has no field of such a name.
        """
        kind = type(one)
        for name in kind.__match_args__:
            if name not in changes:
                changes[name] = getattr(one, name)
        return kind(**changes)

    def value(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Makes a frozen dataclass that is not held to it when it runs."""
        return dataclass(unsafe_hash=frozen, slots=slots)


__all__ = ["replace", "value"]

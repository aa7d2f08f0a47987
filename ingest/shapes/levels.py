"""Which rows of a code tree may be more than leaves: what stood below them is cut off.

A table that goes down to items elsewhere, and ends with a class or a section without any,
may have lost its last rows. That row's amount may be a subtotal, and its level is not proven.
"""

from collections.abc import Sequence


def unproven_levels(codes: Sequence[str]) -> frozenset[int]:
    """The positions of the rows whose level is not proven; there is one at most.

    Args:
        codes: the code of each row from the top, digits by level (201, 20126, 2012601);
            '' for a row without one, such as a total.
    """
    coded = [position for position, code in enumerate(codes) if code]
    if not coded:
        return frozenset()
    last = coded[-1]
    code = codes[last]
    others = [codes[i] for i in coded if i != last]
    has_child = any(other.startswith(code) and len(other) > len(code) for other in others)
    deepest = max(map(len, others), default=0)
    return frozenset({last} if not has_child and len(code) < deepest else ())

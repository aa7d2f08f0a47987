"""Random amounts in fen, shaped as those of real budgets are, and how shares are cut."""

import math
from collections.abc import Mapping, Sequence
from random import Random

YUAN = 100
TEN_THOUSAND = 10_000 * YUAN
"""万元 in fen."""


def seeded(*words: object) -> Random:
    """A source of chance that the same words always give."""
    return Random("/".join(map(str, words)))  # noqa: S311  nothing secret hangs on it


def between(rng: Random, low: float, high: float) -> int:
    """An amount in fen between two amounts in 万元, small ones as likely as large ones."""
    value = math.exp(rng.uniform(math.log(low), math.log(high)))
    return round(value * TEN_THOUSAND)


def planned(rng: Random, amount: int) -> int:
    """An amount as a budget would state it: mostly round, sometimes to the yuan or fen."""
    unit = rng.choice(
        (TEN_THOUSAND * 10, TEN_THOUSAND, TEN_THOUSAND, 100 * YUAN, YUAN, YUAN, 1)
    )
    return max(round(amount / unit) * unit, unit) if amount > 0 else 0


def moved(rng: Random, amount: int, spread: float) -> int:
    """An amount some way off another one."""
    return max(round(amount * (1 + rng.uniform(-spread, spread))), 0)


def split(rng: Random, total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """A total cut into parts with weights, none below zero, summing to it exactly."""
    chosen = {key: weight * rng.uniform(0.4, 1.6) for key, weight in weights.items()}
    whole = sum(chosen.values())
    parts = {key: math.floor(total * weight / whole) for key, weight in chosen.items()}
    largest = max(chosen, key=lambda key: chosen[key])
    parts[largest] += total - sum(parts.values())
    return parts


def some(rng: Random, items: Sequence[str], share: float) -> list[str]:
    """The items that a year happens to have, at least one."""
    found = [item for item in items if rng.random() < share]
    return found or [rng.choice(list(items))]

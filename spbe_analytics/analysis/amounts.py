"""Which of several figures are equal: as shown where one is printed, exactly where both are computed."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from spbe_analytics.scoring.display import round_half_up

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Amount:
    """A value or a difference.

    Attributes:
        value: The exact fraction.
        printed: Whether a printed figure stands behind it, which holds no more than its decimals show.
    """

    value: Fraction
    printed: bool

    def same(self, other: "Amount") -> bool:
        """Tell whether two amounts cannot be told apart: as shown where one is printed, else exactly."""
        if self.printed or other.printed:
            return round_half_up(self.value) == round_half_up(other.value)
        return self.value == other.value

    def above(self, other: "Amount") -> bool:
        """Tell whether this amount is the greater one of two that can be told apart."""
        return self.value > other.value and not self.same(other)

    def less(self, other: "Amount") -> "Amount":
        """Return this amount less another."""
        return Amount(self.value - other.value, self.printed or other.printed)


def greatest(amounts: Mapping[T, Amount]) -> tuple[T, ...]:
    """Return the keys of the greatest amount and of all that equal it, in the order given; empty without any."""
    most = max(amounts.values(), key=lambda amount: amount.value, default=None)
    return tuple(key for key, amount in amounts.items() if most is not None and amount.same(most))


def least(amounts: Mapping[T, Amount]) -> tuple[T, ...]:
    """Return the keys of the least amount and of all that equal it, in the order given; empty without any."""
    fewest = min(amounts.values(), key=lambda amount: amount.value, default=None)
    return tuple(key for key, amount in amounts.items() if fewest is not None and amount.same(fewest))

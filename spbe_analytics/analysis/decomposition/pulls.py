"""What pulled a change up and what pulled it down, all equals each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from spbe_analytics.analysis.amounts import Amount, greatest
from spbe_analytics.analysis.decomposition.change import Change, Part, PartKind
from spbe_analytics.schema import Basis
from spbe_analytics.scoring.display import round_half_up


@dataclass(frozen=True)
class Pull:
    """What moved a change one way.

    Attributes:
        most: The parts that contributed most, all equals; one at least.
        count: How many parts went this way.
        total: What they contributed together.
    """

    most: tuple[Part, ...]
    count: int
    total: Fraction


def pulls(change: Change, bars: Sequence[Part]) -> tuple[Pull | None, Pull | None]:
    """Return what raised a change and what lowered it.

    Args:
        change: The change.
        bars: Its parts at one depth. Remainders of rounding are no contributors, nor are parts that two decimals do
            not show.

    Returns:
        The two; ``None`` where nothing went that way. Contributions are equal as shown where a printed figure stands
        behind the change, else exactly.
    """
    moving = [part for part in bars if part.kind is not PartKind.REMAINDER and round_half_up(part.contribution)]
    printed = change.basis != Basis.OBSERVED.value
    up, down = ([part for part in moving if (part.contribution > 0) is rose] for rose in (True, False))
    return _pull(up, printed), _pull(down, printed)


def _pull(parts: Sequence[Part], printed: bool) -> Pull | None:
    if not parts:
        return None
    most = greatest({part: Amount(abs(part.contribution), printed) for part in parts})
    return Pull(most, len(parts), sum((part.contribution for part in parts), Fraction(0)))

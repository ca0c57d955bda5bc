"""The one place that answers what a level asks for, and what a rise from one level to another does."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Final

from spbe_analytics.instruments.catalogue import instruments
from spbe_analytics.instruments.criteria.loader import load
from spbe_analytics.instruments.criteria.model import Criterion, Quote, Texts
from spbe_analytics.instruments.model import Instrument

HERE: Final = Path(__file__).parent

UNAVAILABLE: Final = "Teks kriteria tidak tersedia"


@dataclass(frozen=True)
class Rise:
    """What a rise of an indicator to a level asks for.

    Attributes:
        criterion: That of the level to be reached; ``None`` where its text is not known.
        steps: The criteria to be met on the way, the lowest first, that of the level to be reached last.
        absent: Why the text is not known; empty where it is.
    """

    criterion: Criterion | None
    steps: tuple[Criterion, ...]
    absent: str = ""

    @property
    def evidence(self) -> tuple[str, ...]:
        """The evidence wanted for all steps, in their order; what two of them ask for stands once."""
        return tuple(dict.fromkeys(item for step in self.steps for item in step.evidence))


@cache
def _texts(instrument_id: str) -> Texts | None:
    path = HERE / f"{instrument_id}.yaml"
    return load(path, instruments()[instrument_id]) if path.exists() else None


def _whole(level: Fraction | float | int) -> bool:
    return isfinite(level) and level == int(level)


def texts(instrument: Instrument) -> Texts | None:
    """Return all texts of an instrument, read once; ``None`` where there is no file of them."""
    return _texts(instrument.id) if instrument.id in instruments() else None


def newest(catalogue: Mapping[str, Instrument]) -> Instrument:
    """Return the newest instrument of which any criterion is known, or else the newest."""
    latest = list(catalogue.values())[::-1]
    return next((one for one in latest if (known := texts(one)) is not None and known.criteria), latest[0])


def of(instrument: Instrument, node: str, level: Fraction | float | int) -> Criterion | None:
    """Return the criterion of a level of an indicator; ``None`` for a level between two, or where no text is known."""
    known = texts(instrument)
    return None if known is None or not _whole(level) else known.criteria.get((node, int(level)))


def general(instrument: Instrument, node: str, level: Fraction | float | int) -> Quote | None:
    """Return what a level means for all indicators of the same capability; no criterion of the indicator itself."""
    known, capability = texts(instrument), instrument.node(node).capability
    if known is None or capability is None or not _whole(level):
        return None
    return known.general.get((capability, int(level)))


def absent(instrument: Instrument, node: str) -> str:
    """Say that an indicator's criteria are not known, and why where that is known."""
    known = texts(instrument)
    reasons: Mapping[str, str] = {} if known is None else known.absent
    above = [one.code for one in reversed(instrument.path(node))]
    reason = next((reasons[code] for code in above if code in reasons), "")
    return f"{UNAVAILABLE}. {reason}".strip()


def rise(instrument: Instrument, node: str, start: Fraction | float | int | None, goal: Fraction | float | int) -> Rise:
    """Return what is asked for to raise an indicator from one level to another.

    A level asks for its own criterion, and for that of the level that its text takes as met (“Kriteria tingkat 2 telah
    terpenuhi dan …”), down to the level that is reached already. Where a text names no lower level, as that of a policy
    set takes the place of its draft, those between are not asked for: they are other states, not steps.

    Args:
        instrument: The instrument.
        node: Code of an indicator.
        start: The level reached already, which asks for nothing more; ``None`` where it is not known.
        goal: The level to be reached.

    Returns:
        The criteria and their evidence; no steps where the level is reached already or no text is known.
    """
    wanted = of(instrument, node, goal)
    if wanted is None:
        return Rise(None, (), absent(instrument, node))
    steps: list[Criterion] = []
    step: Criterion | None = wanted
    while step is not None and (start is None or step.level > start):
        steps.append(step)
        step = None if step.builds_on is None else of(instrument, node, step.builds_on)
    return Rise(wanted, tuple(reversed(steps)))

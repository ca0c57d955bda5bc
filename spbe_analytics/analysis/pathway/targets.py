"""What a plan is to reach: a predicate, or an index."""

from fractions import Fraction

from spbe_analytics.analysis.levers import Position
from spbe_analytics.errors import AnalysisError, quoted
from spbe_analytics.instruments import Instrument, Predicate


def next_predicate(instrument: Instrument, index: Fraction) -> Predicate | None:
    """Return the predicate above the one of an exact index; ``None`` at the top of the scale."""
    return next((found for found in instrument.predicates if found.lower > index), None)


def next_target(position: Position) -> Fraction:
    """Return the index from which the next predicate begins; at the top of the scale its highest index."""
    found = next_predicate(position.instrument, position.index)
    return found.lower if found else position.instrument.scale.highest


def written_target(instrument: Instrument, text: str) -> Fraction:
    """Read what a person wants to reach: ``Baik``, ``2.6`` or ``2,6``.

    Raises:
        AnalysisError: It is no predicate of the instrument and no index of its scale.
    """
    predicate = instrument.predicate_named(text)
    if predicate is not None:
        return predicate.lower
    try:
        index = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        index = instrument.scale.highest + 1
    if not instrument.scale.lowest <= index <= instrument.scale.highest:
        names = ", ".join(found.name for found in instrument.predicates)
        raise AnalysisError(
            f"Sasaran {quoted(text)} bukan predikat ({names}) dan bukan indeks antara "
            f"{float(instrument.scale.lowest):g} dan {float(instrument.scale.highest):g}."
        )
    return index

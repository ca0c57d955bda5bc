"""The parts of *Metodologi*: a new one is a new row."""

from collections.abc import Callable
from typing import Final

from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.view import View
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.metodologi import criteria, evidence, methodology, rules


def _instrument(_view: View, instrument: Instrument) -> None:
    parts((methodology.scales, methodology.tree, methodology.about), instrument)


def _formula(view: View, instrument: Instrument) -> None:
    parts((methodology.formula,), instrument)
    parts((evidence.example, evidence.rounding, evidence.edges), view, instrument)


def _criteria(_view: View, instrument: Instrument) -> None:
    criteria.look_up(instrument)


def _sources(view: View, _instrument: Instrument) -> None:
    parts((evidence.covered, evidence.sources, evidence.misprints), view)


PARTS: Final[dict[str, Callable[[View, Instrument], None]]] = {
    "Instrumen": _instrument,
    "Rumus dan predikat": _formula,
    "Kriteria tingkat": _criteria,
    "Peringkat dan tren": rules.comparison,
    "Data dan sumber": _sources,
}
"""Title of each part and what it shows."""

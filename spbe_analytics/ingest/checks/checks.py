"""What only the whole table tells: gaps, printed figures that do not follow, predicates that do not fit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from spbe_analytics.errors import ScoringError
from spbe_analytics.ingest.checks.reasons import likely_reason
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.records.levels import show_number
from spbe_analytics.ingest.tables.cells import number, raw_text
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring import Scores, reconcile
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, format_score
from spbe_analytics.scoring.reconcile import HALF_UNIT, Mismatch

PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure of a node above the indicators; a total may be the index or the sum of the levels."""

    code: str
    value: Fraction
    cell: str
    is_total: bool = False
    written: Cell = ""


def check_coverage(context: Context, sheet: str, cell: str, instrument: Instrument, present: Collection[str]) -> None:
    """Warn about the indicators for which the table has no row, in one finding."""
    absent = [node.number for node in instrument.indicators if node.code not in present]
    if absent:
        context.say("missing-indicator", sheet, cell, count=len(absent), numbers=", ".join(absent))


@cache
def _usual_weights(instrument: Instrument) -> dict[str, frozenset[float]]:
    """Return the floats that nearly all tables hold for each indicator's weight."""
    exact = {node.code: float(node.weight) for node in instrument.indicators}
    return {code: frozenset((weight, round(weight, 2), round(weight, 4))) for code, weight in exact.items()}


def weight_agrees(instrument: Instrument, node: Node, written: Cell) -> bool:
    """Tell whether a printed weight is the regulation's, rounded as it is printed: 1.3, ``"1,30"``, ``1,3%``, 0.013."""
    if type(written) is float and written in _usual_weights(instrument)[node.code]:
        return True
    text = written.replace("%", "").strip() if isinstance(written, str) else written
    read = number(text)
    if read.missing:
        return True
    if read.value is None:
        return False
    digits = raw_text(text).replace(",", ".").partition(".")[2]
    half = Fraction(1, 2 * 10 ** min(max(len(digits), 1), DISPLAY_DECIMALS))
    return abs(read.value - node.weight) <= half or abs(read.value * PERCENT - node.weight) <= HALF_UNIT


def check_printed(
    context: Context,
    sheet: str,
    instrument: Instrument,
    levels: Mapping[str, float],
    printed: Collection[Printed],
) -> None:
    """Compare printed figures with what follows from the levels, or from the printed figures below them.

    A figure may be printed more than once, for example as *TOTAL* and as *INDEKS*: each is compared.
    """
    computed = exact_scores(instrument, levels)
    rounds: list[dict[str, Printed]] = [{}]
    for item in printed:
        if item.is_total and item.value > instrument.scale.highest:
            _check_sum(context, sheet, instrument, levels, item)
            continue
        if all(item.code in figures for figures in rounds):
            rounds.append({})
        next(figures for figures in rounds if item.code not in figures)[item.code] = item
    for figures in rounds:
        values = {code: item.value for code, item in figures.items()}
        for miss in reconcile(instrument, computed, values):
            context.say(
                "printed-total-differs",
                sheet,
                figures[miss.node].cell,
                node=instrument.node(miss.node).name,
                printed=show_number(miss.printed),
                basis="tingkat yang diisi" if miss.from_levels else "nilai tercetak di bawahnya",
                expected=format_score(miss.expected),
                reason=_reason(instrument, levels, computed, miss) if miss.from_levels else "",
            )


def _reason(
    instrument: Instrument, levels: Mapping[str, float], computed: Mapping[str, Fraction], miss: Mismatch
) -> str:
    found = likely_reason(instrument, levels, computed, miss.node, miss.printed)
    return f"; kemungkinan {found}" if found else ""


def _check_sum(
    context: Context, sheet: str, instrument: Instrument, levels: Mapping[str, float], item: Printed
) -> None:
    """Compare a total that is no index with the sum of all levels."""
    total = sum((Fraction(repr(level)) for level in levels.values()), Fraction(0))
    if len(levels) == len(instrument.indicators) and item.value != total:
        fields = {"printed": show_number(item.value), "expected": show_number(total)}
        basis = "jumlah tingkat yang diisi"
        context.say("printed-total-differs", sheet, item.cell, node="Total", basis=basis, reason="", **fields)


@cache
def _columns(instrument: Instrument) -> pd.Index:
    return pd.Index(instrument.indicator_codes, dtype=object)


def exact_scores(instrument: Instrument, levels: Mapping[str, float]) -> dict[str, Fraction]:
    """Score one assessment; the frame is made the quick way, since many files mean many frames of one row."""
    row = np.array([[levels.get(code, np.nan) for code in instrument.indicator_codes]])
    return Scores(instrument, pd.DataFrame(row, columns=_columns(instrument), copy=False)).exact(0)


def check_predicate(
    context: Context,
    sheet: str,
    cell: str,
    instrument: Instrument,
    written: str,
    index: Fraction | None,
    levels: Mapping[str, float] | None = None,
) -> None:
    """Warn when a printed predicate is unknown, or impossible for the index.

    An index computed from levels decides exactly; a printed one may be up to half a unit of its last decimal away from
    the exact index, so at an edge both predicates are possible.
    """
    predicate = instrument.predicate_named(written)
    if predicate is None:
        names = ", ".join(item.name for item in instrument.predicates)
        context.say("predicate-unknown", sheet, cell, written=written, names=names)
        return
    computed = exact_scores(instrument, levels).get(INDEX_NODE) if levels else None
    value = computed if computed is not None else index
    if value is None:
        return
    spread = (Fraction(0),) if computed is not None else (-HALF_UNIT, Fraction(0), HALF_UNIT)
    possible = list(dict.fromkeys(_predicate(instrument, value + step) for step in spread))
    if predicate.name not in possible:
        expected = " atau ".join(name for name in possible if name) or "di luar skala"
        fields = {"printed": predicate.name, "index": format_score(value), "expected": expected}
        context.say("predicate-differs", sheet, cell, **fields)


def _predicate(instrument: Instrument, index: Fraction) -> str | None:
    try:
        return instrument.predicate(index).name
    except ScoringError:
        return None

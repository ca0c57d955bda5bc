"""Where a figure comes from: its cell or publication, or the formula with its numbers."""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.evidence.explanation import Explanation, Statement, Term
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Instrument
from spbe_analytics.instruments.model import Node
from spbe_analytics.schema import (
    INDEX_NODE,
    INSTRUMENT,
    NODE,
    REGION,
    STAGE,
    VALUE,
    YEAR,
    Authority,
    Basis,
    Stage,
)
from spbe_analytics.scoring import score, trace
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.scoring.reconstruct import LevelSum

PLACES: Final = 4
"""Decimals up to which a number of a formula is written as a decimal; beyond, as a fraction."""


def explain(
    snapshot: Snapshot,
    batches: pd.DataFrame,
    instrument: Instrument,
    region: str,
    year: int,
    node: str,
    stage: Stage,
) -> Explanation:
    """Trace one figure.

    Args:
        snapshot: Everything known.
        batches: Index number of a batch, columns ``who, when, layout_label``.
        instrument: The instrument of the year.
        region: Code of a government or an average.
        year: Result year.
        node: Code of a node of the instrument.
        stage: Stage.

    Returns:
        The explanation; also where nothing is known of the figure.

    Raises:
        ScoringError: The instrument has no such node.
    """
    asked = instrument.node(node)
    key: Any = (region, year, stage.value)
    assessed = snapshot.assessed(instrument.id)
    known = key in assessed.scores.index
    value = float(assessed.scores[node][key]) if known and pd.notna(assessed.scores[node][key]) else None
    basis = Basis(assessed.basis[node][key]) if value is not None else None
    leading, outvoted = (
        _mine(frame, instrument, region, year, stage) for frame in (snapshot.values, snapshot.outvoted)
    )
    levels = _levels(instrument, leading)
    exact = score(instrument, pd.DataFrame([levels], index=[0])).exact(0)
    computed = basis is Basis.COMPUTED
    absent = tuple(
        f"{leaf.number} {leaf.name}" for leaf in instrument.leaves(node) if leaf.code not in levels
    ) if levels and value is None else ()  # fmt: skip
    has_bounds = known and bool(absent) and len(absent) < len(instrument.leaves(node))
    return Explanation(
        region=region,
        year=year,
        stage=stage,
        instrument=instrument.id,
        node=node,
        name=asked.name,
        label=_label(node),
        value=value,
        exact=exact.get(node) if basis in (Basis.COMPUTED, Basis.OBSERVED) else None,
        basis=basis,
        statements=_statements(snapshot, batches, leading, outvoted, node),
        terms=_terms(instrument, node, snapshot, key, exact),
        formula=_formula(instrument, asked, exact) if computed else "",
        missing=absent,
        bounds=_bounds(assessed.lower[node][key], assessed.upper[node][key]) if has_bounds else None,
        possible=_possible(instrument, asked, assessed.scores.loc[key].to_dict()) if basis is Basis.PUBLISHED else (),
        levels_from=_sources_of_levels(snapshot, instrument, leading, node) if computed else (),
    )


def _mine(values: pd.DataFrame, instrument: Instrument, region: str, year: int, stage: Stage) -> pd.DataFrame:
    return values[
        (values[REGION] == region)
        & (values[YEAR] == year)
        & (values[STAGE] == stage.value)
        & (values[INSTRUMENT] == instrument.id)
    ]


def _levels(instrument: Instrument, leading: pd.DataFrame) -> dict[str, float]:
    mine = leading[leading[NODE].isin(instrument.indicator_codes)]
    return {str(node): float(value) for node, value in zip(mine[NODE], mine[VALUE], strict=True)}


def _statements(
    snapshot: Snapshot,
    batches: pd.DataFrame,
    leading: pd.DataFrame,
    outvoted: pd.DataFrame,
    node: str,
) -> tuple[Statement, ...]:
    records = snapshot.records.set_index("id")
    found = []
    for frame, leads in ((leading, True), (outvoted, False)):
        for row in snapshot.located(frame[frame[NODE] == node]).to_dict("records"):
            batch = batches.loc[row["batch"]].to_dict()
            found.append(_statement(row, records.loc[row["record"]].to_dict(), batch, leads))
    return tuple(found)


def _statement(
    row: Mapping[Hashable, Any], record: Mapping[Hashable, Any], batch: Mapping[Hashable, Any], leads: bool
) -> Statement:
    published = isinstance(record["title"], str)
    return Statement(
        value=float(row[VALUE]),
        text=row["raw"],
        basis=Basis(row["basis"]),
        authority=Authority(int(row["authority"])),
        publication=record["title"] if published else None,
        url=record["url"] or None if published else None,
        file=record["file_name"],
        sheet=row["sheet"],
        cell=row["cell"],
        rule=batch["layout_label"],
        batch=int(row["batch"]),
        who=batch["who"],
        when=batch["when"].to_pydatetime(),
        note=record["note"],
        leading=leads,
    )


def _terms(
    instrument: Instrument, node: str, snapshot: Snapshot, key: object, exact: Mapping[str, Fraction]
) -> tuple[Term, ...]:
    scores = snapshot.assessed(instrument.id).scores
    row = scores.loc[[key]].iloc[0].to_dict() if key in scores.index else {}
    found = []
    for child in instrument.children(node):
        shown = row.get(child.code)
        value = None if shown is None or pd.isna(shown) else exact.get(child.code, Fraction(repr(float(shown))))
        found.append(Term(child.code, child.name, child.kind, child.weight, value))
    return tuple(found)


def _formula(instrument: Instrument, node: Node, exact: Mapping[str, Fraction]) -> str:
    """Write how a node follows from those right below it, every number exact."""
    parts = [f"{number(child.weight)}·{number(exact[child.code])}" for child in instrument.children(node.code)]
    value = exact[node.code]
    whole = f" (tepat {value.numerator}/{value.denominator})" if value.denominator > 1 else ""
    return f"{_label(node.code)} = ({' + '.join(parts)}) / {number(node.weight)} = {format_score(value)}{whole}"


def _label(code: str) -> str:
    return "Indeks" if code == INDEX_NODE else code


def number(value: Fraction) -> str:
    """Write an exact number: a decimal if a few places hold it, else a fraction such as ``10/3``."""
    if (value * 10**PLACES).denominator > 1:
        return f"{value.numerator}/{value.denominator}"
    text = format_number(value, PLACES)
    return text.rstrip("0").rstrip(",")


def _bounds(low: float, high: float) -> tuple[Fraction, Fraction]:
    return Fraction(repr(float(low))), Fraction(repr(float(high)))


def _possible(instrument: Instrument, node: Node, scores: Mapping[Hashable, Any]) -> tuple[Fraction, ...]:
    """List what a printed index or pillar can exactly be, from everything that is known of the record."""
    if node.code not in [INDEX_NODE, *(pillar.code for pillar in instrument.pillars)]:
        return ()
    found = trace(instrument, {str(code): float(score) for code, score in scores.items() if pd.notna(score)})
    if node.code == INDEX_NODE:
        return found.indices
    return tuple(sorted({_pillar(instrument, node, sums, found.levels) for _, sums in found.solutions}))


def _pillar(instrument: Instrument, node: Node, sums: Sequence[LevelSum], levels: Mapping[str, Fraction]) -> Fraction:
    mine = [part for part in sums if part.pillar == node.code]
    points = sum((part.total * instrument.node(part.indicators[0]).weight for part in mine), Fraction(0))
    inside = [leaf for leaf in instrument.leaves(node.code) if leaf.code in levels]
    return (points + sum((levels[leaf.code] * leaf.weight for leaf in inside), Fraction(0))) / node.weight


def _sources_of_levels(snapshot: Snapshot, instrument: Instrument, leading: pd.DataFrame, node: str) -> tuple[str, ...]:
    codes = [leaf.code for leaf in instrument.leaves(node)]
    records = snapshot.records.set_index("id")
    used = leading.loc[leading[NODE].isin(codes), "record"].unique()
    titles = records["title"].fillna("unggahan " + records["file_name"])
    return tuple(dict.fromkeys(str(titles[record]) for record in used))

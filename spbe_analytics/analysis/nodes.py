"""Everything known of one government in one year, node by node, with where each figure comes from."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import BASIS, NODE, REGION, STAGE, VALUE, YEAR, Basis, NodeKind, Stage


@once
def node_table(snapshot: Snapshot, instrument: Instrument, region: str, year: int, stage: str) -> pd.DataFrame:
    """List all nodes of an assessment in the regulation's order.

    Args:
        snapshot: Everything known.
        instrument: The instrument of the year.
        region: Code of a government.
        year: Result year.
        stage: Stage.

    Returns:
        Index node code; columns ``number, kind, name, short, parent, pillar, weight, value, level_name, basis,
        previous, source``. ``value`` and ``previous`` (the year before, same instrument) are missing where unknown;
        ``source`` names publication, or file, sheet and cell; a computed node says how many indicators it is from.
    """
    assessed = snapshot.assessed(instrument.id)
    scores: dict[Any, Any] = _row(assessed.scores, region, year, stage).to_dict()
    bases: dict[Any, Any] = _row(assessed.basis, region, year, stage).to_dict()
    before = _row(assessed.scores, region, year - 1, stage)
    origins = _origins(snapshot, instrument, region, year, stage)
    rows = []
    for node in instrument.nodes:
        value, basis = scores.get(node.code), bases.get(node.code)
        path = instrument.path(node.code)
        is_level = node.kind is NodeKind.INDICATOR and pd.notna(value)
        computed = basis == Basis.COMPUTED
        rows.append(
            (
                node.code,
                node.number,
                node.kind.value,
                node.name,
                node.short,
                path[-2].name if len(path) > 2 else "",
                path[1].code if len(path) > 1 else "",
                float(node.weight),
                value,
                instrument.level_name(node.code, value) if is_level and value is not None else None,
                Basis(basis).label if isinstance(basis, str) and basis else None,
                before.get(node.code),
                f"{len(instrument.leaves(node.code))} indikator" if computed else origins.get(node.code),
            )
        )
    columns = [
        NODE, "number", "kind", "name", "short", "parent", "pillar", "weight", VALUE, "level_name", BASIS, "previous",
        "source",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).set_index(NODE).astype({VALUE: float, "previous": float})


def _row(frame: pd.DataFrame, region: str, year: int, stage: str) -> "pd.Series[float]":
    key = (region, year, stage)
    if key not in frame.index:
        return pd.Series(dtype=float)
    found: pd.Series[float] = frame.loc[[key]].iloc[0]
    return found


def _mine(values: pd.DataFrame, instrument: Instrument, region: str, year: int, stage: str) -> pd.DataFrame:
    return values[
        (values[REGION] == region)
        & (values[YEAR] == year)
        & (values[STAGE] == stage)
        & (values["instrument"] == instrument.id)
    ]


def _origins(snapshot: Snapshot, instrument: Instrument, region: str, year: int, stage: str) -> dict[str, str]:
    mine = snapshot.located(_mine(snapshot.values, instrument, region, year, stage))
    used = snapshot.records[snapshot.records["id"].isin(mine["record"])]
    records = {row["id"]: row for row in used.to_dict("records")}
    return {row["node"]: _origin(records[row["record"]], row) for row in mine.to_dict("records")}


def _origin(record: Mapping[Hashable, Any], value: Mapping[Hashable, Any]) -> str:
    """Name the publication of a printed value, or file, sheet and cell of an uploaded one."""
    if isinstance(record["title"], str):
        return record["title"]
    return f"{record['file_name']}, {value['sheet']} {value['cell']}"


@once
def stage_table(snapshot: Snapshot, instrument: Instrument, region: str, year: int) -> pd.DataFrame:
    """Put the stages of one year side by side.

    Returns:
        Index node code; one column a stage that has any value, named by its code, in the order of the evaluation; plus
        ``short`` first. Nodes without a value at any stage are left out.
    """
    scores = snapshot.scores(instrument.id)
    found = {stage.value: _row(scores, region, year, stage.value) for stage in Stage}
    known = {name: row for name, row in found.items() if row.notna().any()}
    frame = pd.DataFrame({"short": {node.code: node.short for node in instrument.nodes}})
    for name, row in known.items():
        frame[name] = row
    return frame.dropna(subset=list(known), how="all") if known else frame.iloc[0:0]

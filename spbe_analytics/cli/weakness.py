"""The command ``weakest``: what holds a government back."""

from typing import Annotated, Any

import pandas as pd
import typer

from spbe_analytics.analysis.absence import nothing
from spbe_analytics.analysis.peers import Group, GroupBy, group_of
from spbe_analytics.analysis.quorum import compared
from spbe_analytics.analysis.row_notes import misprint_notes, misprinted
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.weakest import Weakest, names_of, weakest
from spbe_analytics.analysis.weakness import Losses, weakness
from spbe_analytics.cli.base import (
    AtStage,
    Government,
    Json,
    ResultYear,
    instrument_of,
    open_workspace,
    print_json,
    unanswered,
)
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import ASSESSMENT, INDEX_NODE, KIND, OF, RANK, VALUE, NodeKind, Stage
from spbe_analytics.scoring.display import format_change, format_number, format_score

KINDS = (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR)


def find_weakest(
    region: Government,
    year: ResultYear,
    stage: AtStage = Stage.FINAL,
    group: Annotated[
        GroupBy, typer.Option(metavar="KELOMPOK", help=f"Pembanding, selalu sejenis: {', '.join(GroupBy)}.")
    ] = GroupBy.KIND,
    json_: Json = False,
) -> None:
    """Say what holds a government back: lost points, distances and ranks, and the weakest by each measure."""
    instrument = instrument_of(None, year)
    place = gazetteer()[region]
    snapshot = open_workspace().snapshot()
    chosen = group_of(snapshot, instrument, region, year, stage.value, group, place.kind.value)
    table = weakness(snapshot, instrument, chosen)
    if table.empty:
        unanswered(_unknown(snapshot, region, year, stage), json_)
    key = pd.MultiIndex.from_tuples([(region, year, stage.value)], names=list(ASSESSMENT))
    losses = Losses(instrument, snapshot.scores(instrument.id).reindex(key))
    found = [item for kind in KINDS for item in weakest(instrument, table, kind, chosen)]
    absent = [kind for kind in KINDS if instrument.of_kind(kind) and not (table[KIND] == kind.value).any()]
    if region in misprinted(snapshot.standings, year, stage):
        typer.echo(misprint_notes(snapshot.records, year, stage)[region], err=True)
    if json_:
        print_json(_as_json(instrument, chosen, table, losses, found, absent))
        return
    among = compared(len(chosen.regions), chosen.of, chosen.label)
    typer.echo(f"{place.name} {year}, {stage.label}, {among}", err=True)
    if absent:
        kinds = " dan ".join(kind.label.lower() for kind in absent)
        typer.echo(f"Nilai {kinds} tidak diketahui untuk penilaian ini.", err=True)
    for item in found:
        typer.echo(f"{item.kind.label}\t{item.measure.label}\t{names_of(instrument, item.nodes)}\t{item.reason}")
    for code, row in table.iterrows():
        typer.echo(
            f"{code}\t{row['short']}\t{format_score(row[VALUE])}\t{format_number(row['lost'], 4)}\t"
            f"{format_change(row['median_gap'])}\t{format_number(row[RANK], 0)}"
        )


def _unknown(snapshot: Snapshot, region: str, year: int, stage: Stage) -> str:
    """Say that nothing below the index is known, or nothing at all."""
    standings = snapshot.standings
    mine = (standings["region"] == region) & (standings["year"] == year) & (standings["stage"] == stage)
    if standings.loc[mine, INDEX_NODE].notna().any():
        return (
            f"Nilai domain, aspek, dan indikator {gazetteer()[region].name} {year} ({stage.label}) belum diketahui; "
            "hanya indeksnya. Unggah tingkat indikatornya."
        )
    return nothing(standings, region, year, stage)


def _as_json(
    instrument: Instrument,
    chosen: Group,
    table: pd.DataFrame,
    losses: Losses,
    found: list[Weakest],
    absent: list[NodeKind],
) -> dict[str, Any]:
    exact = losses.exact(0)
    return {
        "region": chosen.region,
        "year": chosen.year,
        "stage": chosen.stage,
        "instrument": instrument.id,
        "lost": float(exact[INDEX_NODE]) if INDEX_NODE in exact else None,
        "group": {
            "by": chosen.by.value,
            "known": len(chosen.regions),
            "of": chosen.of,
            "label": chosen.label,
            "text": chosen.text,
        },
        "absent": [kind.value for kind in absent],
        "weakest": [
            {
                "kind": item.kind.value,
                "measure": item.measure.value,
                "nodes": list(item.nodes),
                "figure": item.figure,
                "reason": item.reason,
            }
            for item in found
        ],
        "nodes": [
            {
                "node": str(code),
                "kind": row[KIND],
                "name": row["name"],
                "weight": row["weight"],
                "value": row[VALUE],
                "lost": row["lost"],
                "exact": str(exact[str(code)]),
                "target_gap": row["target_gap"],
                "median": _known(row["median"]),
                "median_gap": _known(row["median_gap"]),
                "quartile": _known(row["quartile"]),
                "quartile_gap": _known(row["quartile_gap"]),
                "rank": _whole(row[RANK]),
                "of": _whole(row[OF]),
            }
            for code, row in table.iterrows()
        ],
    }


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else int(value)

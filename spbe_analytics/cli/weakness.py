"""The command ``weakest``: what holds a government back."""

from fractions import Fraction
from typing import Annotated, Any

import typer

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.presence import compared, nothing
from spbe_analytics.analysis.standing.row_notes import misprint_notes, misprinted
from spbe_analytics.analysis.weakness.measures import Weakness, weakness
from spbe_analytics.analysis.weakness.peers import GroupBy, group_of
from spbe_analytics.analysis.weakness.weakest import Weakest, by_measures, names_of, reason
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
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, NodeKind, Stage
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
    measured = weakness(snapshot, instrument, chosen)
    if not measured.nodes:
        unanswered(_unknown(snapshot, region, year, stage), json_)
    found = [item for kind in KINDS for item in by_measures(measured, kind)]
    absent = [kind for kind in KINDS if instrument.of_kind(kind) and not measured.of_kind(kind)]
    wrong = region in misprinted(snapshot.standings, year, stage)
    if wrong:
        typer.echo(misprint_notes(snapshot.standings, snapshot.records, year, stage)[region], err=True)
    if json_:
        print_json(_as_json(measured, found, absent))
        return
    among = compared(len(chosen.regions), chosen.of, chosen.label)
    typer.echo(f"{place.name} {year}, {stage.label}, {among}", err=True)
    if absent:
        kinds = " dan ".join(kind.label.lower() for kind in absent)
        typer.echo(f"Nilai {kinds} tidak diketahui untuk penilaian ini.", err=True)
    for item in found:
        said = reason(instrument, item, chosen)
        typer.echo(f"{item.kind.label}\t{item.measure.label}\t{names_of(item)}\t{said}")
    for node in measured.nodes:
        typer.echo(
            f"{node.node.code}\t{node.node.short}\t{format_score(node.value)}\t{format_number(node.lost, 4)}\t"
            f"{format_change(node.median_gap)}\t{format_number(node.rank, 0)}"
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


def _as_json(measured: Weakness, found: list[Weakest], absent: list[NodeKind]) -> dict[str, Any]:
    chosen = measured.group
    return {
        "region": chosen.region,
        "year": chosen.year,
        "stage": chosen.stage,
        "instrument": measured.instrument.id,
        "lost": _number(measured.lost),
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
                "nodes": [node.node.code for node in item.nodes],
                "figure": float(item.figure),
                "reason": reason(measured.instrument, item, chosen),
            }
            for item in found
        ],
        "nodes": [
            {
                "node": node.node.code,
                "kind": node.node.kind.value,
                "name": node.node.name,
                "weight": float(node.node.weight),
                "value": float(node.value),
                "lost": float(node.lost),
                "exact": str(node.lost),
                "target_gap": float(node.target_gap),
                "median": _number(node.median),
                "median_gap": _number(node.median_gap),
                "quartile": _number(node.quartile),
                "quartile_gap": _number(node.quartile_gap),
                "rank": node.rank,
                "of": node.of,
            }
            for node in measured.nodes
        ],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)

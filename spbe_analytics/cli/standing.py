"""The commands ``rank`` and ``show``: who stands where, and all that is known of one."""

from typing import Annotated, Any

import pandas as pd
import typer

from spbe_analytics.analysis.evidence.outranked import outranked
from spbe_analytics.analysis.nodes import node_table
from spbe_analytics.analysis.standing.presence import has_quorum, nobody, nothing, presence, too_few
from spbe_analytics.analysis.standing.ranking import rank as rank_governments
from spbe_analytics.analysis.standing.ranking import unranked
from spbe_analytics.analysis.standing.row_notes import MISPRINT, misprint_notes, misprinted, row_notes
from spbe_analytics.cli.base import (
    AtStage,
    GovernmentKind,
    Json,
    PlaceArgument,
    Province,
    ResultYear,
    instrument_of,
    open_workspace,
    print_json,
    unanswered,
)
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, VALUE, Stage
from spbe_analytics.scoring.display import MISSING, format_change, format_score


def rank(
    year: ResultYear,
    kind: Annotated[GovernmentKind | None, typer.Option(metavar="JENIS", help="Hanya jenis ini.")] = None,
    province: Province = None,
    stage: AtStage = Stage.FINAL,
    json_: Json = False,
) -> None:
    """Rank governments by their index; too few of a group are listed without ranks."""
    snapshot = open_workspace().snapshot()
    standings = snapshot.standings
    ranked = rank_governments(standings, year=year, stage=stage, kind=kind, province=province)
    if ranked.empty:
        found = presence(standings, year=year, stage=stage, kind=kind, province=province)
        unanswered(" ".join(nobody(found)), json_, [])
    enough = has_quorum(len(ranked), kind, province)
    wrong = unranked(standings, year=year, stage=stage, kind=kind, province=province)
    listed = pd.concat([part for part in (ranked, wrong) if len(part)], ignore_index=True)
    instrument = instrument_of(None, year)
    outvoted = outranked(snapshot, instrument, stage.value, year=year)
    official = {one.region: one.other for one in outvoted if one.official and one.node == INDEX_NODE}
    notes = row_notes(standings, listed, instrument, year, stage, official)
    rows = [
        {
            "rank": int(row["rank"]) if enough and pd.notna(row["rank"]) else None,
            "of": len(ranked),
            "region": row["region"],
            "name": row["name"],
            "index": row[INDEX_NODE],
            "predicate": row["predicate"],
            "change": None if pd.isna(row["change"]) else row["change"],
            "note": note,
        }
        for row, note in zip(listed.to_dict("records"), notes, strict=True)
    ]
    if json_:
        print_json(rows)
    for row in rows if not json_ else ():
        told = (
            *(MISSING if row["rank"] is None else row["rank"], row["region"], row["name"]),
            *(format_score(row["index"]), row["predicate"], format_change(row["change"]), row["note"]),
        )
        typer.echo("\t".join(str(item) for item in told if item is not None))
    if not enough:
        few = too_few(len(ranked), year, stage, kind, province)
        typer.echo(f"{few}; peringkat menunggu data daerah lain.", err=True)
    texts = misprint_notes(standings, snapshot.records, year, stage)
    for region in wrong["region"]:
        typer.echo(texts[region], err=True)


def show(
    region: PlaceArgument,
    year: ResultYear,
    stage: AtStage = Stage.FINAL,
    json_: Json = False,
) -> None:
    """Show every known value of a government, with its basis and source."""
    name, chosen = gazetteer()[region].name, instrument_of(None, year)
    snapshot = open_workspace().snapshot()
    table = node_table(snapshot, chosen, region, year, stage.value)
    known = table[table[VALUE].notna()]
    standings = snapshot.standings
    mine = standings[(standings["region"] == region) & (standings["year"] == year) & (standings["stage"] == stage)]
    predicate = mine["predicate"].iloc[0] if len(mine) and pd.notna(mine["predicate"].iloc[0]) else None
    wrong = region in misprinted(standings, year, stage)
    answer: dict[str, Any] = {
        "region": region,
        "region_name": name,
        "year": year,
        "stage": stage.value,
        "instrument": chosen.id,
        "predicate": predicate,
        "misprint": wrong,
        "nodes": {
            str(code): {
                "value": row[VALUE],
                "display": format_score(row[VALUE]),
                "basis": row["basis"],
                "source": row["source"],
            }
            for code, row in zip(known.index, known.to_dict("records"), strict=True)
        },
    }
    if known.empty:
        unanswered(nothing(standings, region, year, stage), json_, answer)
    if json_:
        print_json(answer)
    else:
        typer.echo("\t".join([name, f"{stage.label} {year}", predicate or MISSING, *([MISPRINT] if wrong else [])]))
        for code, row in zip(known.index, known.to_dict("records"), strict=True):
            typer.echo(f"{code}\t{format_score(row[VALUE])}\t{row['name']}\t{row['basis']}\t{row['source']}")
    if wrong:
        typer.echo(misprint_notes(standings, snapshot.records, year, stage)[region], err=True)

"""The command line: data on stdout, messages on stderr.

Exit codes: 0 fine, 1 findings of severity error, 2 wrong use.
"""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from spbe_analytics.analysis.nodes import node_table
from spbe_analytics.analysis.ranking import rank as rank_governments
from spbe_analytics.cli.base import (
    AtStage,
    File,
    GovernmentKind,
    Json,
    Region,
    Under,
    Year,
    app,
    hints_of,
    instrument_of,
    open_workspace,
    print_findings,
    print_json,
    readers,
)
from spbe_analytics.cli.explaining import change
from spbe_analytics.cli.importing import import_files
from spbe_analytics.cli.past import list_history, restore, revert, why
from spbe_analytics.cli.planning import path
from spbe_analytics.cli.weakness import find_weakest
from spbe_analytics.errors import AnnotationError, CommitError, SpbeError
from spbe_analytics.ingest import template
from spbe_analytics.ingest.annotated import annotate as annotated_copy
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, VALUE, Severity, Stage
from spbe_analytics.scoring.display import format_change, format_score
from spbe_analytics.settings import ROOT, settings
from spbe_analytics.workspace import Evaluated, Preview, preview_many


def main() -> None:
    """Run the command line; what a person can mend is told on stderr."""
    try:
        app()
    except (AnnotationError, CommitError) as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except SpbeError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


def _preview(file: Path, region: str | None, year: int | None, stage: Stage | None, instrument: str | None) -> Preview:
    ((_, found),) = preview_many([(file.read_bytes(), file.name)], hints_of(region, year, stage, instrument), readers())
    return found


def _leave(previewed: Preview) -> None:
    if any(finding.severity is Severity.ERROR for finding in previewed.reading.findings):
        raise typer.Exit(1)


@app.command("template")
def make_template(
    region: Annotated[str, typer.Option(help="Kemendagri code of the government, such as 73.22.")],
    year: Annotated[int, typer.Option(help="Result year; it decides the instrument.")],
    out: Annotated[Path, typer.Option(help="Where to write the workbook.")],
    stage: Annotated[Stage, typer.Option(help="Stage of the evaluation.")] = Stage.FINAL,
    instrument: Annotated[str | None, typer.Option(help="Instrument, if not that of the year.")] = None,
) -> None:
    """Write a workbook to fill in: one row an indicator, with drop-downs and checks."""
    chosen = instrument_of(instrument, year)
    out.write_bytes(template(chosen, gazetteer()[region], year, stage))
    typer.echo(f"{out}: templat {chosen.name} untuk {gazetteer()[region].name} {year}, {stage.label}.", err=True)


@app.command()
def check(
    file: File,
    json_: Json = False,
    region: Region = None,
    year: Year = None,
    stage: AtStage = None,
    instrument: Under = None,
    annotate: Annotated[Path | None, typer.Option(help="Where to write a copy with the findings in it.")] = None,
) -> None:
    """Read a workbook and list every finding; nothing is stored."""
    if annotate is not None and (annotate.resolve() == file.resolve() or not annotate.parent.is_dir()):
        raise typer.BadParameter("a new file in a folder that exists", param_hint="--annotate")
    previewed = _preview(file, region, year, stage, instrument)
    if json_:
        print_json({"findings": [finding.as_dict() for finding in previewed.reading.findings]})
    else:
        print_findings(previewed.reading.findings, as_data=True)
        count = len(previewed.reading.findings)
        typer.echo(f"{file.name}: {len(previewed.evaluated)} penilaian, {count} temuan.")
    if annotate is not None:
        if found := previewed.reading.findings:
            annotate.write_bytes(annotated_copy(previewed.content, file.name, found))
        typer.echo(f"{annotate} {'berisi temuannya' if found else 'tidak ditulis: tidak ada temuan'}.", err=True)
    _leave(previewed)


@app.command()
def score(
    file: File,
    json_: Json = False,
    region: Region = None,
    year: Year = None,
    stage: AtStage = None,
    instrument: Under = None,
) -> None:
    """Score a workbook exactly; nothing is stored."""
    previewed = _preview(file, region, year, stage, instrument)
    if json_:
        print_json(
            {
                "findings": [finding.as_dict() for finding in previewed.reading.findings],
                "assessments": [_as_json(found) for found in previewed.evaluated],
            }
        )
    else:
        print_findings(previewed.reading.findings)
        for found in previewed.evaluated:
            typer.echo(
                f"{found.region}\t{found.region_name}\t{found.year}\t{found.stage}\t{found.answered}/{found.of}\t"
                f"{format_score(found.nodes.get(INDEX_NODE))}\t{found.predicate or '–'}"
            )
    _leave(previewed)


def _as_json(found: Evaluated) -> dict[str, Any]:
    return {
        "region": found.region,
        "region_name": found.region_name,
        "year": found.year,
        "stage": found.stage,
        "instrument": found.instrument.id,
        "answered": found.answered,
        "of": found.of,
        "predicate": found.predicate,
        "nodes": {
            code: {"exact": str(value), "value": float(value), "display": format_score(value)}
            for code, value in found.nodes.items()
        },
    }


app.command("import")(import_files)
app.command("history")(list_history)
app.command("revert")(revert)
app.command("restore")(restore)
app.command("why")(why)
app.command("path")(path)
app.command("weakest")(find_weakest)
app.command("change")(change)


@app.command()
def rank(
    year: Annotated[int, typer.Option(help="Result year.")],
    kind: Annotated[GovernmentKind | None, typer.Option(help="Only this kind.")] = None,
    province: Annotated[str | None, typer.Option(help="Only this province, by its code.")] = None,
    stage: Annotated[Stage, typer.Option(help="Stage of the evaluation.")] = Stage.FINAL,
    json_: Json = False,
) -> None:
    """Rank governments by their index."""
    if province is not None:
        gazetteer()[province]
    standings = open_workspace().snapshot().standings
    ranked = rank_governments(standings, year=year, stage=stage, kind=kind, province=province)
    rows = [
        {
            "rank": int(row["rank"]),
            "of": int(row["of"]),
            "region": row["region"],
            "name": row["name"],
            "index": row[INDEX_NODE],
            "predicate": row["predicate"],
            "change": None if pd.isna(row["change"]) else row["change"],
        }
        for row in ranked.to_dict("records")
    ]
    if json_:
        print_json(rows)
        return
    for row in rows:
        change = format_change(row["change"])
        typer.echo(
            f"{row['rank']}\t{row['region']}\t{row['name']}\t{format_score(row['index'])}\t{row['predicate']}\t{change}"
        )


@app.command()
def show(
    region: Annotated[str, typer.Argument(help="Kemendagri code, such as 73.22.")],
    year: Annotated[int, typer.Option(help="Result year.")],
    stage: Annotated[Stage, typer.Option(help="Stage of the evaluation.")] = Stage.FINAL,
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
    if json_:
        nodes = {
            str(code): {
                "value": row[VALUE],
                "display": format_score(row[VALUE]),
                "basis": row["basis"],
                "source": row["source"],
            }
            for code, row in zip(known.index, known.to_dict("records"), strict=True)
        }
        print_json(
            {
                "region": region,
                "region_name": name,
                "year": year,
                "stage": stage.value,
                "instrument": chosen.id,
                "predicate": predicate,
                "nodes": nodes,
            }
        )
        return
    if known.empty:
        typer.echo(f"Tidak ada nilai {name} untuk {stage.label} {year}.", err=True)
        return
    typer.echo(f"{name}\t{stage.label} {year}\t{predicate or '–'}")
    for code, row in zip(known.index, known.to_dict("records"), strict=True):
        typer.echo(f"{code}\t{format_score(row[VALUE])}\t{row['name']}\t{row['basis']}\t{row['source']}")


@app.command()
def serve() -> None:
    """Open the dashboard at the address and port of the settings."""
    chosen = settings()
    arguments = [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")),
        *("--server.address", chosen.address, "--server.port", str(chosen.port)),
        *("--server.maxUploadSize", str(chosen.max_upload_mb)),
    ]
    os.chdir(ROOT)  # .streamlit/config.toml is read from the working folder
    os.execv(sys.executable, arguments)

"""The command line: data on stdout, messages on stderr.

Exit codes: 0 fine, 1 findings of severity error, 2 wrong use.
"""

import getpass
import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from spbe_analytics.analysis.nodes import node_table
from spbe_analytics.analysis.ranking import rank as rank_governments
from spbe_analytics.errors import AnnotationError, CommitError, InstrumentError, SpbeError
from spbe_analytics.ingest import Finding, Identity, template
from spbe_analytics.ingest.annotated import annotate as annotated_copy
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, VALUE, Severity, Stage
from spbe_analytics.scoring.display import format_change, format_score
from spbe_analytics.settings import ROOT, settings
from spbe_analytics.workspace import Evaluated, Preview, Workspace, preview

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="SPBE and Pemdi indices of Indonesian regional governments.",
)


class GovernmentKind(StrEnum):
    """What ``rank`` can rank."""

    provinsi = "provinsi"
    kabupaten = "kabupaten"
    kota = "kota"


File = Annotated[Path, typer.Argument(help="A workbook.", exists=True, dir_okay=False, readable=True)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Region = Annotated[str | None, typer.Option(help="Kemendagri code, such as 73.22, if the file does not say it.")]
Year = Annotated[int | None, typer.Option(help="Result year, if the file does not say it.")]
AtStage = Annotated[Stage | None, typer.Option(help="Stage, if the file does not say it.")]
Under = Annotated[str | None, typer.Option("--instrument", help="Instrument, if the file does not say it.")]


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


def _workspace() -> Workspace:
    chosen = settings()
    return Workspace(chosen.database_url, chosen.published_dir if chosen.load_published else None)


def _instrument(instrument_id: str | None, year: int) -> Instrument:
    catalogue = instruments()
    if instrument_id is not None:
        if instrument_id not in catalogue:
            raise InstrumentError(f"Instrumen “{instrument_id}” tidak ada. Pilihan: {', '.join(catalogue)}.")
        return catalogue[instrument_id]
    found = catalogue.for_year(year)
    if found is None:
        first = min(item.first_year for item in catalogue.values())
        raise InstrumentError(f"Tidak ada instrumen untuk tahun {year}. Pakai tahun hasil mulai {first}.")
    return found


def _preview(file: Path, region: str | None, year: int | None, stage: Stage | None, instrument: str | None) -> Preview:
    if region is not None:
        gazetteer()[region]
    if instrument is not None:
        _instrument(instrument, year or 0)
    return preview(file.read_bytes(), file.name, Identity(region, year, stage, instrument))


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


def _print_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        place = " ".join(part for part in (finding.sheet, finding.cell) if part)
        typer.echo(f"{finding.severity.label} [{finding.code}] {place}: {finding.as_dict()['message']}", err=True)


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
    chosen = _instrument(instrument, year)
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
        _print_json({"findings": [finding.as_dict() for finding in previewed.reading.findings]})
    else:
        _print_findings(previewed.reading.findings)
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
        _print_json(
            {
                "findings": [finding.as_dict() for finding in previewed.reading.findings],
                "assessments": [_as_json(found) for found in previewed.evaluated],
            }
        )
    else:
        _print_findings(previewed.reading.findings)
        for found in previewed.evaluated:
            typer.echo(
                f"{found.region}\t{found.region_name}\t{found.year}\t{found.stage}\t{found.answered}/{found.of}\t"
                f"{format_score(found.nodes.get(INDEX_NODE))}\t{found.predicate or '–'}"
            )
    _leave(previewed)


def _as_json(found: Evaluated) -> dict[str, Any]:
    names = ("region", "region_name", "year", "stage", "answered", "of", "predicate")
    nodes = {
        code: {"exact": str(value), "value": float(value), "display": format_score(value)}
        for code, value in found.nodes.items()
    }
    return {name: getattr(found, name) for name in names} | {"instrument": found.instrument.id, "nodes": nodes}


@app.command("import")
def import_file(
    file: File,
    json_: Json = False,
    region: Region = None,
    year: Year = None,
    stage: AtStage = None,
    instrument: Under = None,
    by: Annotated[str | None, typer.Option(help="Who imports; your login name if not given.")] = None,
) -> None:
    """Store a workbook without errors, whole or not at all; the same file again stores nothing."""
    previewed = _preview(file, region, year, stage, instrument)
    if not json_:
        _print_findings(previewed.reading.findings)
    if not previewed.committable and json_:
        _print_json({"batch": None, "created": False, "findings": [f.as_dict() for f in previewed.reading.findings]})
        raise typer.Exit(1)
    outcome = _workspace().commit(previewed, by or getpass.getuser())
    if json_:
        findings = [finding.as_dict() for finding in previewed.reading.findings]
        _print_json({"batch": outcome.batch, "created": outcome.created, "findings": findings})
    else:
        word = "disimpan sebagai" if outcome.created else "sudah ada sebagai"
        typer.echo(f"{file.name} {word} unggahan nomor {outcome.batch}.")


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
    standings = _workspace().snapshot().standings
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
        _print_json(rows)
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
    name, chosen = gazetteer()[region].name, _instrument(None, year)
    snapshot = _workspace().snapshot()
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
        _print_json(
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

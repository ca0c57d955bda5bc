"""What the commands share: the options, and how they answer."""

import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from spbe_analytics.errors import InstrumentError
from spbe_analytics.ingest import Finding, Identity
from spbe_analytics.ingest.isolated import ReaderPool
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.settings import settings
from spbe_analytics.workspace import Workspace, limits_of

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


def open_workspace() -> Workspace:
    """Open the database of the settings, with the published figures in it."""
    chosen = settings()
    return Workspace(chosen.database_url, chosen.published_dir if chosen.load_published else None)


def instrument_of(instrument_id: str | None, year: int) -> Instrument:
    """Return the instrument of an id, or else of a year; an unknown one is an error of use."""
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


def hints_of(region: str | None, year: int | None, stage: Stage | None, instrument: str | None) -> Identity:
    """Return what the options say; an unknown region or instrument is an error of use."""
    if region is not None:
        gazetteer()[region]
    if instrument is not None:
        instrument_of(instrument, year or 0)
    return Identity(region, year, stage, instrument)


def print_json(data: object) -> None:
    """Print data as JSON on stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


def print_findings(findings: tuple[Finding, ...], *, as_data: bool = False) -> None:
    """Print findings, one a line: on stderr, or as the data that was asked for."""
    for finding in findings:
        place = " ".join(part for part in (finding.sheet, finding.cell) if part)
        typer.echo(f"{finding.severity.label} [{finding.code}] {place}: {finding.message}", err=not as_data)


@cache
def readers() -> ReaderPool:
    """Return the processes that read files, started at need."""
    chosen = settings()
    return ReaderPool(chosen.readers, chosen.read_seconds, chosen.read_memory_mb, limits_of(chosen))

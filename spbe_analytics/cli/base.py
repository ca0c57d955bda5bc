"""What the commands share: the options, and how they answer."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from spbe_analytics.cli.files import existing_file
from spbe_analytics.errors import InstrumentError, quoted
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import resolve, resolve_province
from spbe_analytics.schema import Stage
from spbe_analytics.settings import settings
from spbe_analytics.workspace import Workspace


class GovernmentKind(StrEnum):
    """What ``rank`` can rank."""

    provinsi = "provinsi"
    kabupaten = "kabupaten"
    kota = "kota"


def _code(written: str | None) -> str | None:
    return None if written is None else resolve(written).code


def _code_or_average(written: str) -> str:
    return resolve(written, averages=True).code


def _province_code(written: str | None) -> str | None:
    return None if written is None else resolve_province(written).code


REGION_HELP = "Daerah: kode Kemendagri (73.22), nama lengkap, atau nama pendek"

Government = Annotated[str, typer.Option("--region", metavar="DAERAH", callback=_code, help=f"{REGION_HELP}.")]
Place = Annotated[
    str,
    typer.Option(
        "--region",
        metavar="DAERAH",
        callback=_code_or_average,
        help=f"{REGION_HELP}; atau rata-rata tercetak: nasional.",
    ),
]
PlaceArgument = Annotated[
    str,
    typer.Argument(
        metavar="DAERAH", callback=_code_or_average, help=f"{REGION_HELP}; atau rata-rata tercetak: nasional."
    ),
]
Province = Annotated[
    str | None,
    typer.Option("--province", metavar="PROVINSI", callback=_province_code, help="Hanya provinsi ini: kode atau nama."),
]
ResultYear = Annotated[int, typer.Option("--year", metavar="TAHUN", help="Tahun hasil.")]
AtStage = Annotated[Stage, typer.Option("--stage", metavar="TAHAP", help=f"Tahap: {', '.join(Stage)}.")]
Json = Annotated[bool, typer.Option("--json", help="Cetak JSON.")]
Force = Annotated[bool, typer.Option("--force", help="Timpa berkas yang sudah ada.")]

File = Annotated[Path, typer.Argument(metavar="BERKAS", callback=existing_file, help="Buku kerja.")]
SaidRegion = Annotated[
    str | None,
    typer.Option("--region", metavar="DAERAH", callback=_code, help=f"{REGION_HELP}; bila tidak tertulis di berkas."),
]
SaidYear = Annotated[
    int | None, typer.Option("--year", metavar="TAHUN", help="Tahun hasil, bila tidak tertulis di berkas.")
]
SaidStage = Annotated[
    Stage | None, typer.Option("--stage", metavar="TAHAP", help="Tahap, bila tidak tertulis di berkas.")
]
Under = Annotated[
    str | None, typer.Option("--instrument", metavar="INSTRUMEN", help="Instrumen, bila tidak tertulis di berkas.")
]


def open_workspace() -> Workspace:
    """Open the database of the settings, with the published figures in it."""
    chosen = settings()
    return Workspace(chosen.database_url, chosen.published_dir if chosen.load_published else None)


def instrument_of(instrument_id: str | None, year: int) -> Instrument:
    """Return the instrument of an id, or else of a year; an unknown one is an error of use."""
    if instrument_id is not None:
        return instrument_named(instrument_id)
    catalogue = instruments()
    found = catalogue.for_year(year)
    if found is None:
        first = min(item.first_year for item in catalogue.values())
        raise InstrumentError(f"Tidak ada instrumen untuk tahun {quoted(year)}. Pakai tahun hasil mulai {first}.")
    return found


def instrument_named(instrument_id: str) -> Instrument:
    """Return the instrument of an id; an unknown one is an error of use."""
    catalogue = instruments()
    if instrument_id not in catalogue:
        raise InstrumentError(f"Instrumen {quoted(instrument_id)} tidak ada. Pilihan: {', '.join(catalogue)}.")
    return catalogue[instrument_id]


def unanswered(reason: str, as_json: bool, empty: object = None) -> NoReturn:
    """End a command that has nothing to answer: the reason on stderr, an empty answer where JSON was asked for."""
    if as_json:
        print_json(empty)
    typer.echo(reason, err=True)
    raise typer.Exit(1)


def print_json(data: object) -> None:
    """Print data as JSON on stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))

"""The command ``import``: one workbook, a folder of them, or a zip."""

import getpass
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from spbe_analytics.cli.base import (
    Json,
    SaidRegion,
    SaidStage,
    SaidYear,
    Under,
    hints_of,
    open_workspace,
    print_findings,
    print_json,
    readers,
    unanswered,
)
from spbe_analytics.cli.files import existing
from spbe_analytics.errors import SettingError
from spbe_analytics.ingest.bundle import is_bundle, unbundle
from spbe_analytics.settings import settings
from spbe_analytics.store import Committed
from spbe_analytics.workspace import Preview, preview_many

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".zip"})
"""What is taken from a folder; a file named by itself may have any ending."""


def import_files(
    path: Annotated[
        Path, typer.Argument(metavar="LETAK", callback=existing, help="Buku kerja, zip berisi buku kerja, atau folder.")
    ],
    json_: Json = False,
    region: SaidRegion = None,
    year: SaidYear = None,
    stage: SaidStage = None,
    instrument: Under = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAMA", help="Siapa yang menyimpan; bila kosong, nama masuk Anda di mesin ini."),
    ] = None,
    accept_hidden: Annotated[
        bool, typer.Option("--accept-hidden", help="Baris, kolom, dan lembar tersembunyi sudah diperiksa dan benar.")
    ] = False,
) -> None:
    """Store workbooks without errors, each whole or not at all; the same file again stores nothing.

    Of a folder or a zip all files without errors are stored together; the rest are listed with their findings.
    """
    files = list(_files(path))
    if not files:
        unanswered(f"{path}: tidak ada buku kerja di dalamnya.", json_, {"files": []})
    who = by if by is not None else _login()
    if not who.strip():
        raise SettingError("Opsi --by: isi nama yang menyimpan; nama itu dicatat dalam riwayat.")
    said = hints_of(region, year, stage, instrument)
    read = sorted(preview_many([(content, name) for name, content in files], said, readers()), key=lambda pair: pair[0])
    previews = [previewed for _, previewed in read]
    sound = [item for item in previews if item.committable and (accept_hidden or not item.reading.hides)]
    outcomes = open_workspace().commit_many(sound, who) if sound else []
    stored = dict(zip(map(id, sound), outcomes, strict=True))
    reports = [_report(item, stored.get(id(item))) for item in previews]
    if json_:
        one = {key: value for key, value in reports[0].items() if key != "file"}
        print_json(one if path.is_file() and len(files) == 1 else {"files": reports})
    else:
        _tell(previews, reports)
    if len(sound) < len(previews):
        raise typer.Exit(1)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise SettingError("Nama masuk di mesin ini tidak diketahui. Sebut nama dengan --by.") from error


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files of a path by name; those of a folder, and of the folders in it, in the order of their names."""
    found = [path]
    if path.is_dir():
        found = sorted(item for item in path.rglob("*") if item.is_file() and item.suffix.lower() in SUFFIXES)
    for item in found:
        content = item.read_bytes()
        if is_bundle(content):
            yield from unbundle(content, item.name, settings().max_upload_mb << 20)
        else:
            yield item.name, content


def _report(item: Preview, outcome: Committed | None) -> dict[str, Any]:
    return {
        "file": item.reading.name,
        "batch": outcome.batch if outcome else None,
        "created": outcome.created if outcome else False,
        "findings": [finding.as_dict() for finding in item.reading.findings],
    }


def _tell(previews: Sequence[Preview], reports: Sequence[dict[str, Any]]) -> None:
    for item, report in zip(previews, reports, strict=True):
        print_findings(item.reading.findings)
        name = item.reading.name
        if report["batch"] is None:
            cure = (
                "periksa bagian yang tersembunyi, lalu ulangi dengan --accept-hidden"
                if item.committable
                else "perbaiki dulu temuan berjenis kesalahan"
            )
            typer.echo(f"{name} belum disimpan: {cure}.", err=True)
        else:
            word = "disimpan sebagai" if report["created"] else "sudah ada sebagai"
            typer.echo(f"{name} {word} unggahan nomor {report['batch']}.")
    if len(reports) > 1:
        typer.echo(f"{sum(report['batch'] is not None for report in reports)} dari {len(reports)} berkas tersimpan.")

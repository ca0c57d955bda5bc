"""The commands on workbooks: ``template``, ``check``, ``score`` and ``import``."""

import getpass
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from spbe_analytics.atomic import write
from spbe_analytics.cli.base import (
    AtStage,
    File,
    Force,
    Government,
    Json,
    ResultYear,
    SaidRegion,
    SaidStage,
    SaidYear,
    Under,
    instrument_of,
    open_workspace,
    print_json,
    unanswered,
)
from spbe_analytics.cli.files import existing, writable
from spbe_analytics.errors import SettingError
from spbe_analytics.ingest import Finding, Identity, template
from spbe_analytics.ingest.files.kinds import TABLES
from spbe_analytics.ingest.processes.bundle import is_bundle
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.opendata.names import is_package
from spbe_analytics.preview import Evaluated, Preview, limits_of, preview_many
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Severity, Stage
from spbe_analytics.scoring.display import format_score
from spbe_analytics.settings import settings
from spbe_analytics.store import Committed

SUFFIXES = frozenset(f".{ending}" for ending in (*TABLES, "zip"))
"""What is taken from a folder; a file named by itself may have any ending."""


def hints_of(region: str | None, year: int | None, stage: Stage | None, instrument: str | None) -> Identity:
    """Return what the options say; an unknown instrument is an error of use."""
    if instrument is not None:
        instrument_of(instrument, year or 0)
    return Identity(region, year, stage, instrument)


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


def _preview(file: Path, region: str | None, year: int | None, stage: Stage | None, instrument: str | None) -> Preview:
    ((_, found),) = preview_many([(file.read_bytes(), file.name)], hints_of(region, year, stage, instrument), readers())
    return found


def _judge(previewed: Preview) -> None:
    if any(finding.severity is Severity.ERROR for finding in previewed.reading.findings):
        raise typer.Exit(1)


def make_template(
    region: Government,
    year: ResultYear,
    out: Annotated[Path, typer.Option(metavar="BERKAS", help="Di mana buku kerja ditulis.")],
    stage: AtStage = Stage.FINAL,
    instrument: Annotated[
        str | None, typer.Option(metavar="INSTRUMEN", help="Instrumen, bila bukan instrumen tahun itu.")
    ] = None,
    force: Force = False,
) -> None:
    """Write a workbook to fill in: one row an indicator, with drop-downs and checks."""
    chosen = instrument_of(instrument, year)
    writable(out, force=force)
    write(out, template(chosen, gazetteer()[region], year, stage))
    typer.echo(f"{out}: templat {chosen.name} untuk {gazetteer()[region].name} {year}, {stage.label}.", err=True)


def check(
    file: File,
    json_: Json = False,
    region: SaidRegion = None,
    year: SaidYear = None,
    stage: SaidStage = None,
    instrument: Under = None,
    annotate: Annotated[
        Path | None, typer.Option(metavar="BERKAS", help="Di mana salinan yang memuat temuannya ditulis.")
    ] = None,
    force: Force = False,
) -> None:
    """Read a workbook and list every finding; nothing is stored."""
    if annotate is not None:
        if annotate.resolve() == file.resolve():
            raise SettingError("Opsi --annotate: sebut berkas lain, bukan berkas yang diperiksa.")
        writable(annotate, force=force)
    previewed = _preview(file, region, year, stage, instrument)
    if json_:
        print_json({"findings": [finding.as_dict() for finding in previewed.reading.findings]})
    else:
        print_findings(previewed.reading.findings, as_data=True)
        count = len(previewed.reading.findings)
        typer.echo(f"{file.name}: {len(previewed.evaluated)} penilaian, {count} temuan.")
    if annotate is not None:
        if found := previewed.reading.findings:
            from spbe_analytics.ingest.annotated import annotate as annotated_copy  # late: only a copy needs openpyxl

            write(annotate, annotated_copy(previewed.content, file.name, found))
        typer.echo(f"{annotate} {'berisi temuannya' if found else 'tidak ditulis: tidak ada temuan'}.", err=True)
    _judge(previewed)


def score(
    file: File,
    json_: Json = False,
    region: SaidRegion = None,
    year: SaidYear = None,
    stage: SaidStage = None,
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
    if not previewed.evaluated:
        typer.echo(f"{file.name} tidak berisi penilaian yang terbaca; tidak ada yang dihitung.", err=True)
        raise typer.Exit(1)
    _judge(previewed)


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


def import_files(
    path: Annotated[
        Path,
        typer.Argument(metavar="LETAK", callback=existing, help="Buku kerja, zip, folder, atau paket export."),
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
        bool, typer.Option("--accept-hidden", help="Baris, kolom, lembar, dan desimal tersembunyi sudah diperiksa.")
    ] = False,
) -> None:
    """Store workbooks without errors, each whole or not at all; the same file again stores nothing.

    Of a folder or a zip all files without errors are stored together; the rest are listed with their findings.
    """
    if is_package(path):
        from spbe_analytics.cli.past import import_package  # late: rarely asked for

        import_package(path)
        return
    pool = readers()
    files = list(_files(path, pool))
    if not files:
        unanswered(f"{path}: tidak ada buku kerja di dalamnya.", json_, {"files": []})
    who = by if by is not None else _login()
    if not who.strip():
        raise SettingError("Opsi --by: isi nama yang menyimpan; nama itu dicatat dalam riwayat.")
    said = hints_of(region, year, stage, instrument)
    read = sorted(preview_many([(content, name) for name, content in files], said, pool), key=lambda pair: pair[0])
    previews = [previewed for _, previewed in read]
    sound = [item for item in previews if item.committable and (accept_hidden or not item.reading.hides)]
    workspace = open_workspace() if sound else None
    cautions = workspace.cautions(sound) if workspace is not None else []
    for text in cautions:
        typer.echo(f"Perhatian: {text}", err=True)
    outcomes = workspace.commit_many(sound, who) if workspace is not None else []
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


def _files(path: Path, pool: ReaderPool) -> Iterator[tuple[str, bytes]]:
    """Give the files of a path by name; those of a folder, and of the folders in it, in the order of their names."""
    found = [path]
    if path.is_dir():
        found = sorted(item for item in path.rglob("*") if item.is_file() and item.suffix.lower() in SUFFIXES)
    for item in found:
        content = item.read_bytes()
        if is_bundle(content):
            yield from pool.unbundle(content, item.name, settings().max_upload_mb << 20)
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

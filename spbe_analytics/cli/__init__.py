"""The command line: data on stdout, messages on stderr.

Exit codes: 0 fine; 1 no answer, or findings of severity error; 2 wrong use, a bad setting, a place out of use.
"""

import os
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

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
    app,
    command,
    hints_of,
    instrument_of,
    print_findings,
    print_json,
    readers,
)
from spbe_analytics.cli.explaining import change
from spbe_analytics.cli.files import writable, write
from spbe_analytics.cli.importing import import_files
from spbe_analytics.cli.parser import told
from spbe_analytics.cli.past import list_history, restore, revert, why
from spbe_analytics.cli.planning import path
from spbe_analytics.cli.standing import rank, show
from spbe_analytics.cli.weakness import find_weakest
from spbe_analytics.errors import AnnotationError, CommitError, ProvinceError, SettingError, SpbeError, UnansweredError
from spbe_analytics.ingest import template
from spbe_analytics.ingest.annotated import annotate as annotated_copy
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Severity, Stage
from spbe_analytics.scoring.display import format_score
from spbe_analytics.settings import ROOT, settings
from spbe_analytics.workspace import Evaluated, Preview, preview_many


def main() -> None:
    """Run the command line; whatever goes wrong is told on stderr in a sentence."""
    try:
        code = app(standalone_mode=False, prog_name="python -m spbe_analytics")
    except typer.TyperException as error:
        _leave(told(error), 2)
    except typer.Abort:
        _leave("Dihentikan.", 1)
    except (UnansweredError, ProvinceError) as error:
        if "--json" in sys.argv:
            print_json(None)
        _leave(str(error), 1)
    except (AnnotationError, CommitError) as error:
        _leave(str(error), 1)
    except SpbeError as error:
        _leave(str(error), 2)
    except OSError as error:
        if error.filename is None:
            _leave(_unforeseen(), 2)
        _leave(f"{error.filename} tidak dapat dibuka. Periksa letak, izin, dan ruang penyimpanannya.", 2)
    except Exception:
        _leave(_unforeseen(), 2)
    sys.exit(code if isinstance(code, int) else 0)


def _leave(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)


def _unforeseen() -> str:
    """Keep where an error arose that nobody foresaw, and say in which file."""
    said = "Perintah ini berhenti karena ada kesalahan dalam aplikasi."
    try:
        with tempfile.NamedTemporaryFile("w", prefix="spbe-", suffix=".log", delete=False, encoding="utf-8") as file:
            file.write(traceback.format_exc())
    except OSError:
        return said
    return f"{said} Rinciannya ada di {file.name}; sampaikan berkas itu kepada pengelola aplikasi."


def _preview(file: Path, region: str | None, year: int | None, stage: Stage | None, instrument: str | None) -> Preview:
    ((_, found),) = preview_many([(file.read_bytes(), file.name)], hints_of(region, year, stage, instrument), readers())
    return found


def _judge(previewed: Preview) -> None:
    if any(finding.severity is Severity.ERROR for finding in previewed.reading.findings):
        raise typer.Exit(1)


@command("template", "Tulis buku kerja untuk diisi: satu baris satu indikator, dengan pilihan dan pemeriksaan.")
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


@command("check", "Baca buku kerja dan sebut semua temuan; tidak ada yang disimpan.")
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
            write(annotate, annotated_copy(previewed.content, file.name, found))
        typer.echo(f"{annotate} {'berisi temuannya' if found else 'tidak ditulis: tidak ada temuan'}.", err=True)
    _judge(previewed)


@command("score", "Hitung nilai buku kerja dengan tepat; tidak ada yang disimpan.")
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


command("import", "Simpan buku kerja tanpa kesalahan, utuh atau tidak sama sekali; dari folder atau zip, semuanya.")(
    import_files
)
command("history", "Sebut semua unggahan, yang terbaru dulu: berkas, siapa, kapan, isinya, dan apakah dibatalkan.")(
    list_history
)
command("revert", "Batalkan unggahan; tidak ada yang dihapus, dan restore memulihkannya.")(revert)
command("restore", "Pulihkan unggahan yang dibatalkan: nilainya berlaku lagi.")(restore)
command("why", "Sebut asal sebuah angka: terbitan atau sel, atau rumus dengan angkanya.")(why)
command("path", "Cari upaya paling ringan menuju predikat atau indeks.")(path)
command("weakest", "Sebut yang menahan daerah: poin hilang, jarak, peringkat, dan yang terlemah menurut tiap ukuran.")(
    find_weakest
)
command("change", "Urai perubahan indeks menjadi sumbangan domain, aspek, dan indikator, yang jumlahnya tepat.")(change)
command("rank", "Urutkan pemerintah daerah menurut indeksnya.")(rank)
command("show", "Tampilkan semua nilai satu daerah yang diketahui, dengan dasar dan sumbernya.")(show)


@command("serve", "Buka dasbor di alamat dan port menurut pengaturan.")
def serve() -> None:
    """Open the dashboard at the address and port of the settings."""
    chosen = settings()
    _free(chosen.address, chosen.port)
    arguments = [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")),
        *("--server.address", chosen.address, "--server.port", str(chosen.port)),
        *("--server.maxUploadSize", str(chosen.max_upload_mb)),
    ]
    os.chdir(ROOT)  # .streamlit/config.toml is read from the working folder
    os.execv(sys.executable, arguments)


def _free(address: str, port: int) -> None:
    """Make sure that the dashboard can listen; Streamlit would say otherwise in English, or take another port."""
    try:
        with socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET):
            pass
    except OSError as error:
        raise SettingError(
            f"Dasbor tidak dapat dibuka di {address} port {port}: sedang dipakai, atau alamatnya bukan milik mesin "
            "ini. Ubah SPBE_ADDRESS atau SPBE_PORT."
        ) from error

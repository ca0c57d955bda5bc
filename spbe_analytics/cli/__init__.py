"""The command line: data on stdout, messages on stderr.

Exit codes: 0 fine; 1 no answer, or findings of severity error; 2 wrong use, a bad setting, a place out of use.
"""

import gc
import os
import runpy
import socket
import sys
import tempfile
import traceback
from typing import Annotated, Final, NoReturn

import typer

from spbe_analytics.cli.parser import Group, told
from spbe_analytics.errors import AnnotationError, CommitError, ProvinceError, SettingError, SpbeError, UnansweredError
from spbe_analytics.settings import ROOT, settings

HERE: Final = __name__

SELDOM: Final = (200_000, 20, 100)
"""When the garbage collector looks: a command makes much that stays, above all modules, and is over soon."""

COMMANDS: Final = Group(
    "Indeks SPBE dan Pemdi pemerintah daerah: memeriksa, menilai, menyimpan, membandingkan, dan merencanakan.",
    {
        "template": (
            f"{HERE}.workbooks.make_template",
            "Tulis buku kerja untuk diisi: satu baris satu indikator, dengan pilihan dan pemeriksaan.",
        ),
        "check": (
            f"{HERE}.workbooks.check",
            "Baca buku kerja dan sebut semua temuan; tidak ada yang disimpan.",
        ),
        "score": (
            f"{HERE}.workbooks.score",
            "Hitung nilai buku kerja dengan tepat; tidak ada yang disimpan.",
        ),
        "import": (
            f"{HERE}.workbooks.import_files",
            "Simpan buku kerja tanpa kesalahan, utuh atau tidak sama sekali; dari folder atau zip, semuanya.",
        ),
        "perbarui": (
            f"{HERE}.past.update",
            "Ambil data terbitan yang lebih baru, dari zip atau foldernya; yang lama tetap dalam riwayat.",
        ),
        "history": (
            f"{HERE}.past.list_history",
            "Sebut semua unggahan, yang terbaru dulu: berkas, siapa, kapan, isinya, dan apakah dibatalkan.",
        ),
        "revert": (
            f"{HERE}.past.revert",
            "Batalkan unggahan; tidak ada yang dihapus, dan restore memulihkannya.",
        ),
        "restore": (f"{HERE}.past.restore", "Pulihkan unggahan yang dibatalkan: nilainya berlaku lagi."),
        "why": (
            f"{HERE}.past.why",
            "Sebut asal sebuah angka: terbitan atau sel, atau rumus dengan angkanya.",
        ),
        "path": (f"{HERE}.planning.path", "Cari upaya paling ringan menuju predikat atau indeks."),
        "weakest": (
            f"{HERE}.weakness.find_weakest",
            "Sebut yang menahan daerah: poin hilang, jarak, peringkat, dan yang terlemah menurut tiap ukuran.",
        ),
        "change": (
            f"{HERE}.explaining.change",
            "Urai perubahan indeks menjadi sumbangan domain, aspek, dan indikator, yang jumlahnya tepat.",
        ),
        "kriteria": (
            f"{HERE}.criteria.ask",
            "Sebut yang diminta sebuah tingkat: kriteria, data dukung, sumber, dan halamannya.",
        ),
        "rank": (f"{HERE}.standing.rank", "Urutkan pemerintah daerah menurut indeksnya."),
        "show": (
            f"{HERE}.standing.show",
            "Tampilkan semua nilai satu daerah yang diketahui, dengan dasar dan sumbernya.",
        ),
        "laporan": (
            f"{HERE}.documents.make_documents",
            "Tulis slide, buku kerja, dan rapor daerah ke folder; untuk cron, hanya yang berubah.",
        ),
        "gambar": (f"{HERE}.documents.draw", "Tulis satu gambar daerah sebagai PNG atau SVG."),
        "export": (
            f"{HERE}.past.export_data",
            "Tulis semua data sebagai paket data terbuka (Frictionless); import memulihkannya.",
        ),
        "verify": (
            f"{HERE}.checking.verify_files",
            "Cocokkan angka yang dibawa sebuah dokumen dengan yang tersimpan sekarang.",
        ),
        "serve": (f"{HERE}.serve", "Buka dasbor di alamat dan port menurut pengaturan."),
    },
)
"""Every command: the function that runs it, imported when it is typed, and the text of its help."""


def main() -> None:
    """Run the command line; whatever goes wrong is told on stderr in a sentence."""
    gc.set_threshold(*SELDOM)
    try:
        code = COMMANDS.main(standalone_mode=False, prog_name="python -m spbe_analytics")
    except typer.TyperException as error:
        _leave(told(error), 2)
    except typer.Abort:
        _leave("Dihentikan.", 1)
    except (UnansweredError, ProvinceError) as error:
        if "--json" in sys.argv:
            typer.echo("null")
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


def serve(
    reload: Annotated[bool, typer.Option("--reload", help="Muat ulang bila kode berubah, untuk pengembang.")] = False,
) -> None:
    """Open the dashboard at the address and port of the settings."""
    chosen = settings()
    _free(chosen.address, chosen.port)
    watcher = "auto" if reload else "none"  # it looks at every module in each session
    os.chdir(ROOT)  # .streamlit/config.toml is read from the working folder
    sys.argv = [
        *("streamlit", "run", str(ROOT / "dashboard.py"), "--server.address", chosen.address),
        *("--server.port", str(chosen.port), "--server.maxUploadSize", str(chosen.max_upload_mb)),
        *("--server.fileWatcherType", watcher),
    ]
    runpy.run_module("streamlit", run_name="__main__")


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

"""What is said of a workbook of the follow-up; part of the one table of rules, in plain tuples as in its neighbour."""

from collections.abc import Mapping
from typing import Final

from spbe_analytics.schema import ActionState, Severity, Theme

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_STATES: Final = ", ".join(state.value for state in ActionState)
_THEMES: Final = ", ".join(theme.label for theme in Theme)

ACTIONS: Final[Mapping[str, tuple[Severity, str, str]]] = {
    "no-actions": (
        _ERROR,
        "Berkas {file} tidak memuat tabel tindak lanjut",
        "Pakai unduhan XLSX dari halaman Tindak lanjut, atau beri judul kolom “Kode indikator” dan “Tindakan”.",
    ),
    "too-many-actions": (
        _ERROR,
        "Tabel tindak lanjut berisi {count} baris, lebih dari batas {limit}",
        "Bagi menjadi beberapa berkas.",
    ),
    "action-other-region": (
        _ERROR,
        "Berkas ini memuat tindak lanjut {written}, bukan {expected}",
        "Pilih daerah itu di saringan, atau unggah berkas milik {expected}.",
    ),
    "action-other-instrument": (
        _ERROR,
        "Berkas ini memuat tindak lanjut menurut instrumen “{written}”, bukan {expected}",
        "Pilih tahun yang memakai instrumen itu di saringan, atau unggah berkas lain.",
    ),
    "action-unknown-node": (
        _ERROR,
        "“{written}” bukan kode atau nama indikator {instrument}",
        "Isi kode seperti I1, pilih dari daftar di selnya.",
    ),
    "action-without-node": (
        _ERROR,
        "Baris ini tidak menyebut indikatornya",
        "Isi kode seperti I1, pilih dari daftar di selnya.",
    ),
    "action-name-differs": (
        _WARNING,
        "Nama “{written}” bukan nama {code} ({expected}); yang dipakai kodenya",
        "Pastikan kodenya benar.",
    ),
    "action-number": (_ERROR, "No. “{written}” bukan nomor tindakan", "Kosongkan No. bila barisnya baru."),
    "action-number-unknown": (
        _ERROR,
        "Tindakan nomor {number} tidak ada di daerah ini",
        "Kosongkan No. dan Versi bila barisnya baru.",
    ),
    "action-number-twice": (
        _ERROR,
        "Tindakan nomor {number} sudah ada di baris {line}",
        "Hapus salah satu, atau kosongkan No. bila barisnya baru.",
    ),
    "action-there": (
        _WARNING,
        "Tindakan ini sudah ada sebagai nomor {number}; barisnya dilewati",
        "Isi No. itu bila yang ada hendak diubah.",
    ),
    "action-removed": (
        _ERROR,
        "Tindakan nomor {number} sudah dihapus oleh {other}",
        "Hapus barisnya, atau pulihkan tindakannya dahulu.",
    ),
    "action-empty": (_ERROR, "Tindakan kosong", "Tulis apa yang akan dikerjakan, atau hapus barisnya."),
    "action-too-long": (_ERROR, "{field} berisi {count} huruf, lebih dari batas {limit}", "Persingkat isinya."),
    "action-date": (
        _ERROR,
        "Tenggat “{written}” bukan tanggal",
        "Isi sebagai tanggal, atau tulis seperti 31/12/2026, 31 Desember 2026, atau 2026-12-31.",
    ),
    "action-date-absurd": (_ERROR, "{said}", "Perbaiki tahunnya."),
    "action-state": (_ERROR, "Keadaan “{written}” tidak dikenal", f"Isi salah satu dari: {_STATES}."),
    "action-choice": (_ERROR, "{field} “{written}” tidak dikenal", "Pilih dari daftar di kolom itu."),
    "action-theme": (_ERROR, "Tema “{written}” tidak dikenal", f"Kosongkan, atau isi salah satu dari: {_THEMES}."),
    "action-link": (
        _ERROR,
        "Bukti “{written}” bukan tautan",
        "Isi alamat lengkap yang diawali http:// atau https://.",
    ),
    "action-conflict": (
        _ERROR,
        "{field} tindakan nomor {number} sudah diubah {other} menjadi “{said}” sesudah berkas ini diunduh",
        "Samakan isinya dengan yang terbaru, atau unduh lagi lalu ulangi.",
    ),
}

"""What is said of a file that may do harm; part of the one table of rules.

Its rules are made of plain tuples, because the table itself is made where :class:`Rule` is.
"""

from collections.abc import Mapping
from typing import Final

from spbe_analytics.schema import Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_SMALLER: Final = "Salin tabel penilaian ke buku kerja baru, simpan, lalu unggah lagi."

SAFETY: Final[Mapping[str, tuple[Severity, str, str]]] = {
    # safety
    "unsafe-entry-name": (_ERROR, "Berkas {file} memuat bagian bernama tidak aman: “{written}”", _SMALLER),
    "duplicate-entry": (_ERROR, "Berkas {file} memuat bagian “{written}” lebih dari satu kali", _SMALLER),
    "entry-not-inspectable": (
        _ERROR,
        "Bagian “{written}” dalam berkas {file} dimampatkan dengan cara yang tidak dapat diperiksa",
        _SMALLER,
    ),
    "entry-size-differs": (
        _ERROR,
        "Bagian “{written}” dalam berkas {file} berisi lebih banyak daripada yang dinyatakannya",
        _SMALLER,
    ),
    "xml-declares-entities": (
        _ERROR,
        "Bagian “{written}” dalam berkas {file} memuat deklarasi XML (DOCTYPE) yang tidak dipakai buku kerja",
        _SMALLER,
    ),
    "too-many-entries": (_ERROR, "Berkas {file} memuat {count} bagian, lebih dari batas {limit}", _SMALLER),
    "unpacked-too-large": (
        _ERROR,
        "Berkas {file} menjadi {count} MiB setelah dibuka, lebih dari batas {limit} MiB",
        _SMALLER,
    ),
    "compressed-too-much": (
        _ERROR,
        "Bagian “{written}” dalam berkas {file} mengembang {count} kali saat dibuka, lebih dari batas {limit} kali",
        _SMALLER,
    ),
    "too-many-sheets": (
        _ERROR,
        "Berkas {file} memuat {count} lembar, lebih dari batas {limit}",
        "Bagi menjadi beberapa buku kerja.",
    ),
    "too-many-rows": (
        _ERROR,
        "Berkas {file} memuat lembar dengan {count} baris, lebih dari batas {limit}",
        "Hapus baris yang tidak dipakai, atau bagi menjadi beberapa lembar.",
    ),
    "too-many-columns": (
        _ERROR,
        "Berkas {file} memuat lembar dengan {count} kolom, lebih dari batas {limit}",
        "Hapus kolom yang tidak dipakai.",
    ),
    "too-many-merges": (
        _ERROR,
        "Berkas {file} memuat lembar dengan {count} sel gabungan, lebih dari batas {limit}",
        "Pisahkan sel yang digabung (Unmerge Cells).",
    ),
    "too-many-strings": (
        _ERROR,
        "Berkas {file} memuat {count} teks, lebih dari batas {limit}",
        "Hapus lembar dan kolom teks yang tidak dipakai.",
    ),
    "has-macros": (
        _WARNING,
        "Berkas {file} memuat makro; makro tidak pernah dijalankan",
        "Simpan sebagai .xlsx bila makro itu tidak diperlukan.",
    ),
    "has-external-links": (
        _WARNING,
        "Berkas {file} memuat tautan ke berkas lain; tautan tidak pernah dibuka, yang dibaca nilai tersimpan",
        "Putuskan tautannya (Data › Edit Links › Break Link) bila nilainya sudah benar.",
    ),
    "has-connections": (
        _WARNING,
        "Berkas {file} memuat sambungan data ke luar; sambungan tidak pernah dibuka",
        "Hapus sambungannya (Data › Queries & Connections) bila tidak diperlukan.",
    ),
    "has-embedded-objects": (
        _WARNING,
        "Berkas {file} memuat objek tertanam; objek tidak pernah dibuka",
        "Hapus objek itu bila tidak diperlukan.",
    ),
}
"""Code → severity, message, cure."""

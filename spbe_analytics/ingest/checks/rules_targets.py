"""What is said of tables of targets; part of the one table of rules, as plain tuples."""

from collections.abc import Mapping
from typing import Final

from spbe_analytics.schema import Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

TARGETS: Final[Mapping[str, tuple[Severity, str, str]]] = {
    "no-targets": (
        _ERROR,
        "Tidak ada tabel target dalam {file}",
        "Beri judul kolom “Tahun”, “Target”, dan “Dokumen”, serta “Daerah” bila memuat banyak daerah.",
    ),
    "targets-unreadable": (
        _ERROR,
        "Berkas {file} tidak dapat dibaca",
        "Simpan sebagai .xlsx atau CSV, lalu unggah lagi.",
    ),
    "too-many-targets": (
        _ERROR,
        "Tabel berisi lebih dari {limit} baris",
        "Bagi menjadi beberapa berkas.",
    ),
    "target-empty": (_INFO, "Target tahun {year} kosong dan dilewati", "Isi bila dokumennya menyebut target."),
    "target-year": (_ERROR, "“{written}” bukan tahun yang mempunyai instrumen", "Isi tahun {first} atau sesudahnya."),
    "target-value": (
        _ERROR,
        "Target “{written}” bukan angka indeks {lowest} sampai {highest}{meaning}",
        "Tulis angkanya, misalnya 2,75.",
    ),
    "target-document": (
        _ERROR,
        "Dokumen yang memuat target tahun {year} tidak disebut",
        "Isi kolom Dokumen, misalnya RPJMD 2025–2029.",
    ),
    "target-document-long": (
        _ERROR,
        "Nama dokumen berisi {count} karakter, lebih dari {limit}",
        "Ringkas namanya.",
    ),
    "target-region": (
        _ERROR,
        "Daerah pemilik target tahun {year} tidak disebut",
        "Isi kolom Daerah, atau pilih “Daerah saya” di saringan.",
    ),
    "target-instrument": (
        _ERROR,
        "Instrumen “{written}” tidak dikenal",
        "Pilih salah satu: {names}.",
    ),
    "target-instrument-differs": (
        _WARNING,
        "Target {year} menurut {written}, padahal tahun itu dinilai menurut {due}",
        "Boleh disimpan; capaiannya tidak dihitung. Kosongkan kolom Instrumen bila targetnya menurut {due}.",
    ),
    "target-twice": (
        _ERROR,
        "Target {year} {name} sudah disebut di sel {other}",
        "Sisakan satu baris untuk tiap daerah dan tahun.",
    ),
}
"""Code → severity, message and cure."""

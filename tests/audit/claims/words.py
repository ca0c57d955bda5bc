"""Wordings that are false whatever the figures are, and numbers that need not be read, each with its reason."""

import re

FALSE_WORDS: tuple[tuple[str, str, str], ...] = (
    ("kata", r"(?i)\b(?:naik|turun) [−-]\d", "naik atau turun dengan angka negatif"),
    ("kata", r"(?i)\b(?:naik|turun) 0,00\b", "naik atau turun nol"),
    ("kata", r"\btetap(?: dari \d{4})?, dan (?:naik|turun)\b", "tetap, dan …: tetapi"),
    ("kata", r"(?:melebar|menyusut|menyempit): (\d,\d\d)(?: \(\d{4}\))? menjadi \1(?!\d)", "angka yang sama"),
    ("jarak dan rentang", r"\b0,00–0,01\b", "rentang 0,00–0,01"),
    ("jarak dan rentang", r"(?<![\d,])(\d+(?:,\d+)?)(?:–| sampai )\1(?![\d,])", "rentang dengan ujung yang sama"),
    ("pengecualian", r"Ask ChatGPT|Traceback|KeyError|IndexError|ValueError|single positional indexer", "pesan galat"),
    ("bahasa Inggris", r"\b(?:the|and|of|error|index out|choose|upload|file|required)\b(?! di)", "bahasa Inggris"),
    ("angka tanpa arti", r"\b(?:nan|None|NaN|NaT|inf)\b", "nilai kosong sebagai teks"),
)  # fmt: skip

PARTLY_ENGLISH = re.compile(r"Unduh|github|https?:|\.xlsx|\.csv|Open Data|dashboard|file_", re.I)


UNREAD: tuple[tuple[str, str, str], ...] = (
    ("legend", r".*", "tulisan dalam gambar; angkanya sama dengan teks alternatif, yang dibaca"),
    ("control", r".*", "nama tombol dan isian"),
    ("note", r"^Sumber: ", "judul publikasi"),
    ("note", r"^Evaluasi (?:SPBE|Pemdi) ", "kalender evaluasi: tests/instruments"),
    ("note", r" penduduk terdaftar \(|^Ditjen Dukcapil, ", "fakta daerah dan sumbernya: tests/ui"),
    ("note", r"^GeoJSON dengan poligon", "contoh kode"),
    ("*", r"\d+(?: dari \d+)? kabupaten dan kota", "peta semua jenis: tests/parts/test_painted"),
    ("heading", r"^\d+ penjelasan atas nilai \d{4}$|^Penjelasan atas nilai ", "penjelasan orang: tests/store"),
    ("note", r"^Instrumen ", "nama peraturan"),
    ("note", r"^Catatan: ", "catatan sumber"),
    ("note", r"^(?:\d{4}, )?\d{4}: peringkat\.?$", "keterangan kolom"),
    ("heading", r"^\d+ nilai dari \d+ tahun, \d+ sumber$", "banyaknya baris tabel; tests/app"),
    ("note", r"^(?:Tata Kelola|Layanan|Kebijakan|Manajemen)[\w ]* \d+ kenaikan$|^\+?\d,\d+$", "isi rencana; bukti rencana"),
    ("note", r"^Setiap kenaikan satu tingkat|^Indeksnya \d,\d{4} di atas sasaran", "isi rencana; bukti rencana"),
    ("heading", r"^Satu tingkat lagi paling berharga di ", "nilai satu tingkat; tests/analysis"),
    ("note", r"\d domain tetap dan tidak digambar", "banyaknya batang; tests/charts"),
    ("note", r"kelompok(?: daerah)? tidak dapat dibedakan", "kelompok setara; tests/analysis/test_certainty_bands"),
    ("info", r"butir dan bobotnya berbeda, sehingga perubahannya tidak dihitung", "alasan tanpa perubahan"),
    ("heading", r"^Sumber lain mencetak nilai berbeda", "nilai lain per sumber: tests/app"),
    ("expander", r".*", "judul lipatan"),
    ("note", r"^Garis penuh: \d{4}\.", "tahun gambar"),
    ("note", r"^Kabupaten Banyuasin: Salah cetak", "catatan sumber"),
    ("info", r"tidak ada tingkat yang cocok dengan nilai domain dan indeks tercetak", "alasan tanpa rencana"),
    ("info", r"hanya indeks yang diketahui|nilai domain tidak cukup", "alasan tanpa rencana"),
    ("picture", r"^Tabel tingkat \d+ baris", "banyaknya baris gambar"),
    ("*", r"Publik Sektor \d|\d+ lainnya", "nama butir; sisa daftar"),
    ("*", r"^\d,\d\d tidak pasti tercapai dengan syarat ini", "sasaran yang dipilih; bukti rencana"),
    ("*", r"\d+ butir lain ada di tabel", "banyaknya baris tabel"),
    ("info", r"Pilih dua sampai \d daerah", "cara memakai halaman"),
    ("*", r"Muat \d+ tingkat indikator", "banyaknya indikator instrumen"),
    ("*", r"Naik terbanyak: dari \d{4} ke \d{4}", "dua tahun halaman"),
    ("*", r"perubahan dari \d{4}", "tahun sebelum halaman"),
    ("*", r"\d+ dari \d+ tingkat indikator diketahui", "banyaknya tingkat; Profil"),
    ("*", r"\b\d{4}, \d{4}:", "dua tahun kolom"),
    ("*", r"PermenPANRB Nomor \d+ Tahun \d{4}|Permen ?PANRB \d+/\d{4}|Kepmen PANRB \d+/\d{4}", "nama peraturan"),
    ("*", r"SPBE 20\d\d–20\d\d|Pemdi 20\d\d", "nama instrumen"),
    ("*", r"\b(?:Nilai akhir|Penilaian \w+),? 20\d\d(?:–20\d\d)?", "tahap dan tahun halaman"),
    ("*", r"[Tt]ingkat \d(?:–\d)?\b|\(1–5\)|\(0–5\)", "tingkat dan skala"),
    ("*", r"bobot \d+(?:,\d+)?%", "bobot peraturan"),
    ("*", r"[IAD]\d+(?:-\d)?\b", "kode butir"),
    ("*", r"1 \+ banyaknya", "rumus peringkat"),
    ("*", r"dapat berbeda 0,01 dari selisih angka itu", "cara membulatkan; tests/documents"),
    ("*", r"\b(?:dua|empat) desimal", "cara menulis"),
)  # fmt: skip


UNREAD_PAGES = {
    "riwayat": "batch, berkas, dan waktu: tests/app/test_app_history",
    "metodologi": "peraturan, rumus, dan contohnya: tests/ui/test_methodology",
    "unggah": "cara mengunggah: tests/app/test_app_upload",
    "tindak_lanjut": "tindakan yang dicatat orang: tests/app/test_app_followup",
}
"""Pages whose numbers are not read; their words, empty states and exceptions are."""


NUMBER = re.compile(r"(?<![\w])[+−]?\d[\d.,]*\d|(?<![\w])[+−]?\d")

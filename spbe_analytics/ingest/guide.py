"""The instructions on the template's second sheet."""

from spbe_analytics.ingest.records.levels import show_number
from spbe_analytics.instruments import Instrument


def guide_lines(instrument: Instrument) -> list[tuple[str, str]]:
    """Return heading and text of each instruction for one instrument."""
    scale = instrument.scale
    span = f"{show_number(scale.lowest)} sampai {show_number(scale.highest)}"
    if scale.whole:
        level = f"Bilangan bulat {span}, misalnya 3. Angka pecahan ditolak."
    else:
        level = f"Angka {span}, paling banyak {scale.decimals} desimal, misalnya 2,75."
    lines = [
        ("Untuk apa", f"Lembar Isian memuat {len(instrument.indicators)} indikator {instrument.name}."),
        ("Sel yang diisi", "Hanya sel berwarna kuning muda. Sel abu-abu berisi teks peraturan."),
        ("Daerah, Tahun, Tahap", "Pilih dari daftar. Tahun adalah tahun hasil penilaian, bukan tahun pengisian."),
        ("Instrumen", "Sudah terisi. Untuk instrumen lain, unduh templat instrumen itu."),
        ("Tingkat", level),
        (
            "Belum dinilai",
            "Kosongkan selnya, jangan diisi 0. Nilai di atasnya tidak dihitung sampai semua indikatornya terisi.",
        ),
        ("Arti tingkat", "Nama tiap tingkat menurut peraturan, sebagai pengingat saat mengisi."),
        (
            "Catatan, Rekomendasi",
            "Boleh kosong dan tidak ikut dihitung. Catatan asesor dan anjurannya tersimpan bersama nilai, dan menjadi "
            "bahan tindak lanjut.",
        ),
        ("Baris", "Boleh diurutkan ulang. Jangan menggandakan baris atau mengubah judul kolom."),
        ("Setelah diisi", "Simpan sebagai .xlsx lalu unggah. Semua masalah disebut menurut sel sebelum disimpan."),
        ("Dasar", f"{instrument.regulation} ({instrument.gazette})."),
    ]
    for code, names in instrument.level_names.items():
        label = instrument.capability_names.get(code, code)
        meanings = "; ".join(f"{number} = {name}" for number, name in sorted(names.items()))
        lines.append((label, meanings))
    return lines

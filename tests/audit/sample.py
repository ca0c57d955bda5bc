"""The fixed sample that ``make test`` reads: every kind of situation in which a sentence was false once."""

from collections.abc import Iterator

from tests.audit.pages import Address

FINAL = "Nilai akhir"
OWN = ("ringkasan", "profil", "peringkat", "peta", "prioritas", "tren", "perbandingan", "simulasi")
GROUP = ("ringkasan", "peringkat", "peta", "prioritas", "perbandingan")
PARTS = {
    "prioritas": ("Rencana teringan", "Siapa lebih tinggi", "Menurut ukuran"),
    "tren": ("Perkembangan", "Perubahan"),
}

SITUATIONS: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("dua domain sama lemah", {"daerah": "Kabupaten Labuhanbatu Selatan", "tahun": "2024"}, OWN),
    ("dua domain sama lemah", {"daerah": "Kabupaten Aceh Tenggara", "tahun": "2024"}, ("profil", "prioritas")),
    ("tiga domain sama lemah", {"daerah": "Kabupaten Aceh Utara", "tahun": "2023"}, ("ringkasan", "profil", "prioritas")),
    ("selisih dibulatkan sekali", {"daerah": "Provinsi Daerah Khusus Ibukota Jakarta", "tahun": "2024"}, OWN),
    ("selisih dibulatkan sekali", {"daerah": "Provinsi Maluku", "tahun": "2023"}, ("ringkasan", "profil", "tren")),
    ("terakhir dua kali", {"daerah": "Kabupaten Aceh Utara", "tahun": "2024"}, ("ringkasan", "profil", "peringkat")),
    ("domain hanya untuk sebagian tahun", {"daerah": "Provinsi Jawa Barat", "tahun": "2025"}, OWN),
    ("domain hanya untuk sebagian tahun", {"daerah": "Kabupaten Pringsewu", "tahun": "2024"}, ("tren", "ringkasan")),
    ("predikat tercetak di atas indeks", {"daerah": "Kabupaten Nias Barat", "tahun": "2023"}, OWN),
    ("predikat tercetak di atas indeks", {"daerah": "Kabupaten Boven Digoel", "tahun": "2023"}, ("ringkasan", "prioritas", "simulasi")),
    ("predikat tercetak di atas indeks", {"daerah": "Kabupaten Wonogiri", "tahun": "2024"}, ("ringkasan", "profil", "prioritas", "simulasi")),
    ("predikat di bawah indeks yang dibulatkan", {"daerah": "Kabupaten Luwu", "tahun": "2024"}, ("ringkasan", "profil", "prioritas")),
    ("predikat tertinggi", {"daerah": "Kabupaten Banyuwangi", "tahun": "2024"}, ("ringkasan", "prioritas", "perbandingan", "simulasi")),
    ("salah cetak", {"daerah": "Kabupaten Banyuasin", "tahun": "2023"}, OWN),
    ("setelah salah cetak", {"daerah": "Kabupaten Banyuasin", "tahun": "2024"}, ("ringkasan", "profil", "peringkat", "tren")),
    ("rencana dari domain", {"daerah": "Kabupaten Batang", "tahun": "2024"}, ("prioritas", "simulasi")),
    ("rencana dari domain", {"daerah": "Kabupaten Sintang", "tahun": "2024"}, ("prioritas", "simulasi")),
    ("rencana dari domain", {"daerah": "Kabupaten Tolikara", "tahun": "2024"}, ("prioritas", "simulasi")),
    ("aspek tercetak", {"daerah": "Kabupaten Aceh Tengah", "tahun": "2025"}, OWN),
    ("semua tingkat diketahui", {"daerah": "Kota Bandar Lampung", "tahun": "2023"}, OWN),
    ("dua sumber", {"daerah": "Kabupaten Luwu Utara", "tahun": "2021"}, ("ringkasan", "profil", "tren")),
    ("tahun sebelum tahun terakhir", {"daerah": "Kabupaten Luwu Utara", "tahun": "2022"}, ("ringkasan", "tren", "peringkat")),
    ("peringkat bersama", {"daerah": "Kabupaten Kolaka", "tahun": "2024"}, ("ringkasan", "peringkat")),
    ("indeks tetap", {"daerah": "Kabupaten Tanah Laut", "tahun": "2024"}, ("ringkasan", "peringkat", "tren")),
    ("instrumen lama", {"daerah": "Kabupaten Buleleng", "tahun": "2018"}, ("ringkasan", "profil", "simulasi")),
    ("tahap lain", {"daerah": "Kabupaten Gowa", "tahun": "2024", "tahap": "Penilaian Mandiri"}, ("ringkasan", "profil", "prioritas")),
    ("jenis pembanding lain", {"daerah": "Kota Makassar", "tahun": "2024", "jenis": "Kabupaten", "provinsi": "Sulawesi Selatan"}, ("ringkasan", "profil", "peringkat", "prioritas")),
    ("tidak ada siapa pun", {"tahun": "2024", "jenis": "Kabupaten", "provinsi": "Daerah Khusus Ibukota Jakarta"}, GROUP),
    ("tidak ada siapa pun", {"tahun": "2024", "jenis": "Kota", "provinsi": "Sulawesi Barat"}, GROUP),
    ("satu daerah dalam kelompok", {"tahun": "2024", "jenis": "Kota", "provinsi": "Papua Barat Daya"}, GROUP),
    ("rata-rata dua dasar", {"tahun": "2024", "jenis": "Kabupaten", "provinsi": "Semua provinsi"}, (*GROUP, "tren")),
    ("rata-rata dua dasar", {"tahun": "2024", "jenis": "Provinsi", "provinsi": "Semua provinsi"}, GROUP),
    ("semua jenis", {"tahun": "2024", "jenis": "Semua jenis", "provinsi": "Papua Barat Daya"}, GROUP),
    ("median dua daerah", {"tahun": "2020", "jenis": "Kabupaten", "provinsi": "Semua provinsi"}, GROUP),
    ("tahun tanpa kuorum", {"tahun": "2022", "jenis": "Kabupaten", "provinsi": "Semua provinsi"}, (*GROUP, "tren")),
)  # fmt: skip
"""What is told apart, the filters, and the pages that say something of it."""


def _addresses() -> Iterator[Address]:
    for _, query, pages in SITUATIONS:
        filters = query | ({"tahap": query.get("tahap", FINAL)} if "daerah" in query else {})
        for page in pages:
            parts = PARTS.get(page, ()) if "daerah" in query else ("Perkembangan",) if page == "tren" else ()
            for part in parts or ("",):
                yield Address.of(page, **filters, **({"isi": part} if part else {}))


SAMPLE: tuple[Address, ...] = tuple(_addresses())

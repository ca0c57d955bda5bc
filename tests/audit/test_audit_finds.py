"""Each fault put back once: the audit finds it, and finds nothing in the sentence that is right in its place."""

import pytest

from tests.audit.audit import audit
from tests.audit.calculator import Calculator
from tests.audit.pages import Address, Line, Page

SELATAN = {"tahun": "2024", "daerah": "Kabupaten Labuhanbatu Selatan"}
UTARA = {"tahun": "2024", "daerah": "Kabupaten Aceh Utara"}
JAKARTA = {"tahun": "2024", "daerah": "Provinsi Daerah Khusus Ibukota Jakarta"}
NATION = {"tahun": "2024", "jenis": "Kabupaten", "provinsi": "Semua provinsi"}
BATANG = {"tahun": "2024", "daerah": "Kabupaten Batang"}

SENTENCES: tuple[tuple[str, str, dict[str, str], str, str, str], ...] = (
    # kind, page, filters, kind of line, what was false, what is true in its place
    ("terlemah", "profil", SELATAN, "headline",
     "Labuhanbatu Selatan 1,93 (Cukup): turun 0,01 dari 2023; Kebijakan paling lemah, 1,00",
     "Labuhanbatu Selatan 1,93 (Cukup): turun 0,01 dari 2023; Kebijakan dan Manajemen sama lemah, 1,00"),
    ("terlemah", "prioritas", SELATAN, "heading",
     "Domain terlemah: Manajemen, 1,00", "Domain terlemah: Kebijakan dan Manajemen, 1,00"),
    ("terlemah", "profil", SELATAN, "figure",
     "Domain terlemah | Kebijakan | 1,00; −2,10 dari median kabupaten |  | ",
     "Domain terlemah | Kebijakan dan Manajemen | sama lemah, 1,00 |  | "),
    ("terlemah", "profil", SELATAN, "text",
     "Paling menahan indeks: Layanan, 0,96 poin hilang; domain terlemah Manajemen (1,00).",
     "Paling menahan indeks: Layanan, 0,96 poin hilang; Kebijakan dan Manajemen sama lemah (1,00)."),
    ("terlemah", "prioritas", SELATAN, "text",
     "Tiga domain bernilai terendah dari empat domain.", "Kebijakan dan Manajemen bernilai terendah dari empat domain."),
    ("terlemah", "profil", {"tahun": "2023", "daerah": "Kabupaten Aceh Utara"}, "headline",
     "Aceh Utara 1,70 (Kurang); dua domain sama lemah, 1,00", "Aceh Utara 1,70 (Kurang); tiga domain sama lemah, 1,00"),
    ("terlemah", "prioritas", {"tahun": "2024", "jenis": "Kabupaten", "provinsi": "Sumatera Utara"}, "figure",
     "Paling sering terlemah | Layanan | di 24 dari 24 kabupaten |  | ",
     "Paling sering terlemah | Manajemen | di 24 dari 24 kabupaten |  | "),
    ("superlatif", "tren", {"tahun": "2021", "daerah": "Kabupaten Luwu Utara"}, "headline",
     "Luwu Utara 2,68 pada 2021, satu-satunya nilai dengan instrumen SPBE 2021–2025",
     "Luwu Utara 2,68 pada 2021, nilai pertama dengan instrumen SPBE 2021–2025"),
    ("poin hilang", "prioritas", SELATAN, "heading",
     "Tata Kelola menahan indeks paling banyak", "Layanan menahan indeks paling banyak"),
    ("tertinggal dari median", "ringkasan", SELATAN, "heading",
     "Semua domain di bawah median kabupaten, Layanan paling tertinggal (2,10)",
     "Semua domain di bawah median kabupaten, Kebijakan paling tertinggal (2,10)"),
    ("selisih", "profil", JAKARTA, "figure",
     "Domain terlemah | Manajemen | 3,09; +0,86 dari median provinsi |  | ",
     "Domain terlemah | Manajemen | 3,09; +0,87 dari median provinsi |  | "),
    ("selisih", "peringkat", SELATAN, "figure",
     "Di atas peringkat 24 | 0,14 | Nias Barat 1,80 |  | ", "Di atas peringkat 24 | 0,13 | Nias Barat 1,80 |  | "),
    ("jarak dan rentang", "ringkasan", SELATAN, "figure",
     "Predikat | Cukup | 0,66 ke Baik |  | ", "Predikat | Cukup | 0,67 ke Baik |  | "),
    ("jarak dan rentang", "ringkasan", BATANG, "figure",
     "Predikat | Sangat Baik | 0,65–0,65 ke Memuaskan |  | ", "Predikat | Sangat Baik | 0,65–0,66 ke Memuaskan |  | "),
    ("sasaran dan predikat", "ringkasan", {"tahun": "2023", "daerah": "Kabupaten Nias Barat"}, "figure",
     "Predikat | Cukup | kurang dari 0,01 ke Cukup |  | ", "Predikat | Cukup | 0,80–0,81 ke Baik |  | "),
    ("sasaran dan predikat", "prioritas", {"tahun": "2024", "daerah": "Kabupaten Wonogiri"}, "headline",
     "Wonogiri kurang dari 0,01 poin lagi untuk Memuaskan",
     "Wonogiri sudah Memuaskan; masih 0,80 poin sampai indeks 5,00, terbanyak di Manajemen"),
    ("predikat", "ringkasan", {"tahun": "2024", "daerah": "Kabupaten Luwu"}, "headline",
     "Luwu 2,60 (Baik) pada 2024", "Luwu 2,60 (Cukup) pada 2024"),
    ("indeks", "profil", SELATAN, "headline", "Labuhanbatu Selatan 1,94 (Cukup)", "Labuhanbatu Selatan 1,93 (Cukup)"),
    ("perubahan", "ringkasan", SELATAN, "headline",
     "Labuhanbatu Selatan 1,93 (Cukup): naik 0,01 dari 2023", "Labuhanbatu Selatan 1,93 (Cukup): turun 0,01 dari 2023"),
    ("perubahan", "ringkasan", SELATAN, "figure",
     "Indeks SPBE (1–5) | 1,93 | 0,01 dari 2023 |  | ↑", "Indeks SPBE (1–5) | 1,93 | 0,01 dari 2023 |  | ↓"),
    ("pindah peringkat", "ringkasan", UTARA, "headline",
     "Aceh Utara 1,44 (Kurang): turun 0,26 dari 2023, tetapi naik dari peringkat 18 ke 17 di Aceh",
     "Aceh Utara 1,44 (Kurang): turun 0,26 dari 2023"),
    ("superlatif", "peringkat", SELATAN, "heading",
     "Nias Selatan naik 15; Samosir turun 7 peringkat", "Nias Selatan naik 15; Samosir dan Serdang Bedagai turun 7 peringkat"),
    ("pindah peringkat", "ringkasan", SELATAN, "figure",
     "Peringkat nasional | 371 dari 392 | turun 38 dari 2023 | 2023: peringkat 333 dari 397 daerah. |  ",
     "Peringkat nasional | 371 dari 392 | turun 38 dari 2023 | 2023: peringkat 333 dari 397 daerah. Naik atau turun dihitung di "
     "antara 385 yang dinilai pada kedua tahun. |  "),
    ("pindah peringkat", "peringkat", SELATAN, "figure",
     "Peringkat provinsi | 23 dari 24 | turun 2 dari 2023 |  | ↓", "Peringkat provinsi | 23 dari 24 | turun 3 dari 2023 |  | ↓"),
    ("peringkat", "peringkat", SELATAN, "headline",
     "Labuhanbatu Selatan peringkat 22 dari 24 kabupaten di Sumatera Utara",
     "Labuhanbatu Selatan peringkat 23 dari 24 kabupaten di Sumatera Utara"),
    ("jumlah daerah", "ringkasan", SELATAN, "note",
     "Nilai akhir 2024, dibandingkan dengan 395 kabupaten", "Nilai akhir 2024, dibandingkan dengan 392 kabupaten"),
    ("jumlah daerah", "ringkasan", SELATAN, "picture",
     "Sebaran indeks 392 daerah: Kurang 16, Cukup 106, Baik 171, Sangat Baik 84, Memuaskan 15; Labuhanbatu Selatan 1,93.",
     "Sebaran indeks 392 daerah: Kurang 15, Cukup 107, Baik 171, Sangat Baik 84, Memuaskan 15; Labuhanbatu Selatan 1,93."),
    ("dasar rata-rata", "ringkasan", SELATAN, "heading",
     "Ketertinggalan dari rata-rata kabupaten melebar: 0,65 (2023) menjadi 1,04",
     "Ketertinggalan dari rata-rata kabupaten melebar: 0,69 (2023) menjadi 1,04"),
    ("dasar rata-rata", "ringkasan", NATION, "headline",
     "Rata-rata kabupaten di Indonesia 2,97 pada 2024: naik 0,38 dari 2,59 pada 2023",
     "Rata-rata kabupaten di Indonesia 2,97 pada 2024: naik 0,34 dari 2,63 pada 2023"),
    ("dasar rata-rata", "ringkasan", {"tahun": "2024", "jenis": "Kabupaten", "provinsi": "Papua Barat Daya"}, "headline",
     "Rata-rata kabupaten di Papua Barat Daya 1,91 pada 2024: naik 0,24 dari 1,67 pada 2023", ""),
    ("jumlah daerah", "tren", SELATAN, "note",
     "Median kabupaten: dari 392 kabupaten pada 2024; semuanya ada pada 2023 dan 2024.",
     "Median kabupaten: dari 392 kabupaten pada 2024; 385 di antaranya ada pada 2023 dan 2024."),
    ("tahun tanpa nama", "tren", {"tahun": "2023", "daerah": "Provinsi Jawa Barat"}, "heading",
     "Tata Kelola naik 0,90 sejak 2023", "Tata Kelola 4,00, baru satu tahun"),
    ("tahun tanpa nama", "ringkasan", {"tahun": "2023", "daerah": "Provinsi Banten"}, "heading",
     "Keunggulan atas rata-rata provinsi menyusut: 0,38 (2023) menjadi 0,06",
     "Keunggulan atas rata-rata provinsi menyusut: 0,38 (2023) menjadi 0,06 (2024)"),
    ("superlatif", "tren", {"tahun": "2025", "daerah": "Provinsi Jawa Barat"}, "headline",
     "Jawa Barat 4,80 pada 2025: naik 0,66 sejak 2023, dan semua domain ikut naik",
     "Jawa Barat 4,80 pada 2025: naik 0,66 sejak 2023"),
    ("superlatif", "profil", SELATAN, "heading",
     "Kebijakan tertinggal 2,10 dari median kabupaten; hanya Manajemen turun",
     "Kebijakan tertinggal 2,10 dari median kabupaten; hanya Layanan turun"),
    ("superlatif", "ringkasan", NATION, "figure", "Tertinggi | 4,63 | Kediri |  | ", "Tertinggi | 4,77 | Banyuwangi |  | "),
    ("dasar perubahan", "tren", {"tahun": "2024", "daerah": "Kabupaten Pringsewu"}, "headline",
     "Pringsewu 3,05 pada 2024: naik 1,05 sejak 2022, tetapi Layanan tetap",
     "Pringsewu 3,05 pada 2024: naik 1,05 sejak 2022"),
    ("label kelompok", "tren", {"tahun": "2024", "daerah": "Kabupaten Sorong"}, "picture",
     "Diagram garis: Sorong 2023 2,25, 2024 2,49; median Papua 2023 2,62, 2024 2,89.",
     "Diagram garis: Sorong 2023 2,25, 2024 2,49; median kabupaten 2023 2,62, 2024 2,89."),
    ("median", "tren", {"tahun": "2024", "daerah": "Kabupaten Nunukan"}, "picture",
     "Diagram garis: Nunukan 2023 2,61, 2024 2,89; median Kalimantan Utara 2023 2,47.",
     "Diagram garis: Nunukan 2023 2,61, 2024 2,89; median Kalimantan Utara 2023 2,48."),
    ("jarak dan rentang", "peringkat", SELATAN, "note", "Batang mulai dari 0.", "Batang mulai dari 1."),
    ("perbandingan", "profil", SELATAN, "heading", "Semua domain di atas median kabupaten",
     "Kebijakan, Tata Kelola, Manajemen, dan Layanan di bawah median kabupaten"),
    ("rencana", "simulasi", SELATAN, "note",
     "Jumlah tingkat ditelusuri balik dari nilai tercetak: Layanan 45 sampai 47 (Layanan Publik 29 sampai 52, Administrasi 15 sampai 40).",
     "Jumlah tingkat ditelusuri balik dari nilai tercetak: Layanan 45 sampai 47 (Layanan Publik 7 sampai 30, Administrasi 15 sampai 40)."),
    ("kata", "peringkat", NATION, "text",
     "Setelah dua daerah di peringkat 2 menyusul peringkat 4.", "Peringkat = 1 + banyaknya daerah yang pasti lebih tinggi."),
    ("kata", "ringkasan", {"tahun": "2024", "daerah": "Kabupaten Tanah Laut"}, "headline",
     "Tanah Laut 3,02 (Baik): tetap dari 2023, dan turun dari peringkat 4 ke 7 di Kalimantan Selatan", ""),
    ("kata", "ringkasan", SELATAN, "heading", "3 kabupaten menyalip, naik −0,41 sampai 0,89", ""),
    ("kata", "tren", SELATAN, "heading", "Ketertinggalan dari median kabupaten melebar: 0,31 (2023) menjadi 0,31", ""),
    ("kata", "tren", SELATAN, "heading", "Naik 0,00 pada 2024", ""),
    ("jarak dan rentang", "prioritas", SELATAN, "headline", "Labuhanbatu Selatan kurang 0,00–0,01 poin untuk Baik", ""),
    ("pengecualian", "ringkasan", NATION, "exception", "single positional indexer is out-of-bounds", ""),
    ("bahasa Inggris", "ringkasan", NATION, "info", "This file is required", ""),
    ("angka tanpa arti", "ringkasan", SELATAN, "heading", "Ada 17 hal yang belum pernah ditulis", "Ada hal yang belum pernah ditulis"),
)  # fmt: skip


@pytest.fixture(scope="module")
def calc() -> Calculator:
    return Calculator()


def page(name: str, filters: dict[str, str], *lines: tuple[str, str]) -> Page:
    """A page with a headline of its own, unless one is given."""
    given = tuple(Line(kind, text) for kind, text in lines)
    opened = any(line.kind == "headline" for line in given)
    return Page(Address.of(name, **filters), given if opened else (Line("headline", "Judul"), *given))


def kinds(calc: Calculator, *pages: Page) -> set[str]:
    return {fault.kind for fault in audit(pages, calc)}


@pytest.mark.parametrize(("kind", "name", "filters", "line", "false", "true"), SENTENCES)
def test_a_false_sentence_is_found_and_the_true_one_passes(
    calc: Calculator, kind: str, name: str, filters: dict[str, str], line: str, false: str, true: str
) -> None:
    assert kind in kinds(calc, page(name, filters, (line, false)))
    if true:
        assert [*audit([page(name, filters, (line, true))], calc)] == []


BANYUASIN = {"tahun": "2023", "daerah": "Kabupaten Banyuasin"}


def test_a_misprint_without_its_mark_is_found(calc: Calculator) -> None:
    said = ("headline", "Banyuasin 1,05 (Kurang)")
    assert kinds(calc, page("profil", BANYUASIN, said)) == {"salah cetak"}
    assert kinds(calc, page("profil", BANYUASIN, said, ("note", "Angka ini salah cetak."))) == set()


def test_a_misprint_is_never_sure(calc: Calculator) -> None:
    sure = ("text", "Banyuasin pasti di peringkat 13 dari 13: desimal yang tidak tercetak tidak dapat mengubahnya.")
    assert "salah cetak" in kinds(calc, page("peringkat", BANYUASIN, sure, ("note", "Salah cetak.")))


def test_a_change_from_a_misprint_without_caution_is_found(calc: Calculator) -> None:
    after = BANYUASIN | {"tahun": "2024"}
    said = ("headline", "Banyuasin 2,71 (Baik): naik 1,66 dari 2023")
    assert kinds(calc, page("ringkasan", after, said)) == {"salah cetak"}
    assert kinds(calc, page("ringkasan", after, said, ("note", "Nilai 2023 salah cetak."))) == set()


def test_lines_of_one_page_that_disagree_are_found(calc: Calculator) -> None:
    lines = (("heading", "Rencana teringan: 1,93 menjadi 2,61 dengan 26 kenaikan tingkat"),
             ("figure", "Rencana teringan | 25 kenaikan | di Layanan |  | "))  # fmt: skip
    assert kinds(calc, page("prioritas", SELATAN, *lines)) == {"satu halaman berlawanan"}


def test_pages_that_disagree_are_found(calc: Calculator) -> None:
    one = page("simulasi", SELATAN, ("headline", "Labuhanbatu Selatan 1,93: 26 kenaikan tingkat lagi untuk Baik"))
    other = page("prioritas", SELATAN, ("figure", "Rencana teringan | 25 kenaikan | di Layanan |  | "))
    assert kinds(calc, one, other) == {"dua halaman berlawanan"}
    assert kinds(calc, one, one) == set()


def test_a_plan_called_insufficient_at_its_threshold_is_found(calc: Calculator) -> None:
    head = ("row", "Domain | Nilai domain | Kenaikan tingkat | Indeks | Predikat")
    false = ("row", "Layanan | 2,88 → 3,48 | 10, semua | 2,60 | Baik (tidak cukup)")
    true = ("row", "Layanan | 2,88 → 3,48 | 10, semua | 2,21 | Cukup (tidak cukup)")
    assert kinds(calc, page("prioritas", SELATAN, head, false)) == {"kata"}
    assert kinds(calc, page("prioritas", SELATAN, head, true)) == set()


def test_rows_of_tables_are_read(calc: Calculator) -> None:
    head = ("row", "2024 | 2023 | Daerah | Indeks | Naik dari 2023")
    true = "17 | 11 | Serdang Bedagai | 2,65 | +0,06"
    assert kinds(calc, page("ringkasan", SELATAN, head, ("row", true))) == set()
    for false, kind in (
        ("16 | 11 | Serdang Bedagai | 2,65 | +0,06", "peringkat"),
        ("17 | 12 | Serdang Bedagai | 2,65 | +0,06", "pindah peringkat"),
        ("17 | 11 | Serdang Bedagai | 2,66 | +0,06", "indeks"),
        ("17 | 11 | Serdang Bedagai | 2,65 | +0,07", "perubahan"),
    ):
        assert kinds(calc, page("ringkasan", SELATAN, head, ("row", false))) == {kind}, false
    unknown = (("row", "Hal | Banyaknya"), ("row", "Sesuatu | 12"))
    assert kinds(calc, page("ringkasan", SELATAN, *unknown)) == {"angka tanpa arti"}


def test_a_page_without_a_headline_is_found(calc: Calculator) -> None:
    assert kinds(calc, Page(Address.of("ringkasan", **NATION), (Line("note", "Sumber: x"),))) == {"keadaan kosong"}

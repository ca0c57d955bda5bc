"""*Prioritas* without a browser: both kinds of record, groups and goals from the address, the tabs, the profile."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.reading import faults, figures, headline, said, subheadings

pytestmark = pytest.mark.xdist_group("app-published")

OpenPage = Callable[..., AppTest]
LAMPUNG = {"daerah": "Kota Bandar Lampung", "tahun": "2024"}
LUWU_UTARA = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}


def test_a_region_whose_levels_are_known(published: OpenPage) -> None:
    app = published("prioritas", **LAMPUNG)
    assert faults(app) == []
    assert headline(app) == (
        "Bandar Lampung kurang 0,52 poin untuk Sangat Baik; menaikkan sebelas indikator sudah cukup"
    )
    assert figures(app) == {
        "Indeks SPBE (1–5)": "2,98",
        "Jarak ke Sangat Baik": "0,52",
        "Poin yang hilang": "2,02",
        "Rencana teringan": "11 indikator",
    }
    assert subheadings(app) == [
        "Aspek Layanan Publik paling menahan indeks",
        "Domain terlemah: Tata Kelola, 2,40",
        "Kebijakan dan Tata Kelola sama-sama 0,80 di bawah median kota",
        "Layanan kehilangan 0,69 poin karena bobotnya 45,5%",
        "Rencana teringan: 2,98 menjadi 3,50 dengan 18 kenaikan tingkat",
        "Bila hanya satu domain yang dinaikkan",
    ]
    text = said(app).replace("\\", "")
    assert (
        "Nilai terendah dari empat domain, 0,80 di bawah median kota (3,20), peringkat 64 dari 93. Penyebabnya "
        "Perencanaan (1,50): Arsitektur (I11) dan Peta Rencana (I12) masih tingkat 1, Rintisan." in text
    )
    assert "Bobot × jarak ke tingkat 5; jumlahnya 2,02, dibulatkan." in text


def test_a_region_of_which_only_domains_are_published(published: OpenPage) -> None:
    app = published("prioritas", **LUWU_UTARA)
    text = said(app).replace("\\", "")
    assert "hanya nilai domain yang diterbitkan" in text
    assert (
        "Nilai terendah dari empat domain dan satu-satunya yang turun (−0,45 dari 2023), tetapi masih 0,55 di atas "
        "median kabupaten (1,27), peringkat 131 dari 392: kelemahan sebagian besar kabupaten." in text
    )
    assert "Indeks eksak 3,2550 atau 3,2575; dihitung dari yang terendah, jadi cukup untuk semuanya." in text
    assert (
        "Kebijakan 35, Tata Kelola 26, Manajemen 20, Layanan 65 (Layanan Publik 25 sampai 26, Administrasi 39 sampai "
        "40)" in text
    )
    assert "4,07 → 4,64" in text
    assert "15, semua" in text
    assert "Baik (tidak cukup)" in text


def test_a_group_of_the_address_is_the_one_compared_with(published: OpenPage) -> None:
    app = published("prioritas", **LUWU_UTARA, kelompok="Sejenis seprovinsi")
    assert faults(app) == []
    assert app.selectbox(key="kelompok").value == "province"
    assert "dibandingkan dengan 21 kabupaten di Sulawesi Selatan" in said(app)
    app.selectbox(key="kelompok").select("profile").run()
    assert "akar dari jumlah (bobot × kuadrat selisih nilai)" in said(app)


def test_a_group_that_cannot_be_told_says_why(published: OpenPage) -> None:
    app = published("prioritas", daerah="Kota Bandar Lampung", tahun="2021", kelompok="Indeks tahun lalu terdekat")
    assert faults(app) == []
    assert "Indeks 2020 memakai instrumen lain, sehingga tidak sebanding dengan 2021." in said(app)
    assert "dari 98 kota diketahui" in said(app)


def test_goal_and_effort_change_the_plan_and_stand_in_the_address(published: OpenPage) -> None:
    app = published("prioritas", **LAMPUNG, upaya="Tingkat tinggi lebih berat")
    assert "Rencana teringan: 2,98 menjadi 3,50 dengan 20 kenaikan tingkat" in subheadings(app)
    assert "Seluruh rencana: 64 satuan upaya." in said(app)
    higher = published("prioritas", **LAMPUNG, sasaran="Memuaskan, mulai 4,20")
    (title,) = [text for text in subheadings(higher) if text.startswith("Rencana teringan")]
    assert title.startswith("Rencana teringan: 2,98 menjadi 4,2")
    assert headline(higher) == headline(app)


def test_an_address_with_nonsense_falls_back_to_the_defaults(published: OpenPage) -> None:
    wrong = {
        "sasaran": "Baik, mulai 2,60",
        "upaya": "entah",
        "kunci": "I99",
        "kelompok": "sedesa",
        "isi": "Rahasia",
        "ukuran": "berat",
    }
    app = published("prioritas", **LUWU_UTARA, **wrong)
    assert faults(app) == []
    assert subheadings(app) == subheadings(published("prioritas", **LUWU_UTARA))


@pytest.mark.parametrize(
    ("tab", "title", "text"),
    [
        ("Satu tingkat lagi", "Satu tingkat lagi paling berharga di Layanan: +0,0300", "I45 Publik Sektor 1"),
        ("Siapa lebih tinggi", "Layanan: Surabaya sudah 5,00", "Palembang 1,00 → 3,00 (+2,00)"),
        (
            "Menurut ukuran",
            "Domain: poin terbanyak hilang di Layanan, nilai terendah di Tata Kelola",
            "peringkat 79 dari 93 kota",
        ),
        ("Se-provinsi", "Manajemen bernilai terendah di 14 dari 16 daerah di Lampung", "nilai terendah di baris itu"),
    ],
)
def test_each_tab_says_its_finding(published: OpenPage, tab: str, title: str, text: str) -> None:
    app = published("prioritas", **LAMPUNG, isi=tab)
    assert faults(app) == []
    assert title in subheadings(app)
    assert text in said(app)
    assert "Rencana teringan: 2,98 menjadi 3,50 dengan 18 kenaikan tingkat" not in subheadings(app)


def test_a_region_of_the_highest_predicate_has_nothing_to_plan(published: OpenPage) -> None:
    app = published("prioritas", daerah="Kabupaten Banyuwangi", tahun="2024")
    assert faults(app) == []
    assert headline(app) == "Banyuwangi sudah Memuaskan; masih 0,23 poin sampai indeks 5,00, terbanyak di Manajemen"
    assert "Sudah pada predikat tertinggi" in said(app)


def test_a_misprinted_record_is_shown_but_not_planned(published: OpenPage) -> None:
    app = published("prioritas", daerah="Kabupaten Banyuasin", tahun="2023")
    assert faults(app) == []
    assert headline(app) == "Banyuasin: Layanan paling menahan indeks; rencana belum dapat disusun"
    assert "ada salah cetak" in said(app)


def test_an_index_alone_says_what_is_missing(published: OpenPage) -> None:
    app = published("prioritas", daerah="Kabupaten Luwu Utara", tahun="2021")
    assert faults(app) == []
    assert "hanya indeks yang diketahui; letak poin yang hilang belum dapat ditunjukkan" in said(app)
    assert len(app.get("plotly_chart")) == 0


def test_a_distance_that_two_decimals_cannot_show(published: OpenPage) -> None:
    app = published("prioritas", daerah="Kabupaten Luwu", tahun="2024")
    assert headline(app).startswith("Luwu kurang dari 0,01 poin lagi untuk Baik; satu kenaikan tingkat di ")


def test_a_nation_of_which_little_is_known_is_not_judged(published: OpenPage) -> None:
    app = published("prioritas", tahun="2025")
    assert faults(app) == []
    assert headline(app) == "Nilai domain diketahui untuk 3 dari 416 kabupaten di Indonesia"


def test_a_province_is_told_government_by_government(published: OpenPage) -> None:
    app = published("prioritas", tahun="2024", provinsi="Sulawesi Selatan", ukuran="Poin yang hilang")
    assert faults(app) == []
    assert "Tata Kelola paling banyak kehilangan poin di 18 dari 25 daerah di Sulawesi Selatan" in subheadings(app)


@pytest.mark.parametrize(
    ("home", "sentences"),
    [
        (
            LAMPUNG,
            "Paling menahan indeks: Layanan Publik, 0,39 poin hilang; domain terlemah Tata Kelola (2,40). "
            "Langkah termurah ke Sangat Baik: 18 kenaikan tingkat di sebelas indikator Layanan dan Tata Kelola.",
        ),
        (
            LUWU_UTARA,
            "Paling menahan indeks: Tata Kelola, 0,60 poin hilang; domain terlemah Manajemen (1,82). "
            "Langkah termurah ke Sangat Baik: sembilan kenaikan tingkat di Layanan (Layanan Publik dulu).",
        ),
    ],
)
def test_the_profile_says_what_holds_back_and_the_next_step(
    published: OpenPage, home: dict[str, str], sentences: str
) -> None:
    app = published("profil", **home)
    assert faults(app) == []
    assert sentences in said(app).replace("\\", "")


def test_a_profile_of_an_index_alone_promises_nothing(published: OpenPage) -> None:
    app = published("profil", daerah="Kabupaten Luwu Utara", tahun="2021")
    assert faults(app) == []
    assert "Langkah termurah" not in said(app)

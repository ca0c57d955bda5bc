"""``path`` on the command line: the way up, from levels or from published domains."""

import pytest

from tests.cli.conftest import Run

LUWU_UTARA = ("path", "--region", "73.22", "--year", 2024)
BANDAR_LAMPUNG = ("path", "--region", "18.71", "--year", 2024)


def test_a_plan_from_published_domains_as_json(run: Run) -> None:
    found = run(*LUWU_UTARA, "--target", "Sangat Baik", "--json")
    assert found.code == 0
    assert found.json == {
        "reached": True,
        "from": 3.255,
        "to": 3.515,
        "steps": 9,
        "effort": 9,
        "plan": [
            {"node": "D4", "from": 65, "to": 74, "steps": 9, "gain": 0.26},
        ],
        "basis": "published",
    }


def test_a_plan_from_levels_keeps_to_locks_and_years(run: Run) -> None:
    options = ("--max-step", 1, "--years", 2, "--lock", "A8, I11", "--require", "I1", "--json")
    found = run(*BANDAR_LAMPUNG, "--target", "3,5", *options).json
    assert (found["reached"], found["basis"]) == (True, "observed")
    assert {move["year"] for move in found["plan"]} == {1, 2}
    moved = {move["node"] for move in found["plan"]}
    assert "I1" in moved
    assert not moved & {"I11", "I42", "I43", "I44", "I45", "I46", "I47"}
    assert sum(move["gain"] for move in found["plan"]) == pytest.approx(found["to"] - found["from"])
    assert found["steps"] == sum(move["to"] - move["from"] for move in found["plan"])


def test_the_next_predicate_is_the_target_where_none_is_given(run: Run) -> None:
    said = run(*BANDAR_LAMPUNG, "--effort", "tinggi")
    assert "2,98 menjadi 3,50 dengan 20 kenaikan (upaya 64)" in said.err
    assert said.out.splitlines()[0] == "1\tI11\tArsitektur\t1\t3\t+0,0500"


def test_what_cannot_be_reached_says_how_far_it_goes(run: Run) -> None:
    found = run("path", "--region", "73.17", "--year", 2024, "--target", "Memuaskan", "--max-step", 1, "--json")
    assert (found.code, found.json["reached"]) == (1, False)
    assert found.json["to"] < 4.2
    said = run("path", "--region", "73.17", "--year", 2024, "--target", "Memuaskan", "--max-step", 1)
    assert said.code == 1
    assert "4,20 tidak pasti tercapai dengan syarat ini" in said.err
    assert said.out.startswith("1\t")


def test_services_alone_are_enough_where_they_are(run: Run) -> None:
    """Sintang 2024: told to be out of reach while each sum behind Layanan rose on its own."""
    found = run("path", "--region", "61.05", "--year", 2024, "--target", "Baik", "--lock", "D1,D2,D3", "--json")
    assert (found.code, found.json["reached"], found.json["steps"]) == (0, True, 11)
    assert found.json["plan"] == [{"node": "D4", "from": None, "to": None, "steps": 11, "gain": 0.305}]
    assert run("path", "--region", "61.05", "--year", 2024).out == "1\tD4\tLayanan\t–\t+11\t+0,3050\n"


def test_what_an_address_says_is_understood(run: Run) -> None:
    words = (
        "--target",
        "Memuaskan, mulai 4,20",
        "--effort",
        "Tingkat tinggi lebih berat",
        "--lock",
        "A8 Layanan Publik",
    )
    codes = ("--target", "4.2", "--effort", "tinggi", "--lock", "A8")
    assert run(*BANDAR_LAMPUNG, *words, "--json").json == run(*BANDAR_LAMPUNG, *codes, "--json").json


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--target", "hebat"), "bukan predikat (Kurang, Cukup, Baik, Sangat Baik, Memuaskan)"),
        (("--target", "5.1"), "bukan indeks antara 1 dan 5"),
        (("--lock", "I99"), "Butir “I99” tidak ada"),
        (("--years", 4), "1 sampai 3 tahun"),
        (("--effort", "mudah"), "Anggapan upaya “mudah” tidak ada"),
        (("--step", "x"), "--step"),
    ],
)
def test_wrong_use_is_told(run: Run, options: tuple[object, ...], message: str) -> None:
    found = run(*LUWU_UTARA, *options, "--json")
    assert (found.code, found.out) == (2, "")
    assert message in " ".join(found.err.split())


def test_a_government_without_values_is_told(run: Run) -> None:
    found = run("path", "--region", "73.22", "--year", 2025, "--target", "Baik", "--json")
    assert (found.code, found.json) == (1, None)
    assert "Tidak ada nilai Kabupaten Luwu Utara untuk Nilai akhir 2025. Ada nilai untuk" in found.err

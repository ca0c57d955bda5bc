"""``change`` on the command line: a change and the contributions that sum to it."""

from fractions import Fraction

import pytest

from tests.cli.conftest import Run

LUWU_UTARA = ("change", "--region", "73.22", "--from", 2023, "--to", 2024)
BANDAR_LAMPUNG = ("change", "--region", "18.71", "--from", 2023, "--to", 2024)


def test_a_published_change_with_its_remainder_as_json(run: Run) -> None:
    done = run(*LUWU_UTARA, "--json")
    found = done.json
    assert done.code == 0
    assert found["from"] == {
        "year": 2023,
        "stage": "final",
        "value": 3.18,
        "value_exact": "159/50",
        "basis": "published",
        "misprint": False,
        "missing": 47,
    }
    assert (found["to"]["value"], found["to"]["value_exact"]) == (3.26, "163/50")
    assert (found["change"], found["change_exact"]) == (0.08, "2/25")
    assert (found["remainder"], found["remainder_exact"]) == (-0.00075, "-3/4000")
    assert (found["basis"], found["compares"], found["instrument"]) == ("published", "index", "spbe-59-2020")
    assert [(part["kind"], part["node"], part["contribution"]) for part in found["contributions"]] == [
        ("node", "D1", 0.039),
        ("node", "D2", 0.025),
        ("node", "D3", -0.07425),
        ("node", "D4", 0.091),
        ("remainder", "index", -0.00075),
    ]
    first = found["contributions"][0]
    assert (first["weight"], first["before"], first["after"], first["before_exact"]) == (13.0, 3.2, 3.5, "16/5")


def test_contributions_sum_exactly_down_to_the_indicators(run: Run) -> None:
    found = run(*BANDAR_LAMPUNG, "--json").json
    assert found["basis"] == "observed"
    assert found["change_exact"] == "33/40"
    assert sum(Fraction(part["contribution_exact"]) for part in found["contributions"]) == Fraction(33, 40)
    leaves = []
    for domain in found["contributions"]:
        for aspect in domain["parts"]:
            assert sum(Fraction(leaf["contribution_exact"]) for leaf in aspect["parts"]) == Fraction(
                aspect["contribution_exact"]
            )
            leaves += [leaf["node"] for leaf in aspect["parts"]]
    assert leaves == [f"I{number}" for number in range(1, 48)]


def test_a_change_as_lines(run: Run) -> None:
    lines = run(*LUWU_UTARA).out.splitlines()
    assert lines[0] == "Nilai akhir 2023 3,18\tNilai akhir 2024 3,26\t+0,08"
    assert lines[3] == "D3\t−0,0743\t2,27\t1,82\tManajemen SPBE"
    assert lines[-1] == "index\t−0,0008\t–\t–\tPembulatan"
    assert "  A1\t+0,1950\t1,40\t2,90\tKebijakan Internal Tata Kelola SPBE" in run(*BANDAR_LAMPUNG).out.splitlines()


def test_a_misprint_is_told_on_stderr(run: Run) -> None:
    done = run("change", "--region", "16.07", "--from", 2023, "--to", 2024)
    assert done.code == 0
    assert done.err == (
        "Angka 2023, Nilai akhir ditandai salah cetak; yang dipakai di sini angka sebagaimana tercetak.\n"
    )


def test_two_stages_of_a_year(run: Run) -> None:
    stages = ("change", "--region", "73.06", "--from", 2024, "--to", 2024, "--from-stage", "mandiri")
    done = run(*stages)
    assert done.code == 1
    assert "belum diketahui nilai Kebijakan, Tata Kelola, Manajemen, dan Layanan (Penilaian Mandiri 2024)" in done.err
    same = run("change", "--region", "73.06", "--from", 2024, "--to", 2024, "--stage", "mandiri")
    assert "dua tahun atau dua tahap yang berbeda" in same.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--region", "99.99", "--from", 2023, "--to", 2024), "99.99"),
        (("--region", "73.22", "--from", 2023), "--to"),
    ],
)
def test_wrong_use_is_told(run: Run, arguments: tuple[object, ...], said: str) -> None:
    done = run("change", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--region", "35.10", "--from", 2020, "--to", 2023), "2020 dinilai dengan Indeks SPBE (PermenPANRB 5/2018)"),
        (
            ("--region", "Luwu Utara", "--from", 2023, "--to", 2024, "--to-stage", "visitasi"),
            "Tidak ada nilai Kabupaten Luwu Utara untuk Penilaian Visitasi 2024. Ada nilai untuk Nilai akhir 2021,",
        ),
    ],
)
def test_what_is_not_known_is_told_with_what_is(run: Run, arguments: tuple[object, ...], said: str) -> None:
    done = run("change", *arguments)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    done = run("change", *arguments, "--json")
    assert (done.code, done.json) == (1, None)

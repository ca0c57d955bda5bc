"""``weakest`` on the command line."""

from fractions import Fraction

import pytest

from tests.cli.conftest import Run

LAMPUNG = ("weakest", "--region", "18.71", "--year", 2024)
LUWU_UTARA = ("weakest", "--region", "73.22", "--year", 2024)


def test_all_levels_as_json(run: Run) -> None:
    found = run(*LAMPUNG, "--json").json
    assert {key: found[key] for key in ("region", "year", "stage", "instrument", "lost", "absent")} == {
        "region": "18.71",
        "year": 2024,
        "stage": "final",
        "instrument": "spbe-59-2020",
        "lost": 2.0205,
        "absent": [],
    }
    nodes = {row["node"]: row for row in found["nodes"]}
    assert len(nodes) == 59
    assert {key: nodes["D2"][key] for key in ("value", "lost", "exact", "median", "median_gap", "rank", "of")} == {
        "value": 2.4,
        "lost": 0.65,
        "exact": "13/20",
        "median": 3.2,
        "median_gap": -0.8,
        "rank": 64,
        "of": 93,
    }
    assert (nodes["A2"]["rank"], nodes["A2"]["median"]) == (None, None)
    for kind in ("domain", "aspect", "indicator"):
        exact = [Fraction(row["exact"]) for row in found["nodes"] if row["kind"] == kind]
        assert sum(exact) == Fraction(20205, 10000)
    named = {(item["kind"], item["measure"]): item["nodes"] for item in found["weakest"]}
    assert named["domain", "lost"] == ["D4"]
    assert named["domain", "value"] == ["D2"]
    assert named["indicator", "lost"] == ["I11", "I12"]


def test_domains_only_say_what_is_absent(run: Run) -> None:
    found = run(*LUWU_UTARA, "--json").json
    assert found["absent"] == ["aspect", "indicator"]
    assert [row["node"] for row in found["nodes"]] == ["D1", "D2", "D3", "D4"]
    printed = run(*LUWU_UTARA)
    assert printed.code == 0
    assert "Nilai aspek dan indikator tidak diketahui untuk penilaian ini." in printed.err
    assert printed.out.splitlines()[0] == "Domain\tPoin hilang terbanyak\tTata Kelola\t0,60 poin: bobot 25%, nilai 2,60"
    assert "D3\tManajemen\t1,82\t0,5247\t+0,55\t131" in printed.out.splitlines()


@pytest.mark.parametrize(
    ("group", "known", "of", "label"),
    [
        ("kind", 392, 416, "kabupaten"),
        ("province", 21, 21, "kabupaten di Sulawesi Selatan"),
        ("island", 70, 70, "kabupaten di Sulawesi"),
        ("size", 11, 11, "kabupaten berindeks 2023 terdekat"),
        ("profile", 11, 11, "kabupaten berprofil terdekat"),
    ],
)
def test_every_group(run: Run, group: str, known: int, of: int, label: str) -> None:
    found = run(*LUWU_UTARA, "--group", group, "--json").json["group"]
    assert {key: found[key] for key in ("by", "known", "of", "label")} == {
        "by": group,
        "known": known,
        "of": of,
        "label": label,
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--region", "99.99", "--year", 2024), "99.99"),
        (("--region", "73.22", "--year", 2024, "--group", "desa"), "--group"),
        (("--year", 2024), "--region"),
    ],
)
def test_wrong_use_is_told(run: Run, arguments: tuple[object, ...], told: str) -> None:
    found = run("weakest", *arguments)
    assert (found.code, found.out) == (2, "")
    assert told in found.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--region", "73.22", "--year", 2021), "Nilai domain, aspek, dan indikator Kabupaten Luwu Utara 2021"),
        (
            ("--region", "73.22", "--year", 2024, "--stage", "interviu"),
            "untuk Penilaian Interviu 2024. Ada nilai untuk",
        ),
        (("--region", "73.22", "--year", 2030), "untuk Nilai akhir 2030. Ada nilai untuk 2021, 2022, 2023, dan 2024."),
        (("--region", "73.22", "--year", 2021, "--group", "size"), "instrumen lain"),
    ],
)
def test_what_is_not_known_is_told_with_what_is(run: Run, arguments: tuple[object, ...], told: str) -> None:
    found = run("weakest", *arguments, "--json")
    assert (found.code, found.json) == (1, None)
    assert told in found.err


def test_a_misprint_is_marked(run: Run) -> None:
    found = run("weakest", "--region", "Banyuasin", "--year", 2023)
    assert found.code == 0
    assert "Kabupaten Banyuasin: Salah cetak:" in found.err

"""Who, when, which stage, which instrument: what the file says, what a hint fills in, and every contradiction."""

import pytest
from ingest_workbooks import STAGE_TITLE, TITLE, found, report, workbook

from spbe_analytics.ingest import Identity, Reading, read
from spbe_analytics.ingest.tables.places import regions_in
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage

NO_HINTS = Identity()
BLOCK = (("Daerah", "73.22 – Kabupaten Luwu Utara"), ("Tahun", 2024), ("Tahap", "Penilaian Mandiri"))


def identities(reading: Reading) -> list[tuple[str, int, Stage, str]]:
    return [(item.region, item.year, item.stage, item.instrument) for item in reading.assessments]


def ask(titles: tuple[tuple[object, ...], ...], hints: Identity = NO_HINTS, name: str = "x.xlsx") -> Reading:
    return read(workbook({"Data": report(titles=titles)}), name, hints)


READABLE = {
    "title": ((TITLE,), (STAGE_TITLE,)),
    "block": BLOCK,
    "block with colons": (("Nama Daerah :", "", "Kab. Luwu Utara"), ("Tahun: 2024",), ("Tahap", ":", "mandiri")),
    "kind in the label": (("Kabupaten", "Luwu Utara"), ("Tahun", "2024"), ("Tahap", "Interview")),
    "province beside it": (("Provinsi", "Sulawesi Selatan"), *BLOCK),
    "province in the title": (
        ("Pemerintah Kabupaten Luwu Utara, Provinsi Sulawesi Selatan, Tahun 2024",),
        (STAGE_TITLE,),
    ),
    "regulation's year": ((TITLE,), (STAGE_TITLE,), ("Menurut PermenPANRB Nomor 59 Tahun 2020",)),
    "printed on a day": ((TITLE,), (STAGE_TITLE,), ("Dicetak 3 Maret 2025",)),
    "official report": (("LAPORAN HASIL EVALUASI SPBE KABUPATEN LUWU UTARA TAHUN 2024",),),
}


@pytest.mark.parametrize("titles", READABLE.values(), ids=READABLE)
def test_an_identity_is_found(titles: tuple[tuple[object, ...], ...]) -> None:
    reading = ask(titles)
    assert reading.findings == ()
    assert [item[:2] for item in identities(reading)] == [("73.22", 2024)]


STAGES = {
    "Penilaian Mandiri": Stage.SELF,
    "penilaian dokumen": Stage.DOCUMENT,
    "Interview": Stage.INTERVIEW,
    "Penilaian Visitasi": Stage.VISIT,
    "Nilai Akhir": Stage.FINAL,
}


@pytest.mark.parametrize(("written", "stage"), STAGES.items())
def test_a_stage_has_many_names(written: str, stage: Stage) -> None:
    assert identities(ask((*BLOCK[:2], ("Tahap", written))))[0][2] is stage


PROBLEMS = {
    "nothing said": ((), ["missing-identity"] * 3),
    "empty cells": ((("Daerah", ""), ("Tahun", ""), ("Tahap", "")), ["missing-identity"] * 3),
    "unknown region": ((("Daerah", "Kabupaten Luwu Utra"), *BLOCK[1:]), ["unknown-region"]),
    "misspelt in the title": ((("Kabupaten Luwu Utra tahun 2024",), (STAGE_TITLE,)), ["unknown-region"]),
    "ambiguous region": ((("Daerah", "Bandung"), *BLOCK[1:]), ["ambiguous-region"]),
    "code against name": ((("Daerah", "73.22 – Kota Palopo"), *BLOCK[1:]), ["region-code-differs"]),
    "year in words": ((BLOCK[0], ("Tahun", "dua ribu"), BLOCK[2]), ["year-unreadable"]),
    "year without instrument": ((BLOCK[0], ("Tahun", 2015), BLOCK[2]), ["year-without-instrument"]),
    "unknown stage": ((*BLOCK[:2], ("Tahap", "Putaran 2")), ["unknown-stage"]),
    "unknown instrument": ((*BLOCK, ("Instrumen", "ISO 9001")), ["unknown-instrument"]),
    "instrument of other years": ((*BLOCK, ("Instrumen", "pemdi-8-2026")), ["instrument-mismatch"]),
    "title against block": ((("Kota Palopo",), *BLOCK), ["identity-conflict"]),
    "two years in the title": ((("Kota Palopo tahun 2023 dan 2024",), (STAGE_TITLE,)), ["identity-conflict"]),
}


@pytest.mark.parametrize(("titles", "codes"), PROBLEMS.values(), ids=PROBLEMS)
def test_every_problem_of_an_identity_is_a_finding(titles: tuple[tuple[object, ...], ...], codes: list[str]) -> None:
    reading = ask(titles)
    assert [item.code for item in reading.findings] == codes
    assert reading.has_errors
    if "identity-conflict" not in codes and "unknown-instrument" not in codes:
        assert reading.values == ()


def test_an_empty_cell_of_the_block_is_named() -> None:
    reading = ask((("Daerah", ""), *BLOCK[1:]))
    assert found(reading) == [("missing-identity", "B1")]


def test_suggestions_are_made_and_not_taken() -> None:
    message = ask((("Daerah", "Kabupaten Luwu Utra"), *BLOCK[1:])).findings[0].message
    assert "Kabupaten Luwu Utara (73.22)" in message


def test_hints_fill_in_what_the_file_does_not_say() -> None:
    reading = ask((), Identity("73.22", 2024, Stage.FINAL))
    assert reading.findings == ()
    assert identities(reading) == [("73.22", 2024, Stage.FINAL, "spbe-59-2020")]


def test_agreeing_hints_need_no_remark() -> None:
    assert ask(BLOCK, Identity("73.22", 2024, Stage.SELF, "spbe-59-2020")).findings == ()


HINTS = {
    "region": (Identity(region="73.73"), "B1"),
    "year": (Identity(year=2023), "B2"),
    "stage": (Identity(stage=Stage.FINAL), "B3"),
    "instrument": (Identity(instrument="pemdi-8-2026"), "B2"),
}


@pytest.mark.parametrize(("hints", "cell"), HINTS.values(), ids=HINTS)
def test_a_hint_against_the_file_is_an_error(hints: Identity, cell: object) -> None:
    reading = ask(BLOCK, hints)
    assert found(reading) == [("hint-contradicts-file", cell)]
    assert reading.has_errors


def test_a_hint_may_be_a_name() -> None:
    assert identities(ask(BLOCK[1:], Identity(region="Kab. Luwu Utara")))[0][0] == "73.22"


def test_an_unknown_hint_is_a_finding() -> None:
    codes = [item.code for item in ask(BLOCK[1:], Identity(region="Atlantis", instrument="abc")).findings]
    assert codes[:2] == ["unknown-region", "unknown-instrument"]


def test_the_name_of_the_file_comes_last_and_is_told() -> None:
    reading = ask(((STAGE_TITLE,),), name="unggahan/SPBE_Kabupaten Luwu Utara 2024.xlsx")
    assert [item.code for item in reading.findings] == ["identity-from-name"] * 2
    assert not reading.has_errors
    assert identities(reading)[0][:2] == ("73.22", 2024)


def test_the_name_of_the_file_against_its_content_is_a_warning() -> None:
    reading = ask(BLOCK, name="Kota Palopo 2023.xlsx")
    assert [item.code for item in reading.findings] == ["file-name-differs"] * 2
    assert not reading.has_errors
    assert identities(reading)[0][:2] == ("73.22", 2024)


def test_levels_are_checked_while_the_year_is_unknown() -> None:
    reading = read(workbook(report({1: 6}, titles=())), "x.xlsx")
    assert ("level-out-of-range", "C2") in found(reading)
    assert reading.values == ()


def test_every_government_is_found_in_a_title() -> None:
    for region in gazetteer().governments():
        names, unknown = regions_in(f"LAPORAN PEMERINTAH {region.name.upper()} TAHUN 2024")
        assert [item.code for item in names] == [region.code]
        assert unknown == ""


def test_a_longer_name_is_never_cut_to_a_shorter_one() -> None:
    assert regions_in("Kabupaten Luwu Utra")[0] == ()
    assert regions_in("Kabupaten/Kota: Bandung") == ((), "")
    assert [r.name for r in regions_in("Kota Bandung dan Kabupaten Bandung")[0]] == [
        "Kota Bandung",
        "Kabupaten Bandung",
    ]

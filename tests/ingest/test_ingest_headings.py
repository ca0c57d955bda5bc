"""A figure is known by its headings: turned tables, offices, units, languages, kinds of figures, and what each says."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from spbe_analytics.ingest import Identity, Reading, read
from spbe_analytics.schema import Severity, Stage
from tests.ingest.ingest_workbooks import found, instrument, workbook

Sheets = Sequence[Sequence[Any]] | Mapping[str, Sequence[Sequence[Any]]]

INDICATORS = instrument().indicators
FIRST = [place % 5 + 1 for place in range(len(INDICATORS))]
SECOND = [place * 2 % 5 + 1 for place in range(len(INDICATORS))]
OWN = Identity("73.22", 2024, Stage.FINAL)
FINAL = Identity(stage=Stage.FINAL)


def listed(*columns: list[Any]) -> list[list[Any]]:
    """Return a row an indicator: its number, its name, a cell of each column."""
    return [
        [place, node.name, *(column[place - 1] for column in columns)] for place, node in enumerate(INDICATORS, start=1)
    ]


def given(reading: Reading) -> dict[tuple[str, int, str], int]:
    """Return how many values each assessment has."""
    keys = [(item.region, item.year, item.stage.value) for item in reading.values]
    return {key: keys.count(key) for key in dict.fromkeys(keys)}


def ask(rows: Sheets, hints: Identity = OWN, name: str = "x.xlsx") -> Reading:
    return read(workbook(rows), name, hints)


def errors(reading: Reading) -> set[str]:
    return {item.code for item in reading.findings if item.severity is Severity.ERROR}


NAMES = [node.name for node in INDICATORS]
LEVELS = ("Rintisan", "Terkelola", "Terdefinisi", "Terpadu", "Optimum")
MARKS = [[place, node.name, *("V" if level == FIRST[place - 1] else "" for level in range(1, 6))]
         for place, node in enumerate(INDICATORS, start=1)]  # fmt: skip
TELLS = [
    "Belum ada kebijakan internal",
    "Konsep kebijakan telah ada",
    "Telah ditetapkan",
    "Telah terpadu",
    "Telah direviu",
]

READ = {
    "turned, with numbers": [["No", *range(1, 48)], ["Indikator", *NAMES], ["Nilai", *FIRST]],
    "turned, names alone": [["Indikator", *NAMES], ["Nilai", *FIRST]],
    "marks under levels": [["No", "Indikator", *(f"Level {level}" for level in range(1, 6))], *MARKS],
    "marks under the names of levels": [["No", "Indikator", *LEVELS], *MARKS],
    "marks under numbers and names": [["No", "Indikator", *(f"{n} {name}" for n, name in enumerate(LEVELS, start=1))],
                                      *MARKS],
    "the highest of all beside": [["No", "Indikator", "Nilai Tertinggi", "Skor"], *listed([5] * 47, FIRST)],
    "weights of aspects beside": [["No", "Indikator", "Bobot Aspek", "Nilai"], *listed([13] * 47, FIRST)],
    "facts right of the table's titles": [["", "", "", "Daerah", "Kabupaten Luwu Utara"], ["", "", "", "Tahun", 2024],
                                          ["No", "Indikator", "Nilai"], *listed(FIRST)],
    "a signature below": [["SPBE TAHUN 2024", "", "NILAI AKHIR"], ["No", "Indikator", "Nilai"], *listed(FIRST),
                          ["", "", "Masamba, 12 Januari 2025"], ["", "", "Kepala Dinas"]],
    "levels told beside": [["No", "Indikator", *(f"Level {level}" for level in range(1, 6)), "Nilai"],
                           *(row[:2] + TELLS + row[2:] for row in listed(FIRST))],
    "values of aspects": [["No", "Indikator", "Nilai Indikator", "Nilai Aspek"], *listed(FIRST, [3.0, *[""] * 46])],
    "range in the heading": [["No", "Indikator", "Nilai (1-5)"], *listed(FIRST)],
    "units below": [["No", "Indikator", "Bobot", "Nilai"], ["", "", "(%)", "(1-5)"],
                    *listed([float(node.weight) for node in INDICATORS], FIRST)],
    "columns lettered": [["No", "Indikator", "Nilai"], ["A", "B", "C"], *listed(FIRST)],
    "quoted": [["No", "Indikator", "Nilai"], *listed([f"'{level}" for level in FIRST])],
    "English": [["Code", "Indicator", "Score", "Notes"], *listed(FIRST, [""] * 47)],
    "domains merged beside": [["Domain", "Aspek", "No", "Indikator", "Nilai"],
                              *(["Kebijakan" if n == 0 else "", "", *row] for n, row in enumerate(listed(FIRST)))],
    "who is to act beside": [["No", "Indikator", "OPD", "Nilai"],
                             *listed([f"Bidang {place % 3}" for place in range(47)], FIRST)],
}  # fmt: skip


@pytest.mark.parametrize("rows", READ.values(), ids=READ)
def test_a_shape_nobody_thought_of_is_read(rows: list[list[Any]]) -> None:
    reading = ask(rows)
    assert errors(reading) == set()
    assert [item.value for item in sorted(reading.values, key=lambda item: int(item.node[1:]))] == FIRST


SEVERAL = {
    "facts left of their values": (
        [["Daerah", "Kabupaten Luwu", "Kab. Wajo"], ["Tahun", 2023, 2024],
         *([f"I{place}", one, two] for place, (one, two) in enumerate(zip(FIRST, SECOND, strict=True), start=1))],
        {("73.17", 2023, "final"): 47, ("73.13", 2024, "final"): 47},
    ),
    "a heading left out": (
        [["Kota Palopo"], ["", 2023, 2024], ["Indeks SPBE", 3.0, 3.0], ["Domain Kebijakan SPBE", 3, 3],
         ["Domain Tata Kelola SPBE", 3, 3]],
        {("73.73", 2023, "final"): 3, ("73.73", 2024, "final"): 3},
    ),
    "index and predicate a year": (
        [["Kabupaten/Kota", 2023, "", 2024, ""], ["", "Indeks", "Predikat", "Indeks", "Predikat"],
         ["Kab. Luwu", 2.5, "Cukup", 2.7, "Baik"]],
        {("73.17", 2023, "final"): 1, ("73.17", 2024, "final"): 1},
    ),
    "years as rows": (
        [["INDEKS SPBE KABUPATEN LUWU UTARA"], ["No", "Tahun", "Indeks SPBE"], [1, 2021, 2.31], [2, 2022, 2.75]],
        {("73.22", 2021, "final"): 1, ("73.22", 2022, "final"): 1},
    ),
    "a year over each table beside another": (
        [["KABUPATEN LUWU UTARA"], ["TAHUN 2023", "", "", "", "TAHUN 2024"],
         ["No", "Indikator", "Nilai", "", "No", "Indikator", "Nilai"],
         *([*row, "", *other] for row, other in zip(listed(FIRST), listed(SECOND), strict=True))],
        {("73.22", 2023, "final"): 47, ("73.22", 2024, "final"): 47},
    ),
    "domains as rows, governments as columns": (
        [["TAHUN 2024"], ["Domain", "Luwu Utara", "Rata-rata Kabupaten"], ["Kebijakan", 3, 2], ["Manajemen", 1.5, 1.4]],
        {("73.22", 2024, "final"): 2},
    ),
    "domains in a column of an open-data table": (
        [["kode_kabupaten_kota", "nama_kabupaten_kota", "domain", "nilai", "tahun"],
         [7317, "KABUPATEN LUWU", "Kebijakan Internal SPBE", 3, 2024],
         [7317, "KABUPATEN LUWU", "Layanan SPBE", 3.2, 2024]],
        {("73.17", 2024, "final"): 2},
    ),
    "what came of a target, and its share": (
        [["INDEKS SPBE KOTA PALOPO"], ["Indikator Kinerja", "Target 2024", "Realisasi 2024", "Capaian"],
         ["Indeks SPBE", 3.0, 2.87, "95,67%"]],
        {("73.73", 2024, "final"): 1},
    ),
    "results over years beside a target": (
        [["KOTA PALOPO"], ["Indikator Kinerja", "Realisasi", "", "Target"], ["", 2023, 2024, 2024],
         ["Indeks SPBE", 2.5, 2.87, 3.0]],
        {("73.73", 2023, "final"): 1, ("73.73", 2024, "final"): 1},
    ),
    "a regulation in a heading": (
        [["Kabupaten/Kota", "Indeks SPBE Tahun 2024 (PermenPANRB 59/2020)"], ["Luwu", 2.8]],
        {("73.17", 2024, "final"): 1},
    ),
    "weight and value under each domain": (
        [["TAHUN 2024"], ["Instansi", "Kebijakan", "", "Layanan", ""], ["", "Bobot", "Nilai", "Bobot", "Nilai"],
         ["Kab. Luwu", 13, 2.5, 45.5, 3.1]],
        {("73.17", 2024, "final"): 2},
    ),
    "governments over kinds over years, all above the row that names the rows": (
        [["", "", "Kab. Wajo", "", "Kota Palopo", ""], ["", "", "Realisasi", "Target", "Realisasi", "Target"],
         ["No", "Indikator", 2023, 2024, 2023, 2024], *listed(FIRST, [5] * 47, SECOND, [5] * 47)],
        {("73.13", 2023, "final"): 47, ("73.73", 2023, "final"): 47},
    ),
    "governments as sections": (
        [["TAHUN 2024"], ["No", "Indikator", "Nilai"], ["Kabupaten Luwu"], *listed(FIRST), ["Kabupaten Wajo"],
         *listed(SECOND)],
        {("73.17", 2024, "final"): 47, ("73.13", 2024, "final"): 47},
    ),
    "target and result in one title": (
        [["TARGET DAN CAPAIAN SPBE KABUPATEN LUWU UTARA TAHUN 2024"], ["No", "Indikator", "Target", "Tingkat"],
         *listed([5] * 47, FIRST)],
        {("73.22", 2024, "final"): 47},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), SEVERAL.values(), ids=SEVERAL)
def test_each_figure_has_the_key_of_all_headings_that_reach_it(
    rows: list[list[Any]], wanted: dict[tuple[str, int, str], int]
) -> None:
    reading = ask(rows, FINAL)
    assert errors(reading) == set()
    assert given(reading) == wanted


STOPS = {
    "an index of something else": (
        [["INDEKS PELAYANAN PUBLIK"], ["Kabupaten/Kota", "Indeks"], ["Kab. Luwu", 2.8]], "other-evaluation"
    ),
    "another province beside": (
        [["Provinsi", "Kabupaten/Kota", "Indeks SPBE"], ["Bali", "Kabupaten Luwu Utara", 2.8]], "province-differs"
    ),
    "a figure of nothing": ([["No", "Indikator", "Nilai"], *listed(FIRST), ["", "", 141]], "row-without-node"),
    "a sheet of another year than said": (
        {"2023": [["No", "Indikator", "Nilai"], *listed(FIRST)]}, "hint-contradicts-file"
    ),
    "a sheet of targets alone": ({"Target": [["No", "Indikator", "Nilai"], *listed(FIRST)]}, "no-values"),
    "before a clarification, in two lines": (
        [["No", "Indikator", "Nilai\nSebelum Klarifikasi"], *listed(FIRST)], "foreign-workbook"
    ),
    "last year and this year": (
        [["No", "Indikator", "Tahun Lalu", "Tahun Ini"], *listed(FIRST, SECOND)], "foreign-workbook"
    ),
    "districts": ([["No", "Kecamatan", "Indeks"], [1, "Masamba", 3.1], [2, "Sabbang", 2.4]], "office-no-government"),
    "offices beside the government": (
        [["Nama Instansi", "Perangkat Daerah", "Indeks"], ["Kab. Luwu", "Dinas Kesehatan", 3.1]], "office-no-government"
    ),
    "one office in all rows": (
        [["OPD", "No", "Indikator", "Nilai"], *(["Diskominfo", *row] for row in listed(FIRST))], "office-no-government"
    ),
    "other goals of a plan": (
        [["No", "Indikator Kinerja", "Target 2024", "Realisasi 2024"], [1, "Indeks SPBE", 3, 2.87], [2, "IKM", 80, 79]],
        "unknown-indicator",
    ),
    "a hospital": (
        [["HASIL PENILAIAN SPBE RSUD ANDI DJEMMA KABUPATEN LUWU UTARA"], ["No", "Indikator", "Nilai"], *listed(FIRST)],
        "office-no-government",
    ),
    "two marks": (
        [["No", "Indikator", *range(1, 6)], [*MARKS[0][:2], *["x"] * 2, *MARKS[0][4:]], *MARKS[1:]],
        "several-marks",
    ),
    "ticks for levels": ([["No", "Indikator", "Nilai"], *listed(["V"] * 47)], "level-unreadable"),
    "results of several domains": (
        [["No", "Indikator", "Jenis", "Nilai"], *listed(["Perkiraan"] * 47, FIRST)], "figure-unknown"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "code"), STOPS.values(), ids=STOPS)
def test_what_is_not_certain_stops_and_says_why(rows: list[list[Any]], code: str) -> None:
    reading = ask(rows)
    assert code in errors(reading)
    assert reading.has_errors


def test_the_names_of_sheets_and_files_are_held_against_the_content() -> None:
    rows = [["Kabupaten Luwu"], ["No", "Indikator", "Nilai"], *listed(FIRST)]
    for name in ("spbe-73.22-2024-final.xlsx", "SPBE Luwu Utara 2024.xlsx"):
        reading = ask(rows, Identity(None, 2024, Stage.FINAL), name)
        assert [code for code, _ in found(reading)] == ["file-name-differs"]
    sheets = {"Luwu Utara": [["PEMERINTAH PROVINSI SULAWESI SELATAN"], *rows[1:]]}
    assert "identity-conflict" in errors(ask(sheets, Identity(None, 2024, Stage.FINAL)))


def test_a_sheet_with_figures_that_is_not_read_is_named() -> None:
    other = [["Uraian", "Anggaran"], ["Server", 100.0], ["Jaringan", 250.0]]
    reading = ask({"Nilai": [["No", "Indikator", "Nilai"], *listed(FIRST)], "Biaya": other})
    assert [(item.code, item.sheet, item.severity) for item in reading.findings] == [
        ("sheet-not-read", "Biaya", Severity.WARNING)
    ]
    assert "2 angka" in reading.findings[0].message


def test_addresses_of_a_turned_table_are_those_of_the_sheet() -> None:
    reading = ask(READ["turned, with numbers"])
    assert {item.node: item.cell for item in reading.values}["I3"] == "D3"


def test_a_fault_in_a_turned_table_is_named_by_its_cell() -> None:
    rows = [list(row) for row in READ["turned, with numbers"]]
    rows[2][3] = 9
    assert found(ask(rows)) == [("level-out-of-range", "D3")]


def test_a_mark_stands_in_its_own_cell() -> None:
    reading = ask([["No", "Indikator", *range(1, 6)], *MARKS])
    first = next(item for item in reading.values if item.node == "I2")
    assert (first.value, first.cell, first.raw) == (2, "D3", "V")


def test_codes_stages_and_numbers_of_a_long_table_need_no_word_beside() -> None:
    levels = {Stage.SELF: FIRST, Stage.INTERVIEW: SECOND}
    rows = [["73.22", 2024, s.label, n, level] for s, own in levels.items() for n, level in enumerate(own, start=1)]
    reading = ask([["kode", "tahun", "tahapan", "indikator", "skor"], *rows], Identity())
    assert errors(reading) == set()
    assert given(reading) == {("73.22", 2024, "mandiri"): 47, ("73.22", 2024, "interviu"): 47}


def test_a_draft_asks_for_its_stage() -> None:
    rows = [["NILAI AKHIR SEMENTARA SPBE"], ["No", "Indikator", "Nilai"], *listed(FIRST)]
    assert errors(ask(rows, Identity("73.22", 2024))) == {"identity-unclear"}
    assert [(item.code, item.severity) for item in ask(rows).findings] == [("stage-doubted", Severity.WARNING)]


def test_a_government_s_name_holds_for_the_rows_below_it() -> None:
    rows = [["Kabupaten/Kota", "Tahun", "Indeks"], ["Luwu", 2023, 2.8], ["", 2024, 3.0], ["Wajo", 2024, 2.5]]
    reading = ask(rows, FINAL)
    assert [(item.region, item.year, item.value) for item in reading.values] == [
        ("73.17", 2023, 2.8),
        ("73.17", 2024, 3.0),
        ("73.13", 2024, 2.5),
    ]
    assert [(item.code, item.cell) for item in reading.findings] == [("region-carried", "A3")]


def test_totals_of_any_kind_are_named_and_not_stored() -> None:
    names = ("Indonesia", "Tertinggi", "Nilai Terendah", "Rata-rata Sulawesi Selatan")
    rows = [["Kabupaten/Kota", "Indeks SPBE"], ["Luwu", 2.8], *([name, 2.9] for name in names)]
    reading = ask(rows, Identity(None, 2024, Stage.FINAL))
    assert given(reading) == {("73.17", 2024, "final"): 1}
    assert [(item.code, item.cell) for item in reading.findings] == [("total-row", f"A{n}") for n in range(3, 7)]


def test_a_sheet_of_targets_beside_results_is_named_and_left_out() -> None:
    rows = [["No", "Indikator", "Nilai"], *listed(FIRST)]
    reading = ask({"Hasil": rows, "Simulasi": [["No", "Indikator", "Nilai"], *listed([5] * 47)]})
    assert [(item.code, item.sheet) for item in reading.findings] == [("sheet-of-no-results", "Simulasi")]
    assert {item.sheet for item in reading.values} == {"Hasil"}


def test_a_long_text_in_one_level_does_not_take_the_column_away() -> None:
    rows = [["Nama Instansi", *range(1, 48)], ["Kota Palopo", *FIRST], ["Kab. Wajo", *SECOND]]
    rows[2][6] = "Penilaian Mandiri"
    reading = ask(rows, Identity(None, 2024, Stage.FINAL))
    assert [(item.code, item.cell) for item in reading.findings] == [("level-unreadable", "G3")]


def test_a_year_among_headings_of_nodes_is_no_index() -> None:
    rows = [["Tahap", *(f"Indikator {n}" for n in range(1, 48))], ["Nilai Akhir", *FIRST]]
    rows[0][4] = "Tahun 2022"
    assert "figures-without-meaning" in errors(ask(rows, Identity("73.22")))


def test_a_province_s_own_line_as_a_column_is_named_and_not_stored() -> None:
    rows = [["Indikator", "Luwu Utara", "Sulawesi Selatan"], *([n.name, 3, 4] for n in INDICATORS)]
    reading = ask(rows, Identity(None, 2024, Stage.FINAL))
    assert given(reading) == {("73.22", 2024, "final"): 47}
    assert [(item.code, item.cell) for item in reading.findings] == [("province-row", "C1")]


def test_figures_above_a_table_are_named() -> None:
    rows = [["Kab. Wajo", *FIRST], ["Nama Instansi", *range(1, 48)], ["Kota Palopo", *SECOND]]
    reading = ask(rows, Identity(None, 2024, Stage.FINAL))
    assert ("figures-outside", "B1") in [(item.code, item.cell) for item in reading.findings]


def test_a_note_heads_one_column_and_not_those_beside_it() -> None:
    upper = ["", "", "", "Catatan", *[""] * 44]
    rows = [upper, ["Nama Instansi", "Tahun", *range(1, 48)], ["Kota Palopo", 2024, *FIRST]]
    nodes = {item.node for item in ask([row[:49] for row in rows], FINAL).values}
    assert len(nodes) >= 46


YEARLY = [["Kabupaten/Kota", "Tahun", "Indeks"], ["Luwu", 2024, 2.8]]
FARTHER = {
    "a year in the title": ([["INDEKS SPBE TAHUN 2023"], *YEARLY], FINAL, "A1"),
    "a government in the title": (
        [["KABUPATEN WAJO"], ["Indikator", "Kab. Luwu"], *([node.name, 3] for node in INDICATORS)],
        Identity(None, 2024, Stage.FINAL),
        "A1",
    ),
    "a stage in the title": (
        [["PENILAIAN MANDIRI"], ["Kabupaten/Kota", "Tahap", "Indeks"], ["Luwu", "Final", 2.8]],
        Identity(None, 2024),
        "A1",
    ),
    "a year as the sheet's name": ({"2023": YEARLY}, FINAL, None),
}


@pytest.mark.parametrize(("rows", "hints", "cell"), FARTHER.values(), ids=FARTHER)
def test_the_nearer_counts_and_the_farther_is_said(rows: Sheets, hints: Identity, cell: str | None) -> None:
    reading = ask(rows, hints)
    assert reading.values
    assert [(item.code, item.cell) for item in reading.findings] == [("farther-differs", cell)]


def test_a_province_around_and_one_of_several_years_do_not_differ() -> None:
    rows = [["PROVINSI SULAWESI SELATAN TAHUN 2024"], ["Kabupaten/Kota", 2023, 2024], ["Kab. Luwu", 2.5, 2.8]]
    assert found(ask(rows, FINAL)) == []

"""Many governments: domain values and index as printed."""

import pytest
from ingest_workbooks import found, governments, workbook

from spbe_analytics.ingest import Identity, read
from spbe_analytics.schema import Basis, Stage

LUWU = ("Kab. Luwu Utara", 3.1, "3,2", 3.0, "3.40", 3.25, "Baik")
PALOPO = ("PEMKOT  Palopo", 3, 3, 3, 3, 3, "Baik")


def test_a_table_is_read() -> None:
    reading = read(workbook(governments(LUWU, PALOPO)), "x.xlsx")
    assert reading.layout == "government-table"
    assert reading.findings == ()
    assert [item.region for item in reading.assessments] == ["73.22", "73.73"]
    assert reading.assessments[0].predicate == "Baik"
    assert reading.assessments[0].predicate_cell == "H4"
    assert reading.assessments[0].stage is Stage.FINAL
    first = {item.node: (item.value, item.cell, item.raw) for item in reading.values[:5]}
    assert first == {
        "index": (3.25, "G4", "3.25"),
        "D1": (3.1, "C4", "3.1"),
        "D2": (3.2, "D4", "3,2"),
        "D3": (3.0, "E4", "3"),
        "D4": (3.4, "F4", "3.40"),
    }
    assert {item.basis for item in reading.values} == {Basis.PUBLISHED}


HEADINGS = {
    "names": ["Kebijakan Internal SPBE", "Tata Kelola SPBE", "Manajemen SPBE", "Layanan SPBE"],
    "short": ["Kebijakan", "Tata Kelola", "Manajemen", "Layanan"],
    "numbered": ["Domain 1", "Domain 2", "Domain 3", "Domain 4"],
    "aliases": ["Domain Kebijakan", "Domain Tata Kelola", "Domain Manajemen", "Domain Layanan"],
}


@pytest.mark.parametrize("headings", HEADINGS.values(), ids=HEADINGS)
def test_domains_are_known_by_their_names(headings: list[str]) -> None:
    rows = governments(LUWU)
    rows[2][2:6] = headings
    reading = read(workbook(rows), "x.xlsx")
    assert reading.findings == ()
    assert {item.node for item in reading.values} == {"index", "D1", "D2", "D3", "D4"}


ROWS = {
    "ambiguous name": (("Bandung", 3, 3, 3, 3, 3, "Baik"), [("ambiguous-region", "B5")], False),
    "unknown name": (("Kota Palopoo", 3, 3, 3, 3, 3, "Baik"), [("unknown-region", "B5")], False),
    "twice": (("Kabupaten Luwu Utara", 3, 3, 3, 3, 3, "Baik"), [("duplicate-region", "B5")], False),
    "code against name": (("73.73 Kota Makassar", 3, 3, 3, 3, 3, "Baik"), [("region-code-differs", "B5")], False),
    "average": (("Rata-rata", 3, 3, 3, 3, 3, "Baik"), [("total-row", "B5")], False),
    "heading between": (("KABUPATEN", "", "", "", "", "", ""), [("row-ignored", "B5")], False),
    "no name": (("", 3, 3, 3, 3, 3, ""), [("row-without-region", "A5")], False),
    "not evaluated": (("Kota Palopo", "-", "-", "-", "-", "-", ""), [("missing-value", "B5")], False),
    "index does not follow": (("Kota Palopo", 3, 3, 3, 3, 4, ""), [("printed-total-differs", "G5")], True),
    "index within rounding": (("Kota Palopo", 3, 3, 3, 3, 3.01, ""), [], True),
    "predicate does not fit": (("Kota Palopo", 3, 3, 3, 3, 3, "Cukup"), [("predicate-differs", "H5")], True),
    "predicate at the edge": (("Kota Palopo", 2.6, 2.6, 2.6, 2.6, "2,60", "Cukup"), [], True),
    "unknown predicate": (("Kota Palopo", 3, 3, 3, 3, 3, "Bagus"), [("predicate-unknown", "H5")], True),
    "thousands or decimals": (("Kota Palopo", "1.234", 3, 3, 3, "", ""), [("ambiguous-number", "C5")], True),
    "out of range": (("Kota Palopo", 0.3, 3, 3, 3, 3, ""), [("domain-out-of-range", "C5")], True),
    "no number": (("Kota Palopo", "x", 3, 3, 3, 3, ""), [("value-unreadable", "C5")], True),
    "one missing": (("Kota Palopo", "", 3, 3, 3, 3, ""), [("missing-value", "C5")], True),
    "more decimals": (("Kota Palopo", 3.123, 3, 3, 3, 3.02, ""), [("more-decimals", "C5")], True),
}


@pytest.mark.parametrize(("row", "findings", "taken"), ROWS.values(), ids=ROWS)
def test_odd_rows(row: tuple[object, ...], findings: list[tuple[str, str]], taken: bool) -> None:
    reading = read(workbook(governments(LUWU, row)), "x.xlsx")
    missing_index = [item for item in found(reading) if item == ("missing-value", "G5")]
    assert [item for item in found(reading) if item not in missing_index] == findings
    assert ("73.73" in {item.region for item in reading.assessments}) is taken


def test_a_row_given_twice_is_not_chosen_from() -> None:
    reading = read(workbook(governments(LUWU, LUWU, PALOPO)), "x.xlsx")
    assert {item.region for item in reading.values} == {"73.73"}


def test_domains_of_another_instrument_are_refused() -> None:
    reading = read(workbook(governments(LUWU, titles=(("Tahun 2019, nilai akhir",),))), "x.xlsx")
    assert found(reading) == [("unknown-domain", "F2")]
    assert reading.values == ()


def test_a_domain_given_twice_is_refused() -> None:
    rows = governments(LUWU)
    rows[2][3] = "Kebijakan"
    assert found(read(workbook(rows), "x.xlsx")) == [("ambiguous-column", "D3")]


def test_year_and_stage_may_come_from_hints() -> None:
    data = workbook(governments(LUWU, titles=()))
    assert [item.code for item in read(data, "x.xlsx").findings] == ["missing-identity"] * 2
    reading = read(data, "x.xlsx", Identity(year=2023, stage=Stage.FINAL))
    assert reading.findings == ()
    assert {item.year for item in reading.values} == {2023}


def test_a_hinted_region_must_be_the_only_one() -> None:
    reading = read(workbook(governments(LUWU, PALOPO)), "x.xlsx", Identity(region="73.22"))
    assert found(reading) == [("hint-contradicts-file", "B5")]


def test_a_heading_may_say_the_kind_and_a_column_the_province() -> None:
    rows = governments(("Bandung", 3, 3, 3, 3, 3, "Baik"))
    rows[2][1] = "Kota"
    assert {item.region for item in read(workbook(rows), "x.xlsx").values} == {"32.73"}
    wide = [
        ["Nilai akhir tahun 2024"],
        ["Provinsi", "Kabupaten/Kota", "Indeks"],
        ["Sulawesi Selatan", "Luwu Utara", 3.1],
        ["", "Palopo", 3],
    ]
    reading = read(workbook(wide), "x.xlsx")
    assert reading.findings == ()
    assert [item.region for item in reading.values] == ["73.22", "73.73"]
    provinces = [["Nilai akhir tahun 2024"], ["Provinsi", "Indeks"], ["Gorontalo", 3.1]]
    assert {item.region for item in read(workbook(provinces), "x.xlsx").values} == {"75"}

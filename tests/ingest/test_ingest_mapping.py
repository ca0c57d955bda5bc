"""A table nobody knows is read by what a person says of it, and so is the next one of its shape."""

from ingest_workbooks import SPBE, found, instrument, report, values, workbook

from spbe_analytics.ingest import Identity, Mapping, first_rows, read
from spbe_analytics.ingest.mapping import meanings, signature
from spbe_analytics.schema import Stage

STRANGE = ("Butir", "Uraian Butir", "Poin 2023", "Poin 2024", "Petugas")
TITLES = [["Kota Bandar Lampung"], ["Nilai akhir"]]


def strange(headings: tuple[str, ...] = STRANGE, level: int = 4) -> bytes:
    """Return a table whose headings say nothing that is known; 2023 is 2 everywhere."""
    rows = [[place, node.name, 2, level, "Ani"] for place, node in enumerate(instrument().indicators, start=1)]
    return workbook([*TITLES, list(headings), *rows], start=(1, 1))


def mapping(data: bytes, **columns: str) -> Mapping:
    """Say what the columns B, C, … mean."""
    (sheet,) = first_rows(data, "x.xlsx", 10)
    said = tuple((ord(letter) - ord("A"), code) for letter, code in columns.items())
    return Mapping("Skor konsultan", 3, signature(sheet, 3), said)


def test_the_headings_are_shown_with_their_columns() -> None:
    (sheet,) = first_rows(strange(), "x.xlsx", 5)
    assert len(sheet.rows) == 5
    assert signature(sheet, 3) == tuple(
        enumerate(("butir", "uraian butir", "poin 2023", "poin 2024", "petugas"), start=1)
    )
    assert signature(sheet, 99) == ()
    assert first_rows(b"x\0", "x.xlsx", 5) == []


def test_without_a_mapping_the_table_is_foreign() -> None:
    assert [code for code, _ in found(read(strange(), "x.xlsx"))] == ["foreign-workbook"]


def test_a_mapping_makes_the_table_readable_with_its_true_cells() -> None:
    data = strange()
    said = mapping(data, B="nomor", C="indikator", D="tingkat", E="tingkat")
    reading = read(data, "x.xlsx", Identity(mappings=(said,)))
    assert found(reading) == [("mapping-applied", None)]
    assert "Skor konsultan" in reading.findings[0].message
    assert {(item.year, item.value) for item in reading.values} == {(2023, 2.0), (2024, 4.0)}
    first = next(item for item in reading.values if item.node == "I1" and item.year == 2024)
    assert (first.cell, first.raw, first.stage) == ("E5", "4", Stage.FINAL)


def test_a_mapping_can_say_the_stage_of_a_column() -> None:
    data = workbook([["Kota Bandar Lampung 2024"], ["A", "B", "C"],
                     *([place, 3, 4] for place in range(1, 48))])  # fmt: skip
    (sheet,) = first_rows(data, "x.xlsx", 4)
    said = Mapping("m", 1, signature(sheet, 1), ((0, "indikator"), (1, "tingkat-mandiri"), (2, "tingkat-final")))
    reading = read(data, "x.xlsx", Identity(mappings=(said,)))
    assert {(item.stage, item.value) for item in reading.values} == {(Stage.SELF, 3.0), (Stage.FINAL, 4.0)}


def test_the_next_file_of_the_same_shape_is_read_by_itself_and_another_shape_is_not() -> None:
    said = mapping(strange(), B="nomor", C="indikator", E="tingkat")
    again = read(strange(level=5), "lain.xlsx", Identity(mappings=(said,)))
    assert values(again)["I47"] == 5
    other = read(strange((*STRANGE[:4], "Catatan Petugas")), "lain.xlsx", Identity(mappings=(said,)))
    assert [code for code, _ in found(other)] == ["foreign-workbook"]


def test_a_mapping_never_touches_a_file_that_is_understood_already() -> None:
    said = mapping(strange(), B="nomor", C="indikator", E="tingkat")
    assert found(read(workbook(report()), "x.xlsx", Identity(mappings=(said,)))) == []


def test_meanings_follow_the_instrument() -> None:
    known = meanings(instrument(SPBE))
    assert [code for code in known if code.startswith("D")] == ["D1", "D2", "D3", "D4"]
    assert "tingkat-interviu" in known

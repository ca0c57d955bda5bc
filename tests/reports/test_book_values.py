"""The values of a workbook: whatever level is changed, an office program computes what the scores say, bit for bit."""

import io
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
import xlrd
from hypothesis import given
from hypothesis import strategies as st

from spbe_analytics.ingest import template
from spbe_analytics.instruments import Catalogue, Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.book import book
from spbe_analytics.reports.book.values.tree import INCOMPLETE, spans, worth
from spbe_analytics.schema import INDEX_NODE, Stage
from spbe_analytics.scoring import predicates, score
from spbe_analytics.workspace import Workspace
from tests.previewing import preview
from tests.reports.booking import opened, rows_of
from tests.reports.drafts import document
from tests.reports.office import convert

REGION = "73.22"
YEARS = {"spbe-5-2018": 2020, "spbe-59-2020": 2024, "pemdi-8-2026": 2026}

Cell = float | str
"""What a formula came to."""


def levels_of(instrument: Instrument, turn: int = 0) -> dict[str, float]:
    """Levels that are all over the scale, with all decimals that it has."""
    low, high, unit = instrument.scale.lowest, instrument.scale.highest, instrument.scale.unit
    steps = int((high - low) * unit) + 1
    codes = enumerate(instrument.indicator_codes)
    return {code: float(low + Fraction((place * place * 37 + turn) % steps, unit)) for place, code in codes}


def uploaded(workspace: Workspace, instrument: Instrument, levels: Mapping[str, float]) -> bytes:
    """The workbook of a region whose levels were uploaded."""
    year = YEARS[instrument.id]
    content = template(instrument, gazetteer()[REGION], year, Stage.FINAL, levels)
    workspace.commit(preview(content, "isian.xlsx"), "Sari")
    return book(document(workspace, REGION, year))


def computed(content: bytes, changes: Mapping[str, float | None], tmp_path: Path) -> dict[str, Cell]:
    """Change cells of the sheet of values, let LibreOffice compute it, and return what it then holds by cell."""
    sheet = opened(convert(changed(content, changes), "buku.xlsx", "xlsx", tmp_path), results=True)["Nilai"]
    return {cell.coordinate: "" if cell.value is None else cell.value for row in sheet.iter_rows() for cell in row}


def computed_to_the_bit(content: bytes, changes: Mapping[str, float | None], tmp_path: Path) -> dict[str, Cell]:
    """Do the same for numbers alone, by an old workbook: it keeps the eight bytes, a new one fifteen digits of them."""
    old = convert(changed(content, changes), "buku.xlsx", "xls", tmp_path)
    sheet = xlrd.open_workbook(file_contents=old).sheet_by_name("Nilai")
    return {
        f"{column}{row + 1}": sheet.cell_value(row, place)
        for place, column in enumerate("ABCDEFGHIJKLMNOPQ")
        for row in range(sheet.nrows)
        if place < sheet.row_len(row)
    }


def changed(content: bytes, changes: Mapping[str, float | None]) -> bytes:
    """Change cells of the sheet of values; results are not kept."""
    made = opened(content)
    for cell, value in changes.items():
        made["Nilai"][cell] = value
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def agrees(
    found: Mapping[str, Cell],
    rows: Mapping[str, int],
    instrument: Instrument,
    levels: dict[str, float],
    to_the_bit: bool = False,
) -> None:
    """Hold every node against the scores: the same number, or that levels are missing; never 0 for these."""
    scores = score(instrument, pd.DataFrame([levels]))
    for code, value in scores.values.iloc[0].items():
        cell = found[f"F{rows[str(code)]}"]
        if value == value:
            assert cell == (value if to_the_bit else pytest.approx(value, rel=1e-14)), code
        else:
            assert cell == ("" if code in instrument.indicator_codes else INCOMPLETE), code
    index = scores.predicates.iloc[0]
    assert found["F6"] == (INCOMPLETE if pd.isna(index) else index)


@pytest.mark.parametrize("name", YEARS)
def test_changed_levels_come_to_their_scores(
    workspace: Workspace, catalogue: Catalogue, tmp_path: Path, name: str
) -> None:
    instrument = catalogue[name]
    content = uploaded(workspace, instrument, levels_of(instrument))
    rows = rows_of(opened(content)["Nilai"])
    levels = levels_of(instrument, 1)
    found = computed_to_the_bit(content, {f"F{rows[code]}": level for code, level in levels.items()}, tmp_path)
    agrees(found, rows, instrument, levels, to_the_bit=True)
    before = score(instrument, pd.DataFrame([levels_of(instrument)])).values[INDEX_NODE].iloc[0]
    assert found["H5"] == before
    assert found["I5"] == pytest.approx(float(found["F5"]) - before, abs=1e-12)
    assert found["I6"] == ("tetap" if found["F6"] == found["H6"] else "berubah")
    named = instrument.level_name(instrument.indicator_codes[0], levels[instrument.indicator_codes[0]])
    assert found[f"G{rows[instrument.indicator_codes[0]]}"] == (named or "")


@pytest.mark.parametrize("name", YEARS)
def test_a_missing_level_is_never_nought(workspace: Workspace, catalogue: Catalogue, tmp_path: Path, name: str) -> None:
    instrument = catalogue[name]
    levels = levels_of(instrument)
    content = uploaded(workspace, instrument, levels)
    rows = rows_of(opened(content)["Nilai"])
    absent = instrument.indicator_codes[-1]
    found = computed(content, {f"F{rows[absent]}": None}, tmp_path)
    del levels[absent]
    agrees(found, rows, instrument, levels)
    assert found["I5"] == ""
    assert found[f"M{rows[INDEX_NODE]}"] == len(instrument.indicators) - 1


@pytest.mark.parametrize(("name", "region", "year"), [
    ("spbe-5-2018", "51.71", 2018), ("spbe-59-2020", "73.22", 2024), ("pemdi-8-2026", "73.22", 2026),
])  # fmt: skip
def test_from_printed_pillars_follows_the_index(
    workspace: Workspace, catalogue: Catalogue, tmp_path: Path, name: str, region: str, year: int
) -> None:
    instrument = catalogue[name]
    content = book(document(workspace, region, year))
    rows = rows_of(opened(content)["Nilai"])
    highest = instrument.scale.highest
    printed = {node.code: highest - Fraction(place * 7 + 1, 100) for place, node in enumerate(instrument.pillars)}
    found = computed_to_the_bit(content, {f"E{rows[code]}": float(value) for code, value in printed.items()}, tmp_path)
    index = sum((printed[node.code] * node.weight for node in instrument.pillars), Fraction(0)) / 100
    assert found["F5"] == float(index)
    assert [found[f"F{rows[code]}"] for code in printed] == [float(value) for value in printed.values()]
    assert found["F8"] == pytest.approx(float(index) - 0.005, abs=1e-12)
    assert found["F6"] == predicates(instrument, pd.Series([float(index)])).iloc[0]


def test_in_doubt_every_predicate_is_named_and_the_known_one_stays(workspace: Workspace, tmp_path: Path) -> None:
    content = book(document(workspace, "11.04", 2025))
    before = opened(content, results=True)["Nilai"]
    assert [before[cell].value for cell in ("F5", "F6", "H10")] == [2.59525, "Cukup", 2.59]
    rows = rows_of(before)
    found = computed(content, {f"E{rows['D1']}": 2.33}, tmp_path)
    assert found["F5"] == pytest.approx(2.59915)
    assert found["F6"] == "Cukup atau Baik"


def test_levels_given_take_the_place_of_what_was_printed(
    workspace: Workspace, catalogue: Catalogue, tmp_path: Path
) -> None:
    instrument = catalogue["spbe-59-2020"]
    content = book(document(workspace, REGION, 2024))
    rows = rows_of(opened(content)["Nilai"])
    levels = levels_of(instrument)
    domain = {leaf.code: levels[leaf.code] for leaf in instrument.leaves("D3")}
    found = computed(content, {f"F{rows[code]}": level for code, level in domain.items()}, tmp_path)
    exact = score(instrument, pd.DataFrame([domain])).values.iloc[0]
    assert [found[f"F{rows[code]}"] for code in ("D3", "A5")] == pytest.approx([exact["D3"], exact["A5"]], rel=1e-14)
    assert found[f"F{rows['D1']}"] == 3.5
    found = computed(content, {f"F{rows[code]}": level for code, level in levels.items()}, tmp_path)
    agrees(found, rows, instrument, levels)


@pytest.mark.parametrize(("region", "year"), [("18.71", 2021), ("18.71", 2024)])
def test_results_are_there_before_anybody_computes(
    workspace: Workspace, catalogue: Catalogue, region: str, year: int
) -> None:
    content = book(document(workspace, region, year))
    formulas, results = opened(content)["Nilai"], opened(content, results=True)["Nilai"]
    rows = rows_of(formulas)
    scores = workspace.snapshot().scores("spbe-59-2020").loc[(region, year, "final")]
    for code, value in scores.items():
        cell = f"F{rows[str(code)]}"
        assert results[cell].value == value
        assert (formulas[cell].data_type == "f") is (code not in catalogue["spbe-59-2020"].indicator_codes)
    assert results["F5"].value == results["H5"].value == scores[INDEX_NODE]


@pytest.mark.parametrize(("region", "year"), [("18.71", 2023), ("11.04", 2025), ("17.07", 2022)])
def test_what_the_sheet_says_at_first_is_what_it_computes(
    workspace: Workspace, tmp_path: Path, region: str, year: int
) -> None:
    content = book(document(workspace, region, year))
    told = opened(content, results=True)["Nilai"]
    formulas = [cell for row in opened(content)["Nilai"].iter_rows() for cell in row if cell.data_type == "f"]
    found = computed(content, {}, tmp_path)
    assert len(formulas) > 3 * len(rows_of(told))
    for cell in formulas:
        written = told[cell.coordinate].value
        same = (
            pytest.approx(written, rel=1e-14) if isinstance(written, float) else written or (0 if written == 0 else "")
        )
        assert found[cell.coordinate] == same, cell.coordinate


ALL = list(instruments().values())


@given(st.data())
def test_points_are_scores(data: st.DataObject) -> None:
    instrument = data.draw(st.sampled_from(ALL))
    low, high = (int(end * instrument.scale.unit) for end in (instrument.scale.lowest, instrument.scale.highest))
    steps = st.none() | st.integers(low, high)
    drawn = {code: data.draw(steps) for code in instrument.indicator_codes}
    levels = {code: step / instrument.scale.unit for code, step in drawn.items() if step is not None}
    expected = score(instrument, pd.DataFrame([levels], dtype=float)).values.iloc[0]
    for code, found in worth(instrument, levels, {}).items():
        assert found.value == expected[code] or (found.value is None and pd.isna(expected[code]))


@pytest.mark.parametrize(("rows", "said"), [([5, 6, 7, 9], "P5:P7,P9"), ([4], "P4"), ([4, 6], "P4,P6")])
def test_neighbours_are_one_range(rows: list[int], said: str) -> None:
    assert spans("P", rows) == said


def test_inputs_take_figures_of_the_scale_only(workspace: Workspace) -> None:
    for year, kind, low in ((2024, "whole", 1), (2026, "decimal", 1), (2018, "whole", 0)):
        sheet = opened(book(document(workspace, "73.22", year)))["Nilai"]
        rows = rows_of(sheet)
        rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
        level, pillar = rules[f"F{rows['I1']}"], rules[f"E{rows['D1' if 'D1' in rows else 'A1']}"]
        assert (level.type, float(level.formula1), float(level.formula2)) == (kind, low, 5)
        assert pillar.type == "decimal"
        assert sheet[f"F{rows['I1']}"].fill.fgColor.rgb == "FFFFF3CC"

"""Whatever stands in the cells: values on the scale or findings at their cells, and the order of rows is nothing."""

import math
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_workbooks import governments, instrument, report, workbook

from spbe_analytics.ingest import read

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
CELL = st.one_of(
    TEXT,
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.floats(-10, 10, allow_nan=False),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["3", "3,0", "Level 2", "4 - Terkelola", "-", "1.234", "2,5", "6", " 5 "]),
)
COUNT = len(instrument().indicators)


@settings(max_examples=60)
@given(st.lists(CELL, min_size=COUNT, max_size=COUNT))
def test_each_level_cell_gives_a_value_on_the_scale_or_a_finding(cells: list[object]) -> None:
    reading = read(workbook(report(dict(enumerate(cells, start=1)))), "x.xlsx")
    taken = {item.cell for item in reading.values}
    said = {item.cell for item in reading.findings}
    assert all(item.value in {1, 2, 3, 4, 5} for item in reading.values)
    assert {f"C{row}" for row in range(5, 5 + COUNT)} <= taken | said


@settings(max_examples=60)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=12))
def test_any_rows_under_the_headings_are_survived(rows: list[Any]) -> None:
    table = [*report()[:4], *rows]
    reading = read(workbook(table), "x.xlsx")
    assert reading.findings
    assert all(item.value in {1, 2, 3, 4, 5} for item in reading.values)


@settings(max_examples=40)
@given(st.lists(st.lists(CELL, max_size=6), max_size=12))
def test_any_sheet_is_survived(rows: list[Any]) -> None:
    reading = read(workbook(rows), "x.xlsx")
    assert reading.has_errors
    assert reading.values == ()


@settings(max_examples=40)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL, CELL, CELL), max_size=8))
def test_any_table_of_governments_is_survived(rows: list[Any]) -> None:
    reading = read(workbook(governments(*rows)), "x.xlsx")
    assert all(1 <= item.value <= 5 and math.isfinite(item.value) for item in reading.values)


@settings(max_examples=25)
@given(st.permutations(range(4, 4 + COUNT)), st.lists(st.integers(1, 5), min_size=COUNT, max_size=COUNT))
def test_the_order_of_rows_does_not_matter(order: list[int], levels: list[int]) -> None:
    rows = report(dict(enumerate(levels, start=1)))
    shuffled = [*rows[:4], *(rows[place] for place in order)]
    plain, mixed = (read(workbook(table), "x.xlsx") for table in (rows, shuffled))
    assert mixed.findings == ()
    assert {item.node: item.value for item in mixed.values} == {item.node: item.value for item in plain.values}


def test_very_long_texts_are_survived() -> None:
    long = "Luwu Utara " * 2_000
    reading = read(workbook(report({1: long}, names={2: long}, numbers={3: long}, titles=((long,),))), "x" * 5_000)
    assert {"level-unreadable", "missing-identity"} <= {item.code for item in reading.findings}
    assert all(len(item.message) < 500 for item in reading.findings)

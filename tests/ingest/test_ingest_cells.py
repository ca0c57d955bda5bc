"""One cell to one number."""

from datetime import date, time
from fractions import Fraction

import pytest

from spbe_analytics.ingest.files.workbook import column_letters
from spbe_analytics.ingest.tables.cells import is_missing, level, number, raw_text


@pytest.mark.parametrize(
    ("cell", "value", "name"),
    [
        (3.0, "3", None),
        (3.5, "3.5", None),
        ("3", "3", None),
        ("3,0", "3", None),
        ("3.0", "3", None),
        (" 3 ", "3", None),
        ("Level 3", "3", None),
        ("LEVEL  3", "3", None),
        ("Tingkat 3", "3", None),
        ("Tingkat Kematangan: 3", "3", None),
        ("3 - Terdefinisi", "3", "Terdefinisi"),
        ("3 – Terdefinisi", "3", "Terdefinisi"),
        ("3. Terdefinisi", "3", "Terdefinisi"),
        ("3 (Terdefinisi)", "3", "Terdefinisi"),
        ("Level 4 - Terpadu dan Terukur", "4", "Terpadu dan Terukur"),
        ("2,75", "2.75", None),
        ("-1", "-1", None),
    ],
)
def test_a_level_is_read_in_every_usual_spelling(cell: object, value: object, name: str | None) -> None:
    read = level(cell)
    assert (read.value, read.name) == (Fraction(value), name)


@pytest.mark.parametrize(
    "cell",
    [
        "tiga",
        "Terdefinisi",
        True,
        False,
        date(2024, 3, 1),
        time(3),
        "3/5",
        "60%",
        "3 4",
        "2 atau 3",
        "3 (naik dari 2)",
        "1-3",
        "iii",
        "VI",
        "#REF!",
        float("nan"),
    ],
)
def test_what_is_no_level_is_never_guessed(cell: object) -> None:
    read = level(cell)
    assert read.value is None
    assert not read.missing


@pytest.mark.parametrize("cell", ["", "  ", "-", "–", "—", "n/a", "N/A", "Belum dinilai"])
def test_a_dash_or_an_empty_cell_is_missing(cell: object) -> None:
    assert is_missing(cell)
    assert level(cell).missing
    assert number(cell).missing


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3,12", "3.12"),
        ("3.12", "3.12"),
        ("1,4", "1.4"),
        ("18500.00", "18500"),
        ("1.234,50", "1234.5"),
        ("1,234.50", "1234.5"),
        ("0.300", "0.3"),
        (2.99, "2.99"),
        (2.9899999999999998, "2.99"),
    ],
)
def test_a_figure_may_have_a_comma_or_a_point(cell: object, value: object) -> None:
    assert number(cell).value == Fraction(value)


@pytest.mark.parametrize("cell", ["1.234", "1,234", "12.345", "3,125"])
def test_thousands_or_decimals_is_said_to_be_ambiguous(cell: object) -> None:
    read = number(cell)
    assert read.ambiguous
    assert read.value is None


@pytest.mark.parametrize("cell", ["1.2.3", "1,2,3", "12,34.5.6", "1..2", ",5", "5,"])
def test_a_broken_figure_is_unreadable(cell: object) -> None:
    assert number(cell).value is None
    assert not number(cell).ambiguous


@pytest.mark.parametrize(
    ("cell", "text"),
    [(3.0, "3"), (2.98, "2.98"), (" 3 ", " 3 "), (True, "TRUE"), (date(2024, 3, 1), "2024-03-01"), (1e300, "1e+300")],
)
def test_the_stored_text_is_kept(cell: object, text: str) -> None:
    assert raw_text(cell) == text


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters

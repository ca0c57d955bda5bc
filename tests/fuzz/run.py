"""One run: a sound workbook, spoilt; what comes out is held against the cells themselves."""

import contextlib
import re
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from spbe_analytics.ingest import Reading, read
from spbe_analytics.ingest.files.workbook import column_letters
from spbe_analytics.instruments import instruments
from tests.fuzz.mutate import Grid, spoil_bytes, spoil_cells
from tests.fuzz.samples import as_csv, as_workbook, grids

SLOWEST_SECONDS = 5.0
NAMED = "spbe-59-2020"
"""The instrument whose names the rows of most samples bear."""

_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
_ROMANS = {"II": "2", "III": "3", "IV": "4"}
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class Failure:
    """A run that did not end as it must; ``data`` becomes a fixture."""

    seed: int
    sample: str
    what: str
    data: bytes


def one(seed: int) -> Failure | None:
    """Spoil a sample as the seed says and read it; return what went wrong, if anything did."""
    chance = Random(seed)
    name, sheet, grid, said = chance.choice(grids())
    by_cells = chance.random() < 0.75
    spoilt = spoil_cells(grid, chance) if by_cells else grid
    text = chance.random() < 0.2
    data = as_csv(spoilt, chance) if text else as_workbook(spoilt, sheet)
    if not by_cells:
        data = spoil_bytes(data, chance)
    start = time.monotonic()
    try:
        with _no_writes():
            reading = read(data, f"{name}.csv" if text else f"{name}.xlsx", said)
    except Exception as error:
        return Failure(seed, name, f"{type(error).__name__}: {error}", data)
    if time.monotonic() - start > SLOWEST_SECONDS:
        return Failure(seed, name, "too slow", data)
    wrong = _wrong(reading, spoilt) if by_cells else _off_the_scale(reading)
    if not wrong and not reading.values and not reading.findings:
        wrong = "neither values nor findings"
    return Failure(seed, name, wrong, data) if wrong else None


@contextlib.contextmanager
def _no_writes() -> Iterator[None]:
    """Fail on anything the reader warns of; it has no way to write but a file it would leave open."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        yield


def _off_the_scale(reading: Reading) -> str:
    scales = {item.id: item.scale for item in instruments().values()}
    for value in reading.values:
        scale = scales[value.instrument]
        if not scale.lowest <= value.value <= scale.highest:
            return f"{value.node} is {value.value}"
    return ""


def _wrong(reading: Reading, grid: Grid) -> str:
    """Compare each value with the number that stands in its cell, and its node with the name in its row."""
    names = _names()
    for value in reading.values:
        found = _CELL.fullmatch(value.cell)
        if found is None:
            return f"no cell: {value}"
        row, column = int(found[2]) - 1, _columns()[found[1]]
        cell = grid[row][column] if row < len(grid) and column < len(grid[row]) else ""
        number = _NUMBER.search(_ROMANS.get(str(cell), str(cell)))
        if isinstance(cell, bool) or number is None or abs(float(number[0].replace(",", ".")) - value.value) > 1e-9:
            return f"{value.node} is {value.value}, but {value.cell} holds {cell!r}"
        named = {names[text] for text in grid[row] if isinstance(text, str) and text in names}
        if (
            len(named) == 1
            and value.instrument == "spbe-59-2020"
            and value.node not in named
            and _is_row_layout(reading)
        ):
            return f"{value.cell} is read as {value.node}, but its row names {named}"
    return _off_the_scale(reading)


def _is_row_layout(reading: Reading) -> bool:
    return not {"government-table", "index-table"} & set(reading.layout.split("+"))


@cache
def _names() -> dict[str, str]:
    return {node.name: node.code for node in instruments()[NAMED].indicators}


@cache
def _columns() -> dict[str, int]:
    return {column_letters(column): column for column in range(200)}

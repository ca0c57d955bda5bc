"""Ways to spoil a workbook: at the level of cells, where it is known what must come out, and at the level of bytes."""

import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

Grid = list[list[Any]]

STRANGE: tuple[Any, ...] = (
    "", " ", "-", "n/a", "3", "3,0", "3.0", "Level 3", "3 - Terdefinisi", "0", 0, 6, -1, 2.5, "2,5", "1.234", "1,4",
    1e300, True, "TRUE", "#REF!", "tiga", "=1+1", "+3", "@x", "\t3", "3\n", "III", "3/5", "5%", "\u0663", "\uff13",
    "\u200b4", "4\u00a0", "<b>3</b>", "x" * 5000, "Indikator 7", "No", "Indikator", "Nilai", "Tahun 2019",
    "Kota Palopo", "TOTAL", 47, 2024,
)  # fmt: skip


def _place(grid: Grid, chance: Random) -> tuple[int, int] | None:
    row = chance.randrange(len(grid)) if grid else 0
    return (row, chance.randrange(len(grid[row]))) if grid and grid[row] else None


def change_cell(grid: Grid, chance: Random) -> None:
    """Put something strange into a cell."""
    place = _place(grid, chance)
    if place:
        grid[place[0]][place[1]] = chance.choice(STRANGE)


def retype_cell(grid: Grid, chance: Random) -> None:
    """Turn a number into text or a text into a number, where that is possible."""
    place = _place(grid, chance)
    if place is None:
        return
    cell = grid[place[0]][place[1]]
    if isinstance(cell, str) and cell.strip().isdecimal():
        grid[place[0]][place[1]] = float(cell)
    elif isinstance(cell, int | float):
        grid[place[0]][place[1]] = chance.choice((str(cell), f"{cell},0", f" {cell} ", f"Level {cell}"))


def spoil_text(grid: Grid, chance: Random) -> None:
    """Drop, double or change one sign of a text."""
    place = _place(grid, chance)
    if place is None or not isinstance(text := grid[place[0]][place[1]], str) or not text:
        return
    at = chance.randrange(len(text))
    sign = chance.choice(("", text[at] * 2, chance.choice("aeiou -.,0123456789\n")))
    grid[place[0]][place[1]] = text[:at] + sign + text[at + 1 :]


def swap_rows(grid: Grid, chance: Random) -> None:
    """Swap two rows."""
    a, b = chance.randrange(len(grid)), chance.randrange(len(grid))
    grid[a], grid[b] = grid[b], grid[a]


def double_row(grid: Grid, chance: Random) -> None:
    """Write a row twice."""
    grid.insert(chance.randrange(len(grid)), list(grid[chance.randrange(len(grid))]))


def drop_row(grid: Grid, chance: Random) -> None:
    """Leave a row out."""
    del grid[chance.randrange(len(grid))]


def blank_row(grid: Grid, chance: Random) -> None:
    """Put an empty row in between."""
    grid.insert(chance.randrange(len(grid) + 1), [])


def swap_columns(grid: Grid, chance: Random) -> None:
    """Swap two columns in all rows that have both."""
    width = max(len(row) for row in grid)
    a, b = chance.randrange(width), chance.randrange(width)
    for row in grid:
        if max(a, b) < len(row):
            row[a], row[b] = row[b], row[a]


def insert_column(grid: Grid, chance: Random) -> None:
    """Put a column with one strange thing in it in between."""
    at, filler = chance.randrange(4), chance.choice(STRANGE)
    for row in grid:
        row.insert(min(at, len(row)), filler if chance.random() < 0.1 else "")


CELL_WAYS: tuple[Callable[[Grid, Random], None], ...] = (
    change_cell, change_cell, change_cell, retype_cell, spoil_text, spoil_text, swap_rows, double_row, drop_row,
    blank_row, swap_columns, insert_column,
)  # fmt: skip


def spoil_cells(grid: Grid, chance: Random) -> Grid:
    """Return a copy of a grid with one to six changes."""
    spoilt = [list(row) for row in grid]
    for _ in range(chance.randint(1, 6)):
        if spoilt and any(spoilt):
            chance.choice(CELL_WAYS)(spoilt, chance)
    return spoilt


def spoil_bytes(data: bytes, chance: Random) -> bytes:
    """Change bytes, cut the end off, glue something on, or damage one part of a zip."""
    way = chance.randrange(5)
    if way == 0:
        return data[: chance.randrange(len(data))]
    if way == 1:
        return data + chance.randbytes(chance.randint(1, 400))
    if way == 2:
        return data[: (at := chance.randrange(len(data)))] + data[at + chance.randint(1, 60) :]
    if way == 3 and data.startswith(b"PK"):
        return _spoil_part(data, chance)
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _spoil_part(data: bytes, chance: Random) -> bytes:
    """Write the zip anew with one part missing, doubled, emptied or with its content damaged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        parts = source.infolist()
        victim = chance.choice(parts)
        for part in parts:
            content = source.read(part)
            if part is not victim:
                target.writestr(part.filename, content)
                continue
            way = chance.randrange(5)
            if way == 1:
                target.writestr(part.filename, b"")
            elif way == 2:
                target.writestr(part.filename, content[: len(content) // 2])
            elif way == 3:
                target.writestr(part.filename, content.replace(b"<c ", b'<c t="s" ').replace(b"<v>", b"<v>9"))
            elif way == 4:
                target.writestr("../" + part.filename, content)
    return buffer.getvalue()

"""Workbooks to tidy values, against a bare read of the same bytes and against pandas with openpyxl."""

import io
import random

import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.measure import Measure, interleaved
from spbe_analytics.ingest import read, template
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage

YEAR = 2024
SEED = 20240
ROUNDS = 7
SLOW_SHARE = 12
"""The slow reader gets every twelfth workbook; its time is multiplied by twelve."""

SLOW_ROUNDS = 3

STRANGE_ROUNDS = 15
STRANGE_MS = 30.0
"""Most milliseconds that understanding a small strange table may take beyond reading its cells."""


def workbooks() -> list[tuple[str, bytes]]:
    """Return a filled-in template of every government, name and bytes; the levels are random but always the same."""
    chance = random.Random(SEED)
    instrument = instruments()["spbe-59-2020"]
    made = []
    for region in gazetteer().governments():
        levels = {code: float(chance.randint(1, 5)) for code in instrument.indicator_codes}
        made.append((f"{region.code}.xlsx", template(instrument, region, YEAR, Stage.FINAL, levels)))
    return made


def strange() -> list[tuple[str, bytes]]:
    """Return one table of 60 × 20 cells and the same with its rows as columns.

    Under three rows of headings stand two years of six governments, one of them also as a target; notes stand below.
    """
    instrument = instruments()["spbe-59-2020"]
    governments = gazetteer().governments()[1:7]
    kinds = (("Realisasi", YEAR - 1), ("Target", YEAR), ("Realisasi", YEAR))
    rows: list[list[object]] = [["Nilai akhir SPBE beberapa daerah", *[""] * 19]]
    rows.append(["", "", *(name for region in governments for name in (region.name, "", ""))])
    rows.append(["", "", *(kind for _ in governments for kind, _ in kinds)])
    rows.append(["No", "Indikator", *(year for _ in governments for _, year in kinds)])
    rows += [[node.number, node.name, *[3] * 18] for node in instrument.indicators]
    rows += [[f"Catatan {place}", *[""] * 19] for place in range(60 - len(rows))]
    found = []
    for name, table in (("lurus.xlsx", rows), ("putar.xlsx", list(zip(*rows, strict=True)))):
        buffer = io.BytesIO()
        pd.DataFrame(table).to_excel(buffer, header=False, index=False)
        found.append((name, buffer.getvalue()))
    return found


def bare(books: list[tuple[str, bytes]]) -> int:
    """Read every sheet with calamine and do nothing with it."""
    rows = 0
    for _, content in books:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows += len(book.get_sheet_by_name(name).to_python())
    return rows


def tidy(books: list[tuple[str, bytes]]) -> int:
    """Read to tidy values; every one of them must be there."""
    count = 0
    for name, content in books:
        reading = read(content, name)
        if reading.findings:
            raise AssertionError(f"{name}: {reading.findings}")
        count += len(reading.values)
    return count


def slow(books: list[tuple[str, bytes]]) -> int:
    """Read every sheet with pandas and openpyxl."""
    return sum(
        len(frame)
        for _, content in books
        for frame in pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="openpyxl").values()
    )


def measures() -> list[Measure]:
    """Measure both promises about reading."""
    books = workbooks()
    sample = books[::SLOW_SHARE]
    indicators = len(instruments()["spbe-59-2020"].indicators)
    if tidy(books) != len(books) * indicators:
        raise AssertionError("not every level was read")
    fast = interleaved({"tidy": lambda: tidy(books), "bare": lambda: bare(books)}, ROUNDS)
    both = interleaved({"tidy": lambda: tidy(sample), "slow": lambda: slow(sample)}, SLOW_ROUNDS)
    share = len(books) / len(sample)
    odd = strange()
    if any(len(read(content, name).values) != 12 * indicators for name, content in odd):
        raise AssertionError("not every level of the strange tables was read")
    slowest = 0.0
    for one in odd:
        times = interleaved(
            {"read": lambda one=one: read(one[1], one[0]), "bare": lambda one=one: bare([one])}, STRANGE_ROUNDS
        )  # type: ignore[misc]
        slowest = max(slowest, times["read"] - times["bare"])
    return [
        Measure("a strange table of 60 × 20 cells, beyond reading its cells / 30 ms", slowest, STRANGE_MS, 1.0, True),
        Measure(f"{len(books)} workbooks to tidy values / bare calamine read", fast["tidy"], fast["bare"], 3.0, True),
        Measure(
            f"{len(books)} workbooks: pandas + openpyxl / to tidy values",
            both["tidy"] * share,
            both["slow"] * share,
            8.0,
            False,
        ),
    ]

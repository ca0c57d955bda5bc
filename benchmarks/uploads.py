"""Uploads: many workbooks to validated values and scores, their commit in one go, and one very long workbook."""

import io
import sqlite3
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.measure import Measure, interleaved
from benchmarks.reading import bare, workbooks
from spbe_analytics.instruments import instruments
from spbe_analytics.preview import Preview
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.store import tables
from spbe_analytics.workspace import Workspace
from tests.previewing import preview

ROUNDS = 5
SEED = 207
YEARS = (2021, 2022, 2023, 2024)
STAGES = (Stage.INTERVIEW, Stage.FINAL)


def scored(books: list[tuple[str, bytes]]) -> list[Preview]:
    """Read and score every workbook down to the exact index."""
    found = [preview(content, name) for name, content in books]
    if any(len(item.evaluated) != 1 or not item.evaluated[0].nodes for item in found):
        raise AssertionError("not every workbook was scored")
    return found


def long_workbook() -> bytes:
    """Write one row a level for every government, four years and two stages."""
    chance, buffer = Random(SEED), io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["Daerah", "Tahun", "Tahap", "Kode Indikator", "Indikator", "Nilai"])
    row = 1
    for region in gazetteer().governments():
        for year in YEARS:
            for stage in STAGES:
                for place, node in enumerate(instruments()["spbe-59-2020"].indicators, start=1):
                    sheet.write_row(row, 0, [region.name, year, stage.label, place, node.name, chance.randint(1, 5)])
                    row += 1
    book.close()
    return buffer.getvalue()


def commits(previews: list[Preview]) -> tuple[float, float]:
    """Time our commit of all previews against the bare insertion of the same rows; median milliseconds of each."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(ROUNDS):
            path = Path(folder) / f"{turn}.db"
            workspace = Workspace(f"sqlite:///{path}", None)
            start = time.perf_counter()
            workspace.commit_many(previews, "Pengukur")
            ours.append((time.perf_counter() - start) * 1000)
            workspace.store.close()
            theirs.append(_bare_insertion(path, Path(folder) / f"{turn}-bare.db"))
    return median(ours), median(theirs)


def _bare_insertion(full: Path, path: Path) -> float:
    """Copy the rows of a database into an empty one of the same tables by ``executemany``; return milliseconds."""
    empty = Workspace(f"sqlite:///{path}", None)
    empty.store.close()
    with sqlite3.connect(full) as source:
        names = [table.name for table in tables.metadata.sorted_tables if table.name != "revision"]
        rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    target = sqlite3.connect(path, isolation_level=None)
    target.execute("PRAGMA journal_mode=WAL")
    start = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for name, found in rows.items():
        if found:
            marks = ",".join("?" * len(found[0]))
            target.executemany(f"INSERT INTO {name} VALUES ({marks})", found)
    target.execute("COMMIT")
    took = (time.perf_counter() - start) * 1000
    target.close()
    return took


def measures() -> list[Measure]:
    """Measure the promises about uploads."""
    books = workbooks()
    whole = interleaved({"ours": lambda: scored(books), "bare": lambda: bare(books)}, ROUNDS)
    ours, theirs = commits(scored(books))
    content = long_workbook()
    rows = len(YEARS) * len(STAGES) * len(books) * len(instruments()["spbe-59-2020"].indicators)
    long = interleaved(
        {
            "ours": lambda: preview(content, "panjang.xlsx"),
            "bare": lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(),
        },
        3,
    )
    return [
        Measure(
            f"{len(books)} workbooks to values and scores / bare calamine read", whole["ours"], whole["bare"], 4, True
        ),
        Measure(f"commit of {len(books)} workbooks in one go / raw executemany", ours, theirs, 2, True),
        Measure(f"preview of a {rows:,}-row long workbook / bare calamine read", long["ours"], long["bare"], 2, True),
    ]

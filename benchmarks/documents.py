"""The wait after *Unduh*: a document of one government in each format, a picture, and a province in one run.

Each is compared with the bare library making something of the same size with nothing in it.
"""

import io
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median

import pptx
import resvg_py
import typst
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from python_calamine import load_workbook

from benchmarks.measure import Measure, interleaved
from spbe_analytics.documents.batch import Order, make_all
from spbe_analytics.documents.making import Format, kept_of, of_region, written
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.pictures import About, picture_png, picture_svg
from spbe_analytics.schema import Stage
from spbe_analytics.settings import PACKAGE, ROOT
from spbe_analytics.workspace import Workspace

ROUNDS = 12
BATCHES = 3
REGION, PROVINCE, YEAR = "73.22", "73", 2024
TODAY = date(2026, 12, 1)
FONTS = PACKAGE / "reports" / "fonts"
EMPTY = b'#set document(title: "Kosong")\n#set text(font: "Source Sans Pro", lang: "id")\nHalaman kosong\n'


def _workspace(folder: Path) -> Workspace:
    return Workspace(f"sqlite:///{folder / 'documents.db'}", ROOT / "data" / "published")


def _charts(document: Document) -> int:
    return sum(picture.chart is not None for part in document.parts for picture in part.pictures)


def _empty_deck(charts: int) -> bytes:
    """A deck of as many slides and native charts, each with a single figure."""
    deck = pptx.Presentation()
    for _ in range(charts):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        data = CategoryChartData()
        data.categories = ["a"]
        data.add_series("b", (1.0,))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 5_000_000, 3_000_000, data)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _empty_book(sheets: int, charts: int) -> bytes:
    """A workbook of as many sheets and native charts, each with a single figure."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for at in range(sheets):
            sheet = book.add_worksheet(f"S{at}")
            sheet.write_number(0, 0, 1.0)
            if at >= charts:
                continue
            chart = book.add_chart({"type": "bar"})
            chart.add_series({"values": [f"S{at}", 0, 0, 0, 0]})
            sheet.insert_chart("C2", chart)
    return buffer.getvalue()


def _empty_page(fonts: typst.Fonts, number: int) -> object:
    """A page of a word and a number, tagged like the report; typst remembers a page that it set before."""
    page = {"main.typ": EMPTY + str(number).encode()}
    return typst.Compiler(font_paths=fonts).compile(page, format="pdf", pdf_standards=["a-3a", "ua-1"])


def _one(document: Document, others: Iterator[Document]) -> list[Measure]:
    charts, numbers = _charts(document), count()
    shipped = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    picture = next(picture for part in document.parts for picture in part.pictures)
    about = About(document.subject, document.moment, document.source_line, TODAY)
    svg = picture_svg(picture, about, document.view.palette).decode()
    fonts = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
    sheets = len(load_workbook(io.BytesIO(written(document, Format.BOOK))).sheet_names)
    pairs = {
        f"slides of a region / a bare deck of {charts} empty charts": (
            lambda: written(document, Format.SLIDES), lambda: _empty_deck(charts), 4.0,
        ),
        f"workbook of a region / a bare book of {sheets} sheets and {charts} empty charts": (
            lambda: written(document, Format.BOOK), lambda: _empty_book(sheets, charts), 4.0,
        ),
        "report of a region not written before / a new empty page of typst": (
            lambda: written(next(others), Format.REPORT), lambda: _empty_page(shipped, next(numbers)), 5.0,
        ),
        "a picture as PNG / resvg alone": (
            lambda: picture_png(picture, about, document.view.palette),
            lambda: resvg_py.svg_to_bytes(svg_string=svg, font_files=fonts, skip_system_fonts=True, zoom=2), 3.0,
        ),
    }  # fmt: skip
    found = []
    for name, (ours, theirs, limit) in pairs.items():
        times = interleaved({"ours": ours, "theirs": theirs}, ROUNDS)
        found.append(Measure(name, times["ours"], times["theirs"], limit, True))
    return found


def _batch(folder: str, count: int) -> tuple[float, float]:
    """Make the documents of some governments of a province, as the process of a batch does from its start.

    Returns:
        Milliseconds, and the peak of memory in MiB.
    """
    start = time.perf_counter()
    workspace = _workspace(Path(folder))
    codes = [region.code for region in gazetteer().governments(None, PROVINCE)]
    order = Order(tuple(codes[1 : 1 + count]), YEAR, Stage.FINAL, tuple(Format), TODAY)
    with tempfile.TemporaryDirectory() as out:
        made = list(make_all(workspace, workspace.snapshot(), order, Path(out)))
        took = (time.perf_counter() - start) * 1000
    if any(item.fault or len(item.files) != len(Format) for item in made):
        raise AssertionError("not every document was made")
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(folder: str, count: int) -> tuple[float, float]:
    """Do it in a process of its own, so that its peak is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_batch, (folder, count))


def measures() -> list[Measure]:
    """Measure the promises about documents."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder))
        snapshot = workspace.snapshot()
        codes = [region.code for region in gazetteer().governments(None, PROVINCE)]
        made = [of_region(snapshot, code, YEAR, Stage.FINAL, kept_of(workspace, code, TODAY)) for code in codes]
        document, others = made[codes.index(REGION)], iter(made)
        found = _one(document, others)
        workspace.store.close()
        runs = [(_apart(folder, 1), _apart(folder, 24)) for _ in range(BATCHES)]
        one, many = ([run[at] for run in runs] for at in (0, 1))
        found += [
            Measure(
                "24 regions in three formats, from the start of the batch / one region",
                median(took for took, _ in many), median(took for took, _ in one), 22.0, True,
            ),
            Measure(
                "the same: peak MiB / peak of one region",
                median(peak for _, peak in many), median(peak for _, peak in one), 1.3, True,
            ),
        ]  # fmt: skip
    return found

"""Where on a slide the figures, the picture, the table and the words of a part stand."""

from collections.abc import Sequence
from typing import Final

from spbe_analytics.parts.native import ChartKind
from spbe_analytics.parts.part import Figure, Part, Picture
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.slides.area import Area
from spbe_analytics.reports.slides.canvas import Canvas
from spbe_analytics.reports.slides.figures import add_tiles
from spbe_analytics.reports.slides.native import add_chart, tall, wide_row
from spbe_analytics.reports.slides.tables import MOST_ROWS, SIZES, Grid, add_table, grid_in
from spbe_analytics.reports.slides.text import Line, clean, cut, high
from spbe_analytics.scoring.display import joined

GAP: Final = 14.0
HEAD_SIZE: Final = 14.0
TABLE_HEAD: Final = 21.0
"""Points of height of the finding above a table."""

COLUMN_GAP: Final = 28.0
STRIP: Final = 66.0
"""Points of height of a row of small figures."""

TILE: Final = 96.0
"""Points of height of a large figure."""

TALLEST_TILE: Final = 118.0
WORDS: Final = 0.42
"""Share of the width that figures and words beside a picture get."""

FEW_WORDS: Final = 0.34
"""The same without figures among them."""

WORDS_AND_TABLE: Final = 0.52
"""The same where a table stands below them."""

SENTENCE_SIZES: Final = (16.0, 15.0, 14.0, 13.0, 12.0)
LARGE_SENTENCES: Final = (20.0, 18.0, *SENTENCE_SIZES)
NOTE_SIZE: Final = 11.0
SOURCE_SIZES: Final = (11.0, 10.0, 9.0)
MOST_FOR_SOURCES: Final = 0.34
"""Share of the height that sources and method may take."""

LEAST_FOR_PICTURE: Final = 210.0
"""Points of height that figures and a picture need at the least."""


def compose(canvas: Canvas, part: Part, body: Area, *, first: bool, document: Document | None) -> None:
    """Put a part on its slide.

    Args:
        canvas: The slide, with its title.
        part: What it tells.
        body: The free area.
        first: Whether it is the answer, whose figures are large.
        document: Whose sources and method stand below; ``None`` on all slides but the last.
    """
    picture = next((drawn for drawn in part.pictures if drawn.chart is not None and not drawn.chart.values.empty), None)
    if document is not None:
        body = _sources(canvas, document, body, _needed(part, body.width) if picture is None else LEAST_FOR_PICTURE)
    if picture is None or picture.chart is None:
        body = _strip(canvas, part.figures, body)
        _alone(canvas, part, body)
        return
    if first or tall(picture.chart):
        words, shown = body.columns(
            body.width * (WORDS if part.figures and not wide_row(picture.chart) else FEW_WORDS), COLUMN_GAP
        )
        words = _tiles(canvas, part.figures, words)
        tabled = False
        _words(canvas, part, words, tables=tabled)
    else:
        body = _strip(canvas, part.figures, body)
        tabled = picture.chart.kind is not ChartKind.LINES and _table(part, body)
        if part.table_first and not tabled and _beside_words(canvas, part, body):
            return
        share = WORDS_AND_TABLE if tabled else FEW_WORDS if part.beside_charts or part.notes else 0.0
        words, shown = body.columns(body.width * share, COLUMN_GAP if share else 0.0)
        _words(canvas, part, words, tables=tabled)
    _picture(canvas, picture, shown, part.title, numbered=not tabled)


def _beside_words(canvas: Canvas, part: Part, body: Area) -> bool:
    """Put the first table in the place of the picture, where it is what the part is about; tell whether it fits."""
    words, shown = body.columns(body.width * FEW_WORDS, COLUMN_GAP)
    grid = grid_in(part.tables[0], shown.width, shown.height - TABLE_HEAD) if part.tables else None
    if grid is None:
        return False
    _words(canvas, part, words, tables=False)
    head, rest = shown.rows(TABLE_HEAD - 2, 2)
    title = cut(grid.title, HEAD_SIZE, shown.width, 1, bold=True)
    canvas.text(head, [Line(title, HEAD_SIZE, True, canvas.palette.text)], "Judul tabel")
    add_table(canvas, rest, grid)
    return True


def _table(part: Part, body: Area) -> bool:
    """Tell whether a table of a part fits beside its picture."""
    width = body.width * WORDS_AND_TABLE
    left = body.height - high([Line(clean(said), SENTENCE_SIZES[-1]) for said in part.beside_charts], width) - GAP
    return any(grid_in(table, width, left) is not None for table in part.tables)


def _picture(canvas: Canvas, picture: Picture, area: Area, title: str, *, numbered: bool) -> None:
    """Draw a picture, below its finding where that is not the slide's."""
    assert picture.chart is not None
    if picture.title != title:
        finding = cut(clean(picture.title), HEAD_SIZE, area.width, 2, bold=True)
        line = Line(finding, HEAD_SIZE, True, canvas.palette.text)
        head, area = area.rows(line.high(area.width), 4)
        canvas.text(head, [line], "Judul diagram")
    add_chart(canvas, area, picture.chart, picture.figure.alt or picture.title, numbered=numbered)


def _strip(canvas: Canvas, figures: Sequence[Figure], body: Area) -> Area:
    """Write figures in a row; return what is left below."""
    if not figures:
        return body
    row, rest = body.rows(STRIP, GAP)
    add_tiles(canvas, row.beside(len(figures), GAP / 2), figures)
    return rest


def _tiles(canvas: Canvas, figures: Sequence[Figure], column: Area) -> Area:
    """Write figures large, two beside each other; return what is left below."""
    if not figures:
        return column
    rows = [figures[at : at + 2] for at in range(0, len(figures), 2)]
    height = min(max(TILE, (column.height * 0.64 - GAP) / len(rows)), TALLEST_TILE)
    places: list[Area] = []
    for row in rows:
        line, column = column.rows(height, GAP / 2)
        places += line.beside(len(row), GAP / 2)
    add_tiles(canvas, places, figures)
    return Area(column.left, column.top + GAP / 2, column.width, column.height - GAP / 2)


def _alone(canvas: Canvas, part: Part, body: Area) -> None:
    """Write sentences and tables over the whole width."""
    _words(canvas, part, body, tables=True, sizes=LARGE_SENTENCES if not part.tables else SENTENCE_SIZES)


def _words(canvas: Canvas, part: Part, area: Area, *, tables: bool, sizes: tuple[float, ...] = SENTENCE_SIZES) -> None:
    """Write sentences, the tables that fit, and as many notes as there is room for, below each other.

    Sentences shrink before a table is left out; what has no room is in the notes of the slide.
    """
    said = [clean(sentence) for sentence in part.beside_charts]
    fitting: list[Grid] = []
    lines: list[Line] = []
    for size in sizes:
        lines = [Line(text, size, False, canvas.palette.text, size / 2) for text in said]
        left = area.height - high(lines, area.width) - (GAP if lines else 0.0)
        fitting = _grids(part, area, left) if tables else []
        wanted = sum(1 for table in part.tables if grid_in(table, area.width, area.height)) if tables else 0
        if left >= 0 and len(fitting) >= wanted:
            break
    while lines and high(lines, area.width) > area.height:
        lines.pop()
    if lines:
        block, area = area.rows(high(lines, area.width), GAP)
        canvas.text(block, lines, "Kalimat")
    for grid in fitting:
        if len(part.tables) > 1 or (not part.pictures and grid.title != clean(part.title)):
            title = cut(grid.title, HEAD_SIZE, area.width, 1, bold=True)
            line = Line(title, HEAD_SIZE, True, canvas.palette.text)
            head, area = area.rows(TABLE_HEAD - 2, 2)
            canvas.text(head, [line], "Judul tabel")
        add_table(canvas, area, grid)
        _, area = area.rows(grid.height, GAP)
    _notes(canvas, part, area)


def _grids(part: Part, area: Area, height: float) -> list[Grid]:
    """Measure the tables that fit below each other."""
    found = []
    for table in part.tables:
        head = TABLE_HEAD if len(part.tables) > 1 or not part.pictures else 0.0
        grid = grid_in(table, area.width, height - head)
        if grid is not None:
            found.append(grid)
            height -= grid.height + head + GAP
    return found


def _notes(canvas: Canvas, part: Part, area: Area) -> None:
    lines: list[Line] = []
    for note in part.notes:
        more = [*lines, Line(clean(note), NOTE_SIZE, False, canvas.palette.muted, 3.0)]
        if high(more, area.width) > area.height:
            break
        lines = more
    if lines:
        canvas.text(area.rows(high(lines, area.width))[0], lines, "Catatan")


def _needed(part: Part, width: float) -> float:
    """Return the height in points that figures, sentences and tables of a part need in their smallest letters."""
    said = [Line(clean(text), SENTENCE_SIZES[-1], after=SENTENCE_SIZES[-1] / 2) for text in part.beside_charts]
    need = high(said, width) + GAP + (STRIP + GAP if part.figures else 0.0)
    for table in part.tables:
        grid = Grid.of(table, width, SIZES[-1]) if len(table.rows) <= MOST_ROWS and table.known_columns else None
        need += grid.height + TABLE_HEAD + GAP if grid is not None else 0.0
    return need


def _sources(canvas: Canvas, document: Document, body: Area, needed: float) -> Area:
    """Write sources and method at the foot of the content; return what is left above.

    Args:
        canvas: The slide.
        document: Whose they are.
        body: The free area.
        needed: Points of height that the content needs; sources that have no room then are in the notes only.
    """
    most = min(body.height * MOST_FOR_SOURCES, body.height - needed - GAP)
    muted = canvas.palette.muted
    named = [
        (clean(f"{source.title} ({source.host})" if source.host else source.title), source.url)
        for source in document.sources
    ]
    method = [clean(line) for line in document.method]
    for size in SOURCE_SIZES:
        lines = [Line(f"Sumber: {title}", size, False, muted, 1.0, _address(url)) for title, url in named]
        lines += [Line(text, size, False, muted, 1.0) for text in method]
        if high(lines, body.width) <= most:
            break
    lines = _shortened(lines, len(named), body.width, most, muted)
    if not lines:
        return body
    rest, block = body.rows(body.height - high(lines, body.width) - GAP, GAP)
    canvas.text(block, lines, "Sumber dan metode")
    return rest


def _shortened(lines: list[Line], sources: int, width: float, most: float, colour: str) -> list[Line]:
    """Leave out sources from the last, then the method, until the rest fits; say where to read what is left out."""
    shown, method = lines[:sources], lines[sources:]
    while True:
        hidden = [f"{sources - len(shown)} sumber lain"] if len(shown) < sources else []
        hidden += ["metode"] if not method and len(lines) > sources else []
        told = clean(f"Lihat catatan salindia ini: {joined(hidden)}.")
        more = [Line(told, SOURCE_SIZES[-1], False, colour, 1.0)] if hidden else []
        fitting = [*shown, *more, *method]
        if high(fitting, width) <= most:
            return fitting
        if len(shown) > 1:
            shown = shown[:-1]
        elif method:
            method = []
        else:
            return []


def _address(url: str) -> str:
    """Return an address that a click may open: of the web, or none."""
    return url if url.startswith(("https://", "http://")) else ""

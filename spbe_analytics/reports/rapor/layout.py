"""Where the pictures and tables of a part stand: beside each other where both are small, else below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from spbe_analytics.charts.room import NARROWEST
from spbe_analytics.parts.part import Part, Picture
from spbe_analytics.reports.drawing import draw
from spbe_analytics.reports.rapor.letters import written
from spbe_analytics.reports.rapor.tables import Cells, cells_of

ROOM: Final = 493.0
"""Points across between the margins of a sheet."""

GAP: Final = 16.0
"""Points between two that stand beside each other."""

HALF: Final = (ROOM - GAP) / 2
PIXELS: Final = 1.6
"""Pixels of a drawing for one point of paper: its letters come out as large as those of the tables."""

NARROWEST_PICTURE: Final = NARROWEST / PIXELS
"""Points that a picture takes at least."""


SHORT: Final = 170.0
TALLEST_PAIR: Final = 400.0
"""Points up to which a table stands beside any picture, and beside another table."""

MOST_DRAWN: Final = 12
"""Rows up to which a picture is drawn although a table of its part tells the same."""


@dataclass
class Shown:
    """What the report has drawn so far; no picture comes twice.

    Attributes:
        drawings: SVG by the name of its file.
        seen: Title and content of each picture.
    """

    drawings: dict[str, str] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)


def rows_of(part: Part, shown: Shown) -> list[list[dict[str, Any]]]:
    """Place the pictures and tables of a part.

    A picture of more rows than fit beside a table is left out where a table of the part tells the same.

    Args:
        part: The part.
        shown: What was drawn before; what is drawn now is added.

    Returns:
        Rows of one or two blocks, each with the points it takes across.
    """
    tables = [cells_of(table) for table in part.tables]
    titles = {table.title for table in part.tables}
    pictures = [
        picture
        for picture in part.pictures
        if (picture.title, picture.figure.alt) not in shown.seen
        and not (picture.title in titles and len(picture.table) > MOST_DRAWN)
    ]
    shown.seen |= {(picture.title, picture.figure.alt) for picture in pictures}
    rows: list[list[dict[str, Any]]] = []
    for picture in pictures:
        beside = ROOM - GAP - NARROWEST_PICTURE
        tall = picture.figure.to_dict()["layout"]["height"] / PIXELS
        if tables and tables[0].height <= max(tall, SHORT) and tables[0].least <= beside:
            table = tables.pop(0)
            wide = min(table.wished, beside)
            rows.append([_picture(picture, part, shown, ROOM - GAP - wide), _table(table, part, wide)])
        else:
            rows.append([_picture(picture, part, shown, ROOM)])
    return rows + _table_rows(tables, part)


def _table_rows(tables: Sequence[Cells], part: Part) -> list[list[dict[str, Any]]]:
    """Place tables: two narrow and short ones beside each other, others by themselves."""
    rows: list[list[dict[str, Any]]] = []
    left: Cells | None = None
    for table in tables:
        narrow = table.least <= HALF and table.height <= TALLEST_PAIR
        if left is not None and narrow:
            rows[-1] = [_table(left, part, HALF), _table(table, part, HALF)]
            left = None
        else:
            rows.append([_table(table, part, ROOM)])
            left = table if narrow else None
    return rows


def _picture(picture: Picture, part: Part, shown: Shown, room: float) -> dict[str, Any]:
    drawing = draw(picture.figure, room * PIXELS)
    name = f"picture-{len(shown.drawings) + 1}.svg"
    shown.drawings[name] = drawing.svg
    return {
        "kind": "picture",
        "room": round(room, 2),
        "title": "" if picture.title == part.title else written(picture.title),
        "file": name,
        "alt": written(picture.figure.alt),
        "text": "" if any(picture.text in said for said in part.sentences) else written(picture.text),
    }


def _table(table: Cells, part: Part, room: float) -> dict[str, Any]:
    told = {part.title, *(picture.title for picture in part.pictures)}
    content = table.content(room)
    return {
        "kind": "table",
        "room": round(room, 2),
        **content,
        "title": "" if table.title in told else content["title"],
    }

"""The parts of *Peta*: what is coloured, the map or what tells the same, and what its colours mean."""

from typing import Final

from spbe_analytics.parts import ranking
from spbe_analytics.parts.painted import COLUMNS, PREDICATE, Painted, measures, painted
from spbe_analytics.parts.part import Table
from spbe_analytics.parts.view import View
from spbe_analytics.reports.maps import map_picture
from spbe_analytics.ui.kit import components, downloads
from spbe_analytics.ui.kit.choice import pressed
from spbe_analytics.ui.peta import map as drawn
from spbe_analytics.ui.peta import own_step
from spbe_analytics.ui.words import nobody

SHAPES: Final = "Peta"
SQUARES: Final = "Petak sama besar"
LIST: Final = "Tabel"


def answer(view: View) -> bool:
    """Show the headline; tell whether there is anything to show below."""
    if not nobody.there(view):
        return False
    found = painted(view, PREDICATE)
    group = ranking.ranking_rows(view)
    # a ranking of all kinds holds provinces as well, the map does not
    known = found.note if view.kind is None else ranking.coverage(view, group, ranking.own_row(view, group))
    components.headline(found.title, known)
    return True


def picture(view: View) -> None:
    """Show the map, squares of equal size, or the table, coloured by what a person chose."""
    known = dict(measures(view))
    by = pressed("Yang diwarnai", "warna", known, PREDICATE)
    shown = pressed("Ditampilkan sebagai", "tampilan", {name: name for name in (SHAPES, SQUARES, LIST)}, SHAPES)
    found = painted(view, by)
    if by != PREDICATE:
        components.subheading(found.title)
    if shown == LIST:
        _table(found)
    else:
        drawn.show(view, found, squares=shown == SQUARES, own=own_step.in_use() if shown == SHAPES else None)
    file = map_picture(view, by, shown == SQUARES)
    table = Table(found.title, found.rows, COLUMNS)
    text = "Setiap petak satu daerah, sedekat mungkin dengan letaknya." if shown == SQUARES else found.beside
    components.below(view, text, table, f"peta-{by}", {downloads.PICTURE: file})
    if shown == SHAPES:
        own_step.step()


def _table(found: Painted) -> None:
    rows = found.rows.sort_values(["rank", "name"], na_position="last")
    columns = {key: column.heading for key, column in COLUMNS.items() if rows[key].notna().any()}
    components.grid(rows[list(columns)].rename(columns=columns), height=520)

"""Native charts from the figures of pictures, which lie in a sheet of their own and can be changed there."""

from typing import Any, Final

from spbe_analytics.charts import Palette
from spbe_analytics.parts.native import Chart, ChartKind
from spbe_analytics.parts.part import Picture
from spbe_analytics.reports.book.looks import FONT, Looks
from spbe_analytics.reports.book.page import Page, clean, height
from spbe_analytics.reports.tables import number_format

SHEET: Final = "Data grafik"

WIDE: Final = 620
"""Pixels of a chart across."""

TALL: Final = 380
"""Pixels of a radar or of lines down."""

MARKERS: Final = ("circle", "diamond", "square", "triangle", "x")
DASHES: Final = ("solid", "dash", "round_dot", "long_dash", "square_dot")
"""Series differ in more than colour."""


LABEL: Final = {"name": FONT, "size": 8}
"""Letters of the figures beside marks."""

HIGHEST: Final = 640
"""Pixels of the tallest chart, which a sheet of paper holds."""

CROWDED: Final = 24
"""Bars from which names are written smaller."""

WORDS: Final = 1000
"""Most characters of the text that is read out for a chart."""

Drawn = tuple[Any, tuple[int, int], str]
"""A chart, its pixels across and down, and the text that is read out for it."""


class Charts:
    """The sheet of figures, and the charts drawn from it."""

    def __init__(self, book: Any, sheet: Any, looks: Looks, palette: Palette, subject: str) -> None:  # noqa: ANN401
        """Begin the sheet."""
        self._book, self._palette = book, palette
        self._stack = ((palette.accent, palette.ground), (palette.axis, palette.text), (palette.ring, palette.text))
        self._page = Page(sheet, looks, (34, *[16] * 8), subject)
        self._page.opening("Angka di balik grafik", "Grafik di lembar lain mengikuti angka di sini.")
        self._page.line += 1

    def of(self, picture: Picture, titled: bool) -> Drawn | None:
        """Write the figures of a picture and draw them.

        Args:
            picture: The picture.
            titled: Whether its finding is written in the chart.

        Returns:
            The chart; ``None`` where office programs have no like of it.
        """
        drawn = picture.chart
        if drawn is None or drawn.values.empty:
            return None
        cells = self._figures(picture.title, drawn)
        subtype = "with_markers" if drawn.kind is ChartKind.RADAR else "stacked" if drawn.stacked else None
        made = self._book.add_chart({"type": _TYPES[drawn.kind], **({"subtype": subtype} if subtype else {})})
        for place in range(drawn.values.shape[1]):
            made.add_series(self._series(drawn, place, cells))
        size = WIDE, _height(drawn)
        self._dress(made, drawn, clean(picture.title) if titled else "")
        made.set_size({"width": size[0], "height": size[1]})
        return made, size, clean(f"{picture.title}. {drawn.text or picture.text}")[:WORDS]

    def _figures(self, title: str, drawn: Chart) -> tuple[int, int]:
        """Write the figures; return the lines of the headings and of the last category."""
        page, sheet, looks = self._page, self._page.sheet, self._page.looks
        page.text(title, "label")
        top = page.line
        sheet.write_blank(top, 0, None, looks("head"))
        for place, name in enumerate(drawn.values.columns, start=1):
            sheet.write_string(top, place, clean(str(name)), looks("head"))
            page.tall(top, height(str(name), page.widths[place] - 2))
        number = looks("cell", "right", number=number_format(drawn.decimals, drawn.signed))
        for line, (category, row) in enumerate(zip(drawn.values.index, drawn.values.to_numpy(), strict=True), top + 1):
            sheet.write_string(line, 0, clean(str(category)), looks("cell"))
            for place, value in enumerate(row, start=1):
                if value == value:
                    sheet.write_number(line, place, float(value), number)
                else:
                    sheet.write_blank(line, place, None, number)
        page.line = top + len(drawn.values) + 2
        return top, top + len(drawn.values)

    def _series(self, drawn: Chart, place: int, cells: tuple[int, int]) -> dict[str, object]:
        top, last = cells
        found: dict[str, object] = {
            "name": [SHEET, top, place + 1],
            "categories": [SHEET, top + 1, 0, last, 0],
            "values": [SHEET, top + 1, place + 1, last, place + 1],
        }
        return found | (self._bars(drawn, place) if drawn.kind is ChartKind.BARS else self._line(drawn, place))

    def _bars(self, drawn: Chart, place: int) -> dict[str, object]:
        """Say how a series of bars looks: the own bar, what is below nought, and parts of a whole stand out."""
        palette, alone = self._palette, drawn.values.shape[1] == 1
        number = number_format(drawn.decimals, drawn.signed)
        if drawn.stacked:
            colour, said = self._stack[place % len(self._stack)]
            label = {"value": True, "num_format": f"{number};;", "font": LABEL | {"color": said}}
            return {"fill": {"color": colour}, "gap": 45, "data_labels": label}
        beside = drawn.values.shape[1] == 2 and place == 1
        colour = palette.other if drawn.own or beside else palette.series[place % len(palette.series)]
        label = {"value": True, "num_format": number, "font": LABEL | {"color": palette.text}}
        found: dict[str, object] = {"fill": {"color": colour}, "gap": 45, "data_labels": label}
        if drawn.own and alone:
            mark = {"fill": {"color": palette.accent}}
            found["points"] = [mark if at in drawn.own else None for at in range(len(drawn.values))]
        if drawn.signed:
            found |= {"invert_if_negative": True, "invert_if_negative_color": palette.worse}
        return found

    def _line(self, drawn: Chart, place: int) -> dict[str, object]:
        """Say how a line or a polygon looks: the first is thick and has its figures, others differ by mark and dash."""
        colour = self._palette.series[place % len(self._palette.series)]
        line = {"color": colour, "width": 2.5 if place == 0 else 1.5, "dash_type": DASHES[place % len(DASHES)]}
        ground = {"color": colour if place == 0 else self._palette.ground}
        marker = {"type": MARKERS[place % len(MARKERS)], "size": 6, "fill": ground, "border": {"color": colour}}
        found: dict[str, object] = {"line": line, "marker": marker}
        if place == 0 or drawn.values.iloc[:, place].count() == 1:
            number = number_format(drawn.decimals, drawn.signed)
            above = {"position": "above"} if drawn.kind is ChartKind.LINES else {}
            found["data_labels"] = {"value": True, "num_format": number, "font": LABEL | {"color": colour}, **above}
        return found

    def _dress(self, made: Any, drawn: Chart, title: str) -> None:  # noqa: ANN401 - as above
        """Set title, axes and legend."""
        palette = self._palette
        crowded = drawn.kind is ChartKind.BARS and len(drawn.values) > CROWDED
        font = {"name": FONT, "size": 7 if crowded else 9, "color": palette.text}
        if title:
            made.set_title({"name": title, "name_font": font | {"size": 11, "bold": True}, "overlay": False})
        else:
            made.set_title({"none": True})
        ends = {key: end for key, end in (("min", drawn.low), ("max", drawn.high)) if end is not None}
        number = {"num_format": number_format(0 if ends else drawn.decimals, drawn.signed)}
        faint = {"visible": True, "line": {"color": palette.ring, "width": 0.75}}
        line = {"line": {"color": palette.axis}}
        if drawn.kind is ChartKind.BARS:
            made.set_y_axis(
                {"reverse": True, "num_font": font, "label_position": "low", "major_gridlines": {"visible": False}}
                | line
            )
            made.set_x_axis({"visible": False, "major_gridlines": {"visible": False}} | ends)
        else:
            made.set_x_axis({"num_font": font} | line)
            made.set_y_axis(
                {"num_font": font | {"color": palette.muted}, "major_gridlines": faint, "line": {"none": True}}
                | ends
                | number
            )
        if drawn.values.shape[1] > 1:
            made.set_legend({"position": "bottom", "font": font})
        else:
            made.set_legend({"none": True})
        if drawn.kind is ChartKind.RADAR:
            made.set_plotarea({"layout": ROUND})
        made.set_chartarea({"border": {"color": palette.border}})
        made.show_blanks_as("gap")


ROUND: Final = {"x": 0.2, "y": 0.11, "width": 0.6, "height": 0.7}
"""Where a radar stands in its chart, in parts of it."""

_TYPES: Final = {ChartKind.RADAR: "radar", ChartKind.BARS: "bar", ChartKind.LINES: "line"}


def _height(drawn: Chart) -> int:
    """Return the pixels of a chart down: bars need room each, but a sheet of paper holds no more."""
    if drawn.kind is not ChartKind.BARS:
        return TALL
    series = 1 if drawn.stacked else drawn.values.shape[1]
    return min(HIGHEST, 90 + len(drawn.values) * (20 if series == 1 else 8 + 15 * series))

"""Our own template: one workbook for one government, year and stage, with drop-downs and checks in the cells."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import xlsxwriter

from spbe_analytics.ingest.guide import guide_lines
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import Stage

FORM_SHEET: Final = "Isian"
GUIDE_SHEET: Final = "Petunjuk"
LIST_SHEET: Final = "Daftar"

HEADINGS: Final = (
    ("No", 7),
    ("Domain/Aspek", 30),
    ("Indikator", 58),
    ("Bobot (%)", 10),
    ("Tingkat", 10),
    ("Arti tingkat", 62),
    ("Catatan", 40),
    ("Rekomendasi", 40),
)
"""Headings of the table and widths of their columns in characters."""

LEVEL_COLUMN: Final = 4
REMARK_COLUMN: Final = 6
HEADER_ROW: Final = 7
"""Row (from 0) of the headings."""

_IDENTITY_ROW: Final = 2
_VALUE_COLUMN: Final = 2
_CREATED: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_INK, _ACCENT, _LINE, _INPUT, _QUIET = "#1A1A1A", "#0B4F8A", "#C9CED6", "#FFF8DC", "#F3F5F8"


def region_label(region: Region) -> str:
    """Write a government the way the drop-down lists it: ``73.22 – Kabupaten Luwu Utara``."""
    return f"{region.code} – {region.name}"


def template(
    instrument: Instrument,
    region: Region,
    year: int,
    stage: Stage,
    levels: Mapping[str, float] | None = None,
    notes: Mapping[str, str] | None = None,
    recommendations: Mapping[str, str] | None = None,
) -> bytes:
    """Write the template for one assessment.

    Args:
        instrument: Whose indicators are asked for.
        region: The government filled in.
        year: The result year filled in.
        stage: The stage filled in.
        levels: Levels by indicator code to fill in already; absent ones stay empty.
        notes: Notes by indicator code to fill in already.
        recommendations: Recommendations likewise.

    Returns:
        An .xlsx file; the same arguments give the same bytes.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": f"Isian {instrument.name}", "subject": region.code, "created": _CREATED})
        writer = _Writer(book, instrument)
        writer.form(region, year, stage, levels or {}, (notes or {}, recommendations or {}))
        writer.guide()
        writer.lists()
    return buffer.getvalue()


class _Writer:
    """The three sheets of one template."""

    def __init__(self, book: Any, instrument: Instrument) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._instrument = instrument
        self._regions = [region_label(item) for item in gazetteer().governments()]
        self._stages = [stage.label for stage in Stage]
        last = instrument.last_year or instrument.first_year + len(self._stages)
        self._years = list(range(instrument.first_year, last + 1))
        self._form = book.add_worksheet(FORM_SHEET)
        self._guide = book.add_worksheet(GUIDE_SHEET)
        self._lists = book.add_worksheet(LIST_SHEET)
        base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "vcenter"}
        cell = base | {"border": 1, "border_color": _LINE, "text_wrap": True}

        def add(**more: object) -> Any:  # noqa: ANN401
            return book.add_format(base | more)

        self._title = add(bold=True, font_size=15, font_color=_ACCENT)
        self._text = add(text_wrap=True, valign="top")
        self._strong = add(bold=True, font_color=_ACCENT, text_wrap=True, valign="top")
        self._label = book.add_format(cell | {"bold": True, "bg_color": _QUIET})
        self._input = book.add_format(cell | {"bg_color": _INPUT, "locked": False})
        self._head = book.add_format(
            cell | {"bold": True, "bg_color": _ACCENT, "font_color": "#FFFFFF", "align": "center"}
        )
        self._fixed = book.add_format(cell | {"bg_color": _QUIET})
        self._number = book.add_format(cell | {"bg_color": _QUIET, "align": "center"})
        self._weight = book.add_format(cell | {"bg_color": _QUIET, "num_format": "0.00"})
        decimals = instrument.scale.decimals
        shown = "0" if instrument.scale.whole else f"0.{'0' * decimals}"
        self._level = book.add_format(
            cell | {"bg_color": _INPUT, "align": "center", "num_format": shown, "locked": False}
        )

    def form(
        self,
        region: Region,
        year: int,
        stage: Stage,
        levels: Mapping[str, float],
        remarks: Sequence[Mapping[str, str]],
    ) -> None:
        """Write the sheet that is filled in."""
        sheet, instrument = self._form, self._instrument
        for column, (_, width) in enumerate(HEADINGS):
            sheet.set_column(column, column, width)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, f"Isian {instrument.name}", self._title)
        rows = (
            ("Daerah", region_label(region), f"={LIST_SHEET}!$A$1:$A${len(self._regions)}"),
            ("Tahun", year, f"={LIST_SHEET}!$B$1:$B${len(self._years)}"),
            ("Tahap", stage.label, f"={LIST_SHEET}!$C$1:$C${len(self._stages)}"),
            ("Instrumen", f"{instrument.id} – {instrument.name}", None),
        )
        for place, (label, value, source) in enumerate(rows, start=_IDENTITY_ROW):
            sheet.merge_range(place, 0, place, _VALUE_COLUMN - 1, label, self._label)
            sheet.write(place, _VALUE_COLUMN, value, self._input if source else self._fixed)
            if source:
                sheet.data_validation(
                    place,
                    _VALUE_COLUMN,
                    place,
                    _VALUE_COLUMN,
                    {
                        "validate": "list",
                        "source": source,
                        "error_title": label,
                        "error_message": f"{label}: pilih dari daftar.",
                    },
                )
        for column, (heading, _) in enumerate(HEADINGS):
            sheet.write_string(HEADER_ROW, column, heading, self._head)
        for place, node in enumerate(instrument.indicators, start=HEADER_ROW + 1):
            self._row(place, node, levels.get(node.code), [texts.get(node.code, "") for texts in remarks])
        last = HEADER_ROW + len(instrument.indicators)
        sheet.data_validation(HEADER_ROW + 1, LEVEL_COLUMN, last, LEVEL_COLUMN, self._level_rule())
        sheet.freeze_panes(HEADER_ROW + 1, _VALUE_COLUMN + 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.set_selection(HEADER_ROW + 1, LEVEL_COLUMN, HEADER_ROW + 1, LEVEL_COLUMN)

    def _row(self, place: int, node: Node, level: float | None, remarks: Sequence[str]) -> None:
        sheet = self._form
        above = " / ".join(part.short for part in self._instrument.path(node.code)[1:-1])
        names = self._instrument.level_names.get(node.capability or "", {})
        sheet.write_string(place, 0, node.number, self._number)
        sheet.write_string(place, 1, above, self._fixed)
        sheet.write_string(place, 2, node.name, self._fixed)
        sheet.write_number(place, 3, float(node.weight), self._weight)
        if level is None:
            sheet.write_blank(place, LEVEL_COLUMN, None, self._level)
        else:
            sheet.write_number(place, LEVEL_COLUMN, level, self._level)
        meaning = " · ".join(f"{number} {name}" for number, name in sorted(names.items()))
        sheet.write_string(place, 5, meaning, self._fixed)
        for column, text in enumerate(remarks, start=REMARK_COLUMN):
            sheet.write_string(place, column, text, self._input)
        sheet.set_row(place, 30)

    def _level_rule(self) -> dict[str, object]:
        scale = self._instrument.scale
        lowest, highest = float(scale.lowest), float(scale.highest)
        span = f"{lowest:g} sampai {highest:g}"
        message = f"Isi bilangan bulat {span}." if scale.whole else f"Isi angka {span}."
        return {
            "validate": "integer" if scale.whole else "decimal",
            "criteria": "between",
            "minimum": int(lowest) if scale.whole else lowest,
            "maximum": int(highest) if scale.whole else highest,
            "ignore_blank": True,
            "input_title": "Tingkat",
            "input_message": f"{message} Kosongkan bila belum dinilai.",
            "error_title": "Tingkat",
            "error_message": message,
        }

    def guide(self) -> None:
        """Write the instructions."""
        sheet = self._guide
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 96)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, "Petunjuk pengisian", self._title)
        for place, (head, text) in enumerate(guide_lines(self._instrument), start=2):
            sheet.write_string(place, 0, head, self._strong)
            sheet.write_string(place, 1, text, self._text)

    def lists(self) -> None:
        """Write the hidden lists behind the drop-downs."""
        self._lists.write_column(0, 0, self._regions)
        self._lists.write_column(0, 1, self._years)
        self._lists.write_column(0, 2, self._stages)
        self._lists.hide()
        self._form.activate()

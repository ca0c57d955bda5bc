"""The actions as a workbook to hand out: one sheet for each unit in charge, each ready to print."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

import xlsxwriter

from spbe_analytics.analysis.followup import criterion_of
from spbe_analytics.analysis.followup_effect import expected
from spbe_analytics.entries.action import Action
from spbe_analytics.entries.fields import figure
from spbe_analytics.formulas import defuse, plain
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import ActionState

NOBODY: Final = "Tanpa perangkat daerah"
CONTENTS: Final = "Daftar isi"
LONGEST_NAME: Final = 31
"""Most characters of the name of a sheet."""

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED: Final = frozenset({"history"})
"""Names that Excel keeps for itself."""

A4: Final = 9
HEADER_ROW: Final = 4
"""Row (from 0) of the headings of a unit's sheet."""

COLUMNS: Final[dict[str, tuple[str, int]]] = {
    "number": ("No.", 5),
    "node": ("Indikator", 30),
    "action": ("Tindakan", 40),
    "level_from": ("Dari tingkat", 8),
    "level_to": ("Ke tingkat", 8),
    "criterion": ("Kriteria tingkat yang dituju", 52),
    "wanted": ("Bukti yang diminta", 44),
    "due": ("Tenggat", 13),
    "state": ("Keadaan", 10),
    "gain": ("Tambahan indeks", 11),
}
"""Heading and width in characters of each column."""

NO_FORECAST: Final = "Tambahan indeks dihitung bila hanya tindakan itu yang selesai; bukan ramalan hasil evaluasi."

_LINE, _ACCENT, _QUIET = "#C9CED6", "#0B4F8A", "#55626F"


def unit_sheets(actions: Iterable[Action], instrument: Instrument, region: str, about: str) -> bytes:
    """Write actions as one sheet for each unit in charge, behind a sheet of contents.

    Args:
        actions: All of one region under one instrument.
        instrument: Their instrument.
        region: Name of the region, for the titles.
        about: What the actions follow, for the line below the titles.

    Returns:
        An .xlsx file on A4 across, headings repeated on each page; those that nobody is in charge of stand on the last
        sheet. Units that differ in capitals and spaces only are one. No text can run as a formula.
    """
    groups = by_unit(actions)
    names = sheet_names(list(groups))
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": f"Lembar tugas {region}"})
        looks = _looks(book)
        contents = book.add_worksheet(CONTENTS)
        for unit, own in groups.items():
            _unit(book.add_worksheet(names[unit]), unit, own, instrument, (region, about), looks)
        _contents(contents, groups, names, instrument, (region, about), looks)
    return buffer.getvalue()


def by_unit(actions: Iterable[Action]) -> dict[str, list[Action]]:
    """Group actions by unit in charge, by the alphabet; what nobody is in charge of comes last."""
    found: dict[str, tuple[str, list[Action]]] = {}
    for action in actions:
        unit = " ".join(action.unit.split())
        found.setdefault(unit.casefold(), (unit, []))[1].append(action)
    alone = found.pop("", ("", []))[1]
    groups = {unit: own for _, (unit, own) in sorted(found.items())}
    if alone:
        groups[NOBODY if NOBODY not in groups else f"{NOBODY} (belum ditunjuk)"] = alone
    return {unit: sorted(own, key=_turn) for unit, own in groups.items()}


def _turn(action: Action) -> tuple[bool, date, str]:
    return action.state == ActionState.DONE.value, action.due or date.max, action.node


def task_rows(actions: Sequence[Action], instrument: Instrument) -> list[dict[str, Any]]:
    """Return what a sheet says of each action of a unit, under the keys of :data:`COLUMNS`.

    Levels and gain are exact numbers, a due date is a date; ``None`` where there is none.
    """
    rows = []
    for line, action in enumerate(actions, start=1):
        node = instrument.node(action.node)
        row = {
            "number": line,
            "node": f"{node.code} {node.name}",
            "action": action.action,
            "level_from": figure(action.level_from),
            "level_to": figure(action.level_to),
            "criterion": criterion_of(action.row, instrument),
            "wanted": action.wanted or "Tidak tersedia",
            "due": action.due,
            "state": ActionState(action.state).label,
            "gain": expected(action.row, instrument),
        }
        rows.append(row)
    return rows


def sheet_names(units: Sequence[str], others: Sequence[str] = (CONTENTS,)) -> dict[str, str]:
    """Return for each unit a name that a sheet can have, all of them different, and none that of another sheet."""
    names: dict[str, str] = {}
    taken = {name.casefold() for name in others}
    for unit in units:
        plain = " ".join(_FORBIDDEN.sub(" ", unit).split()).strip("'").strip() or "Perangkat daerah"
        name, number = _cut(plain, LONGEST_NAME), 1
        while name.casefold() in taken | _RESERVED:
            number += 1
            end = f" ({number})"
            name = _cut(plain, LONGEST_NAME - len(end)) + end
        taken.add(name.casefold())
        names[unit] = name
    return names


def _cut(text: str, longest: int) -> str:
    """Shorten a name; Excel counts a sign outside of the usual ones as two."""
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[:-1]
    return text.strip("' ")


def _looks(book: Any) -> dict[str, Any]:  # noqa: ANN401 - xlsxwriter has no types
    cell = {"border": 1, "border_color": _LINE, "text_wrap": True, "valign": "top"}
    looks: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14, "font_color": _ACCENT},
        "note": {"font_color": _QUIET},
        "head": cell | {"bold": True, "bg_color": _ACCENT, "font_color": "#FFFFFF"},
        "text": cell | {"num_format": "@"},
        "whole": cell | {"num_format": "0"},
        "level": cell | {"num_format": "0.##"},
        "date": cell | {"num_format": "dd/mm/yyyy", "align": "left"},
        "gain": cell | {"num_format": "+0.0000;-0.0000;0.0000"},
        "link": cell | {"font_color": _ACCENT, "underline": 1},
        "sum": cell | {"bold": True, "num_format": "+0.0000;-0.0000;0.0000"},
        "label": cell | {"bold": True},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _unit(
    sheet: Any,  # noqa: ANN401
    unit: str,
    actions: Sequence[Action],
    instrument: Instrument,
    about: tuple[str, str],
    looks: Mapping[str, Any],
) -> None:
    sheet.write_string(0, 0, _safe(f"Lembar tugas: {unit}"), looks["title"])
    sheet.write_string(1, 0, f"{about[0]}; {about[1]}", looks["note"])
    sheet.write_string(2, 0, NO_FORECAST, looks["note"])
    for place, (heading, width) in enumerate(COLUMNS.values()):
        sheet.set_column(place, place, width)
        sheet.write_string(HEADER_ROW, place, heading, looks["head"])
    for line, said in enumerate(task_rows(actions, instrument), start=1):
        for place, key in enumerate(COLUMNS):
            _write(sheet, HEADER_ROW + line, place, said[key], looks[_LOOKS.get(key, "text")])
    last = HEADER_ROW + len(actions)
    total = total_gain(actions, instrument)
    sheet.write_string(last + 1, len(COLUMNS) - 2, "Jumlah", looks["label"])
    _write(sheet, last + 1, len(COLUMNS) - 1, total, looks["sum"])
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    _for_print(sheet, HEADER_ROW)


_CONTENTS: Final = (
    ("Perangkat daerah", 52), ("Tindakan", 10), ("Selesai", 10), ("Tenggat terdekat", 18), ("Tambahan indeks", 16),
)  # fmt: skip
_LOOKS: Final = {
    "number": "whole", "level_from": "level", "level_to": "level", "due": "date", "gain": "gain",
}  # fmt: skip


def _contents(
    sheet: Any,  # noqa: ANN401
    groups: Mapping[str, Sequence[Action]],
    names: Mapping[str, str],
    instrument: Instrument,
    about: tuple[str, str],
    looks: Mapping[str, Any],
) -> None:
    sheet.write_string(0, 0, f"Lembar tugas per perangkat daerah, {about[0]}", looks["title"])
    sheet.write_string(1, 0, about[1], looks["note"])
    heads = (
        ("Perangkat daerah", 52),
        ("Tindakan", 10),
        ("Selesai", 10),
        ("Tenggat terdekat", 18),
        ("Tambahan indeks", 16),
    )
    for place, (heading, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        sheet.write_string(3, place, heading, looks["head"])
    for line, (unit, own) in enumerate(groups.items(), start=4):
        quoted = names[unit].replace("'", "''")
        sheet.write_url(line, 0, f"internal:'{quoted}'!A1", looks["link"], _safe(unit))
        done = [action for action in own if action.state == ActionState.DONE.value]
        open_ones = [action.due for action in own if action.due and action not in done]
        _write(sheet, line, 1, len(own), looks["whole"])
        _write(sheet, line, 2, len(done), looks["whole"])
        _write(sheet, line, 3, min(open_ones, default=None), looks["date"])
        _write(sheet, line, 4, total_gain(own, instrument), looks["gain"])
    if not groups:
        sheet.write_string(4, 0, "Belum ada tindakan.", looks["text"])
    _for_print(sheet, 3)
    sheet.activate()


def total_gain(actions: Sequence[Action], instrument: Instrument) -> Fraction | None:
    """Return what actions bring to the index together; ``None`` where it is known of none."""
    known = [gain for action in actions if (gain := expected(action.row, instrument)) is not None]
    return sum(known, Fraction(0)) if known else None


def _write(sheet: Any, line: int, place: int, value: object, look: Any) -> None:  # noqa: ANN401
    if value is None or value == "":
        sheet.write_blank(line, place, None, look)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, look)
    elif isinstance(value, int | Fraction):
        sheet.write_number(line, place, float(value), look)
    else:
        sheet.write_string(line, place, _safe(str(value)), look)


def _safe(text: str) -> str:
    return plain(str(defuse(text)))


def _for_print(sheet: Any, heading: int) -> None:  # noqa: ANN401
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)
    sheet.set_footer("&L&A&RHalaman &P dari &N")

"""The way in: bytes to a :class:`Reading`, whatever the bytes are."""

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from spbe_analytics.garbage import without_collection
from spbe_analytics.ingest.checks.findings import Finding, lists_findings
from spbe_analytics.ingest.checks.second_look import look_again, raised_texts
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.guard import DEFAULT_LIMITS, inspect
from spbe_analytics.ingest.files.limits import Limits
from spbe_analytics.ingest.files.workbook import Sheet, UnreadableError, Workbook, open_workbook
from spbe_analytics.ingest.mapping import apply_mappings
from spbe_analytics.ingest.reading import Identity, Reading
from spbe_analytics.ingest.records.sheets import SheetParts, read_sheet
from spbe_analytics.ingest.records.wholes import Result, put_together
from spbe_analytics.ingest.template import GUIDE_SHEET, LIST_SHEET
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.schema import Severity

_OWN_SHEETS: Final = frozenset({GUIDE_SHEET, LIST_SHEET})
_CELL: Final = re.compile(r"([A-Z]+)([0-9]+)")
_NO_HINTS: Final = Identity()


def read(
    data: bytes,
    name: str,
    hints: Identity = _NO_HINTS,
    catalogue: Mapping[str, Instrument] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Understand a workbook.

    Args:
        data: The bytes of the file.
        name: Its name; the weakest source of region, year and stage.
        hints: What the person said beside the file; fills in what the file does not say.
        catalogue: The instruments by id; those that ship by default.
        limits: The most the file may hold; it is inspected before it is read.

    Returns:
        Values and findings; bad input of any kind ends in findings, never in an exception.
    """
    with without_collection():
        return _read(data, name, hints, catalogue, limits)


def _read(
    data: bytes, name: str, hints: Identity, catalogue: Mapping[str, Instrument] | None, limits: Limits
) -> Reading:
    digest = sha256(data).hexdigest()
    context = Context(name, hints, instruments() if catalogue is None else catalogue)
    try:
        context.findings.extend(inspect(data, name, limits))
        book = open_workbook(data, name)
    except UnreadableError as error:
        return Reading(name, digest, len(data), "", (), (), (error.finding,))
    context.findings.extend(book.findings)
    layouts, found = _read_sheets(context, book, data)
    findings = tuple(_sorted(list(dict.fromkeys(context.findings)), book)) if context.findings else ()
    parts = (tuple(found.assessments), tuple(found.values), findings, tuple(found.remarks))
    return Reading(name, digest, len(data), "+".join(layouts), *parts)


def _read_sheets(context: Context, book: Workbook, data: bytes) -> tuple[list[str], Result]:
    sheets = [_mapped(context, sheet) for sheet in book.sheets if not _is_own(sheet)]
    read = _all_sheets(context, sheets, data)
    shapes = list(dict.fromkeys(shape for _, found in read for shape in found.shapes))
    found = put_together(context, [part for _, one in read for part in one.parts])
    known = [sheet for sheet, one in read if one.shapes]
    look_again(context, data, known, found.values)
    if known:
        for sheet, one in read:
            if not one.shapes:
                count = sum(type(cell) is float for row in sheet.rows for cell in row)
                context.say("sheet-not-read" if count else "sheet-ignored", sheet.name, count=count)
        for hidden in book.hidden:
            if hidden not in _OWN_SHEETS:
                context.say("hidden-sheet", hidden)
        if not found.values and not _blocked(context):
            context.say("no-values", known[0].name)
    elif not book.findings:
        context.say("foreign-workbook" if read else "empty-workbook", file=context.file_name)
    return shapes, found


def _all_sheets(context: Context, sheets: list[Sheet], data: bytes) -> list[tuple[Sheet, SheetParts]]:
    """Read the sheets; where a figure was read from a text with a raised footnote, read them again without it."""
    said = len(context.findings)
    read = [(sheet, read_sheet(context, sheet)) for sheet in sheets]
    raised = raised_texts(data) if context.texts else {}
    hit = [(sheet, cell, text) for sheet, cell, text in context.texts if text in raised]
    if not hit:
        return read
    del context.findings[said:]
    context.texts.clear()
    texts = {text for _, _, text in hit}
    without = [
        replace(
            sheet, rows=[[raised[c] if isinstance(c, str) and c in texts else c for c in row] for row in sheet.rows]
        )
        for sheet in sheets
    ]
    for name, cell, text in dict.fromkeys(hit):
        context.say("raised-footnote", name, cell, written=text, rest=raised[text])
    return [(sheet, read_sheet(context, sheet)) for sheet in without]


def _is_own(sheet: Sheet) -> bool:
    """Tell whether the product wrote a sheet beside the data: instructions, lists, findings."""
    return sheet.name in _OWN_SHEETS or lists_findings(sheet.name, sheet.rows[0])


def _mapped(context: Context, sheet: Sheet) -> Sheet:
    """Apply the mapping that fits a sheet, and say so."""
    mapped, mapping = apply_mappings(sheet, context.hints.mappings)
    if mapping is not None:
        context.say("mapping-applied", sheet.name, text=mapping.name)
    return mapped


def _blocked(context: Context) -> bool:
    return any(item.severity is Severity.ERROR for item in context.findings)


def _sorted(findings: list[Finding], book: Workbook) -> list[Finding]:
    """Order findings by sheet and cell, those about the whole file first."""
    places = {sheet.name: place for place, sheet in enumerate(book.sheets)}

    def key(item: Finding) -> tuple[int, int, int, str]:
        found = _CELL.fullmatch(item.cell or "")
        column, row = (found[1], int(found[2])) if found else ("", 0)
        return (places.get(item.sheet or "", -1), row, len(column), column)

    return sorted(findings, key=key)


def first_rows(data: bytes, name: str, count: int, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """Return the visible sheets with their first rows alone, for a person to say what stands where.

    Args:
        data: The bytes of the file.
        name: Its name.
        count: How many rows of the used area.
        limits: The most the file may hold.

    Returns:
        No sheet when the file cannot be read.
    """
    try:
        inspect(data, name, limits)
        book = open_workbook(data, name)
    except UnreadableError:
        return []
    return [replace(sheet, rows=sheet.rows[:count]) for sheet in book.sheets]

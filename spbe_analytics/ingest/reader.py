"""The way in: bytes to a :class:`Reading`, whatever the bytes are."""

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from spbe_analytics.garbage import without_collection
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.findings import Finding, lists_findings
from spbe_analytics.ingest.guard import DEFAULT_LIMITS, inspect
from spbe_analytics.ingest.layouts import LAYOUTS, Extract, Fit, Layout
from spbe_analytics.ingest.limits import Limits
from spbe_analytics.ingest.mapping import apply_mappings
from spbe_analytics.ingest.reading import Assessment, Identity, Reading
from spbe_analytics.ingest.second_look import look_again
from spbe_analytics.ingest.template import GUIDE_SHEET, LIST_SHEET
from spbe_analytics.ingest.workbook import Sheet, UnreadableError, Workbook, open_workbook
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Severity, Stage

_OWN_SHEETS: Final = frozenset({GUIDE_SHEET, LIST_SHEET})
_CELL: Final = re.compile(r"([A-Z]+)([0-9]+)")
CERTAIN: Final = 0.8
"""The confidence from which no better fit is looked for."""

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


def _read_sheets(context: Context, book: Workbook, data: bytes) -> tuple[list[str], Extract]:
    sheets = [_mapped(context, sheet) for sheet in book.sheets if not _is_own(sheet)]
    fits = [(sheet, *_best(context, sheet)) for sheet in sheets]
    layouts: dict[str, None] = {}
    found = Extract()
    for sheet, layout, fit in fits:
        if layout is None or fit is None:
            continue
        found.extend(layout.extract(context, sheet, fit))
        layouts[layout.code] = None
    look_again(context, data, [sheet for sheet, layout, _ in fits if layout is not None], found.values)
    if layouts:
        for sheet, layout, _ in fits:
            if layout is None:
                context.say("sheet-ignored", sheet.name)
        for hidden in book.hidden:
            if hidden not in _OWN_SHEETS:
                context.say("hidden-sheet", hidden)
        if not found.values and not _blocked(context):
            context.say("no-values", next(sheet.name for sheet, layout, _ in fits if layout is not None))
    elif not book.findings:
        context.say("foreign-workbook" if fits else "empty-workbook", file=context.file_name)
    repeated = _repeated(context, found.assessments) if len(found.assessments) > 1 else set()
    if repeated:
        found = Extract(
            [item for item in found.assessments if item[:4] not in repeated],
            [item for item in found.values if item[:4] not in repeated],
            [item for item in found.remarks if item[:4] not in repeated],
        )
    return list(layouts), found


def _is_own(sheet: Sheet) -> bool:
    """Tell whether the product wrote a sheet beside the data: instructions, lists, findings."""
    return sheet.name in _OWN_SHEETS or lists_findings(sheet.name, sheet.rows[0])


def _mapped(context: Context, sheet: Sheet) -> Sheet:
    """Apply the mapping that fits a sheet, and say so."""
    mapped, mapping = apply_mappings(sheet, context.hints.mappings)
    if mapping is not None:
        context.say("mapping-applied", sheet.name, text=mapping.name)
    return mapped


def _best(context: Context, sheet: Sheet) -> tuple[Layout | None, Fit | None]:
    """Return the layout that fits a sheet best, the earlier one of equals; a certain fit ends the search."""
    best: tuple[Layout | None, Fit | None] = (None, None)
    for layout in LAYOUTS:
        fit = layout.recognise(context, sheet)
        if fit is not None and (best[1] is None or fit.confidence > best[1].confidence):
            best = (layout, fit)
            if fit.confidence >= CERTAIN:
                break
    return best


def _blocked(context: Context) -> bool:
    return any(item.severity is Severity.ERROR for item in context.findings)


def _repeated(context: Context, assessments: list[Assessment]) -> set[tuple[str, int, Stage, str]]:
    """Return the keys that several sheets assess; each is a finding."""
    seen: dict[tuple[str, int, Stage, str], Assessment] = {}
    repeated = set()
    for item in assessments:
        key = (item.region, item.year, item.stage, item.instrument)
        first = seen.setdefault(key, item)
        if first is not item:
            repeated.add(key)
            name = gazetteer()[item.region].name
            context.say(
                "duplicate-assessment",
                item.sheet,
                name=name,
                year=item.year,
                stage=item.stage.label,
                other=first.sheet,
            )
    return repeated


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

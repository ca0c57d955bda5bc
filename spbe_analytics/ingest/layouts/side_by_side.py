"""One government, years or stages side by side: a column of levels for each, under one or two rows of headings."""

from dataclasses import replace
from typing import ClassVar, Final

from spbe_analytics.ingest.cells import is_missing
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.identity import complete, identify
from spbe_analytics.ingest.layouts.base import Extract, Fit, ambiguous_columns, unread_columns
from spbe_analytics.ingest.layouts.indicator_rows import INDICATOR, LEVEL, NUMBER, WEIGHT, IndicatorRows
from spbe_analytics.ingest.layouts.indicator_table import instrument_for_checks
from spbe_analytics.ingest.layouts.level_columns import Heads, LevelColumn, find_heads
from spbe_analytics.ingest.layouts.shared_remarks import remark_owners
from spbe_analytics.ingest.remarks import ROLES
from spbe_analytics.ingest.workbook import Sheet
from spbe_analytics.schema import STAGE, YEAR

_NOT_REPEATED: Final = frozenset({"level_name", "weighted", *ROLES})


class SideBySide:
    """A table of one government with several columns of levels."""

    code: ClassVar[str] = "side-by-side"
    label: ClassVar[str] = "Tabel satu daerah, tahun atau tahap berdampingan"

    def recognise(self, context: Context, sheet: Sheet) -> Fit | None:  # noqa: ARG002 - the protocol's shape
        """Fit when two columns of levels differ in year or stage, or when the only one has its heading in two rows."""
        heads = find_heads(sheet)
        if heads is None or (len(heads.columns) < 2 and heads.top.roles.get(LEVEL)):
            return None
        return Fit(heads.top, 0.9 if len(heads.columns) > 1 else 0.75)

    def extract(self, context: Context, sheet: Sheet, fit: Fit) -> Extract:  # noqa: ARG002 - the protocol's shape
        """Read one assessment a column of levels; an empty column is told and left out."""
        heads = find_heads(sheet)
        if heads is None:
            return Extract()
        given = frozenset(
            what
            for what, known in ((YEAR, [c.year for c in heads.columns]), (STAGE, [c.stage for c in heads.columns]))
            if None not in known
        )
        said = identify(context, sheet, heads.top, with_region=True, given=given)
        if ambiguous_columns(context, sheet, heads.base, {NUMBER: "nomor", INDICATOR: "indikator", WEIGHT: "bobot"}):
            return Extract()
        filled = [item for item in heads.columns if _holds_levels(sheet, heads, item)]
        remarks = remark_owners(sheet, heads, filled)
        read = {item.column for item in heads.columns}
        read |= {column for roles in remarks.values() for columns in roles.values() for column in columns}
        unread_columns(context, sheet, heads.top, read)
        found = Extract()
        for item in heads.columns:
            cell = sheet.address(heads.base.row, item.column)
            if item not in filled:
                context.say("column-empty", sheet.name, cell, what=_describe(item))
                continue
            own = complete(context, sheet, said, item.year, item.stage, cell)
            header = replace(heads.base, roles=_roles(heads, item) | remarks.get(item.column, {}))
            instrument = instrument_for_checks(context, sheet, header, own)
            if instrument is None:
                continue
            table = IndicatorRows(context, sheet, header, instrument, own)
            table.read()
            found.extend(table.result())
        return found


def _holds_levels(sheet: Sheet, heads: Heads, item: LevelColumn) -> bool:
    return not all(is_missing(row[item.column]) for row in sheet.rows[heads.base.row + 1 :])


def _roles(heads: Heads, item: LevelColumn) -> dict[str, list[int]]:
    kept = {role: columns for role, columns in heads.base.roles.items() if role not in _NOT_REPEATED}
    return {**kept, LEVEL: [item.column]}


def _describe(item: LevelColumn) -> str:
    return " ".join(filter(None, [item.stage.label if item.stage else "", str(item.year or "")])) or "tingkat"

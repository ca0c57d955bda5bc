"""One government, one row an indicator: ``No | Indikator | Nilai Tingkat Kematangan``, wherever it starts."""

from collections.abc import Sequence
from typing import ClassVar, Final

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.identity import Said, identify
from spbe_analytics.ingest.indicators import exact, likely
from spbe_analytics.ingest.layouts.base import Extract, Fit, ambiguous_columns, unread_columns
from spbe_analytics.ingest.layouts.indicator_rows import INDICATOR, LEVEL, NUMBER, WEIGHT, IndicatorRows
from spbe_analytics.ingest.workbook import HeadingRow, Sheet
from spbe_analytics.instruments import Instrument

SAMPLE: Final = 10
"""Rows looked at to tell whether a table is of the expected instrument; a doubt looks at all of them."""


class ReportTable:
    """The table of one government's report, with titles above and totals and remarks below."""

    code: ClassVar[str] = "report-table"
    label: ClassVar[str] = "Tabel laporan satu daerah"
    confidence: ClassVar[float] = 0.8

    def recognise(self, context: Context, sheet: Sheet) -> Fit | None:  # noqa: ARG002 - the protocol's shape
        """Fit when one row has the headings of an indicator and of a level."""
        for header in sheet.heading_rows():
            if INDICATOR in header.roles and LEVEL in header.roles:
                return Fit(header, self.confidence)
        return None

    def extract(self, context: Context, sheet: Sheet, fit: Fit) -> Extract:
        """Read the levels of one assessment."""
        header = fit.header
        said = identify(context, sheet, header, with_region=True)
        wanted = {NUMBER: "nomor", INDICATOR: "indikator", LEVEL: "tingkat", WEIGHT: "bobot"}
        if ambiguous_columns(context, sheet, header, wanted):
            return Extract()
        unread_columns(context, sheet, header, set())
        instrument = instrument_for_checks(context, sheet, header, said)
        if instrument is None:
            return Extract()
        table = IndicatorRows(context, sheet, header, instrument, said)
        table.read()
        return table.result()


def instrument_for_checks(
    context: Context, sheet: Sheet, header: HeadingRow, said: Said, places: Sequence[int] | None = None
) -> Instrument | None:
    """Return the instrument by whose names the rows are read; another one's rows are refused as a whole.

    ``places`` are the rows that count, ``None`` for all below the headings.
    """
    column = header.roles[INDICATOR][0]
    counted = range(header.row + 1, len(sheet.rows)) if places is None else places
    if said.instrument is None or said.year is None:
        names = [sheet.rows[place][column] for place in counted]
        return likely(context.catalogue.values(), names)[0] or said.instrument
    number_column = header.roles.get(NUMBER, [-1])[0]
    sample = [sheet.rows[place] for place in counted[:SAMPLE]]
    known = [exact(said.instrument, row[number_column] if number_column >= 0 else "", row[column]) for row in sample]
    if 2 * known.count(None) <= len(sample):
        return said.instrument
    names = [sheet.rows[place][column] for place in counted]
    own = likely([said.instrument], names)[1]
    best, count = likely(context.catalogue.values(), names)
    if best is None or best is said.instrument or count <= 2 * own or 2 * count < len(best.indicators):
        return said.instrument
    context.say(
        "instrument-mismatch",
        sheet.name,
        sheet.address(header.row, column),
        year=said.year,
        instrument=best.id,
        evidence=f", padahal {count} nama indikatornya dari instrumen itu",
        right=said.instrument.id,
    )
    return None

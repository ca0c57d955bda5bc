"""Many governments, one row each: ``No | Nama Instansi | D1 | D2 | … | Indeks | Predikat``, or all indicators."""

from functools import cache
from typing import ClassVar

from spbe_analytics.ingest.cells import is_blank
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.identity import identify
from spbe_analytics.ingest.indicators import exact, number_text
from spbe_analytics.ingest.layouts.base import Extract, Fit, ambiguous_columns, unread_columns
from spbe_analytics.ingest.layouts.government_rows import (
    INDEX_ROLE,
    PREDICATE_ROLE,
    PROVINCE_ROLE,
    REGION_ROLE,
    GovernmentRows,
)
from spbe_analytics.ingest.vocabulary import plain
from spbe_analytics.ingest.workbook import HeadingRow, Sheet
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import INDEX_NODE


@cache
def pillar_headings(instrument: Instrument) -> dict[str, Node]:
    """Return the levelled headings that mean a node right below the index: code, name, aliases, ``domain 1``."""
    headings: dict[str, Node] = {}
    for node in instrument.pillars:
        kind = node.kind.label.casefold()
        texts = (node.code, node.name, *node.aliases, node.short, f"{kind} {node.number}")
        for text in (*texts, *(f"{kind} {text}" for text in texts[1:]), *(f"nilai {text}" for text in texts)):
            headings.setdefault(plain(text), node)
    return headings


class GovernmentTable:
    """The table of many governments with printed domain values and index, or with a column an indicator."""

    code: ClassVar[str] = "government-table"
    label: ClassVar[str] = "Tabel banyak daerah"

    def recognise(self, context: Context, sheet: Sheet) -> Fit | None:
        """Fit when one row has the heading of a government and of an index or a domain."""
        for header in sheet.heading_rows():
            if not {REGION_ROLE, PROVINCE_ROLE}.isdisjoint(header.roles) and "indicator" not in header.roles:
                pillars = _pillar_columns(context, header)
                if INDEX_ROLE in header.roles or pillars:
                    return Fit(header, 0.9 if INDEX_ROLE in header.roles and len(pillars) > 1 else 0.7)
                if any(indicator_columns(sheet, header, item) for item in context.catalogue.values()):
                    return Fit(header, 0.8)
        return None

    def extract(self, context: Context, sheet: Sheet, fit: Fit) -> Extract:
        """Read one assessment a row."""
        header = fit.header
        said = identify(context, sheet, header, with_region=False)
        wanted = {REGION_ROLE: "daerah", PROVINCE_ROLE: "provinsi", INDEX_ROLE: "indeks", PREDICATE_ROLE: "predikat"}
        if ambiguous_columns(context, sheet, header, wanted):
            return Extract()
        instrument = said.instrument or _likely(context, sheet, header)
        if instrument is None:
            return Extract()
        columns = self._columns(context, sheet, header, instrument)
        if columns is None:
            return Extract()
        columns |= {
            column: node
            for column, node in indicator_columns(sheet, header, instrument).items()
            if column not in columns
        }
        unread_columns(context, sheet, header, set(columns))
        table = GovernmentRows(context, sheet, header, instrument, columns)
        table.read()
        if said.year is None or said.stage is None or said.instrument is None:
            return Extract()
        return table.result(said.year, said.stage)

    def _columns(
        self, context: Context, sheet: Sheet, header: HeadingRow, instrument: Instrument
    ) -> dict[int, Node] | None:
        """Return which column holds which node; ``None`` when a heading is another instrument's or stands twice."""
        columns = {column: instrument.node(INDEX_NODE) for column in header.roles.get(INDEX_ROLE, ())}
        sound = True
        for column in _pillar_columns(context, header):
            heading = str(sheet.rows[header.row][column])
            node = pillar_headings(instrument).get(header.texts[column])
            cell = sheet.address(header.row, column)
            if node is None:
                names = ", ".join(f"{pillar.code} {pillar.name}" for pillar in instrument.pillars)
                fields = {"heading": heading, "instrument": instrument.id, "names": names}
                context.say("unknown-domain", sheet.name, cell, **fields)
                sound = False
            elif node in columns.values():
                first = next(place for place, known in columns.items() if known is node)
                cells = f"{sheet.address(header.row, first)}, {cell}"
                context.say("ambiguous-column", sheet.name, cell, what=node.name, cells=cells)
                sound = False
            else:
                columns[column] = node
        return columns if sound else None


def _pillar_columns(context: Context, header: HeadingRow) -> list[int]:
    """Return the columns headed by a pillar of any instrument."""
    taken = {
        column
        for role in (REGION_ROLE, PROVINCE_ROLE, INDEX_ROLE, PREDICATE_ROLE)
        for column in header.roles.get(role, ())
    }
    known = [pillar_headings(item) for item in context.catalogue.values()]
    return [c for c, text in header.texts.items() if c not in taken and any(text in names for names in known)]


def _likely(context: Context, sheet: Sheet, header: HeadingRow) -> Instrument | None:
    """Return the instrument whose pillars or indicators the headings name, to check the rows while the year is open."""
    texts = set(header.texts.values())
    ranked = [
        (len(texts & set(pillar_headings(item))) + len(indicator_columns(sheet, header, item)), item)
        for item in context.catalogue.values()
    ]
    best = max(ranked, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def indicator_columns(sheet: Sheet, header: HeadingRow, instrument: Instrument) -> dict[int, Node]:
    """Return the columns headed by an indicator's number, code or name; none when fewer than half of them are there.

    A bare number counts only where the numbers of most indicators are there, so a year or a count is not taken for one.
    """
    taken = {column for columns in header.roles.values() for column in columns}
    found: dict[int, Node] = {}
    for column, cell in enumerate(sheet.rows[header.row]):
        if column in taken or is_blank(cell):
            continue
        number = number_text(cell)
        node = exact(instrument, number, "") if number else exact(instrument, "", cell)
        if node is not None and node not in found.values():
            found[column] = node
    return found if 2 * len(found) > len(instrument.indicators) else {}

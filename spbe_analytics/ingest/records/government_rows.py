"""The rows of a table of assessments: whose each is, by name, code, province around it and the lines between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.records.facts import is_result
from spbe_analytics.ingest.records.identity import Lines
from spbe_analytics.ingest.tables.blocks import Block
from spbe_analytics.ingest.tables.cells import is_blank, is_missing, raw_text
from spbe_analytics.ingest.tables.lines import row_claims
from spbe_analytics.ingest.tables.meaning import (
    FIGURE,
    PROVINCE,
    REGION,
    REGION_CODE,
    STAGE,
    YEAR,
)
from spbe_analytics.ingest.tables.places import kind_of_label, match_region, region_code, region_finding
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, opens_with, plain, vocabulary
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.regions.gazetteer import split_kind
from spbe_analytics.schema import Kind

_KINDS: Final = {"kabupaten": Kind.REGENCY, "kota": Kind.CITY, "provinsi": Kind.PROVINCE}
_PLACES: Final = (REGION, PROVINCE, REGION_CODE)


@dataclass
class Row:
    """One row of figures: whose it is, as far as the row says."""

    place: int
    region: Region | None
    cell: str
    section: Lines
    facts: dict[str, tuple[Cell, str]]


class GovernmentRows:
    """The rows of one table, read one after the other.

    Attributes:
        region: Column of governments; -1 where the lines around the table say whose all rows are.
        province: Column of the provinces around them; -1 for none.
        code: Column of their codes; -1 for none.
        facts: Columns of further facts of a row, by fact.
        key: A column that every row fills.
    """

    def __init__(self, context: Context, block: Block) -> None:
        self.context = context
        self.block = block
        self.sheet = block.sheet.name
        self.region, self.province, self.code = self._places()
        self.facts = {role: found[0] for role in (YEAR, STAGE, FIGURE) if (found := block.of_role(role))}
        self.kind = kind_of_label(plain(block.columns[self.region].text)) if self.region >= 0 else None
        self._carried = False
        self.key = self.region if self.region >= 0 else next(iter(self.facts.values()), -1)

    def _places(self) -> tuple[int, int, int]:
        """Tell the columns of governments, of the provinces around them, and of codes; -1 for none."""
        block = self.block
        regions, provinces, codes = (block.of_role(role) for role in _PLACES)
        if len(regions) > 1:  # one of them may name the province around the other
            around = [c for c in regions if self._all_provinces(c)]
            if len(around) == len(regions) - 1:
                provinces, regions = [*provinces, *around], [c for c in regions if c not in around]
        if not regions and codes:
            regions, codes = codes, []
        if not regions and provinces:
            regions, provinces = provinces[:1], provinces[1:]
        return tuple(found[0] if found else -1 for found in (regions, provinces, codes))  # type: ignore[return-value]

    def _all_provinces(self, column: int) -> bool:
        texts = [raw_text(row[column]) for place in self.block.body for row in [self.block.sheet.rows[place]]]
        texts = [text for text in texts if text.strip()]
        found = [match_region(text[:LONGEST_NAME], Kind.PROVINCE).region for text in texts]
        return bool(texts) and all(region is not None and region.kind is Kind.PROVINCE for region in found)

    def read(self) -> list[Row]:
        """Go through the rows below the headings, and tell whose each is."""
        rows, block = self.block.sheet.rows, self.block
        between = frozenset(block.between)
        found: list[Row] = []
        section: Lines = ()
        kind: Kind | None = self.kind
        province: str | None = None
        last: dict[str, Cell] = {}
        for place in block.body:
            cells = rows[place]
            if self.province >= 0 and not is_missing(cells[self.province]):
                around = match_region(raw_text(cells[self.province])[:LONGEST_NAME], Kind.PROVINCE).region
                province = around.code if around else None
            if place in between:
                claims = tuple(row_claims(block.sheet, [place]))
                firm = tuple(c for c in claims if not c.loose and c.what in (YEAR, STAGE))
                section = firm or section
                text = next(raw_text(cell) for cell in cells if not is_blank(cell))
                first = _KINDS.get(plain(text.partition("/")[0]))
                kind = first if first is not None and "kota" not in plain(text).split()[1:] else kind
                if not firm and not self._numbers(place):
                    self._text_row(place, cells, kind, province)
                continue
            row = self._row_of(place, cells, section, kind, province, last)
            if row is not None:
                found.append(row)
        return self._without_province(found)

    def _numbers(self, place: int) -> bool:
        marks = [raw_text(cell).strip(" ()") for cell in self.block.sheet.rows[place] if not is_blank(cell)]
        return len(marks) > 1 and marks == [str(n + 1) for n in range(len(marks))]

    def _text_row(self, place: int, cells: Sequence[Cell], kind: Kind | None, province: str | None) -> None:
        """Say of a row without figures that it is not read, or that a government has no figure."""
        first = next(column for column, cell in enumerate(cells) if not is_blank(cell))
        name = cells[self.region] if self.region >= 0 else ""
        region = match_region(raw_text(name)[:LONGEST_NAME], kind, province).region if not is_blank(name) else None
        if region is not None:
            fields = {"node": "Nilai", "name": region.name}
            self.context.say("missing-value", self.sheet, self.block.address(place, self.region), **fields)
            return
        at = self.region if not is_blank(name) else first
        self.context.say("row-ignored", self.sheet, self.block.address(place, at), text=raw_text(cells[at]))

    def _row_of(
        self, place: int, cells: Sequence[Cell], section: Lines, kind: Kind | None, province: str | None,
        last: dict[str, Cell],
    ) -> Row | None:  # fmt: skip
        """Return whose a row of figures is; ``None`` for averages, rows of other kinds of figures, unknown names."""
        block = self.block
        facts: dict[str, tuple[Cell, str]] = {}
        for fact, column in self.facts.items():
            if not is_blank(cells[column]):
                last[fact] = cells[column]
            facts[fact] = (last.get(fact, ""), block.address(place, column))
        if FIGURE in facts and not is_result(self.context, self.sheet, *facts.pop(FIGURE)):
            return None
        if self.region < 0:
            return Row(place, None, block.address(place, self.key), section, facts)
        written = cells[self.region]
        cell = block.address(place, self.region)
        if is_blank(written) and self.province >= 0 and not is_blank(cells[self.province]) and province is not None:
            blank_code = self.code < 0 or is_blank(cells[self.code])
            if blank_code and not self._covers(place):
                return Row(place, gazetteer()[province], block.address(place, self.province), section, facts)
        carried = last.get(REGION)
        if is_blank(written) and carried is not None and self._goes_on(place, cells):
            written = carried
        last[REGION] = written
        first = next(column for column, other in enumerate(cells) if not is_blank(other))
        text = raw_text(written if not is_blank(written) else cells[first])[:LONGEST_NAME]
        if opens_with(text, vocabulary().averages):
            at = self.region if not is_blank(written) else first
            self.context.say("total-row", self.sheet, block.address(place, at), text=text)
            return None
        if is_blank(written):
            self.context.say("row-without-region", self.sheet, block.address(place, first))
            return None
        region = self._match(text, cells, kind, province, cell)
        if region is None:
            return None
        if self.province >= 0 and province is not None and region.province != province:
            fields = {"name": region.name, "province": gazetteer()[province].name}
            self.context.say("province-differs", self.sheet, cell, **fields)
            return None
        if is_blank(cells[self.region]) and not self._covers(place) and not self._carried:
            self._carried = True
            self.context.say("region-carried", self.sheet, cell, name=region.name)
        return Row(place, region, cell, section, facts)

    def _goes_on(self, place: int, cells: Sequence[Cell]) -> bool:
        """Tell whether a row without a name goes on with the government above: it has a year or stage of its own."""
        return self._covers(place) or any(
            not is_blank(cells[column]) for fact, column in self.facts.items() if fact != FIGURE
        )

    def _covers(self, place: int) -> bool:
        """Tell whether a merged province reaches over a row: the name of a government is not blank by itself."""
        return any(
            first <= place <= last for first, last, column in self.block.sheet.merged_rows if column == self.region
        )

    def _match(
        self, text: str, cells: Sequence[Cell], kind: Kind | None, province: str | None, cell: str
    ) -> Region | None:
        """Find the government that a name means, with its code where one stands beside it."""
        code = region_code(raw_text(cells[self.code])) if self.code >= 0 else ""
        own = region_code(text)
        if own:
            return gazetteer()[own]
        bare = (
            text.strip().lstrip("0123456789").lstrip(".) ") if text.strip()[:1].isdigit() and "." in text[:4] else text
        )
        coded = gazetteer()[code] if code else None
        if text.partition(" ")[0].rstrip("–-:") in gazetteer():
            bare = text
        found = match_region(
            bare, coded.kind if coded and split_kind(bare)[0] is None else kind, coded.province if coded else province
        )
        if coded is not None and found.region is not coded:
            fields = {"code": coded.code, "name": coded.name, "written": text}
            self.context.say("region-code-differs", self.sheet, cell, **fields)
            return None
        if found.region is None and (around := match_region(bare, Kind.PROVINCE).region) is not None:
            return around
        if found.region is None:
            self.context.findings.append(region_finding(text, found, self.sheet, cell))
        return found.region

    def _without_province(self, rows: list[Row]) -> list[Row]:
        """Leave out a row that bears a province's bare name among its kabupaten and kota: it may be their total."""
        inside = {
            row.region.province for row in rows if row.region is not None and row.region.kind is not Kind.PROVINCE
        }
        found = []
        for row in rows:
            region = row.region
            if region is not None and region.kind is Kind.PROVINCE and region.code in inside and self._bare(row):
                text = raw_text(self.block.sheet.rows[row.place][self.region])
                self.context.say("province-row", self.sheet, row.cell, written=text)
                continue
            found.append(row)
        return found

    def _bare(self, row: Row) -> bool:
        """Tell whether a name says no kind; in a column of provinces it need not."""
        written = self.block.sheet.rows[row.place][self.region]
        return (
            not is_blank(written) and split_kind(raw_text(written))[0] is None and region_code(raw_text(written)) == ""
        )

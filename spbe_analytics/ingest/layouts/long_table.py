"""Long tables: one row a level, with year, stage or government in columns of their own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Final

from spbe_analytics.ingest.cells import is_blank
from spbe_analytics.ingest.claims import Claim, Source
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.facts import read_region, read_stage, read_year
from spbe_analytics.ingest.identity import Said, complete, identify
from spbe_analytics.ingest.layouts.base import Extract, Fit, ambiguous_columns, unread_columns
from spbe_analytics.ingest.layouts.indicator_rows import INDICATOR, LEVEL, NUMBER, WEIGHT, IndicatorRows
from spbe_analytics.ingest.layouts.indicator_table import instrument_for_checks
from spbe_analytics.ingest.layouts.level_columns import number_and_name
from spbe_analytics.ingest.workbook import Cell, HeadingRow, Sheet
from spbe_analytics.schema import REGION, STAGE, YEAR

FACTS: Final[tuple[str, ...]] = (REGION, YEAR, STAGE)


class LongTable:
    """One row a level: ``tahun, indikator, nama_indikator, bobot, tahap, nilai``."""

    code: ClassVar[str] = "long-table"
    label: ClassVar[str] = "Tabel panjang, satu baris satu tingkat"

    def recognise(self, context: Context, sheet: Sheet) -> Fit | None:  # noqa: ARG002 - the protocol's shape
        """Fit when a row has the headings of an indicator, of a level, and of a year, a stage or a government."""
        for header in sheet.heading_rows():
            roles = header.roles
            if INDICATOR in roles and len(roles.get(LEVEL, ())) == 1 and any(fact in roles for fact in FACTS):
                return Fit(header, 0.95)
        return None

    def extract(self, context: Context, sheet: Sheet, fit: Fit) -> Extract:
        """Read one assessment for each government, year and stage that the rows name."""
        roles = number_and_name(fit.header.roles, sheet.rows[fit.header.row + 1 : fit.header.row + 21])
        header = replace(fit.header, roles=roles)
        facts = {fact: roles[fact][0] for fact in FACTS if fact in roles}
        names = {NUMBER: "nomor", INDICATOR: "indikator", WEIGHT: "bobot", YEAR: "tahun", STAGE: "tahap"}
        if ambiguous_columns(context, sheet, header, names | {REGION: "daerah"}):
            return Extract()
        said = identify(context, sheet, header, with_region=REGION not in facts, given=frozenset(facts))
        unread_columns(context, sheet, header, set())
        found = Extract()
        for key, places in _groups(sheet, header, facts).items():
            own = _own(context, sheet, header, said, dict(zip(facts, key, strict=True)), places[0], facts)
            instrument = instrument_for_checks(context, sheet, header, own, places) if own else None
            if own is None or instrument is None:
                continue
            table = IndicatorRows(context, sheet, header, instrument, own, places)
            table.read()
            found.extend(table.result())
        return found


def _groups(sheet: Sheet, header: HeadingRow, facts: Mapping[str, int]) -> dict[tuple[Cell, ...], list[int]]:
    """Collect the rows of each assessment by what stands in the columns of the facts; a row without any is left out."""
    columns, level = list(facts.values()), header.roles[LEVEL][0]
    groups: dict[tuple[Cell, ...], list[int]] = {}
    for place in range(header.row + 1, len(sheet.rows)):
        row = sheet.rows[place]
        key = tuple([row[column] for column in columns])
        found = groups.get(key)
        if found is not None:
            found.append(place)
        elif not is_blank(row[level]) or not all(map(is_blank, key)):
            groups[key] = [place]
    return groups


def _own(
    context: Context,
    sheet: Sheet,
    header: HeadingRow,
    said: Said,
    key: Mapping[str, Cell],
    place: int,
    facts: Mapping[str, int],
) -> Said | None:
    """Read the facts of one group of rows; ``None`` when one of them is not readable, which is a finding."""

    def claim(fact: str) -> Claim:
        cell = key[fact]
        written = None if is_blank(cell) else cell
        label = header.texts.get(facts[fact], "")
        return Claim(fact, written, Source.BLOCK, sheet.address(place, facts[fact]), label)

    region = read_region(context, sheet, claim(REGION)) if REGION in facts else said.region
    year = read_year(context, sheet, claim(YEAR)) if YEAR in facts else None
    stage = read_stage(context, sheet, claim(STAGE)) if STAGE in facts else None
    if any(read is None for fact, read in ((REGION, region), (YEAR, year), (STAGE, stage)) if fact in facts):
        return None
    cell = sheet.address(place, facts[YEAR] if YEAR in facts else next(iter(facts.values())))
    whole = Said(region, said.year, said.stage, said.instrument, said.year_cell)
    hint = context.hints.region
    if REGION in facts and hint and region is not None and region.code != hint:
        fields = {"what": "Daerah", "hint": hint, "said": region.name}
        context.say("hint-contradicts-file", sheet.name, sheet.address(place, facts[REGION]), **fields)
    return complete(context, sheet, whole, year, stage, cell)

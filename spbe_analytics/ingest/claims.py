"""What a sheet says about itself: identity block, title rows, headings; and what its name and the file's name say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from spbe_analytics.ingest.cells import is_missing, raw_text
from spbe_analytics.ingest.places import match_region, regions_in
from spbe_analytics.ingest.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.ingest.workbook import Cell, HeadingRow, Sheet
from spbe_analytics.schema import INSTRUMENT, REGION, STAGE, YEAR, Stage

PROVINCE_LABEL: Final = "province"
"""A label that may name the assessed province, or only the province around a kabupaten or kota."""

_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_REGULATION: Final = re.compile(
    r"(?:nomor|no\.?)\s*[0-9]+\s*(?:tahun|/)\s*[0-9]{4}|(?<![0-9])[0-9]{1,3}\s*/\s*[0-9]{4}", re.IGNORECASE
)
_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|"
    r"[0-9]{1,2}\s+(?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)[a-z]*\s+[0-9]{4}",
    re.IGNORECASE,
)


class Source(IntEnum):
    """Where a claim stands, the strongest first."""

    BLOCK = 0
    TITLE = 1
    SHEET_NAME = 2
    FILE_NAME = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about who, when, which stage or which instrument.

    Attributes:
        what: Column name of the schema: region, year, stage or instrument.
        written: The text or number as it stands (``None`` where a label has an empty cell beside it).
        source: Where it stands.
        cell: Address; ``None`` for a name of a sheet or file.
        label: The levelled label of an identity block.
    """

    what: str
    written: Cell | None
    source: Source
    cell: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What a free text names."""

    regions: tuple[str, ...]
    unknown_region: str
    years: tuple[int, ...]
    stages: tuple[Stage, ...]


@lru_cache(maxsize=1 << 12)
def title_of(text: str) -> Title:
    """Read a title: the governments, years and stages it names; the year of a regulation or a date is none of them."""
    regions, unknown = regions_in(text)
    cleaned = _DATE.sub(" ", _REGULATION.sub(" ", text))
    years = _YEAR.findall(cleaned)
    level = f" {plain(text)} "
    stages = [stage for words, stage in vocabulary().title_stages.items() if f" {words} " in level]
    return Title(
        tuple(region.code for region in regions),
        unknown,
        tuple(dict.fromkeys(int(year) for year in years)),
        tuple(dict.fromkeys(stages)),
    )


def claims_of(sheet: Sheet, header: HeadingRow, file_name: str) -> list[Claim]:
    """List what is said about a table's identity, the strongest source first.

    Args:
        sheet: The sheet.
        header: The row with the table's headings; everything above it is read.
        file_name: Name of the file.

    Returns:
        All claims, contradicting ones too.
    """
    claims: list[Claim] = []
    for row in range(header.row):
        claims.extend(_row_claims(sheet, row, header.row))
    for column, text in header.texts.items():
        year = text.rpartition(" ")[2]
        if _YEAR.fullmatch(year):
            claims.append(Claim(YEAR, float(year), Source.TITLE, sheet.address(header.row, column)))
    claims.extend(_sheet_claims(sheet.name))
    claims.extend(_title_claims(_stem(file_name)[:LONGEST_NAME], Source.FILE_NAME, None))
    claims.sort(key=lambda claim: claim.source)
    return claims


def _sheet_claims(name: str) -> Iterator[Claim]:
    """Read a sheet's name: as a title, or as no more than the name of a stage or of one government."""
    yield from _title_claims(name, Source.SHEET_NAME, None)
    title = title_of(name)
    words = plain(_YEAR.sub(" ", name))
    stage = vocabulary().stages.get(words) or vocabulary().column_stages.get(words)
    if stage is not None and not title.stages:
        yield Claim(STAGE, stage.label, Source.SHEET_NAME)
    elif words and not title.regions:
        region = match_region(_YEAR.sub(" ", name).strip()[:LONGEST_NAME]).region
        if region is not None:
            yield Claim(REGION, region.code, Source.SHEET_NAME)


def _stem(file_name: str) -> str:
    """Return a file's name without folders and ending, its underscores read as spaces."""
    name = file_name.replace("\\", "/").rpartition("/")[2]
    head, dot, _ = name.rpartition(".")
    return (head if dot else name).replace("_", " ")


def _row_claims(sheet: Sheet, row: int, header_row: int) -> Iterator[Claim]:
    cells = sheet.rows[row]
    labels = vocabulary().identity
    column = 0
    while column < len(cells):
        cell, start = cells[column], column
        column += 1
        if not isinstance(cell, str) or not cell.strip() or len(cell) > LONGEST_NAME:
            continue
        head, colon, tail = cell.partition(":")
        label = plain(head)
        what = labels.get(label)
        if what is None:
            yield from _title_claims(cell, Source.TITLE, sheet.address(row, start))
        elif colon and tail.strip():
            yield Claim(what, tail.strip(), Source.BLOCK, sheet.address(row, start), label)
        else:
            column = _value_column(cells, column)
            written = cells[column] if column < len(cells) else ""
            blank = is_missing(written) or (isinstance(written, str) and plain(written) in labels)
            if blank:
                place = sheet.address(row, _usual_value_column(sheet, header_row, start))
                yield Claim(what, None, Source.BLOCK, place, label)
            else:
                yield Claim(what, _trim(written), Source.BLOCK, sheet.address(row, column), label)
                column += 1


def _value_column(cells: Sequence[Cell], column: int) -> int:
    """Return the column of the first cell that holds more than a colon, from ``column`` on."""
    while column < len(cells):
        cell = cells[column]
        if not isinstance(cell, str) or cell.strip(" :\t\n"):
            return column
        column += 1
    return column


def _usual_value_column(sheet: Sheet, header_row: int, label_column: int) -> int:
    """Return the column in which the other labels of a block have their values; labels may be merged cells."""
    labels = vocabulary().identity
    for cells in sheet.rows[:header_row]:
        label = cells[label_column]
        if isinstance(label, str) and plain(label) in labels:
            column = _value_column(cells, label_column + 1)
            if column < len(cells):
                return column
    return label_column + 1


def _trim(cell: Cell) -> Cell:
    return cell.strip(" :\t\n") if isinstance(cell, str) else cell


def _title_claims(text: str, source: Source, cell: str | None) -> Iterator[Claim]:
    title = title_of(text)
    for code in title.regions:
        yield Claim(REGION, code, source, cell)
    if title.unknown_region and not title.regions and source is Source.TITLE:
        yield Claim(REGION, title.unknown_region, source, cell, label="title")
    for year in title.years:
        yield Claim(YEAR, float(year), source, cell)
    for stage in title.stages:
        yield Claim(STAGE, stage.label, source, cell)


def written_text(claim: Claim) -> str:
    """Return what a claim says as text, for messages."""
    return "" if claim.written is None else raw_text(claim.written)[:LONGEST_NAME]


WHAT_LABELS: Final = {REGION: "Daerah", YEAR: "Tahun", STAGE: "Tahap", INSTRUMENT: "Instrumen"}
"""How messages name the four facts of an identity."""

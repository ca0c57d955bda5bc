"""What stands around a table: lines above and between, its sheet's name, the file's name; each names or proposes facts.

A fact that a line states decides. A *loose* one (the month of printing, the year of a budget, a stage that a line
denies, an office of a government) only proposes: where nothing else says, the person is asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from spbe_analytics.ingest.files.workbook import Cell, Sheet
from spbe_analytics.ingest.tables.cells import is_missing, raw_text
from spbe_analytics.ingest.tables.places import bare_names_in, match_region, region_code, regions_in
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, Figure, plain, vocabulary
from spbe_analytics.schema import INSTRUMENT, REGION, STAGE, YEAR, Stage

PROVINCE_LABEL: Final = "province"
"""A label that may name the assessed province, or only the province around a kabupaten or kota."""

FIGURE: Final = "figure"
"""What kind of figures a title speaks of."""

EVALUATION: Final = "evaluation"
"""Which evaluation a title speaks of: ours, which is written as nothing, or another one."""

OFFICE: Final = "office"
"""A title that speaks of a part of a government."""

_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_REGULATION: Final = re.compile(
    r"(?:nomor|no\.?)\s*[0-9]+\s*(?:tahun|/)\s*[0-9]{4}|(?<![0-9])[0-9]{1,3}\s*/\s*[0-9]{4}|"
    r"(?<![0-9])[0-9]{1,3}\s+tahun\s+[0-9]{4}",
    re.IGNORECASE,
)
_MONTHS: Final = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*"
_DATE: Final = re.compile(
    rf"[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}|[0-9]{{1,2}}[-/][0-9]{{1,2}}[-/][0-9]{{4}}|[0-9]{{1,2}}\s+{_MONTHS}\.?\s+[0-9]{{4}}",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(rf"\b{_MONTHS}\.?,?\s+(20[0-9]{{2}})(?![0-9])", re.IGNORECASE)
_PLACE_AND_DATE: Final = re.compile(
    rf"\s*[^,0-9]{{3,40}},\s*(?:[0-9]{{1,2}}\s+)?{_MONTHS}\.?\s+20[0-9]{{2}}", re.IGNORECASE
)
_CODE: Final = re.compile(r"(?<![0-9.])[0-9]{2}\.[0-9]{2}(?![0-9.])")
_CLAUSE_END: Final = re.compile(r"[,;:()|]")
_PERIOD: Final = re.compile(r"(?<![0-9])20[0-9]{2}\s*(?:[-–—]|s\.?d\.?|sampai)\s*20[0-9]{2}(?![0-9])", re.IGNORECASE)


class Source(IntEnum):
    """Where a claim stands, the strongest first."""

    BLOCK = 0
    TITLE = 1
    SHEET_NAME = 2
    FILE_NAME = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about who, when, which stage, which instrument, or what kind of figures.

    Attributes:
        what: Column name of the schema (region, year, stage or instrument), or :data:`FIGURE`,
            :data:`EVALUATION` or :data:`OFFICE`.
        written: The text or number as it stands (``None`` where a label has an empty cell beside it).
        source: Where it stands.
        cell: Address; ``None`` for a name of a sheet or file.
        label: The levelled label of an identity block.
        loose: Whether it proposes only.
    """

    what: str
    written: Cell | None
    source: Source
    cell: str | None = None
    label: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """What a free text names; what it only proposes is in ``loose``, as pairs of a fact and the words."""

    regions: tuple[str, ...]
    unknown_region: str
    years: tuple[int, ...]
    stages: tuple[Stage, ...]
    loose: tuple[tuple[str, str], ...] = ()
    figure: str = ""
    office: str = ""
    evaluation: str | None = None


@lru_cache(maxsize=1 << 12)
def title_of(text: str) -> Title:
    """Read a title: the governments, years and stages it names; the year of a regulation or a day is none of them."""
    level = plain(text)
    loose: list[tuple[str, str]] = []
    years, loose_years = _years(text)
    loose += [(YEAR, words) for words in loose_years]
    stages, doubtful = _stages(text)
    loose += [(STAGE, words) for words in doubtful]
    regions, unknown = regions_in(text)
    office = _office(level)
    codes = tuple(region.code for region in regions if f"se {region.name}".casefold() not in level)
    if office and not _evaluates(level):
        loose += [(REGION, code) for code in codes]
        codes, office = (), ""
    if not _PLACE_AND_DATE.match(text):
        loose += [(REGION, code) for code in bare_names_in(text) if code not in codes]
    return Title(codes, unknown, years, stages, tuple(loose), _figure(level), office, _evaluation(level))


def _years(text: str) -> tuple[tuple[int, ...], list[str]]:
    """Return the years a text states, and the words of those it only mentions."""
    cleaned = _DATE.sub(" ", _REGULATION.sub(" ", text))
    loose = [found[0] for pattern in (_MONTH, _PERIOD) for found in pattern.finditer(cleaned)]
    cleaned = _PERIOD.sub(" ", _MONTH.sub(" ", cleaned))
    words = plain(cleaned).split()
    years: list[int] = []
    for place, word in enumerate(words):
        if not _YEAR.fullmatch(word):
            continue
        before = " ".join(words[max(0, place - 3) : place]).removesuffix(" tahun")
        budget = next((b for b in vocabulary().loose.budgets if f" {before}".endswith(f" {b}")), "")
        if budget:
            loose.append(f"{budget} {word}")
        else:
            years.append(int(word))
    return tuple(dict.fromkeys(years)), loose


def _stages(text: str) -> tuple[tuple[Stage, ...], list[str]]:
    """Return the stages a text states, and the clauses in which it denies one or leaves it open."""
    known = vocabulary()
    stages: list[Stage] = []
    loose: list[str] = []
    drafted = not known.loose.drafts.isdisjoint(plain(text).split())
    for clause in map(plain, _CLAUSE_END.split(text)):
        padded = f" {clause} "
        for words, stage in known.title_stages.items():
            before, found, _ = padded.partition(f" {words} ")
            if not found:
                continue
            ends = any(phrase.startswith(words) and f" {phrase} " in padded for phrase in known.loose.end_of_year)
            if ends or drafted or any(word in known.loose.doubts for word in before.split()):
                loose.append(clause)
            else:
                stages.append(stage)
    return tuple(dict.fromkeys(stages)), list(dict.fromkeys(loose))


def _figure(level: str) -> str:
    """Return the words by which a title speaks of figures that are no results."""
    known = vocabulary()
    for words, figure in known.figures.items():
        if (
            words not in known.loose.columns_only
            and figure in (Figure.TARGET, Figure.AVERAGE)
            and f"{level} ".startswith(f"{words} ")
        ):
            return words
    return ""


def _office(level: str) -> str:
    padded = f" {level} "
    return next((word for word in vocabulary().loose.offices if f" {word} " in padded), "")


def _evaluation(level: str) -> str | None:
    """Return the words for another evaluation, nothing for ours, and ``None`` where a text speaks of neither."""
    known, padded = vocabulary(), f" {level} "
    if any(f" {words} " in padded for words in known.own_evaluations):
        return ""
    return next((w for w in known.other_evaluations if f" {w} " in padded), None) if _evaluates(level) else None


def _evaluates(level: str) -> bool:
    return any(word in vocabulary().loose.evaluation for word in level.split())


def row_claims(sheet: Sheet, rows: Sequence[int], span: tuple[int, int] | None = None) -> list[Claim]:
    """List what rows of text beside a table say, from top to bottom.

    Args:
        sheet: The sheet.
        rows: The rows.
        span: First column of one of several tables beside each other, and the column after its last: of a row that
            says something over each of them, the table's own part counts.
    """
    claims: list[Claim] = []
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else None
        filled = [column for column, cell in enumerate(sheet.rows[row]) if not is_missing(cell)]
        own = [column for column in filled if span is None or span[0] <= column < span[1]]
        columns = span if span is not None and own and own != filled else None
        claims.extend(_row_claims(sheet, row, rows, below, columns))
    return claims


def name_claims(sheet_name: str, file_name: str) -> list[Claim]:
    """List what the names of sheet and file say; a code in the file's name names a government as well."""
    stem = _stem(file_name)[:LONGEST_NAME]
    codes = [code for word in _CODE.findall(stem) if (code := region_code(word))]
    coded = [Claim(REGION, code, Source.FILE_NAME) for code in dict.fromkeys(codes)]
    return [*_sheet_claims(sheet_name), *coded, *_title_claims(stem, Source.FILE_NAME, None)]


@lru_cache(maxsize=1 << 10)
def _sheet_claims(name: str) -> tuple[Claim, ...]:
    """Read a sheet's name: as a title, or as no more than the name of a stage, of an office or of one government."""
    claims = list(_title_claims(name, Source.SHEET_NAME, None))
    title = title_of(name)
    words = plain(_YEAR.sub(" ", name))
    stage = vocabulary().stages.get(words) or vocabulary().column_stages.get(words)
    if stage is not None and not title.stages:
        claims.append(Claim(STAGE, stage.label, Source.SHEET_NAME))
    elif _office(words):
        claims.append(Claim(OFFICE, name, Source.SHEET_NAME))
    elif words and not title.regions:
        region = match_region(_YEAR.sub(" ", name).strip()[:LONGEST_NAME]).region
        if region is not None:
            claims = [claim for claim in claims if not (claim.loose and claim.what == REGION)]
            claims.append(Claim(REGION, region.code, Source.SHEET_NAME))
    return tuple(claims)


def _stem(file_name: str) -> str:
    """Return a file's name without folders and ending, its underscores read as spaces."""
    name = file_name.replace("\\", "/").rpartition("/")[2]
    head, dot, _ = name.rpartition(".")
    return (head if dot else name).replace("_", " ")


def _row_claims(
    sheet: Sheet, row: int, rows: Sequence[int], below: int | None, span: tuple[int, int] | None = None
) -> Iterator[Claim]:
    cells = sheet.rows[row][: span[1]] if span is not None else sheet.rows[row]
    labels = vocabulary().identity
    column = span[0] if span is not None else 0
    while column < len(cells):
        cell, start = cells[column], column
        column += 1
        if isinstance(cell, float) and cell == int(cell) and _YEAR.fullmatch(str(int(cell))):
            if sum(other != "" for other in cells) == 1:  # a year alone in its row
                yield Claim(YEAR, cell, Source.TITLE, sheet.address(row, start))
            continue
        if not isinstance(cell, str) or not cell.strip() or len(cell) > LONGEST_NAME:
            continue
        head, colon, tail = cell.partition(":")
        label = plain(head)
        what = labels.get(label)
        if what is None:
            yield from _title_claims(_joined(sheet, cell, below, start), Source.TITLE, sheet.address(row, start))
        elif colon and tail.strip():
            yield Claim(what, tail.strip(), Source.BLOCK, sheet.address(row, start), label)
        else:
            column = _value_column(cells, column)
            written = cells[column] if column < len(cells) else ""
            blank = is_missing(written) or (isinstance(written, str) and plain(written) in labels)
            if blank:
                place = sheet.address(row, _usual_value_column(sheet, rows, start))
                yield Claim(what, None, Source.BLOCK, place, label)
            else:
                yield Claim(what, _trim(written), Source.BLOCK, sheet.address(row, column), label)
                column += 1


def _joined(sheet: Sheet, cell: str, below: int | None, column: int) -> str:
    """Join a title that ends with the word for a kind of government to the name in the row below it."""
    level = plain(cell)
    if below is None or not re.search(r"(?:^| )(?:kabupaten|kab|kota|provinsi|prov|pemkab|pemkot|pemprov)$", level):
        return cell
    under = sheet.rows[below][column] if column < len(sheet.rows[below]) else ""
    return f"{cell} {under}" if isinstance(under, str) and under.strip() and len(under) < LONGEST_NAME else cell


def _value_column(cells: Sequence[Cell], column: int) -> int:
    """Return the column of the first cell that holds more than a colon, from ``column`` on."""
    while column < len(cells):
        cell = cells[column]
        if not isinstance(cell, str) or cell.strip(" :\t\n"):
            return column
        column += 1
    return column


def _usual_value_column(sheet: Sheet, rows: Sequence[int], label_column: int) -> int:
    """Return the column in which the other labels of a block have their values; labels may be merged cells."""
    labels = vocabulary().identity
    for row in rows:
        cells = sheet.rows[row]
        label = cells[label_column]
        if isinstance(label, str) and plain(label) in labels:
            column = _value_column(cells, label_column + 1)
            if column < len(cells):
                return column
    return label_column + 1


def _trim(cell: Cell) -> Cell:
    return cell.strip(" :\t\n") if isinstance(cell, str) else cell


def _title_claims(text: str, source: Source, cell: str | None) -> Iterator[Claim]:
    head = plain(text.partition(":")[0])
    if vocabulary().footers.get(head) == "notes":
        return
    title = title_of(text)
    for code in title.regions:
        yield Claim(REGION, code, source, cell)
    if title.unknown_region and not title.regions and source is Source.TITLE:
        yield Claim(REGION, title.unknown_region, source, cell, label="title")
    for year in title.years:
        yield Claim(YEAR, float(year), source, cell)
    for stage in title.stages:
        yield Claim(STAGE, stage.label, source, cell)
    for what, words in title.loose:
        yield Claim(what, words, source, cell, loose=True)
    if title.figure:
        yield Claim(FIGURE, title.figure, source, cell)
    if title.evaluation is not None:
        yield Claim(EVALUATION, title.evaluation, source, cell)
    if title.office and source is not Source.FILE_NAME:  # a file is often named after who keeps it
        yield Claim(OFFICE, title.office, source, cell)


def written_text(claim: Claim) -> str:
    """Return what a claim says as text, for messages."""
    return "" if claim.written is None else raw_text(claim.written)[:LONGEST_NAME]


WHAT_LABELS: Final = {REGION: "Daerah", YEAR: "Tahun", STAGE: "Tahap", INSTRUMENT: "Instrumen"}
"""How messages name the four facts of an identity."""

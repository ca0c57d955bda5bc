"""What one heading means: the role of its column or row, a year, a stage, a government, a kind of figure, a number.

A heading may mean several things at once: ``Nilai Mandiri 2023`` is a level, a stage and a year. Words without a
meaning are kept as such: a figure under them is never read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.cells import raw_text
from spbe_analytics.ingest.tables.places import region_named
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, MOST_WORDS, Figure, gives_unit, plain, vocabulary
from spbe_analytics.schema import Stage

LONGEST_HEADING: Final = 120
"""A longer text is no heading."""

NUMBER, NODE, INDEX_NAME = "number", "indicator", "index_name"
REGION, REGION_CODE, PROVINCE = "region", "region_code", "province"
YEAR, STAGE, FIGURE = "year", "stage", "figure"
LEVEL, INDEX, PREDICATE = "level", "index", "predicate"
OFFICE = "office"
WEIGHT, LEVEL_NAME, OTHER = "weight", "level_name", "other"
NOTE, RECOMMENDATION = "note", "recommendation"

KEYS: Final = frozenset({NUMBER, NODE, INDEX_NAME, REGION, REGION_CODE, PROVINCE, YEAR, STAGE, FIGURE})
"""Roles of columns that say what a row is about."""

FIGURES: Final = frozenset({LEVEL, INDEX})
"""Roles of columns of figures."""

FIRST_YEAR, AFTER_YEARS = 2000, 2100
SIMILAR: Final = 90
"""Least rapidfuzz ``ratio`` (0 to 100) at which a misspelt heading is taken for a known one."""

SHORTEST_SIMILAR: Final = 6
"""A shorter heading must be spelt as known."""

_LEVEL_NUMBER: Final = re.compile(r"(?:level|tingkat|tk|lv) ([1-9])")
"""A heading over marks of one level."""

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_YEAR: Final = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one heading means.

    Attributes:
        role: Role of the column; empty when the heading names none.
        year: Result year.
        stage: Stage.
        soft: Whether the stage is only assumed: what stands around the table counts before it.
        region: Code of a government.
        figure: Kind of figure, where the heading says one.
        number: A bare number below 100: of an indicator or of a level.
        unclear: Words that may mean more than one stage.
        node: Whether it names a node of an instrument.
        similar: The known heading that it resembles.
        unknown: Whether it has words without a meaning.
    """

    role: str = ""
    year: int | None = None
    stage: Stage | None = None
    soft: bool = False
    region: str = ""
    figure: Figure | None = None
    number: int | None = None
    unclear: str = ""
    node: bool = False
    similar: str = ""
    unknown: bool = False

    @property
    def known(self) -> bool:
        """Whether all of it has a meaning."""
        return not self.unknown and self != NOTHING

    @property
    def names_node(self) -> bool:
        """Whether it says which node the figures below are of."""
        return self.node or self.number is not None

    @property
    def holds_figures(self) -> bool:
        """Whether figures may stand below it: a level, an index, a year, a stage, a government, a number."""
        if self.unknown or (self.role and self.role not in FIGURES):
            return False
        return any((self.role, self.year, self.stage, self.region, self.unclear, self.figure, self.number, self.node))


NOTHING: Final = Meaning()
UNKNOWN: Final = Meaning(unknown=True)


def meaning_of(cell: Cell) -> Meaning:
    """Return what a cell means as a heading."""
    if isinstance(cell, str):
        return _text_meaning(cell) if cell and len(cell) <= LONGEST_HEADING else (UNKNOWN if cell else NOTHING)
    if isinstance(cell, float | int) and not isinstance(cell, bool) and cell == int(cell):
        return _number_meaning(int(cell))
    return UNKNOWN


@lru_cache(maxsize=1 << 8)
def _number_meaning(number: int) -> Meaning:
    if FIRST_YEAR <= number < AFTER_YEARS:
        return Meaning(year=number)
    return Meaning(number=number) if 0 < number < 100 else UNKNOWN


@lru_cache(maxsize=1 << 13)
def _text_meaning(text: str) -> Meaning:
    level = plain(text)
    if not level:
        return NOTHING if not text.strip() else UNKNOWN
    if level.isdigit() and len(level) <= 4:
        return _number_meaning(int(level))
    numbered = _LEVEL_NUMBER.fullmatch(level)
    if numbered:
        return Meaning(number=int(numbered[1]))
    found = _words(level)
    if found.unknown and "(" in text:
        found = _words(plain(_BRACKET.sub(lambda said: " " if gives_unit(said[1]) else said[0], text)))
    if not found.unknown:
        return found
    lines = [_words(plain(line)) for line in text.split("\n")]
    if len(lines) > 1 and all(line.known and line.role == lines[0].role for line in lines):  # two languages
        return lines[0]
    region = region_named(text)
    if region is not None:
        return Meaning(region=region.code)
    similar = resembled(level)
    return replace(_words(similar), year=_year(level), similar=similar) if similar else found


def _year(level: str) -> int | None:
    found = [int(word) for word in level.split() if _YEAR.fullmatch(word)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1 << 13)
def _words(level: str) -> Meaning:
    """Read a levelled heading: as one known, or as phrases that are known one by one."""
    known = vocabulary()
    if level in known.columns:
        return Meaning(known.columns[level], stage=known.column_stages.get(level), figure=known.figures.get(level))
    if level in known.unclear_stages:
        return Meaning(unclear=level)
    words = level.split()
    years = [int(word) for word in words if _YEAR.fullmatch(word)]
    if len(years) > 1:
        return UNKNOWN
    rest = " ".join(word for word in words if not _YEAR.fullmatch(word))
    year = years[0] if years else None
    if years:
        bare = rest.removesuffix(" tahun")
        if bare in known.columns and known.columns[bare] not in (YEAR, STAGE):
            return Meaning(known.columns[bare], year, known.column_stages.get(bare), figure=known.figures.get(bare))
    return _phrases(rest, year)


def _phrases(text: str, year: int | None) -> Meaning:
    """Read a heading phrase by phrase; what it begins with may be a kind of figure that the rest only qualifies."""
    known = vocabulary()
    roles: list[str] = []
    stages: list[Stage] = []
    figure: Figure | None = None
    unclear, unknown = "", False
    for phrase in _cut(text):
        if phrase in known.unclear_stages:
            unclear = phrase
        elif phrase in known.figures:
            figure = figure or known.figures[phrase]
        elif phrase in known.column_stages:
            stages.append(known.column_stages[phrase])
            roles += [LEVEL] if known.columns.get(phrase) == LEVEL else []
        elif known.columns.get(phrase, NUMBER) not in KEYS:
            roles.append(known.columns[phrase])
        elif phrase not in known.fillers:
            unknown = True
    if figure not in (None, Figure.RESULT):
        return Meaning(year=year, stage=stages[0] if stages else None, figure=figure)
    main = list(dict.fromkeys(role for role in roles if role != LEVEL)) or roles[:1]
    if unknown or len(main) > 1 or len(set(stages)) > 1:
        return Meaning(year=year, figure=figure, unknown=True)
    return Meaning(main[0] if main else "", year, stages[0] if stages else None, figure=figure, unclear=unclear)


def _cut(text: str) -> Iterator[str]:
    """Cut a levelled text into the longest phrases that are known, and single words where none is."""
    phrases = _known_phrases()
    words = text.split()
    place = 0
    while place < len(words):
        lengths = range(min(MOST_WORDS, len(words) - place), 0, -1)
        length = next((n for n in lengths if " ".join(words[place : place + n]) in phrases), 1)
        yield " ".join(words[place : place + length])
        place += length


@cache
def _known_phrases() -> frozenset[str]:
    known = vocabulary()
    columns = {text for text, role in known.columns.items() if role not in KEYS}
    return frozenset({*columns, *known.column_stages, *known.figures, *known.unclear_stages, *known.fillers})


@lru_cache(maxsize=1 << 12)
def resembled(level: str) -> str:
    """Return the known heading that a levelled, misspelt one resembles; empty without one, or for a known one."""
    known = vocabulary().columns
    bare = " ".join(word for word in level.split() if not _YEAR.fullmatch(word)).removesuffix(" tahun")
    if bare in known or len(bare) < SHORTEST_SIMILAR or known.get(bare.rstrip(" 0123456789"), LEVEL) in KEYS:
        return ""
    found = process.extractOne(bare, known.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return found[0] if found else ""


def heading_text(cell: Cell) -> str:
    """Return a cell's text as a heading, cut to the longest name."""
    return raw_text(cell)[:LONGEST_NAME].strip()

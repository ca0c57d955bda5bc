"""How workbooks write headings, labels, stages and footers: the data of ``headings.yaml``, ready to look up."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from spbe_analytics.schema import Stage
from spbe_analytics.yaml_files import read_yaml

HERE: Final = Path(__file__).parent

_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")
UNSEEN: Final = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
"""Characters without width, which copies from web pages leave behind."""

MOST_WORDS: Final = 6
"""No phrase of the vocabulary that stands inside a heading has more words."""


LONGEST_NAME: Final = 400
"""No name, heading or title is longer; longer texts are not kept in caches, which a hostile file could fill."""


def plain(text: str) -> str:
    """Level a text for comparison: ``"BOBOT  (%)"`` → ``"bobot"``; ``&`` reads as *dan*."""
    return _plain(text) if len(text) <= LONGEST_NAME else _plain(text[:LONGEST_NAME])


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    seen = UNSEEN.sub("", text)
    folded = unicodedata.normalize("NFKC", seen).casefold().replace("&", " dan ")
    return _NOT_WORD.sub(" ", folded).strip()


class Figure(StrEnum):
    """What kind of figure stands below a heading; only a result is stored."""

    RESULT = "result"
    TARGET = "target"
    AVERAGE = "average"
    OTHER = "other"


@dataclass(frozen=True, eq=False)
class Loose:
    """Words that propose a fact and never decide it: see ``loose`` in ``headings.yaml``."""

    doubts: frozenset[str]
    end_of_year: tuple[str, ...]
    budgets: tuple[str, ...]
    drafts: frozenset[str]
    offices: tuple[str, ...]
    evaluation: frozenset[str]
    columns_only: frozenset[str]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Lookup tables from a levelled text to what it means.

    Attributes:
        columns: Heading → role of the column.
        figures: Heading, or its first words → kind of figure.
        fillers: Words of a heading that say nothing.
        units: Words that give no more than a unit, a range or a regulation.
        ratios: Headings of what a result is of its target, where both stand beside.
        unclear_stages: Headings that may mean more than one stage.
        identity: Label of an identity block → which fact it names.
        stages: Whole cell → stage.
        title_stages: Words inside a title → stage.
        column_stages: Heading of a column of levels → its stage.
        rekap_marks: Headings by which the recapitulation of 2018 is told.
        rekap_stages: Its headings of columns of levels → stage.
        rekap_other: Its headings of other columns.
        title_ends: Words that end the name of a government inside a title.
        footers: First words of a row below the table → its role.
        index_rows: Names of the index in the column of names.
        row_averages: First words of a row of averages among indicators.
        averages: Words that open a row of averages or remarks in a table of governments.
        target_columns: Heading of a table of targets → role of the column.
        no_remark: Texts that say that there is nothing to remark.
        name_prefixes: Words to drop in front of an indicator's name.
        name_optional: Phrases that reports leave out of an indicator's name.
        marks: Signs that mark a level whose number is the heading.
        loose: Words that never decide.
        own_evaluations: How a text calls the evaluations of our instruments.
        other_evaluations: How a text calls others.
        node_code: Pattern of the ministry's codes of nodes.
    """

    columns: Mapping[str, str]
    figures: Mapping[str, Figure]
    fillers: frozenset[str]
    units: frozenset[str]
    ratios: frozenset[str]
    unclear_stages: frozenset[str]
    identity: Mapping[str, str]
    stages: Mapping[str, Stage]
    title_stages: Mapping[str, Stage]
    column_stages: Mapping[str, Stage]
    rekap_marks: frozenset[str]
    rekap_stages: Mapping[str, Stage]
    rekap_other: frozenset[str]
    title_ends: frozenset[str]
    footers: Mapping[str, str]
    index_rows: frozenset[str]
    row_averages: tuple[str, ...]
    averages: tuple[str, ...]
    target_columns: Mapping[str, str]
    no_remark: frozenset[str]
    name_prefixes: tuple[str, ...]
    name_optional: tuple[str, ...]
    marks: frozenset[str]
    loose: Loose
    own_evaluations: tuple[str, ...]
    other_evaluations: tuple[str, ...]
    node_code: re.Pattern[str]


def gives_unit(text: str) -> bool:
    """Tell whether a text holds no more than numbers, signs, and words for a unit, a range or a regulation."""
    return all(word.isdigit() or len(word) == 1 or word in vocabulary().units for word in plain(text).split())


def opens_with(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text, once levelled, is one of some words or begins with one."""
    level = plain(text)
    return any(level == word or level.startswith(f"{word} ") for word in words)


def _flip(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain(text): meaning for meaning, texts in table.items() for text in texts}


def _plain_set(texts: list[str]) -> frozenset[str]:
    return frozenset(plain(text) for text in texts)


def _plain_tuple(texts: list[str]) -> tuple[str, ...]:
    return tuple(plain(text) for text in texts)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the product, read once."""
    data = read_yaml(HERE / "headings.yaml")
    loose = data["loose"]
    return Vocabulary(
        columns=_flip(data["columns"]),
        figures={text: Figure(kind) for text, kind in _flip(data["figures"]).items()},
        fillers=_plain_set(data["fillers"]),
        units=_plain_set(data["units"]),
        ratios=_plain_set(data["ratios"]),
        unclear_stages=_plain_set(data["unclear_stages"]),
        identity=_flip(data["identity"]),
        stages={text: Stage(stage) for text, stage in _flip(data["stages"]).items()},
        title_stages={text: Stage(stage) for text, stage in _flip(data["stages_in_titles"]).items()},
        column_stages={text: Stage(stage) for text, stage in _flip(data["column_stages"]).items()},
        rekap_marks=frozenset(data["rekap"]["marks"]),
        rekap_stages={text: Stage(stage) for text, stage in data["rekap"]["stages"].items()},
        rekap_other=frozenset(data["rekap"]["other"]),
        title_ends=frozenset(data["title_ends"]),
        footers=_flip(data["footers"]),
        index_rows=_plain_set(data["index_rows"]),
        row_averages=_plain_tuple(data["row_averages"]),
        averages=_plain_tuple(data["averages"]),
        target_columns=_flip(data["targets"]),
        no_remark=_plain_set(data["no_remark"]),
        name_prefixes=_plain_tuple(data["name_prefixes"]),
        name_optional=_plain_tuple(data["name_optional"]),
        marks=frozenset(data["marks"]),
        loose=Loose(
            doubts=frozenset(loose["doubts"]),
            end_of_year=_plain_tuple(loose["end_of_year"]),
            budgets=_plain_tuple(loose["budgets"]),
            drafts=frozenset(loose["drafts"]),
            offices=_plain_tuple(loose["offices"]),
            evaluation=frozenset(loose["evaluation"]),
            columns_only=frozenset(loose["columns_only"]),
        ),
        own_evaluations=_plain_tuple(data["evaluations"]["own"]),
        other_evaluations=_plain_tuple(data["evaluations"]["other"]),
        node_code=re.compile(data["node_codes"]),
    )

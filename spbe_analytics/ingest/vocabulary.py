"""How workbooks write headings, labels, stages and footers: the data of ``headings.yaml``, ready to look up."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from spbe_analytics.schema import Stage
from spbe_analytics.yaml_files import read_yaml

HERE: Final = Path(__file__).parent

_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")


LONGEST_NAME: Final = 400
"""No name, heading or title is longer; longer texts are not kept in caches, which a hostile file could fill."""


def plain(text: str) -> str:
    """Level a text for comparison: ``"BOBOT  (%)"`` → ``"bobot"``; ``&`` reads as *dan*."""
    return _plain(text) if len(text) <= LONGEST_NAME else _plain(text[:LONGEST_NAME])


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " dan ")
    return _NOT_WORD.sub(" ", folded).strip()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Lookup tables from a levelled text to what it means.

    Attributes:
        columns: Heading → role of the column.
        identity: Label of an identity block → which fact it names.
        stages: Whole cell → stage.
        title_stages: Words inside a title → stage.
        column_stages: Heading of a column of levels → its stage.
        rekap_marks: Headings by which the recapitulation of 2018 is told.
        rekap_stages: Its headings of columns of levels → stage.
        rekap_other: Its headings of other columns.
        title_ends: Words that end the name of a government inside a title.
        footers: First words of a row below the table → its role.
        averages: Words that open a row of averages or remarks in a table of governments.
        target_columns: Heading of a table of targets → role of the column.
        no_remark: Texts that say that there is nothing to remark.
        name_prefixes: Words to drop in front of an indicator's name.
        name_optional: Phrases that reports leave out of an indicator's name.
    """

    columns: Mapping[str, str]
    identity: Mapping[str, str]
    stages: Mapping[str, Stage]
    title_stages: Mapping[str, Stage]
    column_stages: Mapping[str, Stage]
    rekap_marks: frozenset[str]
    rekap_stages: Mapping[str, Stage]
    rekap_other: frozenset[str]
    title_ends: frozenset[str]
    footers: Mapping[str, str]
    averages: tuple[str, ...]
    target_columns: Mapping[str, str]
    no_remark: frozenset[str]
    name_prefixes: tuple[str, ...]
    name_optional: tuple[str, ...]


def _flip(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain(text): meaning for meaning, texts in table.items() for text in texts}


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the product, read once."""
    data = read_yaml(HERE / "headings.yaml")
    return Vocabulary(
        columns=_flip(data["columns"]),
        identity=_flip(data["identity"]),
        stages={text: Stage(stage) for text, stage in _flip(data["stages"]).items()},
        title_stages={text: Stage(stage) for text, stage in _flip(data["stages_in_titles"]).items()},
        column_stages={text: Stage(stage) for text, stage in _flip(data["column_stages"]).items()},
        rekap_marks=frozenset(data["rekap"]["marks"]),
        rekap_stages={text: Stage(stage) for text, stage in data["rekap"]["stages"].items()},
        rekap_other=frozenset(data["rekap"]["other"]),
        title_ends=frozenset(data["title_ends"]),
        footers=_flip(data["footers"]),
        averages=tuple(plain(text) for text in data["averages"]),
        target_columns=_flip(data["targets"]),
        no_remark=frozenset(plain(text) for text in data["no_remark"]),
        name_prefixes=tuple(plain(text) for text in data["name_prefixes"]),
        name_optional=tuple(plain(text) for text in data["name_optional"]),
    )

"""What assessors wrote beside indicators: which columns hold it, and a cell to its text."""

import re
from collections.abc import Iterator
from typing import Final

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.cells import raw_text
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.instruments import Node
from spbe_analytics.schema import RemarkKind

LONGEST: Final = 4_000
"""Characters of a remark that are kept."""

_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
_SPACES: Final = re.compile(r"[^\S\n]+")


def remark_text(cell: Cell) -> str:
    """Return what a cell remarks, its lines kept; empty where it says that there is nothing to remark."""
    text = raw_text(cell).replace("\r\n", "\n").replace("\r", "\n")
    lines = (_SPACES.sub(" ", _UNSEEN.sub(" ", line)).strip() for line in text.split("\n"))
    said = "\n".join(_without_gaps(lines)).strip()
    if not any(map(str.isalnum, said)):
        return ""
    return "" if len(said) <= LONGEST_NAME and plain(said) in vocabulary().no_remark else said


def _without_gaps(lines: Iterator[str]) -> Iterator[str]:
    """Leave one empty line where there are several."""
    last = ""
    for line in lines:
        if line or last:
            yield line
        last = line


class Remarks:
    """The remarks of one table, by indicator and kind; of several cells of one kind the texts stand below one another.

    Attributes:
        found: Indicator and kind → text and the address of its first cell.
    """

    def __init__(self) -> None:
        self.found: dict[tuple[str, RemarkKind], tuple[str, str]] = {}

    def add(self, kind: RemarkKind, node: Node, written: Cell, cell: str) -> None:
        """Add what stands in one cell."""
        text = remark_text(written)
        if not text:
            return
        former, first = self.found.get((node.code, kind), ("", cell))
        self.found[node.code, kind] = (f"{former}\n\n{text}" if former else text, first)

    def cut(self, context: Context, sheet: str) -> Iterator[tuple[str, RemarkKind, str, str]]:
        """Yield indicator, kind, text and address; a text beyond the limit is cut, which is a finding."""
        for (node, kind), (text, cell) in self.found.items():
            if len(text) > LONGEST:
                context.say("remark-too-long", sheet, cell, what=kind.label, count=len(text), limit=LONGEST)
            yield node, kind, text[:LONGEST].rstrip(), cell

"""How much a file may hold before it is refused."""

from dataclasses import dataclass
from typing import Final

from spbe_analytics.ingest.files.workbook import MOST_CELLS

CODES: Final = {
    "entries": "too-many-entries",
    "unpacked_mb": "unpacked-too-large",
    "ratio": "compressed-too-much",
    "sheets": "too-many-sheets",
    "rows": "too-many-rows",
    "columns": "too-many-columns",
    "cells": "sheet-too-large",
    "merges": "too-many-merges",
    "strings": "too-many-strings",
}
"""The finding of each limit that is passed."""


@dataclass(frozen=True)
class Limits:
    """The most of each thing that a file may hold.

    Attributes:
        entries: Parts of the archive that a workbook is.
        unpacked_mb: All parts unpacked, in MiB.
        ratio: Unpacked size of one large part over its packed size.
        sheets: Sheets of a workbook.
        rows: Last row of a sheet that holds something.
        columns: Last column of a sheet that holds something.
        cells: Area of a sheet, from its first row and column to its last.
        merges: Merged ranges of a sheet.
        strings: Entries of the table of texts.
    """

    entries: int = 10_000
    unpacked_mb: int = 500
    ratio: int = 100
    sheets: int = 2_000
    rows: int = 1_000_000
    columns: int = 2_000
    cells: int = MOST_CELLS
    merges: int = 100_000
    strings: int = 1_000_000

    def hold(self, written: str, **counts: int) -> None:
        """Compare counts with their limits.

        Args:
            written: Name of the part that was counted.
            **counts: Counts by name of limit.

        Raises:
            RefusedError: A count is above its limit.
        """
        for name, count in counts.items():
            most = getattr(self, name)
            if count > most:
                raise RefusedError(CODES[name], written=written, count=count, cells=count, limit=most)


class RefusedError(Exception):
    """A file is refused: the code of a finding and what its message speaks of."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

"""A cell to a level on an instrument's scale, or to the finding that says why not."""

from fractions import Fraction
from functools import cache
from typing import Final

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.cells import Number, number, raw_text
from spbe_analytics.ingest.tables.cells import level as parse_level
from spbe_analytics.ingest.tables.vocabulary import plain
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.scoring.display import format_number

_SHOWN_DECIMALS: Final = 6


def show_number(value: Fraction) -> str:
    """Write a number the Indonesian way with as many decimals as it has (six at most): ``6``, ``3,5``."""
    text = format_number(value, _SHOWN_DECIMALS)
    return text.rstrip("0").rstrip(",")


def span_of(instrument: Instrument) -> dict[str, str]:
    """Write the ends of a scale, as messages show them."""
    scale = instrument.scale
    return {"lowest": show_number(scale.lowest), "highest": show_number(scale.highest)}


class LevelReader:
    """Reads levels of one instrument.

    Attributes:
        usual: The whole levels of the scale as floats; nearly all cells are one of them and need no parsing.
    """

    def __init__(self, instrument: Instrument) -> None:
        """Prepare the scale."""
        self._instrument = instrument
        scale = instrument.scale
        self._span = span_of(instrument)
        lowest, highest = self._span.values()
        if scale.whole:
            self._fill = f"Isi bilangan bulat {lowest} sampai {highest}."
        else:
            self._fill = f"Isi angka {lowest} sampai {highest}, paling banyak {scale.decimals} desimal."
        bottom = -(-scale.lowest.numerator // scale.lowest.denominator)
        top = scale.highest.numerator // scale.highest.denominator
        self.usual = frozenset(float(level) for level in range(bottom, top + 1))

    def read(self, context: Context, sheet: str, cell: str, node: Node, written: Cell) -> float | None:
        """Return the level of a cell.

        Args:
            context: Findings are added to it.
            sheet: Name of the sheet.
            cell: Address of the cell.
            node: The indicator.
            written: The cell.

        Returns:
            The level; ``None`` when it is missing or not certain, which is then a finding.
        """
        if type(written) is float and written in self.usual:
            return written
        read = parse_level(written)
        if read.missing:
            fields = {"number": node.number, "name": node.name, "fill": self._fill}
            context.say("missing-level", sheet, cell, **fields)
            return None
        if read.ambiguous:
            context.say("ambiguous-number", sheet, cell, written=raw_text(written))
            return None
        if read.value is None:
            context.say("level-unreadable", sheet, cell, written=raw_text(written), fill=self._fill)
            return None
        if not self._admits(context, sheet, cell, read.value):
            return None
        if read.name:
            self.check_name(context, sheet, cell, node, read.value, read.name)
        return float(read.value)

    def _admits(self, context: Context, sheet: str, cell: str, level: Fraction) -> bool:
        scale = self._instrument.scale
        if scale.admits(level):
            return True
        shown = show_number(level)
        if not scale.lowest <= level <= scale.highest:
            context.say("level-out-of-range", sheet, cell, level=shown, fill=self._fill, **self._span)
        else:
            code = "level-not-whole" if scale.whole else "level-decimals"
            context.say(code, sheet, cell, level=shown, fill=self._fill)
        return False

    def check_name(self, context: Context, sheet: str, cell: str, node: Node, level: Fraction, written: str) -> None:
        """Warn when the name beside a level is not the name of that level of that indicator."""
        expected = self._instrument.level_name(node.code, level)
        if plain(written) != plain(expected or ""):
            fields = {"written": written, "level": show_number(level), "expected": expected or "tanpa nama"}
            context.say("level-name-differs", sheet, cell, **fields)


def read_printed(context: Context, sheet: str, cell: str, instrument: Instrument, node: str, written: Cell) -> Number:
    """Read a printed figure of a node; one that is not certain is said, a missing one is left to the caller."""
    read = number(written)
    if read.ambiguous:
        context.say("ambiguous-number", sheet, cell, written=raw_text(written))
    elif read.value is None and not read.missing:
        context.say("value-unreadable", sheet, cell, node=node, written=raw_text(written), **span_of(instrument))
    return read


@cache
def level_reader(instrument: Instrument) -> LevelReader:
    """Return the reader of an instrument's levels, made once."""
    return LevelReader(instrument)

"""A row's number and name to the node of the instrument that it means.

A name counts when it equals the official name or an alias after levelling. A similar one is proposed; it is taken,
with a warning, when a number confirms it or when it is nearly equal to one name and to no other.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.cells import raw_text
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import NodeKind

SIMILAR: Final = 80
"""Least rapidfuzz ``ratio`` (0 to 100) at which a misspelt name is said to resemble a name."""

TAKEN: Final = 92
"""Least ratio at which a misspelt name without a number is taken for an indicator's; it is shown as such."""

APART: Final = 4
"""How much less the second likely name must resemble it."""

_NUMBER_WORD: Final = re.compile(r"(?:no|nomor|indikator|ind|ik|i)\b[\s.:\-–]*(?=[0-9])|i(?=[0-9])", re.IGNORECASE)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_NUMBER: Final = re.compile(r"([0-9]+(?:[-.][0-9]+)?)[.)]?")
_LEADING: Final = re.compile(
    r"\s*(?:indikator|ind|ik)\b[\s.:\-–]*(?P<a>[0-9]+(?:[-.][0-9]+)*)(?:[\s.:)\-–]+|$)|"
    r"\s*(?P<b>[0-9]+(?:[-.][0-9]+)*)[\s.:)\-–]+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Index:
    """The names and numbers of one instrument.

    Attributes:
        by_name: Levelled name or alias → the nodes that bear it.
        by_number: Number as reports write it, or running number → indicators.
        names: Code of indicator → levelled name, for likeness.
    """

    by_name: dict[str, tuple[Node, ...]]
    by_number: dict[str, tuple[Node, ...]]
    names: dict[str, str]


@cache
def index_of(instrument: Instrument) -> Index:
    """Return the lookup tables of an instrument, made once."""
    by_name: dict[str, tuple[Node, ...]] = {}
    by_number: dict[str, tuple[Node, ...]] = {}
    names: dict[str, list[Node]] = {}
    for node in instrument.nodes:
        for name in (node.name, *node.aliases):
            names.setdefault(_bare(name), []).append(node)
    by_name.update({name: tuple(dict.fromkeys(nodes)) for name, nodes in names.items()})
    for name, nodes in list(by_name.items()):
        for phrase in vocabulary().name_optional:
            shorter = " ".join(name.replace(phrase, " ").split())
            if shorter and shorter != name:
                by_name.setdefault(shorter, nodes)
    for place, node in enumerate(instrument.indicators, start=1):
        for number in (node.number, str(place)):
            by_number[number] = tuple(dict.fromkeys((*by_number.get(number, ()), node)))
    return Index(by_name, by_number, {node.code: _bare(node.name) for node in instrument.indicators})


def _bare(text: str) -> str:
    """Level a name and drop the words that reports put in front of it."""
    name = plain(text)
    for prefix in vocabulary().name_prefixes:
        name = name.removeprefix(f"{prefix} ")
    return name


@lru_cache(maxsize=1 << 14)
def split_name(text: str) -> tuple[str, str]:
    """Take a leading number off a name: ``"Indikator 5. Audit TIK"`` → ``("5", "audit tik")``."""
    found = _LEADING.match(text)
    if not found:
        return "", _bare(text)
    return (found["a"] or found["b"]), _bare(text[found.end() :])


def _arabic(name: str) -> str:
    """Write a Roman number at the end of a name as an Arabic one: ``sektor ii`` → ``sektor 2``."""
    head, _, last = name.rpartition(" ")
    return f"{head} {_ROMAN[last]}" if last in _ROMAN else name


@lru_cache(maxsize=1 << 12)
def _number_text(text: str) -> str:
    stripped = _NUMBER_WORD.sub("", text.strip(), count=1)
    found = _NUMBER.fullmatch(stripped.strip())
    return "" if not found else re.sub(r"^0+(?=[0-9])", "", found[1])


def number_text(cell: Cell) -> str:
    """Write the number of a row without words and dots: 5.0, ``"5."``, ``"IK-05"`` → ``"5"``; else empty."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    return _number_text(cell) if isinstance(cell, str) and len(cell) <= LONGEST_NAME else ""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of an indicator table is about.

    Attributes:
        node: The indicator, or the domain, aspect or index that the row prints; ``None`` when not known.
        finding: What is to be said about number and name.
    """

    node: Node | None
    finding: Finding | None = None


def match(instrument: Instrument, number_cell: Cell, name_cell: Cell, sheet: str, cell: str) -> Row:
    """Find the node a row means by its number and its name.

    Args:
        instrument: Whose names and numbers count.
        number_cell: The cell under *No*; ``""`` when there is none.
        name_cell: The cell under *Indikator*.
        sheet: Name of the sheet, for findings.
        cell: Address of the name, for findings.

    Returns:
        The node if number and name agree on one; a row whose name is another indicator's has none.
    """
    written = raw_text(name_cell)[:LONGEST_NAME]
    leading, name = split_name(written)
    number = leading or number_text(number_cell)
    if not leading and (alone := number_text(name_cell)) and (not number or number == alone):
        number, name = alone, ""  # the column of names holds numbers alone
    index = index_of(instrument)
    named = index.by_name.get(name) or (index.by_name.get(_bare(written)) if leading else None) or ()
    numbered = index.by_number.get(number, ())
    if len(named) == 1 and named == numbered:
        return Row(named[0])
    if not named and numbered and (arabic := _arabic(name)) != name:
        named = tuple(node for node in index.by_name.get(arabic, ()) if node in numbered)
    if named:
        return _by_name(named, numbered, number, raw_text(number_cell), written, sheet, cell)
    if numbered and not name:
        return Row(numbered[0])
    return _by_likeness(instrument, numbered, number, name, written, sheet, cell)


def _by_name(
    named: tuple[Node, ...],
    numbered: tuple[Node, ...],
    number: str,
    number_written: str,
    written: str,
    sheet: str,
    cell: str,
) -> Row:
    both = [node for node in named if node in numbered]
    if both:
        return Row(both[0])
    sections = [node for node in named if node.kind is not NodeKind.INDICATOR]
    if sections and (number_written.strip() or len(sections) == len(named)):
        return Row(sections[0])
    if len(named) > 1:
        names = ", ".join(f"{node.kind.label} {node.number}" for node in named)
        return Row(None, finding("ambiguous-indicator", sheet, cell, written=written, names=names))
    node = named[0]
    if numbered:
        return Row(None, _differs(numbered[0], node, written, sheet, cell))
    if number_written.strip() or number:
        expected = f"{node.number} {node.name}"
        number_shown = number_written.strip() or number
        return Row(node, finding("indicator-number-differs", sheet, cell, written=number_shown, expected=expected))
    return Row(node)


def _differs(expected: Node, actual: Node, written: str, sheet: str, cell: str) -> Finding:
    return finding(
        "number-name-differ",
        sheet,
        cell,
        number=expected.number,
        expected=expected.name,
        written=written,
        actual=actual.number,
    )


def _by_likeness(
    instrument: Instrument,
    numbered: tuple[Node, ...],
    number: str,
    name: str,
    written: str,
    sheet: str,
    cell: str,
) -> Row:
    hits = process.extract(name, index_of(instrument).names, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=3)
    best = [instrument.node(code) for _, _, code in hits]
    if numbered and best and best[0] in numbered:
        node = best[0]
        said = finding("indicator-name-differs", sheet, cell, number=node.number, written=written, expected=node.name)
        return Row(node, said)
    if numbered and best:
        return Row(None, _differs(numbered[0], best[0], written, sheet, cell))
    if best and not number and hits[0][1] >= TAKEN and (len(hits) == 1 or hits[0][1] - hits[1][1] >= APART):
        fields = {"number": best[0].number, "written": written, "expected": best[0].name}
        return Row(best[0], finding("indicator-name-similar", sheet, cell, **fields))
    suggestions = "; mungkin " + " / ".join(f"{n.number} {n.name}" for n in best) if best else ""
    shown = written.strip() or number
    return Row(
        None,
        finding("unknown-indicator", sheet, cell, written=shown, instrument=instrument.id, suggestions=suggestions),
    )


def exact(instrument: Instrument, number_cell: Cell, name_cell: Cell) -> Node | None:
    """Return the indicator if number and name agree on one without anything to remark; else ``None``."""
    for cell in (number_cell, name_cell):
        if isinstance(cell, str) and len(cell) > LONGEST_NAME:
            return None
    return _exact(instrument, number_cell, name_cell)


@lru_cache(maxsize=1 << 14, typed=True)
def _exact(instrument: Instrument, number_cell: Cell, name_cell: Cell) -> Node | None:
    row = match(instrument, number_cell, name_cell, "", "")
    return row.node if row.finding is None and row.node and row.node.kind is NodeKind.INDICATOR else None


def likely(instruments: Iterable[Instrument], names: Iterable[Cell]) -> tuple[Instrument | None, int]:
    """Return the instrument that knows most of the names, and how many it knows."""
    bare = [split_name(name[:LONGEST_NAME])[1] for name in names if isinstance(name, str)]
    counts = [(sum(name in index_of(item).by_name for name in bare), item) for item in instruments]
    most, best = max(counts, key=lambda pair: pair[0], default=(0, None))
    return (best, most) if most else (None, 0)

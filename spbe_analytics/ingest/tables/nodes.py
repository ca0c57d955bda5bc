"""Names of nodes as headings and as whole cells: codes, names, aliases, ``Domain 1``, the ministry's own codes."""

import re
from functools import cache, lru_cache
from typing import Final

from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.cells import raw_text
from spbe_analytics.ingest.tables.indicators import exact, number_text
from spbe_analytics.ingest.tables.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import INDEX_NODE, NodeKind

_PARTED: Final = re.compile(r"[0-9]{1,2}[.-][0-9]{1,2}")
"""A number of two parts, which only indicators have."""


@cache
def node_names(instrument: Instrument) -> dict[str, tuple[Node, ...]]:
    """Return the levelled names of the nodes above the indicators; a domain and its aspect may share one."""
    found: dict[str, list[Node]] = {}
    for node in instrument.nodes:
        if node.kind is NodeKind.INDICATOR:
            continue
        kind = plain(node.kind.label)
        short = [node.short] if node in instrument.pillars else []
        texts = [node.code, node.name, *node.aliases, *short, *([f"{kind} {node.number}"] if node.number else [])]
        texts += [f"{kind} {text}" for text in (node.name, *node.aliases, *short)]
        texts += [f"{kind} {node.number} {text}" for text in (node.name, *node.aliases) if node.number]
        for text in dict.fromkeys(plain(text) for text in texts):
            found.setdefault(text, []).append(node)
    root = instrument.node(INDEX_NODE)
    known = vocabulary()
    footers = [text for text, role in known.footers.items() if role in ("index", "total")]
    for text in (*footers, *sorted(known.index_rows)):
        found.setdefault(text, []).append(root)
    return {text: tuple(dict.fromkeys(nodes)) for text, nodes in found.items()}


@cache
def _headings(instrument: Instrument) -> dict[str, Node]:
    """Return the levelled headings that mean a node: those of whole cells, short names, each also after *nilai*."""
    found: dict[str, Node] = {}
    for text, nodes in node_names(instrument).items():
        if nodes[0].code != INDEX_NODE:
            found.setdefault(text, nodes[0])
    for node in (*instrument.pillars, *instrument.nodes):
        kind = plain(node.kind.label)
        texts = [node.code, f"{kind} {node.number}"] if node.kind is NodeKind.INDICATOR else [node.short]
        for text in (*texts, *(f"{kind} {text}" for text in texts[1:])):
            found.setdefault(plain(text), node)
    return found


@lru_cache(maxsize=1 << 12)
def heading_node(instrument: Instrument, cell: Cell) -> Node | None:
    """Return the node that a heading names; a bare whole number names none, one of two parts such as 1.2 does."""
    if isinstance(cell, float) and _PARTED.fullmatch(number_text(cell)):
        return exact(instrument, cell, "")
    if not isinstance(cell, str) or not cell.strip() or len(cell) > LONGEST_NAME:
        return None
    level = plain(cell).removeprefix("nilai ").strip()
    found = vocabulary().node_code.fullmatch(level)
    if found:
        level = f"{found[1]}{int(found[2])}"
    node = _headings(instrument).get(level)
    if node is None and _PARTED.fullmatch(number_text(cell)):
        return exact(instrument, number_text(cell), "")
    if node is None and not number_text(cell):
        node = exact(instrument, "", cell)
    return node


@lru_cache(maxsize=1 << 14, typed=True)
def names_node(instrument: Instrument, cell: Cell) -> bool:
    """Tell whether a cell is the name of a node."""
    text = raw_text(cell)
    if not text or len(text) > LONGEST_NAME or number_text(cell):
        return False
    return plain(text) in node_names(instrument) or exact(instrument, "", cell) is not None

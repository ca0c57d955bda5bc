"""The index table of a report: ``Nama Indeks | Nilai``, one row the index, a domain or an aspect."""

from fractions import Fraction
from functools import cache
from typing import ClassVar, Final

from spbe_analytics.ingest.cells import is_blank, number, raw_text
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.identity import Said, identify
from spbe_analytics.ingest.layouts.base import Extract, Fit, ambiguous_columns, unread_columns
from spbe_analytics.ingest.layouts.indicator_rows import LEVEL
from spbe_analytics.ingest.levels import show_number
from spbe_analytics.ingest.reading import Assessment, Value
from spbe_analytics.ingest.vocabulary import LONGEST_NAME, plain, vocabulary
from spbe_analytics.ingest.workbook import Cell, Sheet
from spbe_analytics.instruments import Instrument, Node
from spbe_analytics.schema import INDEX_NODE, Basis, NodeKind
from spbe_analytics.scoring import reconcile
from spbe_analytics.scoring.display import format_score

NAME: Final = "index_name"


@cache
def node_names(instrument: Instrument) -> dict[str, tuple[Node, ...]]:
    """Return the levelled names of the nodes above the indicators; a domain and its aspect may share one."""
    found: dict[str, list[Node]] = {}
    for node in instrument.nodes:
        if node.kind is NodeKind.INDICATOR:
            continue
        kind = plain(node.kind.label)
        texts = [node.code, node.name, *node.aliases, *([f"{kind} {node.number}"] if node.number else [])]
        texts += [f"{kind} {text}" for text in (node.name, *node.aliases)]
        texts += [f"{kind} {node.number} {text}" for text in (node.name, *node.aliases) if node.number]
        for text in dict.fromkeys(plain(text) for text in texts):
            found.setdefault(text, []).append(node)
    root = instrument.node(INDEX_NODE)
    for text, role in vocabulary().footers.items():
        if role in ("index", "total"):
            found.setdefault(text, []).append(root)
    return {text: tuple(dict.fromkeys(nodes)) for text, nodes in found.items()}


class IndexTable:
    """Printed index, domains and aspects of one government, without the levels below them."""

    code: ClassVar[str] = "index-table"
    label: ClassVar[str] = "Tabel indeks satu daerah"

    def recognise(self, context: Context, sheet: Sheet) -> Fit | None:  # noqa: ARG002 - the protocol's shape
        """Fit when one row has the headings of a name of an index and of a value."""
        for header in sheet.heading_rows():
            if NAME in header.roles and (LEVEL in header.roles or "index" in header.roles):
                return Fit(header, 0.7)
        return None

    def extract(self, context: Context, sheet: Sheet, fit: Fit) -> Extract:
        """Read the printed values of one assessment."""
        header = fit.header
        said = identify(context, sheet, header, with_region=True)
        role = LEVEL if LEVEL in header.roles else "index"
        if ambiguous_columns(context, sheet, header, {NAME: "nama indeks", role: "nilai"}):
            return Extract()
        unread_columns(context, sheet, header, set())
        if said.instrument is None:
            return Extract()
        name_column, column = header.roles[NAME][0], header.roles[role][0]
        figures = _figures(context, sheet, said.instrument, range(header.row + 1, len(sheet.rows)), name_column, column)
        _check(context, sheet, said.instrument, figures)
        return _result(sheet, said, figures)


Figures = dict[str, tuple[Fraction, str, Cell]]
"""Code of a node → value, address, cell."""


def _figures(
    context: Context, sheet: Sheet, instrument: Instrument, places: range, name_column: int, column: int
) -> Figures:
    names = node_names(instrument)
    scale = instrument.scale
    span = {"lowest": show_number(scale.lowest), "highest": show_number(scale.highest)}
    figures: Figures = {}
    for place in places:
        name_cell, written = sheet.rows[place][name_column], sheet.rows[place][column]
        if is_blank(name_cell) and is_blank(written):
            continue
        cell = sheet.address(place, column)
        nodes = names.get(plain(raw_text(name_cell)[:LONGEST_NAME]), ())
        node = next((item for item in nodes if item.code not in figures), None)
        if node is None:
            code = "duplicate-value" if nodes else "row-ignored"
            fields = (
                {"text": raw_text(name_cell)} if not nodes else {"name": nodes[0].name, "other": _first(figures, nodes)}
            )
            context.say(code, sheet.name, sheet.address(place, name_column), **fields)
            continue
        read = number(written)
        if read.missing:
            context.say("missing-value", sheet.name, cell, node=node.kind.label, name=node.name)
        elif read.ambiguous:
            context.say("ambiguous-number", sheet.name, cell, written=raw_text(written))
        elif read.value is None:
            context.say("value-unreadable", sheet.name, cell, node=node.name, written=raw_text(written), **span)
        elif not scale.lowest <= read.value <= scale.highest:
            shown = show_number(read.value)
            context.say("domain-out-of-range", sheet.name, cell, node=node.name, value=shown, **span)
        else:
            figures[node.code] = (read.value, cell, written)
    return figures


def _first(figures: Figures, nodes: tuple[Node, ...]) -> str:
    return next(figures[node.code][1] for node in nodes if node.code in figures)


def _check(context: Context, sheet: Sheet, instrument: Instrument, figures: Figures) -> None:
    for miss in reconcile(instrument, {}, {code: value for code, (value, _, _) in figures.items()}):
        context.say(
            "printed-total-differs",
            sheet.name,
            figures[miss.node][1],
            node=instrument.node(miss.node).name,
            printed=show_number(miss.printed),
            basis="nilai tercetak di bawahnya",
            expected=format_score(miss.expected),
            reason="",
        )


def _result(sheet: Sheet, said: Said, figures: Figures) -> Extract:
    if said.region is None or said.year is None or said.stage is None or said.instrument is None:
        return Extract()
    key = (said.region.code, said.year, said.stage, said.instrument.id)
    values = [
        Value(*key, code, float(value), Basis.PUBLISHED, sheet.name, cell, raw_text(written))
        for code, (value, cell, written) in figures.items()
    ]
    return Extract([Assessment(*key, sheet.name)], values)

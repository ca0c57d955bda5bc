"""Workbooks that are text with tags: web pages with tables, which applications call .xls, and SpreadsheetML 2003."""

import re
from typing import Final, NamedTuple

from lxml import etree, html

from spbe_analytics.ingest.files.delimited import decoded

PAGE_SHEET: Final = "Tabel"
"""What findings call the tables of a web page, with a number from the second on."""

MOST_SPANNED: Final = 1_000
"""Most cells that one cell may reach over in one direction; pages state any number."""

LONGEST_FOOTNOTE: Final = 2
"""Letters of a raised sign that is taken for a footnote's."""

_NS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"

Rows = list[list[str | float]]

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "em", "font", "i", "label", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
"""Elements within a line; all others begin a new one."""

_UNSHOWN: Final = frozenset(
    {"head", "noscript", "option", "script", "select", "style", "template", "textarea", "title"}
)
"""Elements whose text is no line of a page."""

_TICKED: Final = frozenset({"checkbox", "radio"})
_TICK: Final = "√"
_NOT_DISPLAYED: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)


class Grid(NamedTuple):
    """One table.

    Attributes:
        name: What findings call it.
        rows: Its cells.
        hidden: Its rows that are not shown, from 1.
    """

    name: str
    rows: Rows
    hidden: tuple[int, ...] = ()


def page_tables(data: bytes) -> list[Grid]:
    """Return the tables of a web page, each below the lines of text in front of it.

    A cell over several rows or columns stands in the first. What a form holds is what it shows: the text of a field,
    the chosen entry of a list, a mark for a ticked box.

    Args:
        data: The page.

    Raises:
        lxml.etree.LxmlError: It cannot be parsed at all.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    page = html.fromstring(decoded(data).encode("utf-8"), parser=parser)
    found: list[tuple[Rows, list[int]]] = []
    lines: list[str] = [""]
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            lines += [""] * (element.tag not in _INLINE)
            lines[-1] += element.tail or "" if element is not page else ""
            continue
        if element.tag == "table" and element.find(".//table") is None:
            walk.skip_subtree()
            said = [*lines, *(caption.text_content() for caption in element.iterchildren("caption"))]
            above: Rows = [[" ".join(line.split())] for line in said if line.strip()]
            rows, hidden = _page_rows(element)
            if rows:
                found.append(([*above, *rows], [row + len(above) + 1 for row in hidden]))
                lines = [""]
        elif element.tag in _UNSHOWN:
            walk.skip_subtree()
        else:
            lines += [""] * (element.tag not in _INLINE)
            lines[-1] += element.text or ""
    if found:
        found[-1][0].extend([" ".join(line.split())] for line in lines if line.strip())
    names = [PAGE_SHEET if n == 1 else f"{PAGE_SHEET} {n}" for n in range(1, len(found) + 1)]
    return [Grid(name, _even(rows), tuple(hidden)) for name, (rows, hidden) in zip(names, found, strict=True)]


def _page_rows(table: html.HtmlElement) -> tuple[Rows, list[int]]:
    """Return the rows of a table, and the places of those of which something is not shown."""
    rows: Rows = []
    hidden: list[int] = []
    reaching: dict[int, int] = {}
    for line in table.iter("tr"):
        row: list[str | float] = []
        cells = list(line.iterchildren("td", "th"))
        for cell in cells:
            while reaching.get(len(row), 0) > 0:
                row.append("")
            first = len(row)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            row += [_text(cell), *[""] * (wide - 1)]
            for column in range(first, first + wide):
                reaching[column] = max(reaching.get(column, 0), high)
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        if any(row) and any(map(_is_hidden, (line, *cells))):
            hidden.append(len(rows))
        rows.append(row)
    return rows, hidden


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_NOT_DISPLAYED.search(element.get("style") or ""))


def _text(cell: html.HtmlElement) -> str:
    """Return what a cell shows, with its lines; a short raised sign is a footnote's and left out."""
    for inner in [part for part in cell.iterdescendants() if isinstance(part.tag, str)]:
        raised = inner.tag == "sup" and len(inner.text_content().strip()) <= LONGEST_FOOTNOTE
        if inner.getparent() is not None and (raised or inner.tag in ("script", "style") or _is_hidden(inner)):
            inner.drop_tree()
        elif inner.tag == "br":
            inner.tail = f"\n{inner.tail or ''}"
        elif inner.tag == "select":
            chosen = [option.text_content() for option in inner.iter("option") if option.get("selected") is not None]
            inner.tail = f"{' '.join(chosen)}{inner.tail or ''}"
            inner[:] = []
        elif inner.tag == "input" and inner.get("type") in _TICKED:
            inner.tail = f"{_TICK if inner.get('checked') is not None else ''}{inner.tail or ''}"
        elif inner.tag == "input" and inner.get("type") != "hidden":
            inner.tail = f"{inner.get('value') or ''}{inner.tail or ''}"
    return "\n".join(" ".join(part.split()) for part in cell.text_content().split("\n")).strip()


def _span(cell: html.HtmlElement, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return min(max(int(written), 1), MOST_SPANNED) if written.isdigit() and len(written) < 6 else 1


def spreadsheet_xml(data: bytes) -> list[Grid]:
    """Return the sheets of a SpreadsheetML 2003 file.

    Raises:
        lxml.etree.XMLSyntaxError: It is no well-formed XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    book = etree.fromstring(data, parser=parser)
    return [Grid(sheet.get(f"{_NS}Name") or PAGE_SHEET, *_xml_rows(sheet)) for sheet in book.iter(f"{_NS}Worksheet")]


def _xml_rows(sheet: etree._Element) -> tuple[Rows, tuple[int, ...]]:
    rows: Rows = []
    hidden: list[int] = []
    for line in sheet.iter(f"{_NS}Row"):
        place = _index(line, len(rows))
        rows += [[] for _ in range(min(place - len(rows), MOST_SPANNED))]
        row: list[str | float] = []
        for cell in line.iterchildren(f"{_NS}Cell"):
            row += [""] * min(_index(cell, len(row)) - len(row), MOST_SPANNED)
            row.append(_xml_cell(cell))
            across = cell.get(f"{_NS}MergeAcross", "0")
            row += [""] * (min(int(across), MOST_SPANNED) if across.isdigit() and len(across) < 6 else 0)
        rows.append(row)
        if line.get(f"{_NS}Hidden") == "1" and any(row):
            hidden.append(len(rows))
    return _even(rows), tuple(hidden)


def _index(element: etree._Element, usual: int) -> int:
    written = element.get(f"{_NS}Index", "")
    return max(int(written) - 1, usual) if written.isdigit() and len(written) < 8 else usual


def _xml_cell(cell: etree._Element) -> str | float:
    said = cell.find(f"{_NS}Data")
    text = "".join(map(str, said.itertext())) if said is not None else ""
    if said is not None and said.get(f"{_NS}Type") == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return text.strip()


def _even(rows: Rows) -> Rows:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]

"""Workbooks that are text with tags: web pages with tables, which applications call .xls, and SpreadsheetML 2003."""

from typing import Final

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


def page_tables(data: bytes) -> list[tuple[str, Rows]]:
    """Return the tables of a web page with their names; a cell over several rows or columns stands in the first.

    Args:
        data: The page.

    Raises:
        lxml.etree.LxmlError: It cannot be parsed at all.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    page = html.fromstring(decoded(data).encode("utf-8"), parser=parser)
    tables = page.iter("table") if page.tag != "table" else iter([page])
    found = [_page_rows(table) for table in tables if table.find(".//table") is None]
    filled = [rows for rows in found if rows]
    return [(PAGE_SHEET if n == 1 else f"{PAGE_SHEET} {n}", rows) for n, rows in enumerate(filled, start=1)]


def _page_rows(table: html.HtmlElement) -> Rows:
    rows: Rows = []
    reaching: dict[int, int] = {}
    for line in table.iter("tr"):
        row: list[str | float] = []
        for cell in line.iterchildren("td", "th"):
            while reaching.get(len(row), 0) > 0:
                row.append("")
            first = len(row)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            row += [_text(cell), *[""] * (wide - 1)]
            for column in range(first, first + wide):
                reaching[column] = max(reaching.get(column, 0), high)
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        rows.append(row)
    return _even(rows)


def _text(cell: html.HtmlElement) -> str:
    """Return a cell's text with its lines; a short raised sign is a footnote's and left out."""
    for raised in list(cell.iter("sup")):
        if len(raised.text_content().strip()) <= LONGEST_FOOTNOTE:
            raised.drop_tree()
    for line in cell.iter("br"):
        line.tail = f"\n{line.tail or ''}"
    return "\n".join(" ".join(part.split()) for part in cell.text_content().split("\n")).strip()


def _span(cell: html.HtmlElement, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return min(max(int(written), 1), MOST_SPANNED) if written.isdigit() and len(written) < 6 else 1


def spreadsheet_xml(data: bytes) -> list[tuple[str, Rows]]:
    """Return the sheets of a SpreadsheetML 2003 file by name.

    Raises:
        lxml.etree.XMLSyntaxError: It is no well-formed XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    book = etree.fromstring(data, parser=parser)
    return [(sheet.get(f"{_NS}Name") or PAGE_SHEET, _xml_rows(sheet)) for sheet in book.iter(f"{_NS}Worksheet")]


def _xml_rows(sheet: etree._Element) -> Rows:
    rows: Rows = []
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
    return _even(rows)


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

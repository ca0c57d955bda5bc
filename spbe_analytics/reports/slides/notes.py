"""What to say to a slide: everything its part tells, in full sentences, so that nothing is lost for want of room."""

from spbe_analytics.parts.part import Figure, Part, Table, cell_text
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.slides.tables import MOST_ROWS
from spbe_analytics.reports.slides.text import clean
from spbe_analytics.scoring.display import MISSING

_MOVED = {"up": "naik ", "down": "turun ", "off": ""}
"""What an arrow says where a comparison begins with a number."""


def notes_of(part: Part, document: Document | None) -> list[str]:
    """Write the paragraphs of the notes of a slide.

    Args:
        part: What the slide tells.
        document: Whose sources and method are told as well; ``None`` on all slides but the last.
    """
    said = [_sentence(part.title), *(_sentence(text) for text in part.beside_charts)]
    said += [_figure(figure) for figure in part.figures]
    said += [_table(table) for table in part.tables]
    said += [f"Perhatikan: {_sentence(note)}" for note in part.notes]
    if document is not None:
        said += [_sentence(f"Sumber: {source.title}{_at(source.url)}") for source in document.sources]
        said += [_sentence(line) for line in document.method]
        said.append(f"Tanda periksa: {document.manifest.checksum}.")
    return said


def _figure(figure: Figure) -> str:
    value, delta = clean(figure.value), clean(figure.delta)
    moved = _MOVED[figure.arrow] if delta[:1].isdigit() else ""
    told = f"{clean(figure.label)}: {value}" + (f", {moved}{delta}" if delta else "")
    return _sentence(told) + (f" {_sentence(figure.help)}" if figure.help else "")


def _table(table: Table) -> str:
    """Tell a table row by row; of a long one its finding alone."""
    columns = table.known_columns
    if len(table.rows) > MOST_ROWS or not columns:
        return _sentence(table.title)
    rows = [
        ", ".join(clean(text) for text in cells if text not in ("", MISSING))
        for cells in zip(
            *([cell_text(value, column) for value in table.rows[key]] for key, column in columns.items()), strict=True
        )
    ]
    return _sentence(f"{clean(table.title)}: {'; '.join(rows)}")


def _at(url: str) -> str:
    return f", {url}" if url else ""


def _sentence(text: str) -> str:
    """End a text as a sentence ends."""
    said = clean(text)
    return said if said.endswith((".", "!", "?", ":")) or not said else f"{said}."

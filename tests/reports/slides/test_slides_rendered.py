"""LibreOffice opens the slides: as many pages as parts, each with its title and its words in place."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from spbe_analytics.reports.document import Document
from spbe_analytics.reports.slides import slides
from tests.reports.office import convert


@pytest.mark.parametrize("name", ["lengkap", "semua di provinsi"])
def test_each_page_bears_its_title(name: str, documents: dict[str, Document], tmp_path: Path) -> None:
    document = documents[name]
    pdf = PdfDocument(convert(slides(document), "rapor.pptx", "pdf", tmp_path))
    assert len(pdf) == len(document.parts)
    for page, part in zip(pdf, document.parts, strict=True):
        said = _plain(page.get_textpage().get_text_range())
        assert _plain(part.title) in said
        assert document.manifest.checksum in said
        for picture in part.pictures[:1] if not part.table_first else ():
            assert picture.chart is not None
            assert all(_plain(str(category)) in said for category in picture.chart.values.index)
    pdf.close()


def _plain(text: str) -> str:
    """Leave out what stands between words: a page breaks its lines where it likes."""
    return "".join(text.split())

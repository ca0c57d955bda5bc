"""LibreOffice opens the slides: as many pages as parts, each with its title and its words in place."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from spbe_analytics.reports.document import Document
from spbe_analytics.reports.slides import slides

SECONDS = 180


@pytest.fixture(scope="session")
def office() -> str:
    """The path of LibreOffice; without it the tests are skipped, or fail where nothing may be skipped."""
    found = shutil.which("soffice")
    lame = shutil.which("localc") is not None and shutil.which("loimpress") is None  # Debian packs each program alone
    if found is None or lame:
        pytest.skip("No LibreOffice: install the package libreoffice-impress.")
    return found


@pytest.mark.parametrize("name", ["lengkap", "semua di provinsi"])
def test_each_page_bears_its_title(name: str, documents: dict[str, Document], office: str, tmp_path: Path) -> None:
    document = documents[name]
    (tmp_path / "rapor.pptx").write_bytes(slides(document))
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "rapor.pptx")],
        check=True, timeout=SECONDS, capture_output=True, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    pdf = PdfDocument(tmp_path / "rapor.pdf")
    assert len(pdf) == len(document.parts)
    for page, part in zip(pdf, document.parts, strict=True):
        said = _plain(page.get_textpage().get_text_range())
        assert _plain(part.title) in said
        assert document.manifest.checksum in said
        for picture in part.pictures[:1]:
            assert picture.chart is not None
            assert all(_plain(str(category)) in said for category in picture.chart.values.index)
    pdf.close()


def _plain(text: str) -> str:
    """Leave out what stands between words: a page breaks its lines where it likes."""
    return "".join(text.split())

"""What is new since the last visit, and the feed of a region."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from spbe_analytics.ui.door.feed import NAMESPACE
from tests.browser.conftest import Visit
from tests.browser.live import ROOT, dashboard, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAMPLE = ROOT / "data" / "samples" / "isian_luwu_utara_2024.xlsx"
HOME = "daerah=Kabupaten+Luwu+Utara&tahun=2024"
ATOM = f"{{{NAMESPACE}}}"


def test_after_an_upload_the_next_visit_says_what_moved_and_the_feed_too(visitor: Visit, tmp_path: Path) -> None:
    with dashboard(tmp_path) as address:
        page = visitor(f"{address}/ringkasan?{HOME}")
        assert page.get_by_text("Sejak kunjungan terakhir").count() == 0
        page.wait_for_function("localStorage.getItem('spbe.revisi') !== null")
        command = [sys.executable, "-m", "spbe_analytics", "import", str(SAMPLE), "--by", "Sari"]
        own = {**os.environ, "SPBE_DATABASE_URL": f"sqlite:///{tmp_path / 'spbe.db'}"}
        subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True)
        page.reload()  # the same visit
        settle(page)
        assert "sejak=" not in page.url
        again = page.context.new_page()
        again.goto(f"{address}/ringkasan?{HOME}")
        settle(again)
        expect(again.get_by_text("Sejak kunjungan terakhir: ", exact=False)).to_be_visible()
        expect(again.get_by_role("cell", name="Sari", exact=True)).to_be_visible()
        assert "sejak=" in again.url
        again.wait_for_function("localStorage.getItem('spbe.revisi') === '2'")
        later = page.context.new_page()
        later.goto(f"{address}/ringkasan?{HOME}")
        settle(later)
        assert later.get_by_text("Sejak kunjungan terakhir").count() == 0

        with urlopen(f"{address}/umpan/73.22.atom", timeout=30) as answer:
            assert answer.headers["Content-Type"] == "application/atom+xml"
            tag, feed = answer.headers["ETag"], ElementTree.fromstring(answer.read())
        entries = feed.findall(f"{ATOM}entry")
        assert entries[0].findtext(f"{ATOM}author/{ATOM}name") == "Sari"
        assert (entries[0].findtext(f"{ATOM}title") or "").endswith("2024 tersimpan")
        assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 2
        with pytest.raises(HTTPError, match="304"):
            urlopen(Request(f"{address}/umpan/73.22.atom", headers={"If-None-Match": tag}), timeout=30)


@pytest.mark.parametrize("path", ["umpan/99.99.atom", "umpan/73.22", "umpan/", "umpan/%3Cb%3E.atom"])
def test_a_feed_that_there_is_not(server: str, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{server}/{path}", timeout=30)


@pytest.mark.parametrize("since", ["abc", "-1", "999999999", "1e3", "%F0%9D%9F%99"])
def test_a_visit_that_never_was_is_said(visit: Visit, since: str) -> None:
    page = visit(f"ringkasan?{HOME}&sejak={since}")
    expect(page.get_by_text("kunjungan terakhir yang tidak dikenal", exact=False)).to_be_visible()

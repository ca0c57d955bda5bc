"""The planner's walk, on a phone and on a desktop: no choice is lost from page to page, on reload, back, or by link.

What is chosen is read back from the address after each step; whatever is missing there or differs is a lost choice.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from spbe_analytics.entries.plan import PARAMETERS
from tests.browser.conftest import Visit
from tests.browser.live import dashboard, settle
from tests.browser.screen import await_headline, copied, headline, sign

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOME = "daerah=Kota+Bandar+Lampung&tahun=2024"
NAME = "Sangat Baik tanpa sektor publik"
WIDTHS = {"phone": (390, 844), "desktop": (1440, 900)}


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of each walk's own: what one keeps, the next would find."""
    with dashboard(tmp_path_factory.mktemp("server")) as address:
        yield address


def pick(page: Page, label: str, code: str) -> list[str]:
    """Pick a node by its code in a field; return what was offered for it."""
    field = page.get_by_role("combobox", name=label)
    field.click()
    expect(page.get_by_role("option").first).to_be_visible()
    field.press_sequentially(code, delay=40)
    page.wait_for_timeout(400)  # the list is drawn anew while it is filtered
    options = page.get_by_role("option")
    offered = [text for text in options.all_inner_texts() if not text.startswith("Pilih ")]
    options.filter(has_text=code).first.click()
    page.keyboard.press("Escape")
    settle(page)
    return offered


def tab(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    settle(page)


def follow(page: Page, link: str, address: str) -> None:
    """Go on by a link of the page itself."""
    page.get_by_test_id("stPageLink").filter(has_text=link).first.click()
    page.wait_for_url(f"**/{address}?*")
    page.wait_for_selector("h1")
    settle(page)


def choice(page: Page, group: str, name: str) -> Locator:
    return page.get_by_role("radiogroup", name=group).get_by_role("radio", name=name)


def plan(page: Page) -> dict[str, list[str]]:
    """Return what of a plan stands in the address."""
    found = parse_qs(urlsplit(page.url).query)
    return {name: found[name] for name in PARAMETERS if name in found}


def lost(page: Page, chosen: Mapping[str, str]) -> list[str]:
    """Count what was chosen and does not stand in the address."""
    found = plan(page)
    return [f"{name}: {text} -> {found.get(name)}" for name, text in chosen.items() if found.get(name) != [text]]


def await_plan(page: Page, name: str, text: str) -> None:
    """Wait until something of the plan stands in the address and the run is finished."""
    page.wait_for_function(
        "([name, text]) => new URLSearchParams(location.search).get(name) === text", arg=[name, text]
    )
    settle(page)


def steps(page: Page) -> list[str]:
    """Return the rows of the plan that is shown."""
    rows = page.locator("table").filter(has_text="kenaikan").first.locator("tr").all_inner_texts()
    return [" ".join(row.split()) for row in rows]


@pytest.mark.parametrize("device", WIDTHS)
def test_no_choice_is_lost_on_the_planners_walk(visit: Visit, visitor: Visit, tmp_path: Path, device: str) -> None:
    width, height = WIDTHS[device]
    page = visit(f"profil?{HOME}", width=width, height=height)
    follow(page, "Buka Prioritas", "prioritas")
    await_headline(page, "Bandar Lampung kurang 0,52 poin untuk Sangat Baik")

    chosen = {"sasaran": "Sangat Baik", "upaya": "sama"}
    assert lost(page, chosen) == []
    choice(page, "Anggapan upaya", "Tingkat tinggi lebih berat").click()
    await_plan(page, "upaya", "tinggi")
    chosen |= {"upaya": "tinggi"}
    assert pick(page, "Kunci", "I45") == ["I45 Publik Sektor 1"]
    assert pick(page, "Kunci", "I4")[0] == "I4 Keb. Aplikasi SPBE"
    chosen |= {"kunci": "I4-I45"}
    assert lost(page, chosen) == []
    listed = steps(page)
    page.go_back()
    await_plan(page, "kunci", "I45")
    assert lost(page, chosen | {"kunci": "I45"}) == []
    page.go_forward()
    await_plan(page, "kunci", "I4-I45")
    assert (lost(page, chosen), steps(page)) == ([], listed)

    follow(page, "Ubah, kunci, dan simpan", "simulasi")
    assert lost(page, chosen) == []
    assert [row.split()[0] for row in steps(page)[1:]] == [row.split()[0] for row in listed[1:]]
    page.get_by_text("Syarat: lama, batas kenaikan, kunci, wajib naik").click()
    page.wait_for_timeout(600)  # the fold opens
    years = page.get_by_role("combobox", name="Lama rencana")
    years.click()
    years.fill("2 tahun")
    page.get_by_role("option", name="2 tahun").click()
    await_plan(page, "lama", "2")
    assert pick(page, "Wajib naik", "I42") == ["I42 Pengaduan Publik"]
    chosen |= {"lama": "2", "wajib": "I42"}
    assert lost(page, chosen) == []
    listed = steps(page)
    page.reload()
    page.wait_for_selector("h1")
    settle(page)
    assert (lost(page, chosen), steps(page)) == ([], listed)
    expect(page.get_by_text("Syarat yang berlaku: 2 tahun; dikunci I4, I45; wajib naik I42.")).to_be_visible()

    page.get_by_role("button", name="Pakai rencana ini").click()
    await_headline(page, "Bandar Lampung 2,98 menjadi 3,50 (Sangat Baik) dengan ")
    chosen |= {"ubah": plan(page)["ubah"][0]}
    tab(page, "Simpan dan bandingkan")
    if not page.get_by_placeholder("Perangkat daerah").first.is_visible():
        page.get_by_text("siapa yang mengerjakan, dan kapan?").click()
    unit = page.get_by_role("textbox", name="I42 Pengaduan Publik")
    unit.fill("Dinas Kominfo & Statistik")
    unit.press("Tab")
    await_plan(page, "pelaksana", "I42 Dinas Kominfo & Statistik")
    chosen |= {"pelaksana": "I42 Dinas Kominfo & Statistik"}
    page.reload()
    page.wait_for_selector("h1")
    settle(page)
    assert lost(page, chosen) == []
    said = headline(page)

    page.get_by_label("Nama skenario").fill(NAME)
    sign(page, "Sari")
    page.get_by_role("button", name="Simpan skenario").click()
    expect(page.get_by_role("heading", name="1 skenario tersimpan")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh rencana (XLSX)").click()
    download.value.save_as(tmp_path / "rencana.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "rencana.xlsx")["Rencana"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if isinstance(row[0].value, int)]
    written = [f"{row[1]}.{row[8]}" + (f".{row[6]}" if row[6] > 1 else "") for row in rows]
    assert "-".join(written) == chosen["ubah"]
    assert {row[5] for row in rows if row[1] == "I42"} == {"Dinas Kominfo & Statistik"}
    link = copied(page)

    with dashboard(tmp_path) as elsewhere:  # nothing of the first server is known there
        other = visitor(f"{elsewhere}/{link.partition('//')[2].partition('/')[2]}", width=width, height=height)
        assert (lost(other, chosen), headline(other)) == ([], said)
        tab(other, "Susun rencana")
        assert steps(other) == listed
        other.close()

    sign(page, "Sari")
    settle(page)
    page.get_by_role("button", name="Jadikan").click()
    expect(page.get_by_text("tindakan tersimpan di Tindak lanjut.").first).to_be_visible(timeout=15_000)
    follow(page, "Buka tindak lanjut", "tindak_lanjut")
    await_headline(page, f"Bandar Lampung: 0 dari {len(rows)} tindakan selesai")
    page.get_by_role("button", name="Tandai selesai").first.click()
    await_headline(page, f"Bandar Lampung: 1 dari {len(rows)} ")
    expect(page.get_by_role("heading", name="1 tindakan selesai: diharapkan +0,0")).to_be_visible()
    tab(page, "Lewat Excel")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lembar tugas per perangkat daerah").click()
    download.value.save_as(tmp_path / "lembar.xlsx")
    assert openpyxl.load_workbook(tmp_path / "lembar.xlsx").sheetnames == [
        "Daftar isi", "Dinas Kominfo & Statistik", "Tanpa perangkat daerah"
    ]  # fmt: skip

    page.go_back()
    page.go_back()
    page.wait_for_url("**/simulasi?**")
    page.wait_for_selector("h1")
    settle(page)
    assert (lost(page, chosen), headline(page)) == ([], said)


def test_quick_choices_are_all_kept(visit: Visit) -> None:
    """Two presses before the page has answered the first, and a double click."""
    page = visit(f"prioritas?{HOME}", width=1440, height=900)
    choice(page, "Sasaran", "Memuaskan").click()
    choice(page, "Anggapan upaya", "Layanan lebih berat").dblclick()
    await_plan(page, "upaya", "layanan")
    assert lost(page, {"sasaran": "Memuaskan", "upaya": "layanan"}) == []
    expect(choice(page, "Sasaran", "Memuaskan")).to_be_checked()


def test_levels_changed_by_hand_stand_in_the_address(visit: Visit) -> None:
    page = visit(f"simulasi?{HOME}&isi=Ubah+tingkat", width=1440, height=900)
    page.get_by_role("radiogroup", name="I1 Keb. Arsitektur").get_by_role("radio", name="4").click()
    await_headline(page, "Bandar Lampung 2,98 menjadi 2,99 (Baik) dengan 1 kenaikan tingkat")
    assert lost(page, {"ubah": "I1.4"}) == []
    page.go_back()
    await_headline(page, "Bandar Lampung 2,98: 18 kenaikan tingkat lagi")
    expect(page.get_by_role("radiogroup", name="I1 Keb. Arsitektur").get_by_role("radio", name="3")).to_be_checked()

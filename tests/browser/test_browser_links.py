"""A link carries the whole view, on whatever server and to whomever it is sent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from spbe_analytics.ui.kit.menu import MENU, Entry
from tests.browser.conftest import Visit
from tests.browser.live import dashboard
from tests.browser.screen import await_headline, choose, expect_filters, figures, go, headline, menu_entry

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LUWU_UTARA = "daerah=Kabupaten+Luwu+Utara&tahun=2023"


def test_a_deep_link_is_the_first_request_of_a_server(visitor: Callable[..., Page], tmp_path: Path) -> None:
    with dashboard(tmp_path) as address:
        page = visitor(f"{address}/profil?{LUWU_UTARA}")
        assert headline(page).startswith("Luwu Utara 3,18 (Baik)")
        assert menu_entry(page) == "Profil daerah"
        links = page.get_by_test_id("stSidebarNavLink").all_inner_texts()
        assert [text.strip() for text in links] == [entry.title for entry in MENU]
        expect_filters(
            page,
            Tahun="2023",
            Tahap="Nilai akhir",
            Daerah_saya="Kabupaten Luwu Utara",
            Jenis_pembanding="Kabupaten",
            Provinsi="Sulawesi Selatan",
        )
        page.close()


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.file)
def test_every_page_has_an_address_of_its_own(visit: Visit, entry: Entry) -> None:
    page = visit(f"{entry.file}?{LUWU_UTARA}")
    if entry is not MENU[0]:  # whose entry in the menu is marked at the bare address only
        assert menu_entry(page) == entry.title
    assert headline(page)
    assert "daerah=Kabupaten+Luwu+Utara" in page.url
    assert "tahun=2023" in page.url


def test_the_bare_address_opens_the_summary_of_the_nation(visit: Visit) -> None:
    page = visit("")
    assert headline(page).startswith("Rata-rata kabupaten di Indonesia")
    assert menu_entry(page) == "Ringkasan"


def test_filters_hold_across_pages_and_in_the_address(visit: Visit) -> None:
    page = visit("")
    choose(page, "Daerah saya", "Kabupaten Luwu Utara")
    await_headline(page, "Luwu Utara 3,26 (Baik)")
    choose(page, "Tahun", "2023")
    await_headline(page, "Luwu Utara 3,18 (Baik)")
    summary = page.url, headline(page), figures(page)
    go(page, "Profil daerah")
    await_headline(page, "Luwu Utara 3,18 (Baik)")
    page.wait_for_url("**/profil?**")
    profile = page.url, headline(page), figures(page)
    go(page, "Peringkat")
    await_headline(page, "Luwu Utara peringkat")
    ranking = page.url, headline(page), figures(page)
    expect_filters(page, Tahun="2023", Daerah_saya="Kabupaten Luwu Utara")
    for address, sentence, numbers in (summary, profile, ranking):
        assert "daerah=Kabupaten+Luwu+Utara" in address
        assert "tahun=2023" in address
        other = visit(address.split("/", 3)[3])
        assert (headline(other), figures(other)) == (sentence, numbers)
        other.close()


def test_the_back_button_returns_to_the_page_before(visit: Visit) -> None:
    page = visit(f"ringkasan?{LUWU_UTARA}")
    before = headline(page)
    go(page, "Peringkat")
    await_headline(page, "Luwu Utara peringkat")
    page.go_back()
    await_headline(page, before)
    expect_filters(page, Daerah_saya="Kabupaten Luwu Utara")


def test_two_people_do_not_disturb_each_other(visit: Visit) -> None:
    first = visit(f"ringkasan?{LUWU_UTARA}")
    second = visit("ringkasan?daerah=Kota+Bandar+Lampung&tahun=2024")
    go(first, "Profil daerah")
    go(second, "Profil daerah")
    await_headline(first, "Luwu Utara 3,18 (Baik): ")
    await_headline(second, "Bandar Lampung 2,98 (Baik): ")
    choose(first, "Tahun", "2024")
    await_headline(first, "Luwu Utara 3,26 (Baik)")
    assert headline(second).startswith("Bandar Lampung 2,98 (Baik): ")
    expect_filters(second, Daerah_saya="Kota Bandar Lampung")

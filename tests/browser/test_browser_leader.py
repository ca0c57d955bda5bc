"""A leader's walk from the bare address to the own answer, on phone and desk; then the same from its links alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import dashboard, settle
from tests.browser.screen import await_headline, figures, filter_field, go, headline

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = [(390, 844), (1440, 900)]


@dataclass
class Walk:
    """Somebody's way through the pages: how often was tapped, what was seen, and what got lost on the way."""

    page: Page
    taps: int = 0
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def step(self, start: str, *taps: Callable[[], object]) -> None:
        """Tap, wait for a page that begins so, reload it, go back and forward: all must show the same."""
        for tap in taps:
            tap()
        self.taps += len(taps)
        await_headline(self.page, start)
        now = self._view()
        self.page.reload()
        self._same(now, "reload")
        if self.seen:
            self.page.go_back()
            self._same(self.seen[-1], "back")
            self.page.go_forward()
            self._same(now, "forward")
        self.seen.append(now)

    def _view(self) -> tuple[str, str, dict[str, str]]:
        return self.page.url, headline(self.page), figures(self.page)

    def _same(self, view: tuple[str, str, dict[str, str]], after: str) -> None:
        await_headline(self.page, view[1])
        if self._view() != view:
            self.lost.append(f"{after}: {view} became {self._view()}")


def menu(page: Page, width: int, entry: str) -> list[Callable[[], object]]:
    """Return the taps to a page: on a phone the menu opens first."""
    tap = [lambda: go(page, entry)]
    return tap if width > 768 else [page.get_by_test_id("stExpandSidebarButton").click, *tap]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_leader_finds_the_own_answer_in_two_taps_and_loses_nothing(
    visitor: Visit, tmp_path: Path, width: int, height: int
) -> None:
    (first := tmp_path / "first").mkdir()
    (second := tmp_path / "second").mkdir()
    with dashboard(first) as address:
        page = visitor(address, width=width, height=height)
        walk = Walk(page)
        field = filter_field(page, "Daerah saya")
        field.click()
        field.fill("Lutra")
        walk.taps += 1
        walk.step("Luwu Utara 3,26 (Baik)", page.get_by_role("option").first.click)
        assert walk.taps == 2
        walk.step("Luwu Utara peringkat 4 dari 21", *menu(page, width, "Peringkat"))
        walk.step("Luwu Utara 3,26 pada 2024", *menu(page, width, "Tren"))
        walk.step("Manajemen Luwu Utara 1,82 pada 2024", page.get_by_role("radio", name="Manajemen").first.click)
        walk.step("Luwu Utara 3,26 (Baik)", *menu(page, width, "Profil daerah"))
        assert walk.lost == []
        assert walk.taps <= (2 + 4 if width > 768 else 2 + 7)
        other_tab = page.context.new_page()
        other_tab.goto(f"{address}/profil?daerah=Kota+Palopo&tahun=2024")
        await_headline(other_tab, "Palopo")
        page.reload()
        await_headline(page, "Luwu Utara 3,26 (Baik)")
        page.context.close()
    with dashboard(second) as address:
        for link, sentence, numbers in walk.seen:
            there = visitor(f"{address}/{link.split('/', 3)[3]}", width=width, height=height)
            await_headline(there, sentence)
            assert figures(there) == numbers
            assert there.url.split("/", 3)[3] == link.split("/", 3)[3]
            there.context.close()


def test_a_phone_shows_what_matters_in_the_ranking(visit: Visit) -> None:
    page = visit("peringkat?daerah=Kabupaten+Luwu+Utara&tahun=2024", width=390, height=844)
    page.get_by_label("Cari daerah").fill("Lutra")
    expect(page.get_by_text("1 dari 21 kabupaten. Luwu Utara: peringkat 4, indeks 3,26 (Baik).")).to_be_visible()
    settle(page)
    grid = page.locator("[data-testid=stDataFrame] table").first
    heads = [head.inner_text() for head in grid.locator("thead th").all()]
    assert heads[:4] == ["Daerah", "Peringkat", "Indeks", "Naik/turun"]
    pixels = {"Daerah": 136, "Peringkat": 80, "Indeks": 62, "Naik/turun": 78}
    assert sum(pixels.values()) <= page.locator("[data-testid=stDataFrame]").first.bounding_box()["width"]  # type: ignore[index]


def test_who_lies_beside_is_found_and_compared(visit: Visit) -> None:
    page = visit("profil?daerah=Kabupaten+Luwu+Utara&tahun=2024")
    page.get_by_text("Berbatasan darat dengan", exact=False).wait_for()
    page.get_by_role("link", name="Bandingkan dengan yang berbatasan").click()
    page.wait_for_url("**/perbandingan?**")
    await_headline(page, "Luwu Utara ")
    assert "Luwu+Timur" in page.url
    page = visit("prioritas?daerah=Kabupaten+Luwu+Utara&tahun=2024&kelompok=Berbatasan+darat")
    expect(page.get_by_text("berbatasan darat", exact=False).first).to_be_visible()

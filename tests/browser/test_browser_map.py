"""The map in a real browser: mouse, finger and keyboard reach every region; shapes come once."""

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import settle
from tests.browser.screen import await_headline

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LUWU_UTARA = "daerah=Kabupaten+Luwu+Utara&tahun=2024"

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "id-ID"}


def region(page: Page, code: str) -> Locator:
    return page.locator(f".regions path[data-code='{code}']")


def ready(page: Page, count: int) -> None:
    expect(page.locator(".regions path")).to_have_count(count)


def test_mouse_points_and_opens_a_profile(visit: Visit) -> None:
    page = visit(f"peta?{LUWU_UTARA}")
    ready(page, 21)
    region(page, "73.24").hover()
    expect(page.locator(".tip")).to_contain_text("Kabupaten Luwu Timur: ")
    region(page, "73.24").click()
    page.wait_for_url("**/profil?**")
    await_headline(page, "Luwu Timur")


def test_a_finger_first_shows_and_then_opens(browser: Browser, server: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="id-ID"
    )
    page = context.new_page()
    page.goto(f"{server}/peta?{LUWU_UTARA}")
    settle(page)
    ready(page, 21)
    region(page, "73.06").tap()
    expect(page.locator(".tip")).to_contain_text("Kabupaten Gowa: ")
    assert "/peta" in page.url
    page.get_by_role("button", name="Buka profil").tap()
    page.wait_for_url("**/profil?**")
    await_headline(page, "Gowa")
    context.close()


def test_a_finger_finds_the_smallest(browser: Browser, server: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="id-ID"
    )
    page = context.new_page()
    page.goto(f"{server}/peta?tahun=2024&jenis=Kota")
    settle(page)
    ready(page, 98)
    sibolga = region(page, "12.73").bounding_box()
    assert sibolga is not None
    assert sibolga["width"] < 6
    page.touchscreen.tap(sibolga["x"] + sibolga["width"] / 2 + 3, sibolga["y"] + sibolga["height"] / 2 + 3)
    expect(page.locator(".tip")).to_contain_text("Kota Sibolga: ")
    context.close()


def test_arrows_go_from_region_to_region_and_enter_opens(visit: Visit) -> None:
    page = visit(f"peta?{LUWU_UTARA}")
    ready(page, 21)
    assert page.locator(".regions path[tabindex='0']").get_attribute("data-code") == "73.22"
    region(page, "73.22").focus()
    expect(page.locator(".tip")).to_contain_text("Kabupaten Luwu Utara: ")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tip")).to_contain_text("Kabupaten Luwu Timur: ")
    assert page.locator(".regions path[tabindex='0']").get_attribute("data-code") == "73.24"
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/profil?**")
    await_headline(page, "Luwu Timur")


def test_every_region_of_the_nation_is_reached_with_arrows_alone(visit: Visit) -> None:
    page = visit("peta?tahun=2024&jenis=Provinsi")
    ready(page, 38)
    page.locator(".regions path[tabindex='0']").focus()
    reached = page.evaluate(
        """() => {
          const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot);
          const root = roots.find((one) => one?.querySelector(".regions"));
          const all = [...root.querySelectorAll(".regions path")];
          const seen = new Set([all[0].dataset.code]);
          const queue = [all[0]];
          while (queue.length) {
            const from = queue.pop();
            for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
              from.focus();
              from.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
              const now = root.querySelector("[tabindex='0']");
              if (!seen.has(now.dataset.code)) { seen.add(now.dataset.code); queue.push(now); }
            }
          }
          return [seen.size, all.length];
        }"""
    )
    assert reached[0] == reached[1] == 38


def test_shapes_are_fetched_once_and_a_run_sends_values_only(visitor: Visit, server: str) -> None:
    frames: list[int] = []
    asked: list[str] = []
    page = visitor(f"{server}/peta?tahun=2024&jenis=Semua+jenis", frames=frames)
    ready(page, 514)
    page.on("request", lambda request: asked.append(request.url))
    frames.clear()
    page.get_by_role("radio", name="Indeks", exact=True).click()
    expect(page.locator(".legend")).to_contain_text("4,00–5,00")
    settle(page)
    assert not any("/spbe/" in url for url in asked)
    assert 10_000 < sum(frames) < 150 * 1024


def test_shapes_are_kept_by_the_browser(server: str) -> None:
    with urlopen(f"{server}/spbe/peta/kabkota.json", timeout=30) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert len(json.load(answer)["paths"]) == 514
    packed = Request(f"{server}/spbe/peta/kabkota.json", headers={"Accept-Encoding": "gzip"})
    with urlopen(packed, timeout=30) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.read()) < 200 * 1024
    for name in ("apa.json", "kabkota-apa.json", "sendiri/tebakan.json"):
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{server}/spbe/peta/{name}", timeout=30)


def test_missing_values_are_hatched_and_jakarta_is_enlarged(visit: Visit) -> None:
    page = visit("peta?tahun=2024&jenis=Semua+jenis")
    ready(page, 514)
    assert (region(page, "31.71").get_attribute("fill") or "").startswith("url(#")
    assert region(page, "73.22").get_attribute("fill") is None
    expect(page.locator(".inset")).to_contain_text("Jakarta dan sekitarnya, diperbesar")
    region(page, "12.73").focus()  # Kota Sibolga, 11 km²
    expect(page.locator(".tip .lens path.here")).to_have_count(1)


def test_names_stand_on_the_map_of_one_province(visit: Visit) -> None:
    page = visit(f"peta?{LUWU_UTARA}")
    ready(page, 21)
    names = page.locator(".labels text").all_text_contents()
    assert "Luwu Utara" in names
    assert len(names) >= 12


def test_squares_and_table_show_the_same_governments(visit: Visit) -> None:
    page = visit(f"peta?{LUWU_UTARA}&tampilan=Petak+sama+besar")
    ready(page, 21)
    page = visit(f"peta?{LUWU_UTARA}&tampilan=Tabel")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def test_own_outlines_lie_above_the_map_until_they_are_taken_away(visit: Visit, tmp_path: Path) -> None:
    ring = [[120.0, -2.5], [120.4, -2.5], [120.4, -2.1], [120.0, -2.1], [120.0, -2.5]]
    shape = {
        "type": "Feature",
        "properties": {"kode": "73.22.01"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    good, bad = tmp_path / "kecamatan.geojson", tmp_path / "rusak.geojson"
    good.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}))
    bad.write_text(good.read_text()[:-9])
    page = visit(f"peta?{LUWU_UTARA}")
    ready(page, 21)
    page.get_by_text("Batas sendiri di atas peta").click()
    page.locator("input[type=file]").set_input_files(bad)
    expect(page.get_by_text("Bukan GeoJSON yang utuh")).to_be_visible()
    page.locator("input[type=file]").set_input_files(good)
    expect(page.locator(".own path")).to_have_count(1)
    expect(page.get_by_text("1 bentuk dari kecamatan.geojson")).to_be_visible()
    page.get_by_role("button", name="Hapus batas sendiri").click()
    expect(page.locator(".own path")).to_have_count(0)

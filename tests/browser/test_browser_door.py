"""What the server answers before and beside the pages, and what our script does in a real browser."""

import json
import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from spbe_analytics.ui.kit.menu import MENU
from tests.browser.conftest import Visit
from tests.browser.live import settle
from tests.browser.screen import await_headline, choose, copied, filter_field, go, headline

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LUWU_UTARA = "daerah=Kabupaten+Luwu+Utara&tahun=2023"


def answered(address: str, body: bytes | None = None, **headers: str) -> tuple[int, str, str]:
    """Return status, address and text of an answer."""
    try:
        with urlopen(Request(address, body, headers), timeout=30) as answer:
            return answer.status, answer.url, answer.read().decode()
    except HTTPError as refused:
        return refused.code, address, refused.read().decode()


@pytest.mark.parametrize(
    "path", ["apa", "profil/apa", "Profil", "pages/profil.py", "%2e%2e/etc/passwd", "?t=00000000", "apa/"]
)
def test_an_address_that_there_is_not_has_a_page_of_ours(server: str, path: str) -> None:
    status, _, text = answered(f"{server}/{path}")
    assert status == 404
    assert '<html lang="id">' in text
    assert "Halaman yang ada" in text
    assert all(f'href="/{entry.file}"' in text for entry in MENU)


def test_open_data_has_addresses_that_stay(server: str) -> None:
    status, address, text = answered(f"{server}/data")
    assert (status, address) == (200, f"{server}/data/")
    links = re.findall(r'href="([^"]+)"', text)
    assert "nilai/2024.csv" in links
    for link in links:
        assert answered(f"{server}/data/{link}")[0] == 200, link
    with urlopen(f"{server}/data/daerah.csv", timeout=30) as answer:
        tag = answer.headers["ETag"]
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answered(f"{server}/data/daerah.csv", **{"If-None-Match": tag})[0] == 304
    for refused, code in (("data/apa.csv", 404), ("data/../README.md", 404), ("data/%2e%2e/README.md", 404)):
        status, _, text = answered(f"{server}/{refused}")
        assert (status, json.loads(text)["status"]) == (code, code)
    assert answered(f"{server}/data/daerah.csv", b"x")[0] == 405


def test_machines_are_answered_by_the_same_server(server: str) -> None:
    status, _, text = answered(f"{server}/api/v1/rankings?tahun=2024&jenis=kabupaten&provinsi=73&baris=4")
    assert status == 200
    assert [row["nama"] for row in json.loads(text)["data"]][3] == "Kabupaten Luwu Utara"
    for path in ("api/v1/apa", "api/apa", "api"):
        status, _, text = answered(f"{server}/{path}/")
        assert (status == 200) == (path == "api")
        assert "SPBE Analytics needs" not in text
    assert json.loads(answered(f"{server}/api/v1/apa")[2])["status"] == 404
    assert answered(f"{server}/healthz")[::2] == (200, "ok")
    assert answered(f"{server}/readyz")[2].startswith("revisi ")


@pytest.mark.parametrize("path", ["", *(entry.file for entry in MENU)])
def test_the_shell_of_a_page_is_indonesian_and_names_the_page(server: str, path: str) -> None:
    status, _, text = answered(f"{server}/{path}")
    title = next((f"{entry.title} – " for entry in MENU if entry.file == path), "")
    assert status == 200
    assert '<html lang="id">' in text
    assert f"<title>{title}SPBE Analytics</title>" in text
    assert "You need to enable JavaScript" not in text
    assert "Reading this without a browser" not in text
    assert text.index("/spbe/door.js") < text.index('type="module"')


def test_a_slash_at_the_end_leads_to_the_page(server: str) -> None:
    status, address, _ = answered(f"{server}/profil/?tahun=2023")
    assert (status, address) == (200, f"{server}/profil?tahun=2023")


def test_a_field_asks_the_server_whom_a_name_means(server: str) -> None:
    _, _, text = answered(f"{server}/spbe/cari?q=Lutra")
    assert json.loads(text) == [{"kode": "73.22", "nama": "Kabupaten Luwu Utara"}]
    assert answered(f"{server}/spbe/cari?q=")[2] == "[]"
    assert answered(f"{server}/spbe/cari?q={'x' * 5000}")[0] == 200


@pytest.mark.parametrize(
    ("body", "headers", "status", "said"),
    [
        (b"simulasi?daerah=Kabupaten+Luwu+Utara", {"Sec-Fetch-Site": "cross-site"}, 403, "sendiri"),
        (b"//evil.example/", {}, 400, "bukan halaman"),
        (b"https://evil.example/", {}, 400, "bukan halaman"),
        (b"\xff\xfe", {}, 400, "bukan halaman"),
        (b"profil?x=" + b"a" * 50_000, {}, 400, "terlalu panjang"),
    ],
)
def test_only_our_own_pages_have_short_links(
    server: str, body: bytes, headers: dict[str, str], status: int, said: str
) -> None:
    told, _, text = answered(f"{server}/spbe/tautan", body, **headers)
    assert told == status
    assert said in json.loads(text)["pesan"]


def test_each_choice_is_one_step_back(visit: Visit) -> None:
    page = visit(f"ringkasan?{LUWU_UTARA}")
    length = page.evaluate("history.length")
    views = [(page.url, headline(page))]

    def chosen(act: object, start: str) -> None:
        assert callable(act)
        act()
        await_headline(page, start)
        views.append((page.url, headline(page)))

    chosen(lambda: choose(page, "Tahun", "2024"), "Luwu Utara 3,26")
    chosen(lambda: choose(page, "Daerah saya", "Kota Bandar Lampung"), "Bandar Lampung 2,98")
    chosen(lambda: go(page, "Peringkat"), "Bandar Lampung peringkat")
    chosen(lambda: go(page, "Tren"), "Bandar Lampung 2,98 pada 2024")
    page.get_by_role("radio", name="Perubahan").dblclick()
    page.wait_for_url("**isi=Perubahan**")
    settle(page)
    views.append((page.url, headline(page)))
    assert page.evaluate("history.length") == length + len(views) - 1
    for address, sentence in reversed(views[:-1]):
        page.go_back()
        await_headline(page, sentence)
        expect(page).to_have_url(address)
    page.go_forward()
    await_headline(page, views[1][1])
    expect(page).to_have_url(views[1][0])


def test_typing_is_one_step_back(visit: Visit) -> None:
    page = visit("peringkat?tahun=2024")
    before = page.url
    length = page.evaluate("history.length")
    page.get_by_label("Cari daerah").press_sequentially("maros", delay=120)
    page.wait_for_url("**cari=maros**")
    settle(page)
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect(page).to_have_url(before)


@pytest.mark.parametrize("written", ["Lutra", "73.22", "kab luwu utara", "Luwu utara kabupaten", "luwu utara"])
def test_a_region_is_found_as_people_write_it(visit: Visit, written: str) -> None:
    page = visit("")
    field = filter_field(page, "Daerah saya")
    field.click()
    field.fill(written)
    offered = page.get_by_role("option").filter(has_text="Kabupaten Luwu Utara")
    expect(offered).to_have_count(1)
    offered.click()
    await_headline(page, "Luwu Utara 3,26 (Baik)")
    expect(field).to_have_value("Kabupaten Luwu Utara")
    assert "daerah=Kabupaten+Luwu+Utara" in page.url


def test_a_name_of_two_asks_which(visit: Visit) -> None:
    page = visit("", width=390, height=844)
    field = filter_field(page, "Daerah saya")
    field.click()
    field.fill("bandung, jawa barat")
    field.press("Enter")
    page.get_by_role("button", name="Kota Bandung (32.73)").click()
    await_headline(page, "Bandung 4,")
    assert page.get_by_role("button", name="Kabupaten Bandung (32.04)").count() == 0


def test_a_browser_offers_the_region_it_saw_last(visit: Visit) -> None:
    page = visit(f"profil?{LUWU_UTARA}")
    again = page.context.new_page()
    again.goto(page.url.split("/profil")[0])
    again.get_by_role("link", name="Kabupaten Luwu Utara").click()
    await_headline(again, "Luwu Utara 3,26 (Baik)")


def test_the_link_of_a_view_is_copied_a_long_one_as_a_short_one(visit: Visit, server: str) -> None:
    page = visit(f"profil?{LUWU_UTARA}")
    assert copied(page) == page.url
    assert copied(visit(f"profil?{LUWU_UTARA}&berkas=rahasia")) == page.url  # what waits is its owner's alone
    long = visit(f"profil?{LUWU_UTARA}&catatan={'a' * 1600}")
    link = copied(long)
    assert link.startswith(f"{server}/?t=")
    assert len(link) < 80
    other = visit(link.removeprefix(f"{server}/"))
    assert (headline(other), other.url) == (headline(long), long.url)


def test_the_filters_give_way_to_the_answer_on_a_phone(visit: Visit) -> None:
    page = visit(f"ringkasan?{LUWU_UTARA}", width=390, height=844)
    page.get_by_test_id("stExpandSidebarButton").click()
    choose(page, "Tahun", "2024")
    await_headline(page, "Luwu Utara 3,26 (Baik)")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_the_way_past_the_menu_is_the_first_stop(visit: Visit) -> None:
    page = visit(f"profil?{LUWU_UTARA}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain")).to_be_focused()

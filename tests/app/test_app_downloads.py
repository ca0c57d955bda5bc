"""Every picture of a page is had as a file; nothing is made before somebody asks for it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from starlette.testclient import TestClient

from spbe_analytics.api.app import application
from spbe_analytics.reports.document import stem_of
from spbe_analytics.ui.kit import cache, clock, downloads
from tests.app.conftest import OpenPage
from tests.app.reading import faults

HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
Made = dict[str, Callable[[], bytes]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Made:
    """What a dialog offers, by file name; the buttons are drawn as well."""
    made: Made = {}
    original = downloads._offer

    def offer(label: str, make: Callable[[], bytes], file: str, mime: str) -> None:
        made[file] = make
        original(label, make, file, mime)

    monkeypatch.setattr(downloads, "_offer", offer)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 1))
    return made


def words(svg: bytes) -> str:
    return " ".join(
        "".join(text.itertext()) for text in ElementTree.fromstring(svg).iter() if text.tag.endswith("}text")
    )


@pytest.mark.parametrize(
    ("page", "least"),
    [
        ("ringkasan", 4),
        ("profil", 1),
        ("peringkat", 1),
        ("perbandingan", 1),
        ("prioritas", 2),
        ("tren", 2),
        ("peta", 1),
    ],
)
def test_every_picture_of_a_page_is_had_as_files_and_its_figures_by_programs(
    published: OpenPage, offered: Made, page: str, least: int
) -> None:
    machine = TestClient(application(lambda: cache.workspace().store, cache.snapshot, 10_000))
    app = published(page, **HOME)
    keys = [button.key for button in app.button if button.label == "Unduh"]
    assert len(keys) >= least
    assert offered == {}
    pictures = 0
    for key in keys:
        offered.clear()
        app.button(key=key).click().run()
        assert faults(app) == []
        named = [button.proto for button in app.get("link_button") if button.proto.label == "Alamat data"]
        assert len(named) == (2 if page == "peringkat" else 1), key
        whence = named[-1]
        assert whence.url.startswith("api/v1/")
        assert machine.get(whence.url.removeprefix("api")).json()["jumlah"] > 0, whence.url
        stem = f"luwu-utara-2024-{key.removesuffix('-unduh')}".lower()
        assert all(file.startswith(stem) for file in offered)
        assert {f"{stem}.csv", f"{stem}.xlsx"} <= set(offered)
        labels = [button.proto.label for button in app.get("download_button")][-len(offered) :]
        assert labels[-2:] == ["Tabel XLSX", "Tabel CSV"]
        for file, make in offered.items():
            content = make()
            if file.endswith(".png"):
                assert content.startswith(b"\x89PNG")
                pictures += 1
            elif file.endswith(".svg"):
                assert "Kabupaten Luwu Utara, Nilai akhir 2024" in words(content)
                assert "Dibuat 1 Desember 2026" in words(content)
                assert "Sumber: " in words(content)
            elif file.endswith(".xlsx"):
                assert openpyxl.load_workbook(BytesIO(content)).active["A1"].value
            else:
                assert len(content.decode("utf-8-sig").splitlines()) > 1
    assert pictures >= len(app.get("plotly_chart"))


def test_charts_side_by_side_are_both_there(published: OpenPage, offered: Made) -> None:
    app = published("profil", **HOME)
    app.button(key="profil-domain-unduh").click().run()
    assert faults(app) == []
    stem = "luwu-utara-2024-profil-domain"
    assert list(offered) == [
        f"{stem}-radar.png",
        f"{stem}-radar.svg",
        f"{stem}-diagram-titik.png",
        f"{stem}-diagram-titik.svg",
        f"{stem}.xlsx",
        f"{stem}.csv",
    ]
    assert offered[f"{stem}-radar.svg"]() != offered[f"{stem}-diagram-titik.svg"]()


def test_without_a_region_the_group_is_named(published: OpenPage, offered: Made) -> None:
    app = published("ringkasan", tahun="2024")
    app.button(key="sebaran-unduh").click().run()
    assert faults(app) == []
    assert "Kabupaten, Nilai akhir 2024" in words(offered["kabupaten-2024-sebaran.svg"]())


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Luwu Utara", "2024", "domain"), "luwu-utara-2024-domain"),
        (("../Kab. A/B", "tren-indeks"), "kab-a-b-tren-indeks"),
        (("Kota 😀", "x"), "kota-x"),
    ],
)
def test_files_have_names_that_every_system_takes(parts: tuple[str, ...], name: str) -> None:
    assert stem_of(*parts) == name


def test_a_ranking_names_the_address_of_its_data(published: OpenPage) -> None:
    app = published("peringkat", **HOME)
    assert faults(app) == []
    (link,) = [one.proto for one in app.get("link_button") if one.proto.label == "Alamat data"]
    assert link.url == "api/v1/rankings?tahun=2024&tahap=final&jenis=kabupaten&provinsi=73&baris=1000"

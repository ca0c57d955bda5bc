"""A picture for the page of another site: the same as on ours, for those who may, and nothing people keep."""

from pathlib import Path
from shutil import copy
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from spbe_analytics.entries.target import Target
from spbe_analytics.settings import settings
from spbe_analytics.ui.door import embedded
from spbe_analytics.ui.kit import cache
from tests.app.conftest import OpenPage, product
from tests.app.reading import faults

HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024"}
SITE = "https://contoh.go.id"


@pytest.fixture
def client(published: OpenPage, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    published("ringkasan", **HOME)
    monkeypatch.setenv("SPBE_EMBED_SITES", f"{SITE}/ https://*.contoh.id:8443")
    settings.cache_clear()
    return TestClient(embedded.application(settings().embed_sites, lambda: "/dasbor"))


def test_without_the_setting_there_is_none(published: OpenPage) -> None:
    published("ringkasan", **HOME)
    refused = TestClient(embedded.application(settings().embed_sites, lambda: "")).get(
        "/domain?tahun=2024&daerah=73.22"
    )
    assert refused.status_code == 404
    assert "pengelola belum mengizinkannya" in refused.text
    assert refused.headers["content-security-policy"].endswith("frame-ancestors 'self'")


def test_only_the_sites_named_may_show_it(client: TestClient) -> None:
    answer = client.get("/domain?tahun=2024&daerah=73.22")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith(f"frame-ancestors 'self' {SITE} https://*.contoh.id:8443")
    assert "<script" not in answer.text
    assert 'href="/dasbor/profil?daerah=73.22&amp;tahun=2024&amp;tahap=final"' in answer.text
    again = client.get("/domain?tahun=2024&daerah=73.22", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    dark = client.get("/domain?tahun=2024&daerah=73.22&tema=gelap").text
    assert dark != answer.text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/apa?tahun=2024&daerah=73.22", 404, "Gambar “apa” tidak ada. Pilihan: hasil, domain,"),
        ("/<script>?tahun=2024&daerah=73.22", 404, "Gambar “&lt;script&gt;” tidak ada."),
        ("/domain?daerah=73.22", 422, "Parameter “tahun” belum diisi"),
        ("/domain?tahun=2019&daerah=73.22", 404, "Gambar “domain” tidak ada."),
        ("/domain?tahun=2024&daerah=99.99", 404, "tidak dikenal"),
        ("/domain?tahun=2024&daerah=73.22&warna=biru", 422, "Parameter “warna” tidak dikenal."),
        ("/?tahun=2024", 404, "tidak ada. Pilihan: peringkat"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.parametrize(
    ("page", "key", "part"),
    [
        ("profil", "profil-domain", "domain"),
        ("ringkasan", "sebaran", "hasil"),
        ("tren", "tren-indeks", "tren"),
        ("prioritas", "prioritas-poin-kind", "rencana"),
    ],
)
def test_a_page_offers_the_lines_of_its_own_picture(
    client: TestClient, published: OpenPage, page: str, key: str, part: str
) -> None:
    app = published(page, **HOME)
    app.button(key=f"{key}-unduh").click().run()
    assert faults(app) == []
    lines = ElementTree.fromstring(app.code[-1].value)
    path, _, query = lines.get("src", "").partition("sematan/")[2].partition("?")
    assert path == part
    shown = client.get(f"/{path}?{query}").text
    assert f"<title>{lines.get('title')} – SPBE Analytics</title>" in shown
    assert int(lines.get("height", "0")) > 300


@pytest.mark.usefixtures("client")
def test_another_picture_than_the_document_has_is_not_offered(published: OpenPage) -> None:
    app = published("perbandingan", **HOME)
    app.button(key="perbandingan-unduh").click().run()
    assert faults(app) == []
    assert len(app.code) == 0


def test_what_people_keep_is_left_out(
    published_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "spbe.db"
    copy(published_database, database)
    monkeypatch.setenv("SPBE_EMBED_SITES", "*")
    with product(database, load_published=False):
        opened = TestClient(embedded.application(settings().embed_sites, lambda: ""))
        before = opened.get("/tren?tahun=2024&daerah=73.22").text
        cache.workspace().targets.keep([Target("73.22", 2025, "spbe-59-2020", 3.0, "RPJMD")], "Sari")
        assert cache.workspace().targets.current("73.22")["value"].tolist() == [3.0]
        assert opened.get("/tren?tahun=2024&daerah=73.22").text == before

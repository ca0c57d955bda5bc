"""One goal and one plan on all pages: the predicate that stands decides, and one address gives one plan."""

import json
import re
import sys
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics import cli
from tests.app.reading import faults, figures, headline, plain, said

pytestmark = pytest.mark.xdist_group("app-published")

OpenPage = Callable[..., AppTest]
PAGES = ("ringkasan", "profil", "prioritas", "simulasi")


def steps(app: AppTest) -> list[str]:
    """Return the rows of the first table of a plan: code, name, levels, gain and index."""
    (table, *_) = [part.proto.body for part in app.get("html") if "kenaikan</td>" in part.proto.body]
    rows = [" ".join(re.findall(r"<td[^>]*>(.*?)</td>", row)) for row in table.split("<tr")]
    return [plain(unescape(row)) for row in rows if re.match(r"[DAI]\d", row)]


ADDRESSES = [
    ("73.22", {"daerah": "Kabupaten Luwu Utara"}),
    ("73.22", {"daerah": "Kabupaten Luwu Utara", "kunci": "A8 Layanan Publik"}),
    ("33.25", {"daerah": "Kabupaten Batang", "upaya": "Tingkat tinggi lebih berat"}),
    ("61.05", {"daerah": "Kabupaten Sintang", "sasaran": "Sangat Baik, mulai 3,50", "kunci": "D2 Tata Kelola"}),
    ("18.71", {"daerah": "Kota Bandar Lampung", "upaya": "Layanan lebih berat", "sasaran": "Memuaskan, mulai 4,20"}),
    ("18.71", {"daerah": "Kota Bandar Lampung", "kunci": "I45 Publik Sektor 1"}),
]


@pytest.mark.parametrize(("region", "address"), ADDRESSES, ids=lambda part: part if isinstance(part, str) else "")
def test_one_address_gives_one_plan(
    published: OpenPage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], region: str,
    address: dict[str, str],
) -> None:  # fmt: skip
    """*Prioritas*, the *Simulasi* it links to, and ``path`` with what stands in the address."""
    priority = published("prioritas", **address, tahun="2024")
    (link,) = [part.proto for part in priority.get("page_link") if "Simulasi" in part.proto.label]
    along = {name: found[0] for name, found in parse_qs(link.query_string).items()}
    for name in ("sasaran", "upaya", "kunci"):
        assert name not in address or along[name] == address[name]
    linked = {"daerah": address["daerah"], "tahun": "2024"} | along
    planned = published("simulasi", **linked)
    assert faults(priority) == faults(planned) == []
    assert steps(priority)
    assert steps(planned) == steps(priority)

    options = {"--target": along["sasaran"], "--effort": along["upaya"], "--lock": along.get("kunci", "")}
    called = ["spbe_analytics", "path", "--region", region, "--year", "2024", "--json"]
    monkeypatch.setattr(sys, "argv", [*called, *(part for pair in options.items() for part in pair)])
    capsys.readouterr()
    with pytest.raises(SystemExit):
        cli.main()
    plan = json.loads(capsys.readouterr().out)
    assert [(row.split()[0], row.split()[-2]) for row in steps(priority)] == [
        (move["node"], f"+{move['gain']:.4f}".replace(".", ",")) for move in plan["plan"]
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("daerah", "tahun", "following", "never"),
    [
        ("Kabupaten Nias Barat", "2023", "Baik", "Cukup"),  # 1,80 printed Cukup, exactly less
        ("Kabupaten Boven Digoel", "2023", "Baik", "Cukup"),
        ("Kabupaten Luwu", "2024", "Baik", "Cukup"),  # 2,60 printed Cukup, exactly less
        ("Kabupaten Wonogiri", "2024", "", "Memuaskan"),  # 4,20 printed Memuaskan
    ],
)
def test_the_next_predicate_lies_above_the_one_shown(
    published: OpenPage, page: str, daerah: str, tahun: str, following: str, never: str
) -> None:
    app = published(page, daerah=daerah, tahun=tahun)
    assert faults(app) == []
    text = said(app) + " ".join(metric.delta or "" for metric in app.metric) + " ".join(figures(app))
    assert f"untuk {never}" not in text
    assert f"ke {never}" not in text.replace("poin ke", "")
    assert not following or re.search(rf"(untuk|ke) {following}\b", text)
    assert following or "predikat tertinggi" in text or "sudah Memuaskan" in headline(app)
    assert "0,00–0,01" not in text
    assert "kurang 0,00" not in text


@pytest.mark.parametrize(
    ("daerah", "written", "threshold"),
    [
        ("Kabupaten Tapanuli Utara", "3,499", "3,50"),
        ("Kabupaten Puncak Jaya", "2,599", "2,60"),
        ("Kota Bogor", "4,195", "4,20"),
    ],
)
def test_an_index_that_misses_the_threshold_is_not_written_as_it(
    published: OpenPage, daerah: str, written: str, threshold: str
) -> None:
    """What one domain alone comes to: 3,50 beside the threshold 3,50 could not be "not enough"."""
    text = said(published("prioritas", daerah=daerah, tahun="2024"))
    missed = re.findall(r"<td[^>]*>([\d,]+)</td><td[^>]*>[^<]*\(tidak cukup\)", text)
    assert written in missed
    assert threshold not in missed

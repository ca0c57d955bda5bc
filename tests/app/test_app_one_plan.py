"""One goal and one plan on all pages: the predicate that stands decides, and one address gives one plan."""

import io
import json
import re
import sys
from collections.abc import Callable
from functools import partial
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics import cli
from spbe_analytics.analysis.followup import actions_of_plan
from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.proposal import lines, settled
from spbe_analytics.analysis.planning.written import read, write
from spbe_analytics.entries.fields import figure
from spbe_analytics.entries.plan import PARAMETERS
from spbe_analytics.schema import Key
from spbe_analytics.ui.kit import cache
from spbe_analytics.ui.plan.documents import plan_book
from tests.app.reading import faults, figures, headline, plain, said

pytestmark = pytest.mark.xdist_group("app-published")

OpenPage = Callable[..., AppTest]
STEP = re.compile(r"(\d )?[DAI]\d")
PAGES = ("ringkasan", "profil", "prioritas", "simulasi")


def steps(app: AppTest) -> list[str]:
    """Return the rows of the first table of a plan: code, name, levels, gain and index, without its year."""
    (table, *_) = [part.proto.body for part in app.get("html") if "kenaikan</td>" in part.proto.body]
    rows = [" ".join(re.findall(r"<td[^>]*>(.*?)</td>", row)) for row in table.split("<tr")]
    return [plain(unescape(row)).removeprefix(row[:2] if row[0].isdigit() else "") for row in rows if STEP.match(row)]


LAMPUNG = ("18.71", "Kota Bandar Lampung", "2024")
ADDRESSES = [
    (("73.22", "Kabupaten Luwu Utara", "2024"), {}),
    (("73.22", "Kabupaten Luwu Utara", "2024"), {"kunci": "A8 Layanan Publik"}),
    (("73.22", "Kabupaten Luwu Utara", "2024"), {"lama": "2", "wajib": "D1", "pelaksana": "D1 Bagian Organisasi"}),
    (("33.25", "Kabupaten Batang", "2024"), {"upaya": "Tingkat tinggi lebih berat"}),
    (("61.05", "Kabupaten Sintang", "2024"), {"sasaran": "Sangat Baik, mulai 3,50", "kunci": "D2 Tata Kelola"}),
    (("61.05", "Kabupaten Sintang", "2024"), {"anggaran": "6", "kunci": "D4"}),
    (LAMPUNG, {"upaya": "Layanan lebih berat", "sasaran": "Memuaskan, mulai 4,20"}),
    (LAMPUNG, {"kunci": "I45 Publik Sektor 1"}),
    (LAMPUNG, {"kunci": "I13 Rencana, Anggaran"}),
    (LAMPUNG, {"kunci": "A8-I11", "lama": "3", "langkah": "1", "wajib": "I1-I2", "cadangan": "0_05"}),
    (LAMPUNG, {"sasaran": "3.2", "upaya": "tinggi", "upaya_butir": "I45.3-I11.0_5"}),
    (LAMPUNG, {"anggaran": "12", "langkah": "1"}),
    (LAMPUNG, {"pilihan": "B", "kunci": "D1", "pelaksana": "I11-I12 Bappeda & Litbang, Bidang 1"}),
]


def path(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], region: str, year: str, *options: str
) -> dict[str, Any]:
    """Run ``path`` and return what it says as JSON."""
    called = ["spbe_analytics", "path", "--region", region, "--year", year, "--json", *options]
    monkeypatch.setattr(sys, "argv", called)
    capsys.readouterr()
    with pytest.raises(SystemExit):
        cli.main()
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def shown(plan: dict[str, Any]) -> list[tuple[str, str]]:
    return [(move["node"], f"+{move['gain']:.4f}".replace(".", ",")) for move in plan["plan"]]


def address(app: AppTest) -> dict[str, list[str]]:
    """Return what of a plan stands in the address of a page."""
    held = {name: app.query_params[name] for name in PARAMETERS if name in app.query_params}
    return {name: found if isinstance(found, list) else [found] for name, found in held.items()}


@pytest.mark.parametrize(("whose", "chosen"), ADDRESSES)
def test_one_address_gives_one_plan_everywhere(
    published: OpenPage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    whose: tuple[str, str, str], chosen: dict[str, str],
) -> None:  # fmt: skip
    """*Prioritas*, the *Simulasi* it links to, a kept scenario, the workbook, the actions and ``path``: one plan."""
    region, name, year = whose
    filters = {"daerah": name, "tahun": year}
    priority = published("prioritas", **filters, **chosen)
    assert faults(priority) == []
    assert "dilewati" not in said(priority)
    (link,) = [part.proto for part in priority.get("page_link") if "Simulasi" in part.proto.label]
    along = parse_qs(link.query_string)
    assert along == address(priority)
    planned = published("simulasi", **filters, **{key: found[0] for key, found in along.items()})
    assert faults(planned) == []
    assert address(planned) == along
    assert steps(priority)
    gains = [(row.split()[0], row.split()[-2]) for row in steps(priority)]
    assert [(row.split()[0], row.split()[-2]) for row in steps(planned)] == gains

    told = path(monkeypatch, capsys, region, year, "--link", f"http://127.0.0.1/simulasi?{link.query_string}")
    assert shown(told) == gains

    snapshot = cache.snapshot()
    start = position(snapshot, snapshot.catalogue.for_year(int(year)), region, int(year), "final")
    whole = settled(start, read(start, along)[0])
    made = lines(start, whole)
    assert [(line.node, f"+{float(line.gain):.4f}".replace(".", ",")) for line in made] == gains
    key = Key(region, int(year), "final", start.instrument.id)
    scenarios = cache.workspace().scenarios
    scenarios.keep(key, "Uji", write(whole), "Sari")
    assert read(start, scenarios.of(key)[0].plan) == (whole, ())
    again = published("simulasi", **filters, isi="Simpan dan bandingkan")
    next(button for button in again.button if button.label == "Buka").click().run()
    assert address(again) == write(whole)
    scenarios.remove(key, "Uji", "Sari")
    kept = path(monkeypatch, capsys, region, year, "--link", urlencode(address(again), doseq=True))
    assert shown(kept) == gains

    sheet = openpyxl.load_workbook(io.BytesIO(plan_book(start, whole)))["Rencana"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if isinstance(row[0].value, int)]
    assert [(row[1], row[5] or "", row[6]) for row in rows] == [(line.node, line.unit, line.year) for line in made]
    assert [row[9] for row in rows] == [float(line.gain) for line in made]
    actions = actions_of_plan(start, made)
    assert [(one.node, one.unit, one.due.year, figure(one.gain)) for one in actions] == [
        (line.node, line.unit, int(year) + line.year, line.gain) for line in made
    ]


def test_options_of_the_command_give_the_plan_of_the_address(
    published: OpenPage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    published("prioritas")
    run = partial(path, monkeypatch, capsys, "18.71", "2024")
    options = (
        "--target", "Sangat Baik", "--effort", "tinggi", "--lock", "A8,I11", "--require", "I1", "--years", "2",
        "--max-step", "1", "--margin", "0,02", "--factor", "I12.2", "--option", "B",
    )  # fmt: skip
    query = (
        "sasaran=Sangat+Baik&upaya=tinggi&kunci=A8-I11&wajib=I1&lama=2&langkah=1&cadangan=0_02&upaya_butir=I12.2&"
        "pilihan=B"
    )
    assert run(*options) == run("--link", query)
    assert run("--budget", "7") == run("--link", "?anggaran=7")


def test_a_choice_on_one_page_is_there_on_the_other_and_back(published: OpenPage) -> None:
    """What is chosen on *Simulasi* counts on *Prioritas*, and what is chosen there counts on *Simulasi* again."""
    app = published("simulasi", daerah="Kota Bandar Lampung", tahun="2024")
    app.selectbox(key="syarat-sasaran").set_value("Memuaskan").run()
    app.selectbox(key="syarat-upaya").set_value("tinggi").run()
    app.selectbox(key="syarat-lama").set_value(3).run()
    app.selectbox(key="syarat-langkah").set_value("2").run()
    app.multiselect(key="syarat-kunci").set_value(["I45"]).run()
    app.multiselect(key="syarat-wajib").set_value(["I3"]).run()
    app.multiselect(key="syarat-upaya_butir").set_value(["I12"]).run()
    app.number_input(key="syarat-upaya-I12").set_value(3.5).run()
    assert faults(app) == []
    whole = {
        "sasaran": ["Memuaskan"], "upaya": ["tinggi"], "lama": ["3"], "langkah": ["2"], "kunci": ["I45"],
        "wajib": ["I3"], "upaya_butir": ["I12.3_5"],
    }  # fmt: skip
    assert address(app) == whole
    rows = [row.split() for row in steps(app)]
    app.switch_page("pages/profil.py").run()
    app.switch_page("pages/prioritas.py").run()
    assert faults(app) == []
    assert address(app) == whole
    assert [row.split() for row in steps(app)] == rows
    assert "3 tahun; paling banyak 2 tingkat setahun; wajib naik I3; upaya sendiri I12 3,5" in said(app)
    app.multiselect(key="syarat-kunci").set_value(["I45", "I46"]).run()
    app.switch_page("pages/simulasi.py").run()
    assert address(app) == whole | {"kunci": ["I45-I46"]}
    assert app.multiselect(key="syarat-kunci").value == ["I45", "I46"]
    assert app.number_input(key="syarat-upaya-I12").value == 3.5
    assert app.selectbox(key="syarat-lama").value == 3


def test_another_region_has_its_own_plan_and_the_first_is_still_there(published: OpenPage) -> None:
    app = published("simulasi", daerah="Kota Bandar Lampung", tahun="2024", ubah="I12.3", kunci="I45", lama="2")
    app.selectbox(key="daerah").set_value("33.25").run()
    assert faults(app) == []
    assert address(app) == {"sasaran": ["Memuaskan"], "upaya": ["sama"], "lama": ["2"], "kunci": ["I45"]}
    app.selectbox(key="daerah").set_value("18.71").run()
    assert address(app)["ubah"] == ["I12.3"]
    assert app.multiselect(key="syarat-kunci").value == ["I45"]


def test_what_an_address_says_and_there_is_not_is_mended_and_said(published: OpenPage) -> None:
    wrong = {"sasaran": "Baik", "upaya": "entah", "kunci": "I99", "ubah": "I12.9"}
    for page in ("prioritas", "simulasi"):
        app = published(page, daerah="Kota Bandar Lampung", tahun="2024", **wrong)
        assert faults(app) == []
        text = said(app).replace("\\", "")
        assert "Sasaran “Baik” tidak ada; dipakai Sangat Baik." in text
        assert "Anggapan upaya “entah” tidak ada; dipakai Semua kenaikan sama." in text
        assert "Kunci: “I99” tidak cocok dengan daerah dan tahun ini; dilewati." in text
        assert address(app) == {"sasaran": ["Sangat Baik"], "upaya": ["sama"]}
        assert "tidak ada; dipakai" not in said(app.run())


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


def test_another_plan_takes_the_place_of_one_that_was_taken_over_as_it_is(published: OpenPage) -> None:
    app = published("simulasi", daerah="Kota Bandar Lampung", tahun="2024")
    app.button(key="pakai").click().run()
    first = address(app)["ubah"]
    app.button_group(key="syarat-pilihan").set_value("Rencana B").run()
    second = address(app)
    assert faults(app) == []
    assert second["pilihan"] == ["B"]
    assert second["ubah"] != first
    assert "milik rencana yang sudah dipakai" not in said(app)
    own = published("simulasi", daerah="Kota Bandar Lampung", tahun="2024", ubah="I12.3")
    assert "milik rencana yang sudah dipakai" in said(own)


def test_ranks_wait_for_others_on_every_page(published: OpenPage) -> None:
    """Of few governments nothing is ranked, whatever is tried."""
    app = published("simulasi", daerah="Kabupaten Aceh Tengah", tahun="2025")
    assert "Peringkat provinsi" in said(app)
    assert "menunggu data daerah lain" in said(app)
    assert " dari 3" not in said(app)


def test_a_plan_before_a_new_instrument_says_so(published: OpenPage) -> None:
    told = {year: said(published("simulasi", daerah="Kabupaten Aceh Tengah", tahun=year)) for year in ("2024", "2025")}
    assert "Mulai 2026 penilaian memakai Pemdi" in told["2025"]
    assert "penilaian memakai" not in told["2024"]

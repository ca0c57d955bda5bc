"""The part *Target* of the page *Tren*: typed, uploaded, shown, taken away."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from spbe_analytics.analysis.planning.achievement import TargetState
from spbe_analytics.charts import palette
from spbe_analytics.entries.target import Target
from spbe_analytics.ingest.reader import first_rows
from spbe_analytics.ingest.target_table import read_targets
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import to_xlsx
from spbe_analytics.schema import Stage
from spbe_analytics.ui.kit import cache
from spbe_analytics.ui.tren import target_upload
from spbe_analytics.ui.tren.targets import sentence
from tests.app.conftest import OpenPage, open_page, product
from tests.app.reading import faults, headline, said, subheadings

pytestmark = pytest.mark.xdist_group("app-targets")

SPBE, PEMDI = "spbe-59-2020", "pemdi-8-2026"
PLAN = "RPJMD 2021–2026"
HOME = {"daerah": "Kabupaten Luwu Utara", "tahun": "2024", "isi": "Target"}


@pytest.fixture
def own(use_database: Callable[..., str], published_database: Path, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens pages of an app on a database that this test alone may change."""
    use_database(published_database)
    with product(tmp_path / "own.db", load_published=True):
        yield open_page


def kept() -> list[tuple[int, str, float, str]]:
    """The targets of Luwu Utara that count now."""
    found = cache.workspace().targets.current("73.22")
    return list(zip(found["year"], found["instrument"], found["value"], found["document"], strict=True))


def keep(*rows: tuple[int, str, float]) -> None:
    targets = [Target("73.22", year, name, value, PLAN) for year, name, value in rows]
    cache.workspace().targets.keep(targets, "Sari")


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def typed(app: AppTest, year: int, value: str, document: str = PLAN, who: str = "Sari") -> AppTest:
    app.number_input(key="target_tahun").set_value(year)
    app.text_input(key="target_value").input(value)
    app.text_input(key="target_document").input(document)
    app.text_input(key="nama-target").input(who)
    return press(app, "Simpan target")


def test_a_typed_target_is_compared_at_once(own: OpenPage) -> None:
    app = own("tren", **HOME)
    charts = len(app.get("plotly_chart"))
    assert "Luwu Utara belum mempunyai target yang dicatat" in subheadings(app)
    app = typed(app, 2024, "3,10")
    assert faults(app) == []
    assert kept() == [(2024, SPBE, 3.1, PLAN)]
    assert "Luwu Utara mencapai target 2024: 3,26 dari 3,10 (105,16%)" in subheadings(app)
    assert [toast.value.replace("\\", "") for toast in app.toast] == ["Target 2024 tersimpan: 3,10."]
    assert len(app.get("plotly_chart")) == charts + 1
    app = typed(app, 2024, "3,3")
    assert "Luwu Utara belum mencapai target 2024: 3,26 dari 3,30 (98,79%)" in subheadings(app)


@pytest.mark.parametrize(
    ("value", "document", "who", "reason"),
    [
        ("Baik", PLAN, "Sari", "“Baik” bukan angka"),
        ("", PLAN, "Sari", "Isi angka target"),
        ("7", PLAN, "Sari", "di luar skala 1 sampai 5"),
        ("3,1", "", "Sari", "Isi dokumen"),
        ("3,1", PLAN, " ", "Isi nama"),
    ],
)
def test_what_cannot_be_right_is_said_and_not_kept(
    own: OpenPage, value: str, document: str, who: str, reason: str
) -> None:
    app = typed(own("tren", **HOME), 2024, value, document, who)
    assert app.exception == []
    assert reason in "\n".join(item.value for item in app.warning)
    assert kept() == []


def test_a_target_written_as_another_instrument_is_shown_with_the_reason(own: OpenPage) -> None:
    app = own("tren", **HOME)
    app.selectbox(key="target_instrumen").set_value(SPBE)
    app = typed(app, 2027, "3,6")
    assert kept() == [(2027, SPBE, 3.6, PLAN)]
    (warning,) = [item.value for item in app.warning]
    assert "Target 2027 ditulis menurut SPBE 2021–2025, padahal nilainya menurut Pemdi 2026" in warning
    assert "Target Luwu Utara untuk 2027 belum dapat dibandingkan dengan nilai" in subheadings(app)


def with_targets(app: AppTest) -> int:
    """Return how many pictures have a line of targets."""
    return sum("triangle-up" in chart.proto.spec for chart in app.get("plotly_chart"))


def test_the_line_of_targets_is_in_the_trend_until_it_is_taken_away(own: OpenPage) -> None:
    own("tren", **HOME)
    keep((2023, SPBE, 3.2), (2024, SPBE, 3.1), (2026, PEMDI, 2.2))
    trend = own("tren", **HOME | {"isi": "Perkembangan"})
    assert with_targets(trend) == 1
    trend.segmented_control[0].set_value("Layanan")
    assert with_targets(trend.run()) == 0  # targets are of the index

    app = own("tren", **HOME)
    assert with_targets(app) == 1
    assert "Pemdi 2026" in app.get("plotly_chart")[0].proto.spec
    assert "1 dari 2 target tercapai" in "\n".join(subheadings(app))

    box = app.selectbox(key="target_pilih")
    app.selectbox(key="target_pilih").set_value(next(text for text in box.options if text.startswith("2023")))
    app.text_input(key="nama-target-hapus").input("Budi")
    app = press(app, "Hapus")
    assert faults(app) == []
    assert [year for year, *_ in kept()] == [2024, 2026]


def upload(app: AppTest, content: bytes, name: str = "target.csv") -> AppTest:
    (field,) = [item for item in app.get("file_uploader") if str(item.key).startswith("berkas-target-unggah")]
    field.upload(name, content, "text/csv")
    return app.run()


def test_a_file_of_targets_is_shown_and_kept_whole(own: OpenPage) -> None:
    text = f"Daerah;Tahun;Target;Dokumen\nKab. Luwu Utara;2024;3,10;{PLAN}\nKota Palopo;2024;2,50;{PLAN}\n"
    app = upload(own("tren", **HOME), text.encode("utf-8-sig"))
    assert faults(app) == []
    assert "Kota Palopo" in said(app)
    assert kept() == []
    app.text_input(key="nama-target-unggah").input("Sari")
    app = press(app, "Simpan 2 target")
    assert faults(app) == []
    assert kept() == [(2024, SPBE, 3.1, PLAN)]
    assert len(cache.workspace().targets.current()) == 2


def test_a_file_with_a_doubt_is_explained_and_nothing_is_kept(own: OpenPage) -> None:
    app = upload(own("tren", **HOME), f"Tahun;Target;Dokumen\n2024;3,1;{PLAN}\n2025;9;{PLAN}\n".encode())
    assert "Target “9” bukan angka indeks 1 sampai 5" in said(app)
    assert not [button for button in app.button if button.label.startswith("Simpan 1")]
    assert "Belum dapat disimpan" in said(app)


def test_a_hostile_file_is_refused_by_the_guard(own: OpenPage) -> None:
    app = upload(own("tren", **HOME), b"PK\x03\x04 bukan buku kerja", "jahat.xlsx")
    assert app.exception == []
    assert "bukan buku kerja yang dapat dibaca" in said(app)
    assert kept() == []


def test_the_list_to_fill_in_is_read_back(own: OpenPage) -> None:
    own("tren", **HOME)
    keep((2024, SPBE, 3.1), (2027, SPBE, 3.6))
    view = _view()
    rows = target_upload.to_fill(view, cache.workspace().targets.current("73.22"))
    assert rows["year"].tolist() == [2024, 2025, 2026, 2027, 2028, 2029]
    content = to_xlsx(rows, target_upload.form_columns(), "Target indeks")
    reading = read_targets("x.xlsx", first_rows(content, "x.xlsx", 99))
    assert [(row.target.year, row.target.instrument, row.target.value) for row in reading.rows] == [
        (2024, SPBE, 3.1),
        (2027, SPBE, 3.6),
    ]
    assert {item.code for item in reading.findings} == {"target-empty", "target-instrument-differs"}


def test_the_nation_has_no_targets(own: OpenPage) -> None:
    app = own("tren", tahun="2024", isi="Target")
    assert faults(app) == []
    assert headline(app)
    assert "Target ada untuk satu daerah." in said(app)


def _view() -> View:
    snapshot, home = cache.snapshot(), gazetteer()["73.22"]
    return View(snapshot, palette(False), snapshot.catalogue[SPBE], 2024, Stage.FINAL, home, "kabupaten", None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param([], "Palopo belum mempunyai target yang dicatat", id="none"),
        pytest.param(
            [(2026, 3.0, None, None, TargetState.UNKNOWN, "")],
            "Target Palopo untuk 2026 belum dapat dibandingkan dengan nilai",
            id="unknown",
        ),
        pytest.param(
            [(2026, 3.0, None, None, TargetState.UNKNOWN, ""), (2027, 3.0, 2.0, None, TargetState.APART, "Lain")],
            "Target Palopo untuk 2026 dan 2027 belum dapat dibandingkan dengan nilai",
            id="two unknown",
        ),
        pytest.param(
            [(2024, 2.5, 3.0, 120.0, TargetState.REACHED, "")],
            "Palopo mencapai target 2024: 3,00 dari 2,50 (120,00%)",
            id="above",
        ),
        pytest.param(
            [(2024, 3.0, 3.0, 100.0, TargetState.REACHED, "")],
            "Palopo mencapai target 2024: 3,00 dari 3,00 (100,00%)",
            id="equal",
        ),
        pytest.param(
            [(2024, 3.0, 2.4, 80.0, TargetState.MISSED, "")],
            "Palopo belum mencapai target 2024: 2,40 dari 3,00 (80,00%)",
            id="below",
        ),
        pytest.param(
            [(2024, 2.6, 2.6, 100.0, TargetState.MISSED, "Tercetak sama, tetapi pasti di bawahnya")],
            "Palopo belum mencapai target 2024: 2,60 dari 2,60, tercetak sama, tetapi pasti di bawahnya",
            id="equal as printed, below exactly",
        ),
        pytest.param(
            [(2024, 2.99, 2.987, 99.9, TargetState.MISSED, "Selisihnya kurang dari 0,005")],
            "Palopo belum mencapai target 2024: 2,99 dari 2,99, selisihnya kurang dari 0,005",
            id="equal as shown, below exactly",
        ),
        pytest.param(
            [(2023, 3.0, 2.4, 80.0, TargetState.MISSED, ""), (2024, 2.5, 3.0, 120.0, TargetState.REACHED, "")],
            "Palopo mencapai target 2024: 3,00 dari 2,50 (120,00%); 1 dari 2 target tercapai",
            id="several",
        ),
    ],
)  # fmt: skip
def test_sentence(rows: list[tuple[object, ...]], said: str) -> None:
    columns = ["year", "target", "result", "achievement", "state", "reason"]
    assert sentence("Palopo", pd.DataFrame(rows, columns=columns)) == said

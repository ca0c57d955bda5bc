"""*Tren*: no line and no change crosses two instruments, and every value names what it rests on."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from spbe_analytics.analysis import series
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.averages import Statistic
from spbe_analytics.charts import palette, trend
from spbe_analytics.instruments import Catalogue
from spbe_analytics.parts.view import bands_of
from spbe_analytics.schema import Stage
from spbe_analytics.settings import settings
from spbe_analytics.store import NewBatch, Store
from tests.app.reading import subheadings
from tests.charts.checked import checked

ROOT = Path(__file__).resolve().parents[2]
LUWU_UTARA, DENPASAR, BANDAR_LAMPUNG = "73.22", "51.71", "18.71"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch, catalogue: Catalogue) -> Snapshot:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('tren') / 'spbe.db'}")
    store.commit(published_batch)
    found = Snapshot.of(1, store.values(), store.records(), catalogue, store.cells)
    store.close()
    return found


def test_no_trace_spans_two_instruments(snapshot: Snapshot, catalogue: Catalogue) -> None:
    line = series.region_line(snapshot, DENPASAR, Stage.FINAL, own=True)
    assert set(line["segment"]) == {"spbe-5-2018", "spbe-59-2020"}
    bands = pd.concat([bands_of(catalogue[name]).assign(segment=name) for name in line["segment"].unique()])
    years = [
        {int(year) for year, _ in trace.customdata}
        for trace in checked(trend(line, bands, palette(dark=False)), "").data
        if trace.meta
    ]
    assert len(years) == 2
    for drawn in years:
        assert len({catalogue.for_year(year) for year in drawn}) == 1


def test_changes_give_the_reason_where_there_is_none(snapshot: Snapshot, catalogue: Catalogue) -> None:
    line = series.region_line(snapshot, DENPASAR, Stage.FINAL, own=True)
    rows = series.yearly_changes(line, catalogue, {2023, 2024}, 2024).set_index("year")
    assert rows["note"].to_dict() == {
        2019: "", 2020: "tidak ada data", 2021: "instrumen berganti", 2022: "tidak ada data",
        2023: "tidak ada nilai 2022", 2024: "",
    }  # fmt: skip
    assert rows["change"].dropna().to_dict() == {2019: 0.69, 2024: 0.16}


def test_a_change_across_a_break_is_missing_even_between_neighbouring_years(catalogue: Catalogue) -> None:
    line = pd.DataFrame({"year": [2019, 2020, 2021, 2022], "value": [2.0, 2.5, 1.5, 1.75]})
    rows = series.yearly_changes(line, catalogue, set(), 2022)
    assert rows["label"].tolist() == ["2020", "2021", "2022"]
    assert rows["change"].isna().tolist() == [False, True, False]
    assert rows["note"].tolist() == ["", "instrumen berganti", ""]


@pytest.mark.parametrize(("covered", "note"), [({2024}, "tidak dinilai"), (set(), "tidak ada data")])
def test_a_missing_last_year_is_listed(catalogue: Catalogue, covered: set[int], note: str) -> None:
    line = pd.DataFrame({"year": [2022, 2023], "value": [2.0, 2.5]})
    rows = series.yearly_changes(line, catalogue, covered, 2024)
    assert rows[["year", "note"]].values.tolist() == [[2023, ""], [2024, note]]


def test_an_empty_line_has_no_changes(catalogue: Catalogue) -> None:
    empty = pd.DataFrame({"year": [], "value": []})
    assert series.yearly_changes(empty, catalogue, set(), 2024).empty


def test_only_years_of_the_official_tables_are_covered(snapshot: Snapshot) -> None:
    assert series.covered_years(snapshot, "kabupaten", Stage.FINAL) == {2023, 2024}
    assert series.covered_years(snapshot, "kabupaten", Stage.SELF) == set()


def test_the_median_is_the_one_of_the_governments(snapshot: Snapshot) -> None:
    line = series.average_line(snapshot, "kabupaten", Stage.FINAL, statistic=Statistic.MEDIAN, province="73").set_index(
        "year"
    )
    mine = snapshot.standings.query("year == 2024 and stage == 'final' and kind == 'kabupaten' and province == '73'")
    assert line.loc[2024, "value"] == mine["index"].median()
    assert line.loc[2024, "count"] == len(mine) == 21
    assert line["series"].unique().tolist() == ["median Sulawesi Selatan"]


def test_every_value_has_basis_and_source(snapshot: Snapshot) -> None:
    known = series.known_values(snapshot, BANDAR_LAMPUNG, Stage.FINAL)
    assert known["source"].str.len().min() > 0
    assert known["year"].is_monotonic_decreasing
    this = known[known["year"] == 2023].set_index("node")
    assert (this.loc["index", "value"], this.loc["index", "basis"]) == (2.1545, "computed")
    assert this.loc["I1", "basis"] == "observed"
    assert this.loc["index", "source"] == this.loc["I1", "source"]
    printed = known[known["year"] == 2022].set_index("node")
    assert printed.loc["index", "basis"] == "published"


@pytest.fixture(scope="module")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database of this module's own behind the pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPBE_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('tren-page') / 'spbe.db'}")
        st.cache_resource.clear()
        settings.cache_clear()
        yield
    st.cache_resource.clear()
    settings.cache_clear()


@pytest.fixture
def page(own_database: None) -> AppTest:  # noqa: ARG001 - it must be there before the page opens
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).switch_page("pages/tren.py")


def drawn(page: AppTest) -> list[dict[str, object]]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def test_the_page_tells_the_story_of_a_region(page: AppTest) -> None:
    page.query_params.update({"daerah": "Kabupaten Luwu Utara", "tahun": "2024"})
    page.run()
    assert not page.exception
    assert page.title[0].value == (
        "Luwu Utara 3,26 pada 2024: naik 0,58 sejak 2021, tetapi Manajemen turun 0,45 sejak 2023"
    )
    assert len(drawn(page)) == 2 + 4
    assert "Dua sumber menyebut nilai berbeda untuk 2021: 2,68 dan 2,69" in subheadings(page)


def test_the_page_draws_what_the_address_says(page: AppTest) -> None:
    page.query_params.update({"daerah": "Kota Denpasar", "tahun": "2024", "butir": "Manajemen"})
    page.run()
    assert not page.exception
    assert page.title[0].value.startswith("Manajemen Denpasar 3,27 pada 2024: naik 1,09 sejak 2021, tetapi turun 0,18")


def test_the_page_of_the_nation_has_no_home(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert page.title[0].value.startswith("Indeks nasional tercetak 3,12 pada 2024: naik 0,88 sejak 2021")


def test_another_stage_without_values_says_what_to_do(page: AppTest) -> None:
    page.query_params.update({"daerah": "Kabupaten Luwu Utara", "tahun": "2023", "tahap": "Penilaian Mandiri"})
    page.run()
    assert not page.exception
    assert page.title[0].value == "Luwu Utara: belum ada nilai pada tahap Penilaian Mandiri"
    assert "Pilih tahap itu di saringan." in page.info[0].value
    assert drawn(page) == []

"""*Metodologi*: the worked example gives the published figure, and no text names a number the data does not hold."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from spbe_analytics.analysis.assess import assess
from spbe_analytics.analysis.evidence.worked import worked_example
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.scoring.display import format_score
from spbe_analytics.settings import settings
from spbe_analytics.store import NewBatch, Store
from spbe_analytics.ui.metodologi.evidence import worked_sentence
from spbe_analytics.ui.metodologi.methodology import exact_weight, years
from spbe_analytics.ui.metodologi.tabs import PARTS
from tests.app.reading import subheadings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch, catalogue: Catalogue) -> Snapshot:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('metodologi') / 'spbe.db'}")
    store.commit(published_batch)
    found = Snapshot.of(1, store.values(), store.records(), catalogue, store.cells)
    store.close()
    return found


def test_the_worked_example_gives_the_published_index(snapshot: Snapshot, published_batch: NewBatch) -> None:
    worked = worked_example(snapshot.assessed("spbe-59-2020"))
    assert worked is not None
    printed = {
        figure.raw
        for record in published_batch.records
        if (record.region, record.year, record.stage) == (worked.region, worked.year, worked.stage)
        for figure in record.figures
        if figure.node == "index"
    }
    assert (worked.region, worked.year, worked.index) == ("18.71", 2023, Fraction("2.1545"))
    assert {format_score(Fraction(text)) for text in printed} == {format_score(worked.index)} == {"2,15"}
    assert format_score(worked.rounded_first) == "2,16"
    assert worked.telling


def test_the_parts_of_the_worked_example_add_up(snapshot: Snapshot) -> None:
    worked = worked_example(snapshot.assessed("spbe-59-2020"))
    assert worked is not None
    assert sum(worked.rows["part"], Fraction(0)) == worked.index
    assert (worked.rows["score"] * worked.rows["weight"]).tolist() == worked.rows["sum"].tolist()
    assert worked_sentence(worked, 2.15) == (
        "0,1820 + 0,4250 + 0,1650 + 1,3825 = 2,1545. Laporan resmi mencetak 2,15. "
        "Membulatkan lebih dulu nilai di atas akan memberi 2,16."
    )


def test_without_all_levels_there_is_no_example(snapshot: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    values = snapshot.values
    some = values[values["node"] != instrument.indicator_codes[0]]
    assert worked_example(assess(instrument, some, snapshot.records)) is None


@pytest.mark.parametrize(
    ("weight", "written"), [("13", "13%"), ("16.5", "16,5%"), ("2.75", "2,75%"), ("10/3", "10/3%")]
)
def test_a_weight_is_written_exactly(weight: str, written: str) -> None:
    assert exact_weight(Fraction(weight)) == written


def test_years_of_an_instrument(catalogue: Catalogue) -> None:
    assert [years(item) for item in catalogue.values()] == ["2018–2020", "2021–2025", "sejak 2026"]


@pytest.fixture(scope="module")
def own_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database of this module's own behind the pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPBE_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('metodologi-page') / 'spbe.db'}")
        st.cache_resource.clear()
        settings.cache_clear()
        yield
    st.cache_resource.clear()
    settings.cache_clear()


@pytest.fixture
def page(own_database: None) -> AppTest:  # noqa: ARG001 - it must be there before the page opens
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).switch_page("pages/metodologi.py")


@pytest.mark.parametrize("short", ["SPBE 2018–2020", "SPBE 2021–2025", "Pemdi 2026"])
@pytest.mark.parametrize("part", PARTS)
def test_each_part_opens_for_each_instrument(page: AppTest, catalogue: Catalogue, short: str, part: str) -> None:
    page.query_params.update({"instrumen": short, "bagian": part})
    page.run()
    assert not page.exception
    instrument = next(item for item in catalogue.values() if item.short == short)
    assert page.title[0].value.startswith(
        f"{instrument.index_name} adalah rata-rata tertimbang {len(instrument.indicators)} indikator"
    )
    assert subheadings(page)


def test_the_rounding_part_tells_what_the_data_proves(page: AppTest) -> None:
    page.query_params.update({"instrumen": "SPBE 2021–2025", "bagian": "Rumus dan predikat"})
    page.run()
    titles = subheadings(page)
    assert "Kota Bandar Lampung 2023: 2,1545 ditampilkan 2,15" in titles
    assert "1.063 dari 1.064 angka tercetak dapat ditelusuri balik" in titles
    assert "Luwu 2024 tercetak 2,60, tetapi Cukup" in titles

"""The figures that ship: all loaded, none twice, conflicts and misprints kept as printed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from spbe_analytics.errors import StoreError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Authority
from spbe_analytics.settings import ROOT
from spbe_analytics.store import NewBatch, Store
from spbe_analytics.store.published import FILES, read_bundle, read_published
from tests.store.stated import stated

PUBLISHED = ROOT / "data" / "published"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch) -> Iterator[Store]:
    """A database with the published figures and nothing else."""
    opened = Store(f"sqlite:///{tmp_path_factory.mktemp('published') / 'spbe.db'}")
    assert opened.commit(published_batch).created
    yield opened
    opened.close()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the published files that a test may spoil."""
    for name in FILES:
        shutil.copy(PUBLISHED / name, tmp_path)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_record_and_figure_is_loaded(loaded: Store) -> None:
    assert len(loaded.records()) == 1263
    assert len(loaded.values()) == 6087


def test_loading_twice_loads_nothing(loaded: Store, catalogue: Catalogue) -> None:
    before = loaded.revision()
    again = loaded.commit(read_published(read_bundle(PUBLISHED), catalogue))
    assert (again.created, loaded.revision(), len(loaded.batches())) == (False, before, 1)


def test_every_figure_knows_the_text_it_was_printed_as_and_its_place(
    loaded: Store, published_values: pd.DataFrame
) -> None:
    values = stated(loaded)
    assert set(values["sheet"]) == {"values.csv"}
    lines = values["cell"].str.removeprefix("F").astype(int) - 2
    printed = published_values.iloc[lines.to_numpy()]
    for column in ("region", "node", "source"):
        assert printed[column].tolist() == values[column].tolist()
    assert printed["printed"].tolist() == values["raw"].tolist()
    assert printed["printed"].astype(float).tolist() == values["value"].tolist()


def test_levels_are_observed_and_all_else_is_published(loaded: Store) -> None:
    values = loaded.values()
    is_level = values["node"].str.match(r"I\d")
    assert set(values.loc[is_level, "basis"]) == {"observed"}
    assert set(values.loc[~is_level, "basis"]) == {"published"}
    assert int(is_level.sum()) == 3 * 47 + 37 + 20


def test_every_record_names_a_source_with_a_title(loaded: Store) -> None:
    records = loaded.records()
    assert not records[["source", "title"]].isna().to_numpy().any()
    assert (records["title"].str.len() > 0).all()


def test_conflicting_sources_are_all_kept_and_the_official_table_wins(loaded: Store) -> None:
    values, records = loaded.values(), loaded.records()
    luwu = values[(values["region"] == "73.17") & (values["year"] == 2024) & (values["node"] == "index")]
    assert luwu.sort_values("place")[["value", "authority", "source"]].to_numpy().tolist() == [
        [2.6, int(Authority.TABLE), "laporan-nasional-2024"],
        [2.6, int(Authority.PRESS), "kabar-public-pemkab-luwu"],
    ]
    said = records[(records["region"] == "73.17") & (records["year"] == 2024)]
    assert said["predicate"].tolist() == ["Cukup", "Baik"]


def test_two_printed_values_of_one_government_are_both_kept(loaded: Store) -> None:
    values = loaded.values()
    two = values[(values["region"] == "73.22") & (values["year"] == 2021) & (values["node"] == "index")]
    assert sorted(two["value"]) == [2.68, 2.69]
    assert sorted(two["place"]) == [1, 2]


def test_rows_are_not_governments(loaded: Store) -> None:
    values = loaded.values()
    index = values[(values["year"] == 2024) & (values["node"] == "index") & values["region"].str.match(r"\d\d\.[0-3]")]
    final = index[index["stage"] == "final"]
    assert (len(index), index["region"].nunique()) == (395, 392)
    assert (len(final), int((final["place"] == 1).sum())) == (394, 392)


def test_misprints_are_flagged_and_shown_as_printed(loaded: Store) -> None:
    records, values = loaded.records(), stated(loaded)
    flagged = records[records["misprint"].astype(bool)]
    assert set(zip(flagged["region"], flagged["year"], strict=True)) == {
        ("16.07", 2023), ("rerata-kota", 2023), ("rerata-provinsi", 2020),
    }  # fmt: skip
    assert flagged["note"].str.contains("Salah cetak").all()
    banyuasin = values[(values["region"] == "16.07") & (values["year"] == 2023)].set_index("node")
    assert (banyuasin.loc["D4", "value"], banyuasin.loc["D4", "raw"]) == (0.3, "0.30")


def test_the_bytes_that_were_loaded_are_kept(loaded: Store) -> None:
    content = loaded.content(loaded.batches()["sha256"].iloc[0])
    for name in FILES:
        assert (PUBLISHED / name).read_bytes() in content


def test_each_record_falls_in_a_year_of_its_instrument(published_records: pd.DataFrame, catalogue: Catalogue) -> None:
    wrong = [row for row in published_records.itertuples() if not catalogue[row.instrument].covers(int(row.year))]
    assert wrong == []


def test_printed_predicates_are_those_of_their_instrument(
    published_records: pd.DataFrame, catalogue: Catalogue
) -> None:
    wrong = [
        row
        for row in published_records.itertuples()
        if row.predicate and catalogue[row.instrument].predicate_named(row.predicate) is None
    ]
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_an_error_for_a_person(copy: Path, catalogue: Catalogue, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(StoreError, match=rf"{name}.*SPBE_PUBLISHED_DIR"):
        read_published(read_bundle(copy), catalogue)


def test_a_record_of_an_unknown_source_is_an_error(copy: Path, catalogue: Catalogue) -> None:
    spoil(copy, "records.csv", "diskominfo-denpasar", "dinas-lain")
    with pytest.raises(StoreError, match=r"records\.csv baris \d+ \(51\.71 2018\): sumber “dinas-lain”"):
        read_published(read_bundle(copy), catalogue)


def test_a_record_of_an_unknown_instrument_is_an_error(copy: Path, catalogue: Catalogue) -> None:
    spoil(copy, "records.csv", "spbe-5-2018", "spbe-9-1999")
    with pytest.raises(StoreError, match=r"records\.csv baris 2 .*instrumen “spbe-9-1999” tidak dikenal"):
        read_published(read_bundle(copy), catalogue)


def test_a_figure_without_record_is_an_error(copy: Path, catalogue: Catalogue) -> None:
    spoil(copy, "values.csv", "51.08,2018,", "51.08,2017,")
    with pytest.raises(
        StoreError, match=r"values\.csv baris 3 \(51\.08 2017\): penilaiannya tidak ada di records\.csv"
    ):
        read_published(read_bundle(copy), catalogue)

"""Lines over the years: no line joins two instruments, and a misprinted average is not drawn."""

import pandas as pd
import pytest

from spbe_analytics.analysis import series
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue


def values(line: pd.DataFrame) -> dict[int, float]:
    return dict(zip(line["year"], line["value"].round(2), strict=True))


def test_luwu_utara(published: Snapshot) -> None:
    line = series.region_line(published, "73.22", "final", own=True)
    assert values(line) == {2021: 2.68, 2022: 2.93, 2023: 3.18, 2024: 3.26}
    assert line["own"].all()
    assert not line["hollow"].any()
    assert set(line["series"]) == {"Luwu Utara"}


def test_a_missing_year_has_no_row(published: Snapshot) -> None:
    line = series.region_line(published, "35.10", "final", own=False)
    assert line["year"].tolist() == [2019, 2021, 2023, 2024, 2025]
    assert not line["own"].any()


def test_what_we_computed_is_hollow(published: Snapshot) -> None:
    line = series.region_line(published, "18.71", "final", own=True)
    assert dict(zip(line["year"], line["hollow"], strict=True)) == {2021: True, 2022: False, 2023: True, 2024: True}


@pytest.mark.parametrize("region", ["35.10", "73.17", "51.71"])
def test_no_series_joins_two_instruments(published: Snapshot, catalogue: Catalogue, region: str) -> None:
    line = series.region_line(published, region, "final", own=True)
    assert line["segment"].nunique() > 1
    for segment, part in line.groupby("segment"):
        assert all(catalogue[str(segment)].covers(int(year)) for year in part["year"])
    assert not line.duplicated("year").any()


@pytest.mark.parametrize("kind", ["kabupaten", "kota", "provinsi", None])
def test_averages_stay_within_their_instrument(published: Snapshot, catalogue: Catalogue, kind: str | None) -> None:
    line = series.average_line(published, kind, "final")
    assert {2021, 2022, 2023, 2024} <= set(line["year"])
    assert not line.duplicated("year").any()
    assert all(catalogue[segment].covers(year) for segment, year in zip(line["segment"], line["year"], strict=True))


def test_the_misprinted_average_of_kota_2023_is_replaced_by_ours(published: Snapshot) -> None:
    printed = published.scores("spbe-59-2020").loc[("rerata-kota", 2023, "final"), "index"]
    assert printed == 2.5
    line = series.average_line(published, "kota", "final").set_index("year")
    assert line.loc[2023, "value"] == pytest.approx(3.0235, abs=5e-5)
    assert line.loc[2023, "hollow"]
    assert line.loc[2022, "value"] == 2.5
    assert not line.loc[2022, "hollow"]


def test_the_misprinted_average_of_provinces_2020_is_not_drawn(published: Snapshot) -> None:
    assert published.scores("spbe-5-2018")["index"].notna()[("rerata-provinsi", 2020, "final")]
    assert 2020 not in set(series.average_line(published, "provinsi", "final")["year"])
    assert 2020 in set(series.average_line(published, "kota", "final")["year"])


def test_a_printed_average_comes_before_ours(published: Snapshot) -> None:
    line = series.average_line(published, "kabupaten", "final").set_index("year")
    assert line.loc[2023, ["value", "hollow"]].tolist() == [2.59, False]
    assert line.loc[2024, "hollow"]
    assert line.loc[2024, "value"] == pytest.approx(2.967, abs=5e-4)
    assert line.loc[2025, ["value", "hollow"]].tolist() == [2.99, False]


def test_years_with_few_governments_have_no_median(published: Snapshot) -> None:
    line = series.median_line(published, "kabupaten", "final")
    assert values(line) == {2023: 2.62, 2024: 2.89}
    assert line["count"].tolist() == [397, 392]
    assert line["hollow"].all()


def test_the_median_of_a_province_names_it(published: Snapshot) -> None:
    line = series.median_line(published, "kabupaten", "final", province="73")
    (name,) = set(line["series"])
    assert name.endswith("Sulawesi Selatan")
    assert values(line)[2024] == 3.01


def test_a_pillar_is_found_by_its_short_name_in_each_instrument(published: Snapshot) -> None:
    line = series.region_line(published, "73.22", "final", "Layanan", own=True)
    assert values(line) == {2022: 3.51, 2023: 3.87, 2024: 4.07}


def test_a_name_that_no_instrument_has_gives_no_line(published: Snapshot) -> None:
    line = series.region_line(published, "73.22", "final", "Tidak Ada", own=True)
    assert line.empty
    assert list(line.columns) == series.COLUMNS

"""Lines over the years: no line joins two instruments, and a misprinted average is not drawn."""

import pandas as pd
import pytest

from spbe_analytics.analysis import series
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.averages import Statistic
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
@pytest.mark.parametrize("printed", [True, False])
def test_averages_stay_within_their_instrument(
    published: Snapshot, catalogue: Catalogue, kind: str | None, printed: bool
) -> None:
    line = printed_line(published, kind) if printed else our_line(published, kind)
    assert set(line["year"]) >= ({2021, 2022} if printed else {2023, 2024})
    assert not line.duplicated("year").any()
    assert all(catalogue[segment].covers(year) for segment, year in zip(line["segment"], line["year"], strict=True))


def printed_line(snapshot: Snapshot, kind: str | None) -> pd.DataFrame:
    return series.printed_line(snapshot, kind, "final")


def our_line(snapshot: Snapshot, kind: str | None, statistic: Statistic = Statistic.MEAN) -> pd.DataFrame:
    return series.average_line(snapshot, kind, "final", statistic=statistic)


def test_a_printed_average_and_ours_are_two_lines(published: Snapshot) -> None:
    printed, ours = printed_line(published, "kabupaten"), our_line(published, "kabupaten")
    assert set(printed["series"]) == {"rata-rata kabupaten, tercetak"}
    assert set(ours["series"]) == {"rata-rata kabupaten"}
    assert values(printed)[2023] == 2.59
    assert 2024 not in values(printed)
    assert values(ours) == {2023: 2.63, 2024: 2.97}
    assert not printed["hollow"].any()
    assert ours["hollow"].all()


def test_misprinted_averages_are_not_drawn(published: Snapshot) -> None:
    assert published.scores("spbe-59-2020").loc[("rerata-kota", 2023, "final"), "index"] == 2.5
    assert published.scores("spbe-5-2018")["index"].notna()[("rerata-provinsi", 2020, "final")]
    assert 2023 not in set(printed_line(published, "kota")["year"])
    assert 2020 not in set(printed_line(published, "provinsi")["year"])
    assert {2020, 2022} <= set(printed_line(published, "kota")["year"])


def test_years_with_few_governments_have_no_median(published: Snapshot) -> None:
    line = our_line(published, "kabupaten", Statistic.MEDIAN)
    assert values(line) == {2023: 2.62, 2024: 2.89}
    assert line["count"].tolist() == [397, 392]


def test_the_median_of_a_province_names_it(published: Snapshot) -> None:
    line = series.average_line(published, "kabupaten", "final", statistic=Statistic.MEDIAN, province="73")
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

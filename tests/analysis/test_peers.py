"""Comparison groups, who of them stands higher, and who rose most."""

import numpy as np
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.weakness.measures import weakness
from spbe_analytics.analysis.weakness.peers import NEAREST, Group, GroupBy, ahead, group_of, risen
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.facts import facts
from spbe_analytics.regions.neighbours import neighbours
from spbe_analytics.schema import INDEX_NODE

LUWU_UTARA = "73.22"


@pytest.fixture(scope="module")
def spbe(published: Snapshot) -> Instrument:
    """The instrument of 2021 to 2025."""
    return published.catalogue["spbe-59-2020"]


def chosen(
    published: Snapshot, spbe: Instrument, by: GroupBy, year: int = 2024, kind: str | None = "kabupaten"
) -> Group:
    return group_of(published, spbe, LUWU_UTARA, year, "final", by, kind)


@pytest.mark.parametrize(
    ("by", "known", "of", "label"),
    [
        (GroupBy.KIND, 392, 416, "kabupaten"),
        (GroupBy.PROVINCE, 21, 21, "kabupaten di Sulawesi Selatan"),
        (GroupBy.ISLAND, 70, 70, "kabupaten di Sulawesi"),
        (GroupBy.POPULATION, 11, 11, "kabupaten berpenduduk serupa"),
        (GroupBy.DENSITY, 11, 11, "kabupaten berkepadatan serupa"),
        (GroupBy.SIZE, 11, 11, "kabupaten berindeks 2023 terdekat"),
        (GroupBy.PROFILE, 11, 11, "kabupaten berprofil terdekat"),
    ],
)
def test_a_group_says_who_is_in_it(
    published: Snapshot, spbe: Instrument, by: GroupBy, known: int, of: int, label: str
) -> None:
    found = chosen(published, spbe, by)
    assert (len(found.regions), found.of, found.label) == (known, of, label)
    assert LUWU_UTARA in found.regions
    assert {gazetteer()[code].kind.value for code in found.regions} == {"kabupaten"}
    assert found.text.endswith(".")


def test_an_island_is_the_one_of_the_region(published: Snapshot, spbe: Instrument) -> None:
    found = chosen(published, spbe, GroupBy.ISLAND, kind=None)
    assert {gazetteer()[code].island for code in found.regions} == {"Sulawesi"}
    assert {gazetteer()[code].kind.value for code in found.regions} == {"kabupaten", "kota", "provinsi"}


def test_the_nearest_by_last_years_index_are_the_nearest(published: Snapshot, spbe: Instrument) -> None:
    found = chosen(published, spbe, GroupBy.SIZE)
    scores = published.scores(spbe.id)[INDEX_NODE]
    own = scores[(LUWU_UTARA, 2023, "final")]
    everybody = chosen(published, spbe, GroupBy.KIND).regions
    apart = {code: abs(scores.get((code, 2023, "final"), np.nan) - own) for code in everybody if code != LUWU_UTARA}
    inside = [apart[code] for code in found.regions if code != LUWU_UTARA]
    outside = [far for code, far in apart.items() if code not in found.regions and far == far]
    assert len(inside) == NEAREST
    assert max(inside) <= min(outside) + 1e-9


def test_bordering_are_kabupaten_and_kota_that_touch(published: Snapshot, spbe: Instrument) -> None:
    found = chosen(published, spbe, GroupBy.BORDER)
    assert set(found.regions) == {LUWU_UTARA, *neighbours(LUWU_UTARA)}
    assert found.of == len(found.regions)
    assert found.label == "kabupaten dan kota di Luwu Utara dan sekitarnya"
    assert "bukan batas resmi" in found.text
    palopo = group_of(published, spbe, "73.73", 2024, "final", GroupBy.BORDER, "kota")
    assert {"73.73", "73.17"} <= set(palopo.regions)


def test_one_without_a_border_on_land_is_told_so(published: Snapshot, spbe: Instrument) -> None:
    with pytest.raises(AnalysisError, match="Kota Batam tidak berbatasan darat") as told:
        group_of(published, spbe, "21.71", 2024, "final", GroupBy.BORDER, "kota")
    assert "Pilih kelompok lain" in str(told.value)


def test_a_province_borders_on_provinces(published: Snapshot, spbe: Instrument) -> None:
    found = group_of(published, spbe, "73", 2024, "final", GroupBy.BORDER, "provinsi")
    assert set(found.regions) == {"73", "72", "74", "76"}
    assert found.label == "provinsi di Sulawesi Selatan dan sekitarnya"


@pytest.mark.parametrize("by", [GroupBy.POPULATION, GroupBy.DENSITY])
def test_those_alike_are_the_nearest_by_the_logarithm(published: Snapshot, spbe: Instrument, by: GroupBy) -> None:
    found = chosen(published, spbe, by)
    counted = {code: f.population if by is GroupBy.POPULATION else f.density for code, f in facts().items()}
    everybody = chosen(published, spbe, GroupBy.KIND).regions
    far = {code: abs(np.log(float(counted[code] / counted[LUWU_UTARA]))) for code in everybody}
    inside = [far[code] for code in found.regions]
    outside = [far[code] for code in everybody if code not in found.regions]
    assert max(inside) <= min(outside) + 1e-9
    assert "ln(" in found.text
    assert "Dukcapil" in found.text


def test_the_nearest_profile_weighs_the_domains(published: Snapshot, spbe: Instrument) -> None:
    found = chosen(published, spbe, GroupBy.PROFILE)
    scores = published.scores(spbe.id)
    own = scores.loc[(LUWU_UTARA, 2024, "final")]

    def far(code: str) -> float:
        other = scores.loc[(code, 2024, "final")]
        return float(sum(float(p.weight) / 100 * (other[p.code] - own[p.code]) ** 2 for p in spbe.pillars)) ** 0.5

    inside = [far(code) for code in found.regions if code != LUWU_UTARA]
    outside = [far(code) for code in chosen(published, spbe, GroupBy.KIND).regions if code not in found.regions]
    assert max(inside) <= min(outside) + 1e-9
    assert "bobot × kuadrat selisih nilai" in found.text


def test_nothing_is_compared_across_instruments(published: Snapshot, spbe: Instrument) -> None:
    with pytest.raises(AnalysisError, match="Indeks 2020 memakai instrumen lain"):
        chosen(published, spbe, GroupBy.SIZE, year=2021)
    with pytest.raises(AnalysisError, match="Nilai domain Kabupaten Luwu Utara 2021 belum lengkap"):
        chosen(published, spbe, GroupBy.PROFILE, year=2021)
    first = chosen(published, spbe, GroupBy.KIND, year=2021)
    assert risen(published.assessed(spbe.id), first, [INDEX_NODE]).empty


def test_misprints_are_left_out_the_regions_own_too(published: Snapshot, spbe: Instrument) -> None:
    standings = published.standings
    wrong = standings[standings["misprint"] & (standings["year"] == 2023) & (standings["kind"] == "kabupaten")]
    assert len(wrong)
    code = wrong["region"].iloc[0]
    assert code not in chosen(published, spbe, GroupBy.KIND, year=2023).regions
    own = group_of(published, spbe, code, 2023, "final", GroupBy.KIND, "kabupaten")
    assert not own.member
    assert len(own.regions) == len(chosen(published, spbe, GroupBy.KIND, year=2023).regions)
    after = chosen(published, spbe, GroupBy.KIND)
    assert code not in set(risen(published.assessed(spbe.id), after, ["D4"], count=len(after.regions))["region"])


def test_who_stands_higher(published: Snapshot, spbe: Instrument) -> None:
    found = ahead(published.assessed(spbe.id), chosen(published, spbe, GroupBy.PROVINCE), ["D3", "D1"])
    assert found["node"].tolist() == ["D3", "D3", "D1", "D1", "D1"]
    assert found[["region", "value"]].iloc[:1].to_numpy().tolist() == [["73.06", 2.82]]
    assert found["value"].iloc[2:].is_monotonic_decreasing


def test_values_that_rounding_cannot_tell_apart_are_not_higher(published: Snapshot, spbe: Instrument) -> None:
    assessed, group = published.assessed(spbe.id), chosen(published, spbe, GroupBy.KIND)
    own = assessed.scores.loc[(LUWU_UTARA, 2024, "final"), "D4"]
    every = ahead(assessed, group, ["D4"], count=len(group.regions))
    same = [code for code in group.regions if assessed.scores["D4"].get((code, 2024, "final")) == own]
    assert len(same) > 1
    assert not set(same) & set(every["region"])
    assert every["value"].min() > own


def test_who_rose_most(published: Snapshot, spbe: Instrument) -> None:
    group = chosen(published, spbe, GroupBy.PROVINCE)
    found = risen(published.assessed(spbe.id), group, [INDEX_NODE, "D3"], count=2)
    assert found.groupby("node", sort=False)["change"].apply(lambda c: c.is_monotonic_decreasing).all()
    assert LUWU_UTARA not in set(found["region"])
    assert ((found["value"] - found["before"]).round(9) == found["change"]).all()
    everybody = published.standings[published.standings["region"].isin(group.regions)]
    final = everybody[everybody["stage"] == "final"].set_index(["region", "year"])[INDEX_NODE]
    most = max(final.get((code, 2024), np.nan) - final.get((code, 2023), np.nan) for code in group.regions)
    assert found.iloc[0]["change"] == pytest.approx(most)


def test_a_region_of_another_kind_is_compared_but_no_member(published: Snapshot, spbe: Instrument) -> None:
    makassar = group_of(published, spbe, "73.71", 2024, "final", GroupBy.KIND, "kabupaten")
    assert not makassar.member
    assert (len(makassar.regions), makassar.of, makassar.label) == (392, 416, "kabupaten")
    measured = weakness(published, spbe, makassar)
    own = weakness(published, spbe, chosen(published, spbe, GroupBy.KIND))
    assert {found.rank for found in measured.nodes} == {None}
    assert [found.median for found in measured.pillars] == [found.median for found in own.pillars]

"""Who is evaluated: 552 governments, and the averages that no government is mistaken for."""

import re

import pandas as pd
import pytest

from spbe_analytics.errors import RegionError
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind

COUNTS = {Kind.PROVINCE: 38, Kind.REGENCY: 416, Kind.CITY: 98}
ALL = gazetteer().governments()


@pytest.mark.parametrize(("kind", "count"), COUNTS.items())
def test_governments_of_a_kind(kind: Kind, count: int) -> None:
    assert len(gazetteer().governments(kind)) == count


def test_there_are_552_governments_and_nine_averages() -> None:
    assert len(ALL) == 552
    averages = [region for region in gazetteer().values() if region.kind is Kind.AVERAGE]
    assert len(averages) == 9
    assert {"nasional", "rerata-kabupaten", "rerata-kota", "rerata-provinsi"} <= {region.code for region in averages}


def test_codes_say_kind_and_province() -> None:
    shapes = {Kind.PROVINCE: r"\d\d", Kind.REGENCY: r"\d\d\.[0-3]\d", Kind.CITY: r"\d\d\.[7-9]\d"}
    assert [region for region in ALL if not re.fullmatch(shapes[region.kind], region.code)] == []
    assert [region for region in ALL if region.province != region.code[:2]] == []
    assert {region.province for region in ALL} == {region.code for region in gazetteer().provinces()}


def test_codes_of_the_statistics_office_are_unique() -> None:
    codes = [region.bps_code for region in ALL]
    assert len(set(codes)) == 552
    assert all(re.fullmatch(r"\d\d(\d\d)?", code) for code in codes)


def test_centroids_lie_in_indonesia() -> None:
    outside = [r.name for r in ALL if not (-11.5 < (r.latitude or 99) < 6.5 and 94.5 < (r.longitude or 0) < 141.5)]
    assert outside == []


def test_a_name_begins_with_its_kind_and_is_unique() -> None:
    assert [region.name for region in ALL if not region.name.startswith(f"{region.kind.label} ")] == []
    assert len({region.name for region in ALL}) == 552


@pytest.mark.parametrize(
    ("code", "bare"), [("73.22", "Luwu Utara"), ("13.07", "Lima Puluh Kota"), ("73", "Sulawesi Selatan")]
)
def test_the_bare_name_is_the_name_without_its_kind(code: str, bare: str) -> None:
    assert gazetteer()[code].bare == bare


def test_governments_of_a_province() -> None:
    south = gazetteer().governments(Kind.REGENCY, province="73")
    assert len(south) == 21
    assert gazetteer()["73.22"] in south


def test_the_province_of_a_government() -> None:
    luwu_utara, average = gazetteer()["73.22"], gazetteer()["rerata-kota"]
    province = gazetteer().province_of(luwu_utara)
    assert province is not None
    assert province.name == "Provinsi Sulawesi Selatan"
    assert gazetteer().province_of(average) is None


def test_every_published_record_belongs_to_a_known_region(published_records: pd.DataFrame) -> None:
    assert set(published_records["region"]) - set(gazetteer()) == set()


def test_an_unknown_code_is_an_error_for_a_person() -> None:
    with pytest.raises(RegionError, match=r"“99\.99” tidak dikenal"):
        gazetteer()["99.99"]
    assert "99.99" not in gazetteer()

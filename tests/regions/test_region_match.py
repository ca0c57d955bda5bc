"""A written name comes to one government, or to proposals; never to a guess."""

import pytest

from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import Kind

ALL = gazetteer().governments()

ACCEPTED = {
    "Pemkab Luwu\nUtara": "73.22",
    "PEMERINTAH KABUPATEN LUWU UTARA": "73.22",
    "  kab. luwu   utara ": "73.22",
    "Pemerintah Daerah Kabupaten Luwu Utara": "73.22",
    "Luwu Utara": "73.22",
    "73.22": "73.22",
    "73.22 – Kabupaten Luwu Utara": "73.22",
    "PEMERINTAH  KOTA BANDUNG": "32.73",
    "Pemkot Bandung": "32.73",
    "Kota\N{NO-BREAK SPACE}Bandung": "32.73",
    "Kab. Bandung": "32.04",
    "Pemerintah Kab. Toba Samosir": "12.12",
    "Kabupaten Mamuju Utara": "76.01",
    "Kab.Gowa": "73.06",
    "Kotabaru": "63.02",
    "Kabupaten Kotabaru": "63.02",
    "Kab. Kotawaringin Barat": "62.01",
    "Lima Puluh Kota": "13.07",
    "Kabupaten Lima Puluh Kota": "13.07",
    "FAKFAK": "92.03",
    "Kab. Fak-Fak": "92.03",
    "DKI Jakarta": "31",
    "Pemprov DKI Jakarta": "31",
    "Pemprov Sulsel": "73",
    "Provinsi Sulawesi Selatan": "73",
    "Pemerintah Provinsi Daerah Istimewa Yogyakarta": "34",
    "Pemerintah Daerah Istimewa Yogyakarta": "34",
    "Kabupaten Administrasi Kepulauan Seribu": "31.01",
}

AMBIGUOUS = {
    "Bandung": ["32.04", "32.73"],
    "BOGOR": ["32.01", "32.71"],
    "Gorontalo": ["75", "75.01", "75.71"],
    "Pemerintah Daerah Bandung": ["32.04", "32.73"],
    "Yogyakarta": ["34", "34.71"],
}

UNKNOWN = {
    "Kab. Luwu Utra": "73.22",
    "Kabupaten Bandng": "32.04",
    "Kota Bandng": "32.73",
    "Sumatra Barat": "13",
    "Kota Gowa": "73.06",
    "xyz": None,
    "": None,
    "   ": None,
    "-": None,
    "99.99": None,
}

STYLES = {
    Kind.PROVINCE: ("Provinsi {}", "Prov. {}", "PEMERINTAH PROVINSI {}", "Pemprov {}", "Pemerintah Prov. {}"),
    Kind.REGENCY: ("Kabupaten {}", "Kab. {}", "Kab.{}", "PEMERINTAH KABUPATEN {}", "Pemkab  {}", "Pemerintah\nKab. {}"),
    Kind.CITY: ("Kota {}", "KOTA  {}", "PEMERINTAH KOTA {}", "Pemkot {}", "Pemerintah\nKota {}"),
}


@pytest.mark.parametrize(("written", "code"), ACCEPTED.items())
def test_a_written_name_means_one_government(written: str, code: str) -> None:
    match = gazetteer().match(written)
    assert match.region is gazetteer()[code]
    assert (match.candidates, match.ambiguous) == ((), False)


@pytest.mark.parametrize(("written", "codes"), AMBIGUOUS.items())
def test_a_name_of_several_is_ambiguous(written: str, codes: list[str]) -> None:
    match = gazetteer().match(written)
    assert (match.region, match.ambiguous) == (None, True)
    assert [region.code for region in match.candidates] == codes


@pytest.mark.parametrize(("written", "first"), UNKNOWN.items())
def test_an_unknown_name_is_proposed_never_taken(written: str, first: str | None) -> None:
    match = gazetteer().match(written)
    assert (match.region, match.ambiguous) == (None, False)
    assert (match.candidates[0].code if match.candidates else None) == first
    assert len(match.candidates) <= 3


@pytest.mark.parametrize("written", [region.name for region in gazetteer().values() if region.kind is Kind.AVERAGE])
def test_an_average_is_no_government(written: str) -> None:
    match = gazetteer().match(written)
    assert match.region is None
    assert all(region.kind is not Kind.AVERAGE for region in match.candidates)


@pytest.mark.parametrize("code", ["nasional", "rerata-kota"])
def test_the_code_of_an_average_is_no_government(code: str) -> None:
    assert gazetteer().match(code).region is None


def test_every_name_and_alias_matches_its_own_government() -> None:
    missed = [
        (written, region.name)
        for region in ALL
        for written in (region.name, region.code, *region.aliases)
        if gazetteer().match(written).region is not region
    ]
    assert missed == []


def test_every_style_of_prefix_matches() -> None:
    missed = [
        (style.format(name), region.code)
        for region in ALL
        for style in STYLES[region.kind]
        for name in (region.bare, region.bare.upper(), region.bare.replace(" ", "\n"))
        if gazetteer().match(style.format(name)).region is not region
    ]
    assert missed == []


def test_a_bare_name_is_taken_only_if_one_government_bears_it() -> None:
    bearers: dict[str, list[Region]] = {}
    for region in ALL:
        bearers.setdefault(region.bare.casefold(), []).append(region)
    shared = {name: regions for name, regions in bearers.items() if len(regions) > 1}
    assert {"bandung", "bogor", "gorontalo"} <= set(shared)
    wrong = [name for name, regions in shared.items() if gazetteer().match(name).region is not None]
    wrong += [
        name
        for name, regions in shared.items()
        if not {region.code for region in gazetteer().match(name).candidates} >= {region.code for region in regions}
    ]
    assert wrong == []


@pytest.mark.parametrize(("kind", "code"), [(Kind.REGENCY, "32.04"), (Kind.CITY, "32.73")])
def test_a_column_that_says_the_kind_settles_a_bare_name(kind: Kind, code: str) -> None:
    match = gazetteer().match("Bandung", kind=kind)
    assert match.region is gazetteer()[code]


def test_a_name_that_says_its_kind_is_not_overruled() -> None:
    match = gazetteer().match("Kota Bandung", kind=Kind.REGENCY)
    assert match.region is gazetteer()["32.73"]


def test_the_province_settles_an_ambiguous_name() -> None:
    assert gazetteer().match("Gorontalo", kind=Kind.CITY, province="75").region is gazetteer()["75.71"]


def test_the_written_text_is_kept() -> None:
    assert gazetteer().match("  Kab. Luwu Utra ").written == "Kab. Luwu Utra"


@pytest.mark.parametrize("written", ["12 Kabupaten Gowa", "73 Kota Bandung"])
def test_a_number_before_another_governments_name_is_not_taken_for_its_code(written: str) -> None:
    assert gazetteer().match(written).region is None

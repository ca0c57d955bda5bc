"""A written name comes to one government, or to proposals; never to a guess."""

import csv

import pytest

from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.regions.gazetteer import HERE, name_key, split_kind
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
    "kab luwu utara": "73.22",
    "Lutra": "73.22",
    "Luwu utara kabupaten": "73.22",
    "Luwu Utara, Kabupaten": "73.22",
    "Luwu Utara, Kab.": "73.22",
    "Bandung, Kota": "32.73",
    "Bandung (Kab.)": "32.04",
    "Bandung Kota": "32.73",
    "Ogan Komering Ulu (OKU)": "16.01",
    "Kab. Ogan Komering Ulu (OKU)": "16.01",
    "Kota Bandung, Jawa Barat": "32.73",
    "Kota Bandung - Jawa Barat": "32.73",
    "Luwu Utara (Sulawesi Selatan)": "73.22",
    "Kab. Adm. Kep. Seribu": "31.01",
    "Kep. Seribu": "31.01",
    "Jakarta Pusat": "31.71",
    "Kab. Peg. Arfak": "92.12",
    "Kota Tj. Pinang": "21.72",
    "Tj. Balai": "12.74",
    "P. Morotai": "82.07",
    "Sumatra Barat": "13",
    "Kepulauan Riau": "21",
    "Kep. Riau": "21",
    "Kab. Kepulauan Riau": "21.01",
    "50 Kota": "13.07",
    "Kab. Kota Baru": "63.02",
    "Kab. Pontianak": "61.02",
}

AMBIGUOUS = {
    "Bandung": ["32.04", "32.73"],
    "BOGOR": ["32.01", "32.71"],
    "Gorontalo": ["75", "75.01", "75.71"],
    "Pemerintah Daerah Bandung": ["32.04", "32.73"],
    "Yogyakarta": ["34", "34.71"],
    "Jogja": ["34", "34.71"],
    "Bandung, Jawa Barat": ["32.04", "32.73"],
}

UNKNOWN = {
    "Kab. Luwu Utra": "73.22",
    "Kabupaten Bandng": "32.04",
    "Kota Bandng": "32.73",
    "Sumetra Barat": "13",
    "Kota Bandung, Jawa Tengah": "32.73",
    "Ogan Komering Ulu (OKI)": "16.01",
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
        for written in (region.name, region.code, *(alias.name for alias in region.aliases))
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


BEHIND = {Kind.PROVINCE: ("provinsi", "Prov."), Kind.REGENCY: ("kabupaten", "Kab."), Kind.CITY: ("kota", "KOTA")}


def test_the_kind_behind_a_name_and_the_province_beside_it_never_lead_elsewhere() -> None:
    places = gazetteer()
    missed, wrong = [], []
    for region in ALL:
        province = places[region.province].bare
        short = region.bare.replace("Kepulauan", "Kep.").replace("Pegunungan", "Peg.").replace("Tanjung ", "Tj. ")
        for word in BEHIND[region.kind]:
            for written in (
                f"{region.bare}, {word}", f"{region.bare} ({word})", f"{region.bare} {word}", f"{word} {short}",
                f"{word} {region.bare}, {province}", f"{word} {region.bare} ({province})",
            ):  # fmt: skip
                found = places.match(written).region
                missed += [written] if found is None else []
                wrong += [written] if found not in (None, region) else []
    assert (missed, wrong) == ([], [])


def test_every_alias_has_a_source_and_collides_with_no_name_of_its_kind() -> None:
    with (HERE / "aliases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["alias"] for row in rows if not row["source"] or row["code"] not in gazetteer()] == []
    assert {row["kind"] for row in rows} == {"former", "abbreviation", "spelling"}
    owners = {(region.kind, name_key(region.bare)): region.code for region in ALL}
    keys = [(gazetteer()[row["code"]].kind, name_key(split_kind(row["alias"])[1]), row["code"]) for row in rows]
    assert [row for *key, row in keys if owners.get((key[0], key[1]), row) != row] == []


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

"""What *Profil* says is counted of a region, and who borders on it."""

import re

import pytest

from spbe_analytics.parts.region import about
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.facts import facts


def test_counts_are_told_with_their_day_and_rate() -> None:
    said = about.counted(gazetteer()["73.22"])
    found = facts()["73.22"]
    assert said == (
        "335.161 penduduk terdaftar (31 Desember 2024), 7.422,26 km², 45 jiwa per km²; 15 kecamatan dan 173 desa atau "
        "kelurahan, 52 per 100.000 penduduk."
    )
    assert round(found.villages * 100_000 / found.population) == 52


def test_a_doubted_count_says_why() -> None:
    assert about.counted(gazetteer()["82.02"]).endswith("39.000 perempuan.")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("73.73", "Berbatasan darat dengan Kabupaten Luwu."),
        ("73.22", "Berbatasan darat dengan Kabupaten Poso, Kabupaten Luwu Timur, Kabupaten Luwu,"),
        ("21.71", "Kota Batam tidak berbatasan darat dengan daerah sejenjang; selat, jembatan, dan feri bukan batas"),
    ],
)
def test_neighbours_are_named_or_said_to_be_none(code: str, said: str) -> None:
    assert about.bordering(gazetteer()[code]).startswith(said.removesuffix("."))


def test_every_government_is_told() -> None:
    told = {region.code: f"{about.counted(region)} {about.bordering(region)}" for region in gazetteer().governments()}
    assert len(set(told.values())) == 552
    assert all(re.match(r"[\d.]+ penduduk terdaftar .* km², [\d.]+ jiwa per km²", said) for said in told.values())

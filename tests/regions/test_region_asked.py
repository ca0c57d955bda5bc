"""What a person asks for in an option or an address: one region, or a sentence with the candidates."""

import pytest

from spbe_analytics.errors import RegionError
from spbe_analytics.regions import gazetteer, proposals, resolve, resolve_province
from spbe_analytics.schema import Kind


@pytest.mark.parametrize(
    "written",
    ["73.22", "7322", " 73.22 ", "Kabupaten Luwu Utara", "Kab. Luwu Utara", "luwu utara", "LUWU   Utara"],
)
def test_code_full_name_and_short_name_mean_the_same(written: str) -> None:
    assert resolve(written) is gazetteer()["73.22"]


def test_every_government_is_found_by_code_and_by_full_name() -> None:
    everybody = gazetteer().governments()
    assert [resolve(region.code) for region in everybody] == list(everybody)
    assert [resolve(region.name.upper()) for region in everybody] == list(everybody)


def test_every_short_name_is_taken_where_one_bears_it_and_refused_where_several_do() -> None:
    everybody = gazetteer().governments()
    bearers: dict[str, list[str]] = {}
    for region in everybody:
        bearers.setdefault(region.bare.casefold(), []).append(region.code)
    wrong = []
    for region in everybody:
        codes = bearers[region.bare.casefold()]
        try:
            right = resolve(region.bare) is region and len(codes) == 1
        except RegionError as error:
            right = all(code in str(error) for code in codes)
        if not right:
            wrong.append(region.name)
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Bandung", "“Bandung” dapat berarti Kabupaten Bandung (32.04) atau Kota Bandung (32.73). Tulis nama lengkap"),
        ("1101", "“1101” dapat berarti Kabupaten Aceh Selatan (11.01) atau Kabupaten Simeulue (11.09)."),
        ("Luwu Utra", "Daerah “Luwu Utra” tidak dikenal. Yang mirip: Kabupaten Luwu Utara (73.22)"),
        ("73.22 Kota Palopo", "Kabupaten Luwu Utara (73.22)"),
        ("xyz", "Daerah “xyz” tidak dikenal. Pakai kode Kemendagri (73.22)"),
        ("", "Daerah belum diisi."),
        ("  ", "Daerah belum diisi."),
        ("nasional", "“nasional” ialah rata-rata tercetak, bukan pemerintah daerah."),
        ("x" * 5000, f"“{'x' * 59}…”"),
        ("a\x1b[31mb", "“a\N{REPLACEMENT CHARACTER}[31mb”"),
        ("日本", "“日本”"),
    ],
)
def test_what_means_none_or_several_is_told_with_the_candidates(written: str, said: str) -> None:
    with pytest.raises(RegionError) as told:
        resolve(written)
    assert said in str(told.value)


@pytest.mark.parametrize("written", ["nasional", "Nasional", "NASIONAL "])
def test_an_average_is_an_answer_only_where_it_may_be(written: str) -> None:
    assert resolve(written, averages=True) is gazetteer()["nasional"]
    with pytest.raises(RegionError):
        resolve(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [("73", "73"), ("Sulawesi Selatan", "73"), ("Prov. Sulsel", "73"), ("gorontalo", "75"), ("DKI Jakarta", "31")],
)
def test_a_province_by_code_and_name(written: str, code: str) -> None:
    assert resolve_province(written) is gazetteer()[code]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("73.22", "“73.22” ialah Kabupaten Luwu Utara, bukan provinsi. Ia terletak di Provinsi Sulawesi Selatan (73)."),
        ("7322", "bukan provinsi"),
        ("Kota Gorontalo", "bukan provinsi"),
        ("Sulawesi Seltan", "Yang mirip: Provinsi Sulawesi Selatan (73)"),
        (
            "00",
            "Provinsi “00” tidak dikenal. Pakai kode Kemendagri (73) atau nama (Sulawesi Selatan).",
        ),
        ("", "Provinsi belum diisi."),
    ],
)
def test_what_is_no_province_is_told(written: str, said: str) -> None:
    with pytest.raises(RegionError) as told:
        resolve_province(written)
    assert said in str(told.value)


def test_a_province_found_is_one() -> None:
    assert {resolve_province(region.bare).kind for region in gazetteer().provinces()} == {Kind.PROVINCE}


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Lutra", ["73.22"]),
        ("73.22", ["73.22"]),
        ("7322", ["73.22"]),
        ("kab luwu", ["73.17", "73.22", "73.24"]),
        ("Luwu utara kabupaten", ["73.22"]),
        ("bandung", ["32.04", "32.73", "32.17"]),
        ("Luwu Utra", ["73.22", "73.17"]),
        ("Sulsel", ["73"]),
        ("xyz", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_field_in_which_somebody_types_proposes_the_surest_first(written: str, codes: list[str]) -> None:
    found = [region.code for region in proposals(written)]
    assert found[: len(codes)] == codes
    assert len(found) <= 8
    assert codes or not found

"""The sentences of *Perbandingan*: the first region against the highest, then the opposite movement."""

import pandas as pd
import pytest

from spbe_analytics.regions import gazetteer
from spbe_analytics.ui import comparison_text

NAN = float("nan")
LABELS = {"index": "Indeks SPBE", "D1": "Kebijakan", "D2": "Tata Kelola"}


def table(**regions: list[float]) -> pd.DataFrame:
    return pd.DataFrame(regions, index=["index", "D1", "D2"])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param(
            table(A=[3.0, 2.0, 3.5], B=[3.4, 2.8, 3.2]),
            "A tertinggal 0,40 dari B, paling jauh 0,80 di Kebijakan, tetapi unggul 0,30 di Tata Kelola",
            id="behind, but ahead somewhere",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.2]),
            "A tertinggal 0,40 dari B di semua domain, paling jauh 0,80 di Kebijakan",
            id="behind everywhere",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.0]),
            "A tertinggal 0,40 dari B, paling jauh 0,80 di Kebijakan",
            id="behind, level somewhere",
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.0], C=[2.7, 2.8, 2.5], D=[2.1, 1.0, 1.0]),
            "A tertinggal 0,40 dari B, paling jauh 0,80 di Kebijakan, tetapi 0,30 di atas C",
            id="behind one, ahead of others",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.5, 2.0], C=[2.0, 2.9, 1.0]),
            "A tertinggi dari 3 daerah (3,40), tetapi tertinggal 0,90 di Kebijakan dari C",
            id="highest, but behind somewhere",
        ),
        pytest.param(
            table(A=[3.4, 2.0, 3.0], B=[3.0, 2.0, 2.0]),
            "A tertinggi dari 2 daerah (3,40) dan tidak tertinggal di domain mana pun",
            id="highest everywhere",
        ),
        pytest.param(
            table(A=[3.4, NAN, NAN], B=[3.0, NAN, NAN]),
            "A tertinggi dari 2 daerah (3,40)",
            id="only the index is known",
        ),
        pytest.param(table(A=[3.0, NAN, NAN], B=[3.4, NAN, NAN]), "A tertinggal 0,40 dari B", id="behind, no domains"),
        pytest.param(
            table(A=[NAN, 2.0, 3.0], B=[3.0, 2.0, 2.0]), "Indeks A tidak dapat dibandingkan dengan B", id="no own index"
        ),
        pytest.param(
            table(A=[3.0, 2.0, 3.0], B=[NAN, 2.0, 2.0]),
            "Indeks A tidak dapat dibandingkan dengan B",
            id="no other index",
        ),
        pytest.param(table(A=[3.0, 2.0, 3.0]), "A 3,00: pilih daerah lain untuk dibandingkan", id="alone"),
    ],
)
def test_finding(values: pd.DataFrame, said: str) -> None:
    assert comparison_text.finding(values, LABELS, "domain") == said


def test_widest() -> None:
    assert (
        comparison_text.widest(table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.2]), LABELS)
        == "Jarak terlebar 0,80 di Kebijakan"
    )
    assert comparison_text.widest(table(A=[3.0, 2.0, 3.0], B=[3.0, 2.0, 3.0]), LABELS) == "Semua nilai sama"
    assert comparison_text.widest(table(A=[3.0, 2.0, 3.0]), LABELS) == "Nilai A"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (table(A=[3.0, 2.0, 3.0], B=[3.4, 2.8, 3.2]), "B tertinggi di semua domain"),
        (table(A=[3.0, 2.9, 3.9], B=[3.4, 2.8, 3.2]), "A tertinggi di 2 dari 3 domain"),
        (table(A=[3.0, 2.9, 3.2], B=[3.0, 2.8, 3.3]), "A dan B masing-masing tertinggi di 2 dari 3 domain"),
        (table(A=[3.0, 2.0, 3.5]), "Terkuat di Tata Kelola, terlemah di Kebijakan"),
        (table(A=[3.0, NAN, NAN], B=[NAN, 2.0, 3.0]), "Nilai domain tidak lengkap"),
    ],
)
def test_most_highest(values: pd.DataFrame, said: str) -> None:
    assert comparison_text.most_highest(values, LABELS, "domain") == said


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ({"A": [3, 1, 2], "B": [3, 5, 4]}, "beda 4 tingkat di Peta Rencana"),
        ({"A": [3, 1, 2], "B": [3, 3, 4]}, "beda 2 tingkat di Peta Rencana dan 1 lainnya"),
        ({"A": [3, 1, 2], "B": [3, 1, 2]}, "tidak ada beda tingkat"),
        ({"A": [3, 1, NAN], "B": [NAN, NAN, 4]}, "tidak ada beda tingkat"),
        ({"A": [3, 1, NAN]}, "1 dari 3 indikator di bawah tingkat 3"),
        ({"A": [3.5, 1.25, 2.0], "B": [3.0, 3.5, 2.0]}, "beda 2,25 tingkat di Peta Rencana"),
    ],
)
def test_levels_finding(levels: dict[str, list[float]], said: str) -> None:
    frame = pd.DataFrame(levels, index=["I1 Arsitektur", "I2 Peta Rencana", "I3 Manajemen Data"])
    assert comparison_text.levels_finding(frame, 3.0) == said


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (["73.22", "73.03"], ["Luwu Utara", "Bantaeng"]),
        (["32.04", "32.73"], ["Kabupaten Bandung", "Kota Bandung"]),
        (["18.71", "18", "18.12"], ["Bandar Lampung", "Provinsi Lampung", "Tulang Bawang Barat"]),
        (["73", "74"], ["Sulawesi Selatan", "Sulawesi Tenggara"]),
        ([], []),
    ],
)
def test_names_are_short_and_unique(codes: list[str], names: list[str]) -> None:
    found = comparison_text.names_of([gazetteer()[code] for code in codes])
    assert list(found.items()) == list(zip(codes, names, strict=True))

"""A further instrument is a further file and nothing else."""

import shutil
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from spbe_analytics.instruments import Catalogue
from spbe_analytics.instruments.catalogue import HERE
from spbe_analytics.schema import Stage
from spbe_analytics.scoring import reconstruct, score

FOURTH = """\
id: pegi-2016
name: Pemeringkatan e-Government (contoh)
index_name: Nilai PeGI
short: PeGI 2016
regulation: Contoh
gazette: Contoh
years: {first: 2016, last: 2017}
scale: {lowest: 0, highest: 4, decimals: 0}
target: {predicate: Cakap, level: 2}
predicates:
  - {name: Lemah, lower: 0, upper: 7/3}
  - {name: Cakap, lower: 7/3, upper: 4}
capabilities:
  d: {label: Dimensi, levels: {0: Nihil, 1: Sedikit, 2: Sebagian, 3: Banyak, 4: Semua}}
sources: [contoh]
confidence: Contoh untuk pengujian.
nodes:
  - {code: I1, parent: index, kind: indicator, number: a, name: Aturan, short: Aturan, weight: 100/3, capability: d}
  - {code: I2, parent: index, kind: indicator, number: b, name: Aplikasi, short: Aplikasi, weight: 200/3, capability: d}
"""


@pytest.fixture
def enlarged(tmp_path: Path) -> Catalogue:
    """The shipped instruments and one file more."""
    for path in HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "pegi_2016.yaml").write_text(FOURTH, encoding="utf-8")
    return Catalogue(tmp_path)


def test_the_catalogue_finds_it_by_id_and_year(enlarged: Catalogue, catalogue: Catalogue) -> None:
    assert list(enlarged) == ["pegi-2016", *catalogue]
    found = enlarged.for_year(2017)
    assert found is not None
    assert found is enlarged["pegi-2016"]
    assert [node.name for node in found.pillars] == ["Aturan", "Aplikasi"]


def test_it_is_scored_and_classified(enlarged: Catalogue) -> None:
    keys = [("73.22", 2016, Stage.FINAL), ("73.22", 2017, Stage.FINAL), ("73.05", 2017, Stage.FINAL)]
    levels = pd.DataFrame({"I1": [3.0, 1.0, 4.0], "I2": [2.0, 2.0, None]}, index=pd.MultiIndex.from_tuples(keys))
    scores = score(enlarged["pegi-2016"], levels)
    assert scores.exact(keys[0])["index"] == Fraction(7, 3)
    assert scores.predicates.tolist()[:2] == ["Cakap", "Lemah"]
    assert pd.isna(scores.predicates.iloc[2])
    assert scores.lower["index"].iloc[2] == pytest.approx(4 / 3)


def test_its_printed_figures_are_traced_back(enlarged: Catalogue) -> None:
    printed = {"I1": Fraction(3), "I2": Fraction(2), "index": Fraction("2.33")}
    assert reconstruct(enlarged["pegi-2016"], printed).indices == (Fraction(7, 3),)


def test_an_unknown_id_is_no_instrument(catalogue: Catalogue) -> None:
    assert "pegi-2016" not in catalogue
    with pytest.raises(KeyError):
        catalogue["pegi-2016"]

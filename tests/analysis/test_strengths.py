"""Strengths and weaknesses by the rule of the official report: levels 4 and 5, levels 1 and 2."""

import pandas as pd
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.weakness.strengths import strengths_and_weaknesses
from spbe_analytics.instruments import Catalogue


def split(catalogue: Catalogue, levels: dict[str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    return strengths_and_weaknesses(catalogue["spbe-59-2020"], pd.Series(levels, dtype=float))


def test_the_target_level_belongs_to_neither(catalogue: Catalogue) -> None:
    strong, weak = split(catalogue, {"I1": 1, "I2": 2, "I3": 3, "I4": 4, "I5": 5})
    assert strong["level"].to_dict() == {"I5": 5, "I4": 4}
    assert weak["level"].to_dict() == {"I1": 1, "I2": 2}
    assert strong.index.tolist() == ["I5", "I4"]
    assert weak.index.tolist() == ["I1", "I2"]


def test_equal_levels_keep_the_order_of_the_regulation(catalogue: Catalogue) -> None:
    strong, weak = split(catalogue, {"I9": 4, "I2": 4, "I1": 5, "I8": 1, "I3": 1})
    assert strong.index.tolist() == ["I1", "I2", "I9"]
    assert weak.index.tolist() == ["I3", "I8"]


def test_a_missing_level_is_neither(catalogue: Catalogue) -> None:
    strong, weak = split(catalogue, {"I1": float("nan")})
    assert strong.empty
    assert weak.empty


def test_names_of_levels_follow_the_capability(catalogue: Catalogue) -> None:
    strong, weak = split(catalogue, {"I1": 5, "I40": 5, "I45": 2})
    assert strong["level_name"].to_dict() == {"I1": "Optimum", "I40": "Optimum"}
    assert weak.loc["I45", ["level_name", "weight"]].tolist() == ["Interaksi", 3.0]
    assert weak.loc["I45", "aspect"] == catalogue["spbe-59-2020"].node("A8").name


def test_fractional_levels_are_compared_with_the_target(catalogue: Catalogue) -> None:
    instrument = catalogue["pemdi-8-2026"]
    target = float(instrument.target_level)
    first, second, third = instrument.indicator_codes[:3]
    levels = pd.Series({first: target - 0.01, second: target, third: target + 0.01})
    strong, weak = strengths_and_weaknesses(instrument, levels)
    assert (strong.index.tolist(), weak.index.tolist()) == ([third], [first])


@pytest.mark.parametrize(("year", "strengths", "weaknesses"), [(2024, 11, 12)])
def test_bandar_lampung(published: Snapshot, catalogue: Catalogue, year: int, strengths: int, weaknesses: int) -> None:
    instrument = catalogue["spbe-59-2020"]
    levels = published.scores(instrument.id).loc[("18.71", year, "final")]
    strong, weak = strengths_and_weaknesses(instrument, levels)
    assert (len(strong), len(weak)) == (strengths, weaknesses)
    assert strong.index[:2].tolist() == ["I36", "I40"]
    assert weak.index[:3].tolist() == ["I11", "I12", "I26"]

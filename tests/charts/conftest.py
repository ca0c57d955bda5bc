"""Frames that the tests of figures share: the published figures of one government, and the bands of two rules."""

import importlib
import math
import pkgutil

import pandas as pd
import pytest

from spbe_analytics import charts
from spbe_analytics.charts import Palette, palette
from tests.charts.checked import checked

NAMES = ["Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"]


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> Palette:
    return palette(request.param)


@pytest.fixture
def light() -> Palette:
    return palette(False)


@pytest.fixture
def bands() -> pd.DataFrame:
    return pd.DataFrame({"predicate": NAMES, "lower": [0, 1.8, 2.6, 3.5, 4.2], "upper": [1.8, 2.6, 3.5, 4.2, 5]})


@pytest.fixture
def later_bands() -> pd.DataFrame:
    return pd.DataFrame({"predicate": NAMES, "lower": [1, 1.5, 2.5, 3.5, 4], "upper": [1.5, 2.5, 3.5, 4, 5]})


@pytest.fixture
def domains() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Kebijakan Internal", "Tata Kelola", "Manajemen", "Layanan"],
            "weight": [13, 25, 16.5, 45.5],
            "own": [3.50, 2.60, 1.82, 4.07],
            "reference": [3.10, 2.30, 1.27, 3.75],
            "change": [0.30, 0.10, -0.45, 0.20],
        },
        index=["D1", "D2", "D3", "D4"],
    )


@pytest.fixture
def missing() -> float:
    return math.nan


@pytest.fixture(autouse=True)
def _read_by_plotly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let plotly read and check every picture that a test of this folder asks for."""
    for module in pkgutil.iter_modules(charts.__path__):
        found = importlib.import_module(f"{charts.__name__}.{module.name}")
        if hasattr(found, "describe"):
            monkeypatch.setattr(found, "describe", checked)

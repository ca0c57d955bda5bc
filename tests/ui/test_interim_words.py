"""A figure of an earlier stage is said not to be final, wherever the headline stands."""

import pytest

from spbe_analytics.charts import palette
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import beside
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace

SELF = "Nilai sementara dari Penilaian Mandiri; nilai akhirnya"
INTERVIEW = "Nilai sementara dari Penilaian Interviu; nilai akhirnya"


@pytest.mark.parametrize(
    ("region", "year", "stage", "said"),
    [
        ("11.04", 2026, Stage.INTERVIEW, [f"{INTERVIEW} belum diketahui."]),
        ("73.06", 2024, Stage.SELF, [f"{SELF} ada pada tahap Nilai akhir."]),
        ("73.22", 2024, Stage.FINAL, []),
        ("73.22", 2024, Stage.INTERVIEW, []),
    ],
)  # fmt: skip
def test_interim_figures_are_said_to_be(
    lasting: Workspace, region: str, year: int, stage: Stage, said: list[str]
) -> None:
    snapshot = lasting.snapshot()
    instrument = snapshot.catalogue.for_year(year)
    assert instrument is not None
    home = gazetteer()[region]
    view = View(snapshot, palette(False), instrument, year, stage, home, home.kind.value, None)
    assert beside.interim(view) == said
    assert beside.below(view, "Pembuka").splitlines()[: 1 + len(said)] == ["Pembuka", *said]

"""How external assessors corrected what a region said of itself, stage by stage."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from spbe_analytics.analysis.nodes import stage_table
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import CHANGE, INDEX_NODE, INSTRUMENT, KIND, NODE, REGION, STAGE, YEAR, Kind, Stage

SLACK: Final = 1e-9
"""Far below any step of a value, far above the noise of a float."""

PAIR: Final = [YEAR, INSTRUMENT, "from_stage", "to_stage"]
COLUMNS: Final = [REGION, *PAIR, "before", "after", CHANGE]
SUMMARY: Final = [*PAIR, "count", "median", "lowered", "raised"]


@dataclass(frozen=True, eq=False)
class Corrections:
    """One year's stages side by side.

    Attributes:
        instrument: The instrument of the year.
        region: Code of the region.
        year: Result year.
        stages: The stages with any value, in the order of the evaluation; at least two.
        table: Index node code in the regulation's order; columns ``kind, name, short, pillar, weight``, one column a
            stage by its code, and ``change``: last stage minus first, missing where one of them is. Nodes without any
            value are left out.
    """

    instrument: Instrument
    region: str
    year: int
    stages: tuple[Stage, ...]
    table: pd.DataFrame

    @property
    def first(self) -> Stage:
        """The stage that is corrected: the self-assessment, or the earliest that is known."""
        return self.stages[0]

    def values_of(self, node: str) -> list[float | None]:
        """Return a node's value at each stage, ``None`` where it is not known."""
        place: Any = self.table.index.get_loc(node)
        found = self.table[[stage.value for stage in self.stages]].to_numpy(dtype=float)[place].tolist()
        return [None if value != value else value for value in found]

    @property
    def last(self) -> Stage:
        """The stage that it came to."""
        return self.stages[-1]


def corrections(
    snapshot: Snapshot, instrument: Instrument, region: str, year: int, until: Stage | None = None
) -> Corrections:
    """Put the stages of a year side by side, from the self-assessment to the result.

    Args:
        snapshot: Everything known.
        instrument: The instrument of the year.
        region: Code of a government.
        year: Result year.
        until: The last stage looked at; ``None`` for all.

    Raises:
        AnalysisError: Fewer than two stages are known.
    """
    found = stage_table(snapshot, instrument, region, year)
    stages = tuple(
        stage for stage in Stage if stage.value in found.columns and (until is None or stage.order <= until.order)
    )
    if len(stages) < 2:
        raise AnalysisError(
            f"Baru ada {len(stages)} tahap untuk {gazetteer()[region].name} {year}. Unggah Penilaian Mandiri dan Nilai "
            "akhir tahun yang sama."
        )
    found = found.dropna(subset=[stage.value for stage in stages], how="all")
    nodes = [instrument.node(str(code)) for code in found.index]
    paths = [instrument.path(node.code) for node in nodes]
    named = pd.DataFrame(
        {
            KIND: [node.kind.value for node in nodes],
            "name": [node.name for node in nodes],
            "short": [node.short for node in nodes],
            "pillar": [path[1].code if len(path) > 1 else "" for path in paths],
            "weight": [float(node.weight) for node in nodes],
        },
        index=pd.Index(found.index, name=NODE),
    )
    values = found[[stage.value for stage in stages]].astype(float)
    change = (values[stages[-1].value] - values[stages[0].value]).round(9)
    return Corrections(instrument, region, year, stages, named.join(values).assign(**{CHANGE: change}))


def all_corrections(snapshot: Snapshot, node: str = INDEX_NODE, instrument: Instrument | None = None) -> pd.DataFrame:
    """Return the correction of every government and year with several stages.

    Args:
        snapshot: Everything known.
        node: Code of the node whose value is corrected.
        instrument: The instrument of that code; ``None`` for all that have it, which is right for the index only.

    Returns:
        Columns :data:`COLUMNS`, one row a government and year: value at the first and at the last known stage, and the
        difference. Misprints and printed averages are left out. The oldest year first.
    """
    parts = []
    for item in [instrument] if instrument else snapshot.catalogue.values():
        assessed = snapshot.assessed(item.id)
        sound = assessed.scores[node][~assessed.standings["misprint"]].dropna()
        wide = sound.unstack(STAGE).reindex(columns=[stage.value for stage in Stage])
        wide = wide[wide.notna().sum(axis=1) > 1]
        known = wide.notna().to_numpy()
        rows, names = np.arange(len(wide)), np.array(wide.columns, dtype=object)
        first, last = known.argmax(axis=1), known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
        numbers = wide.to_numpy(dtype=float)
        parts.append(
            pd.DataFrame(
                {
                    REGION: wide.index.get_level_values(REGION),
                    YEAR: wide.index.get_level_values(YEAR),
                    INSTRUMENT: item.id,
                    "from_stage": names[first],
                    "to_stage": names[last],
                    "before": numbers[rows, first],
                    "after": numbers[rows, last],
                }
            )
        )
    joined = pd.concat(parts, ignore_index=True)
    places = gazetteer()
    governments = [places[code].kind is not Kind.AVERAGE for code in joined[REGION]]
    joined = joined[pd.Series(governments, index=joined.index, dtype=bool)]
    joined = joined.assign(**{CHANGE: (joined["after"] - joined["before"]).astype(float).round(9)})
    return joined.sort_values([YEAR, REGION], ignore_index=True)[COLUMNS]


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Sum up corrections by year and by the pair of stages, so that like is put with like.

    Args:
        found: Rows of :func:`all_corrections`.

    Returns:
        Columns :data:`SUMMARY`: count of governments, median correction, and the shares (0 to 1) whose value was
        lowered and raised; the rest stayed. The oldest year first.
    """
    marked = found.assign(lowered=found[CHANGE] < -SLACK, raised=found[CHANGE] > SLACK)
    grouped = marked.groupby(PAIR, sort=True)
    table = grouped.agg(
        count=(CHANGE, "size"), median=(CHANGE, "median"), lowered=("lowered", "mean"), raised=("raised", "mean")
    )
    return table.reset_index()[SUMMARY]

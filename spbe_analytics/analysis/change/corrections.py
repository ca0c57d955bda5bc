"""How external assessors corrected what a region said of itself, stage by stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Final

import numpy as np
import pandas as pd

from spbe_analytics.analysis.exact import difference, exact
from spbe_analytics.analysis.nodes import stage_table
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing.side_by_side import Amount, greatest
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import (
    CHANGE,
    EXACT,
    INDEX_NODE,
    INSTRUMENT,
    KIND,
    NODE,
    REGION,
    STAGE,
    YEAR,
    Basis,
    Kind,
    Stage,
)
from spbe_analytics.scoring.display import round_half_up

PAIR: Final = [YEAR, INSTRUMENT, "from_stage", "to_stage"]
COLUMNS: Final = [REGION, *PAIR, "before", "after", EXACT, CHANGE]
SUMMARY: Final = [*PAIR, "count", "median", "lowered", "raised"]


@dataclass(frozen=True)
class Step:
    """A node's value at one stage.

    Attributes:
        stage: The stage.
        value: The exact value.
        by: What the stage added to the value of the one before it that is known; ``None`` at the first.
    """

    stage: Stage
    value: Fraction
    by: Fraction | None


@dataclass(frozen=True)
class Corrected:
    """The nodes that were corrected most one way.

    Attributes:
        nodes: Codes of all of them, in the regulation's order.
        by: The correction of each; the first one's where rounding hides that they differ.
    """

    nodes: tuple[str, ...]
    by: Fraction


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
        changes: The same changes as fractions by node, without those that are missing.
    """

    instrument: Instrument
    region: str
    year: int
    stages: tuple[Stage, ...]
    table: pd.DataFrame
    changes: Mapping[str, Amount]

    @property
    def first(self) -> Stage:
        """The stage that is corrected: the self-assessment, or the earliest that is known."""
        return self.stages[0]

    @property
    def last(self) -> Stage:
        """The stage that it came to."""
        return self.stages[-1]

    def course(self, node: str) -> tuple[Step, ...]:
        """Return a node's value stage by stage, those left out at which it is not known."""
        steps: list[Step] = []
        for stage in self.stages:
            value = float(self.table[stage.value].get(node, float("nan")))
            if value == value:
                found = exact(self.instrument, node, value)
                steps.append(Step(stage, found, found - steps[-1].value if steps else None))
        return tuple(steps)

    def indicators(self, node: str) -> pd.DataFrame:
        """Return the rows of the indicators below a node whose correction is known."""
        below = [leaf.code for leaf in self.instrument.leaves(node) if leaf.code in self.changes]
        return self.table.loc[below]

    def most(self, nodes: Sequence[str], *, down: bool) -> Corrected | None:
        """Return those of some nodes that were lowered, or raised, most; ``None`` where none was by what shows."""
        moved = {
            node: Amount(abs(found.value), found.printed)
            for node in nodes
            if (found := self.changes.get(node)) is not None
            and round_half_up(found.value)
            and (found.value < 0) is down
        }
        most = greatest(moved)
        return Corrected(most, self.changes[most[0]].value) if most else None


@once
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
    begin, end = stages[0].value, stages[-1].value
    bases = snapshot.assessed(instrument.id).basis
    printed = (bases.loc[[(region, year, begin), (region, year, end)]] == Basis.PUBLISHED.value).any()
    changes = {}
    for node, before, after in zip(values.index, values[begin], values[end], strict=True):
        by = difference(instrument, str(node), after, before)
        if by is not None:
            changes[str(node)] = Amount(by, bool(printed[node]))
    table = named.join(values).assign(
        **{CHANGE: pd.Series({n: float(a.value) for n, a in changes.items()}, dtype=float)}
    )
    return Corrections(instrument, region, year, stages, table, changes)


@once
def all_corrections(snapshot: Snapshot, node: str = INDEX_NODE, instrument: Instrument | None = None) -> pd.DataFrame:
    """Return the correction of every government and year with several stages.

    Args:
        snapshot: Everything known.
        node: Code of the node whose value is corrected.
        instrument: The instrument of that code; ``None`` for all that have it, which is right for the index only.

    Returns:
        Columns :data:`COLUMNS`, one row a government and year: value at the first and at the last known stage, and the
        difference, as a number and as a fraction. Misprints and printed averages are left out. The oldest year first.
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
                    EXACT: pd.Series(
                        [
                            difference(item, node, after, before)
                            for after, before in zip(numbers[rows, last], numbers[rows, first], strict=True)
                        ],
                        dtype=object,
                    ),
                }
            )
        )
    joined = pd.concat(parts, ignore_index=True)
    places = gazetteer()
    governments = [places[code].kind is not Kind.AVERAGE for code in joined[REGION]]
    joined = joined[pd.Series(governments, index=joined.index, dtype=bool)]
    joined = joined.assign(**{CHANGE: joined[EXACT].astype(float)})
    return joined.sort_values([YEAR, REGION], ignore_index=True)[COLUMNS]


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Sum up corrections by year and by the pair of stages, so that like is put with like.

    Args:
        found: Rows of :func:`all_corrections`.

    Returns:
        Columns :data:`SUMMARY`: count of governments, median correction, and the shares (0 to 1) whose value was
        lowered and raised; the rest stayed. The oldest year first.
    """
    marked = found.assign(lowered=found[CHANGE] < 0, raised=found[CHANGE] > 0)
    grouped = marked.groupby(PAIR, sort=True)
    table = grouped.agg(count=(CHANGE, "size"), lowered=("lowered", "mean"), raised=("raised", "mean"))
    middle = [float(median(rows[EXACT])) for _, rows in grouped]
    return table.assign(median=pd.Series(middle, index=table.index, dtype=float)).reset_index()[SUMMARY]


def comparable(found: pd.DataFrame) -> pd.DataFrame:
    """Return a region's corrections between the same two stages, under the same instrument, as its newest one.

    Args:
        found: Rows of :func:`all_corrections` of one region, the oldest year first; at least one.
    """
    last = found.iloc[-1]
    alike = [name for name in PAIR if name != YEAR]
    same: pd.DataFrame = found[(found[alike] == last[alike]).all(axis=1)]
    return same

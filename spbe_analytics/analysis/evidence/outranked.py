"""What sources that are not in use state differently, beside what is in use."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from spbe_analytics.analysis.evidence.sources import source_names
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import (
    ASSESSMENT,
    INSTRUMENT,
    NODE,
    REGION,
    STAGE,
    VALUE,
    YEAR,
    Authority,
)
from spbe_analytics.scoring import score
from spbe_analytics.scoring.display import round_half_up


@dataclass(frozen=True)
class Outranked:
    """A figure of a source that is not in use, and what is in use instead.

    Attributes:
        region: Code.
        year: Result year.
        node: Code of the node.
        used: The value in use; ``None`` where none is, because the leading source does not give it.
        used_source: The source that leads.
        used_authority: Its authority.
        other: What the other source states.
        other_source: Its name.
        other_authority: Its authority.
    """

    region: str
    year: int
    node: str
    used: Fraction | None
    used_source: str
    used_authority: Authority
    other: Fraction
    other_source: str
    other_authority: Authority

    @property
    def difference(self) -> Fraction | None:
        """The value in use less the other one; ``None`` where none is in use."""
        return None if self.used is None else self.used - self.other

    @property
    def official(self) -> bool:
        """Whether an upload outranks what the ministry printed for all."""
        return self.used_authority is Authority.UPLOAD and self.other_authority is Authority.TABLE


@once
def outranked(
    snapshot: Snapshot, instrument: Instrument, stage: str, *, year: int | None = None, region: str | None = None
) -> tuple[Outranked, ...]:
    """List the figures that are not in use and differ, as they are shown, from what is.

    Args:
        snapshot: Everything known.
        instrument: The instrument.
        stage: Stage.
        year: Only this result year, if given.
        region: Only this government or average, if given.

    Returns:
        One entry a figure and source, by region and year, nodes in the regulation's order, the highest authority first.
    """
    assessed = snapshot.assessed(instrument.id)
    stated = [_narrowed(frame, instrument, stage, year, region) for frame in (snapshot.values, snapshot.outvoted)]
    rows = pd.concat(stated)
    if rows.empty:
        return ()
    places = assessed.scores.index.get_indexer(pd.MultiIndex.from_frame(rows[list(ASSESSMENT)]))
    columns = assessed.scores.columns.get_indexer(pd.Index(rows[NODE]))
    rows = rows.assign(used=assessed.scores.to_numpy()[places, columns])
    rows = rows[rows["used"].isna() | ((rows["used"] - rows[VALUE]).abs() > 0)]
    if rows.empty:
        return ()
    order = {record: place for place, record in enumerate(snapshot.records["id"].tolist())}
    names, leaves = source_names(snapshot.records), set(instrument.indicator_codes)
    leads = stated[0].assign(order=stated[0]["record"].map(order)).sort_values("order")
    leads = leads.drop_duplicates(list(ASSESSMENT)).set_index(list(ASSESSMENT))[["record", "authority"]]
    given = stated[0].set_index([*ASSESSMENT, NODE])[["record", "authority"]]
    exact: dict[Any, dict[str, Fraction]] = {}
    found = []
    for row in rows.to_dict("records"):
        key, node = tuple(row[name] for name in ASSESSMENT), str(row[NODE])
        if pd.notna(row["used"]) and node not in leaves and round_half_up(row["used"]) == round_half_up(row[VALUE]):
            continue
        if key not in exact:
            exact[key] = score(instrument, assessed.scores.loc[[key]]).exact(key)
        value = exact[key].get(node, Fraction(repr(float(row["used"])))) if pd.notna(row["used"]) else None
        stands = given.loc[(*key, node)] if node not in exact[key] and (*key, node) in given.index else leads.loc[key]
        found.append(
            Outranked(
                region=key[0],
                year=int(key[1]),
                node=node,
                used=value,
                used_source=names[int(stands["record"])],
                used_authority=Authority(int(stands["authority"])),
                other=Fraction(repr(float(row[VALUE]))),
                other_source=names[int(row["record"])],
                other_authority=Authority(int(row["authority"])),
            )
        )
    order_of = {code: place for place, code in enumerate(instrument.codes)}
    return tuple(sorted(found, key=lambda one: (one.region, one.year, order_of[one.node], -one.other_authority)))


def _narrowed(
    frame: pd.DataFrame, instrument: Instrument, stage: str, year: int | None, region: str | None
) -> pd.DataFrame:
    mask = (frame[INSTRUMENT] == instrument.id) & (frame[STAGE] == stage)
    if year is not None:
        mask &= frame[YEAR] == year
    if region is not None:
        mask &= frame[REGION] == region
    return frame[mask]

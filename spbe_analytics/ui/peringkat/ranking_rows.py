"""The rows of *Peringkat*: a ranking with what stands beside it, and the misprints without a rank."""

import pandas as pd

from spbe_analytics.analysis.certainty.bands import rank_bands
from spbe_analytics.analysis.evidence.outranked import Outranked, outranked
from spbe_analytics.analysis.standing import side_by_side
from spbe_analytics.analysis.standing.ranking import unranked
from spbe_analytics.analysis.standing.row_notes import row_notes
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.ui.kit.view import View, kept
from spbe_analytics.ui.peringkat.certainty_words import span


def standing(view: View) -> pd.DataFrame:
    """Return the ranking of the filters with what the page shows beside it.

    Returns:
        The ranking with further columns ``shown_name, province_name, note, source, nation_rank, best, worst, band`` and
        one a node right below the index; ``band`` is missing where the rank is sure. Where too few are known for ranks
        to mean anything, all ranks are missing.
    """
    return _standing(view)


@kept
def _standing(view: View) -> pd.DataFrame:
    if not view.province_quorum:
        missing = dict.fromkeys(["rank", "previous_rank", "rank_change", "best", "worst"], float("nan"))
        return _beside(view, view.in_province).assign(**missing, band=None)
    group = view.in_province
    bands = rank_bands(group["low"], group["high"])
    ranges = [span(best, worst) if best < worst else None for best, worst in bands.itertuples(index=False)]
    named = bands.assign(band=pd.Series(ranges, index=group.index, dtype=object))
    return pd.concat([_beside(view, group), named], axis=1)


def misprints(view: View) -> pd.DataFrame:
    """Return the governments of the filters whose record is a misprint, in the columns of :func:`standing`."""
    return _misprints(view)


@kept
def _misprints(view: View) -> pd.DataFrame:
    province = view.province.code if view.province else None
    group = unranked(view.standings, year=view.year, stage=view.stage, kind=view.kind, province=province)
    return _beside(view, group).assign(best=float("nan"), worst=float("nan"), band=None)


def _beside(view: View, group: pd.DataFrame) -> pd.DataFrame:
    """Add to a ranking names, notes, sources and the values right below the index."""
    places = gazetteer()
    keys = pd.MultiIndex.from_arrays([group["region"], [view.year] * len(group), [view.stage.value] * len(group)])
    pillars = view.scores[[pillar.code for pillar in view.instrument.pillars]].reindex(keys).reset_index(drop=True)
    sources = side_by_side.leading_sources(view.snapshot.records, year=view.year, stage=view.stage)
    nation = view.nation.set_index("region")["rank"]
    printed = {one.region: one.other for one in outranked_here(view) if one.official and one.node == INDEX_NODE}
    notes = row_notes(view.standings, group, view.instrument, view.year, view.stage.value, printed)
    beside = group.assign(
        shown_name=group["region"].map(view.name) if view.kind else group["name"],
        province_name=[places[code].bare for code in group["province"]],
        note=pd.Series(notes, index=group.index, dtype=object),
        source=group["region"].map(sources),
        nation_rank=group["region"].map(nation) if view.province and view.quorum else float("nan"),
    )
    return pd.concat([beside, pillars], axis=1)


def outranked_here(view: View) -> tuple[Outranked, ...]:
    """Return what sources that are not in use state differently of any government in the chosen year and stage."""
    return outranked(view.snapshot, view.instrument, view.stage.value, year=view.year)

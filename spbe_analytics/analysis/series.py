"""Values over the years: lines of one segment an instrument, never joined across two, and every value's source."""

from typing import Final

import pandas as pd

from spbe_analytics.analysis import groups
from spbe_analytics.analysis.quorum import QUORUM, members
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.sources import source_names
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import (
    BASIS,
    CHANGE,
    INDEX_NODE,
    INSTRUMENT,
    KIND,
    NODE,
    PROVINCE,
    REGION,
    STAGE,
    VALUE,
    YEAR,
    Basis,
    Kind,
)

COLUMNS: Final = ["series", YEAR, "value", "segment", "segment_label", "hollow", "own", "count"]


def region_line(snapshot: Snapshot, region: str, stage: str, pillar: str = "", *, own: bool) -> pd.DataFrame:
    """Return a region's values of one node under every instrument that has it.

    Args:
        snapshot: Everything known.
        region: Code of a government.
        stage: Stage.
        pillar: Short name of a node right below the index, which may have other codes under other instruments; empty
            for the index.
        own: Whether it is the viewer's own region.

    Returns:
        Columns ``series, year, value, segment, segment_label, hollow, own, count``; ``segment`` is the instrument's id
        and ``hollow`` tells a value that is ours, not printed. A year without a value has no row.
    """
    parts = []
    for instrument in snapshot.catalogue.values():
        code = _same_node(instrument, pillar)
        if code is None:
            continue
        assessed = snapshot.assessed(instrument.id)
        values = groups.history(assessed.scores, region, stage)
        basis = groups.history(assessed.basis, region, stage)
        found = values[code].dropna()
        parts.append(
            _part(
                gazetteer()[region].bare,
                instrument,
                found,
                hollow=basis.loc[found.index, code] == Basis.COMPUTED,
                own=own,
                count=pd.Series(1, index=found.index),
            )
        )
    return _joined(parts)


def average_line(snapshot: Snapshot, kind: str | None, stage: str, pillar: str = "") -> pd.DataFrame:
    """Return the printed average of a kind by year; ours, marked hollow, where none is printed.

    A printed average flagged as a misprint is not used. Ours needs values of at least half of the governments.
    """
    code = f"rerata-{kind}" if kind else "nasional"
    name = f"rata-rata {kind}" if kind else "rata-rata nasional"
    parts = []
    for instrument in snapshot.catalogue.values():
        own_code = _same_node(instrument, pillar)
        if own_code is None:
            continue
        assessed = snapshot.assessed(instrument.id)
        sound = assessed.standings.index[~assessed.standings["misprint"]]
        printed = groups.printed_average(assessed.scores.loc[sound], code, stage)[own_code].dropna()
        computed = _well_covered(snapshot, instrument, own_code, stage, kind, None)["mean"]
        values = printed.combine_first(computed)
        hollow = pd.Series(~values.index.isin(printed.index), index=values.index)
        parts.append(_part(name, instrument, values, hollow=hollow, own=False, count=pd.Series(0, index=values.index)))
    return _joined(parts)


def median_line(
    snapshot: Snapshot, kind: str | None, stage: str, pillar: str = "", *, province: str | None = None
) -> pd.DataFrame:
    """Return the median of a kind, in the nation or one province, in the years that are well covered."""
    name = f"median {gazetteer()[province].bare if province else kind or 'pemda'}"
    parts = []
    for instrument in snapshot.catalogue.values():
        code = _same_node(instrument, pillar)
        if code is None:
            continue
        yearly = _well_covered(snapshot, instrument, code, stage, kind, province)
        values = yearly["median"]
        hollow = pd.Series(True, index=values.index)
        parts.append(_part(name, instrument, values, hollow=hollow, own=False, count=yearly["count"]))
    return _joined(parts)


def covered_years(snapshot: Snapshot, kind: str | None, stage: str) -> set[int]:
    """Return the years in which at least half of the governments of a kind have an index.

    In such a year a government without one was not evaluated; in any other it may only be missing from the data.
    """
    parts = (_well_covered(snapshot, item, INDEX_NODE, stage, kind, None) for item in snapshot.catalogue.values())
    return {int(year) for part in parts for year in part.index}


def yearly_changes(line: pd.DataFrame, catalogue: Catalogue, covered: set[int], until: int) -> pd.DataFrame:
    """Return the change from each year to the next, or why there is none.

    Args:
        line: Values of one series, columns ``year, value, segment``.
        catalogue: The instruments; no change is computed across two of them.
        covered: Years in which a missing value means that there was no evaluation.
        until: The last year to list if the series ends before it.

    Returns:
        Columns ``year, label, value, change, note``, one row for every year after the first known one, the oldest
        first; ``change`` is missing where ``note`` gives a reason.
    """
    values = {int(year): float(value) for year, value in zip(line[YEAR], line[VALUE], strict=True)}
    rows = []
    for year in range(min(values, default=until) + 1, max([until, *values]) + 1):
        now, before = values.get(year), values.get(year - 1)
        same = catalogue.for_year(year) is catalogue.for_year(year - 1)
        change, note = None, ""
        if now is None:
            note = "tidak dinilai" if year in covered else "tidak ada data"
        elif not same:
            note = "instrumen berganti"
        elif before is None:
            note = f"tidak ada nilai {year - 1}"
        else:
            change = round(now - before, 9)
        rows.append((year, str(year), now, change, note))
    frame = pd.DataFrame(rows, columns=[YEAR, "label", VALUE, CHANGE, "note"])
    return frame.astype({VALUE: float, CHANGE: float})


def known_values(snapshot: Snapshot, region: str, stage: str) -> pd.DataFrame:
    """Return every value known of a region, with what it rests on.

    Args:
        snapshot: Everything known.
        region: Code of a government or an average.
        stage: Stage.

    Returns:
        Columns ``year, instrument, node, kind, name, value, basis, source, url``, the newest year first, nodes in the
        order of the regulation. The source of a computed value is that of the levels below it.
    """
    stated = _stated(snapshot.values, region, stage)
    record_of = dict(
        zip(zip(stated[INSTRUMENT], stated[YEAR], stated[NODE], strict=True), stated["record"], strict=True)
    )
    records = snapshot.records.set_index("id")
    titles, urls = source_names(snapshot.records), records["url"].dropna().to_dict()
    rows = []
    for instrument in snapshot.catalogue.values():
        assessed = snapshot.assessed(instrument.id)
        bases = groups.history(assessed.basis, region, stage).to_dict("index")
        history = groups.history(assessed.scores, region, stage)
        for year, scores in zip(history.index.tolist(), history.to_dict("records"), strict=True):
            for node in instrument.nodes:
                value = scores[node.code]
                if pd.isna(value):
                    continue
                basis = Basis(bases[year][node.code])
                below = [leaf.code for leaf in instrument.leaves(node.code)] if basis is Basis.COMPUTED else [node.code]
                origin = list(dict.fromkeys(record_of[instrument.id, year, code] for code in below))
                source = "; ".join(dict.fromkeys(titles[record] for record in origin))
                url = next((urls[record] for record in origin if record in urls), None)
                rows.append(
                    (year, instrument.id, node.code, node.kind.label, node.name, value, basis.value, source, url)
                )
    columns = [YEAR, INSTRUMENT, NODE, KIND, "name", VALUE, BASIS, "source", "url"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(YEAR, ascending=False, kind="stable", ignore_index=True)


def _stated(values: pd.DataFrame, region: str, stage: str) -> pd.DataFrame:
    return values[(values[REGION] == region) & (values[STAGE] == stage)]


def _well_covered(
    snapshot: Snapshot, instrument: Instrument, node: str, stage: str, kind: str | None, province: str | None
) -> pd.DataFrame:
    """Summarise one node of a group in the years in which at least half of its governments have a value.

    Misprints are left out. Columns ``median, mean, count``, index ``year``.
    """
    standings = snapshot.standings
    mine = standings[standings[INSTRUMENT] == instrument.id]
    chosen = (mine[STAGE] == stage) & mine[INDEX_NODE].notna() & ~mine["misprint"]
    chosen &= mine[KIND] == kind if kind else mine[KIND] != Kind.AVERAGE.value
    if province:
        chosen &= mine[PROVINCE] == province
    values = snapshot.assessed(instrument.id).scores[node][chosen.to_numpy()]
    yearly = values.groupby(level=YEAR).agg(["median", "mean", "count"])
    return yearly[(yearly["count"] >= QUORUM * members(kind, province)) & (yearly["count"] > 0)]


def _same_node(instrument: Instrument, short: str) -> str | None:
    """Find an instrument's node right below the index with a short name; the empty name means the index itself."""
    if not short:
        return INDEX_NODE
    return next((pillar.code for pillar in instrument.pillars if pillar.short == short), None)


def _part(
    series: str, instrument: Instrument, values: pd.Series, *, hollow: pd.Series, own: bool, count: pd.Series
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "series": series,
            YEAR: values.index.astype(int),
            "value": values.to_numpy(dtype=float),
            "segment": instrument.id,
            "segment_label": instrument.short,
            "hollow": hollow.to_numpy(dtype=bool),
            "own": own,
            "count": count.to_numpy(dtype=int),
        }
    )


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    kept = [part for part in parts if len(part)]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=COLUMNS)

"""Values over the years: lines of one segment an instrument, never joined across two, and every value's source."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import pandas as pd

from spbe_analytics.analysis.evidence.sources import source_names
from spbe_analytics.analysis.exact import difference
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing import averages, groups
from spbe_analytics.analysis.standing.averages import Members, Statistic
from spbe_analytics.analysis.standing.presence import has_quorum
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import (
    BASIS,
    CHANGE,
    INDEX_NODE,
    INSTRUMENT,
    KIND,
    NODE,
    REGION,
    STAGE,
    VALUE,
    YEAR,
    Basis,
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
        values, basis = groups.by_year(snapshot, instrument, region, stage)
        found = values[code].dropna()
        parts.append(
            _part(
                gazetteer()[region].bare,
                instrument,
                found,
                hollow=basis.loc[found.index, code] == Basis.COMPUTED,
                own=own,
                count=1,
            )
        )
    return _joined(parts)


@once
def printed_line(snapshot: Snapshot, kind: str | None, stage: str, pillar: str = "") -> pd.DataFrame:
    """Return the printed average of a kind by year, of the nation without a kind; known misprints are not drawn."""
    name = f"rata-rata {kind}, tercetak" if kind else "nasional, tercetak"
    parts = []
    for instrument in snapshot.catalogue.values():
        code = _same_node(instrument, pillar)
        if code is not None:
            found = averages.printed(snapshot, instrument, code, stage, kind)
            parts.append(_part(name, instrument, _floats(found), hollow=False, own=False, count=0))
    return _joined(parts)


@once
def average_line(
    snapshot: Snapshot,
    kind: str | None,
    stage: str,
    pillar: str = "",
    *,
    statistic: Statistic,
    province: str | None = None,
) -> pd.DataFrame:
    """Return our mean or median of a kind, in the nation or one province, in the years that are well covered.

    It is never joined with what is printed: a printed average has another definition.
    """
    group = Members(kind, province)
    name = f"{statistic.value} {group.place if province else kind or 'pemda'}"
    parts = []
    for instrument in snapshot.catalogue.values():
        code = _same_node(instrument, pillar)
        if code is None:
            continue
        found = averages.averages(snapshot, instrument, code, stage, group, statistic)
        values = _floats({year: item.value for year, item in found.items()})
        counts = pd.Series({year: item.count for year, item in found.items()}, dtype=int)
        parts.append(_part(name, instrument, values, hollow=True, own=False, count=counts))
    return _joined(parts)


def _floats(values: Mapping[int, Fraction]) -> pd.Series:
    return pd.Series({year: float(value) for year, value in values.items()}, dtype=float)


def covered_years(snapshot: Snapshot, kind: str | None, stage: str) -> set[int]:
    """Return the years in which at least half of the governments of a kind have an index.

    In such a year a government without one was not evaluated; in any other it may only be missing from the data.
    """
    group, found = Members(kind), set()
    for instrument in snapshot.catalogue.values():
        known = averages.values_of(snapshot, instrument, INDEX_NODE, stage, group)
        counts = known.groupby(level=YEAR).size()
        found |= {int(str(year)) for year, count in counts.items() if has_quorum(int(count), kind)}
    return found


def yearly_changes(
    line: pd.DataFrame, catalogue: Catalogue, covered: set[int], until: int, pillar: str = ""
) -> pd.DataFrame:
    """Return the change from each year to the next, or why there is none.

    Args:
        line: Values of one series, columns ``year, value, segment``.
        catalogue: The instruments; no change is computed across two of them.
        covered: Years in which a missing value means that there was no evaluation.
        until: The last year to list if the series ends before it.
        pillar: Short name of the node of the series; empty for the index.

    Returns:
        Columns ``year, label, value, change, note``, one row for every year after the first known one, the oldest
        first; ``change`` is missing where ``note`` gives a reason.
    """
    values = {int(year): float(value) for year, value in zip(line[YEAR], line[VALUE], strict=True)}
    rows = []
    for year in range(min(values, default=until) + 1, max([until, *values]) + 1):
        now, before, instrument = values.get(year), values.get(year - 1), catalogue.for_year(year)
        same = instrument is catalogue.for_year(year - 1)
        change, note = None, ""
        if now is None:
            note = "tidak dinilai" if year in covered else "tidak ada data"
        elif not same:
            note = "instrumen berganti"
        elif before is None:
            note = f"tidak ada nilai {year - 1}"
        elif instrument is not None and (code := _same_node(instrument, pillar)):
            change = difference(instrument, code, now, before)
        rows.append((year, str(year), now, change, note))
    frame = pd.DataFrame(rows, columns=[YEAR, "label", VALUE, CHANGE, "note"])
    return frame.astype({VALUE: float, CHANGE: float})


@once
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
        history, rests_on = groups.by_year(snapshot, instrument, region, stage)
        bases = rests_on.to_dict("index")
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


def _same_node(instrument: Instrument, short: str) -> str | None:
    """Find an instrument's node right below the index with a short name; the empty name means the index itself."""
    if not short:
        return INDEX_NODE
    return next((pillar.code for pillar in instrument.pillars if pillar.short == short), None)


def _part(
    series: str,
    instrument: Instrument,
    values: pd.Series,
    *,
    hollow: pd.Series | bool,
    own: bool,
    count: pd.Series | int,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "series": series,
            YEAR: values.index.astype(int),
            "value": values.to_numpy(dtype=float),
            "segment": instrument.id,
            "segment_label": instrument.short,
            "hollow": hollow.to_numpy(dtype=bool) if isinstance(hollow, pd.Series) else hollow,
            "own": own,
            "count": count.to_numpy(dtype=int) if isinstance(count, pd.Series) else count,
        }
    )


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    kept = [part for part in parts if len(part)]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=COLUMNS)

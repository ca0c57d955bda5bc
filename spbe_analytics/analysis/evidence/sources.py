"""Which source speaks for an assessment, which others join it, and what those that do not join say instead.

The figures of one assessment that are shown together come from one leading source. Another joins only where rounding
and the levels still unknown explain every difference between the two; then it adds what the leading one leaves out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import lcm
from typing import Any, Final

import pandas as pd

from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import ASSESSMENT, INSTRUMENT, NODE, VALUE, Authority
from spbe_analytics.scoring.display import DISPLAY_DECIMALS, round_half_up

Nodes = dict[str, float]
"""Value by node code: levels and printed figures."""

ASSESSED: Final = [*ASSESSMENT, INSTRUMENT]
PARTS: Final = 2 * 10**DISPLAY_DECIMALS
"""Half units of the last printed decimal in one level."""


def settle(
    values: pd.DataFrame, records: pd.DataFrame, catalogue: Mapping[str, Instrument]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Choose what is in use of everything stated.

    The record of the highest authority leads (then the newest batch, then the order of recording). Each further record
    joins with the nodes that nobody before it states, if all of it can be true together with them; otherwise nothing of
    it is used. Uploads amend one another: a newer one may restate single levels, and takes the others from the older.

    Args:
        values: Every stated value, long, with ``record`` and ``authority``.
        records: Records with ``id``, those that outrank others first.
        catalogue: The instruments.

    Returns:
        The values in use, one a node and assessment at the most, and all others; both keep index and order.
    """
    pairs = values[[*ASSESSED, "record"]].drop_duplicates()
    contested = pairs[pairs.duplicated(ASSESSED, keep=False)]
    if contested.empty:
        return values, values.iloc[:0]
    order = {record: place for place, record in enumerate(records["id"].tolist())}
    mine = values[values["record"].isin(contested["record"])]
    columns = [mine.index, *(mine[name] for name in (*ASSESSED, "record", "authority", NODE, VALUE))]
    rows = sorted(zip(*columns, strict=True), key=lambda row: (*row[1:5], order[row[5]]))
    outranked: list[Any] = []
    for key, group in groupby(rows, key=lambda row: row[1:5]):
        stated: dict[int, dict[str, tuple[Any, float]]] = {}
        uploads = set()
        for at, *_, record, authority, node, value in group:
            stated.setdefault(record, {})[node] = (at, value)
            if authority == Authority.UPLOAD:
                uploads.add(record)
        used = _joined(catalogue[key[3]], stated, uploads)
        outranked += [at for record, nodes in stated.items() for node, (at, _) in nodes.items() if used[node] != record]
    out = values.index.isin(outranked)
    return values[~out], values[out]


def _joined(
    instrument: Instrument, stated: Mapping[int, Mapping[str, tuple[Any, float]]], uploads: set[int]
) -> dict[str, int | None]:
    """Return for each node stated the record that speaks for it; ``None`` where none of its records is in use."""
    leaves = frozenset(instrument.indicator_codes)
    used: dict[str, int | None] = {node: None for nodes in stated.values() for node in nodes}
    claims: list[Nodes] = []
    levels: set[str] = set()
    amended = False
    for place, (record, nodes) in enumerate(stated.items()):
        given = {node: value for node, (_, value) in nodes.items()}
        amends = amended and record in uploads and bool(leaves & given.keys())
        if amends:
            given = {node: value for node, value in given.items() if node not in leaves or node not in levels}
        claim = _claim(instrument, given)
        if place and not possible(instrument, [*claims, claim]):
            only = {node: value for node, value in claim.items() if node in leaves} if amends else {}
            if not only or not possible(instrument, [*claims, only]):
                continue
            given = claim = only
        claims.append(claim)
        levels |= leaves & given.keys()
        amended = amended or (record in uploads and bool(levels))
        for node in given:
            if used[node] is None:
                used[node] = record
    return used


def _claim(instrument: Instrument, given: Nodes) -> Nodes:
    """Leave out what a source prints of nodes all of whose levels it gives: there its levels speak."""
    spoken = _tree(instrument).leaves
    return {
        node: value
        for node, value in given.items()
        if node not in spoken or not all(leaf in given for leaf, _ in spoken[node])
    }


@dataclass(frozen=True)
class _Tree:
    """Whole weights of the indicators below each node that is none, and their places from the bottom up."""

    leaves: Mapping[str, tuple[tuple[str, int], ...]]
    children: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, int]


@cache
def _tree(instrument: Instrument) -> _Tree:
    scale = lcm(*(leaf.weight.denominator for leaf in instrument.indicators))
    weights = {leaf.code: int(leaf.weight * scale) for leaf in instrument.indicators}
    branches = [node.code for node in instrument.nodes if node.code not in weights]
    leaves = {code: tuple((leaf.code, weights[leaf.code]) for leaf in instrument.leaves(code)) for code in branches}
    upward = sorted(branches, key=lambda code: -len(instrument.path(code)))
    children = {code: tuple(child.code for child in instrument.children(code)) for code in upward}
    return _Tree(leaves, children, weights | {code: sum(w for _, w in leaves[code]) for code in branches})


def possible(instrument: Instrument, claims: Iterable[Nodes]) -> bool:
    """Tell whether several claims about one assessment can all be true, given how printed figures are rounded.

    Args:
        instrument: The instrument.
        claims: Levels and printed figures by node, each as one source gives them.

    Returns:
        Whether there are levels within the scale that agree with every level and print as every printed figure. Bounds
        of sums are compared, in whole numbers; for levels that are whole this is necessary, not always sufficient.
    """
    tree, unit = _tree(instrument), instrument.scale.unit
    bounds: dict[str, tuple[int, int]] = {}
    ends = tuple(int(end * unit) * PARTS for end in (instrument.scale.lowest, instrument.scale.highest))
    claims = list(claims)
    for leaf in instrument.indicator_codes:
        given = {round(claim[leaf] * unit) * PARTS for claim in claims if leaf in claim}
        if len(given) > 1:
            return False
        low, high = (next(iter(given)),) * 2 if given else ends
        bounds[leaf] = (low * tree.weights[leaf], high * tree.weights[leaf])
    for code, children in tree.children.items():
        low, high = (sum(bounds[child][end] for child in children) for end in (0, 1))
        for claim in claims:
            if code in claim:
                half = int(round_half_up(claim[code]) * PARTS)
                low = max(low, (half - 1) * unit * tree.weights[code])
                high = min(high, (half + 1) * unit * tree.weights[code] - 1)
        if low > high:
            return False
        bounds[code] = (low, high)
    return True


def source_names(records: pd.DataFrame) -> dict[int, str]:
    """Name what each record comes from, by its number: the publication, or the file that was uploaded."""
    names = records["title"].fillna("unggahan " + records["file_name"].astype(str))
    return dict(zip(records["id"].tolist(), names.tolist(), strict=True))

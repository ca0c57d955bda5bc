"""The sentences of *Perbandingan*: pure text from figures, without a screen."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from spbe_analytics.analysis import comparison
from spbe_analytics.regions import Region
from spbe_analytics.schema import INDEX_NODE, Kind
from spbe_analytics.scoring.display import format_level, format_number, format_score, is_missing, round_half_up
from spbe_analytics.ui.headlines import joined


def names_of(regions: Sequence[Region]) -> dict[str, str]:
    """Name regions by code without their kind; a province among others, and regions of one bare name, keep theirs."""
    mixed = len({region.kind for region in regions}) > 1
    bare = Counter(region.bare for region in regions)
    return {
        region.code: region.name if bare[region.bare] > 1 or (mixed and region.kind is Kind.PROVINCE) else region.bare
        for region in regions
    }


def finding(values: pd.DataFrame, labels: Mapping[str, str], word: str) -> str:
    """Sum up a comparison: the first region against the highest, then the opposite movement if there is one.

    Args:
        values: Index node codes, the index among them; one column a region.
        labels: Short name by node code.
        word: What a node right below the index is called: ``domain`` or ``aspek``.
    """
    index = {str(name): float(value) for name, value in values.T[INDEX_NODE].items()}
    first, *others = index
    if not others:
        return f"{first} {format_score(index[first])}: pilih daerah lain untuk dibandingkan"
    known = {name: value for name, value in index.items() if not is_missing(value)}
    if first not in known or len(known) == 1:
        return f"Indeks {first} tidak dapat dibandingkan dengan {joined(others)}"
    apart = comparison.differences(values).drop(INDEX_NODE)
    best = max(known, key=lambda name: known[name])
    behind = round(known[best] - known[first], 9)
    if round_half_up(behind) > 0:
        opening = f"{first} tertinggal {format_score(behind)} dari {best}"
        said = _against(apart[best].dropna(), labels, word)
        passed = [name for name in known if round_half_up(round(known[first] - known[name], 9)) > 0]
        if "unggul" in said or not passed:
            return opening + said
        nearest = max(passed, key=lambda name: known[name])
        return f"{opening}{said}, tetapi {format_score(round(known[first] - known[nearest], 9))} di atas {nearest}"
    opening = f"{first} tertinggi dari {len(known)} daerah ({format_score(known[first])})"
    lags = [(float(gap), str(node), str(name)) for name in apart for node, gap in apart[name].dropna().items()]
    if not lags:
        return opening
    gap, node, name = min(lags, key=lambda lag: lag[0])
    if round_half_up(gap) < 0:
        return f"{opening}, tetapi tertinggal {format_score(-gap)} di {labels[node]} dari {name}"
    return f"{opening} dan tidak tertinggal di {word} mana pun"


def _against(apart: pd.Series, labels: Mapping[str, str], word: str) -> str:
    """Say where a region lags most behind another, and where it is ahead in spite of that."""
    gaps = {str(node): float(gap) for node, gap in apart.items() if round_half_up(float(gap)) != 0}
    if not gaps or min(gaps.values()) > 0:
        return ""
    worst, best = min(gaps, key=lambda node: gaps[node]), max(gaps, key=lambda node: gaps[node])
    lag = f"paling jauh {format_score(-gaps[worst])} di {labels[worst]}"
    if gaps[best] > 0:
        return f", {lag}, tetapi unggul {format_score(gaps[best])} di {labels[best]}"
    return f" di semua {word}, {lag}" if len(gaps) == len(apart) else f", {lag}"


def widest(values: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say where the regions lie farthest apart."""
    spans = comparison.spans(values)
    if spans.empty or not spans["span"].iloc[0]:
        return "Semua nilai sama" if len(spans) else f"Nilai {joined([str(name) for name in values.columns])}"
    row = spans.iloc[0]
    return f"Jarak terlebar {format_score(row['span'])} di {labels[row['node']]}"


def most_highest(values: pd.DataFrame, labels: Mapping[str, str], word: str) -> str:
    """Say which region has the most of the highest values; of a single region, where it is strongest and weakest.

    Args:
        values: Index node codes, one column a region, at least one value.
        labels: Short name by node code.
        word: What a node is called.
    """
    known = values.dropna()
    if len(values.columns) == 1:
        alone = values.iloc[:, 0].dropna()
        return f"Terkuat di {labels[str(alone.idxmax())]}, terlemah di {labels[str(alone.idxmin())]}"
    if known.empty:
        return f"Nilai {word} tidak lengkap"
    counts = known.eq(known.max(axis=1), axis=0).sum()
    most = int(counts.max())
    names = [str(name) for name in counts.index[counts == most]]
    share = "semua" if most == len(known) else f"{most} dari {len(known)}"
    highest = known.eq(known.max(axis=1), axis=0)
    shared = len(names) == 1 and bool((highest[highest[names[0]]].sum(axis=1) > 1).any())
    how = "tertinggi atau setara" if shared else "tertinggi"
    return f"{joined(names)} {'masing-masing ' if len(names) > 1 else ''}{how} di {share} {word}"


def levels_finding(levels: pd.DataFrame, target: float) -> str:
    """Say where the regions lie farthest apart; of a single region, how many indicators are below the target.

    Args:
        levels: Index the text shown (code, a space, short name), one column a region.
        target: The level that every indicator should reach.
    """
    if len(levels.columns) == 1:
        below = int((levels.iloc[:, 0] < target).sum())
        return f"{below} dari {len(levels)} indikator di bawah tingkat {format_level(target)}"
    spans = comparison.spans(levels)
    if spans.empty or not spans["span"].iloc[0]:
        return "tidak ada beda tingkat"
    top = spans["span"].iloc[0]
    more = int((spans["span"] == top).sum()) - 1
    where = spans["node"].iloc[0].partition(" ")[2] + (f" dan {format_number(more, 0)} lainnya" if more else "")
    return f"beda {format_level(float(top))} tingkat di {where}"

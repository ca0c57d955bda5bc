"""Against whom: comparison groups of one government, and who in them already stands higher or rose most."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, assert_never

import numpy as np
import pandas as pd

from spbe_analytics.analysis.assess import HALF, SLACK, Assessed
from spbe_analytics.analysis.exact import difference
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.analysis.standing.ranking import select
from spbe_analytics.errors import UnansweredError
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.regions.facts import AREA_SOURCE, POPULATION_SOURCE, Facts, facts
from spbe_analytics.regions.neighbours import ALONE, neighbours
from spbe_analytics.schema import (
    ASSESSMENT,
    CHANGE,
    INDEX_NODE,
    INSTRUMENT,
    NODE,
    REGION,
    STAGE,
    VALUE,
    YEAR,
    Basis,
    Kind,
    Labelled,
    Stage,
)

NEAREST: Final = 10
"""How many governments a group of the nearest has."""

BEST: Final = 3
"""How many are named at each node."""


class GroupBy(Labelled):
    """What makes governments a comparison group."""

    KIND = "kind", "Sejenis se-Indonesia"
    PROVINCE = "province", "Sejenis seprovinsi"
    ISLAND = "island", "Sejenis sepulau"
    BORDER = "border", "Berbatasan darat"
    POPULATION = "population", "Penduduk serupa"
    DENSITY = "density", "Kepadatan serupa"
    SIZE = "size", "Indeks tahun lalu terdekat"
    PROFILE = "profile", "Profil terdekat"


@dataclass(frozen=True)
class Group:
    """Governments that one is compared with; it is among them if it is of their kind and its index is known.

    Attributes:
        by: What makes them a group.
        region: Code of the government compared.
        year: Result year.
        stage: Stage.
        regions: Codes of those with an index in the year and stage; no misprints.
        of: How many governments the group has, with an index or without.
        label: What they are, in a sentence: ``kota``, ``kabupaten di Sulawesi Selatan``.
        text: How the group is chosen, in one sentence.
    """

    by: GroupBy
    region: str
    year: int
    stage: str
    regions: tuple[str, ...]
    of: int
    label: str
    text: str

    @property
    def member(self) -> bool:
        """Whether the government is itself one of the group, so that it has a rank in it and counts in its median."""
        return self.region in self.regions

    @property
    def keys(self) -> pd.MultiIndex:
        """The assessments of the group, as the index of wide frames names them."""
        found = [(code, self.year, self.stage) for code in self.regions]
        return pd.MultiIndex.from_tuples(found, names=list(ASSESSMENT))


@once
def group_of(
    snapshot: Snapshot, instrument: Instrument, region: str, year: int, stage: str, by: GroupBy, kind: str | None
) -> Group:
    """Choose the governments that one is compared with.

    Args:
        snapshot: Everything known.
        instrument: The instrument of the year.
        region: Code of a government.
        year: Result year.
        stage: Stage.
        by: What makes them a group.
        kind: Only this kind; all kinds without one.

    Returns:
        The group. Misprints are left out, also the region's own, which then is no member; nor is a region of another
        kind.

    Raises:
        UnansweredError: The nearest ones cannot be told, because the region's own value or last year's is not known, or
            last year fell under another instrument; nothing borders on it on land.
    """
    place = gazetteer()[region]
    word = kind or "pemerintah daerah"
    everybody = gazetteer().governments(Kind(kind) if kind else None)
    match by:
        case GroupBy.SIZE:
            return _nearest_index(snapshot, instrument, place, year, stage, kind)
        case GroupBy.PROFILE:
            return _nearest_profile(snapshot, instrument, place, year, stage, kind)
        case GroupBy.BORDER:
            return _bordering(snapshot, instrument, place, year, stage)
        case GroupBy.POPULATION | GroupBy.DENSITY:
            return _alike(snapshot, instrument, place, year, stage, kind, by)
        case GroupBy.KIND:
            label = word
        case GroupBy.PROVINCE:
            everybody = tuple(other for other in everybody if other.province == place.province)
            label = f"{word} di {gazetteer()[place.province].bare}"
        case GroupBy.ISLAND:
            everybody = tuple(other for other in everybody if other.island == place.island)
            label = f"{word} di {place.island}"
        case _:
            assert_never(by)
    known = set(_known(snapshot, instrument, year, stage, kind)[REGION])
    chosen = tuple(sorted(other.code for other in everybody if other.code in known))
    text = f"Semua {label} yang indeksnya diketahui."
    return Group(by, region, year, stage, chosen, len(everybody), label, text)


def _known(snapshot: Snapshot, instrument: Instrument, year: int, stage: str, kind: str | None) -> pd.DataFrame:
    """List who has an index under the instrument, misprints left out."""
    found = select(snapshot.standings, year=year, stage=stage, kind=kind)
    return found[(found[INSTRUMENT] == instrument.id) & ~found["misprint"].astype(bool)]


def _bordering(snapshot: Snapshot, instrument: Instrument, place: Region, year: int, stage: str) -> Group:
    """Choose who shares a border on land: kabupaten and kota together, since a kota often lies within one kabupaten."""
    around = neighbours(place.code)
    if not around:
        raise UnansweredError(f"{place.name} {ALONE}. Pilih kelompok lain, misalnya yang sepulau.")
    known = _known(snapshot, instrument, year, stage, None)[REGION]
    label = f"{_TIER[place.kind is Kind.PROVINCE]} di {place.bare} dan sekitarnya"
    text = (
        f"{len(around)} daerah yang berbatasan darat dengan {place.name}. Batas wilayahnya disederhanakan, bukan batas "
        "resmi."
    )
    regions = _with(place, known, [code for code in around if known.eq(code).any()])
    return Group(GroupBy.BORDER, place.code, year, stage, regions, len(around) + 1, label, text)


_TIER: Final = {True: "provinsi", False: "kabupaten dan kota"}
"""Whom a border joins, by whether it is that of a province."""


@dataclass(frozen=True)
class _Likeness:
    """What makes governments alike: a counted fact, what a group of them is called, and the words of its formula."""

    of: Callable[[Facts], float]
    label: str
    words: str
    source: str


_LIKENESS: Final = {
    GroupBy.POPULATION: _Likeness(
        lambda found: float(found.population), "berpenduduk serupa", "penduduk", POPULATION_SOURCE
    ),
    GroupBy.DENSITY: _Likeness(
        lambda found: float(found.density),
        "berkepadatan serupa",
        "kepadatan (penduduk ÷ luas)",
        f"{POPULATION_SOURCE}; {AREA_SOURCE}",
    ),
}


def _alike(
    snapshot: Snapshot, instrument: Instrument, place: Region, year: int, stage: str, kind: str | None, by: GroupBy
) -> Group:
    """Choose the nearest by the logarithm of a counted fact: twice as many is as far as half as many."""
    likeness = _LIKENESS[by]
    known = _known(snapshot, instrument, year, stage, kind)[REGION]
    own = math.log(likeness.of(facts()[place.code]))
    others = [str(code) for code in known if code != place.code]
    far = [abs(math.log(likeness.of(facts()[code])) - own) for code in others]
    chosen = _first(pd.Series(far, index=others, dtype=float).round(12))
    label = f"{kind or 'pemerintah daerah'} {likeness.label}"
    text = f"{len(chosen)} daerah yang paling dekat: selisih mutlak ln({likeness.words}) terkecil. {likeness.source}."
    regions = _with(place, known, chosen)
    return Group(by, place.code, year, stage, regions, len(regions), label, text)


def _nearest_index(
    snapshot: Snapshot, instrument: Instrument, place: Region, year: int, stage: str, kind: str | None
) -> Group:
    last = year - 1
    if not instrument.covers(last):
        raise UnansweredError(
            f"Indeks {last} memakai instrumen lain, sehingga tidak sebanding dengan {year}. Pilih kelompok lain."
        )
    before = _known(snapshot, instrument, last, stage, None).set_index(REGION)[INDEX_NODE]
    if place.code not in before.index:
        raise UnansweredError(
            f"Indeks {place.name} {last} pada {Stage(stage).label} belum diketahui. Pilih kelompok lain."
        )
    now = _known(snapshot, instrument, year, stage, kind)[REGION]
    others = before[before.index.isin(now) & (before.index != place.code)]
    chosen = _first((others - before[place.code]).abs().round(9))
    label = f"{kind or 'pemerintah daerah'} berindeks {last} terdekat"
    text = f"{len(chosen)} daerah yang indeks {last}-nya paling dekat: selisih mutlak terkecil."
    regions = _with(place, now, chosen)
    return Group(GroupBy.SIZE, place.code, year, stage, regions, len(regions), label, text)


def _nearest_profile(
    snapshot: Snapshot, instrument: Instrument, place: Region, year: int, stage: str, kind: str | None
) -> Group:
    scores = snapshot.scores(instrument.id)
    known = _known(snapshot, instrument, year, stage, kind)
    codes = dict.fromkeys([place.code, *known[REGION]])
    keys = pd.MultiIndex.from_tuples([(code, year, stage) for code in codes], names=list(ASSESSMENT))
    rows = scores.reindex(keys).droplevel([YEAR, STAGE])
    leaves, pillars = list(instrument.indicator_codes), [pillar.code for pillar in instrument.pillars]
    depth, nodes = "indikator", rows[leaves].dropna()
    if place.code not in nodes.index or len(nodes) <= NEAREST:
        depth, nodes = instrument.pillar_word, rows[pillars].dropna()
    if place.code not in nodes.index:
        raise UnansweredError(f"Nilai {depth} {place.name} {year} belum lengkap. Pilih kelompok lain.")
    root = instrument.node(INDEX_NODE).weight
    weights = np.array([float(instrument.node(code).weight / root) for code in nodes.columns])
    apart = np.sqrt((((nodes - nodes.loc[place.code]) ** 2).to_numpy() * weights).sum(axis=1))
    distances = pd.Series(apart, index=nodes.index).drop(place.code)
    chosen = _first(distances.round(9))
    label = f"{kind or 'pemerintah daerah'} berprofil terdekat"
    text = (
        f"{len(chosen)} daerah dengan jarak profil terkecil: akar dari jumlah (bobot × kuadrat selisih nilai) "
        f"atas semua {depth}; bobot menurut instrumen."
    )
    regions = _with(place, known[REGION], chosen)
    return Group(GroupBy.PROFILE, place.code, year, stage, regions, len(regions), label, text)


def _with(place: Region, known: pd.Series, chosen: list[str]) -> tuple[str, ...]:
    """Add to the nearest the government itself, if it is one of those that are known."""
    own = {place.code} if known.eq(place.code).any() else set()
    return tuple(sorted(own | set(chosen)))


def _first(distances: pd.Series) -> list[str]:
    """Return the nearest; of equally far ones the lower code."""
    ordered = distances.rename("far").rename_axis(REGION).reset_index().sort_values(["far", REGION])
    return [str(code) for code in ordered[REGION].head(NEAREST)]


def bounds(assessed: Assessed, keys: pd.MultiIndex) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Bound the exact value of every node of some assessments: a printed one has been rounded.

    Returns:
        Least and greatest possible value, same shape; NaN where nothing is known.
    """
    values = assessed.scores.reindex(keys)
    printed = (assessed.basis.reindex(keys) == Basis.PUBLISHED).to_numpy()
    return values - np.where(printed, HALF, 0.0), values + np.where(printed, HALF - SLACK, 0.0)


def ahead(assessed: Assessed, group: Group, nodes: list[str], count: int = BEST) -> pd.DataFrame:
    """List who in a group certainly stands higher, the highest first.

    Args:
        assessed: The assessments of the instrument.
        group: The group.
        nodes: Codes of nodes.
        count: How many at each node at the most.

    Returns:
        Columns ``node, region, value``, in the order of the nodes; nothing at a node whose own value is missing.
    """
    own: Any = (group.region, group.year, group.stage)
    least, most = bounds(assessed, group.keys.union([own], sort=False))
    rows = []
    for node in nodes:
        higher = least.index[least[node] > most[node].get(own, float("nan"))]
        values = assessed.scores.loc[higher, node].droplevel([YEAR, STAGE])
        ordered = values.rename(VALUE).reset_index().sort_values([VALUE, REGION], ascending=[False, True])
        rows += [(node, *row) for row in ordered[[REGION, VALUE]].head(count).itertuples(index=False)]
    return pd.DataFrame(rows, columns=[NODE, REGION, VALUE])


def risen(assessed: Assessed, group: Group, nodes: list[str], count: int = BEST) -> pd.DataFrame:
    """List who in a group rose most since the year before, the region itself left out.

    Args:
        assessed: The assessments of the instrument.
        group: The group.
        nodes: Codes of nodes.
        count: How many at each node at the most.

    Returns:
        Columns ``node, region, before, value, change``, the greatest rise first; empty when the year before fell under
        another instrument or was printed wrongly.
    """
    scores, standings = assessed.scores, assessed.standings
    present = scores.reindex(group.keys).droplevel([YEAR, STAGE])
    right = standings.index[~standings["misprint"]]
    earlier = scores.loc[right]
    at = earlier.index.get_level_values
    last = earlier[(at(YEAR) == group.year - 1) & (at(STAGE) == group.stage)].droplevel([YEAR, STAGE])
    rows = []
    for node in nodes:
        both = pd.DataFrame({"before": last[node], VALUE: present[node]}).reindex(present.index).dropna()
        ends = zip(both["before"], both[VALUE], strict=True)
        rose = [difference(assessed.instrument, node, after, before) for before, after in ends]
        both[CHANGE] = pd.Series(rose, index=both.index, dtype=object)
        both = both[(both[CHANGE] > 0) & (both.index != group.region)].rename_axis(REGION).reset_index()
        best = both.sort_values([CHANGE, REGION], ascending=[False, True]).head(count)
        rows += [(node, *row) for row in best.itertuples(index=False)]
    return pd.DataFrame(rows, columns=[NODE, REGION, "before", VALUE, CHANGE]).astype({CHANGE: float})

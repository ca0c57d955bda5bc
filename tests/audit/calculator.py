"""What is true of the published figures: an own calculator in exact fractions.

It reads the files that ship and imports nothing of the product, so that it can be wrong only in its own way. Rules come
from ``docs/decisions``: the value of a node (0002), ranks (0001), the predicate (0004), misprints (0009); half of a
group makes a median.
"""

import csv
import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data" / "published"
FACTS = ROOT / "spbe_analytics"
AUTHORITY = ("press", "agency", "report", "table")
FINAL = "final"
AVERAGES = ("nasional", "rerata-")
HALF = Fraction(1, 200)
CENT = Fraction(1, 100)


@dataclass(frozen=True)
class Region:
    """A government: code, full name, name without its kind, kind, code of its province."""

    code: str
    name: str
    bare: str
    kind: str
    province: str


@dataclass(frozen=True)
class Node:
    """A node of an instrument's tree; ``leaves`` are the codes of its indicators with their weights."""

    code: str
    parent: str
    kind: str
    name: str
    short: str
    weight: Fraction
    leaves: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class Instrument:
    """A regulation: its years, predicates in ascending order and its tree."""

    id: str
    index_name: str
    first: int
    last: int
    lowest: int
    highest: int
    whole: bool
    target: str
    target_level: Fraction
    predicates: tuple[tuple[str, Fraction], ...]
    nodes: Mapping[str, Node] = field(hash=False, compare=False)

    @property
    def pillars(self) -> list[Node]:
        return [node for node in self.nodes.values() if node.parent == "index"]

    def of_kind(self, kind: str) -> list[Node]:
        return [node for node in self.nodes.values() if node.kind == kind]

    def predicate(self, index: Fraction) -> str:
        return [name for name, lower in self.predicates if lower <= index][-1]

    def lower(self, predicate: str) -> Fraction:
        return dict(self.predicates)[predicate]

    def above(self, predicate: str) -> str | None:
        """The next predicate above one, ``None`` at the top."""
        names = [name for name, _ in self.predicates]
        at = names.index(predicate) + 1
        return names[at] if at < len(names) else None


@dataclass(frozen=True)
class Combination:
    """One set of sums of levels that prints as published, with its exact index; sums by indicators summed."""

    index: Fraction
    sums: tuple[tuple[tuple[str, ...], int], ...]


@dataclass(eq=False)
class Assessment:
    """Everything known of one government in one year and stage."""

    region: str
    year: int
    stage: str
    instrument: Instrument
    values: dict[str, Fraction]
    exact: frozenset[str]
    printed_predicate: str
    misprint: bool
    records: list[dict[str, str]]
    figures: dict[str, list[tuple[str, Fraction]]]

    @property
    def index(self) -> Fraction | None:
        return self.values.get("index")

    @property
    def levels(self) -> dict[str, Fraction]:
        return {node.code: self.values[node.code] for node in self.instrument.of_kind("indicator")
                if node.code in self.values}  # fmt: skip

    @functools.cached_property
    def combinations(self) -> tuple[Combination, ...]:
        """All sums of levels behind the printed pillars and the index; none where they are not all printed."""
        printed = {code: hundredths(value) for code, value in self.values.items()}
        pillars = tuple((node.code, printed.get(node.code)) for node in self.instrument.pillars)
        if not self.instrument.whole or self.index is None or any(value is None for _, value in pillars):
            return ()
        return _combinations(self.instrument, tuple((c, v) for c, v in pillars if v is not None), printed["index"])

    @functools.cached_property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """Least and greatest exact index."""
        index = self.index
        assert index is not None
        if "index" in self.exact:
            return index, index
        if self.combinations:
            return self.combinations[0].index, self.combinations[-1].index
        return index - HALF, index + HALF - Fraction(1, 10**9)

    @functools.cached_property
    def predicate(self) -> str:
        """The predicate that stands: of levels, else printed, else what all exact indices agree on."""
        index = self.index
        assert index is not None
        if "index" in self.exact:
            return self.instrument.predicate(index)
        if self.printed_predicate:
            return self.printed_predicate
        found = {self.instrument.predicate(item.index) for item in self.combinations}
        return found.pop() if len(found) == 1 else self.instrument.predicate(index)

    @property
    def goal(self) -> str | None:
        """The next predicate above the one that stands."""
        return self.instrument.above(self.predicate)

    @property
    def impossible(self) -> bool:
        """Whether no levels can print these figures (decision 9)."""
        scale = self.instrument
        if any(not scale.lowest <= value <= scale.highest for value in self.values.values()):
            return True
        printed = all(node.code in self.values for node in scale.pillars) and self.index is not None
        return scale.whole and printed and "index" not in self.exact and not self.combinations

    def lost(self, code: str) -> Fraction:
        """The points that a node costs the index."""
        node = self.instrument.nodes[code]
        return (self.instrument.highest - self.values[code]) * node.weight / 100

    def weakest(self, codes: Iterable[str]) -> tuple[str, ...]:
        """All nodes of the lowest value: printed figures as they are shown, computed ones exactly."""
        known = {code: self.comparable(code) for code in codes if code in self.values}
        return tuple(code for code, value in known.items() if value == min(known.values()))

    def comparable(self, code: str) -> Fraction:
        return self.values[code] if code in self.exact else hundredths(self.values[code])

    def costliest(self, codes: Iterable[str]) -> tuple[str, ...]:
        known = {code: self.lost(code) for code in codes if code in self.values}
        return tuple(code for code, value in known.items() if value == max(known.values()))


def hundredths(value: Fraction) -> Fraction:
    """Round to two decimals, a half away from zero."""
    return rounded(value, 2)


def rounded(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    size = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(size if value >= 0 else -size, scale)


@functools.cache
def _pillar_choices(
    instrument: Instrument, pillar: str
) -> Mapping[Fraction, list[tuple[Fraction, tuple[tuple[tuple[str, ...], int], ...]]]]:
    """List by printed figure what a pillar can exactly be, with the sums of levels behind it."""
    node = instrument.nodes[pillar]
    groups: dict[Fraction, list[str]] = defaultdict(list)
    for code, weight in node.leaves:
        groups[weight].append(code)
    spans = [range(instrument.lowest * len(codes), instrument.highest * len(codes) + 1) for codes in groups.values()]
    found = defaultdict(list)
    for sums in product(*spans):
        points = sum((weight * total for weight, total in zip(groups, sums, strict=True)), Fraction(0))
        behind = tuple((tuple(codes), total) for codes, total in zip(groups.values(), sums, strict=True))
        found[hundredths(points / node.weight)].append((points, behind))
    return found


@functools.lru_cache(maxsize=8192)
def _combinations(
    instrument: Instrument, pillars: tuple[tuple[str, Fraction], ...], index: Fraction
) -> tuple[Combination, ...]:
    choices = [_pillar_choices(instrument, code).get(value, []) for code, value in pillars]
    found = []
    for parts in product(*choices):
        exact = sum((points for points, _ in parts), Fraction(0)) / 100
        if hundredths(exact) == index:
            found.append(Combination(exact, tuple(item for _, behind in parts for item in behind)))
    return tuple(sorted(found, key=lambda item: item.index))


class Calculator:
    """All published figures, and what follows from them."""

    def __init__(self, data: Path = DATA, facts: Path = FACTS) -> None:
        self.instruments = {item.id: item for item in map(_instrument, sorted((facts / "instruments").glob("*.yaml")))}
        self.regions = {region.code: region for region in _regions(facts / "regions" / "regions.csv")}
        self.by_name = {region.name: region for region in self.regions.values()}
        self.by_bare: dict[str, list[Region]] = defaultdict(list)
        for region in self.regions.values():
            self.by_bare[region.bare].append(region)
            if region.name != region.bare:
                self.by_bare[region.name].append(region)
        self.sources = {row["source"]: row for row in _rows(data / "sources.csv")}
        self.assessments = self._assessments(data)
        self._ranks: dict[tuple[int, str, str, str], dict[str, int]] = {}

    def _assessments(self, data: Path) -> dict[tuple[str, int, str], Assessment]:
        figures: dict[tuple[str, int, str], dict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
        for row in _rows(data / "values.csv"):
            key = (row["region"], int(row["year"]), row["stage"])
            figures[key][row["source"]][row["node"]] = Fraction(row["printed"])
        records: dict[tuple[str, int, str], list[dict[str, str]]] = defaultdict(list)
        for row in _rows(data / "records.csv"):
            records[row["region"], int(row["year"]), row["stage"]].append(row)
        found = {}
        for key, rows in records.items():
            ordered = sorted(rows, key=lambda row: -self._authority(row["source"]))
            instrument = self.instruments[ordered[0]["instrument"]]
            found[key] = self._assessment(key, instrument, ordered, figures[key])
        return found

    def _authority(self, source: str) -> int:
        return AUTHORITY.index(self.sources[source]["authority"])

    def _assessment(
        self,
        key: tuple[str, int, str],
        instrument: Instrument,
        records: Sequence[dict[str, str]],
        by_source: Mapping[str, Mapping[str, Fraction]],
    ) -> Assessment:
        given: dict[str, list[tuple[str, Fraction]]] = defaultdict(list)
        for record in records:
            for code, value in by_source.get(record["source"], {}).items():
                given[code].append((record["source"], value))
        values, exact = {}, set()
        for node in instrument.nodes.values():
            printed = given[node.code][0] if given[node.code] else None
            levels = [(given[code][0], weight) for code, weight in node.leaves if given[code]]
            if node.kind == "indicator":
                if printed:
                    values[node.code] = printed[1]
                    exact.add(node.code)
            elif len(levels) == len(node.leaves):
                computed = sum((level[1] * weight for level, weight in levels), Fraction(0)) / sum(
                    (weight for _, weight in levels), Fraction(0)
                )
                authority = min(self._authority(level[0]) for level, _ in levels)
                if printed and self._authority(printed[0]) > authority and abs(printed[1] - computed) > HALF:
                    values[node.code] = printed[1]
                else:
                    values[node.code] = computed
                    exact.add(node.code)
            elif printed:
                values[node.code] = printed[1]
        region, year, stage = key
        found = Assessment(
            region, year, stage, instrument, values, frozenset(exact), records[0]["predicate"],
            bool(records[0]["misprint"]), list(records), dict(given),
        )  # fmt: skip
        if not region.startswith(AVERAGES):
            found.misprint = found.misprint or found.impossible
        return found

    def of(self, region: str, year: int, stage: str = FINAL) -> Assessment | None:
        return self.assessments.get((region, year, stage))

    def governments(self, kind: str = "", province: str = "") -> list[Region]:
        return [
            region
            for region in self.regions.values()
            if (not kind or region.kind == kind) and (not province or region.province == province)
        ]  # fmt: skip

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one calculator a process
    def group(self, year: int, stage: str = FINAL, kind: str = "", province: str = "") -> tuple[Assessment, ...]:
        """All governments with an index of one kind and province."""
        return tuple(
            found
            for (region, at, on), found in self.assessments.items()
            if at == year and on == stage and found.index is not None and region in self.regions
            and (not kind or self.regions[region].kind == kind)
            and (not province or self.regions[region].province == province)
            and not found.misprint
        )  # fmt: skip

    def ranks(self, year: int, stage: str = FINAL, kind: str = "", province: str = "") -> dict[str, int]:
        """Rank by code: 1 + how many are certainly higher."""
        key = (year, stage, kind, province)
        if key not in self._ranks:
            self._ranks[key] = ranks_of(self.group(*key))
        return self._ranks[key]

    def common_ranks(
        self, year: int, stage: str = FINAL, kind: str = "", province: str = ""
    ) -> tuple[dict[str, int], dict[str, int]]:
        """Ranks of the year before and of the year, both among the governments with an index in both."""
        return self._common(year, stage, kind, province)

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one calculator a process
    def _common(self, year: int, stage: str, kind: str, province: str) -> tuple[dict[str, int], dict[str, int]]:
        now, before = self.group(year, stage, kind, province), self.group(year - 1, stage, kind, province)
        both = {item.region: item.instrument for item in now}
        same = {item.region for item in before if both.get(item.region) is item.instrument}
        return (
            ranks_of([item for item in before if item.region in same]),
            ranks_of([item for item in now if item.region in same]),
        )

    @functools.lru_cache(maxsize=65536)  # noqa: B019 - one calculator a process
    def median(
        self, node: str, year: int, stage: str = FINAL, kind: str = "", province: str = ""
    ) -> tuple[Fraction, int] | None:
        """Median of a node over a group and of how many, misprints left out; ``None`` where nobody has a value."""
        found = sorted(
            item.values[node]
            for item in self.group(year, stage, kind, province)
            if node in item.values and not item.misprint
        )
        if not found:
            return None
        middle = len(found) // 2
        odd = found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2
        return odd, len(found)

    def quorum(self, count: int, kind: str = "", province: str = "") -> bool:
        return count > 0 and 2 * count >= len(self.governments(kind, province))

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one calculator a process
    def mean(
        self, node: str, year: int, stage: str = FINAL, kind: str = "", province: str = ""
    ) -> tuple[Fraction, int] | None:
        """Own mean of a node over a group, misprints left out, and of how many."""
        found = [
            item.values[node] for item in self.group(year, stage, kind, province)
            if node in item.values and not item.misprint
        ]  # fmt: skip
        return (sum(found, Fraction(0)) / len(found), len(found)) if found else None

    def common_mean(
        self, node: str, year: int, before: int, stage: str = FINAL, kind: str = "", province: str = ""
    ) -> tuple[Fraction, Fraction, int] | None:
        """Own means of the two years over the governments with a value in both, and how many they are."""
        pairs = []
        for item in self.group(year, stage, kind, province):
            earlier = self.of(item.region, before, stage)
            if (
                earlier is not None and not item.misprint and not earlier.misprint and node in item.values
                and node in earlier.values and item.instrument is earlier.instrument
            ):  # fmt: skip
                pairs.append((earlier.values[node], item.values[node]))
        if not pairs:
            return None
        size = len(pairs)
        return sum((a for a, _ in pairs), Fraction(0)) / size, sum((b for _, b in pairs), Fraction(0)) / size, size

    def printed_average(self, code: str, year: int, node: str = "index") -> list[Fraction]:
        """All printed averages of one code, misprints left out."""
        found = self.of(code, year)
        if found is None:
            return []
        wrong = {record["source"] for record in found.records if record["misprint"]}
        return [value for source, value in found.figures.get(node, []) if source not in wrong]

    def years(self, region: str, stage: str = FINAL, node: str = "index") -> dict[int, Fraction]:
        """Values of a node by year under any instrument."""
        return {
            year: found.values[node]
            for (code, year, on), found in sorted(self.assessments.items(), key=lambda item: item[0][1])
            if code == region and on == stage and node in found.values
        }

    def change(self, region: str, node: str, before: int, after: int, stage: str = FINAL) -> Fraction | None:
        """Change of a node between two years of one instrument."""
        first, last = self.of(region, before, stage), self.of(region, after, stage)
        if first is None or last is None or first.instrument is not last.instrument:
            return None
        if node not in first.values or node not in last.values:
            return None
        return last.values[node] - first.values[node]


def ranks_of(group: Iterable[Assessment]) -> dict[str, int]:
    """Rank by code: 1 + how many are certainly higher."""
    rows = list(group)
    lows = sorted((item.bounds[0] for item in rows), reverse=True)
    found = {}
    for item in rows:
        high = item.bounds[1]
        first, last = 0, len(lows)
        while first < last:  # lows is descending: count those above
            middle = (first + last) // 2
            if lows[middle] > high:
                first = middle + 1
            else:
                last = middle
        found[item.region] = first + 1
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _regions(path: Path) -> Iterable[Region]:
    for row in _rows(path):
        first, _, rest = row["name"].partition(" ")
        bare = rest if first.lower() == row["kind"] and rest else row["name"]
        yield Region(row["code"], row["name"], bare, row["kind"], row["province"])


def _instrument(path: Path) -> Instrument:
    raw = YAML(typ="safe").load(path)
    nodes = {
        item["code"]: Node(
            item["code"], item["parent"], item["kind"], item["name"], item.get("short", item["name"]),
            _fraction(item["weight"]),
        )
        for item in raw["nodes"]
    }  # fmt: skip
    indicators = [node for node in nodes.values() if node.kind == "indicator"]

    def below(code: str) -> tuple[tuple[str, Fraction], ...]:
        return tuple((leaf.code, leaf.weight) for leaf in indicators if code in _path(nodes, leaf.code))

    full = {
        code: Node(node.code, node.parent, node.kind, node.name, node.short, node.weight, below(code))
        for code, node in nodes.items()
    }
    full["index"] = Node(
        "index", "", "index", raw["index_name"], raw["index_name"], Fraction(100),
        tuple((leaf.code, leaf.weight) for leaf in indicators),
    )  # fmt: skip
    return Instrument(
        raw["id"], raw["index_name"], raw["years"]["first"], raw["years"]["last"] or 9999, raw["scale"]["lowest"],
        raw["scale"]["highest"], raw["scale"]["decimals"] == 0, raw["target"]["predicate"],
        Fraction(str(raw["target"]["level"])),
        tuple((item["name"], _fraction(item["lower"])) for item in raw["predicates"]), full,
    )  # fmt: skip


def _path(nodes: Mapping[str, Node], code: str) -> list[str]:
    found = []
    while code in nodes:
        found.append(code)
        code = nodes[code].parent
    return found


def _fraction(value: object) -> Fraction:
    return Fraction(str(value).replace(" ", ""))

"""What a map shows: of every region a class with its colour, the words beside it, and the finding.

The shapes, the squares of equal size and the table tell the same.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pandas as pd

from spbe_analytics.analysis.standing import rank_facts
from spbe_analytics.charts import palette
from spbe_analytics.charts.theme import spread_tones
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.ranking import misprint_rows, ranking_rows
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words.headlines import direction, joined
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.regions.shapes import Layer
from spbe_analytics.schema import INDEX_NODE, Kind
from spbe_analytics.scoring.display import format_change, format_number, format_score, round_half_up

PREDICATE: Final = "predikat"
CHANGE: Final = "perubahan"
FAR: Final = Decimal("0.5")
"""From how many points a change counts as a large one."""

NAMED: Final = 3
"""Most governments named where several are equal."""

COLUMNS: Final = {
    "name": Column("Daerah", width=34),
    "province_name": Column("Provinsi", width=24),
    "shown": Column("Nilai"),
    "class": Column("Golongan", width=24),
    "rank": Column("Peringkat", 0),
}


@dataclass(frozen=True)
class Class:
    """A colour and what it means.

    Attributes:
        label: Its words.
        colour: Its colour in the viewer's theme.
        printed: Its colour on paper.
        count: How many regions have it.
    """

    label: str
    colour: str
    printed: str
    count: int


@dataclass(frozen=True)
class Painted:
    """A map without its shapes.

    Attributes:
        layer: Whose shapes it is of.
        title: The finding.
        note: Whom it shows.
        beside: What else is to be known of it.
        classes: The colours, the lowest first.
        rows: Everybody shown: ``code, name, short, province_name, place`` (position of the class; missing without a
            value), ``shown`` (the value as text), ``class``, ``rank`` and ``said`` (all of it in a sentence).
    """

    layer: Layer
    title: str
    note: str
    beside: str
    classes: tuple[Class, ...]
    rows: pd.DataFrame

    @property
    def without(self) -> int:
        """How many have no class."""
        return int(self.rows["place"].isna().sum())


def measures(view: View) -> Mapping[str, str]:
    """Return what may be coloured, by its key in an address."""
    pillars = {pillar.code: pillar.short for pillar in view.instrument.pillars}
    return {PREDICATE: "Predikat", INDEX_NODE: "Indeks", CHANGE: f"Perubahan dari {view.year - 1}", **pillars}


def members(view: View) -> Sequence[Region]:
    """Return whom the map shows: the kind of the filters, in its province; kabupaten and kota where all are chosen."""
    kind = Kind(view.kind) if view.kind else None
    found = gazetteer().governments(kind, view.province.code if view.province else None)
    return [one for one in found if kind is Kind.PROVINCE or one.kind is not Kind.PROVINCE]


@kept
def painted(view: View, by: str) -> Painted:
    """Colour the map of the filters.

    Args:
        view: The filters.
        by: One of :func:`measures`.
    """
    layer = Layer.PROVINCES if view.kind == Kind.PROVINCE else Layer.LOCAL
    everybody = members(view)
    codes = [one.code for one in everybody]
    wrong = set(misprint_rows(view)["region"])  # what is printed of them cannot be right, so it has no colour
    known = ranking_rows(view).drop_duplicates("region").set_index("region").reindex(codes)
    if by == CHANGE:
        doubted = known["previous_misprint"].eq(True)
        known["change"] = known["change"].mask(doubted)
        wrong |= set(known.index[doubted])
    scale = _scale(view, by)
    values = known["predicate" if by == PREDICATE else "change" if by == CHANGE else by]
    places = pd.Series([scale.place(value) for value in values], index=values.index, dtype="Int64")
    shown = [_shown(by, value, index) for value, index in zip(values, known[INDEX_NODE], strict=True)]
    labels = [None if pd.isna(at) else scale.labels[int(at)] for at in places]
    rows = pd.DataFrame(
        {
            "code": known.index,
            "name": [one.name for one in everybody],
            "short": [one.bare for one in everybody],
            "province_name": [gazetteer()[one.province].bare for one in everybody],
            "place": places.to_numpy(),
            "shown": shown,
            "class": labels,
            "rank": known["rank"].to_numpy(),
        }
    )
    rows["said"] = [
        f"{name}: {value or ('salah cetak' if code in wrong else 'tanpa nilai')}{_ranked(rank, len(view.in_province))}"
        for code, name, value, rank in zip(codes, rows["name"], shown, rows["rank"].astype(float), strict=True)
    ]
    counts = places.value_counts()
    classes = tuple(
        Class(label, colour, printed, int(counts.get(at, 0)))
        for at, (label, colour, printed) in enumerate(zip(scale.labels, scale.colours, scale.printed, strict=True))
    )
    return Painted(layer, _title(view, by, rows, values), _note(view, rows), _beside(view), classes, rows)


def _ranked(rank: float, of: int) -> str:
    return "" if math.isnan(rank) else f", peringkat {format_number(rank, 0)} dari {of}"


def _shown(by: str, value: str | float | None, index: float) -> str | None:
    """Write a value as the map tells it; ``None`` for a missing one."""
    if value is None or value != value:
        return None
    if by == PREDICATE:
        return f"{format_score(index)} ({value})"
    return format_change(float(value)) if by == CHANGE else format_score(float(value))


def _note(view: View, rows: pd.DataFrame) -> str:
    known = int(rows["place"].notna().sum())
    counted = f"{known} dari {len(rows)}" if known < len(rows) else f"{known}"
    return f"{view.stage.label} {view.year}, {counted} {who(view)} di {view.place} mempunyai nilai."


def _beside(view: View) -> str:
    others = {
        Kind.REGENCY.value: "Kota tidak diwarnai.",
        Kind.CITY.value: "Kabupaten tidak diwarnai.",
        Kind.PROVINCE.value: "Setiap bentuk satu provinsi.",
    }
    return others.get(view.kind or "", "Provinsi ada pada jenis pembanding Provinsi.")


def who(view: View) -> str:
    """Say whom the map shows."""
    return view.kind or "kabupaten dan kota"


@dataclass(frozen=True)
class _Scale:
    """How values become classes."""

    labels: tuple[str, ...]
    colours: tuple[str, ...]
    printed: tuple[str, ...]
    kind: str
    lowest: int = 0

    def place(self, value: str | float | None) -> int | None:
        """Return the position of a value's class; ``None`` for a missing one."""
        if value is None or value != value:
            return None
        if self.kind == PREDICATE:
            return self.labels.index(str(value)) if value in self.labels else None
        shown = round_half_up(float(value))  # what stands in the words decides, so that both say the same
        if self.kind == CHANGE:
            return 2 + direction(float(value)) * (2 if abs(shown) >= FAR else 1)
        return min(max(int(shown - self.lowest), 0), len(self.labels) - 1)


def _scale(view: View, by: str) -> _Scale:
    own, paper = view.palette, palette(dark=False)
    if by == PREDICATE:
        labels = tuple(item.name for item in view.instrument.predicates)
        return _Scale(labels, own.marks(len(labels)), paper.marks(len(labels)), by)
    if by == CHANGE:
        far = format_score(float(FAR))
        labels = (f"turun {far} atau lebih", f"turun kurang dari {far}", "tetap", f"naik kurang dari {far}",
                  f"naik {far} atau lebih")  # fmt: skip
        return _Scale(labels, own.marks(len(labels)), paper.marks(len(labels)), by)
    rungs = range(int(view.ends[0]), int(view.ends[1]))
    labels = tuple(
        f"{format_score(rung)}–{format_score(rung + 1 if rung == rungs[-1] else rung + 0.99)}" for rung in rungs
    )
    return _Scale(
        labels, spread_tones(own.level_fill, len(labels)), spread_tones(paper.level_fill, len(labels)), by, rungs[0]
    )


def _title(view: View, by: str, rows: pd.DataFrame, values: pd.Series) -> str:
    """Say what the map shows at a glance."""
    known = values.dropna()
    if known.empty:
        return f"Belum ada nilai untuk {measures(view)[by].lower()}"
    if by == PREDICATE:
        group = view.in_province
        mine = group[group["region"].isin(rows["code"])]
        reached = rank_facts.reached(mine, view.instrument)
        return f"{reached} dari {len(mine)} {who(view)} sudah {view.instrument.target_predicate} atau lebih"
    if by == CHANGE:
        ways = [direction(change) for change in known]
        moved = {"naik": ways.count(1), "turun": ways.count(-1), "tetap": ways.count(0)}
        told = [f"{count} {word}" for word, count in moved.items() if count]
        return f"{'Semua ' if len(told) == 1 and len(known) > 1 else ''}{', '.join(told)} sejak {view.year - 1}"
    what = measures(view)[by]
    high, low = (
        f"{format_score(float(value))} di {_ends(rows, values, value)}" for value in (known.max(), known.min())
    )
    return f"{what} {high}" if known.max() == known.min() else f"{what} tertinggi {high}, terendah {low}"


def _ends(rows: pd.DataFrame, values: pd.Series, value: float) -> str:
    names = rows.loc[(values == value).to_numpy(), "short"].tolist()
    return joined(names) if len(names) <= NAMED else f"{len(names)} daerah"

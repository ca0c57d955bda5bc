"""What one page run looks at: the snapshot, the filters chosen, and what follows from both."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing import groups
from spbe_analytics.analysis.standing.averages import Members
from spbe_analytics.analysis.standing.presence import FEWEST, QUORUM, Presence, has_quorum, members, presence
from spbe_analytics.analysis.standing.ranking import ranked, standing_of, unranked
from spbe_analytics.charts import Palette
from spbe_analytics.garbage import note_kept
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import Stage

T = TypeVar("T")
P = ParamSpec("P")

MOST_KEPT: Final = 256
"""How many things a view keeps; of more, those made first are forgotten."""


@dataclass(frozen=True, eq=False)
class View:
    """The filters of a page run and the frames they select.

    One view serves all sessions that choose the same filters, so what it computed once is there for the next.

    Attributes:
        snapshot: Everything known.
        palette: Colours of the viewer's theme.
        instrument: The instrument of the chosen year.
        year: Result year.
        stage: Stage.
        home: The viewer's own region, or ``None`` for the nation.
        kind: Kind compared with, or ``None`` for all.
        province: Province compared within, or ``None`` for all.
    """

    snapshot: Snapshot
    palette: Palette
    instrument: Instrument
    year: int
    stage: Stage
    home: Region | None
    kind: str | None
    province: Region | None
    _kept: dict[Hashable, tuple[Any]] = field(default_factory=dict, repr=False, compare=False)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under this key for these filters, making it once for all sessions; see :func:`kept`."""
        answer = self._kept.get(key)
        if answer is None:
            answer = self._kept[key] = (make(),)
            note_kept()
            for oldest in list(self._kept)[:-MOST_KEPT]:
                self._kept.pop(oldest, None)
        return cast("T", answer[0])

    @cached_property
    def standings(self) -> pd.DataFrame:
        """All assessments."""
        return self.snapshot.standings

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Wide scores under the year's instrument."""
        return self.snapshot.scores(self.instrument.id)

    @cached_property
    def nation(self) -> pd.DataFrame:
        """The national ranking of the chosen kind."""
        return ranked(self.snapshot, self.year, self.stage.value, self.kind)

    @cached_property
    def in_province(self) -> pd.DataFrame:
        """The ranking of the chosen kind within the chosen province; the nation's without one."""
        if self.province is None:
            return self.nation
        return ranked(self.snapshot, self.year, self.stage.value, self.kind, self.province.code)

    @cached_property
    def present(self) -> Presence:
        """Whether anybody of the chosen kind in the chosen province has an index."""
        province = self.province.code if self.province else None
        return presence(self.standings, year=self.year, stage=self.stage, kind=self.kind, province=province)

    @property
    def own_kind(self) -> str | None:
        """The kind the home region is ranked among: the chosen one if it is of it, otherwise its own."""
        return self.home.kind.value if self.home and self.kind else self.kind

    @property
    def own_word(self) -> str:
        """What the home region is ranked among, in a sentence."""
        return self.own_kind or self.kind_word

    @cached_property
    def own_nation(self) -> pd.DataFrame:
        """The national ranking that the home region is part of."""
        if self.own_kind == self.kind:
            return self.nation
        return ranked(self.snapshot, self.year, self.stage.value, self.own_kind)

    @cached_property
    def own(self) -> pd.Series | None:
        """The home region's row among :attr:`own_kind` in the nation, a misprint without rank; ``None`` without one."""
        if self.home is None:
            return None
        found = standing_of(self.own_nation, self.home.code)
        if found is not None:
            return found
        return standing_of(
            unranked(self.standings, year=self.year, stage=self.stage, kind=self.own_kind), self.home.code
        )

    @property
    def own_misprint(self) -> bool:
        """Whether what is printed of the home region cannot be right."""
        return self.home is not None and self.misprinted(self.home.code, self.year)

    def misprinted(self, region: str, year: int) -> bool:
        """Tell whether what is printed of a region in a year and the chosen stage cannot be right."""
        flags = self.snapshot.assessed((self.snapshot.catalogue.for_year(year) or self.instrument).id).standings[
            "misprint"
        ]
        key: Any = (region, year, self.stage.value)
        return bool(flags.get(key, False))

    @property
    def own_quorum(self) -> bool:
        """Whether enough of those it is ranked among are known for its rank to mean anything."""
        return has_quorum(len(self.own_nation), self.own_kind)

    @cached_property
    def own_scores(self) -> pd.Series | None:
        """The home region's scores by node in the chosen year and stage; ``None`` without data."""
        return self.scores_of(self.home.code) if self.home else None

    @cached_property
    def own_before(self) -> pd.Series | None:
        """The home region's scores in the year before; ``None`` without data, or where a change would mean nothing."""
        if self.home is None or self.own_misprint or self.misprinted(self.home.code, self.year - 1):
            return None
        return self.scores_of(self.home.code, self.year - 1)

    def scores_of(self, region: str, year: int | None = None) -> pd.Series | None:
        """Return a region's scores by node, or ``None`` when nothing is known of it."""
        key: Any = (region, year or self.year, self.stage.value)
        return self.scores.loc[key] if key in self.scores.index else None

    @cached_property
    def medians(self) -> pd.DataFrame:
        """Median and count by node over the chosen kind in the nation; no median of a handful."""
        found = groups.medians_of(self.snapshot, self.instrument, self.year, self.stage.value, self.kind)
        return found.assign(median=found["median"].where(found["count"] >= QUORUM * members(self.kind)))

    @cached_property
    def quorum(self) -> bool:
        """Whether enough governments of the kind are known for ranks and medians of the nation to mean anything."""
        return has_quorum(len(self.nation), self.kind)

    @cached_property
    def province_quorum(self) -> bool:
        """Whether the same holds for the chosen province; without one for the nation."""
        if self.province is None:
            return self.quorum
        return has_quorum(len(self.in_province), self.kind, self.province.code)

    @property
    def members(self) -> Members:
        """The group of the filters: the chosen kind, in the chosen province or the nation."""
        return Members(self.kind, self.province.code if self.province else None)

    @property
    def known_of(self) -> str:
        """How many of the nation's governments of the kind are known, in words."""
        return f"{len(self.nation)} dari {members(self.kind)} {self.kind_word} diketahui"

    @cached_property
    def province_medians(self) -> pd.DataFrame | None:
        """Median and count by node over the kind in the chosen province; ``None`` without one or of a handful."""
        known = len(self.in_province)
        if self.province is None or known < FEWEST or not has_quorum(known, self.kind, self.province.code):
            return None
        province = self.province.code
        return groups.medians_of(self.snapshot, self.instrument, self.year, self.stage.value, self.kind, province)

    @cached_property
    def bands(self) -> pd.DataFrame:
        """The predicate scale: columns ``predicate, lower, upper``."""
        return bands_of(self.instrument)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest level of the scale."""
        return float(self.instrument.scale.lowest), float(self.instrument.scale.highest)

    @property
    def kind_word(self) -> str:
        """What is compared, in a sentence: ``kabupaten``, or ``pemerintah daerah`` for all kinds."""
        return self.kind or "pemerintah daerah"

    @property
    def place(self) -> str:
        """Where is compared, in a sentence: the province's bare name, or ``Indonesia``."""
        return self.province.bare if self.province else "Indonesia"

    def name(self, code: str) -> str:
        """Return a region's bare name."""
        return gazetteer()[code].bare


def bands_of(instrument: Instrument) -> pd.DataFrame:
    """Return an instrument's predicates in ascending order: columns ``predicate, lower, upper``."""
    return pd.DataFrame(
        [(item.name, float(item.lower), float(item.upper)) for item in instrument.predicates],
        columns=["predicate", "lower", "upper"],
    )


def kept(make: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """Make a function answer all sessions that look at the same view from memory; nobody may change what it returns.

    It is asked with a view and with values that can be keys; whatever else it needs follows from these. What is kept
    goes with the view, of which the newest few are held (see :mod:`spbe_analytics.ui.kit.above.filters`).
    """

    @wraps(make)
    def remembered(view: View, /, *args: P.args, **named: P.kwargs) -> T:
        return view.keep((make, args, tuple(sorted(named.items()))), lambda: make(view, *args, **named))

    return remembered

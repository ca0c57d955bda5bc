"""Where the home region stands: the figures and rows that several pages open with."""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.exact import known
from spbe_analytics.analysis.planning.goal import next_goal
from spbe_analytics.analysis.standing.presence import instead, moments
from spbe_analytics.analysis.standing.ranking import rank_move
from spbe_analytics.analysis.weakness.measures import Weakness
from spbe_analytics.analysis.weakness.peers import GroupBy
from spbe_analytics.parts import against
from spbe_analytics.parts.part import Arrow, Figure, Tone
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import beside, headlines, ranking_words
from spbe_analytics.schema import INDEX_NODE, REGION
from spbe_analytics.scoring.display import MISSING, format_number, format_score, is_missing, round_half_up

BOUND = 4
"""Decimals in which the bounds of an index are told."""


def absent(view: View) -> tuple[str, str]:
    """Say that the home region has no index for the filters, as a headline; and where it has one."""
    home = view.home
    if home is None:
        return "Belum ada daerah yang dipilih", ""
    known = view.standings[(view.standings[REGION] == home.code) & view.standings[INDEX_NODE].notna()]
    what = "indeks belum lengkap" if view.own_scores is not None else "tidak ada nilai"
    said = f"{home.bare}: {what} untuk {view.stage.label} {view.year}"
    return said, instead(moments(known), view.stage.value)


def doubted(view: View, row: pd.Series, sentence: str) -> str:
    """Add to a sentence about the home region's index and its change that a side of it is a misprint."""
    if view.own_misprint:
        return f"{sentence} (angka {view.year} salah cetak)"
    return f"{sentence} (angka {view.year - 1} salah cetak)" if row["previous_misprint"] else sentence


def index_figure(view: View, row: pd.Series) -> Figure:
    """Return the index with its change since the year before."""
    change = row["change"]
    label = f"{view.instrument.index_name} ({view.instrument.scale.lowest}–{view.instrument.scale.highest})"
    if not is_missing(change) and (view.own_misprint or row["previous_misprint"]):
        wrong = view.year if view.own_misprint else view.year - 1
        return Figure(label, format_score(row[INDEX_NODE]), f"{wrong} salah cetak")
    return Figure(label, format_score(row[INDEX_NODE]), *moved(change, view.year - 1))


def moved(change: Fraction | float | None, since: int) -> tuple[str, Arrow, Tone]:
    """Say how a figure moved, with arrow and colour: ``0,08 dari 2023``, ``tetap sejak 2023``, or not known."""
    if change is None or is_missing(change):
        return f"tidak ada nilai {since}", "off", "gray"
    way = headlines.direction(change)
    if not way:
        return f"tetap sejak {since}", "off", "gray"
    size = format_number(change if way > 0 else -change)
    return (f"{size} dari {since}", "up", "green") if way > 0 else (f"{size} dari {since}", "down", "red")


def predicate_figure(view: View, row: pd.Series) -> Figure:
    """Return the predicate with the distance to the next one, an interval where the exact index has bounds."""
    if view.own_misprint:
        return Figure("Predikat", row["predicate"], "sebagaimana tercetak")
    goal = next_goal(view.snapshot, view.instrument, row[REGION], view.year, view.stage.value)
    following = goal.predicate if goal else None
    if goal is None or following is None or goal.least is None or goal.most is None:
        return Figure("Predikat", row["predicate"], "predikat tertinggi")
    return Figure(
        "Predikat",
        row["predicate"],
        f"{headlines.distance(goal.least, goal.most)} ke {following.name}",
        help=f"{following.name} mulai {format_score(following.lower)}, diukur pada indeks yang belum dibulatkan.",
    )


def distance_basis(view: View) -> str:
    """Say why the distance to the next predicate is a range; empty where it is one figure."""
    goal = next_goal(view.snapshot, view.instrument, view.home.code, view.year, view.stage.value) if view.home else None
    if goal is None or goal.least is None or goal.most is None or view.own_misprint:
        return ""
    if round_half_up(goal.least) == round_half_up(goal.most):
        return ""
    ends = " dan ".join(format_number(end, BOUND) for end in (goal.index, goal.upper))
    return (
        f"Jaraknya berupa rentang karena angka yang terbit hanya dua desimal: indeks sebelum dibulatkan diketahui di "
        f"antara {ends}."
    )


def rank_figure(label: str, row: pd.Series, year: int, *, quorum: bool = True) -> Figure:
    """Return a rank with how it moved since the year before; without a quorum it is told to say little."""
    if pd.isna(row["rank"]):
        return Figure(label, MISSING, "salah cetak")
    if not quorum:
        return Figure(label, MISSING, "menunggu data daerah lain")
    value, move = f"{int(row['rank'])} dari {int(row['of'])}", rank_move(row)
    if move is None:
        return Figure(label, value, "tanpa pembanding tahun lalu")
    way = (move.steps > 0) - (move.steps < 0)
    return Figure(
        label,
        value,
        headlines.rank_move_brief(move, year - 1),
        ("off", "up", "down")[way],
        ("gray", "green", "red")[way],
        help=f"{headlines.rank_move_basis(move, year - 1)} {ranking_words.RULE}",
    )


def nation_label(view: View) -> str:
    """Name the home region's rank in the nation, with its kind where another one is compared with."""
    return "Peringkat nasional" if view.own_kind == view.kind else f"Peringkat nasional, {view.own_word}"


def nation_figure(view: View, row: pd.Series) -> Figure:
    """Return the rank in the nation among those of the home region's kind."""
    return rank_figure(nation_label(view), row, view.year, quorum=view.own_quorum)


def weakness_of(view: View) -> Weakness:
    """Return how weak each known node of the home region is, against everybody of the kind compared with."""
    return against.measures(view, against.chosen_group(view, GroupBy.KIND))


def pillar_changes(view: View) -> Mapping[str, Fraction]:
    """Return the exact change since the year before of each pillar of the home region that has one, by code."""
    now = known(view.instrument, view.own_scores)
    before = known(view.instrument, view.own_before)
    codes = [pillar.code for pillar in view.instrument.pillars]
    return {code: now[code] - before[code] for code in codes if code in now and code in before}


def named_changes(view: View) -> Mapping[str, Fraction]:
    """Return the same by short name."""
    return {view.instrument.node(code).short: by for code, by in pillar_changes(view).items()}


def domain_rows(view: View) -> pd.DataFrame:
    """Return the pillars of the home region, or of the group, with reference and change.

    Returns:
        Index node codes; columns ``label, weight, own, reference, change``. Without a home region ``own`` is the median
        of the province in view and ``reference`` that of the nation; where the province has none, ``own`` is the
        nation's and there is no reference (see :func:`own_name`).
    """
    return _domain_rows(view)


def own_name(view: View) -> str:
    """Name whose values stand in the column ``own`` of :func:`domain_rows`."""
    if view.home is not None:
        return view.home.bare
    return f"median {view.place if view.province_medians is not None else view.kind_word}"


@kept
def _domain_rows(view: View) -> pd.DataFrame:
    now, changes = view.own_scores, pillar_changes(view)
    reference = view.medians["median"]
    if view.home is None:
        now = view.province_medians["median"] if view.province_medians is not None else reference
        reference = reference if view.province_medians is not None else reference * float("nan")
    rows = [
        (
            pillar.code,
            pillar.short,
            float(pillar.weight),
            float(now[pillar.code]) if now is not None else float("nan"),
            float(reference[pillar.code]),
            float(changes[pillar.code]) if pillar.code in changes else float("nan"),
        )
        for pillar in view.instrument.pillars
    ]
    columns = ["node", "label", "weight", "own", "reference", "change"]
    return pd.DataFrame(rows, columns=columns).set_index("node")


def compared(view: View, *more: str) -> str:
    """Say in muted lines what is shown, how many it is compared with, and what to beware of."""
    among = f"dibandingkan dengan {len(view.nation)} {view.kind_word}" if view.quorum else f"baru {view.known_of}"
    if view.home is not None and view.own_kind != view.kind and view.own_quorum:
        among += f"; peringkat {view.home.bare} di antara {len(view.own_nation)} {view.own_word}"
    return beside.below(view, "; ".join([f"{view.stage.label} {view.year}, {among}", *more]))

"""Plans: proved against trying everything on small instruments, and held against the published figures of 2024."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from spbe_analytics.analysis.planning.levers import Position, position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.rules import Rules, presets
from spbe_analytics.analysis.planning.search import least_effort, marginal, most_gain
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE, Basis
from spbe_analytics.scoring.display import round_half_up
from tests.analysis.small import Sums, small_position, sum_position

NOBODY = 10**6


def tried(position: Position, rules: Rules) -> Iterator[tuple[Fraction, Fraction]]:
    """Every combination of levels that the rules allow, by trying all: gain and effort."""
    fixed, forced = position.members(rules.locked), position.members(rules.required)
    ladders = []
    for lever in position.levers:
        most = NOBODY if rules.max_step is None else rules.max_step * rules.years
        costs, level, spent = [], lever.now, Fraction(0)
        if not forced & set(lever.indicators):
            costs.append((Fraction(0), Fraction(0)))
        while level < lever.highest and not fixed & set(lever.indicators) and most > 0:
            level, most = min(level + rules.step, lever.highest), most - 1
            spent += rules.effort(position, lever, level)
            costs.append(((level - lever.now) * lever.worth, spent))
        ladders.append(costs)
    for choice in product(*ladders):
        yield sum((gain for gain, _ in choice), Fraction(0)), sum((cost for _, cost in choice), Fraction(0))


LEVELS = some.lists(some.integers(1, 5), min_size=3, max_size=4)
WEIGHTS = some.lists(some.sampled_from([Fraction(13, 10), Fraction(5, 2), Fraction(3), Fraction(10, 3)]), min_size=4)


@some.composite
def problems(draw: some.DrawFn) -> tuple[Position, Rules, Fraction]:
    """A small instrument with levels, rules and a target."""
    levels, weights = draw(LEVELS), draw(WEIGHTS)
    start = small_position([Fraction(level) for level in levels], weights[: len(levels)])
    codes = [lever.node for lever in start.levers]
    locked = frozenset(draw(some.sets(some.sampled_from(codes), max_size=1)))
    free = [lever.node for lever in start.levers if lever.room and lever.node not in locked]
    required = frozenset(draw(some.sets(some.sampled_from(free), max_size=1))) if free else frozenset()
    rules = Rules(
        max_step=draw(some.sampled_from([None, 1, 2])),
        years=draw(some.integers(1, 2)),
        locked=locked,
        required=required,
        preset=draw(some.sampled_from(list(presets()))),
        factors={draw(some.sampled_from(codes)): draw(some.sampled_from([Fraction(1, 2), Fraction(3)]))},
    )
    return start, rules, Fraction(draw(some.integers(100, 500)), 100)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_plan_is_dearer_than_one_found_by_trying_everything(problem: tuple[Position, Rules, Fraction]) -> None:
    start, rules, target = problem
    every = list(tried(start, rules))
    enough = [cost for gain, cost in every if start.index + gain >= target]
    (plan,) = least_effort(start, target, rules)
    if enough:
        assert plan.reached
        assert plan.effort == min(enough)
    else:
        assert not plan.reached
        assert plan.end == start.index + max(gain for gain, _ in every)


@settings(max_examples=80, deadline=None)
@given(problems(), some.integers(0, 30))
def test_no_effort_gains_more_than_is_found_by_trying_everything(
    problem: tuple[Position, Rules, Fraction], budget: int
) -> None:
    start, rules, _ = problem
    within = [(gain, cost) for gain, cost in tried(start, rules) if cost <= budget]
    if not within:
        with pytest.raises(AnalysisError, match="anggaran"):
            most_gain(start, Fraction(budget), rules)
        return
    plan = most_gain(start, Fraction(budget), rules)
    best = max(gain for gain, _ in within)
    assert plan.end - plan.start == best
    assert plan.effort == min(cost for gain, cost in within if gain == best)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_plan_keeps_to_its_rules(problem: tuple[Position, Rules, Fraction]) -> None:
    start, rules, target = problem
    plans = least_effort(start, target, rules, count=3)
    assert list(plans) == sorted(plans, key=lambda plan: plan.effort)
    for plan in plans:
        moved = {move.node for move in plan.moves}
        assert not moved & rules.locked
        assert moved >= rules.required
        for move in plan.moves:
            assert 1 <= move.year <= rules.years
            assert move.to <= start.by_node[move.node].highest
            assert rules.max_step is None or move.steps <= rules.max_step
            assert move.gain == (move.to - move.start) * start.by_node[move.node].worth
        assert plan.end == start.after(plan.levels) == plan.index_after(rules.years)
    levels = [tuple(sorted(plan.levels.items())) for plan in plans]
    assert len(set(levels)) == len(plans)


@settings(max_examples=60, deadline=None)
@given(problems(), some.integers(0, 100))
def test_a_larger_target_never_costs_less(problem: tuple[Position, Rules, Fraction], more: int) -> None:
    start, rules, target = problem
    (near,), (far,) = least_effort(start, target, rules), least_effort(start, target + Fraction(more, 100), rules)
    assert far.effort >= near.effort
    assert not far.reached or near.reached


@given(LEVELS, WEIGHTS)
@settings(deadline=None)
def test_raising_every_level_to_the_top_gives_the_top(levels: list[int], weights: list[Fraction]) -> None:
    start = small_position([Fraction(level) for level in levels], weights[: len(levels)])
    (plan,) = least_effort(start, start.instrument.scale.highest)
    assert plan.reached
    assert plan.end == start.after({lever.node: lever.highest for lever in start.levers}) == 5
    assert sum(row["gain"] > 0 for row in marginal(start).to_dict("records")) == sum(level < 5 for level in levels)


@some.composite
def sums(draw: some.DrawFn) -> tuple[Sums, Fraction, int | None]:
    groups = draw(
        some.lists(
            some.tuples(some.lists(some.integers(1, 5), min_size=2, max_size=3), some.sampled_from([2, 3])),
            min_size=1,
            max_size=2,
        )
    )
    return groups, Fraction(draw(some.integers(100, 500)), 100), draw(some.sampled_from([None, 1, 2]))


@settings(max_examples=80, deadline=None)
@given(sums())
def test_a_plan_on_sums_is_possible_whatever_the_levels_behind_them(
    problem: tuple[Sums, Fraction, int | None],
) -> None:
    """However the true levels are spread, so many steps fit below the top and within the steps of one year."""
    groups, target, most = problem
    start = sum_position(groups)
    (plan,) = least_effort(start, target, Rules(max_step=most))
    for move in plan.moves:
        lever = start.by_node[move.node]
        spreads = [levels for levels in product(range(1, 6), repeat=len(lever.indicators)) if sum(levels) == lever.now]
        least = min(sum(min(most or 4, 5 - level) for level in levels) for levels in spreads)
        assert move.steps <= least
    if plan.reached and most is None:
        gains = product(*(range(int(lever.room) + 1) for lever in start.levers))
        enough = [
            sum(steps)
            for steps in gains
            if start.index + sum(n * lever.worth for n, lever in zip(steps, start.levers, strict=True)) >= target
        ]
        assert plan.effort == min(enough)


def test_a_fractional_scale_has_steps_of_a_stated_size(catalogue: dict[str, Instrument]) -> None:
    instrument = catalogue["pemdi-8-2026"]
    start = small_position([Fraction("2.3"), Fraction("4.8")], [Fraction(5), Fraction(5)], scale=instrument.scale)
    (plan,) = least_effort(start, Fraction(5), Rules(step=Fraction(1, 2)))
    assert {move.node: (move.steps, move.to) for move in plan.moves} == {"I1": (6, 5), "I2": (1, 5)}
    (plan,) = least_effort(start, start.index + Fraction(1, 4), Rules(step=Fraction(1, 2)))
    assert [(move.node, move.to, move.gain) for move in plan.moves] == [("I1", Fraction("2.8"), Fraction(1, 4))]


def test_years_share_the_effort_and_keep_the_order_of_steps() -> None:
    start = small_position([Fraction(1)] * 4, [Fraction(3), Fraction(2), Fraction(1), Fraction(4)])
    (plan,) = least_effort(start, Fraction(3), Rules(max_step=1, years=3))
    assert plan.reached
    spent = [sum(move.effort for move in plan.moves if move.year == year) for year in (1, 2, 3)]
    assert max(spent) - min(spent) <= 1
    for lever in start.levers:
        ends = [move.to for move in sorted(plan.moves, key=lambda move: move.year) if move.node == lever.node]
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (Rules(years=4), "1 sampai 3 tahun"),
        (Rules(max_step=0), "paling sedikit satu tingkat"),
        (Rules(preset="mudah"), "Anggapan upaya “mudah” tidak ada"),
        (Rules(locked=frozenset({"I99"})), "Butir “I99” tidak ada"),
        (Rules(locked=frozenset({"D1"}), required=frozenset({"I1"})), "I1 dikunci sekaligus diwajibkan naik"),
        (Rules(required=frozenset({"I2"})), "I2 .* tidak dapat naik lagi"),
        (Rules(step=Fraction(1, 2)), "bulat"),
        (Rules(margin=Fraction(-1)), "Cadangan"),
        (Rules(factors={"I1": Fraction(0)}), "Upaya I1"),
    ],
)
def test_rules_that_do_not_fit_are_refused(rules: Rules, message: str) -> None:
    start = small_position([Fraction(1), Fraction(5)], [Fraction(1), Fraction(1)])
    with pytest.raises(AnalysisError, match=message):
        least_effort(start, Fraction(3), rules)


def of_2024(published: Snapshot, *predicates: str) -> list[str]:
    rows = published.standings
    rows = rows[(rows["year"] == 2024) & (rows["stage"] == "final") & (rows["kind"] != "rerata")]
    return list(rows.loc[rows["predicate"].isin(predicates) & rows[INDEX_NODE].notna(), "region"])


def test_from_published_figures_every_government_below_the_target_has_a_plan_that_reaches_it(
    published: Snapshot, catalogue: dict[str, Instrument]
) -> None:
    instrument = catalogue["spbe-59-2020"]
    regions = of_2024(published, "Kurang", "Cukup")
    assert len(regions) == 141
    for region in regions:
        start = position(published, instrument, region, 2024, "final")
        (plan,) = least_effort(start, instrument.target)
        assert plan.reached
        assert start.after(plan.levels) == plan.end >= instrument.target
        assert instrument.predicate(plan.end).name == instrument.target_predicate
        steps = {lever.node: plan.levels.get(lever.node, lever.now) - lever.now for lever in start.levers}
        assert all(steps[lever.node] <= lever.room for lever in start.levers)
        assert sum(steps.values()) == plan.effort


def test_sums_behind_printed_domains_are_named_by_the_node_they_belong_to(
    published: Snapshot, catalogue: dict[str, Instrument]
) -> None:
    start = position(published, catalogue["spbe-59-2020"], "73.22", 2024, "final")
    assert start.basis is Basis.PUBLISHED
    assert [(lever.node, lever.now, lever.most) for lever in start.levers] == [
        ("D1", 35, 35), ("D2", 26, 26), ("D3", 20, 20), ("D4", 65, 65),
    ]  # fmt: skip
    assert [(part.node, part.now, part.most) for part in start.by_node["D4"].parts] == [("A8", 25, 26), ("A7", 39, 40)]
    assert [{node: case[node] for node in ("A7", "A8")} for case in start.cases] == [
        {"A7": 40, "A8": 25}, {"A7": 39, "A8": 26},
    ]  # fmt: skip
    assert (start.index, start.upper) == (Fraction("3.2550"), Fraction("3.2575"))
    assert round_half_up(start.index) == round_half_up(start.upper)
    assert start.by_node["A8"].room == 4  # 25 or 26 of 30


@pytest.mark.parametrize("name", ["spbe-59-2020", "spbe-5-2018"])
def test_each_sum_of_levels_has_a_node_of_its_own(
    published: Snapshot, catalogue: dict[str, Instrument], name: str
) -> None:
    instrument = catalogue[name]
    scores = published.scores(name)
    known = scores[[pillar.code for pillar in instrument.pillars]].dropna().index
    found = 0
    for key in known:
        try:
            start = position(published, instrument, *key)
        except AnalysisError:
            continue
        found += 1
        assert len(start.by_node) == sum(1 + len(lever.parts) for lever in start.levers)
    assert found


def test_what_is_not_known_is_told(published: Snapshot, catalogue: dict[str, Instrument]) -> None:
    with pytest.raises(AnalysisError, match=r"Tidak ada nilai Kabupaten Luwu Utara untuk Nilai akhir 2025\. Ada nilai"):
        position(published, catalogue["spbe-59-2020"], "73.22", 2025, "final")


def test_a_plan_of_a_government_whose_levels_are_known(published: Snapshot, catalogue: dict[str, Instrument]) -> None:
    instrument = catalogue["spbe-59-2020"]
    start = position(published, instrument, "18.71", 2024, "final")
    (plan,) = least_effort(start, instrument.predicates[-2].lower, Rules(preset="tinggi"))
    assert (plan.steps, plan.effort, plan.end) == (20, 64, Fraction("3.502"))
    other: Plan = least_effort(start, instrument.predicates[-2].lower, Rules(locked=frozenset({"A8"})))[0]
    assert other.steps > 18
    assert not position_members(start, other) & start.members(["A8"])


def position_members(start: Position, plan: Plan) -> frozenset[str]:
    return frozenset(code for node in plan.levels for code in start.by_node[node].indicators)

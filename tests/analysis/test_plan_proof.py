"""Every plan from printed domains is possible and enough whatever is true, and none is dearer than need be."""

from collections import defaultdict
from fractions import Fraction

import pytest

from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.rules import Rules
from spbe_analytics.analysis.planning.search import least_effort, next_target, single, written_target
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.schema import INDEX_NODE, PREDICATE
from spbe_analytics.scoring.display import round_half_up
from tests.analysis.oracle import TOP, UNIT, Domains, Sum, Totals, after, behind, cheapest, exact

NEW, YEAR = "spbe-59-2020", 2024


def domains_of(instrument: Instrument) -> dict[str, list[Sum]]:
    """Read the sums of each domain from the weights, the heavier first."""
    found: dict[str, list[Sum]] = {}
    for pillar in instrument.pillars:
        counts = defaultdict[Fraction, int](int)
        for leaf in instrument.leaves(pillar.code):
            counts[leaf.weight] += 1
        found[pillar.code] = [Sum(n, int(weight * UNIT / 100)) for weight, n in sorted(counts.items(), reverse=True)]
    return found


def cases_of(published: Snapshot, instrument: Instrument, domains: Domains, region: str) -> list[Totals]:
    """List what can stand behind a record; of one whose levels are known, the truth."""
    row = published.scores(instrument.id).loc[(region, YEAR, "final")]
    levels = row[list(instrument.indicator_codes)]
    if levels.notna().all():
        truth = []
        for pillar, sums in domains.items():
            by_weight = defaultdict[int, int](int)
            for leaf in instrument.leaves(pillar):
                by_weight[int(leaf.weight * UNIT / 100)] += int(levels[leaf.code])
            truth.append(tuple(by_weight[part.worth] for part in sums))
        return [tuple(truth)]
    printed = {code: int(round_half_up(row[code]) * 100) for code in [*domains, INDEX_NODE]}
    return behind(domains, printed, printed[INDEX_NODE])


def below_a_predicate(published: Snapshot, instrument: Instrument) -> list[str]:
    rows = published.standings
    rows = rows[(rows["year"] == YEAR) & (rows["stage"] == "final") & (rows["kind"] != "rerata")]
    known = rows[rows[INDEX_NODE].notna() & (rows[PREDICATE] != instrument.predicates[-1].name)]
    return list(known["region"])


def where_it_leads(instrument: Instrument, domains: Domains, plan: Plan, case: Totals) -> int | None:
    """Follow a plan by hand in one case."""
    rises, own = defaultdict[str, int](int), {name: [0] * len(sums) for name, sums in domains.items()}
    for move in plan.moves:
        lever, pillar = plan.position.by_node[move.node], plan.position.pillar_of[move.node].code
        worths = {int(instrument.node(code).weight * UNIT / 100) for code in lever.indicators}
        if len(worths) > 1:
            rises[pillar] += move.steps
        else:
            place = [part.worth for part in domains[pillar]].index(*worths)
            own[pillar][place] += move.steps
    return after(domains, case, rises, own)


def test_every_plan_of_2024_is_sure_and_as_cheap_as_can_be(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue[NEW]
    domains, regions = domains_of(instrument), below_a_predicate(published, instrument)
    assert len(regions) == 494
    wrong = []
    for region in regions:
        start = position(published, instrument, region, YEAR, "final")
        cases = cases_of(published, instrument, domains, region)
        assert sorted({exact(domains, case) for case in cases}) == sorted({index * UNIT for index in start.starts})
        target = next_target(start)
        (plan,) = least_effort(start, target)
        ends = [where_it_leads(instrument, domains, plan, case) for case in cases]
        sure = all(end is not None and end >= target * UNIT for end in ends)
        if not (plan.reached and sure and min(end or 0 for end in ends) == plan.end * UNIT):
            wrong.append((region, "unsure", ends))
        least = cheapest(domains, cases, target)
        if least is None or plan.steps > least or plan.steps != plan.effort:
            wrong.append((region, plan.steps, least))
    assert wrong == []


@pytest.mark.parametrize(
    ("region", "target", "steps"),
    [
        ("33.25", "Memuaskan", 25),  # Batang: 32 by fixed steps on the sums of the two aspects
        ("61.05", "Baik", 11),  # Sintang: 12
        ("95.04", "Baik", 40),  # Tolikara: 41
        ("73.22", "Sangat Baik", 9),
    ],
)
def test_seen_plans_that_were_dearer(
    published: Snapshot, catalogue: Catalogue, region: str, target: str, steps: int
) -> None:
    instrument = catalogue[NEW]
    start = position(published, instrument, region, YEAR, "final")
    (plan,) = least_effort(start, written_target(instrument, target))
    assert (plan.reached, plan.steps) == (True, steps)


def test_services_alone_are_enough_where_they_are(published: Snapshot, catalogue: Catalogue) -> None:
    """Sintang 2024 reaches Baik with the other domains locked; each domain alone is told truly of all governments."""
    instrument = catalogue[NEW]
    start = position(published, instrument, "61.05", YEAR, "final")
    (plan,) = least_effort(start, written_target(instrument, "Baik"), Rules(locked=frozenset({"D1", "D2", "D3"})))
    assert (plan.reached, [(move.node, move.steps) for move in plan.moves]) == (True, [("D4", 11)])
    domains = domains_of(instrument)
    for region in ["71.73", *below_a_predicate(published, instrument)[::5]]:  # Kota Tomohon: only all of it at the top
        start = position(published, instrument, region, YEAR, "final")
        target, cases = next_target(start), cases_of(published, instrument, domains, region)
        full = tuple(tuple(TOP * part.count for part in sums) for sums in domains.values())
        for pillar, plan in single(start, target, Rules()):
            place = list(domains).index(pillar.code)
            ends = [exact(domains, (*case[:place], full[place], *case[place + 1 :])) for case in cases]
            assert plan.reached == (min(ends) >= target * UNIT), (region, pillar.code)


def test_a_lock_inside_an_open_domain_leaves_the_other_sum(published: Snapshot, catalogue: Catalogue) -> None:
    """What rises is then named by its own sum, and by no more than is sure in every case."""
    start = position(published, catalogue[NEW], "73.22", YEAR, "final")
    (plan,) = least_effort(start, Fraction("3.5"), Rules(locked=frozenset({"A8", "D1", "D2", "D3"})))
    assert [(move.node, move.steps, move.gain) for move in plan.moves] == [("A7", 9, Fraction("0.2475"))]
    (plan,) = least_effort(start, Fraction("3.3"), Rules(required=frozenset({"A7"}), locked=frozenset({"D1", "D2"})))
    assert [(move.node, move.steps) for move in plan.moves] == [("D4", 1), ("A7", 1)]
    assert plan.end == Fraction("3.3125")
    assert start.after(plan.levels) == plan.end


def test_printed_aspects_and_known_levels_leave_nothing_open(published: Snapshot, catalogue: Catalogue) -> None:
    """Aceh Tengah 2025: both aspects of the services are printed, and most levels are known."""
    start = position(published, catalogue[NEW], "11.04", 2025, "final")
    services = [lever for lever in start.levers if start.pillar_of[lever.node].code == "D4"]
    totals = {aspect: sum(lever.now for lever in services if set(lever.indicators) <= start.members([aspect]))
              for aspect in ("A7", "A8")}  # fmt: skip
    assert totals == {"A7": 38, "A8": 22}
    assert start.possible == 1
    assert not any(lever.is_open or lever.parts for lever in start.levers)


RULES = (
    Rules(max_step=1),
    Rules(max_step=1, years=2),
    Rules(preset="tinggi"),
    Rules(preset="layanan", required=frozenset({"D2"})),
    Rules(locked=frozenset({"I40", "I45"})),
    Rules(factors={"D4": Fraction(3)}, margin=Fraction("0.02")),
)


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: f"{rules.max_step}-{rules.preset}-{len(rules.locked)}")
def test_what_a_plan_claims_is_never_more_than_what_it_leads_to(
    published: Snapshot, catalogue: Catalogue, rules: Rules
) -> None:
    """Limits and locks inside a sum only lessen what is sure; the years add up to the whole."""
    instrument = catalogue[NEW]
    for region in below_a_predicate(published, instrument)[::25]:
        start = position(published, instrument, region, YEAR, "final")
        for target in (next_target(start), instrument.scale.highest):
            (plan,) = least_effort(start, target, rules)
            assert start.after(plan.levels) >= plan.end == plan.index_after(rules.years)
            assert plan.reached == (plan.end >= target + rules.margin)
            rises = {node: sum(move.steps for move in plan.moves if move.node == node) for node in plan.levels}
            assert all(level - start.by_node[node].now == rises[node] for node, level in plan.levels.items())

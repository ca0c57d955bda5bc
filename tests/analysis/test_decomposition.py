"""Changes split into contributions: worked out by hand, exact at each depth, refused where nothing can be compared."""

from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from spbe_analytics.analysis.change.change import Change, Part, PartKind
from spbe_analytics.analysis.change.decompose import Moment, decompose
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import AnalysisError, RegionError
from spbe_analytics.instruments import Catalogue, Instrument, instruments
from spbe_analytics.parts.words.change_words import finding
from spbe_analytics.schema import NodeKind, Stage
from tests.analysis.assessments import snapshot_of

Pair = tuple[Instrument, tuple[dict[str, float], dict[str, float]]]

CASES = Path(__file__).resolve().parent.parent / "cases"
FINAL = Stage.FINAL
REGION = "18.01"
INSTRUMENTS = instruments()


def cases() -> list[Any]:
    text = (CASES / "air_terjun.yaml").read_text(encoding="utf-8")
    return [pytest.param(case, id=case["case"].replace(" ", "-")) for case in YAML(typ="safe", pure=True).load(text)]


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def moment(side: dict[str, Any]) -> Moment:
    return side["year"], Stage(side.get("stage", "final"))


def total(parts: tuple[Part, ...]) -> Fraction:
    return sum((part.contribution for part in parts), Fraction(0))


def written(parts: tuple[Part, ...]) -> dict[str, Fraction]:
    return {f"{part.node} {part.name}": part.contribution for part in parts}


@pytest.mark.parametrize("case", cases())
def test_a_change_worked_out_by_hand(published: Snapshot, catalogue: Catalogue, case: dict[str, Any]) -> None:
    sides = [case["from"], case["to"]]
    made = {(case["region"], *moment(side)): side["levels"] for side in sides if "levels" in side}
    snapshot = snapshot_of(catalogue, made) if made else published
    found = decompose(snapshot, case["region"], moment(sides[0]), moment(sides[1]))
    assert [found.before.value, found.after.value] == [number(side["value"]) for side in sides]
    assert (found.change, found.basis) == (number(case["change"]), case["basis"])
    assert found.partial == bool(made)
    expected = {name: number(line["is"]) for name, line in case["contributions"].items()}
    assert written(found.parts) == expected
    assert sum(expected.values()) == number(case["change"])
    if "aspects" in case:
        assert written(found.bars(NodeKind.ASPECT)) == {n: number(line["is"]) for n, line in case["aspects"].items()}
    assert finding(found, found.parts).replace("\N{NO-BREAK SPACE}", " ") == case["sentence"]


def exact_at_each_depth(change: Change) -> None:
    """Hold the sums at every depth, and of every part, against the change."""
    for depth in (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR):
        assert total(change.bars(depth)) == change.change
    open_parts = list(change.parts)
    while open_parts:
        part = open_parts.pop()
        if part.parts:
            assert total(part.parts) == part.contribution
            open_parts += part.parts


def test_every_published_change_sums_exactly_and_rounding_explains_it(published: Snapshot) -> None:
    standings = published.standings
    regions = standings.loc[standings["year"] == 2024, "region"].unique()
    count = 0
    for region, (before, after) in product(regions, [(2022, 2023), (2023, 2024), (2024, 2025)]):
        try:
            found = decompose(published, region, (before, FINAL), (after, FINAL))
        except AnalysisError:
            continue
        count += 1
        exact_at_each_depth(found)
        assert not found.unexplained
        assert found.after.value == Fraction(
            repr(float(published.scores(found.instrument.id)["index"][region, after, "final"]))
        )
    assert count > 500


LEVELS = {
    item.id: st.sampled_from(
        [None, *range(int(item.scale.lowest), int(item.scale.highest) + 1)] + ([] if item.scale.whole else [1.25, 3.67])
    )
    for item in INSTRUMENTS.values()
}


@st.composite
def pairs(draw: st.DrawFn, complete: bool) -> Pair:
    """Levels of one instrument before and after, all known or with gaps."""
    item = draw(st.sampled_from(list(INSTRUMENTS.values())))
    one = LEVELS[item.id].filter(lambda level: level is not None) if complete else LEVELS[item.id]
    rows = [draw(st.lists(one, min_size=len(item.indicators), max_size=len(item.indicators))) for _ in range(2)]
    first, last = (
        {code: float(level) for code, level in zip(item.indicator_codes, row, strict=True) if level is not None}
        for row in rows
    )
    return item, (first, last)


def both(item: Instrument, levels: tuple[dict[str, float], dict[str, float]]) -> tuple[Change, Change]:
    """The change from self-assessment to result, and the way back."""
    year = item.first_year
    keys = [(REGION, year, stage.value) for stage in (Stage.SELF, FINAL)]
    snapshot = snapshot_of(INSTRUMENTS, dict(zip(keys, levels, strict=True)))
    ends = ((year, Stage.SELF), (year, FINAL))
    return decompose(snapshot, REGION, *ends), decompose(snapshot, REGION, *reversed(ends))


@given(pairs(complete=True))
def test_contributions_of_levels_sum_exactly_without_remainder(pair: Pair) -> None:
    item, levels = pair
    change, back = both(item, levels)
    exact_at_each_depth(change)
    assert not change.partial
    assert all(part.kind is PartKind.NODE for part in change.bars(NodeKind.INDICATOR))
    assert change.remainder == 0
    assert back.change == -change.change
    assert written(back.bars(NodeKind.INDICATOR)) == {
        name: -by for name, by in written(change.bars(NodeKind.INDICATOR)).items()
    }
    one_by_one = {
        code: item.node(code).weight * (Fraction(repr(levels[1][code])) - Fraction(repr(levels[0][code]))) / 100
        for code in item.indicator_codes
    }
    assert {part.node: part.contribution for part in change.bars(NodeKind.INDICATOR)} == one_by_one


@given(pairs(complete=False).filter(lambda pair: all(pair[1])))
def test_gaps_stand_by_themselves_and_all_still_sums(pair: Pair) -> None:
    item, levels = pair
    change, back = both(item, levels)
    exact_at_each_depth(change)
    only = [set(one) - set(other) for one, other in (levels, reversed(levels))]
    bars = change.bars(NodeKind.INDICATOR)
    kinds = {kind: {part.node for part in bars if part.kind is kind} for kind in PartKind}
    if change.partial:
        assert (kinds[PartKind.GONE], kinds[PartKind.NEW]) == tuple(only)
        assert kinds[PartKind.NODE] == set(levels[0]) & set(levels[1])
    assert back.change == -change.change
    assert sorted(-part.contribution for part in back.bars(NodeKind.INDICATOR)) == sorted(p.contribution for p in bars)


def test_a_domain_splits_in_its_own_points(published: Snapshot) -> None:
    found = decompose(published, "18.71", (2023, FINAL), (2024, FINAL), root="D4")
    assert found.depths == (NodeKind.ASPECT, NodeKind.INDICATOR)
    assert written(found.parts) == {
        "A7 Layanan Administrasi Pemerintahan Berbasis Elektronik": Fraction(4 * 275, 4550),
        "A8 Layanan Publik Berbasis Elektronik": Fraction(3 * 300, 4550),
    }
    assert total(found.bars(NodeKind.INDICATOR)) == found.change == Fraction(200, 455)


def test_two_instruments_are_not_compared(published: Snapshot) -> None:
    with pytest.raises(AnalysisError) as refused:
        decompose(published, "35.10", (2020, FINAL), (2023, FINAL))
    said = str(refused.value)
    assert "2020 dinilai dengan Indeks SPBE (PermenPANRB 5/2018)" in said
    assert "2023 dinilai dengan Indeks SPBE (PermenPANRB 59/2020)" in said
    assert "tidak dihitung" in said


@pytest.mark.parametrize(
    ("region", "before", "after", "said"),
    [
        ("73.22", (2024, FINAL), (2024, FINAL), "dua tahun atau dua tahap yang berbeda"),
        (
            "73.22",
            (2024, Stage.SELF),
            (2024, FINAL),
            "Tidak ada nilai Kabupaten Luwu Utara untuk Penilaian Mandiri 2024",
        ),
        ("73.22", (2021, FINAL), (2024, FINAL), "belum diketahui nilai Kebijakan, Tata Kelola, Manajemen, dan Layanan"),
        ("73.22", (1999, FINAL), (2024, FINAL), "Tidak ada instrumen untuk tahun 1999"),
    ],
)
def test_what_cannot_be_split_is_refused_with_the_reason(
    published: Snapshot, region: str, before: Moment, after: Moment, said: str
) -> None:
    with pytest.raises(AnalysisError, match=said):
        decompose(published, region, before, after)


def test_an_unknown_region_is_refused(published: Snapshot) -> None:
    with pytest.raises(RegionError):
        decompose(published, "99.99", (2023, FINAL), (2024, FINAL))


def printed(index: float, *domains: float) -> dict[str, float]:
    return {"index": index, **{f"D{place}": value for place, value in enumerate(domains, start=1)}}


def test_a_misprint_is_flagged_and_a_remainder_beyond_rounding_too(catalogue: Catalogue) -> None:
    keys = [(REGION, year, "final") for year in (2023, 2024)]
    right = dict(zip(keys, (printed(2.0, 2, 2, 2, 2), printed(2.5, 2.5, 2.5, 2.5, 2.5)), strict=True))
    wrong = right | {keys[1]: printed(3.5, 2.5, 2.5, 2.5, 2.5)}
    ends = ((2023, FINAL), (2024, FINAL))
    sound = decompose(snapshot_of(catalogue, right), REGION, *ends)
    assert (sound.unexplained, sound.before.misprint, sound.remainder) == (False, False, 0)
    found = decompose(snapshot_of(catalogue, wrong, frozenset({keys[1]})), REGION, *ends)
    assert (found.unexplained, found.before.misprint, found.after.misprint) == (True, False, True)
    assert found.parts[-1].name == "Selisih angka tercetak"
    assert found.remainder == 1
    exact_at_each_depth(found)


def test_printed_aspects_leave_remainders_that_are_one_bar(catalogue: Catalogue) -> None:
    """Domains and aspects printed: what each rounding leaves is told once at the depth of aspects."""
    item = catalogue["spbe-59-2020"]
    aspects = [node.code for node in item.of_kind(NodeKind.ASPECT)]
    first = printed(2.0, 2.01, 2.0, 2.0, 2.0) | dict.fromkeys(aspects, 2.0)
    last = printed(2.5, 2.5, 2.51, 2.5, 2.5) | dict.fromkeys(aspects, 2.5)
    snapshot = snapshot_of(catalogue, {(REGION, 2023, "final"): first, (REGION, 2024, "final"): last})
    found = decompose(snapshot, REGION, (2023, FINAL), (2024, FINAL))
    exact_at_each_depth(found)
    bars = found.bars(NodeKind.ASPECT)
    assert [part.kind for part in bars].count(PartKind.REMAINDER) <= 1
    assert not found.unexplained

"""Averages of groups, how they moved, and how far a government lies from them: always ours, on one basis."""

from fractions import Fraction
from statistics import mean, median

import pytest

from spbe_analytics.analysis.exact import difference, quantile
from spbe_analytics.analysis.exact import mean as exact_mean
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing import averages
from spbe_analytics.analysis.standing.averages import Members, Statistic, alike
from spbe_analytics.instruments import instruments
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_change, format_score

SPBE = instruments()["spbe-59-2020"]
KABUPATEN = Members("kabupaten")


def test_the_mean_of_the_kabupaten_rose_from_our_own_mean(published: Snapshot) -> None:
    """Seen: 2,97 less the printed 2,59 gave 0,38; our own mean of 2023 is 2,63, so it rose by 0,34."""
    found = averages.averages(published, SPBE, INDEX_NODE, "final", KABUPATEN, Statistic.MEAN)
    assert {year: (format_score(item.value), item.count) for year, item in found.items()} == {
        2023: ("2,63", 397),
        2024: ("2,97", 392),
    }
    change = averages.change(published, SPBE, found[2023], found[2024])
    assert change is not None
    assert (format_change(change.by), change.both, format_change(change.same)) == ("+0,34", 385, "+0,33")
    assert change.sure
    printed = averages.printed(published, SPBE, INDEX_NODE, "final", "kabupaten")
    assert format_score(printed[2023]) == "2,59"


def test_a_handful_moves_no_average(published: Snapshot) -> None:
    """Seen: “Papua Barat Daya naik 0,24” was Sorong alone."""
    group = Members(None, "96")
    found = averages.averages(published, SPBE, INDEX_NODE, "final", group, Statistic.MEAN)
    assert 2023 not in found or averages.change(published, SPBE, found[2023], found[2024]) is None


def test_misprinted_averages_are_not_known(published: Snapshot) -> None:
    assert 2023 not in averages.printed(published, SPBE, INDEX_NODE, "final", "kota")
    assert 2022 in averages.printed(published, SPBE, INDEX_NODE, "final", "kota")


@pytest.mark.parametrize("statistic", list(Statistic))
@pytest.mark.parametrize("node", [INDEX_NODE, "D1", "D4"])
def test_an_average_is_that_of_its_governments(published: Snapshot, statistic: Statistic, node: str) -> None:
    found = averages.averages(published, SPBE, node, "final", Members("kota"), statistic)[2024]
    scores = published.scores(SPBE.id)[node]
    values = [Fraction(str(scores[(region, 2024, "final")])) for region in sorted(found.regions)]
    plain = mean(values) if statistic is Statistic.MEAN else median(values)
    assert abs(found.value - plain) < Fraction(1, 10**9)
    assert found.count == 93


def lead_of(snapshot: Snapshot, region: str, statistic: Statistic, until: int = 2024) -> averages.Lead | None:
    return averages.lead(snapshot, SPBE, region, INDEX_NODE, "final", KABUPATEN, statistic, until)


def test_a_lead_is_taken_from_averages_of_one_definition(published: Snapshot) -> None:
    lead = lead_of(published, "73.22", Statistic.MEAN)
    assert lead is not None
    assert {year: format_score(by) for year, by in lead.by.items()} == {2023: "0,55", 2024: "0,29"}
    assert lead.both == 385
    one = lead_of(published, "73.22", Statistic.MEAN, until=2023)
    assert one is not None
    assert list(one.by) == [2023]


def test_without_enough_others_there_is_no_lead(published: Snapshot) -> None:
    assert lead_of(published, "73.22", Statistic.MEDIAN, until=2022) is None
    assert lead_of(published, "99.99", Statistic.MEDIAN) is None


def test_a_misprint_leads_nobody(published: Snapshot) -> None:
    assert lead_of(published, "16.07", Statistic.MEAN, until=2023) is None
    lead = lead_of(published, "16.07", Statistic.MEAN)
    assert lead is not None
    assert list(lead.by) == [2024]


def test_a_development_needs_the_same_governments_to_tell_it() -> None:
    assert alike(Fraction(2, 100), Fraction(1, 100))
    assert alike(Fraction(4, 1000), Fraction(-4, 1000))  # both show as no change
    assert not alike(Fraction(2, 100), Fraction(-1, 100))
    assert not alike(Fraction(2, 100), Fraction(0))


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [(3.01, 2.145, "+0,87"), (2.675, 2.67, "+0,01"), (1.005, 1.0, "+0,01"), (float("nan"), 1.0, "–")],
)
def test_a_difference_is_rounded_once(now: float, before: float, shown: str) -> None:
    assert format_change(difference(SPBE, INDEX_NODE, now, before)) == shown


def test_quantiles_lie_on_the_line_between_two_values() -> None:
    values = [1.0, 2.0, 4.0, float("nan")]
    assert quantile(SPBE, INDEX_NODE, values, Fraction(1, 2)) == 2
    assert quantile(SPBE, INDEX_NODE, values, Fraction(3, 4)) == 3
    assert quantile(SPBE, INDEX_NODE, [1.1, 1.2], Fraction(1, 2)) == Fraction(115, 100)
    assert quantile(SPBE, INDEX_NODE, [float("nan")], Fraction(1, 2)) is None
    assert exact_mean(SPBE, INDEX_NODE, [1.1, 1.2, 1.3]) == Fraction(12, 10)
    assert exact_mean(SPBE, INDEX_NODE, []) is None


def test_groups_name_themselves() -> None:
    assert [Members("kabupaten").label, Members("kota", "73").label, Members(None).word] == [
        "kabupaten",
        "kota di Sulawesi Selatan",
        "pemerintah daerah",
    ]
    assert (KABUPATEN.of, KABUPATEN.place) == (416, "Indonesia")

"""What assessors made of a self-assessment: by node, over the years, over all regions."""

from fractions import Fraction

import pytest

from spbe_analytics.analysis.change.corrections import (
    COLUMNS,
    SUMMARY,
    Corrected,
    all_corrections,
    comparable,
    corrections,
    summary,
)
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.side_by_side import Amount
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Stage
from tests.analysis.assessments import snapshot_of


@pytest.fixture(scope="module")
def staged(catalogue: Catalogue) -> Snapshot:
    """Three regions: one lowered over three stages, one raised, one unchanged; and one with a single stage."""
    codes = catalogue["spbe-59-2020"].indicator_codes

    def levels(level: float, **others: float) -> dict[str, float]:
        return dict.fromkeys(codes, level) | others

    return snapshot_of(
        catalogue,
        {
            ("18.71", 2024, "mandiri"): levels(4),
            ("18.71", 2024, "interviu"): levels(4, I1=2),
            ("18.71", 2024, "final"): levels(3, I47=5),
            ("18.71", 2023, "mandiri"): levels(3),
            ("18.71", 2023, "final"): levels(2),
            ("18.01", 2024, "mandiri"): levels(2),
            ("18.01", 2024, "final"): levels(3),
            ("18.02", 2024, "mandiri"): levels(2),
            ("18.02", 2024, "final"): levels(2),
            ("18.03", 2024, "final"): levels(5),
            ("18.04", 2024, "dokumen"): levels(3),
            ("18.04", 2024, "final"): levels(1),
            ("18.05", 2024, "mandiri"): levels(5),
            ("18.05", 2024, "final"): levels(1),
            ("rerata-kota", 2024, "mandiri"): levels(5),
            ("rerata-kota", 2024, "final"): levels(1),
        },
        misprints=frozenset({("18.05", 2024, "final")}),
    )


def test_stages_stand_side_by_side_and_the_last_is_held_against_the_first(
    staged: Snapshot, catalogue: Catalogue
) -> None:
    found = corrections(staged, catalogue["spbe-59-2020"], "18.71", 2024)
    assert found.stages == (Stage.SELF, Stage.INTERVIEW, Stage.FINAL)
    assert (found.first, found.last) == (Stage.SELF, Stage.FINAL)
    table = found.table
    assert table.index.tolist() == list(catalogue["spbe-59-2020"].codes)
    assert table.loc["I1", ["mandiri", "interviu", "final", "change"]].tolist() == [4, 2, 3, -1]
    assert table.loc["I47", ["final", "change"]].tolist() == [5, 1]
    assert table.loc["D1", "change"] == -1
    assert [(step.stage, step.value, step.by) for step in found.course("index")] == [
        (Stage.SELF, 4, None),
        (Stage.INTERVIEW, Fraction(3974, 1000), Fraction(-26, 1000)),
        (Stage.FINAL, Fraction(306, 100), Fraction(-914, 1000)),
    ]
    assert found.changes["index"] == Amount(Fraction(-94, 100), printed=False)
    assert table.loc["index", "change"] == -0.94


def test_all_that_were_corrected_most_are_found(staged: Snapshot, catalogue: Catalogue) -> None:
    found = corrections(staged, catalogue["spbe-59-2020"], "18.71", 2024)
    assert found.most(["D1", "D2", "D3", "D4"], down=True) == Corrected(("D1", "D2", "D3"), Fraction(-1))
    assert found.most(["D1", "D2"], down=False) is None
    assert found.most(["I47", "I46"], down=False) == Corrected(("I47",), Fraction(1))
    assert len(found.indicators("D1")) == 10


def test_only_like_corrections_are_held_against_each_other(staged: Snapshot) -> None:
    found = all_corrections(staged)
    mine = found[found["region"] == "18.71"]
    assert comparable(mine)["year"].tolist() == [2023, 2024]
    other = mine.assign(from_stage=["dokumen", "mandiri"])
    assert comparable(other)["year"].tolist() == [2024]


def test_an_earlier_stage_can_be_the_last_one_looked_at(staged: Snapshot, catalogue: Catalogue) -> None:
    found = corrections(staged, catalogue["spbe-59-2020"], "18.71", 2024, Stage.INTERVIEW)
    assert found.stages == (Stage.SELF, Stage.INTERVIEW)
    assert found.table["change"].ne(0).sum() == 4  # I1, its aspect, its domain, the index
    assert "final" not in found.table.columns


def test_one_stage_is_nothing_to_compare(staged: Snapshot, catalogue: Catalogue) -> None:
    with pytest.raises(AnalysisError, match=r"Baru ada 1 tahap untuk Kabupaten .* 2024\. Unggah Penilaian Mandiri"):
        corrections(staged, catalogue["spbe-59-2020"], "18.03", 2024)


def test_all_regions_with_several_stages_are_found(staged: Snapshot) -> None:
    found = all_corrections(staged)
    assert found.columns.tolist() == COLUMNS
    rows = found[["region", "year", "from_stage", "to_stage", "change"]].to_numpy().tolist()
    assert rows == [
        ["18.71", 2023, "mandiri", "final", -1.0],
        ["18.01", 2024, "mandiri", "final", 1.0],
        ["18.02", 2024, "mandiri", "final", 0.0],
        ["18.04", 2024, "dokumen", "final", -2.0],
        ["18.71", 2024, "mandiri", "final", -0.94],
    ]


def test_the_summary_puts_like_with_like(staged: Snapshot) -> None:
    found = summary(all_corrections(staged))
    assert found.columns.tolist() == SUMMARY
    rows = found.drop(columns="instrument").round(4).to_numpy().tolist()
    assert rows == [
        [2023, "mandiri", "final", 1, -1.0, 1.0, 0.0],
        [2024, "dokumen", "final", 1, -2.0, 1.0, 0.0],
        [2024, "mandiri", "final", 3, 0.0, 0.3333, 0.3333],
    ]


def test_a_domain_is_corrected_by_itself(staged: Snapshot, catalogue: Catalogue) -> None:
    found = all_corrections(staged, "D1", catalogue["spbe-59-2020"])
    mine = found[(found["region"] == "18.71") & (found["year"] == 2024)]
    assert mine[["before", "after", "change"]].to_numpy().tolist() == [[4.0, 3.0, -1.0]]


def test_published_data_has_two_regions_with_stages(published: Snapshot) -> None:
    found = all_corrections(published)
    assert set(zip(found["region"], found["year"], strict=True)) <= {("73.06", 2023), ("73.06", 2024), ("11.04", 2026)}
    assert len(summary(found.iloc[:0])) == 0


def test_nothing_stored_has_no_corrections(catalogue: Catalogue) -> None:
    empty = snapshot_of(catalogue, {("18.01", 2024, "final"): {"I1": 1}})
    found = all_corrections(empty)
    assert found.empty
    assert summary(found).empty

"""A map tells what the ranking tells: the same governments, the same values, and everybody once."""

from collections.abc import Callable

import pandas as pd
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.documents.making import view_of
from spbe_analytics.parts.painted import CHANGE, PREDICATE, Painted, measures, painted
from spbe_analytics.parts.ranking import misprint_rows, ranking_rows
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.shapes import Layer, shapes
from spbe_analytics.reports.maps import HATCH, map_picture
from spbe_analytics.schema import INDEX_NODE, Kind, Stage
from spbe_analytics.scoring.display import format_score, round_half_up
from spbe_analytics.workspace import Workspace

Look = Callable[..., View]


@pytest.fixture(scope="module")
def snapshot(lasting: Workspace) -> Snapshot:
    return lasting.snapshot()


@pytest.fixture
def look(snapshot: Snapshot) -> Look:
    def at(kind: str | None = None, province: str | None = None, year: int = 2024, home: str | None = None) -> View:
        places = gazetteer()
        return view_of(
            snapshot, places[home] if home else None, year, Stage.FINAL, kind, places[province] if province else None
        )

    return at


@pytest.mark.parametrize("kind", [None, *(kind.value for kind in (Kind.REGENCY, Kind.CITY, Kind.PROVINCE))])
@pytest.mark.parametrize("province", [None, "73", "31"])
def test_everybody_of_the_filters_has_a_shape_and_a_class_or_none(
    look: Look, kind: str | None, province: str | None
) -> None:
    view = look(kind, province)
    for by in measures(view):
        found = painted(view, by)
        assert found.layer is (Layer.PROVINCES if kind == Kind.PROVINCE else Layer.LOCAL)
        assert set(found.rows["code"]) <= set(shapes(found.layer))
        assert found.rows["code"].is_unique
        assert sum(one.count for one in found.classes) + found.without == len(found.rows)
        assert found.rows["place"].isna().equals(found.rows["class"].isna())
        assert found.rows["shown"].isna().equals(found.rows["place"].isna())


def test_values_are_those_of_the_ranking(look: Look) -> None:
    view = look("kabupaten")
    ranked = ranking_rows(view).set_index("region")
    rows = painted(view, INDEX_NODE).rows.set_index("code")
    for code, row in rows.iterrows():
        if code in ranked.index:
            assert row["shown"] == format_score(ranked[INDEX_NODE][code])
            assert row["rank"] == ranked["rank"][code]
            low = 1 + int(row["place"])
            assert low <= ranked[INDEX_NODE][code] < low + 1 or (low == 4 and ranked[INDEX_NODE][code] == 5)
        else:
            assert pd.isna(row["place"])
    rank = int(ranked["rank"]["73.22"])
    assert rows.loc["73.22", "said"] == f"Kabupaten Luwu Utara: 3,26, peringkat {rank} dari 392"


@pytest.mark.parametrize(
    ("by", "title"),
    [
        (PREDICATE, "17 dari 21 kabupaten sudah Baik atau lebih"),
        (CHANGE, "Semua 21 naik sejak 2023"),
    ],
)
def test_the_title_is_the_finding(look: Look, by: str, title: str) -> None:
    assert painted(look("kabupaten", "73"), by).title == title


def test_a_change_of_the_nation_counts_all_three_ways(look: Look) -> None:
    view = look("kabupaten")
    rows = ranking_rows(view)
    change = rows["change"][~rows["previous_misprint"].eq(True)].dropna().map(round_half_up)
    counts = [(change > 0).sum(), (change < 0).sum(), (change == 0).sum()]
    said = ", ".join(f"{count} {word}" for count, word in zip(counts, ("naik", "turun", "tetap"), strict=True) if count)
    assert painted(view, CHANGE).title == f"{said} sejak 2023"


def test_changes_are_classed_by_their_size(look: Look) -> None:
    view = look("kabupaten", "73")
    found = painted(view, CHANGE)
    changes = ranking_rows(view).set_index("region")["change"]
    for code, place in zip(found.rows["code"], found.rows["place"], strict=True):
        change = round_half_up(changes[code])
        assert place == (0 if change <= -0.5 else 1 if change < 0 else 2 if change == 0 else 3 if change < 0.5 else 4)


def test_nothing_known_is_said(look: Look) -> None:
    found = painted(look("kabupaten", "94", 2018), PREDICATE)
    assert found.without == len(found.rows) > 0
    assert found.title == "Belum ada nilai untuk predikat"


def test_all_kinds_are_kabupaten_and_kota(look: Look) -> None:
    found: Painted = painted(look(None), PREDICATE)
    assert len(found.rows) == 514
    assert "dari 514 kabupaten dan kota di Indonesia mempunyai nilai." in found.note
    assert found.beside == "Provinsi ada pada jenis pembanding Provinsi."


def test_words_and_colours_agree_everywhere(snapshot: Snapshot, look: Look) -> None:
    for year in sorted(snapshot.standings["year"].unique()):
        for kind in (None, "kabupaten", "kota", "provinsi"):
            view = look(kind, year=int(year))
            for by in measures(view):
                found = painted(view, by)
                for shown, label in zip(found.rows["shown"], found.rows["class"], strict=True):
                    if pd.isna(shown):
                        assert pd.isna(label)
                    elif by == CHANGE:
                        assert (shown == "0,00") == (label == "tetap"), (year, shown, label)
                        assert shown.startswith("−") == label.startswith("turun"), (year, shown, label)
                    elif by == PREDICATE:
                        assert shown.endswith(f"({label})")
                    else:
                        low, high = label.split("–")
                        assert low <= shown <= high, (year, by, shown, label)
            wrong = set(misprint_rows(view)["region"])
            rows = painted(view, PREDICATE).rows
            mine = rows[rows["code"].isin(wrong)]
            assert mine["place"].isna().all()
            assert mine["said"].str.contains("salah cetak").all()


@pytest.mark.parametrize("squares", [False, True])
@pytest.mark.parametrize(("kind", "province"), [(None, None), ("kabupaten", "73"), ("provinsi", None)])
def test_a_file_draws_every_region(look: Look, kind: str | None, province: str | None, squares: bool) -> None:
    view = look(kind, province, home="73.22")
    picture = map_picture(view, PREDICATE, squares)
    rows = painted(view, PREDICATE).rows
    own = int("73.22" in set(rows["code"]))
    assert picture.figure.body.count("<path") >= len(rows) + own
    assert picture.figure.body.count(f"url(#{HATCH})") == painted(view, PREDICATE).without + bool(
        painted(view, PREDICATE).without
    )
    assert picture.title in picture.figure.alt

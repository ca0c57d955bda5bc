"""A plan's lines become actions with due date, levels, criterion and gain; what is there already is not made twice."""

from datetime import date
from fractions import Fraction

import pytest

from spbe_analytics.analysis.followup import actions_of_plan, criterion_of, new_ones
from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.proposal import lines
from spbe_analytics.analysis.planning.written import read
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.entries.action import Action
from spbe_analytics.entries.fields import figure
from spbe_analytics.instruments import Catalogue, criteria

SPBE = "spbe-59-2020"


def made(published: Snapshot, region: str, said: dict[str, list[str]]) -> list[Action]:
    start = position(published, published.catalogue[SPBE], region, 2024, "final")
    found, wrong = read(start, said)
    assert wrong == ()
    return actions_of_plan(start, lines(start, found))


def test_a_rise_of_an_indicator_says_all_that_is_to_be_done(published: Snapshot) -> None:
    said = {"ubah": ["I12.3.1-I12.4.2"], "pelaksana": ["I12 Bappeda"]}
    first, second = made(published, "18.71", said)
    assert first.action == (
        "Naikkan Peta Rencana SPBE Instansi Pusat/Pemerintah Daerah dari tingkat 1 (Rintisan) ke 3 (Terdefinisi)"
    )
    assert (first.node, first.unit, first.state, first.due) == ("I12", "Bappeda", "belum", date(2025, 12, 31))
    assert (second.level_from, second.level_to, second.due) == ("3", "4", date(2026, 12, 31))
    assert (first.level_from, first.level_to, first.gain) == ("1", "3", "0,05")
    instrument = published.catalogue[SPBE]
    known = criteria.of(instrument, "I12", 3)
    assert known is not None
    assert first.criterion == f"{known.text} ({known.source})"
    assert first.wanted.splitlines() == list(criteria.rise(instrument, "I12", 1, 3).evidence)
    assert first.faults() == second.faults() == {}


def test_a_sum_that_is_certain_has_its_levels_and_no_criterion(published: Snapshot) -> None:
    (action,) = made(published, "73.22", {"ubah": ["D2.30"]})
    assert action.action == ("Naikkan 4 tingkat di Tata Kelola SPBE: jumlah tingkat indikatornya dari 26 menjadi 30")
    assert (action.level_from, action.level_to, action.gain, action.criterion) == ("26", "30", "0,1", "")
    instrument = published.catalogue[SPBE]
    assert criterion_of(action.row, instrument).startswith("Teks kriteria tidak tersedia untuk domain")


def test_a_sum_of_parts_says_which_rises_first(published: Snapshot) -> None:
    (action,) = made(published, "73.22", {"ubah": ["D4.74"]})
    assert action.action == (
        "Naikkan 9 tingkat di Layanan SPBE: jumlah tingkat indikatornya dari 65 menjadi 74, Layanan Publik dulu"
    )
    assert (action.level_from, action.level_to, action.gain) == ("65", "74", "0,26")


def test_a_sum_that_is_open_says_how_many_levels(published: Snapshot) -> None:
    start = position(published, published.catalogue[SPBE], "61.05", 2024, "final")
    now = int(start.by_node["D4"].now)
    first, second = made(published, "61.05", {"ubah": [f"D4.{now + 7}-D4.{now + 11}.2"]})
    assert first.action == "Naikkan 7 tingkat di Layanan, Layanan Publik dulu"
    assert second.action == "Naikkan 4 tingkat lagi di Layanan, Layanan Publik dulu"
    assert (first.level_from, first.level_to, second.level_from, second.level_to) == ("", "", "", "")
    assert figure(first.gain) + figure(second.gain) == start.after({"D4": Fraction(now + 11)}) - start.index


def test_where_no_text_is_known_that_is_said(catalogue: Catalogue) -> None:
    action = Action("11.04", 2026, "final", "pemdi-8-2026", "I1", "Naikkan", level_from="1", level_to="2,5")
    said = criterion_of(action.row, catalogue["pemdi-8-2026"])
    assert said.startswith("Teks kriteria tidak tersedia")
    assert criterion_of(action.but(criterion="Isi sendiri").row, catalogue["pemdi-8-2026"]) == "Isi sendiri"


@pytest.mark.parametrize("level", ["1", "2"])
def test_what_raises_nothing_or_is_there_already_is_left_out(published: Snapshot, level: str) -> None:
    rises = made(published, "18.71", {"ubah": [f"I45.{level}-I12.3"]})
    assert [(action.node, Fraction(action.gain.replace(",", "."))) for action in rises] == [("I12", Fraction(1, 20))]
    assert new_ones(rises, rises) == []
    assert new_ones(rises, []) == rises

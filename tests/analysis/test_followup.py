"""How far the follow-up is, what is late, what nobody acts on, and what changed."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from spbe_analytics.analysis.followup import (
    PILLAR,
    THEME,
    Standing,
    filtered,
    from_remark,
    history,
    newest,
    overdue,
    pillar_of,
    progress,
    standing,
    unanswered,
    units,
)
from spbe_analytics.entries.action import FIELDS, Action
from spbe_analytics.instruments import Catalogue, Instrument

TODAY = date(2026, 11, 25)
PLAIN = Action("73.22", 2024, "final", "spbe-59-2020", "I10", "SK tim ditetapkan ulang")
ACTIONS = (
    PLAIN.but(due=date(2026, 11, 24), unit="Dinas Kominfo"),
    PLAIN.but(due=date(2026, 11, 25), state="berjalan", unit="dinas  kominfo", theme="stunting"),
    PLAIN.but(node="I31", due=date(2026, 1, 1), state="selesai", theme="stunting"),
    PLAIN.but(node="D4", state="berjalan", unit="Bappeda"),
)


@pytest.fixture
def spbe(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


def frame(*actions: Action, numbers: list[int] | None = None, **columns: list[object]) -> pd.DataFrame:
    """Make rows as the store gives them."""
    count = len(actions)
    rows = pd.DataFrame([action.about | {name: action[name] for name in FIELDS} for action in actions])
    return rows.assign(
        due=pd.Series([action.due for action in actions], dtype=object),
        id=range(1, count + 1),
        number=numbers or range(1, count + 1),
        removed=columns.get("removed", [False] * count),
        at=[datetime(2026, 11, 20, place, tzinfo=UTC) for place in range(count)],
        who=columns.get("who", ["Sari"] * count),
    )


ALL = frame(*ACTIONS)


def test_late_is_what_was_due_before_today_and_is_not_done() -> None:
    assert overdue(ALL, TODAY).tolist() == [True, False, False, False]
    assert overdue(ALL, date(2026, 11, 26)).tolist() == [True, True, False, False]
    assert standing(ALL, TODAY) == Standing(total=4, done=1, running=2, open=1, overdue=1)
    assert standing(ALL.head(0), TODAY) == Standing(0, 0, 0, 0, 0)


def test_progress_counts_every_domain_and_the_themes_that_occur(spbe: Instrument) -> None:
    rows = progress(ALL, spbe, TODAY).set_index(["group", "label"])
    assert rows.loc[PILLAR, "total"].to_dict() == {"Kebijakan": 2, "Tata Kelola": 0, "Manajemen": 1, "Layanan": 1}
    assert rows.loc[(PILLAR, "Kebijakan"), ["done", "running", "open", "overdue"]].tolist() == [0, 1, 1, 1]
    assert rows.loc[THEME, ["total", "done"]].to_dict("index") == {"Stunting": {"total": 2, "done": 1}}


def test_an_instrument_without_domains_is_counted_by_aspect(catalogue: Catalogue) -> None:
    pemdi = catalogue["pemdi-8-2026"]
    rows = progress(frame(PLAIN.but(instrument=pemdi.id, year=2026, node="I1")), pemdi, TODAY)
    assert rows["label"].tolist() == [pillar.short for pillar in pemdi.pillars]
    assert rows["total"].tolist() == [1] + [0] * (len(pemdi.pillars) - 1)


def test_an_action_about_everything_belongs_to_no_domain(spbe: Instrument) -> None:
    assert (pillar_of(spbe, "index"), pillar_of(spbe, "D2"), pillar_of(spbe, "I10")) == ("index", "D2", "D1")
    rows = progress(frame(PLAIN.but(node="index")), spbe, TODAY)
    assert rows.iloc[-1]["label"] == "Semua domain"
    assert rows["total"].tolist() == [0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        ({}, [1, 2, 4, 3]),
        ({"state": "berjalan"}, [2, 4]),
        ({"node": "I10"}, [1, 2]),
        ({"node": "D1"}, [1, 2]),
        ({"node": "D4"}, [4]),
        ({"theme": "stunting"}, [2, 3]),
        ({"unit": " DINAS kominfo"}, [1, 2]),
        ({"late": True}, [1]),
        ({"late": True, "theme": "stunting"}, []),
    ],
)
def test_filters_keep_what_meets_all_of_them_most_urgent_first(
    spbe: Instrument, conditions: dict[str, object], numbers: list[int]
) -> None:
    assert filtered(ALL, spbe, TODAY, **conditions)["number"].tolist() == numbers
    assert filtered(ALL.head(0), spbe, TODAY, **conditions).empty


def test_a_unit_stands_once_however_it_is_spelt() -> None:
    assert units(ALL) == ["Bappeda", "Dinas Kominfo"]


def test_the_newest_version_of_a_number_counts() -> None:
    rows = frame(PLAIN, PLAIN, PLAIN.but(state="selesai"), numbers=[1, 2, 1], removed=[False, True, False])
    assert newest(rows)[["number", "state"]].to_numpy().tolist() == [[1, "selesai"]]
    assert newest(rows, removed=True)["number"].tolist() == [2]
    assert newest(rows.head(0)).empty


def test_the_history_is_told_in_sentences_the_newest_first(spbe: Instrument) -> None:
    changed = PLAIN.but(state="berjalan", due=date(2026, 12, 31), theme="stunting", node="D2")
    rows = frame(PLAIN, changed, changed, numbers=[1, 1, 1], removed=[False, False, True], who=["Sari", "Budi", "Wati"])
    told = history(rows, spbe)
    assert told["who"].tolist() == ["Wati", "Budi", "Sari"]
    assert told["said"].tolist() == [
        "Tindakan dihapus",
        f"Indikator: I10 {spbe.node('I10').name} menjadi D2 Tata Kelola SPBE; Tenggat: kosong menjadi "
        "31 Desember 2026; Keadaan: belum menjadi berjalan; Tema: kosong menjadi Stunting",
        "Tindakan dicatat",
    ]


REMARKS = pd.DataFrame(
    [
        ("73.22", 2024, "interviu", "spbe-59-2020", "I31", "catatan", "Audit belum ada", "Isian", "G38", 3, "b"),
        ("73.22", 2024, "interviu", "spbe-59-2020", "I10", "rekomendasi", "SK  TIM direviu", "Isian", "H9", 3, "b"),
        ("73.22", 2024, "dokumen", "spbe-59-2020", "I10", "rekomendasi", "SK tim direviu", "Isian", "H9", 2, "a"),
        ("73.22", 2020, "final", "spbe-5-2018", "I1", "catatan", "Lama", "Isian", "G8", 1, "c"),
    ],
    columns=["region", "year", "stage", "instrument", "node", "kind", "text", "sheet", "cell", "batch", "file_name"],
)  # fmt: skip


def test_a_remark_repeated_by_stages_stands_once_in_the_order_of_the_instrument(spbe: Instrument) -> None:
    left = unanswered(REMARKS, frame(PLAIN).head(0), spbe)
    assert left[["node", "batch"]].to_numpy().tolist() == [["I10", 3], ["I31", 3]]
    assert list(left.columns) == list(REMARKS.columns)
    assert unanswered(REMARKS.head(0), frame(PLAIN), spbe).empty


def test_a_remark_is_taken_up_by_an_action_and_free_again_without_it(spbe: Instrument) -> None:
    taken = from_remark(REMARKS.iloc[1].to_dict())
    assert (taken.node, taken.action, taken.remark, taken.stage) == (
        "I10",
        "SK  TIM direviu",
        "SK  TIM direviu",
        "interviu",
    )
    reworded = taken.but(remark="SK tim koordinasi direviu")
    versions = frame(taken, reworded, numbers=[1, 1])
    assert unanswered(REMARKS, versions, spbe)["node"].tolist() == ["I31"]
    gone = frame(taken, taken, numbers=[1, 1], removed=[False, True])
    assert unanswered(REMARKS, gone, spbe)["node"].tolist() == ["I10", "I31"]
    elsewhere = frame(taken.but(node="I31"))
    assert unanswered(REMARKS, elsewhere, spbe)["node"].tolist() == ["I10", "I31"]

"""A workbook of the follow-up, changed in a spreadsheet and read again."""

import io
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_analytics.entries.action import Action
from spbe_analytics.ingest import follow_up
from spbe_analytics.ingest.follow_up import ActionReading, read_actions
from spbe_analytics.ingest.follow_up_changes import Incoming, compare
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.instruments import Catalogue, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import followup_book
from spbe_analytics.schema import Stage
from spbe_analytics.store import Store
from spbe_analytics.store.shelf.actions import Actions, Edit

SPBE = "spbe-59-2020"
ABOUT = ("73.22", 2024, "final")
FIRST = Action(
    *ABOUT, SPBE, "I10", "SK tim ditetapkan ulang", remark="- SK direviu\n- Tugas jelas", due=date(2026, 12, 31)
)
SECOND = Action(*ABOUT, SPBE, "D2", "=1+1", unit="Dinas Kominfo", evidence="https://a.go.id/b?c=1", theme="stunting")


@pytest.fixture
def actions(store: Store) -> Actions:
    made = Actions(store)
    made.add_many([FIRST, SECOND], "Sari")
    return made


def book(actions: Actions) -> bytes:
    return followup_book(actions.current("73.22"), instruments()[SPBE], gazetteer()["73.22"], 2024, Stage.FINAL)


def typed(content: bytes, **cells: object) -> bytes:
    """Change cells as a person does in a spreadsheet."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for address, value in cells.items():
        workbook["Tindak lanjut"][address] = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def held(actions: Actions, content: bytes) -> Incoming:
    reading = read_actions(content, "tindak.xlsx", SPBE)
    return compare(reading, actions.all_versions("73.22"), *ABOUT, instruments()[SPBE])


def codes(found: Incoming | ActionReading) -> list[tuple[str, str | None]]:
    return [(item.code, item.cell) for item in found.findings]


def test_what_went_out_comes_in_unchanged(actions: Actions) -> None:
    for content in (book(actions), typed(book(actions))):
        assert held(actions, content) == Incoming((), (), 2, ())


def test_the_same_in_a_process_of_its_own(actions: Actions) -> None:
    with ReaderPool(1) as readers:
        assert readers.read_actions(book(actions), "a.xlsx", SPBE) == read_actions(book(actions), "a.xlsx", SPBE)
        assert codes(readers.read_actions(b"PK\x03\x04rusak", "a.xlsx", SPBE)) == [("not-a-workbook", None)]


def test_changes_and_new_rows_are_found_and_kept(actions: Actions) -> None:
    content = typed(
        book(actions), L9="Selesai", K9=datetime(2027, 1, 15), K10="31 Desember 2027", N10=None,
        B11="i12", D11="SK tim koordinasi SPBE direviu agar pembagian tugas jelas", E11="Susun SK", J11="Setda",
    )  # fmt: skip
    found = held(actions, content)
    assert found.findings == ()
    assert [(item.number, item.after.state, item.after.due, item.after.theme) for item in found.changed] == [
        (1, "selesai", date(2027, 1, 15), ""),
        (2, "belum", date(2027, 12, 31), ""),
    ]
    remark = "SK tim koordinasi SPBE direviu agar pembagian tugas jelas"
    assert found.added == (Action(*ABOUT, SPBE, "I12", "Susun SK", remark=remark, unit="Setda"),)
    actions.write(found.added, [Edit(item.number, item.seen, item.after) for item in found.changed], "Sari")
    again = held(actions, content)
    assert (again.added, again.changed, again.unchanged) == ((), (), 3)
    assert codes(again) == [("action-there", "E11")]


@pytest.mark.parametrize(
    ("cells", "finding", "said"),
    [
        ({"B9": "I99"}, ("action-unknown-node", "B9"), "“I99” bukan kode atau nama indikator Indeks SPBE"),
        ({"B9": None, "C9": None}, ("action-without-node", "B9"), "tidak menyebut indikatornya"),
        ({"B9": None, "C9": "Entahlah"}, ("action-unknown-node", "C9"), "“Entahlah” bukan kode atau nama"),
        ({"K9": "akhir tahun"}, ("action-date", "K9"), "Tenggat “akhir tahun” bukan tanggal"),
        ({"K9": "31/12/2206"}, ("action-date-absurd", "K9"), "Tenggat tahun 2206"),
        ({"L10": "macet"}, ("action-state", "L10"), "Isi salah satu dari: belum, berjalan, selesai"),
        ({"N10": "wisata"}, ("action-theme", "N10"), "Tema “wisata”"),
        ({"M10": "javascript:alert(1)"}, ("action-link", "M10"), "http:// atau https://"),
        ({"E10": "  "}, ("action-empty", "E10"), "Tindakan kosong"),
        ({"F9": "tiga"}, ("action-figure", "F9"), "Dari tingkat “tiga” bukan angka"),
        ({"J9": "x" * 201}, ("action-too-long", "J9"), "201 huruf"),
        ({"A9": "satu"}, ("action-number", "A9"), "No. “satu”"),
        ({"A9": 7}, ("action-number-unknown", "A9"), "nomor 7 tidak ada"),
        ({"A10": 1}, ("action-number-twice", "A10"), "sudah ada di baris 9"),
        ({"B3": "73.05"}, ("action-other-region", None), "bukan Kabupaten Luwu Utara"),
        ({"B6": "pemdi-8-2026"}, ("action-other-instrument", None), "pemdi-8-2026"),
    ],
)
def test_a_bad_cell_is_named_with_its_cure(
    actions: Actions, cells: dict[str, object], finding: tuple[str, str | None], said: str
) -> None:
    found = held(actions, typed(book(actions), **cells))
    assert finding in codes(found)
    assert {item.after.due for item in found.changed} <= {FIRST.due, SECOND.due, date(2206, 12, 31)}
    assert said in " ".join(item.message for item in found.findings)
    assert found.has_errors


def test_a_code_beside_another_name_is_a_warning(actions: Actions, catalogue: Catalogue) -> None:
    found = held(actions, typed(book(actions), B9="I11"))
    assert codes(found) == [("action-name-differs", "C9")]
    assert not found.has_errors
    assert found.changed[0].after.node == "I11"
    named = held(actions, typed(book(actions), B9=None, C9=catalogue[SPBE].node("I12").name))
    assert named.changed[0].after.node == "I12"


def test_what_others_changed_meanwhile_stays_and_a_clash_is_a_finding(actions: Actions) -> None:
    old = book(actions)
    actions.change(1, 1, "Budi", state="berjalan", unit="Setda")
    quiet = held(actions, typed(old, K9="1/2/2027"))
    (item,) = quiet.changed
    assert (item.after.state, item.after.unit, item.after.due) == ("berjalan", "Setda", date(2027, 2, 1))
    assert held(actions, old).unchanged == 2
    assert held(actions, typed(old, L9="berjalan")).unchanged == 2
    clash = held(actions, typed(old, L9="selesai"))
    assert codes(clash) == [("action-conflict", "L9")]
    assert "Keadaan tindakan nomor 1 sudah diubah Budi menjadi “berjalan”" in clash.findings[0].message


def test_a_removed_action_is_not_changed(actions: Actions) -> None:
    content = typed(book(actions), L9="selesai")
    actions.remove(1, 1, "Budi")
    found = held(actions, content)
    assert codes(found) == [("action-removed", "A9")]
    assert "dihapus oleh Budi" in found.findings[0].message


def test_a_table_of_ones_own_is_read(actions: Actions, catalogue: Catalogue) -> None:
    name = catalogue[SPBE].node("I10").name
    head = "Indikator;Rekomendasi;Rencana Tindak Lanjut;OPD;Batas Waktu"
    text = f"{head}\n{name};SK direviu;Susun SK;Setda;31/12/2026\n;;;;\n"
    found = held(actions, text.encode())
    assert found.findings == ()
    made = Action(*ABOUT, SPBE, "I10", "Susun SK", remark="SK direviu", unit="Setda", due=date(2026, 12, 31))
    assert found.added == (made,)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-workbook"),
        (b"%PDF-1.4", "not-a-workbook"),
        (b"a;b\n1;2\n", "no-actions"),
        (b"PK\x03\x04" + bytes(50), "not-a-workbook"),
    ],
)
def test_a_file_of_another_kind_ends_in_a_finding(content: bytes, code: str) -> None:
    assert [item.code for item in read_actions(content, "x.xlsx", SPBE).findings] == [code]


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow_up, "MOST_ROWS", 2)
    rows = "Kode;Tindakan\n" + "I1;x\n" * 3
    found = read_actions(rows.encode(), "x.csv", SPBE)
    assert (codes(found), found.rows) == ([("too-many-actions", None)], ())


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@given(TEXTS, TEXTS, st.dates(date(2023, 1, 1), date(2044, 12, 31)))
def test_any_text_comes_back_as_it_was(remark: str, action: str, due: date) -> None:
    made = Action(*ABOUT, SPBE, "I1", f"x{action}", remark=remark, due=due).tidy()
    row = {**dict(made.values), "id": 1, "number": 1, "removed": False, "who": "Sari"}
    rows = pd.DataFrame([row]).assign(due=pd.Series([due], dtype=object))
    content = followup_book(rows, instruments()[SPBE], gazetteer()["73.22"], 2024, Stage.FINAL)
    found = compare(read_actions(content, "x.xlsx", SPBE), rows, "73.22", 2024, "final", instruments()[SPBE])
    assert found == Incoming((), (), 1, ())


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_never_raise(content: bytes) -> None:
    found = read_actions(content, "x", SPBE)
    assert found.findings
    assert found.rows == ()

"""Each change of an action is a version; nobody overwrites what he has not seen; nothing is half kept."""

import threading
from datetime import date

import pytest

from spbe_analytics.entries.action import Action
from spbe_analytics.errors import StoreError
from spbe_analytics.schema import Authority
from spbe_analytics.store import NewBatch, NewRecord, NewRemark, Store
from spbe_analytics.store.shelf.actions import Actions, Edit, StaleActionError

WAIT = 60
NOTE = "SK tim koordinasi SPBE direviu agar pembagian tugas jelas"
FIRST = Action(
    "73.22", 2024, "final", "spbe-59-2020", "I10", "SK tim ditetapkan ulang", remark=NOTE, due=date(2026, 12, 31)
)


@pytest.fixture
def actions(store: Store) -> Actions:
    return Actions(store)


def test_an_action_is_kept_changed_and_taken_away_by_versions(actions: Actions, store: Store) -> None:
    before = store.revision()
    number = actions.add(FIRST, "  Sari ")
    (row,) = actions.current("73.22").to_dict("records")
    assert (row["number"], row["who"], row["due"], row["state"]) == (number, "Sari", date(2026, 12, 31), "belum")
    second = actions.change(number, row["id"], "Budi", state="berjalan", due=None)
    third = actions.change(number, second, "Budi", state="selesai")
    assert actions.current()["id"].tolist() == [third]
    assert actions.change(number, third, "Wati", state="selesai") == third
    gone = actions.remove(number, third, "Wati")
    assert actions.current("73.22").empty
    assert actions.current("73.22", removed=True)["id"].tolist() == [gone]
    actions.restore(number, gone, "Wati")
    versions = actions.versions(number)
    assert versions["state"].tolist() == ["belum", "berjalan", "selesai", "selesai", "selesai"]
    assert versions["removed"].tolist() == [False, False, False, True, False]
    assert versions["who"].tolist() == ["Sari", "Budi", "Budi", "Wati", "Wati"]
    assert [due for due in versions["due"] if due] == [date(2026, 12, 31)]
    assert str(versions["at"].dt.tz) == "UTC"
    assert store.revision() == before


def test_numbers_run_through_all_regions_and_each_sees_its_own(actions: Actions) -> None:
    numbers = actions.add_many([FIRST, FIRST.but(region="73.05"), FIRST.but(node="D2")], "Sari")
    assert numbers == [1, 2, 3]
    assert actions.current("73.22")["number"].tolist() == [1, 3]
    assert actions.current("73.05")["number"].tolist() == [2]
    assert actions.current("11").empty
    assert len(actions.all_versions("73.22")) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"action": "  "}, "Isi tindakannya"),
        ({"node": ""}, "Pilih indikatornya"),
        ({"node": "I99"}, "Butir “I99” tidak ada dalam Indeks SPBE"),
        ({"instrument": "spbe-1945"}, "Instrumen “spbe-1945” tidak dikenal"),
        ({"year": 2026}, "tidak berlaku untuk tahun 2026"),
        ({"region": "99.99"}, "Daerah “99.99” tidak dikenal"),
        ({"region": "nasional"}, "Daerah “nasional” tidak dikenal"),
        ({"stage": "gladi"}, "Tahap “gladi” tidak dikenal"),
        ({"state": "macet"}, "Keadaan “macet”"),
        ({"theme": "wisata"}, "Tema “wisata”"),
        ({"evidence": "javascript:alert(1)"}, "Bukti harus berupa tautan"),
        ({"due": date(26, 12, 31)}, "Tenggat tahun 26"),
    ],
)
def test_a_faulty_action_is_refused_with_its_reason(actions: Actions, changed: dict[str, object], said: str) -> None:
    with pytest.raises(StoreError, match=said):
        actions.add_many([FIRST, FIRST.but(**changed)], "Sari")
    assert actions.current().empty


def test_all_that_is_wrong_is_said_at_once(actions: Actions) -> None:
    with pytest.raises(StoreError) as caught:
        actions.add(FIRST.but(action="", node=""), " ")
    assert str(caught.value).count(". ") == 3
    assert "Isi nama Anda" in str(caught.value)
    assert str(caught.value).endswith("Tidak ada yang disimpan.")
    with pytest.raises(StoreError, match="Nama terlalu panjang"):
        actions.add(FIRST, "x" * 81)


def test_an_edit_of_an_old_version_is_refused_and_says_who_changed_what(actions: Actions) -> None:
    number = actions.add(FIRST, "Sari")
    seen = int(actions.versions(number)["id"].iloc[-1])
    newer = actions.change(number, seen, "Budi", state="berjalan", unit="Dinas Kominfo")
    with pytest.raises(StaleActionError, match="Budi mengubah Perangkat daerah, Keadaan") as caught:
        actions.change(number, seen, "Wati", state="selesai")
    assert caught.value.newest == newer
    assert actions.versions(number)["who"].tolist() == ["Sari", "Budi"]
    actions.remove(number, newer, "Budi")
    with pytest.raises(StaleActionError, match="Budi menghapusnya"):
        actions.change(number, newer, "Wati", state="selesai")


@pytest.mark.parametrize(("number", "seen"), [(1, 99), (2, 1), (77, 1)])
def test_what_is_not_there_cannot_be_changed(actions: Actions, number: int, seen: int) -> None:
    actions.add_many([FIRST, FIRST], "Sari")
    with pytest.raises(StoreError, match=f"Tindakan nomor {number} tidak ada"):
        actions.change(number, seen, "Budi", state="selesai")


def test_an_action_stays_with_its_assessment(actions: Actions) -> None:
    number = actions.add(FIRST, "Sari")
    with pytest.raises(StoreError, match="milik penilaian lain"):
        actions.write([], [Edit(number, 1, FIRST.but(region="73.05"))], "Budi")


def test_of_several_writes_one_that_is_stale_keeps_all_of_them_away(actions: Actions) -> None:
    actions.add_many([FIRST, FIRST], "Sari")
    actions.change(2, 2, "Budi", state="selesai")
    done = FIRST.but(state="berjalan")
    with pytest.raises(StaleActionError):
        actions.write([FIRST], [Edit(1, 1, done), Edit(2, 2, done)], "Wati")
    assert len(actions.all_versions("73.22")) == 3


def test_two_people_at_once_never_overwrite_each_other(actions: Actions) -> None:
    number = actions.add(FIRST, "Sari")
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def change(who: str) -> None:
        start.wait(WAIT)
        try:
            actions.change(number, 1, who, unit=f"Dinas {who}")
            outcomes.append("kept")
        except StaleActionError:
            outcomes.append("refused")

    threads = [threading.Thread(target=change, args=(who,)) for who in ("Budi", "Wati")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert sorted(outcomes) == ["kept", "refused"]
    assert len(actions.versions(number)) == 2


def test_two_people_at_once_never_get_one_number(actions: Actions) -> None:
    start = threading.Barrier(2)
    numbers: list[int] = []

    def add(who: str) -> None:
        start.wait(WAIT)
        for _ in range(5):
            numbers.extend(actions.add_many([FIRST, FIRST], who))

    threads = [threading.Thread(target=add, args=(who,)) for who in ("Budi", "Wati")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert sorted(numbers) == list(range(1, 21))


def test_remarks_of_one_region_are_found(store: Store) -> None:
    remark = NewRemark("I10", "rekomendasi", NOTE, "Isian", "G17")
    records = [
        NewRecord(region, 2024, "interviu", "spbe-59-2020", (), Authority.UPLOAD, remarks=(remark,))
        for region in ("73.22", "73.05")
    ]
    store.commit(NewBatch("LHE.xlsx", b"PK", "template", "Sari", tuple(records)))
    (row,) = store.remarks("73.22").to_dict("records")
    assert (row["node"], row["text"], row["file_name"]) == ("I10", NOTE, "LHE.xlsx")

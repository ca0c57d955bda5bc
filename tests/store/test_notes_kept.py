"""Notes on figures: versions of which the newest counts, checked before they are kept."""

from contextlib import closing
from pathlib import Path

import pytest

from spbe_analytics.entries.note import Note
from spbe_analytics.errors import StoreError
from spbe_analytics.store import Store
from spbe_analytics.store.shelf.notes import Notes

ABOUT = ("73.22", 2024, "final", "spbe-59-2020", "I10")


@pytest.fixture
def notes(tmp_path: Path):  # noqa: ANN201
    with closing(Store(f"sqlite:///{tmp_path / 'spbe.db'}")) as store:
        yield Notes(store)


def test_the_newest_version_counts_and_all_are_kept(notes: Notes) -> None:
    assert notes.keep(Note(*ABOUT, " SK terbit\u200b terlambat "), " Sari ")
    assert not notes.keep(Note(*ABOUT, "SK terbit terlambat"), "Budi")
    assert notes.keep(Note(*ABOUT, "Audit belum selesai"), "Budi")
    assert notes.current("73.22")[["node", "text", "kept_by"]].to_numpy().tolist() == [
        ["I10", "Audit belum selesai", "Budi"]
    ]
    notes.remove(Note(*ABOUT, ""), "Sari")
    assert notes.current("73.22").empty
    assert notes.keep(Note(*ABOUT, "SK terbit terlambat"), "Sari")
    assert notes.history("73.22")["text"].tolist() == [
        "SK terbit terlambat", "", "Audit belum selesai", "SK terbit terlambat",
    ]  # fmt: skip
    assert notes.current("73.17").empty


def test_notes_of_several_figures_stand_beside_each_other(notes: Notes) -> None:
    for node in ("index", "D1", "I10"):
        notes.keep(Note(*ABOUT[:4], node, f"tentang {node}"), "Sari")
    notes.keep(Note("73.22", 2023, *ABOUT[2:], "lama"), "Sari")
    assert notes.current("73.22")["text"].tolist() == ["tentang D1", "tentang I10", "tentang index", "lama"]


@pytest.mark.parametrize(
    ("about", "text", "who", "said"),
    [
        (ABOUT, "", "Sari", "Isi penjelasannya"),
        (ABOUT, " \u200b ", "Sari", "Isi penjelasannya"),
        (ABOUT, "x" * 1001, "Sari", "terlalu panjang: 1001 huruf, paling banyak 1000"),
        (ABOUT, "baik", " ", "nama"),
        (ABOUT, "baik", "x" * 81, "80"),
        (("99.99", *ABOUT[1:]), "baik", "Sari", "Tidak ada pemerintah daerah berkode “99.99”"),
        ((*ABOUT[:4], "X1"), "baik", "Sari", "Tidak ada butir “X1”"),
        ((ABOUT[0], 2019, *ABOUT[2:]), "baik", "Sari", "Tidak ada penilaian final 2019"),
        ((*ABOUT[:2], "akhir", *ABOUT[3:]), "baik", "Sari", "Tidak ada penilaian akhir 2024"),
        ((*ABOUT[:3], "apa", ABOUT[4]), "baik", "Sari", "dengan instrumen “apa”"),
    ],
)
def test_what_cannot_be_right_is_refused(notes: Notes, about: tuple[str, ...], text: str, who: str, said: str) -> None:
    with pytest.raises(StoreError, match=r"(?i)" + said.replace("(", r"\(")):
        notes.keep(Note(*about, text), who)
    assert notes.history(about[0]).empty


def test_what_is_not_there_cannot_be_taken_away(notes: Notes) -> None:
    with pytest.raises(StoreError, match="Tidak ada penjelasan"):
        notes.remove(Note(*ABOUT, ""), "Sari")

"""A newer set of published figures takes the place of the one before; anything else changes nothing."""

import shutil
import zipfile
from pathlib import Path

import pytest

from spbe_analytics.errors import StoreError
from spbe_analytics.store.published import FILES, Bundle, read_bundle
from spbe_analytics.workspace import REPLACED, Workspace
from tests.conftest import PUBLISHED

NEWER = "2027-02-01"
ADDED = "73.22,2025,final,kabar-public-pemkab-luwu,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A newer set: one figure more, one other figure, one assessment less."""
    made = tmp_path / "terbitan"
    made.mkdir()
    for name in FILES:
        shutil.copy(PUBLISHED / name, made)
    (made / "version.txt").write_text(NEWER, encoding="utf-8")
    luwu = "73.22,2024,final,laporan-nasional-2024,index,"
    spoil(made, "values.csv", f"{luwu}3.26", f"{luwu}3.27")
    spoil(made, "values.csv", "51.08,2018,final,nusabali-mar-2019,index,2.99\n", "")
    spoil(made, "records.csv", "51.08,2018,final,spbe-5-2018,nusabali-mar-2019,Baik,,\n", "")
    with (made / "records.csv").open("a", encoding="utf-8") as file:
        file.write("73.22,2025,final,spbe-59-2020,kabar-public-pemkab-luwu,,,Uji.\n")
    with (made / "values.csv").open("a", encoding="utf-8") as file:
        file.write(f"{ADDED}index,3.50\n")
    return made


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def zipped(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, f"terbitan/{file.name}")
    return target


def index(workspace: Workspace, region: str, year: int) -> list[float]:
    values = workspace.store.values()
    mine = values[(values["region"] == region) & (values["year"] == year) & (values["node"] == "index")]
    return mine[mine["place"] == 1]["value"].tolist()


@pytest.mark.parametrize("packed", [False, True])
def test_a_newer_set_replaces_the_one_before_and_history_shows_it(
    workspace: Workspace, folder: Path, packed: bool
) -> None:
    done = workspace.update_published(zipped(folder) if packed else folder)
    assert (str(done.day), done.new, done.changed, done.gone) == (NEWER, 1, 1, 1)
    assert done.before == read_bundle(PUBLISHED).version
    assert index(workspace, "73.22", 2024) == [3.27]
    assert index(workspace, "73.22", 2025) == [3.5]
    assert index(workspace, "51.08", 2018) == []
    history = workspace.history()
    assert history["file"].tolist() == [f"data/published {NEWER}", f"data/published {done.before}"]
    assert history["reason"].tolist()[1] == REPLACED


def test_the_next_start_keeps_the_newer_set(workspace: Workspace, folder: Path) -> None:
    workspace.update_published(folder)
    revision = workspace.store.revision()
    again = Workspace(f"sqlite:///{workspace.store.file}", PUBLISHED)
    assert again.store.revision() == revision
    assert index(again, "73.22", 2025) == [3.5]
    again.store.close()


def test_a_release_with_a_newer_set_replaces_it_on_start(workspace: Workspace, folder: Path) -> None:
    again = Workspace(f"sqlite:///{workspace.store.file}", folder)
    assert index(again, "73.22", 2025) == [3.5]
    assert len(again.store.batches()) == 2
    again.store.close()


def test_a_set_that_is_not_newer_is_refused(workspace: Workspace, folder: Path) -> None:
    workspace.update_published(folder)
    before = workspace.store.revision()
    for place in (folder, PUBLISHED):
        with pytest.raises(StoreError, match="tidak lebih baru dari yang berlaku"):
            workspace.update_published(place)
    assert workspace.store.revision() == before


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("version.txt", NEWER, "besok", r"version\.txt: “besok” bukan tanggal"),
        ("records.csv", "73.22,2025,", "99.99,2025,", r"records\.csv baris \d+ \(99\.99 2025\): daerah “99\.99”"),
        ("records.csv", "73.22,2025,final", "73.22,2025,akhir", "tahap “akhir” tidak dikenal"),
        ("records.csv", "73.22,2025,final", "73.22,2019,final", "“2019” bukan tahun hasil"),
        ("records.csv", ",,,Uji.", ",Bagus,,Uji.", "predikat “Bagus” tidak dikenal"),
        ("records.csv", "region,year", "daerah,tahun", "kolom region, year tidak ada"),
        ("values.csv", "index,3.50", 'index,"3,50"', r"“3,50” bukan angka tercetak. Tulis seperti 3\.26"),
        ("values.csv", "index,3.50", "index,nan", "“nan” bukan angka tercetak"),
        ("values.csv", "index,3.50", "D9,3.50", "butir “D9” tidak ada"),
        ("values.csv", f"{ADDED}index,3.50\n", f"{ADDED}index,3.50\n{ADDED}index,3.60\n", "lebih dari sekali"),
        ("values.csv", "index,3.50", "index", "banyaknya sel tidak sama"),
        ("sources.csv", ",press\n", ",raja\n", "kewenangan “raja” tidak dikenal"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_named_and_nothing_is_stored(
    workspace: Workspace, folder: Path, name: str, old: str, new: str, said: str
) -> None:
    spoil(folder, name, old, new)
    before = workspace.store.revision()
    with pytest.raises(StoreError, match=said):
        workspace.update_published(folder)
    assert workspace.store.revision() == before


def test_damaged_and_incomplete_files_are_refused(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    whole = zipped(folder).read_bytes()
    (tmp_path / "rusak.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "values.csv").write_bytes(b"\xff\xfe\x00")
    lacking = tmp_path / "kurang.zip"
    with zipfile.ZipFile(lacking, "w") as archive:
        archive.write(PUBLISHED / "sources.csv", "sources.csv")
    for place, said in (
        (tmp_path / "rusak.zip", "bukan zip yang utuh"),
        (lacking, r"tidak memuat records\.csv, values\.csv, version\.txt"),
        (folder, r"values\.csv bukan CSV dalam UTF-8"),
        (tmp_path, "tidak terbaca"),
    ):
        with pytest.raises(StoreError, match=said):
            workspace.update_published(place)


def test_what_is_kept_comes_apart_as_it_was() -> None:
    bundle = read_bundle(PUBLISHED)
    assert Bundle.kept(bundle.content).files == bundle.files
    assert Bundle.kept(bundle.content).version == bundle.version

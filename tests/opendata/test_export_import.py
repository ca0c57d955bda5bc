"""An export of everything, taken in elsewhere, is the same database; a damaged one is named and leaves nothing."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import frictionless
import pytest
import sqlalchemy as sa

from spbe_analytics.entries.action import Action
from spbe_analytics.entries.target import Target
from spbe_analytics.errors import SettingError, StoreError
from spbe_analytics.opendata.reading import Taken, take_in
from spbe_analytics.opendata.writing import export
from spbe_analytics.schema import Authority, Basis, Stage
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, NewRemark, Store, tables
from spbe_analytics.workspace import Workspace

ODD = 'dua "baris",\r\nlalu\nsatu; \\N =1+1 \u2028 日本'
INSTRUMENT = "spbe-59-2020"


def fill(workspace: Workspace) -> None:
    """Do everything to a database that can be done to one."""
    record = NewRecord(
        "73.22",
        2024,
        Stage.SELF.value,
        INSTRUMENT,
        figures=(NewFigure("I1", 3.0, Basis.OBSERVED, ODD, "C4", ODD),),
        authority=Authority.UPLOAD,
        note=ODD,
        remarks=(NewRemark("I1", "note", ODD, "Lembar", "D4"),),
    )
    first = workspace.store.commit(NewBatch(f"{ODD}.xlsx", b"satu\x00\xff", "long", "Sari", (record,))).batch
    second = workspace.store.commit(NewBatch("dua.xlsx", b"dua", "long", ODD, (record,))).batch
    workspace.store.revert(first, "Budi", "\\N")
    workspace.store.revert(second, "Budi", "salah")
    workspace.store.restore(second, "Sari", "benar")
    workspace.actions.add(
        Action("73.22", 2024, "final", INSTRUMENT, "I10", ODD, remark=ODD, unit="Bagian Hukum", due=date(2026, 9, 30)),
        "Sari",
    )
    workspace.targets.keep([Target("73.22", 2025, INSTRUMENT, 3.4, ODD)], "Sari")


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a database."""
    found = {}
    for table in tables.metadata.sorted_tables:
        found[table.name] = [tuple(row) for row in store.rows(sa.select(table).order_by(*table.primary_key.columns))]
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    fill(workspace)
    return workspace


@pytest.fixture
def package(full: Workspace, tmp_path: Path) -> Path:
    export(full, tmp_path / "paket", whole=True)
    return tmp_path / "paket"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'lain' / 'spbe.db'}")) as store:
        yield store


def test_what_is_taken_in_is_the_same_database(full: Workspace, package: Path, empty: Store, tmp_path: Path) -> None:
    taken = take_in(empty, package)
    assert taken == Taken(3, 3, full.store.revision())
    assert rows(empty) == rows(full.store)
    again = Workspace(f"sqlite:///{empty.file}", None)
    export(again, tmp_path / "lagi", whole=True)
    assert files(tmp_path / "lagi") == files(package)
    assert again.snapshot().standings.equals(full.snapshot().standings)
    again.store.revert(3, "Sari", "sesudahnya juga berjalan")
    again.store.close()


def test_frictionless_finds_nothing_wrong(package: Path, full: Workspace, tmp_path: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    assert len(report.tasks) == 21 + len(tables.metadata.tables)
    export(full, tmp_path / "terbuka", whole=False)
    assert frictionless.validate(str(tmp_path / "terbuka" / "datapackage.json")).valid


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("indeks/2024.csv", b"73.22,", b"99.99,"),
        ("nilai/2024.csv", b"2024", b"dua ribu"),
        ("basis-data/records.csv", b",73.22,", b",99.22,"),
    ],
)
def test_frictionless_notices_what_is_wrong(package: Path, path: str, old: bytes, new: bytes) -> None:
    text = (package / path).read_bytes()
    assert old in text
    (package / path).write_bytes(text.replace(old, new, 1))
    assert not frictionless.validate(str(package / "datapackage.json")).valid


def test_the_open_package_names_nobody(full: Workspace, tmp_path: Path) -> None:
    export(full, tmp_path / "terbuka", whole=False)
    found = files(tmp_path / "terbuka")
    assert not any(path.startswith("basis-data") for path in found)
    for secret in (b"Sari", b"Budi", b".xlsx", b"Bagian Hukum"):
        assert not any(secret in content for content in found.values()), secret


def test_open_tables_hold_what_the_addresses_say(full: Workspace, package: Path) -> None:
    with (package / "indeks" / "2024.csv").open(encoding="utf-8", newline="") as file:
        found = {(row["kode"], row["tahap"]): row for row in csv.DictReader(file)}
    standings = full.snapshot().standings
    mine = standings[(standings["year"] == 2024) & (standings["region"] == "73.22") & (standings["stage"] == "final")]
    assert float(found["73.22", "final"]["indeks"]) == mine["index"].iloc[0]
    said = json.loads((package / "metadata-statistik.json").read_text(encoding="utf-8"))
    assert {"konsep", "definisi", "interpretasi", "ukuran", "satuan", "klasifikasi_penyajian"} <= set(
        said["indikator"][0]
    )
    assert {"konsep", "definisi", "ukuran", "satuan", "klasifikasi", "tipe_data"} <= set(said["variabel"][0])
    shown = json.loads((package / "katalog.jsonld").read_text(encoding="utf-8"))
    links = [one["dcat:downloadURL"] for item in shown["dcat:dataset"] for one in item["dcat:distribution"]]
    assert all((package / link).is_file() for link in links)
    assert len(links) == 21


Spoil = Callable[[Path], object]


def cut(package: Path) -> None:
    path = package / "basis-data" / "figures.csv"
    path.write_bytes(path.read_bytes()[:-10])


def forged(package: Path, name: str, old: str, new: str) -> None:
    """Change a file and its hash in the descriptor as well."""
    path, said = package / "basis-data" / f"{name}.csv", package / "datapackage.json"
    before = path.read_bytes()
    after = before.replace(old.encode(), new.encode(), 1)
    assert after != before
    path.write_bytes(after)
    said.write_text(said.read_text("utf-8").replace(sha256(before).hexdigest(), sha256(after).hexdigest()), "utf-8")


def other_file(package: Path) -> None:
    first = sorted((package / "basis-data" / "berkas").iterdir())[0]
    first.write_bytes(b"lain")


def said_otherwise(package: Path, **changed: object) -> None:
    path = package / "datapackage.json"
    said = json.loads(path.read_text("utf-8"))
    said["spbe"] |= changed
    path.write_text(json.dumps(said), "utf-8")


def led_away(package: Path) -> None:
    path = package / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace("basis-data/records.csv", "../../etc/passwd"), "utf-8")


def linked(package: Path) -> None:
    path = package / "basis-data" / "records.csv"
    path.rename(package / "lain.csv")
    path.symlink_to(package / "lain.csv")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (cut, "basis-data/figures.csv tidak sama dengan yang diekspor: isinya berubah atau terpotong."),
        (other_file, "isinya berubah atau terpotong"),
        (lambda package: shutil.rmtree(package / "basis-data" / "berkas"), "tidak ada dalam paket"),
        (
            lambda package: (package / "basis-data" / "events.csv").unlink(),
            "basis-data/events.csv tidak ada dalam paket",
        ),
        (lambda package: (package / "datapackage.json").write_text("{"), "datapackage.json tidak terbaca"),
        (lambda package: (package / "datapackage.json").write_text("[" * 100_000), "datapackage.json tidak terbaca"),
        (lambda package: said_otherwise(package, format=99), "Paket ini ditulis versi lain"),
        (lambda package: said_otherwise(package, skema="0001"), "skema “0001”"),
        (lambda package: said_otherwise(package, lengkap=False), "hanya memuat data terbuka"),
        (led_away, "tidak menyebut basis-data/records.csv"),
        (linked, "bukan berkas biasa"),
        (lambda package: forged(package, "records", ",2024,", ",abc,"), "kolom year: “abc” tidak dapat dipakai"),
        (lambda package: forged(package, "records", ",2024,", ",2024,1,"), "sel, bukan"),
        (lambda package: forged(package, "records", "region", "daerah"), "judul kolomnya bukan id, batch, region"),
        (lambda package: forged(package, "events", "1,1,commit", "1,999,commit"), "events: baris tidak cocok"),
        (lambda package: forged(package, "sources", "nusabali", '"nusa'), "bukan CSV yang utuh"),
    ],
)
def test_a_damaged_package_is_named_and_leaves_nothing(package: Path, empty: Store, spoil: Spoil, said: str) -> None:
    spoil(package)
    before = rows(empty)
    with pytest.raises(StoreError) as told:
        take_in(empty, package)
    assert said in str(told.value)
    assert rows(empty) == before


def test_a_database_that_holds_something_is_left_alone(package: Path, full: Workspace) -> None:
    before = rows(full.store)
    with pytest.raises(StoreError, match="sudah berisi"):
        take_in(full.store, package)
    assert rows(full.store) == before


def test_a_folder_of_something_else_is_left_alone(full: Workspace, tmp_path: Path) -> None:
    (tmp_path / "rapat").mkdir()
    (tmp_path / "rapat" / "catatan.txt").write_text("penting")
    with pytest.raises(SettingError, match="sudah berisi yang lain"):
        export(full, tmp_path / "rapat", whole=True)
    assert files(tmp_path / "rapat") == {"catatan.txt": b"penting"}
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(SettingError, match="sudah berisi yang lain"):
        export(full, tmp_path / "berkas", whole=True)


def test_a_package_of_before_gives_way(full: Workspace, package: Path) -> None:
    full.store.revert(1, "Sari", "uji")
    export(full, package, whole=True)
    assert json.loads((package / "datapackage.json").read_text("utf-8"))["spbe"]["revisi"] == full.store.revision()
    assert not [path for path in package.parent.iterdir() if path.name.startswith(".spbe-")]

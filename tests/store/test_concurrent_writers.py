"""Writers wait for each other; nobody's commit is lost."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from spbe_analytics.errors import StoreError
from spbe_analytics.store import NewBatch, NewRecord, Store
from spbe_analytics.workspace import Workspace

Batches = Callable[..., NewBatch]
Records = Callable[..., NewRecord]

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = ROOT / "data" / "published"

OPEN_ON_SIGNAL = """
import sys, time
from pathlib import Path
from spbe_analytics.store import Store
url, ready, go = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
ready.touch()
while not go.exists():
    time.sleep(0.001)
print(Store(url).revision())
"""

WAIT = 60
"""Seconds after which a writer that hangs fails its test."""


def test_two_threads_commit_at_once(store: Store, make_batch: Batches, make_record: Records) -> None:
    start = threading.Barrier(2)
    landed: list[int] = []

    def commit(region: str) -> None:
        start.wait(WAIT)
        for year in range(2021, 2026):
            batch = make_batch(make_record(region=region, year=year, I1=3, I2=4), content=region.encode())
            landed.append(store.commit(batch).batch)

    threads = [threading.Thread(target=commit, args=(region,)) for region in ("73.22", "73.05")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert sorted(landed) == list(range(1, 11))
    assert store.revision() == 10
    values = store.values()
    assert values.groupby("region").size().to_dict() == {"73.05": 10, "73.22": 10}
    assert values["place"].tolist() == [1] * 20


def test_two_threads_commit_the_same_at_once(store: Store, make_batch: Batches, make_record: Records) -> None:
    start = threading.Barrier(2)
    outcomes: list[bool] = []

    def commit() -> None:
        start.wait(WAIT)
        outcomes.append(store.commit(make_batch(make_record(I1=3))).created)

    threads = [threading.Thread(target=commit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert sorted(outcomes) == [False, True]
    assert (store.revision(), len(store.values())) == (1, 1)


def test_readers_see_a_batch_whole_or_not_at_all(store: Store, make_batch: Batches, make_record: Records) -> None:
    levels = {f"I{number}": 3 for number in range(1, 41)}
    sizes: set[int] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            sizes.add(len(store.values()))

    reader = threading.Thread(target=read)
    reader.start()
    for year in range(2021, 2026):
        store.commit(make_batch(make_record(year=year, **levels)))
    done.set()
    reader.join(WAIT)
    assert {size % 40 for size in sizes | {len(store.values())}} == {0}


def test_two_processes_open_a_new_database_at_once(tmp_path: Path) -> None:
    url, go = f"sqlite:///{tmp_path / 'baru' / 'spbe.db'}", tmp_path / "go"
    ready = [tmp_path / f"ready{number}" for number in range(2)]
    children = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_ON_SIGNAL, url, str(flag), str(go)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for flag in ready
    ]
    waiting = threading.Event()
    for _ in range(WAIT * 100):
        if all(flag.exists() for flag in ready):
            break
        waiting.wait(0.01)
    go.touch()
    answers = [child.communicate(timeout=WAIT) for child in children]
    assert [(child.returncode, out.strip(), err) for child, (out, err) in zip(children, answers, strict=True)] == [
        (0, "0", ""),
        (0, "0", ""),
    ]


@pytest.mark.parametrize("leftover", [b"", b"12345"])
def test_a_lock_file_left_behind_locks_nobody_out(tmp_path: Path, leftover: bytes) -> None:
    (tmp_path / "spbe.db.lock").write_bytes(leftover)
    opened = Store(f"sqlite:///{tmp_path / 'spbe.db'}")
    assert opened.revision() == 0
    opened.close()


def test_a_start_that_finds_all_in_place_waits_for_no_writer(
    published_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spbe.db"
    shutil.copyfile(published_database, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer, FileLock(f"{path}.lock"):
        monkeypatch.setattr("spbe_analytics.store.engine.BUSY_SECONDS", 0)
        writer.execute("BEGIN IMMEDIATE")
        workspace = Workspace(f"sqlite:///{path}", PUBLISHED)
        assert len(workspace.history()) == 1
        with pytest.raises(StoreError, match="sedang dipakai proses lain"):
            workspace.store.revert(1, "Sari", "Coba")

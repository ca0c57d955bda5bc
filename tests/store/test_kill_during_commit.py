"""A process killed in the middle of a commit leaves a database that opens, with every batch whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from spbe_analytics.schema import Authority, Basis
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, Store, tables

ROOT = Path(__file__).resolve().parent.parent.parent

KILLS = 50
RECORDS = 6
FIGURES = 30
LONGEST_LIFE = 0.06
"""Seconds of commits before the kill: some commits are through by then, one is on its way."""

WAIT = 60

COMMIT_FOR_EVER = """
import os, sys
sys.path.insert(0, sys.argv[1])
from spbe_analytics.store import Store
from tests.store.test_kill_during_commit import batch
url = sys.argv[2]
for line in sys.stdin:                 # the parent says when; one warm process forks a child a kill
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print("gone", flush=True)
        continue
    store = Store(url)
    print(os.getpid(), flush=True)
    turn = 0
    while True:
        store.commit(batch(f"{line.strip()}-{turn}"))
        turn += 1
"""


def batch(name: str) -> NewBatch:
    """A batch of several records, its bytes long enough for many pages of the database."""
    records = tuple(
        NewRecord(
            f"73.{number:02}",
            2024,
            "final",
            "spbe-59-2020",
            tuple(NewFigure(f"I{i}", 3.0, Basis.OBSERVED, "Isian", f"D{i}", "3") for i in range(1, FIGURES + 1)),
            Authority.UPLOAD,
        )
        for number in range(1, RECORDS + 1)
    )
    return NewBatch(f"{name}.xlsx", name.encode() * 2000, "template", "Sari", records)


def counts(url: str) -> dict[str, int]:
    """How many rows each table holds, and what the revision says, seen by a new connection."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }
        found["number"] = connection.execute(sa.select(tables.revision.c.number)).scalar_one()
        found["whole"] = connection.execute(sa.text("PRAGMA integrity_check")).scalar_one() == "ok"
    engine.dispose()
    return found


def expected(batches: int) -> dict[str, int]:
    """What whole batches come to."""
    return {
        "batches": batches,
        "files": batches,
        "records": batches * RECORDS,
        "figures": batches * RECORDS * FIGURES,
        "events": batches,
        "number": batches,
        "sources": 0,
        "mappings": 0,
        "revision": 1,
        "whole": True,
    }


def test_fifty_kills_leave_no_batch_half_there(database_url: str) -> None:
    chance = random.Random(7322)
    Store(database_url).close()
    parent = subprocess.Popen(
        [sys.executable, "-c", COMMIT_FOR_EVER, str(ROOT), database_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    by_children = 0
    before = 0
    try:
        for kill in range(KILLS):
            parent.stdin.write(f"{kill}\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline())
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            os.kill(child, signal.SIGKILL)
            assert parent.stdout.readline() == "gone\n"
            found = counts(database_url)
            assert found == expected(found["batches"])
            store = Store(database_url)
            outcome = store.commit(batch(f"sesudah-{kill}"))
            assert (outcome.created, store.revision()) == (True, found["batches"] + 1)
            store.close()
            by_children += found["batches"] - before
            before = found["batches"] + 1
    finally:
        parent.stdin.close()
        parent.wait(WAIT)
    assert by_children > KILLS

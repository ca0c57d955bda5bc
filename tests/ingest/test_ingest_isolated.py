"""Whatever happens to a reading process, its file ends in a finding, the pool goes on, and nobody else is disturbed."""

import io
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from spbe_analytics.ingest import Identity, read
from spbe_analytics.ingest.processes.isolated import ReaderPool
from spbe_analytics.ingest.processes.wire import receive, send
from tests.ingest.ingest_workbooks import found, report, workbook
from tests.ingest.layout_workbooks import all_cases, long_table

pytestmark = pytest.mark.xdist_group("isolated")


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(2) as opened:
        yield opened


def test_a_reading_is_the_same_in_a_process_of_its_own(pool: ReaderPool) -> None:
    for case in all_cases().values():
        assert pool.read(case.data, case.name) == read(case.data, case.name)
    said = Identity(year=2023)
    data = workbook(report())
    assert pool.read(data, "x.xlsx", said) == read(data, "x.xlsx", said)
    assert [sheet.name for sheet in pool.first_rows(data, "x.xlsx", 3)] == ["Data"]


def test_many_files_come_back_each_once_with_its_place(pool: ReaderPool) -> None:
    files = [(workbook(report(cells={1: place % 5 + 1})), f"{place}.xlsx") for place in range(24)]
    files[7] = (b"PK\x03\x04", "7.xlsx")
    got = dict(pool.read_many(files))
    assert sorted(got) == list(range(24))
    assert [got[place].name for place in range(24)] == [name for _, name in files]
    assert [place for place, reading in got.items() if reading.has_errors] == [7]


def test_a_file_that_takes_too_long_is_a_finding_and_the_next_one_is_read() -> None:
    slow = ("Nama;Umur;Alamat\n" + "Ani;30;Jalan Mawar\n" * 400_000).encode()
    with ReaderPool(1, seconds=0.05) as hasty:
        reading = hasty.read(slow, "lambat.csv")
        assert found(reading) == [("reading-too-slow", None)]
        assert "0.05 detik" in reading.findings[0].message
        assert reading.has_errors
        hasty.seconds = 60
        assert found(hasty.read(slow, "lambat.csv")) == [("foreign-workbook", None)]


def test_a_file_that_takes_too_much_memory_is_a_finding_and_the_next_one_is_read() -> None:
    rows = [["x" * 30_000 + str(place)] for place in range(10_000)]
    greedy = "\n".join(row[0] for row in rows).encode()
    with ReaderPool(1, memory_mb=400) as small:
        assert small.read(workbook(report()), "x.xlsx").values
        assert found(small.read(greedy, "besar.csv")) == [("reading-too-large", None)]
        assert small.read(workbook(report()), "x.xlsx").values


def test_a_reader_that_gives_up_for_want_of_memory_says_so() -> None:
    """The reader of workbooks ends its process when it gets no memory: two far cells are a large area."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(899_999, 4, 1)
    with ReaderPool(1, memory_mb=256) as small:
        reading = small.read(buffer.getvalue(), "jauh.xlsx")
        assert found(reading) == [("reading-too-large", None)]
        assert "256 MiB" in reading.findings[0].message
        assert small.read(workbook(report()), "x.xlsx").values


def test_a_process_outlives_the_thread_that_needed_it_first(pool: ReaderPool) -> None:
    files = [(workbook(report()), "x.xlsx")] * 4
    assert all(reading.values for _, reading in pool.read_many(files))
    before = pool.numbers
    assert len(before) == 2
    for _ in range(2):
        assert all(reading.values for _, reading in pool.read_many(files))
        time.sleep(0.1)
        assert all(_alive(number) for number in before)
    assert pool.numbers == before


def test_a_server_with_very_many_connections_reads_too() -> None:
    """A place above 1024 is too high for the oldest way to wait for an answer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_096), hard))
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1_100)]
    try:
        with ReaderPool(1) as own:
            assert own.read(workbook(report()), "x.xlsx").values
    finally:
        for number in held:
            os.close(number)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_process_does_not_know_the_settings_of_its_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPBE_DATABASE_URL", "postgresql://somebody:secret@localhost/spbe")
    with ReaderPool(1) as own:
        own.read(b"a;b", "x.csv")
        environment = Path(f"/proc/{own.numbers[0]}/environ").read_bytes()
    assert b"PATH=" in environment
    assert b"secret" not in environment


@pytest.mark.parametrize("call", [os.system, print, subprocess.Popen, ReaderPool], ids=lambda call: call.__name__)
def test_nothing_but_values_is_taken_from_a_process(call: Callable[..., object]) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
            return call, ("true",)

    stream = io.BytesIO()
    send(stream, Hostile())
    stream.seek(0)
    with pytest.raises(EOFError):
        receive(stream)


def test_a_process_killed_by_somebody_else_costs_no_reading(pool: ReaderPool) -> None:
    data = long_table().data
    assert pool.read(data, "Kota Bandar Lampung.xlsx").values
    before = pool.numbers
    for number in before:
        os.kill(number, signal.SIGKILL)
    assert pool.read(data, "Kota Bandar Lampung.xlsx").values
    assert set(pool.numbers) != set(before)


def test_a_reader_that_dies_each_time_is_a_finding_while_another_reads(pool: ReaderPool) -> None:
    stop = threading.Event()
    doomed = ReaderPool(1)

    def hunt() -> None:
        while not stop.is_set():
            for number in doomed.numbers:
                try:
                    os.kill(number, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            time.sleep(0.005)

    hunter = threading.Thread(target=hunt)
    hunter.start()
    try:
        assert found(doomed.read(workbook(report()), "x.xlsx")) == [("reading-failed", None)]
        assert pool.read(workbook(report()), "x.xlsx").values
    finally:
        stop.set()
        hunter.join()
        doomed.close()


def test_the_processes_die_with_their_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, signal\n"
        "from spbe_analytics.ingest.processes.isolated import ReaderPool\n"
        "pool = ReaderPool(2)\n"
        "pool.warm()\n"
        "pool.read(b'halo', 'x.csv')\n"
        "print(*pool.numbers, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(root)}, stdout=subprocess.PIPE, check=False
    )
    assert done.returncode == -signal.SIGKILL
    numbers = [int(text) for text in done.stdout.split()]
    assert len(numbers) == 2
    end = time.monotonic() + 20
    while time.monotonic() < end and any(_alive(number) for number in numbers):
        time.sleep(0.05)
    assert not any(_alive(number) for number in numbers)


def _alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in ("Z", "X")

"""A hostile file: what its refusal takes against what is allowed; and two reading processes against one."""

import io
import time
import tracemalloc
import zipfile
from pathlib import Path
from statistics import median

from benchmarks.measure import Measure
from benchmarks.reading import workbooks
from benchmarks.uploads import long_workbook
from spbe_analytics.ingest import read
from spbe_analytics.ingest.processes.isolated import ReaderPool

SECONDS, MEBIBYTES = 2.0, 100.0
CHILD_MEBIBYTES = 600.0
ROUNDS = 5
TALL = 196
"""Mebibytes that the bomb unpacks to; about a thousandth of it is sent."""


def bomb() -> bytes:
    """Return a workbook of about 500 KB whose sheet is within every limit that its directory shows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(TALL):
                sheet.write(b"<row><c><v>1</v></c></row>" * ((1 << 20) // 26))
    return buffer.getvalue()


def refused(data: bytes) -> tuple[float, float]:
    """Return seconds and peak mebibytes of refusing a file."""
    start = time.perf_counter()
    reading = read(data, "bom.xlsx")
    took = time.perf_counter() - start
    tracemalloc.start()
    read(data, "bom.xlsx")
    peak = tracemalloc.get_traced_memory()[1] / (1 << 20)
    tracemalloc.stop()
    if not reading.has_errors or reading.values:
        raise AssertionError("the bomb was read")
    return took, peak


def readers() -> tuple[float, float]:
    """Return the milliseconds that two processes and that one process take for all workbooks, warmed up."""
    files = [(content, name) for name, content in workbooks()]
    times: dict[int, list[float]] = {1: [], 2: []}
    with ReaderPool(1) as one, ReaderPool(2) as two:
        pools = {1: one, 2: two}
        for pool in pools.values():
            list(pool.read_many(files[:60]))
        for _ in range(ROUNDS):
            for workers, pool in pools.items():
                start = time.perf_counter()
                if sum(1 for _ in pool.read_many(files)) != len(files):
                    raise AssertionError("not every workbook was read")
                times[workers].append((time.perf_counter() - start) * 1000)
    return median(times[2]), median(times[1])


def peak_of_child() -> float:
    """Return the peak mebibytes of a process that reads the long workbook."""
    with ReaderPool(1) as pool:
        if not pool.read(long_workbook(), "panjang.xlsx").values:
            raise AssertionError("the long workbook was not read")
        status = Path(f"/proc/{pool.numbers[0]}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measures() -> list[Measure]:
    """Measure the promises about safety."""
    data = bomb()
    took, peak = refused(data)
    two, one = readers()
    return [
        Measure(f"a bomb of {len(data) // 1000} KB refused: seconds / allowed", took * 1000, SECONDS * 1000, 1, True),
        Measure("the same: peak MiB / allowed", peak, MEBIBYTES, 1, True),
        Measure("a long workbook in a reading process: peak MiB / allowed", peak_of_child(), CHILD_MEBIBYTES, 1, True),
        Measure("552 workbooks: one reading process / two", two, one, 1.6, False),
    ]

"""A snapshot as bytes and back, so that the next process need not assess everything again.

The format is Arrow's: tables of values, which cannot execute anything.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from zlib import crc32

import pandas as pd
import pyarrow as pa

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.analysis.snapshot import FRAMES, Parts
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import EXACT

_LONG: Final = ("values", "outvoted", "records")
_LABEL: Final = b"label"


class DamagedError(Exception):
    """Bytes that are no snapshot, or not all of one."""


def frozen(parts: Parts, label: str) -> bytes:
    """Write the parts of a snapshot.

    Args:
        parts: What it consists of.
        label: What they belong to; see :func:`label_of`.
    """
    payloads = {name: _bytes(frame) for name, frame in _frames(parts)}
    table = pa.table(
        {
            "name": list(payloads),
            "sum": pa.array([crc32(payload) for payload in payloads.values()], pa.uint32()),
            "frame": pa.array(list(payloads.values()), pa.large_binary()),
        }
    )
    return _bytes_of(table.replace_schema_metadata({_LABEL: label}))


def label_of(content: bytes) -> str:
    """Read what a snapshot belongs to; the frames are not looked at.

    Raises:
        DamagedError: The bytes are no snapshot.
    """
    try:
        return str((pa.ipc.open_file(content).schema.metadata or {})[_LABEL], "utf-8")
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise DamagedError from error


def thawed(content: bytes, catalogue: Catalogue) -> Parts:
    """Read the parts of a snapshot.

    Raises:
        DamagedError: The bytes are not what :func:`frozen` wrote.
    """
    try:
        table = pa.ipc.open_file(content).read_all()
        names, sums, payloads = (table.column(name) for name in ("name", "sum", "frame"))
        frames = {}
        for name, expected, payload in zip(names.to_pylist(), sums.to_pylist(), payloads, strict=True):
            buffer = payload.as_buffer()
            if crc32(buffer) != expected:
                raise DamagedError(name)
            frames[name] = _frame(buffer)
        assessed = {}
        for code, instrument in catalogue.items():
            parts = {name: frames[f"{code}/{name}"] for name in FRAMES}
            standings = parts["standings"]
            exact = [None if pd.isna(text) else Fraction(text) for text in standings[EXACT]]
            parts["standings"] = standings.assign(**{EXACT: pd.Series(exact, index=standings.index, dtype=object)})
            assessed[code] = Assessed(instrument, **parts)
        return Parts(frames["values"], frames["outvoted"], frames["records"], assessed)
    except (pa.ArrowException, KeyError, ValueError, TypeError) as error:
        raise DamagedError from error


def _frames(parts: Parts) -> Iterator[tuple[str, pd.DataFrame]]:
    for name in _LONG:
        yield name, getattr(parts, name)
    for code, item in parts.assessed.items():
        for name in FRAMES:
            frame: pd.DataFrame = getattr(item, name)
            if name == "standings":
                texts = [None if pd.isna(one) else str(one) for one in frame[EXACT]]
                frame = frame.assign(**{EXACT: pd.Series(texts, index=frame.index, dtype=str)})
            yield f"{code}/{name}", frame


def _bytes(frame: pd.DataFrame) -> bytes:
    return _bytes_of(pa.Table.from_pandas(frame))


def _bytes_of(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _frame(buffer: pa.Buffer) -> pd.DataFrame:
    frame: pd.DataFrame = pa.ipc.open_file(buffer).read_all().to_pandas()
    return frame

"""What the reading process and its parent say to each other: framed messages, values by column.

A process that reads hostile files is not trusted either: only values, and classes that hold values, are taken from it.
"""

import datetime
import io
import pickle
from collections.abc import Sequence
from dataclasses import is_dataclass
from enum import Enum
from struct import Struct
from typing import IO, Any, Final

from spbe_analytics.ingest.reading import Reading, Value
from spbe_analytics.schema import Basis, Stage

_LENGTH: Final = Struct("<Q")
_STAGES: Final = {stage.value: stage for stage in Stage}
_BASES: Final = {basis.value: basis for basis in Basis}
_STAGE_TEXTS: Final = {stage: text for text, stage in _STAGES.items()}
_BASIS_TEXTS: Final = {basis: text for text, basis in _BASES.items()}
_STAGE, _BASIS = Value._fields.index("stage"), Value._fields.index("basis")


_PARTS: Final = ("spbe_analytics.ingest.", "spbe_analytics.schema")
"""Where the classes that may be sent are defined."""


class _Values(pickle.Unpickler):
    """Builds values, tuples with names, members of enumerations and dataclasses of the ingest; nothing else."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - a class
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return getattr(datetime, name)
        if module.startswith(_PARTS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple | Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever was sent
    """Read one message.

    Raises:
        EOFError: The other side is gone, or sends what is no value.
    """
    content = _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])
    try:
        return _Values(io.BytesIO(content)).load()
    except pickle.UnpicklingError as error:
        raise EOFError from error


def _exactly(stream: IO[bytes], size: int) -> bytes:
    parts, left = [], size
    while left:
        part = stream.read(left)
        if not part:
            raise EOFError
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def packed(reading: Reading) -> tuple[object, ...]:
    """Take a reading apart: all but the values, and the values by column, which is much quicker to send."""
    columns: list[Sequence[object]] = [list(column) for column in zip(*reading.values, strict=True)]
    if columns:
        columns[_STAGE] = [_STAGE_TEXTS[item] for item in columns[_STAGE]]  # type: ignore[index]
        columns[_BASIS] = [_BASIS_TEXTS[item] for item in columns[_BASIS]]  # type: ignore[index]
    head = (reading.name, reading.sha256, reading.size, reading.layout, reading.assessments, reading.findings)
    return (head, columns, reading.remarks)


def unpacked(message: tuple[Any, ...]) -> Reading:
    """Put a reading together again."""
    (name, digest, size, layout, assessments, findings), columns, remarks = message
    if columns:
        columns[_STAGE] = [_STAGES[text] for text in columns[_STAGE]]
        columns[_BASIS] = [_BASES[text] for text in columns[_BASIS]]
    values = tuple(map(Value._make, zip(*columns, strict=True)))
    return Reading(name, digest, size, layout, assessments, values, findings, remarks)

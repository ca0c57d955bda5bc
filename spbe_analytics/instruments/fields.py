"""What may stand in a YAML file: small readers, each naming the key of what is wrong, that add up to a whole file."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from spbe_analytics.errors import InstrumentError
from spbe_analytics.yaml_files import read_yaml

Read = Callable[[Any, str], Any]
"""From what stands in the file, and the key where it stands, to what it means."""


class FieldError(Exception):
    """What is wrong with a value; the message begins with its key."""


def read_file(path: Path, read: Read) -> Any:  # noqa: ANN401 - whatever the file means
    """Read a whole file; what is wrong in it is an ``InstrumentError`` that names file and key."""
    raw = read_yaml(path)
    try:
        return read(raw, "")
    except FieldError as error:
        raise InstrumentError(f"{path.name}: {error}") from error


def exact(value: Any, key: str) -> Fraction:  # noqa: ANN401 - whatever YAML holds, here and below
    """Read ``13``, ``1.3`` or ``20/6`` exactly."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise FieldError(f"{key}: must be a number or a fraction such as 20/6")
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise FieldError(f"{key}: “{value}” is not a number or a fraction such as 20/6") from None


def whole(value: Any, key: str) -> int:  # noqa: ANN401
    """Read a whole number."""
    if type(value) is not int:
        raise FieldError(f"{key}: must be a whole number")
    return value


def text(value: Any, key: str, longest: int | None = None) -> str:  # noqa: ANN401
    """Read a text that is not empty."""
    if not isinstance(value, str) or not value.strip() or len(value) > (longest or len(value)):
        raise FieldError(f"{key}: must be a text" + (f" of at most {longest} characters" if longest else ""))
    return value


def written(value: Any, key: str) -> str:  # noqa: ANN401
    """Read a whole number or a text as the text it is written with, such as the number of a page."""
    return text(str(value) if type(value) is int else value, key)


def many(read: Read, least: int = 0) -> Read:
    """Read a list, each item alike."""

    def listed(value: Any, key: str) -> tuple[Any, ...]:  # noqa: ANN401
        if not isinstance(value, list) or len(value) < least:
            raise FieldError(f"{key}: must be a list{' with something in it' if least else ''}")
        return tuple(read(item, f"{key}.{place}") for place, item in enumerate(value))

    return listed


def table(name: Read, read: Read) -> Read:
    """Read a table whose keys are names of one kind, each value alike."""

    def named(value: Any, key: str) -> dict[Any, Any]:  # noqa: ANN401
        if not isinstance(value, dict):
            raise FieldError(f"{key}: must be a table")
        start = f"{key}." if key else ""
        return {name(item, f"{start}{item}"): read(found, f"{start}{item}") for item, found in value.items()}

    return named


def record(make: Callable[..., Any], optional: tuple[str, ...] = (), **fields: Read) -> Read:
    """Read a table with these keys, no others; those that are optional may be left out or empty."""

    def made(value: Any, key: str) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            raise FieldError(f"{key or '(file)'}: must be a table")
        start = f"{key}." if key else ""
        for name in value:
            if name not in fields:
                raise FieldError(f"{start}{name}: Extra inputs are not permitted")
        missing = next((name for name in fields if name not in value and name not in optional), None)
        if missing is not None:
            raise FieldError(f"{start}{missing}: Field required")
        given = {name: found for name, found in value.items() if found is not None or name not in optional}
        return make(**{name: fields[name](found, start + name) for name, found in given.items()})

    return made

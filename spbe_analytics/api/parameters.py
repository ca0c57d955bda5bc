"""The query parameters: named as in the addresses of the pages, read by the same rules, each fault named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import QueryParams

from spbe_analytics.api.problems import Problem
from spbe_analytics.errors import SpbeError, quoted
from spbe_analytics.regions import resolve, resolve_province
from spbe_analytics.schema import Kind, Stage

MOST_ROWS: Final = 1000
"""Most rows of one page."""

MOST_REGIONS: Final = 100
"""Most governments that one request names."""

USUAL_ROWS: Final = 100
FORMATS: Final = ("json", "csv", "parquet")


@dataclass(frozen=True)
class Parameter:
    """A query parameter.

    Attributes:
        name: As it is written in an address.
        text: What it means, in Indonesian.
        read: From what is written to what it means; a ``ValueError`` says what is wrong, an ``SpbeError`` what there
            is not.
        schema: Its JSON Schema.
        example: A value that works.
        required: Whether nothing is answered without it.
    """

    name: str
    text: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    example: str
    required: bool = False


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(written: str) -> int:
        if not (written.isascii() and written.isdecimal()) or not least <= int(written[:20]) <= most:
            raise ValueError(f"{quoted(written)} bukan bilangan bulat dari {least} sampai {most}.")
        return int(written)

    return read


def one_of(choices: Mapping[str, Any]) -> Callable[[str], Any]:
    """Return what reads one of several words, in capitals or not."""
    known = {name.casefold(): meant for name, meant in choices.items()}

    def read(written: str) -> Any:  # noqa: ANN401 - what the choices mean
        if written.casefold() not in known:
            raise ValueError(f"{quoted(written)} tidak dikenal. Pilihan: {', '.join(choices)}.")
        return known[written.casefold()]

    return read


def _regions(written: str) -> tuple[str, ...]:
    """Read one government, or several codes."""
    codes = written.split(",")
    if len(codes) > 1 and all(code.strip()[:2].isdecimal() for code in codes):
        if len(codes) > MOST_REGIONS:
            raise ValueError(f"paling banyak {MOST_REGIONS} kode dalam satu permintaan, bukan {len(codes)}.")
        return tuple(resolve(code).code for code in codes)
    return (resolve(written).code,)


KINDS: Final = tuple(kind for kind in Kind if kind is not Kind.AVERAGE)

YEAR: Final = Parameter(
    "tahun", "Tahun hasil.", _whole(2018, 2100), {"type": "integer", "minimum": 2018, "maximum": 2100}, "2024"
)
BEFORE: Final = Parameter("dari", "Tahun hasil awal.", YEAR.read, YEAR.schema, "2023", required=True)
AFTER: Final = Parameter("tahun", "Tahun hasil akhir.", YEAR.read, YEAR.schema, "2024", required=True)
KIND: Final = Parameter(
    "jenis",
    "Jenis pemerintah daerah; tanpa ini semua jenis.",
    one_of({kind.value: kind for kind in KINDS}),
    {"type": "string", "enum": [kind.value for kind in KINDS]},
    Kind.REGENCY.value,
)
PROVINCE: Final = Parameter(
    "provinsi", "Kode atau nama provinsi.", lambda written: resolve_province(written).code, {"type": "string"}, "73"
)
STAGE: Final = Parameter(
    "tahap",
    "Tahap penilaian; tanpa ini nilai akhir.",
    one_of({stage.value: stage for stage in Stage} | {stage.label: stage for stage in Stage}),
    {"type": "string", "enum": [stage.value for stage in Stage]},
    Stage.FINAL.value,
)
ONE: Final = Parameter(
    "daerah", "Kode atau nama daerah.", lambda written: resolve(written).code, {"type": "string"}, "73.22", True
)
REGION: Final = Parameter(
    "daerah", "Kode atau nama daerah; beberapa kode dipisah koma.", _regions, {"type": "string"}, "73.22"
)
PAGE: Final = Parameter(
    "halaman", "Halaman, mulai dari 1.", _whole(1, 100_000), {"type": "integer", "minimum": 1, "maximum": 100_000}, "1"
)
ROWS: Final = Parameter(
    "baris",
    f"Baris tiap halaman, paling banyak {MOST_ROWS}; Parquet selalu memuat semuanya.",
    _whole(1, MOST_ROWS),
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": USUAL_ROWS},
    "50",
)
FORMAT: Final = Parameter(
    "bentuk",
    "Bentuk jawaban; tanpa ini menurut kepala Accept.",
    one_of({name: name for name in FORMATS}),
    {"type": "string", "enum": list(FORMATS)},
    "csv",
)
PAGING: Final = (PAGE, ROWS, FORMAT)
"""What every resource takes."""


def read(given: QueryParams, known: tuple[Parameter, ...]) -> dict[str, Any]:
    """Read the parameters of a request.

    Returns:
        What each means, by name; those that are not given are absent.

    Raises:
        Problem: One is unknown, given twice, or cannot be meant.
    """
    by_name = {parameter.name: parameter for parameter in known}
    found: dict[str, Any] = {}
    for name, written in given.multi_items():
        if name not in by_name:
            raise Problem(422, f"Parameter {quoted(name)} tidak dikenal. Yang ada: {', '.join(by_name)}.", name)
        if name in found:
            raise Problem(422, f"Parameter {quoted(name)} tertulis lebih dari sekali.", name)
        try:
            found[name] = by_name[name].read(written)
        except ValueError as error:
            raise Problem(422, f"{name}: {error}", name) from None
        except SpbeError as error:  # well written, but there is no such government
            raise Problem(404, f"{name}: {error}", name) from None
    lacking = next((parameter for parameter in known if parameter.required and parameter.name not in found), None)
    if lacking is not None:
        said = f"Parameter “{lacking.name}” belum diisi, misalnya {lacking.name}={lacking.example}."
        raise Problem(422, said, lacking.name)
    return found

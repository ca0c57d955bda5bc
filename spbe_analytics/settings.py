"""All settings in one place, read from the environment (``SPBE_…``), each with a safe default."""

import math
import os
import re
from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

import platformdirs

from spbe_analytics.errors import SettingError, quoted

PACKAGE: Final = Path(__file__).resolve().parent
"""The folder of the code."""

INSTALLED: Final = (PACKAGE / "shipped").is_dir()
"""Whether the package was installed from a wheel, rather than run in its project."""

ROOT: Final = PACKAGE / "shipped" if INSTALLED else PACKAGE.parent
"""The folder of what ships beside the package: ``dashboard.py``, ``pages/``, ``data/``, ``.streamlit/``."""

STATE: Final = platformdirs.user_data_path("spbe-analytics", appauthor=False) if INSTALLED else ROOT / "var"
"""The folder of what is kept on this machine: the database, and what is derived from it."""

PREFIX: Final = "SPBE_"
TRUTHS: Final = {
    **dict.fromkeys(("true", "1", "yes", "on", "y", "t"), True),
    **dict.fromkeys(("false", "0", "no", "off", "n", "f"), False),
}


def _set(
    default: object, description: str, least: float = -math.inf, most: float = math.inf, above: float = -math.inf
) -> Any:  # noqa: ANN401
    """Declare a setting by its default, what it means, and the numbers it may be."""
    return field(default=default, metadata={"description": description, "least": least, "most": most, "above": above})


class Sites(tuple[str, ...]):
    """Addresses of sites, as a browser compares them: scheme, host and port."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> "Sites":
        """Read addresses between spaces.

        Raises:
            ValueError: One of them is not an address of a site.
        """
        found = tuple(site.rstrip("/") for site in text.split())
        if not all(site == "*" or _SITE.fullmatch(site) for site in found):
            raise ValueError(text)
        return cls(found)


_SITE: Final = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Settings:
    """What a person who runs the product may set."""

    database_url: str = _set(
        f"sqlite:///{STATE / 'spbe.db'}",
        "SQLAlchemy URL of the database; the file of a SQLite database is made at need.",
    )
    published_dir: Path = _set(  # noqa: RUF009 - a field, as the others
        ROOT / "data" / "published", "Folder of the published figures that are loaded into a new database."
    )
    load_published: bool = _set(True, "Whether a start loads the published figures; off leaves the database as it is.")
    max_upload_mb: int = _set(20, "Largest workbook accepted, in MiB.", 1)
    max_unpacked_mb: int = _set(500, "Largest size of a workbook once unpacked, in MiB.", 1)
    max_entries: int = _set(10_000, "Most parts of the archive that a workbook is.", 10)
    max_ratio: int = _set(100, "Largest ratio of unpacked to packed size of a large part.", 2)
    max_columns: int = _set(2_000, "Most columns of a sheet.", 10)
    max_merges: int = _set(100_000, "Most merged ranges of a sheet.", 0)
    max_strings: int = _set(1_000_000, "Most entries of a workbook's table of texts.", 100)
    max_rows: int = _set(1_000_000, "Most rows of a sheet.", 100)
    max_sheets: int = _set(2_000, "Most sheets of a workbook.", 1)
    waiting_mb: int = _set(256, "Most memory of all uploads that are looked at and not stored yet, in MiB.", 1)
    waiting_minutes: int = _set(120, "How long such an upload is kept after it was looked at last, in minutes.", 1)
    readers: int = _set(2, "Processes that read uploaded files.", 1, 64)
    read_seconds: float = _set(60.0, "Longest time for reading one file, in seconds.", above=0)
    read_memory_mb: int = _set(1024, "Most memory of one reading process, in MiB.", 256)
    address: str = _set("127.0.0.1", "Address the dashboard listens on.")
    port: int = _set(8501, "Port the dashboard listens on.", 1, 65535)
    embed_sites: Sites = _set(  # noqa: RUF009 - a field, as the others
        Sites(()),
        "Sites whose pages may show a picture of ours, such as https://contoh.go.id, or * for all; none without it.",
    )
    api_per_minute: int = _set(600, "Most requests for data that a client may make in a minute.", 1)


_KINDS: Final[dict[Any, tuple[str, Callable[[str], Any]]]] = {
    bool: ("true atau false", lambda text: TRUTHS[text.strip().lower()]),
    int: ("bilangan bulat", int),
    float: ("bilangan", float),
    Path: ("nama folder", Path),
    str: ("teks", str),
    Sites: ("alamat situs seperti https://contoh.go.id, dipisah spasi, atau *", Sites.read),
}
"""How a person calls what a setting holds, and how it is read."""


@cache
def settings() -> Settings:
    """Return the settings, read once a process.

    Raises:
        SettingError: A variable holds what the setting cannot be; the message names all such and what they may be.
    """
    written = {name.upper(): text for name, text in os.environ.items()}
    found, refused = {}, []
    for item in fields(Settings):
        variable = f"{PREFIX}{item.name}".upper()
        if variable not in written:
            continue
        try:
            found[item.name] = _read(item, written[variable])
        except (KeyError, ValueError):
            refused.append(f"{variable} berisi {quoted(written[variable])}. Isi dengan {_allowed(item)}.")
    if refused:
        raise SettingError(" ".join(refused))
    return Settings(**found)


def _read(item: Field[Any], text: str) -> Any:  # noqa: ANN401
    value, bounds = _KINDS[item.type][1](text), item.metadata
    if isinstance(value, int | float) and not (bounds["least"] <= value <= bounds["most"] and value > bounds["above"]):
        raise ValueError(text)
    return value


def _allowed(item: Field[Any]) -> str:
    """Say what a setting may be, from its type and bounds."""
    words = (("paling kecil", "least"), ("lebih dari", "above"), ("paling besar", "most"))
    bounds = [f"{word} {item.metadata[name]}" for word, name in words if math.isfinite(item.metadata[name])]
    return ", ".join([_KINDS[item.type][0], *([" dan ".join(bounds)] if bounds else [])])

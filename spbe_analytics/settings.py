"""All settings in one place, read from the environment (``SPBE_…``), each with a safe default."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from spbe_analytics.errors import SettingError, quoted

ROOT: Final = Path(__file__).resolve().parent.parent
"""The project's folder: what ships lies below it, and so does ``var/``."""


class Settings(BaseSettings):
    """What a person who runs the product may set."""

    model_config = SettingsConfigDict(env_prefix="SPBE_", frozen=True)

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'var' / 'spbe.db'}",
        description="SQLAlchemy URL of the database; the file of a SQLite database is made at need.",
    )
    published_dir: Path = Field(
        default=ROOT / "data" / "published",
        description="Folder of the published figures that are loaded into a new database.",
    )
    load_published: bool = Field(
        default=True, description="Whether a start loads the published figures; off leaves the database as it is."
    )
    max_upload_mb: int = Field(default=20, ge=1, description="Largest workbook accepted, in MiB.")
    max_unpacked_mb: int = Field(default=500, ge=1, description="Largest size of a workbook once unpacked, in MiB.")
    max_entries: int = Field(default=10_000, ge=10, description="Most parts of the archive that a workbook is.")
    max_ratio: int = Field(default=100, ge=2, description="Largest ratio of unpacked to packed size of a large part.")
    max_columns: int = Field(default=2_000, ge=10, description="Most columns of a sheet.")
    max_merges: int = Field(default=100_000, ge=0, description="Most merged ranges of a sheet.")
    max_strings: int = Field(default=1_000_000, ge=100, description="Most entries of a workbook's table of texts.")
    max_rows: int = Field(default=1_000_000, ge=100, description="Most rows of a sheet.")
    max_sheets: int = Field(default=2_000, ge=1, description="Most sheets of a workbook.")
    readers: int = Field(default=2, ge=1, le=64, description="Processes that read uploaded files.")
    read_seconds: float = Field(default=60, gt=0, description="Longest time for reading one file, in seconds.")
    read_memory_mb: int = Field(default=1024, ge=256, description="Most memory of one reading process, in MiB.")
    address: str = Field(default="127.0.0.1", description="Address the dashboard listens on.")
    port: int = Field(default=8501, ge=1, le=65535, description="Port the dashboard listens on.")


@cache
def settings() -> Settings:
    """Return the settings, read once a process.

    Raises:
        SettingError: A variable holds what the setting cannot be; the message names all such and what they may be.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingError(" ".join(dict.fromkeys(map(_refused, error.errors())))) from error


def _refused(error: Mapping[str, Any]) -> str:
    """Say what one variable holds, and what it may hold."""
    name = str(error["loc"][0])
    variable = f"{Settings.model_config['env_prefix']}{name}".upper()
    return f"{variable} berisi {quoted(error['input'])}. Isi dengan {_allowed(Settings.model_fields[name])}."


def _allowed(field: FieldInfo) -> str:
    """Say what a setting may be, from its type and bounds."""
    words: dict[object, str] = {
        bool: "true atau false",
        int: "bilangan bulat",
        float: "bilangan",
        Path: "nama folder",
        str: "teks",
    }
    bounds = {
        word: getattr(item, sign)
        for item in field.metadata
        for sign, word in (("ge", "paling kecil"), ("gt", "lebih dari"), ("le", "paling besar"))
        if hasattr(item, sign)
    }
    said = " dan ".join(f"{word} {bound}" for word, bound in bounds.items())
    kind = words.get(field.annotation, "nilai lain")
    return f"{kind}, {said}" if said else kind

"""A field that people fill in, and a record of such fields: one table says all that is to be known of them."""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar, Final, Self
from urllib.parse import urlsplit

from spbe_analytics.schema import Labelled

_UNSEEN: Final = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Signs without width, or that turn the direction of what follows them."""

_SCHEMES: Final = ("http", "https")
LONGEST_NAME: Final = 80
"""Most letters of the name of a person."""


class FieldType(Enum):
    """What a field holds."""

    NODE = "node"
    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"
    NUMBER = "number"
    FIGURE = "figure"
    """A number that is kept as it is written, in its shortest form: ``3``, ``2,25``; it may be empty."""


@dataclass(frozen=True)
class Field:
    """All that is to be known of a field.

    Attributes:
        heading: Its name on the screen and above its column.
        holds: What it holds.
        width: Width of its column in a workbook, in characters.
        longest: Most letters of a text.
        required: What to say where it is empty; without it, it may be empty.
        choices: The values that can be chosen.
        default: What it holds at first.
        label: Its name in the form, where that is not the heading.
        example: What stands in the empty field.
        aliases: Other headings under which it is read from a workbook.
        half: Whether it takes half the width of a form.
        by_value: Whether a choice is written as its value, not as its label.
    """

    heading: str
    holds: FieldType = FieldType.LINE
    width: int = 26
    longest: int = 200
    required: str = ""
    choices: type[Labelled] | None = None
    default: Any = ""
    label: str = ""
    example: str = ""
    aliases: tuple[str, ...] = ()
    half: bool = False
    by_value: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it holds letters that a person writes."""
        return self.holds in (FieldType.LINE, FieldType.TEXT, FieldType.LINK, FieldType.FIGURE)

    def fault(self, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
        """Say what is wrong with a value, in Indonesian; empty for a sound one."""
        if value in ("", None):
            return self.required
        if self.is_text and len(value) > self.longest:
            return f"{self.heading} terlalu panjang: {len(value)} huruf, paling banyak {self.longest}"
        if self.holds is FieldType.LINK and not is_link(value):
            return f"{self.heading} harus berupa tautan yang diawali http:// atau https://"
        if self.holds is FieldType.FIGURE and figure(value) is None:
            return f"{self.heading} “{value}” bukan angka: tulis misalnya 3 atau 2,25"
        if self.choices is not None and value not in list(self.choices):
            known = f"pilih {', '.join(self.choices)}" if self.default else "pilih dari daftar, atau kosongkan"
            return f"{self.heading} “{value}” tidak dikenal: {known}"
        return ""

    def tidy(self, text: str) -> str:
        """Return a text without spaces around it and signs that nobody can see; a number in its shortest form."""
        found = clean(text)
        number = figure(found) if self.holds is FieldType.FIGURE else None
        return found if number is None else written_figure(number)

    def shown(self, value: str) -> str:
        """Write a value for a person: a choice by its label."""
        if self.choices is None or self.by_value or not value:
            return value
        return next(one.label for one in self.choices if one == value)

    def written(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value as JSON holds it."""
        return value.isoformat() if isinstance(value, date) else value

    def read(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value from what JSON holds; one of before the field was there is its default."""
        if value is None:
            return self.default
        return date.fromisoformat(value) if self.holds is FieldType.DATE else value


Fields = Mapping[str, Field]


@dataclass(frozen=True, init=False, repr=False)
class Record(ABC):
    """What somebody filled in: what it is about, which never changes, and the fields.

    Both are attributes and items by their names. A subclass says which names there are.
    """

    values: tuple[tuple[str, Any], ...]

    about_names: ClassVar[tuple[str, ...]] = ()
    """Names of what the record is about."""

    def __init__(self, **values: object) -> None:
        known = self.fields()
        unknown = values.keys() - {*self.about_names, *known}
        if unknown:
            raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
        filled = {name: values[name] for name in self.about_names}
        filled |= {name: values.get(name, field.default) for name, field in known.items()}
        object.__setattr__(self, "values", tuple(filled.items()))

    @classmethod
    @abstractmethod
    def fields(cls) -> Fields:
        """Return the fields, by name, in the order of the form."""

    @classmethod
    def restored(cls, about: Mapping[str, Any], content: Mapping[str, Any]) -> Self:
        """Make the record that was kept."""
        return cls(**about, **{name: field.read(content.get(name)) for name, field in cls.fields().items()})

    @property
    def content(self) -> dict[str, Any]:
        """The fields as JSON holds them."""
        return {name: field.written(self[name]) for name, field in self.fields().items()}

    @property
    def about(self) -> dict[str, Any]:
        """What the record is about."""
        return {name: self[name] for name in self.about_names}

    @property
    def row(self) -> dict[str, Any]:
        """What it is about and its fields, as a row of the store's frames holds them."""
        return dict(self.values)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401
        return dict(object.__getattribute__(self, "values"))[name]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.values)})"

    def but(self, **changed: object) -> Self:
        """Return the record with other values of some fields."""
        return type(self)(**dict(self.values) | changed)

    def tidy(self) -> Self:
        """Return the record without spaces around its texts and without signs that nobody can see."""
        return self.but(**{name: field.tidy(self[name]) for name, field in self.fields().items() if field.is_text})

    def differing(self, other: Self) -> list[str]:
        """Name the fields, in the order of the form, in which another version differs."""
        return [name for name in self.fields() if self[name] != other[name]]

    def faults(self) -> dict[str, str]:
        """List what is wrong: name of a field and, in Indonesian, what; empty for a sound record."""
        found = {name: field.fault(self[name]) for name, field in self.fields().items()}
        return {name: said for name, said in found.items() if said}


def clean(text: str) -> str:
    """Take spaces at the ends, line ends of other systems and control characters out of a text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    unseen = {sign for sign in set(lines) if unicodedata.category(sign) in ("Cc", "Cs")} - {"\n", "\t"} | _UNSEEN
    return "".join(sign for sign in lines if sign not in unseen).strip()


def figure(text: str) -> Fraction | None:
    """Read a number as people write it: ``3``, ``3.0``, ``2,25``, ``-0,5``; ``None`` for any other text."""
    if not re.fullmatch(r"[+\-\u2212]?\d{1,6}(?:[.,]\d{1,6})?", text):
        return None
    return Fraction(text.replace(",", ".").replace("\N{MINUS SIGN}", "-"))


def written_figure(number: Fraction) -> str:
    """Write a number in its shortest form, with six decimals at the most: ``3``, ``2,25``."""
    whole, rest = divmod(round(abs(number) * 10**6), 10**6)
    text = f"{whole},{rest:06d}".rstrip("0") if rest else str(whole)
    return f"-{text}" if number < 0 else text


def name_fault(who: str) -> str:
    """Say what is wrong with the name of a person; empty for a sound one."""
    if not who:
        return "Isi nama Anda: riwayat mencatat siapa yang mengisi"
    return f"Nama terlalu panjang: paling banyak {LONGEST_NAME} huruf" if len(who) > LONGEST_NAME else ""


def is_link(text: str) -> bool:
    """Tell whether a text is a whole http(s) address: nothing else is ever offered as a link."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(host) and not re.search(r"[\s<>\"]", text)

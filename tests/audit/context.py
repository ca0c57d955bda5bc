"""What a page speaks of: the filters in its address, and the government and group they select."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.audit.calculator import CENT, FINAL, Assessment, Calculator, Instrument, Region, hundredths
from tests.audit.pages import Address, Line

KINDS = ("provinsi", "kabupaten", "kota")
STAGES = {
    "Penilaian Mandiri": "mandiri", "Penilaian Dokumen": "dokumen", "Penilaian Interviu": "interviu",
    "Penilaian Visitasi": "visitasi", "Nilai akhir": FINAL,
}  # fmt: skip
WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


@dataclass(frozen=True)
class Wrong:
    """Something false on a page: of which kind, and what is true."""

    kind: str
    why: str


@dataclass(frozen=True)
class Said:
    """A fact that a line tells, to be held against the same fact elsewhere."""

    fact: tuple[object, ...]
    value: object


@dataclass(frozen=True)
class Pass:
    """The words are not what the row is about: other rows may read them."""


@dataclass(frozen=True, eq=False)
class Context:
    """A page's filters with the calculator that knows what is true under them."""

    calc: Calculator
    address: Address
    lines: tuple[Line, ...] = ()

    @property
    def page(self) -> str:
        return self.address.page

    @cached_property
    def year(self) -> int:
        return int(self.address.get("tahun"))

    @cached_property
    def stage(self) -> str:
        return STAGES[self.address.get("tahap") or "Nilai akhir"]

    @cached_property
    def home(self) -> Region | None:
        return self.calc.by_name.get(self.address.get("daerah"))

    @cached_property
    def kind(self) -> str:
        given = self.address.get("jenis").lower()
        if given in KINDS:
            return given
        return "" if given else self.home.kind if self.home else "kabupaten"

    @cached_property
    def province(self) -> str:
        given = self.address.get("provinsi")
        if given:
            return next((r.code for r in self.calc.regions.values() if r.kind == "provinsi" and r.bare == given), "")
        return self.home.province if self.home and self.home.kind != "provinsi" else ""

    @property
    def subject(self) -> str:
        """Code of what the page speaks of: the home region, else the printed national average."""
        return self.home.code if self.home else "nasional"

    @cached_property
    def compared(self) -> list[Assessment]:
        """The assessments beside each other on *Perbandingan*, in the order of its picture."""
        listed = next((line.text for line in self.lines if re.match(r"Diagram titik [^:]+: ", line.text)), "")
        names, _, values = listed.removeprefix("Diagram titik ").partition(": ")
        indices = re.findall(r"\d,\d\d|–", values.partition(";")[0])
        found = []
        for at, name in enumerate(names.split(", ") if names else []):
            options = sorted(self.calc.by_bare.get(name, []), key=lambda place: place.kind != self.kind)
            own = [place for place in options if self.home and place.code == self.home.code]
            known = [item for place in (*own, *options)
                     if (item := self.calc.of(place.code, self.year, self.stage))]  # fmt: skip
            # A bare name can be a kabupaten's and a kota's: the index beside it tells which is meant.
            meant = [item for item in known if at < len(indices) and item.index is not None
                     and indices[at] == written(item.index)]  # fmt: skip
            found += (meant or known)[:1]
        return found

    @property
    def drawn(self) -> list[Assessment]:
        """Those of them in the radar: the first three with values of pillars."""
        return [item for item in self.compared if any(code in item.values for code in self.pillar_codes())][:3]

    @cached_property
    def own(self) -> Assessment | None:
        return self.calc.of(self.home.code, self.year, self.stage) if self.home else None

    @cached_property
    def instrument(self) -> Instrument:
        return next(i for i in self.calc.instruments.values() if i.first <= self.year <= i.last)

    @cached_property
    def first_years(self) -> dict[str, int]:
        """First year of each pillar's line under the year's instrument."""
        found = {}
        for node in [self.instrument.nodes["index"], *self.instrument.pillars]:
            years = self.line(node.code)
            if years:
                found[node.code] = min(years)
        return found

    def line(self, node: str, region: str = "") -> dict[int, Fraction]:
        """Values of a node by year under the year's instrument, up to the year."""
        code = region or self.subject
        years = self.calc.years(code, self.stage, node)
        return {
            y: v
            for y, v in years.items()
            if self.instrument.first <= y <= min(self.year, self.instrument.last)
            and (y == self.year or not self.misprinted(code, y))
        }

    def misprinted(self, region: str, year: int) -> bool:
        item = self.calc.of(region, year, self.stage)
        return item is not None and item.misprint

    @cached_property
    def newest(self) -> int:
        """Newest year with an index up to the chosen one."""
        return max(self.line("index"), default=self.year)

    def node(self, short: str) -> str:
        """Code of a node by what it is called; of several the highest in the tree."""
        if short.lower() in ("indeks", self.instrument.index_name.lower(), "index"):
            return "index"
        order = ("index", "domain", "aspect", "indicator")
        found = [node for node in self.instrument.nodes.values() if short in (node.short, node.name)]
        return min(found, key=lambda node: order.index(node.kind)).code if found else ""

    def pillar_codes(self) -> list[str]:
        return [node.code for node in self.instrument.pillars]

    def short(self, codes: object) -> str:
        if isinstance(codes, str):
            codes = [codes]
        return ", ".join(self.instrument.nodes[code].short for code in codes)  # type: ignore[attr-defined]

    def places(self, name: str) -> list[Region]:
        """Governments that a name can mean; those of the kind compared first."""
        found = self.calc.by_bare.get(name.strip(), [])
        of_kind = [region for region in found if not self.kind or region.kind == self.kind]
        return of_kind or found

    def scope(self, label: str) -> tuple[str, str] | None:
        """Kind and province that a label of a group means: ``kabupaten``, ``Sulawesi Selatan``, ``Indonesia``."""
        label = re.sub(r" \(angka \d{4} salah cetak\)$", "", label).strip()
        if label in (*KINDS, "pemerintah daerah", "daerah"):
            return ("" if label == "pemerintah daerah" else self.kind if label == "daerah" else label), ""
        found = re.fullmatch(r"(kabupaten|kota|provinsi|pemerintah daerah|daerah) di (.+)", label)
        if found:
            scope = self.scope(found[1])
            place = self.scope(found[2])
            return (scope[0], place[1]) if scope and place else None
        if label == "Indonesia":
            return self.kind, ""
        for region in self.calc.regions.values():
            if region.kind == "provinsi" and label in (region.bare, region.name):
                return self.kind, region.code
        return None


def number(text: str) -> Fraction:
    """Read a number written the Indonesian way; a small count may be a word."""
    text = text.strip()
    if text in WORDS:
        return Fraction(WORDS.index(text))
    return Fraction(text.replace("−", "-").replace("+", "").replace(".", "").replace(",", "."))


def written(value: Fraction, decimals: int = 2) -> str:
    """Write a number the Indonesian way, rounded half up."""
    scale = 10**decimals
    size = int(abs(value) * scale + Fraction(1, 2))
    sign = "−" if value < 0 and size else ""
    whole = f"{size // scale:,}".replace(",", ".")
    return f"{sign}{whole}" + (f",{size % scale:0{decimals}d}" if decimals else "")


def shows(text: str, value: Fraction) -> bool:
    """Tell whether a written number is a value as it is shown, with as many decimals as are written."""
    decimals = len(text.partition(",")[2])
    return number(text) == number(written(value, decimals))


def range_is(text: str, least: Fraction, most: Fraction) -> str:
    """Say what is wrong with a written distance between two; empty where it is right.

    A single figure is right where both ends are shown so; a range is rounded outward and as narrow as two decimals
    allow; ends are never equal, and nothing is 0,00 that is not nothing.
    """
    text = text.removesuffix(" poin").strip()
    if text == "kurang dari 0,01":
        return "" if most < CENT else f"{written(least, 4)} sampai {written(most, 4)}"
    if text.startswith("paling banyak "):
        ceiling = -(-most * 100 // 1) * CENT
        right = least < CENT and number(text.removeprefix("paling banyak ")) == ceiling
        return "" if right else f"{written(least, 4)} sampai {written(most, 4)}"
    low, _, high = text.replace(" sampai ", "–").partition("–")
    if not high:
        right = shows(low, least) and shows(low, most)
        if number(low) == 0 and most > 0:
            return f"tidak nol: {written(least, 4)} sampai {written(most, 4)}"
        return "" if right else f"{written(least, 4)} sampai {written(most, 4)}"
    if number(low) >= number(high):
        return "ujung rentang sama"
    if number(low) == 0 and least > 0:
        return f"mulai {written(least, 4)}, bukan nol"
    floor, ceiling = least * 100 // 1 * CENT, -(-most * 100 // 1) * CENT
    if (number(low), number(high)) != (floor, ceiling):
        return f"{written(least, 4)} sampai {written(most, 4)}"
    return ""


def same_way(one: Fraction, other: Fraction) -> int:
    """1 where two changes, as shown, go the same way, −1 the opposite way, 0 where one stays."""
    product = hundredths(one) * hundredths(other)
    return (product > 0) - (product < 0)

"""One grammar of tables: who, when and which stage stand anywhere, nodes down or across, levels as people write.

Each table comes with what it must give, so that a reader can be held to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from spbe_analytics.ingest import Identity
from spbe_analytics.schema import Stage
from tests.ingest.ingest_workbooks import SPBE, instrument, workbook

REGIONS: Final = {
    "73.22": "Kabupaten Luwu Utara",
    "73.13": "Kab. Wajo",
    "73.73": "Kota Palopo",
    "35.19": "KABUPATEN MADIUN",
}
YEARS: Final = (2021, 2022, 2023, 2024)
STAGES: Final = {
    "mandiri": ("Penilaian Mandiri", "Mandiri"),
    "dokumen": ("Penilaian Dokumen", "Verif"),
    "interviu": ("Penilaian Interviu", "Eks"),
    "final": ("Nilai Akhir", "Akhir"),
}
COUNT: Final = len(instrument(SPBE).indicators)
FACTS: Final = ("region", "year", "stage")

Key = tuple[str, int, str]
"""Region, year, stage."""


@dataclass
class Table:
    """One table with what it must give.

    Attributes:
        sheet: Name of the sheet.
        file: Name of the file.
        rows: The cells.
        said: What the person says beside the file.
        levels: Levels in the regulation's order, by assessment.
        stops: Whether something in it must stop the reader.
    """

    sheet: str = "Data"
    file: str = "tabel.xlsx"
    rows: list[list[Any]] = field(default_factory=list, repr=False)
    said: Identity = field(default_factory=Identity)
    levels: dict[Key, list[int]] = field(default_factory=dict, repr=False)
    stops: bool = False

    @property
    def data(self) -> bytes:
        """The workbook."""
        return workbook({self.sheet: self.rows})

    @property
    def head(self) -> list[list[Any]]:
        """The first rows and cells, to see what was drawn."""
        return [row[:8] for row in self.rows[:9]]

    @property
    def figures(self) -> dict[tuple[str, int, str, str], float]:
        """The levels by region, year, stage and node."""
        return {
            (*key, f"I{place}"): float(level)
            for key, levels in self.levels.items()
            for place, level in enumerate(levels, start=1)
        }


DECOYS: Final = (
    "Dicetak 3 Maret 2025",
    "Masamba, Januari 2025",
    "DPA Tahun Anggaran 2020",
    "Dasar: PermenPANRB Nomor 59 Tahun 2020",
    "Menurut Perpres 95 Tahun 2018",
    "RPJMD 2021-2026",
    "Sumber: Diskominfo",
    "Dokumen rahasia",
)
"""Lines above a table that name no fact of it."""

BESIDE: Final[dict[str, tuple[Any, bool]]] = {
    "Target": (5, False),
    "Target 2029": (4, False),
    "Rata-rata Nasional": (3, False),
    "Rencana": ("4,00", False),
    "Peringkat": (7, False),
    "Catatan": ("SK direviu", False),
    "Penanggung jawab": ("Bidang", False),
    "": (2, True),
    "Skor lama": (3, True),
    "Nilai Sebelum Klarifikasi": (1, True),
}
"""Headings of further columns: what stands below them, and whether that must stop the reader."""

NOTATIONS: Final[dict[str, Callable[[int], Any]]] = {
    "number": lambda level: level,
    "comma": lambda level: f"{level},00",
    "point": lambda level: f"{level}.0",
    "word": lambda level: f"Level {level}",
    "tingkat": lambda level: f"Tingkat {level}",
    "spaces": lambda level: f"  {level} ",
    "unseen": lambda level: f"{level}\N{ZERO WIDTH SPACE}",
    "star": lambda level: f"{level}*",
    "raised": lambda level: f"{level}\N{SUPERSCRIPT ONE}",
}

NODES: Final[dict[str, tuple[tuple[str, ...], Callable[[int, str], tuple[Any, ...]]]]] = {
    "number and name": (("No", "Indikator"), lambda place, name: (place, name)),
    "code and name": (("Kode", "Indikator"), lambda place, name: (f"IK-{place:02d}", name)),
    "name": (("Nama Indikator",), lambda _, name: (name,)),
    "number in the name": (("Indikator",), lambda place, name: (f"{place}. {name}",)),
    "number alone": (("No Indikator",), lambda place, _: (place,)),
}


def shown(fact: str, value: str | int, short: bool) -> str:
    """Write a fact as a heading or a cell."""
    if fact == "region":
        return REGIONS[str(value)]
    return str(value) if fact == "year" else STAGES[str(value)][int(short)]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of the grammar."""
    table = Table()
    values = _values(draw)
    keys = [(r, y, s) for r, y, s in product(values["region"], values["year"], values["stage"])]
    random = Random(draw(st.integers(0, 999)))
    table.levels = {key: [random.randint(1, 5) for _ in range(COUNT)] for key in keys}
    several = [fact for fact in FACTS if len(values[fact]) > 1]
    down = draw(st.booleans())
    across = several if down else []
    if down and several and draw(st.booleans()):
        across = several[:-1]
    head = [[""] for _ in range(draw(st.integers(0, 2)))]
    for fact in FACTS:
        if len(values[fact]) == 1:
            _place(draw, table, head, fact, values[fact][0])
    body = _nodes_down(draw, table, values, across, several) if down else _nodes_across(draw, table, values, several)
    if draw(st.booleans()):
        head.insert(draw(st.integers(0, len(head))), [draw(st.sampled_from(DECOYS))])
    if down and len(several) == len(across) and draw(st.integers(0, 3)) == 0:
        body = [list(column) for column in zip(*(_wide(body)), strict=True)]
    foot = draw(st.sampled_from([[], [[""], ["Keterangan: disusun oleh tim"]], [["Sumber: lembar kerja"]]]))
    table.rows = [*head, *body, *foot]
    return table


def _wide(rows: list[list[Any]]) -> list[list[Any]]:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _values(draw: st.DrawFn) -> dict[str, list[Any]]:
    """Draw whose figures a table has: at most two facts have several values."""
    values: dict[str, list[Any]] = {}
    for fact, choices in (("region", list(REGIONS)), ("year", list(YEARS)), ("stage", list(STAGES))):
        most = 3 if sum(len(found) > 1 for found in values.values()) < 2 else 1
        values[fact] = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=most, unique=True))
    return values


def _place(draw: st.DrawFn, table: Table, head: list[list[Any]], fact: str, value: str | int) -> None:
    """Say a fact that the whole table has in one of the places where people say it."""
    where = draw(st.sampled_from(["title", "block", "colon", "said", "file"]))
    label = {"region": "Nama Daerah", "year": "Tahun", "stage": "Tahap"}[fact]
    text = shown(fact, value, short=False)
    if where == "block":
        head.append([label, value if fact == "year" else text])
    elif where == "colon":
        head.append([f"{label}: {text}"])
    elif where == "said":
        hint = Stage(value) if fact == "stage" else value
        table.said = Identity(**{**vars(table.said), fact: hint})
    elif where == "file" and fact != "stage":
        table.file = f"{table.file.removesuffix('.xlsx')} {text}.xlsx"
    else:
        head.append(
            [{"region": f"HASIL EVALUASI SPBE PEMERINTAH {text.upper()}", "year": f"TAHUN {text}"}.get(fact, text)]
        )


def _nodes_down(
    draw: st.DrawFn, table: Table, values: dict[str, list[Any]], across: list[str], several: list[str]
) -> list[list[Any]]:
    """Write indicators as rows: some facts over the columns of levels, the others in columns of their own."""
    write = NOTATIONS[draw(st.sampled_from(list(NOTATIONS)))]
    heads, name = NODES[draw(st.sampled_from(list(NODES)))]
    inside = [fact for fact in several if fact not in across]
    labels = {"region": "Nama Daerah", "year": "Tahun", "stage": "Tahap"}
    left = [*(labels[fact] for fact in inside), *heads]
    columns = [dict(zip(across, found, strict=True)) for found in product(*(values[fact] for fact in across))]
    rows = list(_heads(draw, left, across, columns))
    numbered = draw(st.booleans()) and len(heads) == 2 and not inside
    if numbered:
        rows.append([f"({place})" for place in range(1, len(left) + len(columns) + 1)])
    beside = draw(st.sampled_from([None, *BESIDE]))
    if beside is not None:
        for row in rows:
            row.append(beside if row is rows[0] else "")
        table.stops = BESIDE[beside][1]
    more = [] if beside is None else [BESIDE[beside][0]]
    closing = draw(st.sampled_from([None, "Rata-rata", "Jumlah", "Keterangan: tengah"])) if not inside else None
    at = draw(st.sampled_from([10, COUNT]))
    names = [node.name for node in instrument(SPBE).indicators]
    page = draw(st.sampled_from([0, 20]))
    for found in product(*(values[fact] for fact in inside)):
        own = dict(zip(inside, found, strict=True))
        for place, text in enumerate(names, start=1):
            cells = [write(_level(table, values, {**own, **column}, place)) for column in columns]
            rows.append([*(shown(fact, own[fact], short=False) for fact in inside), *name(place, text), *cells, *more])
            if closing and place == at:
                rows.append(_closing(table, values, columns, closing, len(heads), place))
            if page and place == page and not inside:
                rows.append(list(rows[0]) if len(across) < 2 else [""] * len(left))
    return rows


def _closing(
    table: Table, values: dict[str, list[Any]], columns: list[dict[str, Any]], label: str, width: int, place: int
) -> list[Any]:
    """Write a row below some indicators: their mean, their sum, or words."""
    left = [*[""] * (width - 1), label]
    if label.startswith("Keterangan"):
        return left
    levels = [[_level(table, values, column, p) for p in range(1, place + 1)] for column in columns]
    sums = [sum(some) for some in levels]
    return [*left, *(sums if label == "Jumlah" else [round(total / place, 2) for total in sums])]


def _heads(draw: st.DrawFn, left: list[str], across: list[str], columns: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """Write the headings over the levels in one row, or the first fact in a row of its own above the second."""
    word = draw(st.sampled_from(["Nilai", "Tingkat Kematangan", "Nilai Tingkat Kematangan"]))
    if len(across) == 2:
        upper = [shown(across[0], column[across[0]], short=False) for column in columns]
        merged = [text if place == 0 or upper[place - 1] != text else "" for place, text in enumerate(upper)]
        yield from _two(draw, left, merged, [shown(across[1], column[across[1]], short=True) for column in columns])
    elif across:
        texts = [shown(across[0], column[across[0]], short=True) for column in columns]
        if across[0] != "region" and draw(st.booleans()):
            yield from _two(draw, left, [word, *[""] * (len(columns) - 1)], texts)
        else:
            yield [*left, *(f"{word} {text}" if across[0] == "year" else text for text in texts)]
    else:
        yield [*left, word]


def _two(draw: st.DrawFn, left: list[str], upper: list[Any], lower: list[Any]) -> Iterator[list[Any]]:
    """Write two rows of headings; what rows are about stands in the upper or the lower one."""
    blank = [""] * len(left)
    low = draw(st.booleans())
    yield [*(blank if low else left), *upper]
    yield [*(left if low else blank), *lower]


def _nodes_across(draw: st.DrawFn, table: Table, values: dict[str, list[Any]], several: list[str]) -> list[list[Any]]:
    """Write assessments as rows and indicators as columns."""
    write = NOTATIONS[draw(st.sampled_from(["number", "comma", "spaces"]))]
    labels = {"region": "Nama Instansi", "year": "Tahun", "stage": "Tahap"}
    inside = several or ["region" if draw(st.booleans()) else "year"]
    code = draw(st.sampled_from(["{}", "I{}", "Indikator {}"]))
    texts = [int(place) if code == "{}" else code.format(place) for place in range(1, COUNT + 1)]
    rows: list[list[Any]] = [[*(labels[fact] for fact in inside), *texts]]
    for found in product(*(values[fact] for fact in inside)):
        own = dict(zip(inside, found, strict=True))
        cells = [write(_level(table, values, own, place)) for place in range(1, COUNT + 1)]
        rows.append(
            [*(own["year"] if fact == "year" else shown(fact, own[fact], short=False) for fact in inside), *cells]
        )
    return rows


def _level(table: Table, values: dict[str, list[Any]], own: dict[str, Any], place: int) -> int:
    key = tuple(own.get(fact, values[fact][0]) for fact in FACTS)
    return table.levels[key][place - 1]  # type: ignore[index]


PLACES: Final = {
    "73.17": "Kabupaten Luwu",
    "73.22": "Kabupaten Luwu Utara",
    "73.24": "Kabupaten Luwu Timur",
    "73.71": "Kota Makassar",
    "73.73": "Kota Palopo",
}
DOMAINS: Final = (
    ("D1", "D2", "D3", "D4"),
    ("Domain 1", "Domain 2", "Domain 3", "Domain 4"),
    ("Kebijakan", "Tata Kelola", "Manajemen", "Layanan"),
    ("Domain Kebijakan SPBE", "Domain Tata Kelola SPBE", "Domain Manajemen SPBE", "Domain Layanan SPBE"),
)


@dataclass
class Recap:
    """A table of several governments with what it must give."""

    rows: list[list[Any]]
    figures: dict[tuple[str, int, str, str], float]
    said: Identity = field(default_factory=Identity)
    stops: bool = False

    @property
    def data(self) -> bytes:
        """The workbook."""
        return workbook({"Rekap": self.rows})


@st.composite
def recaps(draw: st.DrawFn) -> Recap:
    """Draw a table of governments: domains and index, or the index of several years or stages, in sections or not."""
    codes = draw(st.lists(st.sampled_from(list(PLACES)), min_size=2, max_size=5, unique=True))
    shape = draw(st.sampled_from(["domains", "index", "years", "index over years", "stages", "year column"]))
    year, stage = draw(st.sampled_from(YEARS)), draw(st.sampled_from(list(STAGES)))
    table = Recap([], {})
    title = [] if shape in ("years", "index over years", "year column") else [f"TAHUN {year}"]
    title += [] if shape == "stages" else [STAGES[stage][0]]
    table.rows = [[f"REKAPITULASI INDEKS SPBE {' '.join(title)}".strip()], []]
    random = Random(draw(st.integers(0, 999)))
    left, cells_of = _left(draw)
    over, columns = _over(draw, shape, year, stage)
    table.rows += list(_two(draw, left, *over)) if len(over) > 1 else [[*left, *over[0]]]
    rank = draw(st.booleans())
    if rank:
        table.rows[2].append("Peringkat")
    for place, code in enumerate(sorted(codes), start=1):
        values = [_printed(random, node) for node, *_ in columns]
        if shape == "domains":
            values[-1] = _index(values[:-1])
        own = YEARS[place % len(YEARS)] if shape == "year column" else year
        for (node, column_year, column_stage), value in zip(columns, values, strict=True):
            table.figures[code, column_year or own, column_stage or stage, node] = value
        shown_values = [own, *values] if shape == "year column" else values
        table.rows.append([*cells_of(place, code), *shown_values, *([place] if rank else [])])
    _total(draw, table, len(left), shape, len(columns))
    if draw(st.integers(0, 3)) == 0:
        table.rows[2:] = [list(column) for column in zip(*_wide(table.rows[2:]), strict=True)]
    return table


def _printed(random: Random, node: str) -> float:
    """Return a figure that the rule of the instrument can give to a node, rounded as reports do."""
    return (
        random.randint(10, 50) / 10
        if node in ("D1", "D2")
        else 3.0
        if node in ("D3", "D4")
        else random.randint(100, 500) / 100
    )


def _index(domains: list[float]) -> float:
    weights = [float(pillar.weight) for pillar in instrument(SPBE).pillars]
    return round(sum(w * v for w, v in zip(weights, domains, strict=True)) / sum(weights), 2)


def _left(draw: st.DrawFn) -> tuple[list[str], Callable[[int, str], list[Any]]]:
    """Draw the columns that say whose a row is."""
    kind = draw(st.sampled_from(["name", "number", "code", "province", "open data"]))
    if kind == "name":
        return ["Nama Instansi"], lambda _, code: [PLACES[code]]
    if kind == "number":
        return ["No", "Kabupaten/Kota"], lambda place, code: [place, PLACES[code].upper()]
    if kind == "code":
        return ["Kode Daerah", "Nama Daerah"], lambda _, code: [code, PLACES[code].partition(" ")[2]]
    if kind == "province":
        return ["Provinsi", "Nama Daerah"], lambda place, code: ["Sulawesi Selatan" if place == 1 else "", PLACES[code]]
    return ["kode_kabupaten_kota", "nama_kabupaten_kota"], lambda _, code: [code.replace(".", ""), PLACES[code].upper()]


def _over(
    draw: st.DrawFn, shape: str, year: int, stage: str
) -> tuple[list[list[Any]], list[tuple[str, int | None, str | None]]]:
    """Draw the headings over the figures: their rows, and node, year and stage of each column."""
    if shape == "domains":
        names = draw(st.sampled_from(DOMAINS))
        return [[*names, "Indeks SPBE"]], [(node, None, None) for node in ("D1", "D2", "D3", "D4", "index")]
    if shape == "years":
        return [list(YEARS)], [("index", one, None) for one in YEARS]
    if shape == "index over years":
        return [["Indeks SPBE", *[""] * 3], [f"Tahun {one}" for one in YEARS]], [("index", one, None) for one in YEARS]
    if shape == "stages":
        return [["Indeks Mandiri", "Indeks Akhir"]], [("index", None, "mandiri"), ("index", None, "final")]
    if shape == "year column":
        return [["Tahun", "Indeks"]], [("index", None, None)]
    del year, stage
    return [[draw(st.sampled_from(["Indeks", "Indeks SPBE", "Nilai", "Nilai Indeks"]))]], [("index", None, None)]


def _total(draw: st.DrawFn, table: Recap, left: int, shape: str, count: int) -> None:
    """Close the table with an average, the province's own line, or an office, which must stop the reader."""
    last = draw(st.sampled_from([None, "Rata-rata", "Sulawesi Selatan", "Dinas Kesehatan Kabupaten Luwu"]))
    if last is None:
        return
    figures = [2024, 3.1] if shape == "year column" else [3.0] * count
    table.rows.append([*[""] * (left - 1), last, *figures])
    table.stops = last.startswith("Dinas")

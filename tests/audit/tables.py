"""Holds the rows of tables against the calculator: a table is known by its headings."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tests.audit.calculator import HALF, Assessment, hundredths
from tests.audit.claims.table import PILLAR, PRED, S, V
from tests.audit.context import STAGES, Context, Said, Wrong, number, shows, written
from tests.audit.pages import Line, Page

Row = dict[str, str]
RAW = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
"""A number of a large table, which the browser writes the Indonesian way."""

PLANS = re.compile(
    r"^(?:No\. \| )?(?:Butir|Domain|Aspek) \| (?:Tingkat|Nilai domain|Nilai aspek|Kenaikan|Sekarang|Kini)\b|"
    r"^(?:Domain|Butir|Nilai) \| (?:Sebelum|Sesudah|Semula)|^Domain \| Kini|^Rencana|^Pilihan"
)
"""Tables of plans: whether a plan is possible, reaches its goal and is the cheapest is proven in a test of its own."""

OTHER = re.compile(
    r"^(?:No\.|Kode|Tahun|Tahap|Berkas|Sumber|Publikasi|Nama|Instrumen|Predikat|Waktu|Kejadian|Butir \| Nilai \| Dasar)"
)
"""Tables of levels, sources and methods, whose cells the store and the instruments have tests for."""


def tables(page: Page) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Give each table of a page as kind of line, headings and rows."""
    kind, head, rows = "", [], []
    last: Line | None = None
    for line in (*page.lines, Line("", "")):
        if line.kind in ("row", "data"):
            cells = line.text.split(" | ")
            fresh = last is None or last.kind != line.kind
            if fresh or (line.kind == "row" and len(cells) != len(head) and not _number(cells)):
                if head:
                    yield kind, head, rows
                kind, head, rows = line.kind, cells, []
            else:
                rows.append(cells)
        elif head:
            yield kind, head, rows
            head, rows = [], []
        last = line


def _number(cells: Sequence[str]) -> bool:
    return any(re.search(r"\d", cell) for cell in cells)


def check(c: Context, page: Page) -> Iterator[tuple[Wrong | Said, str]]:
    """Hold every known table of a page, each finding with the row it is in."""
    for _, head, rows in tables(page):
        title = " | ".join(head)
        for cells in rows:
            row = dict(zip(head, cells, strict=False))
            for item in _row(c, title, head, row):
                yield item, " | ".join(cells)


def understood(title: str) -> bool:
    """Tell whether somebody reads the rows below these headings."""
    return bool(
        "Daerah" in title.split(" | ")
        or title.startswith(("Selisih | ", "Ukuran | ", "Butir | Nama | Bobot | "))
        or re.match(r"^(?:Domain|Aspek) \| Bobot \(%\) \| ", title)
        or "Sudah lebih tinggi" in title
        or PLANS.search(title)
        or OTHER.search(title)
    )


def _row(c: Context, title: str, head: list[str], row: Row) -> Iterator[Wrong | Said]:
    if "Daerah" in head:
        yield from _government(c, row)
    elif title.startswith("Selisih | "):
        yield from _difference(c, row)
    elif title.startswith("Ukuran | "):
        yield from _measure(c, row)
    elif title.startswith("Butir | Nama | Bobot | "):
        yield from _contribution(c, head, row)
    elif re.match(r"^(?:Domain|Aspek) \| Bobot \(%\) \| ", title):
        yield from _pillar(c, head, row)
    elif "Sudah lebih tinggi" in title:
        yield from _ahead(c, row)
    elif PLANS.search(title):
        yield from _enough(c, row)


def _government(c: Context, row: Row) -> Iterator[Wrong | Said]:
    """A row of a ranking: rank, the rank before, index, predicate, change."""
    name = re.sub(r" \(.*\)$", "", row["Daerah"])
    places = [place for place in c.places(name) if c.calc.of(place.code, c.year, c.stage)]
    items = [item for place in places if (item := c.calc.of(place.code, c.year, c.stage)) and item.index is not None]
    if not items:
        return
    provinces = [c.province] if c.province else []
    problems: list[list[Wrong]] = []
    for item in items:
        for province in (*provinces, ""):
            problems.append(list(_government_as(c, row, item, province)))
    if all(problems):
        yield from min(problems, key=len)


def _government_as(c: Context, row: Row, item: Assessment, province: str) -> Iterator[Wrong]:
    ranks = c.calc.ranks(c.year, c.stage, c.kind, province)
    earlier = c.calc.ranks(c.year - 1, c.stage, c.kind, province)
    before, now = c.calc.common_ranks(c.year, c.stage, c.kind, province)
    code = item.region
    assert item.index is not None
    change = c.calc.change(code, "index", c.year - 1, c.year, c.stage)
    movers = "Peringkat" in row and re.match(r"naik|turun|tetap", row["Peringkat"])
    for head, cell in row.items():
        if cell in ("–", "", "None"):
            continue
        if head in ("Peringkat", str(c.year)) and cell.isdigit() and int(cell) not in (ranks.get(code), now.get(code)):
            yield Wrong("peringkat", f"{row['Daerah']} {ranks.get(code)}")
        elif head == str(c.year - 1) and cell.isdigit() and int(cell) not in (earlier.get(code), before.get(code)):
            yield Wrong("pindah peringkat", f"{row['Daerah']} {c.year - 1}: {earlier.get(code)}")
        elif head == "Predikat" and cell in PRED.split("|") and cell != item.predicate:
            yield Wrong("predikat", f"{row['Daerah']} {item.predicate}")
        elif head == "Indeks" and re.fullmatch(V, cell) and not movers and not shows(cell, item.index):
            yield Wrong("indeks", f"{row['Daerah']} {written(item.index)}")
        elif (
            (head in ("Perubahan", f"Naik dari {c.year - 1}") or (head == "Indeks" and movers))
            and re.fullmatch(S, cell)
            and (change is None or not shows(cell, change))
        ):
            yield Wrong("perubahan", f"{row['Daerah']} {written(change) if change is not None else 'tidak ada'}")
        elif head == "Peringkat" and movers and (code not in now or not _moves(cell, before[code] - now[code])):
            yield Wrong("pindah peringkat", f"{row['Daerah']} {before.get(code)} ke {now.get(code)} yang sama")
        elif head == "Nasional" and cell.isdigit() and int(cell) != c.calc.ranks(c.year, c.stage, c.kind).get(code):
            yield Wrong("peringkat", f"{row['Daerah']} nasional {c.calc.ranks(c.year, c.stage, c.kind).get(code)}")
        elif head == "Naik/turun" and re.fullmatch(r"-?\d+(?:\.0)?", cell):
            if code not in now or before[code] - now[code] != int(float(cell)):
                yield Wrong("pindah peringkat", f"{row['Daerah']} {before.get(code)} ke {now.get(code)} yang sama")
        elif head == f"Dari {c.year - 1}" and RAW.fullmatch(cell):
            if change is None or abs(change - Fraction(cell)) > HALF:
                yield Wrong("perubahan", f"{row['Daerah']} {written(change) if change is not None else 'tidak ada'}")
        elif head == "Indeks" and RAW.fullmatch(cell) and abs(item.index - Fraction(cell)) > HALF:
            yield Wrong("indeks", f"{row['Daerah']} {written(item.index)}")
        elif re.fullmatch(PILLAR, head) and RAW.fullmatch(cell):
            node = c.node(head)
            if node in item.values and abs(item.values[node] - Fraction(cell)) > HALF:
                yield Wrong("nilai domain", f"{row['Daerah']} {head} {written(item.values[node])}")
        elif re.fullmatch(PILLAR, head) and re.fullmatch(V, cell):
            node = c.node(head)
            if node in item.values and not shows(cell, item.values[node]):
                yield Wrong("nilai domain", f"{row['Daerah']} {head} {written(item.values[node])}")


def _moves(text: str, by: int) -> bool:
    word, _, count = text.replace("\N{NO-BREAK SPACE}", " ").partition(" ")
    return word == ("naik" if by > 0 else "turun" if by < 0 else "tetap") and (not count or number(count) == abs(by))


def _difference(c: Context, row: Row) -> Iterator[Wrong | Said]:
    """A row of differences: the first region minus each other."""
    node = c.node(row["Selisih"])
    own = c.own
    if own is None or node not in own.values:
        return
    for head, cell in row.items():
        if head.startswith("dari ") and re.fullmatch(S, cell):
            others = [
                item for place in c.calc.by_bare.get(head.removeprefix("dari "), [])
                if (item := c.calc.of(place.code, c.year, c.stage)) and node in item.values
            ]  # fmt: skip
            gaps = [own.values[node] - item.values[node] for item in others]
            if gaps and not any(shows(cell, gap) for gap in gaps):
                yield Wrong("selisih", f"{row['Selisih']} {head}: {', '.join(map(written, gaps))}")
        elif head.startswith("Nilai ") and re.fullmatch(V, cell) and not shows(cell, own.values[node]):
            yield Wrong("nilai domain", written(own.values[node]))


def _pillar(c: Context, head: list[str], row: Row) -> Iterator[Wrong | Said]:
    """A row of nodes beside their medians: own value, medians of kind and province, change."""
    node, own = c.node(row[head[0]]), c.own
    if own is None or node not in own.values:
        return
    if not shows(row[head[2]], own.values[node]):
        yield Wrong("nilai domain", written(own.values[node]))
    for name in head[3:]:
        cell = row[name]
        if name == "Perubahan" and re.fullmatch(S, cell):
            change = c.calc.change(own.region, node, c.year - 1, c.year, c.stage)
            if change is None or not shows(cell, change):
                yield Wrong("perubahan", f"{row[head[0]]} {written(change) if change is not None else 'tidak ada'}")
        elif name.startswith("Median ") and re.fullmatch(V, cell):
            province = "" if name == f"Median {c.kind}" else c.province
            median = c.calc.median(node, c.year, c.stage, c.kind, province)
            if median is None or not shows(cell, median[0]):
                yield Wrong("median", f"{row[head[0]]} {written(median[0]) if median else 'tidak ada'}")


def _contribution(c: Context, head: list[str], row: Row) -> Iterator[Wrong | Said]:
    """A row of a change: values before and after, and what they contribute to the index."""
    node = row["Butir"] or ("index" if row["Nama"] == c.instrument.index_name else "")
    if not node or c.home is None:
        return
    values = []
    for name in head[3:5]:
        found = re.match(r"(\d{4}), ([^(]+?)(?: \(poin\))?$", name)
        item = c.calc.of(c.home.code, int(found[1]), STAGES[found[2]]) if found else None
        if item is None or node not in item.values or "(poin)" in name:
            return
        if not shows(row[name], item.values[node]):
            yield Wrong("nilai domain", f"{name}: {written(item.values[node])}")
        values.append(item.values[node])
    weight = Fraction(1) if node == "index" else Fraction(row["Bobot"].replace(",", ".")) / 100
    by = Fraction(row["Sumbangan"].replace("−", "-").replace("+", "").replace(",", "."))
    if abs(by - weight * (values[1] - values[0])) > Fraction(1, 10_000) and node != "index":
        yield Wrong("perubahan", f"{row['Nama']} {float(weight * (values[1] - values[0])):+.4f}")


def _measure(c: Context, row: Row) -> Iterator[Wrong | Said]:
    """A row of *Menurut ukuran*: which pillars are the weakest by one measure."""
    own = c.own
    measure, weakest = row.get("Ukuran", ""), row.get("Terlemah", "")
    if own is None:
        return
    said = [c.node(name) for name in weakest.split(", ")]
    codes = [code for code in c.pillar_codes() if code in own.values]
    if not said or any(code not in codes for code in said):
        return  # aspects and indicators: their levels are exact and read by the tests of weakness
    if measure.startswith("Poin hilang"):
        true = own.costliest(codes)
    elif measure.startswith("Nilai terendah"):
        true = own.weakest(codes)
        yield Said(("terlemah", c.year), " dan ".join(sorted(c.short(code) for code in said)))
    elif measure.startswith("Terjauh di bawah median"):
        gaps = {
            code: own.values[code] - median[0]
            for code in codes
            if (median := c.calc.median(code, c.year, c.stage, c.kind))
        }
        true = tuple(code for code, gap in gaps.items() if hundredths(gap) == hundredths(min(gaps.values())))
        found = re.match(rf"({V}) di bawah", row.get("Sebab", ""))
        if found and not shows(found[1], -min(gaps.values())):
            yield Wrong("selisih", written(-min(gaps.values())))
    else:
        return
    if set(said) != set(true):
        yield Wrong("terlemah" if "Nilai" in measure else "superlatif", f"{measure}: {c.short(true)}")


def _ahead(c: Context, row: Row) -> Iterator[Wrong | Said]:
    """A row of *Siapa lebih tinggi*: who has a higher value, and who rose most."""
    own, node = c.own, c.node(row["Butir"])
    if own is None or node not in c.pillar_codes() or node not in own.values:
        return
    if re.fullmatch(V, row["Nilai"]) and not shows(row["Nilai"], own.values[node]):
        yield Wrong("nilai domain", written(own.values[node]))
    for name, value in re.findall(rf"([^;]+?) ({V})(?:;|$)", row["Sudah lebih tinggi"]):
        items = [i for p in c.places(name.strip()) if (i := c.calc.of(p.code, c.year, c.stage)) and node in i.values]
        if not any(shows(value, item.values[node]) and item.values[node] > own.values[node] for item in items):
            yield Wrong("perbandingan", f"{name.strip()} {[written(item.values[node]) for item in items]}")
    rose = next((cell for head, cell in row.items() if head.startswith("Naik terbanyak")), "")
    for name, a, b, by in re.findall(rf"([^;]+?) ({V}) → ({V}) \(({S})\)", rose):
        places = c.places(name.strip())
        right = False
        for place in places:
            change = c.calc.change(place.code, node, c.year - 1, c.year, c.stage)
            now = c.calc.of(place.code, c.year, c.stage)
            if change is not None and now is not None:
                right |= shows(by, change) and shows(b, now.values[node]) and shows(a, now.values[node] - change)
        if not right:
            yield Wrong("perubahan", f"{name.strip()} {a} → {b}")


def _enough(c: Context, row: Row) -> Iterator[Wrong | Said]:
    """A row of a plan: not called insufficient with an index that shows the threshold."""
    found = re.fullmatch(rf"({PRED}) \(tidak cukup\)", row.get("Predikat", ""))
    index = row.get("Indeks", "")
    if found and re.fullmatch(V, index) and c.own and c.own.goal:
        lower = c.own.instrument.lower(c.own.goal)
        if number(index) >= hundredths(lower) or found[1] == c.own.goal:
            yield Wrong("kata", f"{index} tidak cukup di samping ambang {written(lower)}")

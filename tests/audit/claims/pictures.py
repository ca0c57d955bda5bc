"""What the alternative texts of pictures list."""

import re
from fractions import Fraction

from tests.audit.claims.table import (
    PART,
    PILLAR,
    PRED,
    Found,
    Groups,
    S,
    V,
    Y,
    pattern,
)
from tests.audit.claims.weakest import median_gap
from tests.audit.context import Context, Said, Wrong, number, shows, written


@pattern(
    r"^Sebaran indeks (?P<of>\d[\d.]*) daerah: (?P<list>[^;.]+)(?:; (?P<name>.+?) (?P<x>\d,\d\d)\.)?", kinds="picture"
)
def _bricks(c: Context, g: Groups) -> Found:
    scope = (c.kind, c.province if c.page == "peringkat" else "")
    group = c.calc.group(c.year, c.stage, *scope)
    if number(g["of"]) != len(group):
        yield Wrong("jumlah daerah", str(len(group)))
    for name, count in re.findall(rf"({PRED}) (\d[\d.]*)", g["list"]):
        true = sum(item.predicate == name for item in group)
        if number(count) != true:
            yield Wrong("jumlah daerah", f"{name} {true}")
    if g["x"] and c.home and c.own and c.own.index is not None and not shows(g["x"], c.own.index):
        yield Wrong("indeks", written(c.own.index))


@pattern(r"^Peringkat: (?P<list>.+)\.$", kinds="picture")
def _ranking(c: Context, g: Groups) -> Found:
    """The bars of a ranking: every index, and the best first."""
    values = []
    for entry in g["list"].split("; "):
        name, _, value = entry.rpartition(" ")
        items = [i for p in c.places(name) if (i := c.calc.of(p.code, c.year, c.stage)) and i.index is not None]
        if not any(shows(value, item.index) for item in items if item.index is not None):
            yield Wrong("indeks", f"{name} {[written(item.index) for item in items if item.index is not None]}")
        values.append(number(value))
    if values != sorted(values, reverse=True):
        yield Wrong("peringkat", "urutan batang")


@pattern(
    r"^(?P<shown>\d+) dari (?P<of>\d+) (?P<what>[a-z ]+) di (?P<where>.+?)\. Garis: (?P<goal>[A-Za-z ]+)\. ",
    kinds="note",
)
def _how_many_drawn(c: Context, g: Groups) -> Found:
    """How many of a ranking are drawn; the line is the minimum target."""
    ranked = sum(not item.misprint for item in c.calc.group(c.year, c.stage, c.kind, c.province))
    if number(g["of"]) != ranked or number(g["shown"]) > ranked:
        yield Wrong("jumlah daerah", str(ranked))


@pattern(r"Batang mulai dari (?P<x>\d)\.", kinds="note")
def _bars_begin(c: Context, g: Groups) -> Found:
    if number(g["x"]) != c.instrument.lowest:
        yield Wrong("jarak dan rentang", f"skala mulai {c.instrument.lowest}")


@pattern(r"^Diagram garis: (?P<list>.+?)\.$", kinds="picture")
def _line_chart(c: Context, g: Groups) -> Found:
    for series in g["list"].split("; "):
        found = re.match(rf"(?P<name>.+?) (?P<rest>{Y} {V}.*)$", series)
        if not found:
            continue
        name, points = found["name"], re.findall(rf"({Y}) ({V})", found["rest"])
        bases: list[tuple[str, dict[int, Fraction]]] = []
        if c.home and name == c.home.bare:
            continue  # own lines of pillars have no name of their own; the headings and figures tell them
        bases += _all_references(c, name)
        for year, x in points:
            if bases and not any(shows(x, values[int(year)]) for _, values in bases if int(year) in values):
                near = [values[int(year)] for _, values in bases if int(year) in values]
                close = any(abs(value - number(x)) < Fraction(1, 50) for value in near)
                yield Wrong(
                    "median" if close else "label kelompok", f"{name} {year}: {', '.join(map(written, near[:2]))}"
                )


def _all_references(c: Context, label: str) -> list[tuple[str, dict[int, Fraction]]]:
    """Give a group's lines of the index and of the pillars, under all instruments."""
    found = []
    clean = re.sub(r" tercetak.*| \(.*|, dihitung.*", "", label)
    kind, _, rest = clean.partition(" ")
    if kind not in ("median", "rata-rata"):
        return []
    code = {"nasional": "nasional", "pemerintah daerah": "rerata-pemerintah-daerah"}.get(rest, f"rerata-{rest}")
    scope = c.scope(rest)
    for node in ("index", "D1", "D2", "D3", "D4"):
        for at in range(6):
            values = {y: p[at] for y in range(2018, 2027) if len(p := c.calc.printed_average(code, y, node)) > at}
            if kind == "rata-rata" and values:
                found.append(("tercetak", values))
        if scope:
            reader = c.calc.median if kind == "median" else c.calc.mean
            found.append(("", {y: m[0] for y in range(2018, 2027) if (m := reader(node, y, c.stage, *scope))}))
    return found


@pattern(r"^Diagram titik, (?P<own>.+?) dan (?P<ref>median .+?): (?P<list>.+?)\.$", kinds="picture")
def _dot_chart(c: Context, g: Groups) -> Found:
    scope = c.scope(g["ref"].removeprefix("median "))
    if scope is None:
        yield Wrong("label kelompok", g["ref"])
        return
    for entry in g["list"].split("; "):
        found = re.fullmatch(rf"(.+) ({V}|–) dan ({V}|–)", entry)
        if found is None or not c.node(found[1]):
            yield Wrong("angka tanpa arti", entry)
            continue
        short, own, median = found.groups()
        node = c.node(short)
        if c.own and own != "–" and not (node in c.own.values and shows(own, c.own.values[node])):
            yield Wrong("nilai domain", f"{short}: {written(c.own.values[node]) if node in c.own.values else '–'}")
        if c.home:
            yield Said(("nilai", node, c.year), own)
        true = c.calc.median(node, c.year, c.stage, *scope)
        if median != "–" and (true is None or not shows(median, true[0])):
            yield Wrong("median", f"{short}: {written(true[0]) if true else '–'}")


@pattern(r"^Diagram batang jarak ke median (?P<group>[^:]+): (?P<list>.+?)\.$", kinds="picture")
def _gap_chart(c: Context, g: Groups) -> Found:
    for short, s in re.findall(rf"({PILLAR}) ({S})", g["list"]):
        yield from median_gap(c, c.node(short), g["group"], s)


@pattern(r"^Diagram batang poin yang hilang: (?P<list>.+?)\.$", kinds="picture")
def _lost_chart(c: Context, g: Groups) -> Found:
    own = c.own
    for short, x in re.findall(rf"({PART}) ({V})(?:;|$)", g["list"]):
        node = c.node(short)
        if own and c.home and node in own.values and not shows(x, own.lost(node)):
            yield Wrong("poin hilang", f"{short} {written(own.lost(node))}")


@pattern(r"^Diagram batang perubahan: (?P<list>.+?)\.$", kinds="picture")
def _change_chart(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    for year, s in re.findall(rf"({Y}) ({S})", g["list"]):
        change = c.calc.change(c.home.code, "index", int(year) - 1, int(year), c.stage)
        if change is None or not shows(s, change):
            yield Wrong("perubahan", f"{year} {written(change) if change is not None else 'tidak ada'}")


@pattern(r"^Radar (?P<own>.+?)(?:, dibandingkan dengan .+?)?: (?P<list>.+?)\.$", kinds="picture")
def _radar(c: Context, g: Groups) -> Found:
    for short, x in re.findall(rf"({PILLAR}) (\d(?:,\d\d)?)(?:;|$)", g["list"]):
        node = c.node(short)
        if c.own and c.home and g["own"] == c.home.bare and node in c.own.values and not shows(x, c.own.values[node]):
            yield Wrong("nilai domain", f"{short} {written(c.own.values[node])}")


@pattern(rf"^Diagram air terjun dari (?P<y>{Y}), [^:]*?(?P<x>{V}) ke (?P<y2>{Y}), [^:]*?(?P<x2>{V}): (?P<list>.+?)\.$", kinds="picture")  # fmt: skip
def _waterfall(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    for year, x in ((int(g["y"]), g["x"]), (int(g["y2"]), g["x2"])):
        found = c.calc.of(c.home.code, year, c.stage)
        if found and found.index is not None and not shows(x, found.index):
            yield Wrong("indeks", f"{year} {written(found.index)}")
    for short, s in re.findall(rf"({PILLAR}) ({S})(?:;|$)", g["list"]):
        node = c.node(short)
        change = c.calc.change(c.home.code, node, int(g["y"]), int(g["y2"]), c.stage)
        if change is not None and not shows(s, change * c.instrument.nodes[node].weight / 100):
            yield Wrong("perubahan", f"{short} {written(change * c.instrument.nodes[node].weight / 100)}")

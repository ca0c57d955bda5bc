"""Governments beside each other."""

from fractions import Fraction

from tests.audit.calculator import Assessment
from tests.audit.claims.table import NAME, PILLAR, PRED, Found, Groups, V, pattern
from tests.audit.context import Context, Said, Wrong, shows, written


def assessed(c: Context, name: str) -> list[Assessment]:
    return [found for place in c.calc.by_bare.get(name, []) if (found := c.calc.of(place.code, c.year, c.stage))]


@pattern(
    rf"(?P<name>{NAME}) (?P<verb>tertinggal|unggul) (?P<x>{V}) dari (?P<other>{NAME})(?P<all> di semua domain)?"
    rf"(?:, paling jauh (?P<far>{V}) di (?P<what>{PILLAR}))?(?=$|,|;| tetapi)",
    kinds="headline", pages="perbandingan",
)  # fmt: skip
def _compare_headline(c: Context, g: Groups) -> Found:
    mine = assessed(c, g["name"])
    sign = 1 if g["verb"] == "unggul" else -1
    for own in mine:
        for other in assessed(c, g["other"]):
            if own.index is None or other.index is None or not shows(g["x"], sign * (own.index - other.index)):
                continue
            gaps = {
                code: sign * (own.values[code] - other.values[code])
                for code in c.pillar_codes()
                if code in own.values and code in other.values
            }
            if g["all"] and not (len(gaps) == len(c.pillar_codes()) and min(gaps.values()) > 0):
                yield Wrong("perbandingan", f"tidak di semua domain: {c.short([k for k, v in gaps.items() if v <= 0])}")
            if g["what"] and (
                not gaps or gaps.get(c.node(g["what"])) != max(gaps.values()) or not shows(g["far"], max(gaps.values()))
            ):
                yield Wrong("superlatif", f"terjauh {written(max(gaps.values(), default=Fraction(0)))}")
            return
    yield Wrong("selisih", "selisih indeks lain")


@pattern(rf"(?P<x>{V}) (?P<side>di atas|di bawah) (?P<other>{NAME})(?=$|,|;)", kinds="headline", pages="perbandingan")
def _compare_other(c: Context, g: Groups) -> Found:
    if c.own is None or c.own.index is None:
        return
    sign = 1 if g["side"] == "di atas" else -1
    gaps = [sign * (c.own.index - item.index) for item in assessed(c, g["other"]) if item.index is not None]
    if not any(shows(g["x"], gap) for gap in gaps):
        yield Wrong("selisih", ", ".join(map(written, gaps)))


@pattern(rf"^Indeks acuan \| (?P<x>{V}) \| (?P<name>[^|]+?) \|(?: {NAME}: (?P<p>{PRED})\.)?", kinds="figure")
def _compare_index(c: Context, g: Groups) -> Found:
    found = assessed(c, g["name"])
    if not any(item.index is not None and shows(g["x"], item.index) for item in found):
        yield Wrong("indeks", f"{g['name']}")
    if g.get("p") and not any(item.predicate == g["p"] for item in found):
        yield Wrong("predikat", found[0].predicate)
    if g.get("p") and c.home and g["name"] in (c.home.bare, c.home.name):
        yield Said(("indeks", c.year), g["x"])
        yield Said(("predikat", c.year), g["p"])


@pattern(rf"^Beda (?P<w>terlebar|tersempit) \| (?P<x>{V}) \| (?P<what>{PILLAR}) \|(?: Antara (?P<a>[^|]+?) dan (?P<b>[^|]+?)\.| Semuanya sama\.)?", kinds="figure")  # fmt: skip
def _spread_figure(c: Context, g: Groups) -> Found:
    if not g["a"]:
        return
    node = c.node(g["what"])
    pairs = [
        abs(a.values[node] - b.values[node])
        for a in assessed(c, g["a"])
        for b in assessed(c, g["b"])
        if node in a.values and node in b.values
    ]
    if not any(shows(g["x"], pair) for pair in pairs):
        yield Wrong("selisih", ", ".join(map(written, pairs)))


@pattern(r"^Selisih \| (?P<rest>.+)$", kinds="row")
def _difference_header(c: Context, g: Groups) -> Found:
    yield from ()

"""What single values, sums of levels and parts of a change say; governments beside each other."""

import re
from fractions import Fraction
from functools import partial

from tests.audit.calculator import hundredths
from tests.audit.claims.changes import moved
from tests.audit.claims.equals import parts_of
from tests.audit.claims.table import (
    COUNT,
    NAME,
    PART,
    PILLAR,
    PILLARS,
    PRED,
    Found,
    Groups,
    N,
    S,
    V,
    Y,
    names,
)
from tests.audit.claims.table import pattern as row
from tests.audit.context import Context, Said, Wrong, number, shows, written

pattern = partial(row, first=True)
EQUALS = rf"(?:(?P<what>{PILLARS})|(?P<all>[Ss]emua )?(?P<count>{COUNT}|[A-Z][a-z]+) domain)"
YEARS = rf"{Y}(?:(?:, dan |, | dan ){Y})*"


@pattern(rf"^(?P<what>{PILLAR}|Indeks SPBE|Indeks Pemdi) (?P<x>{V}) pada (?P<y>{Y}), (?:satu-satunya nilai|nilai pertama)", kinds="heading headline", pages="tren")  # fmt: skip
def _only_value(c: Context, g: Groups) -> Found:
    line = c.line(c.node(g["what"]))
    sound = {year: x for year, x in line.items() if year == c.year or not _wrong(c, year)}
    if set(sound) != {int(g["y"])} or not shows(g["x"], sound[int(g["y"])]):
        yield Wrong("superlatif", f"{sorted(sound)}")


@pattern(rf" (?P<x>{V}) pada (?P<y>{Y}), (?P<w>satu-satunya nilai|nilai pertama)", kinds="heading headline", pages="tren")  # fmt: skip
def _goes_on(c: Context, g: Groups) -> Found:
    years = c.calc.years(c.subject, c.stage, "index")
    later = [year for year in years if c.year < year <= c.instrument.last and not _wrong(c, year)]
    if bool(later) != (g["w"] == "nilai pertama"):
        yield Wrong("superlatif", f"sesudahnya: {later}")


def _wrong(c: Context, year: int) -> bool:
    item = c.calc.of(c.subject, year, c.stage)
    return item is not None and item.misprint


@pattern(rf"Jumlah tingkat ditelusuri balik dari nilai tercetak: (?P<list>[^.]+)\.(?: (?P<n>{N}) susunan cocok)?", kinds="note")  # fmt: skip
def _sums_behind(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.levels or any(n.code in own.values for n in own.instrument.of_kind("aspect")):
        return  # printed aspects and single levels leave fewer sums: tests/scoring
    if g["n"] and number(g["n"]) != len(own.combinations):
        yield Wrong("rencana", f"{len(own.combinations)} susunan")
    for name, low, high in re.findall(rf"({PART}) (\d+)(?: sampai (\d+))?(?=,| \(|\)|$)", g["list"]):
        node = c.node(name)
        if not node:
            yield Wrong("rencana", f"{name} tidak dikenal")
            continue
        leaves = {code for code, _ in own.instrument.nodes[node].leaves}
        totals = [sum(total for codes, total in item.sums if set(codes) <= leaves) for item in own.combinations]
        if (min(totals), max(totals)) != (int(low), int(high or low)):
            yield Wrong("rencana", f"{name} {min(totals)} sampai {max(totals)}")


@pattern(rf"^Rencana teringan: (?P<x>{V}(?:–{V})?) menjadi (?:sedikitnya )?(?P<to>{V}) dengan (?P<n>{COUNT}) kenaikan tingkat", kinds="heading")  # fmt: skip
@pattern(rf"^(?P<x>{V}(?:–{V})?) menjadi (?:sedikitnya )?(?P<to>{V}) \((?P<p>{PRED})\): (?P<n>{COUNT}) kenaikan pada {COUNT} (?:butir|indikator)", kinds="heading")  # fmt: skip
def _plan_heading(c: Context, g: Groups) -> Found:
    if c.own and c.own.goal and c.own.index is not None:
        if not shows(g["x"].partition("–")[0], c.own.index) and "–" not in g["x"]:
            yield Wrong("indeks", written(c.own.index))
        if number(g["to"]) < hundredths(c.own.instrument.lower(c.own.goal)):
            yield Wrong("rencana", f"{g['to']} belum {c.own.goal}")
        yield Said(("rencana", c.year, c.own.goal, "kenaikan tingkat"), number(g["n"]))


@pattern(rf"^(?P<n>{N}) indikator di bawah tingkat \d(?:, terbanyak di (?P<what>[^:]+): (?P<m>{N}))?", kinds="heading headline", pages="profil")  # fmt: skip
def _below_target(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    low = {code for code, level in own.levels.items() if level < own.instrument.target_level}
    if number(g["n"]) != len(low):
        yield Wrong("jumlah daerah", f"{len(low)} indikator")
    if g["m"]:
        counts = {node.code: sum(code in low for code, _ in node.leaves) for node in own.instrument.of_kind("aspect")}
        most = [code for code, count in counts.items() if count == max(counts.values())]
        if {c.node(name) for name in parts_of(c, g["what"])} != set(most) or number(g["m"]) != max(counts.values()):
            yield Wrong("superlatif", f"{c.short(most)}: {max(counts.values())}")


@pattern(rf"(?P<what>{PILLARS}): (?P<n>{N}) dari (?P<of>{N}) indikator yang diketahui di bawah tingkat \d", kinds="heading", pages="perbandingan")  # fmt: skip
def _known_below_target(c: Context, g: Groups) -> Found:
    if not c.compared:
        return
    first = c.compared[0]
    leaves = [code for name in names(g["what"]) for code, _ in c.instrument.nodes[c.node(name)].leaves]
    known = [first.values[code] for code in leaves if code in first.values]
    true = (sum(level < c.instrument.target_level for level in known), len(known))
    if len(c.compared) == 1 and (number(g["n"]), number(g["of"])) != true:
        yield Wrong("jumlah daerah", f"{true}")


@pattern(rf"(?P<source>.+?) menyebut (?P<what>.+?) (?P<a>{V}); di sini (?:(?P<b>{V})|tidak diketahui) \(.+\)\.$", kinds="note", pages="profil")  # fmt: skip
def _another_source(c: Context, g: Groups) -> Found:
    own, node = c.own, c.node(g["what"])
    if own is None:
        return
    printed = [value for _, value in own.figures.get(node, [])]
    used = own.values.get(node)
    if not any(shows(g["a"], value) for value in printed) or (g["b"] and (used is None or not shows(g["b"], used))):
        yield Wrong("sumber bercampur", f"dipakai {used}, tercetak {list(map(written, printed))}")


@pattern(rf"^(?P<what>Indeks SPBE|Indeks Pemdi|{PILLAR}) (?P<y>{Y}) \| (?P<x>{V}) \| tetap sejak (?P<y1>{Y})", kinds="figure", pages="tren")  # fmt: skip
@pattern(
    rf"^(?P<what>Indeks SPBE|Indeks Pemdi)(?: \([01]–5\))? \| (?P<x>{V}) \| tetap sejak (?P<y1>{Y})(?P<y>)",
    kinds="figure",
)
def _unmoved_figure(c: Context, g: Groups) -> Found:
    node, year = c.node(g["what"]), int(g["y"] or c.year)
    line = c.line(node)
    if c.home and (year not in line or not shows(g["x"], line[year])):
        yield Wrong("indeks", f"{year}")
    if c.home:
        yield from moved(c, node, int(g["y1"]), year, "tetap", "")


@pattern(rf"^Jarak ke median(?: (?P<y>{Y}))? \| (?P<s>{S}) \|(?: (?P<s2>{S}) pada (?P<y2>{Y}))?", kinds="figure", pages="tren")  # fmt: skip
def _median_gap(c: Context, g: Groups) -> Found:
    line = c.line("index") if c.home else {}
    for s, year in ((g["s"], int(g["y"] or c.newest)), (g["s2"], int(g["y2"] or 0))):
        median = c.calc.median("index", year, c.stage, c.kind) if s else None
        if s and c.home and (median is None or year not in line or not shows(s, line[year] - median[0])):
            yield Wrong("selisih", f"{year}: {written(line[year] - median[0]) if median and year in line else '–'}")


@pattern(rf"^(?:Nilai akhir|Penilaian \w+) {Y}–{Y}, (?P<n>{N}) instrumen", kinds="note", pages="tren")
def _instruments_of_line(c: Context, g: Groups) -> Found:
    years = c.calc.years(c.subject, c.stage)
    used = {i.id for i in c.calc.instruments.values() for year in years if i.first <= year <= i.last}
    if number(g["n"]) != len(used):
        yield Wrong("jumlah daerah", f"{len(used)} instrumen")


@pattern(rf"^Beda (?P<w>terlebar|tersempit) \| (?P<x>{V}) \| (?P<what>[^|:]+?)(?:: (?P<top>[^|]+) di atas (?P<low>[^|]+?))? \|", kinds="figure", pages="perbandingan")  # fmt: skip
@pattern(rf"^Jarak (?P<w>terlebar) (?P<x>{V}) di (?P<what>.+)$", kinds="heading", pages="perbandingan")
def _widest_of_all(c: Context, g: Groups) -> Found:
    spans = {}
    for code in ["index", *c.pillar_codes()]:
        values = [item.values[code] for item in c.compared if code in item.values]
        if len(values) > 1:
            spans[code] = max(values) - min(values)
    pillars = {code: span for code, span in spans.items() if code != "index"}
    if not pillars:
        return
    pick = max if g["w"] == "terlebar" else min
    ends = [pick(found.values()) for found in (spans, pillars)]
    said = {c.node(name) for name in names(g["what"])}
    true = [{k for k, v in found.items() if hundredths(v) == hundredths(end)} for found, end in zip((spans, pillars), ends, strict=True)]  # fmt: skip
    if not any(shows(g["x"], end) for end in ends) or (said not in true and not re.match(r"\d|semua|[a-z]+ domain", g["what"])):  # fmt: skip
        yield Wrong("superlatif", f"{[c.short(sorted(found)) for found in true]} {[written(end) for end in ends]}")
    for name, pick in ((g.get("top", ""), max), (g.get("low", ""), min)):
        code = next(iter(said))
        if name and pick(item.values[code] for item in c.compared if code in item.values) not in _values(c, name, code):
            yield Wrong("superlatif", f"{code}: {name}")


def _values(c: Context, name: str, code: str | None) -> list[Fraction]:
    """Every value of a node that a name can mean."""
    found = [c.calc.of(place.code, c.year, c.stage) for place in c.places(name)]
    return [item.values[code] for item in found if item is not None and code in item.values]


@pattern(rf", (?:dan |tetapi )?tertinggal paling jauh (?P<x>{V}) di (?P<what>{PILLAR}) dari (?P<other>[^;,]+)", kinds="headline", pages="perbandingan")  # fmt: skip
def _lags_farthest(c: Context, g: Groups) -> Found:
    if len(c.compared) < 2:
        return
    best = max((item for item in c.compared if item.index is not None), key=lambda item: item.index or Fraction(0))
    lags = [
        item.values[code] - best.values[code]
        for item in c.compared
        for code in c.pillar_codes()
        if code in item.values and code in best.values
    ]
    node = c.node(g["what"])
    here = [item.values[node] - best.values[node] for item in c.compared if node in item.values]
    if not shows(g["x"], max(lags)) or not shows(g["x"], max(here)):
        yield Wrong("superlatif", f"{written(max(lags))}")


def _moves_of_parts(c: Context) -> tuple[Fraction, dict[str, Fraction]] | None:
    """The change of the index to the page's year, and what each pillar contributed; the year before, or the last known."""
    line = c.line("index")
    if c.home is None or c.address.get("dari") or c.address.get("ke") or c.year not in line:
        return None
    earlier = [year for year in line if year < c.year]
    first = c.year - 1 if c.year - 1 in line else max(earlier, default=0)
    whole = c.calc.change(c.home.code, "index", first, c.year, c.stage)
    parts = {
        code: change * c.instrument.nodes[code].weight / 100
        for code in c.pillar_codes()
        if (change := c.calc.change(c.home.code, code, first, c.year, c.stage)) is not None
    }
    return None if whole is None else (whole, parts)


def _most(parts: dict[str, Fraction], sign: int) -> tuple[set[str], Fraction]:
    """Who moved farthest one way, all that show the same, and by how much."""
    there = {code: part for code, part in parts.items() if hundredths(part) * sign > 0}
    most = max((part * sign for part in there.values()), default=Fraction(0))
    return {code for code, part in there.items() if hundredths(part * sign) == hundredths(most)}, most * sign


@pattern(rf"^(?P<what>{PILLARS}|(?P<count>{N}) domain) (?:masing-masing )?menyumbang (?P<s>{S}) dari (?P<word>kenaikan|penurunan) (?P<x>{V})(?:, tetapi (?P<but>{PILLARS}|(?P<count2>{N}) domain) (?:masing-masing )?(?P<s2>{S}))?$", kinds="heading", pages="tren")  # fmt: skip
def _contributed_most(c: Context, g: Groups) -> Found:
    found = _moves_of_parts(c)
    if found is None:
        return
    whole, parts = found
    sign = 1 if g["word"] == "kenaikan" else -1
    if not shows(g["x"], abs(whole)) or hundredths(whole) * sign <= 0:
        yield Wrong("perubahan", written(whole))
    for text, count, s, way in ((g["what"], g["count"], g["s"], sign), (g["but"], g["count2"], g["s2"], -sign)):
        if not text:
            continue
        far, most = _most(parts, way)
        named = number(count) == len(far) if count else {c.node(name) for name in names(text)} == far
        if not named or not shows(s, most):
            yield Wrong("superlatif", f"{c.short(sorted(far))} {written(most)}")
    if not g["but"] and _most(parts, -sign)[0]:
        yield Wrong("superlatif", f"berlawanan: {c.short(sorted(_most(parts, -sign)[0]))}")


@pattern(rf"^Indeks tetap: (?P<up>{PILLAR}|{N} domain) menambah (?P<x>{V}) dan (?P<down>{PILLAR}|{N} domain) mengurangi (?P<y>{V}), (?P<near>hampir )?saling menutup$", kinds="heading", pages="tren")  # fmt: skip
def _cancel_each_other(c: Context, g: Groups) -> Found:
    found = _moves_of_parts(c)
    if found is None:
        return
    whole, parts = found
    if hundredths(whole):
        yield Wrong("perubahan", written(whole))
    for text, x, way in ((g["up"], g["x"], 1), (g["down"], g["y"], -1)):
        there = {code: part for code, part in parts.items() if hundredths(part) * way > 0}
        counted = re.fullmatch(rf"({N}) domain", text)
        named = number(counted[1]) == len(there) if counted else {c.node(text)} == set(there)
        if not named or not shows(x, sum(there.values(), Fraction(0)) * way):
            yield Wrong("perubahan", f"{c.short(there)} {written(sum(there.values(), Fraction(0)))}")
    if bool(g["near"]) != (g["x"] != g["y"]):
        yield Wrong("kata", "hampir")


@pattern(rf"^Indeks tetap: (?P<a>{PART}) (?P<s>{S}) dan (?P<b>{PART}) (?P<t>{S}) hampir saling menutup", kinds="heading", pages="tren")  # fmt: skip
def _cancel(c: Context, g: Groups) -> Found:
    line = c.line("index")
    before = max((year for year in line if year < c.year), default=0)
    if not before or c.address.get("dari"):
        return  # an older year is chosen, whose parts have tests of their own
    for name, s in ((g["a"], g["s"]), (g["b"], g["t"])):
        node = c.node(name)
        change = c.calc.change(c.subject, node, before, c.year, c.stage)
        if change is None or not shows(s, change * c.instrument.nodes[node].weight / 100):
            yield Wrong("perubahan", f"{name} {change}")


@pattern(rf"(?P<name>{NAME}) (?P<verb>tertinggal|unggul) (?P<x>{V}) dari (?P<other>{NAME})(?P<all> di semua domain)?, paling jauh (?P<far>{V}) di (?P<what>{PILLARS})(?:, tetapi (?P<v2>unggul|tertinggal)(?P<most> paling jauh)? (?P<x2>{V}) di (?P<w2>{PILLARS}))?(?=$|, tetapi {V} di)", kinds="headline", pages="perbandingan")  # fmt: skip
def _far_apart(c: Context, g: Groups) -> Found:
    if len(c.compared) != 2:
        first = next((item for item in c.compared), None)
        others = [item for item in c.compared[1:] if c.calc.regions[item.region].bare in (g["other"], g["other"].partition(" ")[2])]  # fmt: skip
    else:
        first, *others = c.compared
    if first is None or not others:
        return
    other, sign = others[0], 1 if g["verb"] == "unggul" else -1
    if first.index is None or other.index is None or not shows(g["x"], sign * (first.index - other.index)):
        yield Wrong("selisih", "indeks")
    gaps = {
        code: hundredths(sign * (first.values[code] - other.values[code]))
        for code in c.pillar_codes()
        if code in first.values and code in other.values
    }
    if g["all"] and not (len(gaps) == len(c.pillar_codes()) and min(gaps.values()) > 0):
        yield Wrong("perbandingan", "tidak di semua domain")
    for far, what, way in ((g["far"], g["what"], 1), (g["x2"], g["w2"], -1)):
        if not far:
            continue
        most = max(gap * way for gap in gaps.values())
        codes = {code for code, gap in gaps.items() if gap * way == most}
        if number(far) != most or {c.node(name) for name in names(what)} != codes:
            yield Wrong("superlatif", f"{c.short(sorted(codes))} {written(most)}")
    if g["w2"] and bool(g["most"]) != (len({gap for gap in gaps.values() if gap < 0}) > 1):
        yield Wrong("kata", "paling jauh")


@pattern(rf"^Kenaikan terbesar \| (?P<s>{S}) \| pada (?P<years>{YEARS}) \|", kinds="figure", pages="tren")
def _greatest_rises(c: Context, g: Groups) -> Found:
    line = c.line("index") if c.home else {}
    steps = {year: hundredths(line[year] - line[year - 1]) for year in line if year - 1 in line}
    most = [year for year, step in steps.items() if step == max(steps.values())]
    if c.home and ([int(year) for year in names(g["years"])] != most or number(g["s"]) != steps[most[0]]):
        yield Wrong("superlatif", f"{most} {steps}")


@pattern(rf"^(?P<names>.+? dan .+?) sama-sama tertinggi dari (?P<n>{N}) daerah(?: yang indeksnya diketahui)? \((?P<x>{V})\)(?:, tetapi (?P<first>{NAME}) tertinggal (?:paling jauh )?(?P<far>{V}) di (?P<what>{PILLARS})(?: dari (?P<other>{NAME}))?)?$", kinds="headline", pages="perbandingan")  # fmt: skip
def _highest_alike(c: Context, g: Groups) -> Found:
    known = [item for item in c.compared if item.index is not None]
    top = max(hundredths(item.index or Fraction(0)) for item in known)
    best = {item.region for item in known if hundredths(item.index or Fraction(0)) == top}
    said = {place.code for name in names(g["names"]) for place in c.calc.by_bare.get(name, []) if place.code in best}
    if said != best or number(g["n"]) != len(known) or number(g["x"]) != top:
        yield Wrong("superlatif", f"{sorted(best)} {written(top)}")
    if g["far"]:
        first, *others = c.compared
        lags = {
            (code, other.region): hundredths(other.values[code] - first.values[code])
            for other in others
            for code in c.pillar_codes()
            if code in other.values and code in first.values
        }
        codes = {code for (code, _), gap in lags.items() if gap == max(lags.values())}
        if number(g["far"]) != max(lags.values()) or {c.node(name) for name in names(g["what"])} != codes:
            yield Wrong("superlatif", f"{c.short(sorted(codes))} {written(max(lags.values()))}")

"""Where single levels are known: their lists, the aspect behind a weak pillar, and what other sources print."""

import re

from tests.audit.claims.ranks import band
from tests.audit.claims.table import PART, PILLARS, Found, Groups, N, S, V, Y, names, pattern
from tests.audit.context import STAGES, Context, Wrong, number, shows, written


@pattern(r"^(?P<code>[IAD]\d+(?:-\d)?) \| [^|]+ \| +\| (?P<x>\d(?:,\d+)?)$", kinds="row", pages="profil")
def _level(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or g["code"] not in own.values or not shows(g["x"], own.values[g["code"]]):
        yield Wrong(
            "nilai domain", f"{g['code']} {written(own.values[g['code']]) if own and g['code'] in own.values else '–'}"
        )


@pattern(rf"^(?P<what>{PART}) (?P<x>{V})$", kinds="text", pages="profil")
@pattern(rf"^(?P<what>{PART}) nilai (?P<x>{V})(?=, bobot)", kinds="note", pages="prioritas")
@pattern(rf"Penyebabnya (?P<what>{PART}) \((?P<x>{V})\):?", kinds="text", pages="prioritas")
def _node_value(c: Context, g: Groups) -> Found:
    own, node = c.own, c.node(g["what"])
    if own is None or node not in own.values or not shows(g["x"], own.values[node]):
        yield Wrong("nilai domain", f"{g['what']} {written(own.values[node]) if own and node in own.values else '–'}")


@pattern(rf"(?P<listed>(?:[^:]+? \(I\d+(?:-\d)?\)(?:, dan |, | dan )?)+)(?:(?P<more>{N}) lainnya )?masih tingkat (?P<x>\d)", kinds="text", pages="prioritas")  # fmt: skip
def _lowest_levels(c: Context, g: Groups) -> Found:
    own = c.own
    codes = re.findall(r"\((I\d+(?:-\d)?)\)", g["listed"])
    if own is None or any(code not in own.values or not shows(g["x"], own.values[code]) for code in codes):
        yield Wrong("nilai domain", f"tingkat {g['x']}")
        return
    aspect = own.instrument.nodes[codes[0]].parent
    counts = set()
    for node in (aspect, own.instrument.nodes[aspect].parent):  # of the aspect named before, or of the whole domain
        levels = [own.values[code] for code, _ in own.instrument.nodes[node].leaves if code in own.values]
        if levels and min(levels) == number(g["x"]):
            counts.add(levels.count(min(levels)))
    if len(codes) + number(g["more"] or "0") not in counts:
        yield Wrong("terlemah", f"{counts} indikator tingkat {g['x']}")


@pattern(rf"mencetak (?P<what>.+?) (?P<a>{V}); di sini (?P<b>{V})", kinds="note", pages="profil")
def _other_print(c: Context, g: Groups) -> Found:
    own, node = c.own, c.node(g["what"])
    if own is None or node not in own.values:
        return
    printed = [value for _, value in own.figures.get(node, [])]
    if not shows(g["b"], own.values[node]) or not any(shows(g["a"], value) for value in printed):
        yield Wrong("sumber bercampur", f"dipakai {written(own.values[node])}, tercetak {list(map(written, printed))}")


@pattern(rf"^Indeks (?P<w>naik|turun) (?P<x>{V}) dari (?P<a>[\w ]+) ke (?P<b>[\w ]+)$", kinds="heading", pages="profil")
@pattern(rf"(?P<a>Penilaian \w+) (?P<v>{V}), (?P<b>Nilai akhir|Penilaian \w+) (?P<v2>{V}) \((?P<s>{S})\)", kinds="note")
def _between_stages(c: Context, g: Groups) -> Found:
    first, last = (c.calc.of(c.subject, c.year, STAGES[g[name]]) for name in ("a", "b"))
    if first is None or last is None or first.index is None or last.index is None:
        yield Wrong("dasar perubahan", "tahap tanpa nilai")
        return
    change = last.index - first.index
    if not shows(g.get("x") or g["s"].lstrip("+−"), abs(change)) or (g.get("w") and (change > 0) != (g["w"] == "naik")):
        yield Wrong("perubahan", written(change))
    if g.get("v") and not (shows(g["v"], first.index) and shows(g["v2"], last.index)):
        yield Wrong("indeks", f"{written(first.index)}, {written(last.index)}")


@pattern(rf"Ada nilai untuk (?P<years>{Y}(?:(?:, dan |, | dan ){Y})*)", kinds="info")
def _years_known(c: Context, g: Groups) -> Found:
    said = [int(year) for year in names(g["years"])]
    true = sorted(c.calc.years(c.subject, c.stage))
    if c.home is None:
        years = {item.year for item in c.calc.assessments.values()}
        true = sorted(year for year in years if c.calc.group(year, c.stage, c.kind, c.province))
    if said != true:
        yield Wrong("keadaan kosong", f"{true}")
    elif c.year in said:
        yield Wrong("keadaan kosong", f"ada nilai {c.year}, dan halaman berkata tidak")


@pattern(rf"^(?P<what>{PILLARS}) (?:paling|sama) lemah, median (?P<x>{V})$", kinds="heading", pages="ringkasan")
def _weakest_median(c: Context, g: Groups) -> Found:
    medians = {
        code: found[0]
        for code in c.pillar_codes()
        if (found := c.calc.median(code, c.year, c.stage, c.kind, c.province))
    }
    lowest = [code for code, value in medians.items() if value == min(medians.values())]
    if [c.node(name) for name in names(g["what"])] != lowest or not shows(g["x"], min(medians.values())):
        yield Wrong("terlemah", f"{c.short(lowest)} {written(min(medians.values()))}")


@pattern(rf"paling lebar (?P<name>[^:]+): (?P<a>{N})–(?P<b>{N})", kinds="text", pages="peringkat")
def _least_sure(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    bands = {item.region: band(item, group) for item in group}
    said = (int(number(g["a"])), int(number(g["b"])))
    codes = [place.code for place in c.calc.by_bare.get(g["name"], []) if place.code in bands]
    if not any(bands[code] == said for code in codes):
        yield Wrong("peringkat", f"{[bands[code] for code in codes]}")
    elif said[1] - said[0] != max(worst - best for best, worst in bands.values()):
        yield Wrong("superlatif", f"{max(worst - best for best, worst in bands.values())} peringkat")


@pattern(rf"^(?P<name>.+?) (?P<x>{V}): sudah pada predikat tertinggi", kinds="headline", pages="simulasi")
def _at_the_top(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.index is None or not shows(g["x"], own.index):
        yield Wrong("indeks", written(own.index) if own and own.index is not None else "–")
    elif own.goal is not None:
        yield Wrong("sasaran dan predikat", f"berikutnya {own.goal}")

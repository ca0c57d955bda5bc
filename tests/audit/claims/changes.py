"""Changes between years, and which year or part changed most."""

import re
from fractions import Fraction

from tests.audit.calculator import hundredths
from tests.audit.claims.table import (
    PART,
    PILLAR,
    PILLARS,
    Found,
    Groups,
    N,
    S,
    V,
    Y,
    names,
    pattern,
)
from tests.audit.context import Context, Pass, Said, Wrong, number, same_way, shows, written


def moved(c: Context, node: str, before: int, after: int, word: str, x: str, region: str = "") -> Found:
    """Hold a change of a node between two years."""
    code = region or c.subject
    change = c.calc.change(code, node, before, after, c.stage)
    if change is None:
        yield Wrong("dasar perubahan", f"{c.short(node)}: tidak ada nilai {before} atau {after}")
        return
    shown = hundredths(change)
    true = "naik" if shown > 0 else "turun" if shown < 0 else "tetap"
    if (word and word != true) or (x and number(x) != abs(shown)):
        yield Wrong("perubahan", f"{c.short(node)} {true} {written(abs(change))} dari {before}")
    if c.home and code == c.home.code:
        yield Said(("perubahan", node, before, after), str(shown) if word or x else "")


@pattern(rf"(?P<what>{PILLAR}) (?P<dir>naik|turun|tetap)(?: (?P<x>{V}))?(?: sejak (?P<since>{Y}))?, tetapi (?P<d2>naik|turun) (?P<x2>{V}) pada (?P<y>{Y})", kinds="heading", pages="tren")  # fmt: skip
def _pillar_line(c: Context, g: Groups) -> Found:
    node = c.node(g["what"])
    line = c.line(node)
    if len(line) < 2:
        return
    yield from moved(c, node, int(g["since"] or min(line)), max(line), g["dir"], g["x"])
    yield from moved(c, node, int(g["y"]) - 1, int(g["y"]), g["d2"], g["x2"])
    if same_way(line[max(line)] - line[min(line)], line[max(line)] - line.get(max(line) - 1, line[max(line)])) != -1:
        yield Wrong("kata", "tetapi tanpa arah berlawanan")


@pattern(
    rf"(?P<dir>naik|turun|tetap)(?: {V})? dari {Y}, (?P<but>dan|tetapi) (?=(?P<rdir>naik|turun) dari peringkat)",
    kinds="headline",
)
def _and_or_but(c: Context, g: Groups) -> Found:
    """Only the word between two movements; the movements have rows of their own and are read there."""
    if (g["dir"] == g["rdir"]) != (g["but"] == "dan"):
        yield Wrong("kata", f"{g['dir']} … {g['but']} {g['rdir']}")
    yield from moved(c, "index", c.year - 1, c.year, g["dir"], "")


@pattern(rf"(?P<what>{PILLAR} )?(?P<dir>naik|turun|tetap)(?: (?P<x>{V}))?(?: pada {Y})? ?(?:dari|sejak) (?P<y>{Y})", kinds="headline heading note figure", pages="ringkasan profil tren")  # fmt: skip
def _since(c: Context, g: Groups) -> Found:
    if c.home is None and c.page != "tren":
        yield Pass()
        return
    node = c.node(g["what"].strip()) if g["what"] else "index"
    line, since = c.line(node), int(g["y"])
    newest = max(line, default=c.year) if c.page == "tren" else c.year
    later = [year for year in c.calc.years(c.subject, c.stage, node) if newest < year <= c.instrument.last]
    found = list(moved(c, node, since, newest, g["dir"], g["x"]))
    if later and any(isinstance(item, Wrong) for item in found) and not any(
        isinstance(item, Wrong) for item in moved(c, node, since, max(later), g["dir"], g["x"])
    ):  # fmt: skip
        yield Wrong("tahun tanpa nama", f"{c.short(node)} sampai {max(later)} pada halaman {c.year}")
        return
    yield from found


@pattern(rf"tetapi (?P<what>{PILLARS}) (?P<dir>naik|turun) (?P<x>{V})(?! sejak)", kinds="headline", pages="ringkasan profil")  # fmt: skip
def _against(c: Context, g: Groups) -> Found:
    """What moved farthest the other way, all equals."""
    if c.home is None:
        return
    sign = 1 if g["dir"] == "naik" else -1
    moves = {
        code: hundredths(change) * sign
        for code in c.pillar_codes()
        if (change := c.calc.change(c.home.code, code, c.year - 1, c.year, c.stage)) is not None
    }
    most = max(moves.values())
    far = {code for code, move in moves.items() if move == most}
    if {c.node(name) for name in names(g["what"])} != far or number(g["x"]) != most:
        yield Wrong("superlatif", f"{c.short(sorted(far))} {written(most * sign)}")


@pattern(rf"hanya (?P<what>{PILLAR}) (?P<dir>turun|naik)|satu-satunya yang turun \((?P<s>{S}) dari (?P<y>{Y})\)")
def _only(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    changes = {
        code: change
        for code in c.pillar_codes()
        if (change := c.calc.change(c.home.code, code, c.year - 1, c.year, c.stage)) is not None
    }
    falls = [code for code, change in changes.items() if hundredths(change) * (1 if g["dir"] == "naik" else -1) > 0]
    if len(falls) != 1 or (g["what"] and falls != [c.node(g["what"])]):
        yield Wrong("superlatif", f"turun: {c.short(falls)}")
    elif len(changes) < len(c.pillar_codes()):
        yield Wrong("superlatif", f"perubahan diketahui hanya untuk {c.short(changes)}")
    elif g["s"] and not shows(g["s"], changes[falls[0]]):
        yield Wrong("perubahan", written(changes[falls[0]]))


@pattern(r"semua domain ikut (?P<dir>naik|turun)", kinds="headline", pages="tren")
def _all_along(c: Context, g: Groups) -> Found:
    index = c.line("index")
    if len(index) < 2:
        yield Wrong("superlatif", "baru satu nilai")
        return
    for code in c.pillar_codes():
        line = c.line(code)
        if set(line) < set(index):
            yield Wrong("superlatif", f"{c.short(code)} hanya diketahui untuk {sorted(line)}, indeks {sorted(index)}")
        elif (hundredths(line[max(index)] - line[min(index)]) > 0) != (g["dir"] == "naik"):
            yield Wrong("perubahan", f"{c.short(code)} tidak {g['dir']}")


@pattern(rf"tetapi (?P<what>{PILLARS}) tetap$", kinds="headline", pages="tren")
def _stuck(c: Context, g: Groups) -> Found:
    index = c.line("index")
    for name in names(g["what"]):
        line = c.line(c.node(name))
        if len(line) < 2 or hundredths(line[max(line)] - line[min(line)]):
            yield Wrong("perubahan", f"{name} tidak tetap")
        elif set(line) < set(index):
            yield Wrong("dasar perubahan", f"{name} hanya diketahui untuk {sorted(line)}, indeks {sorted(index)}")


@pattern(rf"tetapi (?P<dir>naik|turun) (?P<x>{V}) pada (?P<y>{Y})|^(?P<dir2>Naik|Turun|Tetap)(?: (?P<x2>{V}))? pada (?P<y2>{Y})$", kinds="headline heading", pages="tren")  # fmt: skip
def _in_year(c: Context, g: Groups) -> Found:
    year = int(g["y"] or g["y2"])
    if c.home:
        yield from moved(c, "index", year - 1, year, (g["dir"] or g["dir2"]).lower(), g["x"] or g["x2"])


@pattern(
    rf"^Hanya (?P<fall>{Y}) yang turun$|^Turun pada (?P<falls>{Y}(?:(?:, dan |, | dan ){Y})*)$|^Kenaikan (?P<least>{Y}) "
    rf"paling kecil$|^Tidak naik lagi pada (?P<none>{Y})$|^Naik terbanyak pada (?P<most>{Y}(?:(?:, dan |, | dan ){Y})*)$",
    kinds="heading", pages="tren",
)  # fmt: skip
def _which_years(c: Context, g: Groups) -> Found:
    line = c.line("index")
    steps = {year: hundredths(line[year] - line[year - 1]) for year in line if year - 1 in line}
    falls = [year for year, step in steps.items() if step < 0]
    said = [int(year) for year in re.findall(Y, g["fall"] or g["falls"] or g["least"] or g["none"] or g["most"])]
    if g["fall"] or g["falls"]:
        true = falls
    elif g["least"]:
        true = [year for year, step in steps.items() if step == min(steps.values())]
    elif g["none"]:
        true = [max(steps)] if steps and not steps[max(steps)] else []
    else:
        true = [year for year, step in steps.items() if step == max(steps.values())]
    if said != true:
        yield Wrong("superlatif", f"{true}")


@pattern(rf"^Sejak (?P<y>{Y}) \| (?:(?P<s>{S})|–) \| (?P<n>{N}) nilai", kinds="figure", pages="tren")
def _since_figure(c: Context, g: Groups) -> Found:
    line = c.line("index")
    if c.home is None or not line:
        return
    if int(g["y"]) != min(line) or number(g["n"]) != len(line):
        yield Wrong("jumlah daerah", f"{len(line)} nilai sejak {min(line)}")
    if g["s"] and not shows(g["s"], line[max(line)] - line[min(line)]):
        yield Wrong("perubahan", written(line[max(line)] - line[min(line)]))


@pattern(rf"^(?P<what>Indeks SPBE|Indeks Pemdi|{PILLAR}) (?P<y>{Y}) \| (?P<x>{V}) \| (?:(?P<d>{V}) dari (?P<y1>{Y})|tidak ada nilai (?P<none>{Y})|(?P<wrong>{Y}) salah cetak)", kinds="figure", pages="tren")  # fmt: skip
def _newest_figure(c: Context, g: Groups) -> Found:
    node = c.node(g["what"])
    line = c.line(node) if c.home else {}
    if not c.home:
        return
    year = int(g["y"])
    if year not in line or not shows(g["x"], line[year]):
        yield Wrong("indeks", f"{written(line[year]) if year in line else 'tidak ada'}")
    yield Said((node if node != "index" else "indeks", year), g["x"])
    if g["d"]:
        yield from moved(c, node, int(g["y1"]), year, "", g["d"])
    if g["wrong"] and not c.misprinted(c.subject, int(g["wrong"])):
        yield Wrong("salah cetak", "angka ini tidak salah cetak")


@pattern(rf"^Kenaikan terbesar \| (?:(?P<s>{S}) \| (?P<a>{Y}) ke (?P<b>{Y})|–)", kinds="figure", pages="tren")
def _greatest_rise(c: Context, g: Groups) -> Found:
    line = c.line("index")
    steps = {year: line[year] - line[year - 1] for year in line if year - 1 in line} if c.home else {}
    rises = {year: step for year, step in steps.items() if hundredths(step) > 0}
    if c.home and not g["s"] and rises:
        yield Wrong("superlatif", f"{rises}")
    elif c.home and g["s"]:
        most = max(rises.values(), default=Fraction(0))
        if not shows(g["s"], most) or rises.get(int(g["b"])) != most:
            yield Wrong("superlatif", written(most))


@pattern(rf"(?P<what>{PILLAR}|{PART}) menyumbang (?P<s>{S}) dari (?P<word>kenaikan|penurunan) (?P<x>{V})(?:, tetapi (?P<but>{PART}) (?P<s2>{S}))?", kinds="heading", pages="tren")  # fmt: skip
def _contributed(c: Context, g: Groups) -> Found:
    node, sides = c.node(g["what"]), c.address.get("dari") or c.address.get("ke")
    if c.home is None or sides or not node or c.instrument.nodes[node].kind != "domain":
        return
    line = c.line("index")
    before = [year for year in line if year < c.year]
    first = c.year - 1 if c.year - 1 in line else max(before, default=0)
    whole = c.calc.change(c.home.code, "index", first, c.year, c.stage)
    parts = {
        code: change * c.instrument.nodes[code].weight / 100
        for code in c.pillar_codes()
        if (change := c.calc.change(c.home.code, code, first, c.year, c.stage)) is not None
    }
    if whole is None or node not in parts:
        return
    if not shows(g["s"], parts[node]) or not shows(g["x"], abs(whole)):
        yield Wrong("perubahan", f"{written(parts[node])} dari {written(whole)}")
    elif max(part * (1 if whole > 0 else -1) for part in parts.values()) != abs(parts[node]):
        yield Wrong("superlatif", "bukan penyumbang terbesar")
    if g["s2"] and (other := c.node(g["but"])) in parts and not shows(g["s2"], parts[other]):
        yield Wrong("perubahan", written(parts[other]))


@pattern(rf"^(?P<what>{PILLAR}) (?P<x>{V}), baru satu tahun$", kinds="heading", pages="tren")
def _first_year(c: Context, g: Groups) -> Found:
    line = c.line(c.node(g["what"]))
    if len(line) != 1 or not shows(g["x"], next(iter(line.values()))):
        yield Wrong("tahun tanpa nama" if not line else "nilai domain", f"{g['what']} {sorted(line)}")

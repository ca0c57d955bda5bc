"""Which pillar is the lowest, costs most points, or lies farthest below the median."""

import re
from fractions import Fraction

from tests.audit.calculator import hundredths
from tests.audit.claims.table import (
    COUNT,
    GROUP,
    PART,
    PILLAR,
    PILLARS,
    Found,
    Groups,
    N,
    S,
    V,
    X,
    names,
    pattern,
)
from tests.audit.context import Context, Said, Wrong, number, shows, written


def _is_weakest(c: Context, said: list[str], x: str, *, every: bool = True, kind: str = "domain") -> Found:
    own = c.own
    if own is None:
        return
    codes = c.pillar_codes() if kind == "domain" else [node.code for node in own.instrument.of_kind(kind)]
    true = own.weakest(codes)
    found = tuple(c.node(name) for name in said)
    if not true:
        yield Wrong("terlemah", "tidak ada nilai")
    elif set(found) != set(true) and (every or not set(found) <= set(true)):
        yield Wrong("terlemah", f"{c.short(true)} {written(own.values[true[0]])}")
    elif len(true) > 1 and every and list(found) != list(true):
        yield Wrong("terlemah", "urutan peraturan")
    if true and x and not shows(x, own.values[true[0]]):
        yield Wrong("terlemah", written(own.values[true[0]]))
    yield Said(("terlemah", c.year), " dan ".join(sorted(c.short(code) for code in found)))


@pattern(rf"(?P<what>{PILLARS}) (?:paling lemah|sama lemah), (?P<x>{V})", kinds="headline heading text")
@pattern(rf"^Domain terlemah: (?P<what>{PILLARS}), (?P<x>{V})$", kinds="heading")
def _weakest_named(c: Context, g: Groups) -> Found:
    if c.home:
        yield from _is_weakest(c, names(g["what"]), g["x"])


@pattern(rf"(?P<n>{COUNT}) domain sama (?:lemah|rendah)(?:, (?P<x>{V}))?")
def _weakest_counted(c: Context, g: Groups) -> Found:
    if c.own:
        true = c.own.weakest(c.pillar_codes())
        if len(true) != number(g["n"].lower()) or (g["x"] and not shows(g["x"], c.own.values[true[0]])):
            yield Wrong("terlemah", f"{c.short(true)}")


@pattern(rf"^Domain terlemah \| (?P<what>{PILLARS}) \| (?P<x>{V})(?:; (?P<s>{S}) dari median (?P<group>[^|]+?))? \|", kinds="figure")  # fmt: skip
def _weakest_figure(c: Context, g: Groups) -> Found:
    yield from _is_weakest(c, names(g["what"]), g["x"])
    if g["s"]:
        for name in names(g["what"])[:1]:
            yield from median_gap(c, c.node(name), g["group"], g["s"])


@pattern(rf"(?P<lead>(?:sekaligus )?domain bernilai terendah) (?:(?P<what>{PILLARS}) )?\((?P<x>{V})\)", kinds="text", pages="profil")  # fmt: skip
def _lowest_line(c: Context, g: Groups) -> Found:
    if g["what"]:
        yield from _is_weakest(c, names(g["what"]), g["x"])
    elif c.own:
        true = c.own.weakest(c.pillar_codes())
        if not shows(g["x"], c.own.values[true[0]]):
            yield Wrong("terlemah", written(c.own.values[true[0]]))
        if len(true) > 1:
            yield Wrong("terlemah", f"{c.short(true)} sama lemah")


@pattern(rf"Nilai terendah dari (?P<n>{COUNT}) domain(?:, sama rendah dengan (?P<equals>{PILLARS}))?", kinds="text")
def _lowest_of(c: Context, g: Groups) -> Found:
    if c.own is None:
        return
    known = [code for code in c.pillar_codes() if code in c.own.values]
    if number(g["n"]) != len(known):
        yield Wrong("terlemah", f"{len(known)} domain")
    true = c.own.weakest(known)
    if len(true) != 1 + len(names(g["equals"])):
        yield Wrong("terlemah", c.short(true))


@pattern(rf"Yang paling menahan: (?P<what>{PART}), (?P<x>{V}) poin hilang", kinds="text")
@pattern(rf"^(?:Domain: )?(?P<what>{PART}) menahan indeks paling banyak$", kinds="heading")
@pattern(rf"^(?:Aspek: )(?P<what>{PART}) menahan indeks paling banyak$", kinds="heading")
@pattern(rf"(?P<what>{PART}) menahan indeks paling banyak; rencana", kinds="headline")
def _costliest(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    aspects = [node.code for node in own.instrument.of_kind("aspect") if node.code in own.values]
    pillars = [code for code in c.pillar_codes() if code in own.values]
    said = {c.node(name) for name in names(g["what"])}
    sets = [codes for codes in (aspects, pillars) if codes]
    true = [set(own.costliest(codes)) for codes in sets]
    if said and not any(said <= found for found in true):
        yield Wrong("poin hilang", " atau ".join(c.short(sorted(found)) for found in true))
    if g.get("x") and not any(shows(g["x"], own.lost(code)) for code in said if code in own.values):
        yield Wrong("poin hilang", ", ".join(written(own.lost(code)) for code in said if code in own.values))


@pattern(rf"^(?P<what>{PILLARS}) kehilangan (?P<x>{V}) poin (?:dan nilainya (?P<low>terendah)|karena bobotnya (?P<w>{X})%)", kinds="heading")  # fmt: skip
def _loses(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    code = c.node(g["what"])
    if code not in own.costliest(c.pillar_codes()) or not shows(g["x"], own.lost(code)):
        yield Wrong("poin hilang", written(own.lost(code)))
    if g["low"] and own.weakest(c.pillar_codes()) != (code,):
        yield Wrong("terlemah", c.short(own.weakest(c.pillar_codes())))


@pattern(rf"^Poin yang hilang \| (?P<x>{V}) \|(?: sampai indeks (?P<top>{V}))?", kinds="figure")
@pattern(rf"masih (?P<x>{V}) poin sampai indeks (?P<top>{V}), terbanyak di (?P<what>{PART})$", kinds="headline")
def _lost_figure(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.index is None:
        return
    if not shows(g["x"], own.instrument.highest - own.index):
        yield Wrong("poin hilang", written(own.instrument.highest - own.index))
    if g.get("what"):
        yield from _costliest(c, Groups(what=g["what"]))


@pattern(
    rf"jumlahnya (?P<x>{V})(?P<near>, dibulatkan)?|jumlah yang diketahui (?P<x2>{V})", kinds="note", pages="prioritas"
)
def _lost_sum(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    sums = [
        sum((own.lost(code) for code in codes), Fraction(0))
        for codes in ([n.code for n in own.instrument.of_kind("aspect") if n.code in own.values],
                      [code for code in c.pillar_codes() if code in own.values])
        if codes
    ]  # fmt: skip
    if sums and not any(shows(g["x"] or g["x2"], total) for total in sums):
        yield Wrong("poin hilang", written(sums[-1]))


def median_gap(c: Context, node: str, group: str, s: str, *, region: str = "") -> Found:
    scope = c.scope(re.sub(r"^\d[\d.]* ", "", group))
    own = c.own
    if own is None or node not in own.values:
        return
    if scope is None:
        yield Wrong("label kelompok", f"kelompok tidak dikenal: {group}")
        return
    median = c.calc.median(node, c.year, c.stage, *scope)
    if median is None:
        yield Wrong("label kelompok", f"tidak ada median {group}")
        return
    if not c.calc.quorum(median[1], *scope):
        yield Wrong("kuorum", f"median {group} dari {median[1]}")
    gap = own.values[node] - median[0]
    if not shows(s, gap):
        yield Wrong("selisih", f"{c.short(node)} {written(gap)} dari median {group}")
    yield Said(("median", node, c.year, scope), written(gap))


@pattern(rf"(?P<what>{PILLARS}) tertinggal (?P<x>{V}) dari median (?P<group>[^;:]+)", kinds="heading")
@pattern(rf"^(?P<what>{PILLARS}) (?P<x>{V}) di bawah median (?P<group>[^;:]+)$", kinds="heading")
def _farthest_behind(c: Context, g: Groups) -> Found:
    own, scope = c.own, c.scope(g["group"])
    if c.home is None and c.province:
        return
    if own is None:
        return
    if scope is None:
        yield Wrong("label kelompok", f"kelompok tidak dikenal: {g['group']}")
        return
    gaps = {
        code: own.values[code] - median[0]
        for code in c.pillar_codes()
        if code in own.values and (median := c.calc.median(code, c.year, c.stage, *scope))
    }
    said = {c.node(name) for name in names(g["what"])}
    shown = {code: hundredths(gap) for code, gap in gaps.items()}
    exact = {code for code, gap in gaps.items() if gap == min(gaps.values())}
    equal = {code for code, gap in shown.items() if gap == min(shown.values())}
    if said not in (exact, equal):
        yield Wrong("tertinggal dari median", c.short(sorted(exact)))
    if gaps and not shows(g["x"], -min(gaps.values())):
        yield Wrong("selisih", written(-min(gaps.values())))


@pattern(
    rf"(?P<all>Semua domain) di atas median (?P<g1>[^;:]+)|Hanya (?P<only>{PILLAR}) di atas median (?P<g2>[^;:]+)|"
    rf"(?P<none>Tidak ada (?:domain|yang)) di bawah median (?P<g3>[^;:]+)|(?P<below>{PILLARS}) di bawah median (?P<g4>[^;:]+)",
    kinds="heading",
)  # fmt: skip
def _sides(c: Context, g: Groups) -> Found:
    own, scope = c.own, c.scope(g["g1"] or g["g2"] or g["g3"] or g["g4"])
    if own is None or c.home is None:
        return
    if scope is None:
        yield Wrong("label kelompok", "kelompok tidak dikenal")
        return
    gaps = {
        code: own.values[code] - median[0]
        for code in c.pillar_codes()
        if code in own.values and (median := c.calc.median(code, c.year, c.stage, *scope))
    }
    above = [code for code, gap in gaps.items() if gap > 0]
    below = [code for code, gap in gaps.items() if gap < 0]
    right = (
        len(above) == len(c.pillar_codes()) if g["all"]
        else above == [c.node(g["only"])] if g["only"]
        else not below if g["none"]
        else {c.node(name) for name in names(g["below"])} == set(below)
    )  # fmt: skip
    if not right:
        yield Wrong("perbandingan", f"di bawah: {c.short(below)}; di atas: {c.short(above)}")


@pattern(
    rf"(?:, (?P<x>{V}) di bawah median|, tetapi masih (?P<up>{V}) di atas median|, (?P<at>(?:tepat )?pada) median) "
    rf"(?P<group>{GROUP}[^(,.:]*?)(?: \((?P<m>{V})\))?(?:, peringkat (?P<n>{N}) dari (?P<of>{N}))?(?=[.:])",
    kinds="text", pages="prioritas",
)  # fmt: skip
def _weakest_text(c: Context, g: Groups) -> Found:
    own, scope = c.own, c.scope(g["group"])
    if own is None or scope is None:
        return
    candidates = own.weakest(c.pillar_codes())
    problems: list[list[Wrong]] = []
    for code in candidates:
        wrong = []
        median = c.calc.median(code, c.year, c.stage, *scope)
        if median is None:
            continue
        gap = own.values[code] - median[0]
        if (
            (g["x"] and not shows(g["x"], -gap))
            or (g["up"] and not shows(g["up"], gap))
            or (g["at"] and hundredths(gap))
        ):
            wrong.append(Wrong("selisih", f"{c.short(code)} {written(gap)}"))
        if g["m"] and not shows(g["m"], median[0]):
            wrong.append(Wrong("median", written(median[0])))
        if g["n"]:
            group = [item for item in c.calc.group(c.year, c.stage, *scope) if code in item.values]
            rank = 1 + sum(item.comparable(code) > own.comparable(code) for item in group if not item.misprint)
            if rank != number(g["n"]):
                wrong.append(Wrong("peringkat", f"{c.short(code)} peringkat {rank}"))
        problems.append(wrong)
    if problems and all(problems):
        yield from problems[0]


@pattern(rf"(?P<what>{PILLARS}) bernilai terendah di (?P<n>{N}) dari (?P<of>{N}) (?P<rows>[^;|]+?)(?:; poin terbanyak hilang di (?P<cost>{PILLAR}))?$", kinds="headline heading", pages="prioritas")  # fmt: skip
def _weak_where(c: Context, g: Groups) -> Found:
    rows = g["rows"]
    if rows.startswith("provinsi, median"):
        yield from _weak_provinces(c, g)
        return
    if rows.startswith("daerah di "):
        scope: tuple[str, str] | None = ("", (c.scope(rows.removeprefix("daerah di ")) or ("", ""))[1])
    else:
        scope = c.scope(rows) or (("provinsi", "") if rows == "provinsi" else None)
    if scope is None:
        yield Wrong("label kelompok", f"kelompok tidak dikenal: {rows}")
        return
    group = [
        item
        for item in c.calc.group(c.year, c.stage, *scope)
        if not item.misprint and any(code in item.values for code in c.pillar_codes())
    ]
    counts = {code: sum(code in item.weakest(c.pillar_codes()) for item in group) for code in c.pillar_codes()}
    most = max(counts.values(), default=0)
    true = [code for code, count in counts.items() if count == most]
    if [c.node(name) for name in names(g["what"])] != true or number(g["n"]) != most or number(g["of"]) != len(group):
        yield Wrong("terlemah", f"{c.short(true)} di {most} dari {len(group)}")
    if g["cost"]:
        lost = {
            code: sum((item.lost(code) for item in group if code in item.values), Fraction(0))
            for code in c.pillar_codes()
        }
        if lost[c.node(g["cost"])] != max(lost.values()):
            yield Wrong("poin hilang", "bukan terbanyak")


def _weak_provinces(c: Context, g: Groups) -> Found:
    rows = []
    for region in c.calc.regions.values():
        if region.kind != "provinsi":
            continue
        group = c.calc.group(c.year, c.stage, c.kind, region.code)
        right = [item for item in group if not item.misprint]
        if not c.calc.quorum(len(right), c.kind, region.code):
            continue
        medians = {code: median[0] for code in c.pillar_codes()
                   if (median := c.calc.median(code, c.year, c.stage, c.kind, region.code))}  # fmt: skip
        if medians:
            rows.append({code for code, value in medians.items() if value == min(medians.values())})
    counts = {code: sum(code in row for row in rows) for code in c.pillar_codes()}
    most = max(counts.values(), default=0)
    true = [code for code, count in counts.items() if count == most]
    if [c.node(name) for name in names(g["what"])] != true or number(g["n"]) != most or number(g["of"]) != len(rows):
        yield Wrong("terlemah", f"{c.short(true)} di {most} dari {len(rows)}")

"""All equals of what is weakest, costs most points, or lies farthest below the median."""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import partial

from tests.audit.calculator import Assessment, hundredths
from tests.audit.claims.table import (
    COUNT,
    GROUP,
    PART,
    PILLAR,
    PILLARS,
    Found,
    Groups,
    N,
    V,
    Y,
    names,
)
from tests.audit.claims.table import pattern as row
from tests.audit.claims.weakest import _is_weakest
from tests.audit.context import Context, Said, Wrong, number, shows, written

pattern = partial(row, first=True)
EQUALS = rf"(?:(?P<what>{PILLARS})|(?P<all>[Ss]emua )?(?P<count>{COUNT}|[A-Z][a-z]+) domain)"
YEARS = rf"{Y}(?:(?:, dan |, | dan ){Y})*"


def _gaps(c: Context, own: Assessment, scope: tuple[str, str]) -> dict[str, Fraction]:
    """Each known pillar's value less the median of a group."""
    return {
        code: own.values[code] - median[0]
        for code in c.pillar_codes()
        if code in own.values and (median := c.calc.median(code, c.year, c.stage, *scope))
    }


def counted(text: str) -> Fraction:
    return number(text.lower())


def _lowest(c: Context, g: Groups, x: str) -> Found:
    """Hold all equals of the lowest value, named or counted."""
    own = c.own
    if own is None:
        return
    if g["what"]:
        yield from _is_weakest(c, names(g["what"]), x)
        return
    true = own.weakest(c.pillar_codes())
    if not true or counted(g["count"]) != len(true) or (x and not shows(x, own.values[true[0]])):
        yield Wrong("terlemah", f"{c.short(true)} {written(own.values[true[0]]) if true else ''}")
    if g["all"] and len(true) != len([code for code in c.pillar_codes() if code in own.values]):
        yield Wrong("terlemah", f"bukan semua: {c.short(true)}")
    yield Said(("terlemah", c.year), " dan ".join(sorted(c.short(code) for code in true)))


@pattern(rf"{EQUALS} (?:sama lemah|sama|paling lemah)(?: dari (?P<of>{COUNT}) domain yang diketahui)?,? \(?(?P<x>{V})\)?", kinds="headline heading text", pages="profil prioritas ringkasan")  # fmt: skip
@pattern(
    rf"domain terlemah (?P<what>{PILLAR}) \((?P<x>{V})\)(?P<all>)(?P<count>)(?P<of>)", kinds="text", pages="profil"
)
def _weakest_equals(c: Context, g: Groups) -> Found:
    if c.home:
        yield from _lowest(c, g, g["x"])


@pattern(rf"^Domain terlemah \| {EQUALS} \| (?:sama lemah|sama), (?P<x>{V}) \|", kinds="figure", pages="profil")
def _weakest_equals_figure(c: Context, g: Groups) -> Found:
    yield from _lowest(c, g, g["x"])


@pattern(rf"^{EQUALS} bernilai terendah dari (?P<n>{COUNT}) domain", kinds="text", pages="prioritas")
@pattern(rf"^Nilai (?P<count>{COUNT}) domain sama(?P<what>)(?P<all>)(?P<n>)", kinds="text", pages="prioritas")
def _weakest_sentence(c: Context, g: Groups) -> Found:
    yield from _lowest(c, g, "")
    known = [code for code in c.pillar_codes() if c.own and code in c.own.values]
    if g["n"] and counted(g["n"]) != len(known):
        yield Wrong("terlemah", f"{len(known)} domain")


@pattern(rf"^Paling menahan indeks: (?:(?P<what>{PART}(?:(?:, dan |, | dan ){PART})*)|(?P<count>{COUNT}) (?P<kind>domain|aspek)), (?:masing-masing )?(?P<x>{V}) poin hilang(?:, (?P<also>sekaligus domain terlemah) \((?P<low>{V})\))?", kinds="text", pages="profil")  # fmt: skip
def _holds_back(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    aspects = [node.code for node in own.instrument.of_kind("aspect") if node.code in own.values]
    codes = aspects or [code for code in c.pillar_codes() if code in own.values]
    true = own.costliest(codes)
    said = tuple(c.node(name) for name in parts_of(c, g["what"]))
    if (g["what"] and set(said) != set(true)) or (g["count"] and counted(g["count"]) != len(true)):
        yield Wrong("poin hilang", c.short(true))
    if true and not shows(g["x"], own.lost(true[0])):
        yield Wrong("poin hilang", written(own.lost(true[0])))
    if g["also"]:
        yield from _is_weakest(c, [own.instrument.nodes[code].short for code in true], g["low"])


def parts_of(c: Context, text: str) -> list[str]:
    """Split names of nodes, some of which have an *dan* of their own."""
    shorts = sorted((node.short for node in c.instrument.nodes.values()), key=len, reverse=True)
    found = []
    while text:
        name = next((short for short in shorts if text.startswith(short)), "")
        if not name:
            return names(text)
        found.append(name)
        text = re.sub(r"^(?:, dan |, | dan )", "", text[len(name) :])
    return found


@pattern(rf"{EQUALS} (?:sama-sama )?paling tertinggal(?:: (?P<x>{V}) di bawah median (?P<group>[^;:]+)|,? masing-masing \((?P<x2>{V})\)| \((?P<x3>{V})\))", kinds="heading")  # fmt: skip
def _lags_most(c: Context, g: Groups) -> Found:
    own = c.own
    scope = c.scope(g["group"]) if g["group"] else (c.kind, "")
    if own is None or c.home is None:
        return
    if scope is None:
        yield Wrong("label kelompok", g["group"])
        return
    gaps = _gaps(c, own, scope)
    worst = min(gaps.values())
    shown = {code for code, gap in gaps.items() if hundredths(gap) == hundredths(worst)}
    exact = {code for code, gap in gaps.items() if gap == worst}
    named = counted(g["count"]) == len(shown) if g["count"] else {c.node(n) for n in names(g["what"])} in (shown, exact)
    if not named:
        yield Wrong("tertinggal dari median", c.short(sorted(shown)))
    if not shows(g["x"] or g["x2"] or g["x3"], -worst):
        yield Wrong("selisih", written(-worst))


@pattern(rf"^(?P<what>{PILLARS}|(?P<all>[Ss]emua )?(?P<count>{COUNT}|[A-Z][a-z]+) domain) sama-sama (?P<x>{V}) di bawah median (?P<group>[^;:]+)$", kinds="heading", pages="prioritas")  # fmt: skip
def _lag_alike(c: Context, g: Groups) -> Found:
    own, scope = c.own, c.scope(g["group"])
    if own is None or scope is None:
        return
    gaps = {code: hundredths(gap) for code, gap in _gaps(c, own, scope).items()}
    far = {code for code, gap in gaps.items() if gap == min(gaps.values())}
    named = counted(g["count"]) == len(far) if g["count"] else {c.node(name) for name in names(g["what"])} == far
    if not named or number(g["x"]) != -min(gaps.values()):
        yield Wrong("tertinggal dari median", f"{c.short(sorted(far))} {written(-min(gaps.values()))}")


@pattern(rf"^(?P<w>Semua domain|{PILLARS}|Tidak ada domain) (?P<side>di bawah|di atas) median (?P<group>{GROUP}(?: di [^,;]+)?)(?=$|,|;)", kinds="heading", pages="ringkasan profil")  # fmt: skip
def _sides_of_all(c: Context, g: Groups) -> Found:
    own, scope = c.own, c.scope(g["group"])
    if own is None or c.home is None or scope is None:
        return
    gaps = {code: hundredths(gap) for code, gap in _gaps(c, own, scope).items()}
    sign = 1 if g["side"] == "di atas" else -1
    there = [code for code, gap in gaps.items() if gap * sign > 0]
    if g["w"].startswith("Semua"):
        right = len(there) == len(c.pillar_codes())
    elif g["w"].startswith("Tidak"):
        right = not there
    else:
        right = [c.node(name) for name in names(g["w"])] == there
    if not right:
        yield Wrong("perbandingan", f"{g['side']}: {c.short(there)}")


def _medians(c: Context, scope: tuple[str, str]) -> dict[str, Fraction]:
    return {code: m[0] for code in c.pillar_codes() if (m := c.calc.median(code, c.year, c.stage, *scope))}


@pattern(rf"^{EQUALS} (?:paling|sama) lemah, median (?P<group>[^|]+?) (?P<x>{V})$", kinds="heading", pages="ringkasan")
def _weakest_of_group(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None:
        yield Wrong("label kelompok", g["group"])
        return
    medians = _medians(c, scope)
    low = min(medians.values())
    true = [code for code, value in medians.items() if value == low]
    named = [c.node(name) for name in names(g["what"])] == true if g["what"] else counted(g["count"]) == len(true)
    if not named or not shows(g["x"], low):
        yield Wrong("terlemah", f"{c.short(true)} {written(low)}")


def _domain_rows(items: Iterable[Assessment], codes: list[str]) -> list[Assessment]:
    return [item for item in items if any(code in item.values for code in codes)]


@pattern(rf"^{EQUALS} (?:masing-masing )?bernilai terendah(?: atau sama rendah)? di (?P<n>{N}) dari (?P<of>{N}) (?P<rows>[^;|]+?)(?:; poin terbanyak hilang di (?P<cost>[^;|]+))?$", kinds="headline heading", pages="prioritas")  # fmt: skip
@pattern(rf"^Paling sering terlemah \| {EQUALS} \| di (?P<n>{N}) dari (?P<of>{N}) (?P<rows>[^|]+?)(?P<cost>) \|", kinds="figure", pages="prioritas")  # fmt: skip
def _where_weakest(c: Context, g: Groups) -> Found:
    codes, rows = c.pillar_codes(), g["rows"]
    if rows.startswith("provinsi, median"):
        sets = []
        for place in c.calc.governments("provinsi"):
            group = c.calc.group(c.year, c.stage, c.kind, place.code)
            medians = _medians(c, (c.kind, place.code))
            if c.calc.quorum(len(group), c.kind, place.code) and medians:
                sets.append({code for code, value in medians.items() if value == min(medians.values())})
        group_ = []
    else:
        scope = ("", (c.scope(rows.removeprefix("daerah di ")) or ("", ""))[1]) if rows.startswith("daerah di ") else (
            c.scope(rows) if " di " in rows else (c.kind, c.province))  # fmt: skip
        if scope is None:
            yield Wrong("label kelompok", rows)
            return
        group_ = _domain_rows(c.calc.group(c.year, c.stage, *scope), codes)
        sets = [set(item.weakest(codes)) for item in group_]
    counts = {code: sum(code in row for row in sets) for code in codes}
    most = max(counts.values(), default=0)
    true = [code for code, count in counts.items() if count == most]
    named = [c.node(name) for name in names(g["what"])] == true if g["what"] else counted(g["count"]) == len(true)
    if not named or number(g["n"]) != most or number(g["of"]) != len(sets):
        yield Wrong("terlemah", f"{c.short(true)} di {most} dari {len(sets)}")
    if g["cost"]:
        sums = {code: sum((item.lost(code) for item in group_ if code in item.values), Fraction(0)) for code in codes}
        costly = [code for code, value in sums.items() if value == max(sums.values())]
        if [c.node(name) for name in names(g["cost"])] != costly:
            yield Wrong("poin hilang", c.short(costly))


@pattern(rf"^(?P<what>{PILLARS}) paling menahan rata-rata: (?P<x>{V}) poin$", kinds="heading", pages="prioritas")
def _costs_on_average(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    lost = {}
    for code in c.pillar_codes():
        known = [item.lost(code) for item in group if code in item.values]
        if known:
            lost[code] = sum(known, Fraction(0)) / len(known)
    most = max(lost.values())
    if [c.node(name) for name in names(g["what"])] != [k for k, v in lost.items() if v == most] or not shows(g["x"], most):  # fmt: skip
        yield Wrong("poin hilang", f"{c.short([k for k, v in lost.items() if v == most])} {written(most)}")


@pattern(rf"dari nilai tercetak jumlahnya (?P<x>{V}), dari indeks tercetak (?P<i>{V}): bedanya pembulatan", kinds="note", pages="prioritas")  # fmt: skip
def _two_sums(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.index is None:
        return
    codes = [n.code for n in own.instrument.of_kind("aspect") if n.code in own.values] or c.pillar_codes()
    total = sum((own.lost(code) for code in codes if code in own.values), Fraction(0))
    if not shows(g["x"], total) or not shows(g["i"], own.instrument.highest - own.index):
        yield Wrong("poin hilang", f"{written(total)}, {written(own.instrument.highest - own.index)}")


@pattern(r"(?P<kind>Domain|Aspek|Indikator): poin terbanyak hilang di (?P<a>[^,]+?(?:, dan [^,]+)?), nilai terendah di (?P<b>.+)$", kinds="note text heading", pages="prioritas")  # fmt: skip
def _by_two_measures(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    word = {"Domain": "domain", "Aspek": "aspect", "Indikator": "indicator"}[g["kind"]]
    codes = [node.code for node in own.instrument.of_kind(word) if node.code in own.values]
    for text, true in ((g["a"], own.costliest(codes)), (g["b"], own.weakest(codes))):
        counted = re.fullmatch(rf"(?:semua )?({COUNT}) (?:domain|aspek|indikator)", text)
        if (counted and number(counted[1]) != len(true)) or (
            not counted and {c.node(name) for name in parts_of(c, text)} != set(true)
        ):
            yield Wrong("terlemah", c.short(true))

"""Groups: counts, medians, averages, leads and lags."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.audit.calculator import hundredths
from tests.audit.claims.table import (
    GROUP,
    PRED,
    Found,
    Groups,
    N,
    S,
    V,
    Y,
    names,
    pattern,
)
from tests.audit.context import Context, Wrong, number, shows, written


@pattern(rf"Lebih tinggi dari (?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP})", kinds="heading")
def _higher_than(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.index is None:
        return
    scope = (c.kind, c.province if c.page == "peringkat" else "")
    group = c.calc.group(c.year, c.stage, *scope)
    below = sum(item.bounds[1] < own.bounds[0] for item in group)
    if number(g["n"]) != below or number(g["of"]) != len(group):
        yield Wrong("jumlah daerah", f"{below} dari {len(group)}")


@pattern(
    rf"(?:(?P<n>{N}) dari )?(?P<of>{N}) (?P<group>{GROUP}) (?:(?P<side>sudah|masih di bawah) (?P<p>{PRED})(?P<more> atau lebih)?|"
    rf"(?P<has>mempunyai nilai|diketahui))",
)  # fmt: skip
def _count_of(c: Context, g: Groups) -> Found:
    yield from _counted(c, g, c.province)


def _counted(c: Context, g: Groups, province: str) -> Found:
    answers = []
    for scope in {(c.kind, province), (c.kind, "")}:
        group = c.calc.group(c.year, c.stage, *scope)
        if g["has"]:
            answers.append((len(group), len(c.calc.governments(*scope))))
        else:
            lower = c.instrument.lower(g["p"])
            below = sum(item.bounds[1] < lower for item in group)
            stood = sum(c.instrument.lower(item.predicate) < lower for item in group if item.instrument is c.instrument)
            reached = sum(item.bounds[0] >= lower for item in group)
            for count in (below, stood) if g["side"] != "sudah" else (reached, len(group) - stood):
                answers.append((count, len(group)))
    n = number(g["n"]) if g["n"] else number(g["of"])
    if (n, number(g["of"])) not in answers and not (g["has"] and not g["n"] and any(a == n for a, _ in answers)):
        yield Wrong("jumlah daerah", f"{answers}")


@pattern(rf"(?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP} di [^.;,:]+?) mempunyai nilai(?:, di Indonesia (?P<in>{N})(?: dari (?P<inof>{N}))?)?|(?P<all>{N}) (?P<g2>{GROUP} di [^.;,:]+?) mempunyai nilai(?:, di Indonesia (?P<in2>{N})(?: dari (?P<inof2>{N}))?)?", kinds="note headline")  # fmt: skip
def _coverage(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"] or g["g2"])
    if scope is None:
        yield Wrong("label kelompok", g["group"] or g["g2"])
        return
    group, members = c.calc.group(c.year, c.stage, *scope), c.calc.governments(*scope)
    if number(g["n"] or g["all"]) != len(group) or (g["of"] and number(g["of"]) != len(members)):
        yield Wrong("jumlah daerah", f"{len(group)} dari {len(members)}")
    nation = g["in"] or g["in2"]
    if nation and number(nation) != len(c.calc.group(c.year, c.stage, c.kind)):
        yield Wrong("jumlah daerah", f"{len(c.calc.group(c.year, c.stage, c.kind))}")


@pattern(
    rf"Nilai akhir (?P<y>{Y}) diketahui untuk (?P<n>{N}) dari (?P<of>{N}) daerah(?P<later>(?:; {Y} baru {N})*)"
    rf"\. Data terakhir berubah \d+ \w+ {Y}",
    kinds="note",
)
def _fresh(c: Context, g: Groups) -> Found:
    later = re.findall(rf"({Y}) baru ({N})", g["later"])
    said = [(int(year), number(count)) for year, count in [(g["y"], g["n"]), *later]]
    for year, count in said:
        known = sum(c.calc.of(place.code, year) is not None for place in c.calc.governments())
        if count != known:
            yield Wrong("jumlah daerah", f"{known} pada {year}")
    if number(g["of"]) != len(c.calc.governments()):
        yield Wrong("jumlah daerah", f"{len(c.calc.governments())}")


@pattern(rf"(?:dibandingkan dengan|[Mm]edian(?: dari)?|median) (?P<n>{N}) (?P<group>{GROUP})(?! di)", kinds="note")
def _compared_with(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None:
        return
    counts = {len(c.calc.group(c.year, c.stage, *scope))}
    for code in c.pillar_codes():
        median = c.calc.median(code, c.year, c.stage, *scope)
        counts.add(median[1] if median else 0)
    if number(g["n"]) not in counts:
        yield Wrong("jumlah daerah", f"{sorted(counts)}")


@pattern(
    rf"(?P<what>Keunggulan atas|Ketertinggalan dari) (?P<ref>[^:]+?) (?P<verb>melebar|menyusut|menyempit): (?P<a>{V}) "
    rf"\((?P<y>{Y})\) menjadi (?P<b>{V})(?: \((?P<y2>{Y})\))?",
    kinds="heading",
)
def _lead(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    a, b = number(g["a"]), number(g["b"])
    if a == b:
        yield Wrong("kata", f"{g['verb']} dari {g['a']} menjadi {g['b']}")
    elif (b > a) != (g["verb"] == "melebar"):
        yield Wrong("kata", f"{g['verb']} padahal {g['a']} menjadi {g['b']}")
    line = _whole_line(c)
    first = int(g["y"])
    if first not in line:
        yield Wrong("dasar perubahan", f"tidak ada nilai {first}")
        return
    newest = int(g["y2"]) if g["y2"] else 0
    sign = 1 if g["what"].startswith("Keunggulan") else -1
    bases = list(_references(c, g["ref"]))
    for _, values in bases:
        years = [year for year in line if year in values and (not newest or year == newest) and year > first]
        if first in values and shows(g["a"], sign * (line[first] - values[first])):
            for last in years:
                if shows(g["b"], sign * (line[last] - values[last])):
                    if last != c.year and not g["y2"]:
                        yield Wrong("tahun tanpa nama", f"nilai {last} pada halaman {c.year}")
                    return
    said = "; ".join(
        f"{name} "
        + ", ".join(f"{year} {written(line[year] - values[year])}" for year in sorted(line) if year in values)
        for name, values in bases
    )
    yield Wrong("dasar rata-rata", said)


def _whole_line(c: Context) -> dict[int, Fraction]:
    """The index by year under the year's instrument; *Ringkasan* draws later years too, *Tren* ends its titles before."""
    if c.home is None or c.page == "tren":
        return c.line("index") if c.home else {}
    years = c.calc.years(c.home.code, c.stage)
    return {year: value for year, value in years.items() if c.instrument.first <= year <= c.instrument.last}


def _references(c: Context, label: str) -> Iterator[tuple[str, dict[int, Fraction]]]:
    """Give the lines that a label can mean, each on one basis."""
    years = range(c.instrument.first, min(c.instrument.last, 2026) + 1)
    label = label.removesuffix(" (tercetak)").removesuffix(" tercetak")
    kind, _, rest = label.partition(" ")
    if kind == "median":
        scope = c.scope(rest)
        if scope:
            yield label, {y: m[0] for y in years if (m := c.calc.median("index", y, c.stage, *scope))}
    elif kind in ("rata-rata", "Rata-rata"):
        rest = re.sub(r" tercetak.*| \(.*", "", rest)
        code = {"nasional": "nasional", "pemerintah daerah": "rerata-pemerintah-daerah"}.get(rest, f"rerata-{rest}")
        printed: dict[int, Fraction] = {}
        for year in years:
            for value in c.calc.printed_average(code, year)[:1]:
                printed[year] = value
        yield "tercetak", printed
        scope = c.scope(rest)
        if scope:
            yield "dihitung", {y: m[0] for y in years if (m := c.calc.mean("index", y, c.stage, *scope))}


@pattern(rf"^(?P<x>{V}) (?P<side>di atas|di bawah) (?P<ref>[^:|]+?)(?: pada (?P<y>{Y})|(?: \((?P<y2>{Y})\)))?$", kinds="heading")  # fmt: skip
def _apart(c: Context, g: Groups) -> Found:
    line = c.line("index") if c.home else {}
    year = int(g["y"] or g["y2"] or 0)
    gaps = []
    for _, values in _references(c, g["ref"]):
        years = [y for y in line if y in values and (not year or y == year)]
        if years:
            gaps.append((line[max(years)] - values[max(years)]) * (1 if g["side"] == "di atas" else -1))
            if shows(g["x"], gaps[-1]) and gaps[-1] >= 0:
                if max(years) != c.year and not year and c.page != "tren":
                    yield Wrong("tahun tanpa nama", f"nilai {max(years)}")
                return
    if c.home and gaps:
        yield Wrong("selisih", ", ".join(map(written, gaps)))


@pattern(rf"^Kini (?P<side>di atas|di bawah) (?P<ref>[^:|]+?), sebaliknya dari (?P<y>{Y})(?: \((?P<y2>{Y})\))?$", kinds="heading")  # fmt: skip
def _turned(c: Context, g: Groups) -> Found:
    line = _whole_line(c)
    bases = list(_references(c, g["ref"]))
    for _, values in bases:
        years = [year for year in line if year in values and (not g["y2"] or year == int(g["y2"]))]
        if years and int(g["y"]) in values and int(g["y"]) in line:
            first, last = line[int(g["y"])] - values[int(g["y"])], line[max(years)] - values[max(years)]
            if first * last <= 0 and (last > 0) == (g["side"] == "di atas"):
                if max(years) != c.year and not g["y2"]:
                    yield Wrong("tahun tanpa nama", f"nilai {max(years)} pada halaman {c.year}")
                return
    if c.home:
        yield Wrong("dasar rata-rata", "arah tidak berbalik pada satu dasar")


@pattern(rf"^Jarak ke median \| (?:(?P<s>{S})|–) \| (?:median (?P<none>{Y}) belum ada|(?P<s2>{S}) pada (?P<y>{Y})|)", kinds="figure", pages="tren")  # fmt: skip
def _median_figure(c: Context, g: Groups) -> Found:
    line = c.line("index") if c.home else {}
    for s, year in ((g["s"], c.newest), (g["s2"], int(g["y"] or 0))):
        if s and year in line:
            median = c.calc.median("index", year, c.stage, c.kind)
            if median is None or not shows(s, line[year] - median[0]):
                yield Wrong("selisih", written(line[year] - median[0]) if median else "tidak ada median")
            elif not c.calc.quorum(median[1], c.kind):
                yield Wrong("kuorum", f"median {year} dari {median[1]}")


@pattern(rf"(?P<n>{N}) (?P<group>{GROUP}) menyalip, (?:indeksnya )?(?P<w>naik|berubah|turun)? ?(?P<a>{S})(?: sampai (?P<b>{S}))?", kinds="heading")  # fmt: skip
def _overtakers(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    if g["w"] == "naik" and ("−" in g["a"] or "-" in g["a"]):
        yield Wrong("kata", "naik −")
    if g["b"] and number(g["a"]) >= number(g["b"]):
        yield Wrong("jarak dan rentang", "ujung rentang")
    now = c.calc.ranks(c.year, c.stage, c.kind, c.province)
    before = c.calc.ranks(c.year - 1, c.stage, c.kind, c.province)
    cb, cn = c.calc.common_ranks(c.year, c.stage, c.kind, c.province)
    home = c.home.code
    sets = []
    for was, is_ in ((before, now), (cb, cn)):
        if home in was and home in is_:
            passed = [code for code in is_ if code in was and is_[code] < is_[home] and was[code] >= was[home]]
            changes = [c.calc.change(code, "index", c.year - 1, c.year, c.stage) for code in passed]
            known = [change for change in changes if change is not None]
            sets.append((len(passed), written(min(known)) if known else "", written(max(known)) if known else ""))
    said = (number(g["n"]), g["a"].lstrip("+"), (g["b"] or g["a"]).lstrip("+"))
    if not any((number(str(n)), low, high) == said for n, low, high in sets):
        yield Wrong("pindah peringkat", f"{sets}")


@pattern(rf"^(?P<n>{N}) (?P<group>{GROUP}) lebih tinggi$|^Tertinggi di antara (?P<of>{N}) {GROUP}$", kinds="heading")
def _ahead(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    ranks = c.calc.ranks(c.year, c.stage, c.kind, c.province)
    if c.home.code not in ranks:
        return
    if g["n"] and number(g["n"]) != sum(rank < ranks[c.home.code] for rank in ranks.values()):
        yield Wrong("jumlah daerah", str(sum(rank < ranks[c.home.code] for rank in ranks.values())))
    if g["of"] and (ranks[c.home.code] != 1 or number(g["of"]) != len(ranks)):
        yield Wrong("superlatif", f"peringkat {ranks[c.home.code]} dari {len(ranks)}")


@pattern(rf"Rata-rata (?P<kind>{GROUP})(?P<printed> tercetak)?(?: di (?P<place>[^:|]+?))?(?P<p2>,? (?:yang )?tercetak)? (?P<x>{V}) pada (?P<y>{Y})(?:: (?P<dir>naik|turun|tetap)(?: (?P<d>{V}))? dari (?P<y1>{Y}))?", kinds="headline")  # fmt: skip
def _average_headline(c: Context, g: Groups) -> Found:
    place = c.scope(g["place"]) if g["place"] else (c.kind, c.province)
    scope = (g["kind"] if g["kind"] not in ("pemerintah daerah", "daerah") else "", place[1] if place else "")
    yield from _average(c, scope, g["x"], g["dir"], g["d"], int(g["y1"] or 0), printed=bool(g["printed"] or g["p2"]))


@pattern(rf"^Rata-rata (?P<kind>{GROUP})(?P<printed>[^|]*tercetak[^|]*)? \| (?P<x>{V}) \| (?:(?P<d>{V}) dari (?P<y1>{Y})|(?P<n>{N}) {GROUP}|) \| (?P<help>[^|]*)", kinds="figure")  # fmt: skip
def _average_figure(c: Context, g: Groups) -> Found:
    scope = (g["kind"] if g["kind"] not in ("pemerintah daerah", "daerah") else "", c.province)
    yield from _average(c, scope, g["x"], "", g["d"], int(g["y1"] or 0), printed="Tercetak" in g["help"] or bool(g["printed"]))  # fmt: skip


def _average(c: Context, scope: tuple[str, str], x: str, word: str, d: str, before: int, *, printed: bool) -> Found:
    code = {"": "nasional"}.get(scope[0], f"rerata-{scope[0]}") if not scope[1] else ""
    prints = c.calc.printed_average(code, c.year) if code else []
    own = c.calc.mean("index", c.year, c.stage, *scope)
    if printed and not any(shows(x, value) for value in prints):
        yield Wrong("dasar rata-rata", f"tercetak {[written(value) for value in prints]}")
    if not printed and not (own and shows(x, own[0])) and not any(shows(x, value) for value in prints):
        yield Wrong("dasar rata-rata", f"{written(own[0]) if own else 'tidak ada'}")
    if not d:
        return
    common = c.calc.common_mean("index", c.year, before, c.stage, *scope)
    sizes = [len(c.calc.group(year, c.stage, *scope)) for year in (before, c.year)]
    moves = []
    if common and 2 * common[2] >= max(sizes):
        earlier = c.calc.mean("index", before, c.stage, *scope)
        moves.append(common[1] - common[0])
        moves += [own[0] - earlier[0]] if own and earlier else []
    if printed or any(shows(x, value) for value in prints):
        moves += [now - then for now in prints for then in c.calc.printed_average(code, before)]
    right = [m for m in moves if shows(d, abs(m)) and (not word or (m > 0) == (word == "naik"))]
    if not right:
        same = f"; {common[2] if common else 0} daerah yang sama dari {sizes[0]} dan {sizes[1]}"
        yield Wrong("dasar rata-rata", f"perubahan pada satu dasar {[written(move) for move in moves]}{same}")


@pattern(rf"^Median \| (?P<x>{V}) \| (?P<n>{N}) (?P<g>{GROUP})", kinds="figure")
def _median_of_group(c: Context, g: Groups) -> Found:
    median = c.calc.median("index", c.year, c.stage, c.kind, c.province)
    if median is None or not shows(g["x"], median[0]):
        yield Wrong("median", written(median[0]) if median else "tidak ada")
    elif number(g["n"]) != median[1]:
        yield Wrong("jumlah daerah", f"median dari {median[1]}")


@pattern(rf"^(?P<p>{PRED}) atau lebih \| (?P<n>{N}) \| (?P<below>{N}) masih di bawah", kinds="figure")
def _reached_figure(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    lower = c.instrument.lower(g["p"])
    below = {
        sum(item.bounds[1] < lower for item in group),
        sum(item.instrument.lower(item.predicate) < lower for item in group),
    }
    if number(g["below"]) not in below or number(g["n"]) + number(g["below"]) != len(group):
        yield Wrong("jumlah daerah", f"{below} dari {len(group)}")


@pattern(rf"^(?P<names>.+?) (?:tetap )?memimpin (?P<n>{N}) (?P<group>{GROUP} di [^(]+?) \((?P<x>{V})\)", kinds="headline")  # fmt: skip
def _leader(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None:
        yield Wrong("label kelompok", g["group"])
        return
    ranks = c.calc.ranks(c.year, c.stage, *scope)
    first = [code for code, rank in ranks.items() if rank == 1]
    said = {place.code for name in names(g["names"]) for place in c.places(name)}
    if number(g["n"]) != len(ranks) or not (said & set(first)):
        yield Wrong("superlatif", f"{[c.calc.regions[code].bare for code in first]} dari {len(ranks)}")
    if len(first) != len(names(g["names"])) and len(first) <= 3:
        yield Wrong("superlatif", f"{len(first)} di peringkat 1")


@pattern(rf"tetapi (?P<n>{N}) (?P<g>{GROUP}) turun peringkat meski indeksnya naik", kinds="headline")
def _fell_though_rising(c: Context, g: Groups) -> Found:
    before, now = c.calc.common_ranks(c.year, c.stage, c.kind, c.province)
    true = sum(
        now[code] > before[code]
        and (change := c.calc.change(code, "index", c.year - 1, c.year, c.stage)) is not None
        and hundredths(change) > 0
        for code in now
    )
    if number(g["n"]) != true:
        yield Wrong("pindah peringkat", f"{true} di antara {len(now)} daerah yang sama")


@pattern(rf"; (?P<n>{N}) masih di bawah (?P<p>{PRED})$", kinds="headline")
def _still_below(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    lower = c.instrument.lower(g["p"])
    if number(g["n"]) not in (sum(i.bounds[1] < lower for i in group),
                              sum(i.instrument.lower(i.predicate) < lower for i in group)):  # fmt: skip
        yield Wrong("jumlah daerah", f"{sum(i.bounds[1] < lower for i in group)}")

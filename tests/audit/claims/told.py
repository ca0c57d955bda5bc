"""What pages say of equals, of groups in both years, and of what is only known within bounds."""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import partial

from tests.audit.calculator import Assessment, hundredths
from tests.audit.claims.changes import moved
from tests.audit.claims.ranks import _rank, _rank_before, _rank_move, _rank_scopes, band
from tests.audit.claims.table import (
    COUNT,
    GROUP,
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
from tests.audit.claims.weakest import _is_weakest
from tests.audit.context import Context, Said, Wrong, number, shows, written

pattern = partial(row, first=True)
EQUALS = rf"(?:(?P<what>{PILLARS})|(?P<all>[Ss]emua )?(?P<count>{COUNT}|[A-Z][a-z]+) domain)"
YEARS = rf"{Y}(?:(?:, dan |, | dan ){Y})*"


def _counted(text: str) -> Fraction:
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
    if not true or _counted(g["count"]) != len(true) or (x and not shows(x, own.values[true[0]])):
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
    if g["n"] and _counted(g["n"]) != len(known):
        yield Wrong("terlemah", f"{len(known)} domain")


@pattern(rf"^Paling menahan indeks: (?:(?P<what>{PART}(?:(?:, dan |, | dan ){PART})*)|(?P<count>{COUNT}) (?P<kind>domain|aspek)), (?:masing-masing )?(?P<x>{V}) poin hilang(?:, (?P<also>sekaligus domain terlemah) \((?P<low>{V})\))?", kinds="text", pages="profil")  # fmt: skip
def _holds_back(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    aspects = [node.code for node in own.instrument.of_kind("aspect") if node.code in own.values]
    codes = aspects or [code for code in c.pillar_codes() if code in own.values]
    true = own.costliest(codes)
    said = tuple(c.node(name) for name in _parts(c, g["what"]))
    if (g["what"] and set(said) != set(true)) or (g["count"] and _counted(g["count"]) != len(true)):
        yield Wrong("poin hilang", c.short(true))
    if true and not shows(g["x"], own.lost(true[0])):
        yield Wrong("poin hilang", written(own.lost(true[0])))
    if g["also"]:
        yield from _is_weakest(c, [own.instrument.nodes[code].short for code in true], g["low"])


def _parts(c: Context, text: str) -> list[str]:
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


@pattern(rf"(?:sama-sama )?(?P<what>{PILLARS}) (?:sama-sama )?paling tertinggal(?:: (?P<x>{V}) di bawah median (?P<group>[^;:]+)|,? masing-masing \((?P<x2>{V})\)| \((?P<x3>{V})\))", kinds="heading")  # fmt: skip
def _lags_most(c: Context, g: Groups) -> Found:
    own = c.own
    scope = c.scope(g["group"]) if g["group"] else (c.kind, "")
    if own is None or c.home is None:
        return
    if scope is None:
        yield Wrong("label kelompok", g["group"])
        return
    gaps = {
        code: own.values[code] - median[0]
        for code in c.pillar_codes()
        if code in own.values and (median := c.calc.median(code, c.year, c.stage, *scope))
    }
    worst = min(gaps.values())
    shown = {code for code, gap in gaps.items() if hundredths(gap) == hundredths(worst)}
    exact = {code for code, gap in gaps.items() if gap == worst}
    if {c.node(name) for name in names(g["what"])} not in (shown, exact):
        yield Wrong("tertinggal dari median", c.short(sorted(shown)))
    if not shows(g["x"] or g["x2"] or g["x3"], -worst):
        yield Wrong("selisih", written(-worst))


@pattern(rf"^(?P<w>Semua domain|{PILLARS}|Tidak ada domain) (?P<side>di bawah|di atas) median (?P<group>{GROUP}(?: di [^,;]+)?)(?=$|,|;)", kinds="heading", pages="ringkasan profil")  # fmt: skip
def _sides_of_all(c: Context, g: Groups) -> Found:
    own, scope = c.own, c.scope(g["group"])
    if own is None or c.home is None or scope is None:
        return
    gaps = {
        code: hundredths(own.values[code] - median[0])
        for code in c.pillar_codes()
        if code in own.values and (median := c.calc.median(code, c.year, c.stage, *scope))
    }
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


@pattern(rf"(?P<m>Rata-rata|Median) (?P<group>{GROUP}): dari (?P<n>{N}) {GROUP} pada (?P<y>{Y})(?:; (?:(?P<both>{N}) di antaranya|(?P<every>semuanya)) ada pada (?P<years>{YEARS}))?\.", kinds="note figure")  # fmt: skip
def _basis_of_a_lead(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    assert scope is not None
    known = {item.region for item in c.calc.group(int(g["y"]), c.stage, *scope)}
    if number(g["n"]) != len(known):
        yield Wrong("jumlah daerah", f"{len(known)} pada {g['y']}")
    both = known
    for year in names(g["years"]):
        both = both & {item.region for item in c.calc.group(int(year), c.stage, *scope)}
    if (g["both"] and number(g["both"]) != len(both)) or (g["every"] and both != known):
        yield Wrong("jumlah daerah", f"{len(both)} pada {g['years']}")


@pattern(
    rf"^(?P<label>Peringkat (?:provinsi|nasional))(?:, (?P<kind>kabupaten|kota|provinsi|pemerintah daerah))? \| (?P<n>{N}) dari (?P<of>{N}) \| "
    rf"(?:(?P<dir>naik|turun) (?P<steps>{N}) dari {Y}|(?P<still>tetap) sejak {Y}|(?P<none>tanpa pembanding tahun lalu)) \|"
    rf"(?: {Y}: peringkat (?P<before>{N}) dari (?P<pof>{N}) daerah\.(?: Naik atau turun dihitung di antara (?P<common>{N}) yang dinilai pada kedua tahun\.)?)?",
    kinds="figure", pages="ringkasan profil peringkat",
)  # fmt: skip
def _rank_and_move(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    kind, province = _rank_scopes(c, g["label"])
    if g["kind"]:
        kind = "" if g["kind"] == "pemerintah daerah" else g["kind"]
    scope, code = (kind, province), c.home.code
    yield from _rank(c, code, g["n"], g["of"], *scope)
    yield Said((g["label"].lower(), kind, c.year), f"{g['n']} dari {g['of']}")
    if g["dir"] or g["still"]:
        yield from _rank_move(c, code, g["dir"] or "tetap", g["steps"], *scope)
    if g["before"]:
        earlier = c.calc.ranks(c.year - 1, c.stage, *scope)
        if earlier.get(code) != number(g["before"]) or len(earlier) != number(g["pof"]):
            yield Wrong("pindah peringkat", f"{earlier.get(code)} dari {len(earlier)} pada {c.year - 1}")
        common = len(c.calc.common_ranks(c.year, c.stage, *scope)[1])
        if g["common"] and number(g["common"]) != common:
            yield Wrong("jumlah daerah", f"{common} pada kedua tahun")
        same = len(earlier) == number(g["of"]) == common
        if same == bool(g["common"]):
            yield Wrong("pindah peringkat", f"{common} pada kedua tahun, dari {len(earlier)} dan {g['of']}")
    if g["none"]:
        now, earlier = c.calc.ranks(c.year, c.stage, *scope), c.calc.ranks(c.year - 1, c.stage, *scope)
        small, large = sorted((len(now), len(earlier)))
        if code in earlier and 2 * small >= large and len(c.calc.common_ranks(c.year, c.stage, *scope)[1]) > 1:
            yield Wrong("pindah peringkat", f"{earlier[code]} dari {len(earlier)} pada {c.year - 1}")


@pattern(rf"(?P<word>naik|turun) dari peringkat (?P<b>{N}) ke (?P<n>{N}) di antara (?P<kind>kabupaten|kota|provinsi) di Indonesia", kinds="headline")  # fmt: skip
def _from_to_of_another_kind(c: Context, g: Groups) -> Found:
    if c.home:
        yield from _rank(c, c.home.code, g["n"], "", g["kind"], "")
        yield from _rank_before(c, c.home.code, g["b"], g["kind"], "")
        yield from _rank_move(c, c.home.code, g["word"], "", g["kind"], "")


@pattern(rf"(?:(?P<dir>naik|turun) (?P<n>{N}) peringkat|(?P<still>peringkat tetap))(?: (?:dari|sejak) {Y})?(?: di antara (?P<common>{N}) yang dinilai pada kedua tahun(?: di (?P<place>[^:,;]+?))?)?(?=$|,| meski)", kinds="headline")  # fmt: skip
def _among_both(c: Context, g: Groups) -> Found:
    scope = c.scope(g["place"]) if g["place"] else (c.kind, c.province)
    if scope is None or c.home is None:
        yield Wrong("label kelompok", g["place"])
        return
    yield from _rank_move(c, c.home.code, g["dir"] or "tetap", g["n"], *scope)
    common = len(c.calc.common_ranks(c.year, c.stage, *scope)[1])
    if g["common"] and number(g["common"]) != common:
        yield Wrong("jumlah daerah", f"{common} pada kedua tahun")


@pattern(rf"(?:,|meski) indeks (?:(?P<d>naik|turun) (?P<x>{V})|(?P<same>tetap))", kinds="headline", pages="peringkat")
def _index_meanwhile(c: Context, g: Groups) -> Found:
    if c.home:
        yield from moved(c, "index", c.year - 1, c.year, g["d"] or g["same"], g["x"])


@pattern(rf"Naik dan turun: di antara (?P<n>{N}) yang dinilai pada kedua tahun", kinds="note", pages="peringkat")
def _common_count(c: Context, g: Groups) -> Found:
    common = len(c.calc.common_ranks(c.year, c.stage, c.kind, c.province)[1])
    if number(g["n"]) != common:
        yield Wrong("jumlah daerah", f"{common} pada kedua tahun")


@pattern(rf"^(?:(?P<up>.+?) naik (?P<n>{N}))?(?:; )?(?:(?P<down>[^;]+?) turun (?P<m>{N}))? peringkat$", kinds="heading", pages="peringkat")  # fmt: skip
@pattern(
    rf"^Naik paling jauh \| (?P<n>{N}) peringkat \| (?P<up>[^|]+?) \|(?P<down>)(?P<m>)",
    kinds="figure",
    pages="peringkat",
)
@pattern(
    rf"^Turun paling jauh \| (?P<m>{N}) peringkat \| (?P<down>[^|]+?) \|(?P<up>)(?P<n>)",
    kinds="figure",
    pages="peringkat",
)
def _farthest_of_all(c: Context, g: Groups) -> Found:
    before, now = c.calc.common_ranks(c.year, c.stage, c.kind, c.province)
    moves = {code: before[code] - now[code] for code in now}
    for who, n, sign in ((g["up"], g["n"], 1), (g["down"], g["m"], -1)):
        if not who:
            continue
        most = max((move * sign for move in moves.values()), default=0)
        far = {code for code, move in moves.items() if move * sign == most}
        if number(n) != most:
            yield Wrong("superlatif", f"terjauh {most}")
        elif counted := re.fullmatch(rf"({N}) {GROUP}", who):
            if number(counted[1]) != len(far):
                yield Wrong("superlatif", f"{len(far)} sama jauh")
        else:
            said = {place.code for name in names(who) for place in c.places(name) if place.code in far}
            if said != far or len(names(who)) != len(far):
                yield Wrong("superlatif", ", ".join(c.calc.regions[code].bare for code in sorted(far)))


@pattern(rf"^Tidak pasti di atas satu pun dari (?P<of>{N}) {GROUP}", kinds="heading", pages="peringkat ringkasan")
def _above_nobody(c: Context, g: Groups) -> Found:
    own = c.own
    group = c.calc.group(c.year, c.stage, c.kind, c.province if c.page == "peringkat" else "")
    if own and (number(g["of"]) != len(group) or any(item.bounds[1] < own.bounds[0] for item in group)):
        yield Wrong("jumlah daerah", f"{len(group)}")


@pattern(rf"dapat dibedakan dan berbagi peringkat (?P<n>{N})(?:; sesudahnya peringkat (?P<next>{N}))?\.", kinds="text", pages="peringkat")  # fmt: skip
def _shared_example(c: Context, g: Groups) -> Found:
    ranks = sorted(c.calc.ranks(c.year, c.stage, c.kind, c.province).values())
    n = int(number(g["n"]))
    later = [rank for rank in ranks if rank > n]
    if ranks.count(n) < 2 or (g["next"] and (not later or later[0] != number(g["next"]))):
        yield Wrong("peringkat", f"{ranks.count(n)} di peringkat {n}, sesudahnya {later[:1]}")


@pattern(rf"^Berbagi peringkat (?P<r>{N}) dengan (?P<n>{N}) {GROUP} lain", kinds="heading", pages="ringkasan")
def _shares(c: Context, g: Groups) -> Found:
    ranks = c.calc.ranks(c.year, c.stage, c.kind, c.province)
    if c.home and (ranks.get(c.home.code) != number(g["r"]) or list(ranks.values()).count(int(number(g["r"]))) != number(g["n"]) + 1):  # fmt: skip
        yield Wrong("peringkat", f"{ranks.get(c.home.code)}")


@pattern(rf"paling lebar (?:(?P<n>{N}) daerah, masing-masing (?P<w>{N}) peringkat|(?P<list>[^.]+?\(\d+–\d+\)))\.?$", kinds="text", pages="peringkat")  # fmt: skip
def _least_sure_of_all(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    bands = {item.region: band(item, group) for item in group}
    widest = max(worst - best for best, worst in bands.values())
    there = {code: ends for code, ends in bands.items() if ends[1] - ends[0] == widest}
    if g["n"]:
        if (number(g["n"]), number(g["w"])) != (len(there), widest + 1):
            yield Wrong("superlatif", f"{len(there)} daerah, {widest + 1} peringkat")
        return
    listed = re.findall(r"(.+?) \((\d+)–(\d+)\)(?:, dan |, | dan |$)", g["list"])
    said = [(name, int(low), int(high)) for name, low, high in listed]
    right = all(any(there.get(place.code) == (low, high) for place in c.calc.by_bare.get(name, [])) for name, low, high in said)  # fmt: skip
    if len(said) != len(there) or not right:
        yield Wrong("superlatif", f"{ {c.calc.regions[code].bare: ends for code, ends in there.items()} }")


@pattern(rf"^(?P<n>{N}) dari (?P<of>{N}) {GROUP}(?:, dan (?P<wrong>{N}) tanpa peringkat karena salah cetak)?\.(?: (?P<name>[^:]+): (?:peringkat (?P<r>{N}), )?indeks (?P<x>{V}) \((?P<p>{PRED})\))?", kinds="note", pages="peringkat")  # fmt: skip
def _listed(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    if (number(g["n"]), number(g["of"])) != (len(group), len(group)):
        yield Wrong("jumlah daerah", str(len(group)))
    if g["wrong"] and number(g["wrong"]) != len(_misprints(c)):
        yield Wrong("salah cetak", f"{len(_misprints(c))}")
    if g["x"] and c.own and c.own.index is not None:
        if not shows(g["x"], c.own.index):
            yield Wrong("indeks", written(c.own.index))
        if g["p"] != c.own.predicate:
            yield Wrong("predikat", c.own.predicate)
        if g["r"]:
            yield from _rank(c, c.own.region, g["r"], "", c.kind, c.province)
        yield Said(("indeks", c.year), g["x"])
        yield Said(("predikat", c.year), g["p"])


def _misprints(c: Context) -> list[Assessment]:
    return [
        item
        for item in c.calc.assessments.values()
        if item.year == c.year and item.stage == c.stage and item.misprint and item.index is not None
        and item.region in c.calc.regions
        and (not c.kind or c.calc.regions[item.region].kind == c.kind)
        and (not c.province or c.calc.regions[item.region].province == c.province)
    ]  # fmt: skip


@pattern(rf" \(angka (?P<y>{Y}) salah cetak\)|(?P<d>Perubahan dari {Y} tidak dapat diandalkan): angka (?P<y2>{Y}) salah cetak|^Angka (?P<y3>{Y}) salah cetak| selain (?P<y4>{Y}), yang salah cetak", kinds="headline heading note figure")  # fmt: skip
def _misprint_said(c: Context, g: Groups) -> Found:
    item = c.calc.of(c.subject, int(g["y"] or g["y2"] or g["y3"] or g["y4"]), c.stage)
    if c.home and (item is None or not item.misprint):
        yield Wrong("salah cetak", "angka ini tidak salah cetak")


@pattern(rf"^(?P<what>{PILLAR}|Indeks SPBE|Indeks Pemdi) (?P<x>{V}) pada (?P<y>{Y}), (?:satu-satunya nilai|nilai pertama)", kinds="heading headline", pages="tren")  # fmt: skip
def _only_value(c: Context, g: Groups) -> Found:
    line = c.line(c.node(g["what"]))
    sound = {year: x for year, x in line.items() if year == c.year or not _wrong(c, year)}
    if set(sound) != {int(g["y"])} or not shows(g["x"], sound[int(g["y"])]):
        yield Wrong("superlatif", f"{sorted(sound)}")


@pattern(rf" (?P<x>{V}) pada (?P<y>{Y}), (?P<w>satu-satunya nilai|nilai pertama)", kinds="heading headline", pages="tren")  # fmt: skip
def _goes_on(c: Context, g: Groups) -> Found:
    years = c.calc.years(c.subject, c.stage, "index")
    later = [y for y in years if c.year < y <= c.instrument.last and not _wrong(c, y)]
    if bool(later) != (g["w"] == "nilai pertama"):
        yield Wrong("superlatif", f"sesudahnya: {later}")


def _wrong(c: Context, year: int) -> bool:
    item = c.calc.of(c.subject, year, c.stage)
    return item is not None and item.misprint


@pattern(rf"^Indeks nasional tercetak naik dari (?P<a>{V}) \((?P<y>{Y})\) menjadi (?P<b>{V}) \((?P<y2>{Y})\)", kinds="heading")  # fmt: skip
@pattern(rf"^Indeks nasional tercetak (?P<b>{V}) pada (?P<y2>{Y})(?P<a>)(?P<y>)", kinds="headline")
def _printed_nation(c: Context, g: Groups) -> Found:
    for x, year in ((g["a"], g["y"]), (g["b"], g["y2"])):
        if x and not any(shows(x, value) for value in c.calc.printed_average("nasional", int(year))):
            yield Wrong("dasar rata-rata", f"nasional {year}")


@pattern(
    rf"^Rata-rata (?P<kind>{GROUP}) di (?P<place>[^|]+?) (?P<x>{V}) pada {Y}(?:: (?:(?P<dir>naik|turun) (?P<d>{V}) dari (?P<b>{V}) pada (?P<y1>{Y}))| \((?P<b2>{V}) pada (?P<y2>{Y})\)|, tetap seperti (?P<y3>{Y}))?",
    kinds="headline", pages="ringkasan",
)  # fmt: skip
def _own_average(c: Context, g: Groups) -> Found:
    place = c.scope(g["place"])
    if place is None:
        yield Wrong("label kelompok", g["place"])
        return
    scope = ("" if g["kind"] in ("pemerintah daerah", "daerah") else g["kind"], place[1])
    now = c.calc.mean("index", c.year, c.stage, *scope)
    if now is None or not shows(g["x"], now[0]) or not c.calc.quorum(now[1], *scope):
        yield Wrong("dasar rata-rata", f"{written(now[0])} dari {now[1]}" if now else "tidak ada")
        return
    year = int(g["y1"] or g["y2"] or g["y3"] or 0)
    if not year:
        return
    before, common = c.calc.mean("index", year, c.stage, *scope), c.calc.common_mean("index", c.year, year, c.stage, *scope)  # fmt: skip
    if before is None or common is None or ((b := g["b"] or g["b2"]) and not shows(b, before[0])):
        yield Wrong("dasar rata-rata", f"{written(before[0])} pada {year}" if before else "tidak ada")
        return
    by, same = now[0] - before[0], common[1] - common[0]
    if g["dir"]:
        if not shows(g["d"], abs(by)) or (by > 0) != (g["dir"] == "naik"):
            yield Wrong("dasar rata-rata", f"perubahan {written(by)}")
        if hundredths(by) * hundredths(same) <= 0:
            yield Wrong("dasar rata-rata", f"{common[2]} daerah yang sama: {written(same)}")
    elif g["b2"] and hundredths(by) * hundredths(same) > 0:
        yield Wrong("dasar rata-rata", f"{common[2]} daerah yang sama: {written(same)}, arah pasti")


@pattern(
    rf"^(?:Nilai akhir|Penilaian \w+) {Y}, (?P<n>{N}) (?P<group>{GROUP}(?: di [^.]+?)?)(?=\.| yang nilai)", kinds="note"
)
@pattern(rf"peringkat {NAME} di antara (?P<n>{N}) (?P<group>{GROUP})", kinds="note")
def _group_size(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None:
        yield Wrong("label kelompok", g["group"])
        return
    sizes = {len(c.calc.group(c.year, c.stage, *scope)), len(c.calc.group(c.year, c.stage, scope[0], c.province))}
    if number(g["n"]) not in sizes:
        yield Wrong("jumlah daerah", f"{sorted(sizes)}")


@pattern(rf"^Diketahui \| (?P<n>{N}) dari (?P<of>{N}) \| {GROUP}", kinds="figure", pages="ringkasan")
def _known_figure(c: Context, g: Groups) -> Found:
    true = (len(c.calc.group(c.year, c.stage, c.kind, c.province)), len(c.calc.governments(c.kind, c.province)))
    if (number(g["n"]), number(g["of"])) != true:
        yield Wrong("jumlah daerah", f"{true}")


@pattern(rf"^Tertinggi di antara (?P<n>{N}) \| (?P<x>{V}) \| (?P<name>[^|]+?) \|", kinds="figure", pages="ringkasan")
def _highest_of_few(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    top = max(item.index for item in group if item.index is not None)
    names_ = {c.calc.regions[item.region].bare for item in group if item.index == top}
    if number(g["n"]) != len(group) or not shows(g["x"], top) or not set(names(g["name"])) & names_:
        yield Wrong("superlatif", f"{written(top)} {sorted(names_)} dari {len(group)}")


def _medians(c: Context, scope: tuple[str, str]) -> dict[str, Fraction]:
    return {code: m[0] for code in c.pillar_codes() if (m := c.calc.median(code, c.year, c.stage, *scope))}


@pattern(rf"^(?P<what>{PILLARS}) (?:paling|sama) lemah, median (?P<group>[^|]+?) (?P<x>{V})$", kinds="heading", pages="ringkasan")  # fmt: skip
def _weakest_of_group(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None:
        yield Wrong("label kelompok", g["group"])
        return
    medians = _medians(c, scope if scope[1] or not c.province or scope[0] else (c.kind, c.province))
    low = min(medians.values())
    if [c.node(name) for name in names(g["what"])] != [k for k, v in medians.items() if v == low] or not shows(g["x"], low):  # fmt: skip
        yield Wrong("terlemah", f"{c.short([k for k, v in medians.items() if v == low])} {written(low)}")


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
    named = [c.node(name) for name in names(g["what"])] == true if g["what"] else _counted(g["count"]) == len(true)
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


@pattern(rf"dari nilai tercetak jumlahnya (?P<x>{V}), dari indeks tercetak (?P<i>{V}): bedanya pembulatan", kinds="note", pages="prioritas")  # fmt: skip
def _two_sums(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.index is None:
        return
    codes = [n.code for n in own.instrument.of_kind("aspect") if n.code in own.values] or c.pillar_codes()
    total = sum((own.lost(code) for code in codes if code in own.values), Fraction(0))
    if not shows(g["x"], total) or not shows(g["i"], own.instrument.highest - own.index):
        yield Wrong("poin hilang", f"{written(total)}, {written(own.instrument.highest - own.index)}")


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
        if {c.node(name) for name in _parts(c, g["what"])} != set(most) or number(g["m"]) != max(counts.values()):
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


@pattern(r"(?P<kind>Domain|Aspek|Indikator): poin terbanyak hilang di (?P<a>[^,]+?(?:, dan [^,]+)?), nilai terendah di (?P<b>.+)$", kinds="note text heading", pages="prioritas")  # fmt: skip
def _by_two_measures(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None:
        return
    word = {"Domain": "domain", "Aspek": "aspect", "Indikator": "indicator"}[g["kind"]]
    codes = [node.code for node in own.instrument.of_kind(word) if node.code in own.values]
    for text, true in ((g["a"], own.costliest(codes)), (g["b"], own.weakest(codes))):
        counted = re.fullmatch(rf"({COUNT}) (?:domain|aspek|indikator)", text)
        if (counted and number(counted[1]) != len(true)) or (
            not counted and {c.node(name) for name in _parts(c, text)} != set(true)
        ):
            yield Wrong("terlemah", c.short(true))


@pattern(rf"(?P<source>.+?) menyebut (?P<what>.+?) (?P<a>{V}); di sini (?:(?P<b>{V})|tidak diketahui) \(", kinds="note", pages="profil")  # fmt: skip
def _another_source(c: Context, g: Groups) -> Found:
    own, node = c.own, c.node(g["what"])
    if own is None:
        return
    printed = [value for _, value in own.figures.get(node, [])]
    used = own.values.get(node)
    if not any(shows(g["a"], value) for value in printed) or (g["b"] and (used is None or not shows(g["b"], used))):
        yield Wrong("sumber bercampur", f"dipakai {used}, tercetak {list(map(written, printed))}")


@pattern(r"Yang ada di sana: (?P<list>[^.]+)\.", kinds="info")
def _who_is_there(c: Context, g: Groups) -> Found:
    said = {kind: int(n) for n, kind in re.findall(r"(\d+) (provinsi|kabupaten|kota)", g["list"])}
    true = {kind: count for kind in ("provinsi", "kabupaten", "kota") if (count := len(c.calc.governments(kind, c.province)))}  # fmt: skip
    if said != true:
        yield Wrong("keadaan kosong", f"{true}")


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


@pattern(rf"^Beda (?P<w>terlebar|tersempit) \| (?P<x>{V}) \| (?P<what>[^|]+?) \|", kinds="figure", pages="perbandingan")
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

"""Ranks and moves among those ranked in both years, averages and leads on one basis, misprints without a rank."""

import re
from fractions import Fraction
from functools import partial

from tests.audit.calculator import Assessment, hundredths
from tests.audit.claims.changes import moved
from tests.audit.claims.ranks import _rank, _rank_before, _rank_move, _rank_scopes, band
from tests.audit.claims.table import (
    COUNT,
    GROUP,
    NAME,
    PILLARS,
    PRED,
    Found,
    Groups,
    N,
    V,
    Y,
    names,
)
from tests.audit.claims.table import pattern as row
from tests.audit.context import Context, Said, Wrong, number, shows, written

pattern = partial(row, first=True)
EQUALS = rf"(?:(?P<what>{PILLARS})|(?P<all>[Ss]emua )?(?P<count>{COUNT}|[A-Z][a-z]+) domain)"
YEARS = rf"{Y}(?:(?:, dan |, | dan ){Y})*"


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


@pattern(
    rf"(?:,|meski) indeks (?:(?P<d>naik|turun) (?P<x>{V})|(?P<same>tetap))", kinds="headline", pages="peringkat peta"
)
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


@pattern(rf"(?P<side>Di bawah|Di atas) peringkat (?P<n>{N}) \| (?P<gap>{V}|kurang dari 0,01|paling banyak {V}) \| (?P<names>[^|]+? dan [^|]+?) (?P<x>{V}(?:–{V})?) \|", kinds="figure", pages="peringkat")  # fmt: skip
@pattern(rf", (?P<gap>{V}|kurang dari 0,01|paling banyak {V}) di (?P<side>bawah|atas) (?P<names>[^:;]+? dan [^:;]+)$(?P<n>)(?P<x>)", kinds="headline", pages="peringkat peta")  # fmt: skip
def _next_to_several(c: Context, g: Groups) -> Found:
    own, scope = c.own, (c.kind, c.province)
    if own is None or own.index is None or c.home is None:
        return
    ranks = c.calc.ranks(c.year, c.stage, *scope)
    under = g["side"].endswith("bawah")
    mine = ranks[c.home.code]
    near = [rank for rank in ranks.values() if (rank < mine if under else rank > mine)]
    there = (max(near) if under else min(near)) if near else 0
    codes = {code for code, rank in ranks.items() if rank == there}
    said = {place.code for name in _places(c, g["names"]) for place in c.places(name) if place.code in codes}
    if said != codes or (g["n"] and number(g["n"]) != there):
        yield Wrong("peringkat", f"{there}: {', '.join(c.calc.regions[code].bare for code in sorted(codes))}")
        return
    gaps = []
    for code in codes:
        other = c.calc.of(code, c.year, c.stage)
        assert other is not None
        assert other.index is not None
        gaps.append((other.index - own.index) * (1 if under else -1))
    least, most = max(min(gaps), Fraction(0)), max(*gaps, Fraction(0))
    gap = g["gap"]
    if gap.startswith("kurang"):
        right = hundredths(most) == 0 or most < Fraction(1, 100)
    elif gap.startswith("paling banyak"):
        right = number(gap.removeprefix("paling banyak ")) * 100 == -(-most * 100 // 1)
    else:
        right = shows(gap, least) and shows(gap, most)
    if not right:
        yield Wrong("selisih", f"{written(least, 4)} sampai {written(most, 4)}")


def _places(c: Context, text: str) -> list[str]:
    """Split names of governments, some of which have a *dan* of their own."""
    parts, found = names(text), []
    while parts:
        for size in range(len(parts), 0, -1):
            whole = " dan ".join(parts[:size])
            if size == 1 or c.calc.by_bare.get(whole):
                found.append(whole)
                parts = parts[size:]
                break
    return found


@pattern(rf"^Indeks nasional tercetak (?P<b>{V}) \((?P<y2>{Y})\)$(?P<a>)(?P<y>)", kinds="heading")
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
    rf"^(?:Nilai akhir|Penilaian \w+) {Y}, (?P<n>{N}) (?P<group>{GROUP}(?: di [^.]+?)?)(?=\.|(?P<parts> yang nilai))",
    kinds="note",
)
@pattern(rf"peringkat {NAME} di antara (?P<n>{N}) (?P<group>{GROUP})", kinds="note")
def _group_size(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None:
        yield Wrong("label kelompok", g["group"])
        return
    groups = [c.calc.group(c.year, c.stage, *scope), c.calc.group(c.year, c.stage, scope[0], c.province)]
    codes = c.pillar_codes()
    parted = [[item for item in group if any(code in item.values for code in codes)] for group in groups]
    sizes = {len(group) for group in (parted if g.get("parts") else groups)}
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


@pattern(rf"^Kini (?:(?P<x>{V}) (?P<side>di atas|di bawah)|(?P<now>setara)) (?P<ref>[^:;(]+?) \((?P<y>{Y})\); pada (?P<y2>{Y}) (?:(?P<x2>{V}) (?P<side2>di atas|di bawah)|(?P<even>setara))$", kinds="heading")  # fmt: skip
@pattern(rf"^(?P<what>Keunggulan atas|Ketertinggalan dari) (?P<ref>[^:]+?) tetap (?P<x>{V}) \((?P<y2>{Y}) dan (?P<y>{Y})\)$(?P<side>)(?P<x2>)(?P<side2>)(?P<even>)", kinds="heading")  # fmt: skip
@pattern(rf"^(?P<what>Keunggulan atas|Ketertinggalan dari) (?P<ref>[^:]+?): (?P<x2>{V}) \((?P<y2>{Y})\) dan (?P<x>{V}) \((?P<y>{Y})\)$(?P<side>)(?P<side2>)(?P<even>)", kinds="heading")  # fmt: skip
def _lead_now_and_before(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    ahead = g.get("what", "").startswith("Keunggulan") or g["side"] == "di atas"
    ahead_before = g["side2"] == "di atas" if g["side2"] else ahead
    for year, x, way in ((int(g["y"]), g["x"] or "0,00", ahead), (int(g["y2"]), g["x2"] or ("0,00" if g["even"] else g["x"]), ahead_before)):  # fmt: skip
        gap = _gap_to(c, g["ref"], year)
        if gap is None or not shows(x, gap * (1 if way else -1)):
            yield Wrong("dasar rata-rata", f"{year}: {'tidak ada' if gap is None else written(gap)}")


def _gap_to(c: Context, ref: str, year: int) -> Fraction | None:
    """Our own value less our own average of a group in a year."""
    word, _, rest = ref.partition(" ")
    scope = c.scope(rest)
    item = c.calc.of(c.subject, year, c.stage)
    if scope is None or item is None or item.index is None:
        return None
    found = (c.calc.mean if word == "rata-rata" else c.calc.median)("index", year, c.stage, *scope)
    return item.index - found[0] if found and c.calc.quorum(found[1], *scope) else None


@pattern(r"Yang ada di sana: (?P<list>[^.]+)\.", kinds="info")
def _who_is_there(c: Context, g: Groups) -> Found:
    said = {kind: int(n) for n, kind in re.findall(r"(\d+) (provinsi|kabupaten|kota)", g["list"])}
    true = {kind: count for kind in ("provinsi", "kabupaten", "kota") if (count := len(c.calc.governments(kind, c.province)))}  # fmt: skip
    if said != true:
        yield Wrong("keadaan kosong", f"{true}")


@pattern(rf": baru (?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP}(?: di [^.;,:]+?)?) diketahui", kinds="headline note")
def _few_known(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None:
        yield Wrong("label kelompok", g["group"])
    elif (number(g["n"]), number(g["of"])) != (len(c.calc.group(c.year, c.stage, *scope)), len(c.calc.governments(*scope))):  # fmt: skip
        yield Wrong("jumlah daerah", f"{len(c.calc.group(c.year, c.stage, *scope))}")


@pattern(rf"^(?:Tertinggi|Indeks tertinggi|Indeks (?P<low>terendah)) \| (?P<x>{V}(?:–{V})?) \| (?:(?P<count>{N}) {GROUP}|(?P<names>[^|]+?)) \|", kinds="figure", pages="ringkasan peringkat perbandingan")  # fmt: skip
def _ends(c: Context, g: Groups) -> Found:
    group = c.compared if c.page == "perbandingan" else c.calc.group(c.year, c.stage, c.kind, c.province)
    known = [item for item in group if item.index is not None]
    if g["low"]:
        end = [item for item in known if item.bounds[0] <= min(other.bounds[1] for other in known)]
    else:
        end = [item for item in known if item.bounds[1] >= max(other.bounds[0] for other in known)]
    if c.page == "perbandingan":  # compared as they are shown
        most = max(hundredths(item.index or Fraction(0)) for item in known)
        end = [item for item in known if hundredths(item.index or Fraction(0)) == most]
    codes = {item.region for item in end}
    said = {
        place.code for name in _places(c, g["names"]) for place in c.calc.by_bare.get(name, []) if place.code in codes
    }
    right = number(g["count"]) == len(codes) if g["count"] else said == codes
    shown = {written(item.index or Fraction(0)) for item in end}
    if not right or set(g["x"].split("–")) != {min(shown), max(shown)}:
        yield Wrong("superlatif", f"{', '.join(c.calc.regions[code].name for code in sorted(codes))} {sorted(shown)}")

"""Further wordings: how much is known, and what single pages say besides."""

import re
from fractions import Fraction

from tests.audit.calculator import Assessment
from tests.audit.claims.compare import assessed
from tests.audit.claims.ranks import band
from tests.audit.claims.table import (
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
    pattern,
)
from tests.audit.context import Context, Pass, Said, Wrong, number, shows, written


@pattern(rf"(?P<name>{NAME}|Rata-rata nasional|{PILLAR} .+?) (?P<x>{V}) pada (?P<y>{Y})", kinds="headline", pages="tren ringkasan")  # fmt: skip
@pattern(rf"^(?P<name>.+?) tidak punya nilai (?P<none>{Y}); terakhir (?P<x>{V}) pada (?P<y>{Y})", kinds="headline", pages="tren")  # fmt: skip
def _value_at(c: Context, g: Groups) -> Found:
    if c.home is None and c.page == "ringkasan":
        yield Pass()
        return
    values = c.calc.years(c.subject, c.stage)
    year = int(g["y"])
    if year not in values or not shows(g["x"], values[year]):
        yield Wrong("indeks", f"{year}: {written(values[year]) if year in values else 'tidak ada'}")
    if c.home:
        yield Said(("indeks", year), g["x"])
    if g.get("none") and int(g["none"]) in values:
        yield Wrong("keadaan kosong", f"ada nilai {g['none']}")


@pattern(rf"(?P<a>{N}) instrumen, dibandingkan", kinds="note", pages="tren")
def _instruments(c: Context, g: Groups) -> Found:
    years = c.calc.years(c.subject, c.stage)
    used = {item.id for item in c.calc.instruments.values() for year in years if item.first <= year <= item.last}
    if number(g["a"]) != len(used):
        yield Wrong("jumlah daerah", f"{len(used)} instrumen")


@pattern(rf"menilai (?P<n>{N}) butir", kinds="note", pages="tren")
def _sizes(c: Context, g: Groups) -> Found:
    if number(g["n"]) not in {len(item.of_kind("indicator")) for item in c.calc.instruments.values()}:
        yield Wrong("jumlah daerah", "banyaknya butir")


@pattern(rf"^(?P<n>{N}) nilai(?: sampai {Y})?, belum ada median pembanding$", kinds="heading", pages="tren")
def _no_median(c: Context, g: Groups) -> Found:
    if c.home and number(g["n"]) != len(c.line("index")) and not c.address.get("butir"):
        yield Wrong("jumlah daerah", f"{len(c.line('index'))} nilai")


@pattern(rf"^Nasional naik dari (?P<a>{V}) \((?P<y>{Y})\) menjadi (?P<b>{V}) \((?P<y2>{Y})\)", kinds="heading")
def _nation_rose(c: Context, g: Groups) -> Found:
    for x, year in ((g["a"], int(g["y"])), (g["b"], int(g["y2"]))):
        if not any(shows(x, value) for value in c.calc.printed_average("nasional", year)):
            yield Wrong("dasar rata-rata", f"nasional {year}")


@pattern(rf"^(?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP}(?: di [^.]+)?)\. {Y}, {Y}: peringkat", kinds="note")
@pattern(rf"^(?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP})\.(?: (?P<name>[^:]+): peringkat (?P<r>{N}), indeks (?P<x>{V}) \((?P<p>{PRED})\))?", kinds="note", pages="peringkat")  # fmt: skip
@pattern(rf"peringkat dari (?:(?P<before>{N}) dan )?(?P<of>{N}) (?P<group>{GROUP})", kinds="note", pages="peringkat")
def _shown_of(c: Context, g: Groups) -> Found:
    now = c.calc.ranks(c.year, c.stage, c.kind, c.province)
    both = c.calc.common_ranks(c.year, c.stage, c.kind, c.province)[1]
    before = c.calc.ranks(c.year - 1, c.stage, c.kind, c.province)
    if number(g["of"]) not in (len(now), len(both)):
        yield Wrong("jumlah daerah", str(len(now)))
    if g.get("before") and number(g["before"]) != len(before):
        yield Wrong("jumlah daerah", f"{len(before)} pada {c.year - 1}")
    if g.get("r") and c.own and c.home and c.own.index is not None:
        if now.get(c.home.code) != number(g["r"]):
            yield Wrong("peringkat", str(now.get(c.home.code)))
        if not shows(g["x"], c.own.index):
            yield Wrong("indeks", written(c.own.index))
        if g["p"] != c.own.predicate:
            yield Wrong("predikat", c.own.predicate)
        yield Said(("indeks", c.year), g["x"])
        yield Said(("predikat", c.year), g["p"])


@pattern(rf"Tidak ada nilai (?P<g>{GROUP}) untuk (?P<y>{Y})", kinds="note")
def _nobody(c: Context, g: Groups) -> Found:
    if c.calc.group(c.year, c.stage, c.kind, c.province):
        yield Wrong("keadaan kosong", f"{len(c.calc.group(c.year, c.stage, c.kind, c.province))} daerah punya nilai")


@pattern(rf"tingkat diketahui (?P<n>{N}) dari (?P<of>{N})", kinds="note", pages="profil")
@pattern(rf"^(?P<name>[^:]+): (?P<n>{N}) dari (?P<of>{N}) indikator terisi", kinds="headline", pages="profil")
def _levels_known(c: Context, g: Groups) -> Found:
    if c.own and (number(g["n"]), number(g["of"])) != (len(c.own.levels), len(c.own.instrument.of_kind("indicator"))):
        yield Wrong("jumlah daerah", f"{len(c.own.levels)} tingkat")


@pattern(rf"^Semua nilai: (?P<n>{N}) dari (?P<of>{N}) butir", kinds="heading", pages="profil")
def _values_known(c: Context, g: Groups) -> Found:
    if c.own and (number(g["n"]), number(g["of"])) != (len(c.own.values), len(c.own.instrument.nodes)):
        yield Wrong("jumlah daerah", f"{len(c.own.values)} dari {len(c.own.instrument.nodes)}")


@pattern(rf"(?P<n>{N}) dari (?P<of>{N}) indikator (?:masih )?di bawah tingkat (?P<t>\d)", kinds="headline heading", pages="profil")  # fmt: skip
def _levels_below(c: Context, g: Groups) -> Found:
    if c.own:
        below = sum(level < c.own.instrument.target_level for level in c.own.levels.values())
        if (number(g["n"]), number(g["of"])) != (below, len(c.own.levels)):
            yield Wrong("jumlah daerah", f"{below} dari {len(c.own.levels)}")


@pattern(rf"^Indikator tingkat \d–\d \| (?P<n>{N}) dari (?P<of>{N}) \| (?:(?:dari )?(?P<b>{N}) pada (?P<y>{Y}))?", kinds="figure", pages="profil")  # fmt: skip
def _levels_figure(c: Context, g: Groups) -> Found:
    for said, year in ((g["n"], c.year), (g["b"], int(g["y"] or 0))):
        item = c.calc.of(c.subject, year, c.stage)
        if said and item is not None:
            reached = sum(level >= item.instrument.target_level for level in item.levels.values())
            if number(said) != reached:
                yield Wrong("jumlah daerah", f"{year}: {reached}")


@pattern(rf"^(?P<what>Kekuatan|Kelemahan): (?P<n>{N}) indikator tingkat (?P<a>\d)–(?P<b>\d)", kinds="heading")
def _halves(c: Context, g: Groups) -> Found:
    if c.own:
        true = sum(int(g["a"]) <= level <= int(g["b"]) for level in c.own.levels.values())
        if number(g["n"]) != true:
            yield Wrong("jumlah daerah", f"{true} indikator")


@pattern(rf"(?P<name>[A-Z][^(;:]*?) \((?P<x>{V}); sebenarnya (?:antara (?P<a>\d,\d+) dan (?P<b>\d,\d+)|(?P<e>\d,\d+))\)", kinds="text", pages="peringkat")  # fmt: skip
def _exact_example(c: Context, g: Groups) -> Found:
    name = re.sub(r"^(?:Contoh: |dan |¤+ ?)+", "", g["name"]).strip()
    items = [i for p in c.places(name) if (i := c.calc.of(p.code, c.year, c.stage)) and i.index is not None]
    low, high = (g["a"], g["b"]) if g["a"] else (g["e"], g["e"])
    if not any(shows(low, item.bounds[0]) and shows(high, item.bounds[1]) for item in items):
        yield Wrong("jarak dan rentang", "; ".join(f"{written(i.bounds[0], 4)} sampai {written(i.bounds[1], 4)}" for i in items))  # fmt: skip


@pattern(rf"^(?P<name>.+?) unggul di (?P<n>{N}) dari (?P<of>{N}) selisih domain", kinds="heading", pages="perbandingan")
def _ahead_in(c: Context, g: Groups) -> Found:
    if not c.compared:
        return
    first, *others = c.compared
    gaps = [
        first.values[code] - other.values[code]
        for other in others
        for code in c.pillar_codes()
        if code in first.values and code in other.values
    ]
    if (number(g["n"]), number(g["of"])) != (sum(gap > 0 for gap in gaps), len(gaps)):
        yield Wrong("perbandingan", f"{sum(gap > 0 for gap in gaps)} dari {len(gaps)}")


@pattern(rf"^Jarak terlebar (?P<x>{V}) di (?P<what>.+)$", kinds="heading", pages="perbandingan")
def _widest(c: Context, g: Groups) -> Found:
    spans = {}
    for code in ["index", *c.pillar_codes()]:
        values = [item.values[code] for item in c.compared if code in item.values]
        if len(values) > 1:
            spans[code] = max(values) - min(values)
    if spans and (not shows(g["x"], max(spans.values())) or spans.get(c.node(g["what"])) != max(spans.values())):
        yield Wrong("superlatif", f"{c.short([k for k, v in spans.items() if v == max(spans.values())])}")


@pattern(rf"^(?P<names>.+?) (?P<each>masing-masing )?tertinggi(?P<or> atau setara)? di (?:(?P<all>semua)|(?P<n>{N}) dari (?P<of>{N})) domain", kinds="heading", pages="perbandingan")  # fmt: skip
def _most_highest(c: Context, g: Groups) -> Found:
    codes = [code for code in c.pillar_codes() if all(code in item.values for item in c.drawn)]
    if not codes:
        return
    wins = [
        sum(item.values[code] == max(other.values[code] for other in c.drawn) for code in codes) for item in c.drawn
    ]
    said = len(codes) if g["all"] else number(g["n"])
    if said != max(wins) or (g["of"] and number(g["of"]) != len(codes)) or (g["all"] and len(codes) < len(c.pillar_codes())):  # fmt: skip
        yield Wrong("superlatif", f"{max(wins)} dari {len(codes)}")
    elif len(names(g["names"])) != wins.count(max(wins)):
        yield Wrong("superlatif", f"{wins.count(max(wins))} daerah sama banyak")


@pattern(rf"^(?P<name>.+?) tertinggi dari (?P<n>{N}) daerah \((?P<x>{V})\)(?:,? (?:tetapi tertinggal (?P<lag>{V}) di (?P<what>{PILLAR}) dari (?P<other>[^;,]+)|dan (?P<none>tidak tertinggal di domain mana pun)))?", kinds="headline", pages="perbandingan")  # fmt: skip
def _first_of(c: Context, g: Groups) -> Found:
    known = [item for item in c.compared if item.index is not None]
    if not known:
        return
    top = max(item.index or Fraction(0) for item in known)
    if number(g["n"]) != len(known) or not shows(g["x"], top):
        yield Wrong("superlatif", f"{written(top)} dari {len(known)}")
    best = next(item for item in known if item.index == top)
    lags = {
        code: max(item.values.get(code, Fraction(0)) for item in known) - best.values[code]
        for code in c.pillar_codes()
        if code in best.values
    }
    if g["none"] and max(lags.values(), default=Fraction(0)) > 0:
        yield Wrong("superlatif", "tertinggal di satu domain")
    if g["what"] and not shows(g["lag"], lags.get(c.node(g["what"]), Fraction(-1))):
        yield Wrong("selisih", written(lags.get(c.node(g["what"]), Fraction(-1))))


@pattern(rf", tetapi (?P<w>unggul|tertinggal) (?P<x>{V}) di (?P<what>{PILLAR})", kinds="headline", pages="perbandingan")
def _but_ahead(c: Context, g: Groups) -> Found:
    if len(c.compared) < 2:
        return
    node, first = c.node(g["what"]), c.compared[0]
    sign = 1 if g["w"] == "unggul" else -1
    gaps = [
        sign * (first.values[node] - item.values[node])
        for item in c.compared[1:]
        if node in first.values and node in item.values
    ]
    if not any(shows(g["x"], gap) for gap in gaps):
        yield Wrong("selisih", ", ".join(map(written, gaps)))


@pattern(rf"^(?P<name>.+?) (?P<x>{V}): pilih daerah lain untuk dibandingkan", kinds="headline", pages="perbandingan")
def _alone(c: Context, g: Groups) -> Found:
    if not any(item.index is not None and shows(g["x"], item.index) for item in assessed(c, g["name"])):
        yield Wrong("indeks", g["name"])


@pattern(r"^Diagram titik (?P<names>[^:]+): (?P<list>(?:Indeks|[A-Z]).+)\.$", kinds="picture", pages="perbandingan")
def _compared_chart(c: Context, g: Groups) -> Found:
    for part in g["list"].split("; "):
        found = re.match(rf"(?P<what>.+?) (?P<values>(?:{V}|–)(?:, (?:{V}|–))*)$", part)
        if not found:
            continue
        node = c.node(found["what"])
        for item, x in zip(c.compared, found["values"].split(", "), strict=False):
            if x != "–" and not (node in item.values and shows(x, item.values[node])):
                yield Wrong("nilai domain", f"{item.region} {found['what']}")
            if x != "–" and c.home and item.region == c.home.code:
                yield Said(("indeks", c.year) if node == "index" else ("nilai", node, c.year), x)


@pattern(r"^Tabel warna (?P<rows>\d+) baris; terlemah di tiap baris: (?P<list>.+?)\.$", kinds="picture", pages="prioritas")  # fmt: skip
def _weak_map(c: Context, g: Groups) -> Found:
    if c.province or c.home:
        group = [
            item
            for item in c.calc.group(c.year, c.stage, "", c.province or (c.home.province if c.home else ""))
            if not item.misprint and any(code in item.values for code in c.pillar_codes())
        ]
        if number(g["rows"]) != len(group):
            yield Wrong("jumlah daerah", f"{len(group)} baris")
        for short, n in re.findall(rf"({PILLAR}) (\d+)", g["list"]):
            true = sum(c.node(short) in item.weakest(c.pillar_codes()) for item in group)
            if int(n) != true:
                yield Wrong("terlemah", f"{short} {true}")


@pattern(rf"^(?P<what>{PART}): (?P<name>[^:]+?) sudah (?P<x>{V})$", kinds="heading", pages="prioritas")
def _already(c: Context, g: Groups) -> Found:
    node = c.node(g["what"])
    items = [i for p in c.places(g["name"]) if (i := c.calc.of(p.code, c.year, c.stage)) and node in i.values]
    if not any(shows(g["x"], item.values[node]) for item in items):
        yield Wrong("nilai domain", ", ".join(written(item.values[node]) for item in items))


def _right(c: Context) -> list[Assessment]:
    return [item for item in c.calc.group(c.year, c.stage, c.kind, c.province) if not item.misprint]


@pattern(rf"^Poin hilang terbanyak \| (?P<what>{PILLARS}) \| rata-rata (?P<x>{V})", kinds="figure", pages="prioritas")
@pattern(rf"^(?P<what>{PILLARS}) menahan rata-rata paling banyak: (?P<x>{V}) poin", kinds="heading", pages="prioritas")
def _lost_on_average(c: Context, g: Groups) -> Found:
    lost = {}
    for code in c.pillar_codes():
        found = [item.lost(code) for item in _right(c) if code in item.values]
        if found:
            lost[code] = sum(found, Fraction(0)) / len(found)
    node = c.node(names(g["what"])[0])
    if lost and (lost.get(node) != max(lost.values()) or not shows(g["x"], lost[node])):
        yield Wrong("poin hilang", f"{c.short([k for k, v in lost.items() if v == max(lost.values())])} {written(max(lost.values()))}")  # fmt: skip


@pattern(
    rf"^Nilai terendah \| (?P<what>{PILLARS}) \| di (?P<n>{N}) dari (?P<of>{N})", kinds="figure", pages="prioritas"
)
def _lowest_figure(c: Context, g: Groups) -> Found:
    group = [item for item in _right(c) if any(code in item.values for code in c.pillar_codes())]
    counts = {code: sum(code in item.weakest(c.pillar_codes()) for item in group) for code in c.pillar_codes()}
    true = [code for code, count in counts.items() if count == max(counts.values())]
    if (number(g["n"]), number(g["of"])) != (max(counts.values()), len(group)):
        yield Wrong("terlemah", f"{max(counts.values())} dari {len(group)}")
    elif [c.node(name) for name in names(g["what"])] != true:
        yield Wrong("terlemah", f"sama banyak: {c.short(true)}")


@pattern(rf"^Nilai (?:domain|aspek) diketahui untuk (?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP} di .+)$", kinds="headline")  # fmt: skip
@pattern(rf"(?P<n>{N}) (?P<group>{GROUP}) yang nilai (?:domain|aspek)nya diketahui", kinds="note")
@pattern(rf"rata-rata (?P<n>{N}) daerah\.", kinds="note", pages="prioritas")
def _pillars_known(c: Context, g: Groups) -> Found:
    known = sum(any(code in item.values for code in c.pillar_codes()) for item in _right(c))
    if number(g["n"]) not in (known, len(_right(c))):
        yield Wrong("jumlah daerah", str(known))
    if g.get("of") and number(g["of"]) != len(c.calc.governments(c.kind, c.province)):
        yield Wrong("jumlah daerah", f"dari {len(c.calc.governments(c.kind, c.province))}")


@pattern(rf"^(?P<label>(?:Nilai akhir|Penilaian \w+)) {Y}: asesor (?P<w>menaikkan|menurunkan) (?P<x>{V})", kinds="heading", pages="tren")  # fmt: skip
def _corrected(c: Context, g: Groups) -> Found:
    stages = [c.calc.of(c.subject, c.year, stage) for stage in ("mandiri", "dokumen", "interviu", "visitasi", "final")]
    known = [item.index for item in stages if item and item.index is not None]
    moves = [b - a for a in known for b in known]
    if not any(shows(g["x"], abs(move)) and (move > 0) == (g["w"] == "menaikkan") for move in moves):
        yield Wrong("perubahan", ", ".join(map(written, moves)))


@pattern(rf"^Indeks tetap: (?P<a>{PILLAR}) (?P<s>{S}) dan (?P<b>{PILLAR}) (?P<s2>{S}) saling menutup", kinds="heading", pages="tren")  # fmt: skip
def _cancelled(c: Context, g: Groups) -> Found:
    for name, s in ((g["a"], g["s"]), (g["b"], g["s2"])):
        node = c.node(name)
        change = c.calc.change(c.subject, node, c.year - 1, c.year, c.stage)
        if change is not None and not shows(s, change * c.instrument.nodes[node].weight / 100):
            yield Wrong("perubahan", f"{name} {written(change * c.instrument.nodes[node].weight / 100)}")


@pattern(
    rf"^Dua sumber menyebut nilai berbeda untuk (?P<y>{Y}): (?P<a>{V}) dan (?P<b>{V})",
    kinds="note warning text heading",
)
def _two_sources(c: Context, g: Groups) -> Found:
    item = c.calc.of(c.subject, int(g["y"]), c.stage)
    printed = {written(value) for _, value in item.figures.get("index", [])} if item else set()
    if not {g["a"], g["b"]} <= printed:
        yield Wrong("sumber bercampur", ", ".join(sorted(printed)))


@pattern(r"^Rentang peringkat: (?P<list>.+?)\.$", kinds="picture", pages="peringkat")
def _rank_ranges(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    for name, low, high in re.findall(r"([^;]+?) (\d+)(?:–(\d+))?(?:;|$)", g["list"]):
        codes = {place.code for place in c.calc.by_bare.get(name.strip(), [])}
        bands = [band(item, group) for item in group if item.region in codes]
        if (int(low), int(high or low)) not in bands:
            yield Wrong("peringkat", f"{name.strip()} {bands}")


@pattern(rf"(?P<what>{PILLARS}): (?P<n>{N}) dari (?P<of>{N}) indikator di bawah tingkat \d|^Tabel tingkat (?P<rows>{N}) baris", kinds="heading picture", pages="perbandingan")  # fmt: skip
def _levels_of_one(c: Context, g: Groups) -> Found:
    if not c.compared or len(c.compared) > 1 or not g["what"]:
        return
    first = c.compared[0]
    leaves = [code for name in names(g["what"]) for code, _ in c.instrument.nodes[c.node(name)].leaves]
    known = [first.values[code] for code in leaves if code in first.values]
    if number(g["n"]) != sum(level < c.instrument.target_level for level in known) or number(g["of"]) != len(leaves):
        yield Wrong("jumlah daerah", f"{sum(level < c.instrument.target_level for level in known)} dari {len(leaves)}")


@pattern(rf"^(?P<name>.+?) {V} \((?:{PRED})\) pada (?P<y>{Y})", kinds="headline")
@pattern(rf"(?:[Uu]ntuk|[Nn]ilai|domain|peringkat|[A-Z][\w ]+?) (?P<y>{Y})(?=[ ,.])|\((?P<y2>{Y})\)$|¤ pada (?P<y3>{Y})", kinds="headline info note heading text")  # fmt: skip
def _page_year(c: Context, g: Groups) -> Found:
    year = int(g["y"] or g.get("y2", "") or g.get("y3", ""))
    if not 2017 <= year <= 2026:
        yield Wrong("angka tanpa arti", str(year))

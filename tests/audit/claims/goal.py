"""Index, predicate, the next predicate, and how far it is."""

from fractions import Fraction

from tests.audit.calculator import hundredths
from tests.audit.claims.changes import moved
from tests.audit.claims.table import COUNT, NAME, PRED, RANGE, Found, Groups, N, V, Y, pattern
from tests.audit.context import Context, Pass, Said, Wrong, number, range_is, shows, written


@pattern(rf"(?P<name>{NAME}) (?P<x>{V}) \((?P<p>{PRED})\)", kinds="headline note text")
def _index_and_predicate(c: Context, g: Groups) -> Found:
    places = c.places(g["name"])
    known = [found for place in places if (found := c.calc.of(place.code, c.year, c.stage)) and found.index is not None]
    if not known:
        yield Pass()
        return
    if not any(shows(g["x"], item.index or Fraction(0)) for item in known):
        yield Wrong("indeks", f"{written(known[0].index or Fraction(0))}")
    if not any(item.predicate == g["p"] for item in known):
        yield Wrong("predikat", known[0].predicate)
    if c.home and c.home in places:
        yield Said(("indeks", c.year), g["x"])
        yield Said(("predikat", c.year), g["p"])


@pattern(
    rf"^(?:Indeks SPBE|Indeks Pemdi)(?: \([01]–5\))? \| (?P<x>{V}) \| (?:(?P<p>{PRED})|(?P<d>{V}) dari (?P<y>{Y})|tetap dari "
    rf"(?P<y2>{Y})|tidak ada nilai (?P<none>{Y})|seperti sekarang|belum lengkap|(?P<rest>[^|]*))",
    kinds="figure",
)
def _index_figure(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.index is None:
        yield Wrong("indeks", "tidak ada nilai")
        return
    if not shows(g["x"], own.index):
        yield Wrong("indeks", written(own.index))
    yield Said(("indeks", c.year), g["x"])
    if g["p"]:
        if g["p"] != own.predicate:
            yield Wrong("predikat", own.predicate)
        yield Said(("predikat", c.year), g["p"])
    if g["d"]:
        yield from moved(c, "index", int(g["y"]), c.year, "", g["d"])
    if g["none"] and c.calc.change(own.region, "index", int(g["none"]), c.year, c.stage) is not None:
        yield Wrong("dasar perubahan", f"ada nilai {g['none']}")


@pattern(rf"^Predikat \| (?P<p>{PRED}) \| (?:(?P<gap>{RANGE}) ke (?P<goal>{PRED})|(?P<top>predikat tertinggi))", kinds="figure")  # fmt: skip
def _predicate_figure(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or own.index is None:
        yield Wrong("predikat", "tidak ada nilai")
        return
    if g["p"] != own.predicate:
        yield Wrong("predikat", own.predicate)
    yield Said(("predikat", c.year), g["p"])
    yield from _goal(c, g["goal"], g["gap"], top=bool(g["top"]))


def _goal(c: Context, goal: str, gap: str, *, top: bool = False) -> Found:
    own = c.own
    if own is None or own.index is None:
        return
    if top:
        if own.goal is not None:
            yield Wrong("sasaran dan predikat", f"berikutnya {own.goal}")
        return
    if goal != own.goal:
        yield Wrong("sasaran dan predikat", f"predikat {own.predicate}, berikutnya {own.goal}")
        return
    yield Said(("sasaran", c.year), goal)
    if gap:
        lower, (low, high) = own.instrument.lower(goal), own.bounds
        least, most = max(lower - high, Fraction(0)), lower - low
        wrong = range_is(gap, least, most)
        if wrong and not own.combinations and shows(gap.partition("–")[0], lower - own.index) and "–" not in gap:
            wrong = ""  # only two decimals are known of the index: so are two of the distance
        if wrong:
            yield Wrong("jarak dan rentang", f"jarak ke {goal}: {wrong}")
        yield Said(("jarak", c.year, goal), gap.replace(" sampai ", "–"))


@pattern(rf"^Jarak ke (?P<goal>{PRED}) \| (?P<gap>{RANGE}) \| batas (?P<x>{V})", kinds="figure")
def _distance_figure(c: Context, g: Groups) -> Found:
    yield from _goal(c, g["goal"], g["gap"])
    yield from _threshold(c, g)


@pattern(rf"(?P<name>{NAME}) (?:kurang (?P<gap>{RANGE}) poin untuk|(?P<short>(?:kurang dari|paling banyak) {V}) poin lagi untuk) (?P<goal>{PRED})")  # fmt: skip
def _distance_headline(c: Context, g: Groups) -> Found:
    yield from _goal(c, g["goal"], g["gap"] or g["short"])


@pattern(r"^Jarak ke predikat berikutnya \| – \| (?P<top>predikat tertinggi)", kinds="figure")
@pattern(rf"(?P<name>{NAME}) (?P<top>sudah) (?P<p>Memuaskan)(?=;)", kinds="headline")
def _top(c: Context, g: Groups) -> Found:
    yield from _goal(c, "", "", top=True)


@pattern(rf"(?P<goal>{PRED})(?:,)? mulai (?P<x>{V})|batas (?P<x2>{V})")
def _threshold(c: Context, g: Groups) -> Found:
    x = g.get("x") or g.get("x2", "")
    if g.get("goal") and not shows(x, c.instrument.lower(g["goal"])):
        yield Wrong("sasaran dan predikat", f"{g['goal']} mulai {written(c.instrument.lower(g['goal']))}")


@pattern(rf"(?P<name>{NAME}) (?P<x>{V}): (?P<n>{COUNT}) (?P<what>kenaikan tingkat|indikator) lagi untuk (?P<goal>{PRED})", kinds="headline")  # fmt: skip
def _steps_headline(c: Context, g: Groups) -> Found:
    if c.own and c.own.index is not None and not shows(g["x"], c.own.index):
        yield Wrong("indeks", written(c.own.index))
    yield from _goal(c, g["goal"], "")
    yield Said(("rencana", c.year, g["goal"], g["what"]), number(g["n"]))


@pattern(rf"; (?:menaikkan (?P<i>{COUNT}) indikator|(?P<n>{COUNT}) kenaikan tingkat di (?P<where>[^;]+?)) (?:sudah|belum pasti) cukup", kinds="headline", pages="prioritas")  # fmt: skip
def _plan_headline(c: Context, g: Groups) -> Found:
    if c.own and c.own.goal:
        what, n = ("indikator", g["i"]) if g["i"] else ("kenaikan tingkat", g["n"])
        yield Said(("rencana", c.year, c.own.goal, what), number(n))


@pattern(r"indeks sebelum dibulatkan diketahui di antara (?P<low>\d,\d{4}) dan (?P<high>\d,\d{4})", kinds="note")
def _bounds_of_index(c: Context, g: Groups) -> Found:
    ends = [written(end, 4) for end in c.own.bounds] if c.own and c.own.index is not None else []
    if [g["low"], g["high"]] != ends:
        yield Wrong("indeks", f"{ends}")


@pattern(rf"^Rencana teringan \| (?P<n>{N}) (?P<what>kenaikan|indikator) \| (?:di [^|]*|(?P<steps>{N}) kenaikan tingkat)", kinds="figure")  # fmt: skip
def _plan_figure(c: Context, g: Groups) -> Found:
    if c.own and c.own.goal:
        what = "indikator" if g["what"] == "indikator" else "kenaikan tingkat"
        yield Said(("rencana", c.year, c.own.goal, what), number(g["n"]))
        if g["steps"]:
            yield Said(("rencana", c.year, c.own.goal, "kenaikan tingkat"), number(g["steps"]))


@pattern(rf"Langkah termurah ke (?P<goal>{PRED}): (?P<n>{COUNT}) kenaikan tingkat di (?:(?P<i>{COUNT}) indikator )?(?P<where>[^.,]+)", kinds="text")  # fmt: skip
def _plan_line(c: Context, g: Groups) -> Found:
    yield from _goal(c, g["goal"], "")
    yield Said(("rencana", c.year, g["goal"], "kenaikan tingkat"), number(g["n"]))
    if g["i"]:
        yield Said(("rencana", c.year, g["goal"], "indikator"), number(g["i"]))


@pattern(rf"^Rencana teringan: (?P<x>{V}) menjadi (?P<to>{V}) dengan (?P<n>{COUNT}) kenaikan tingkat", kinds="heading")
@pattern(rf"^(?P<x>{V}) menjadi (?P<to>{V}) \((?P<p>{PRED})\): (?P<n>{COUNT}) kenaikan pada (?P<b>{COUNT}) (?:butir|indikator)", kinds="heading")  # fmt: skip
def _plan_title(c: Context, g: Groups) -> Found:
    if c.own and c.own.goal and c.own.index is not None:
        if not shows(g["x"], c.own.index):
            yield Wrong("indeks", written(c.own.index))
        if number(g["to"]) < hundredths(c.own.instrument.lower(c.own.goal)):
            yield Wrong("rencana", f"{g['to']} belum {c.own.goal}")
        yield Said(("rencana", c.year, c.own.goal, "kenaikan tingkat"), number(g["n"]))

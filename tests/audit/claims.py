"""Takes the sentences of a page apart and holds each claim against the calculator.

``PATTERNS`` is the one table of wordings. A row has a name, the pages and kinds of line it is for, a regular expression
with named groups, and a check. A check yields :class:`Wrong` for what is false and :class:`Said` for a fact that other
lines and pages may tell too. What a row matches is consumed; a number that no row consumes is of the kind *angka
tanpa arti*. ``UNREAD`` lists, each with its reason, what need not be read. ``FALSE_WORDS`` are wordings that are false
whatever the figures are. See the package's docstring for how to add a row.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.audit.calculator import Assessment, hundredths
from tests.audit.context import (
    Context,
    Said,
    Wrong,
    number,
    range_is,
    same_way,
    shows,
    written,
)
from tests.audit.pages import Line

Found = Iterator[Wrong | Said]
Check = Callable[[Context, "Groups"], Found]

PRED = "Kurang|Cukup|Baik|Sangat Baik|Memuaskan"
X = r"\d{1,3}(?:\.\d{3})*(?:,\d+)?"
V = r"\d,\d\d"
S = r"[+−-]?\d+,\d+"
Y = r"20\d\d"
N = r"\d{1,3}(?:\.\d{3})*(?![,\d])"
COUNT = rf"(?:{N}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)"
GROUP = r"(?:kabupaten|kota|provinsi|pemerintah daerah|daerah)"
NAME = r"[A-Z][\w'’.\- ]*?"
RANGE = rf"(?:{V}(?:–{V}| sampai {V})?|kurang dari {V}|paling banyak {V})"
PILLAR = (
    r"(?:Kebijakan|Tata Kelola|Manajemen|Layanan|Penyelenggara|Data|Keamanan|Teknologi|Keterpaduan|Kepuasan Pengguna)"
)
PART = r"(?:[A-Z][\w.&’\-]*(?:,? (?:[A-Z&][\w.&’\-]*))*?)"
PILLARS = rf"{PILLAR}(?:(?:, dan |, | dan ){PILLAR})*"


class Groups(dict[str, str]):
    """The named groups of a match; one that took no part is empty."""


@dataclass(frozen=True)
class Pattern:
    """A wording: its name, where it may stand, how it reads, and what it must fulfil."""

    name: str
    regex: re.Pattern[str]
    check: Check
    kinds: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()


PATTERNS: list[Pattern] = []


def pattern(regex: str, *, kinds: str = "", pages: str = "") -> Callable[[Check], Check]:
    """Add a row to the table; rows are tried in the order in which they stand."""

    def add(check: Check) -> Check:
        name = check.__name__.strip("_")
        PATTERNS.append(
            Pattern(name, re.compile(regex), check, frozenset(kinds.split()), frozenset(pages.split()))
        )  # fmt: skip
        return check

    return add


def names(text: str) -> list[str]:
    """Split ``A, B, dan C``."""
    return [part for part in re.split(r", dan |, | dan ", text) if part]


# ---------------------------------------------------------------------------------------------------------------------
# Index, predicate, goal


@pattern(rf"(?P<name>{NAME}) (?P<x>{V}) \((?P<p>{PRED})\)", kinds="headline note text")
def _index_and_predicate(c: Context, g: Groups) -> Found:
    if c.page in ("simulasi",) and g["name"].endswith("menjadi"):
        return
    places = c.places(g["name"])
    known = [found for place in places if (found := c.calc.of(place.code, c.year, c.stage)) and found.index is not None]
    if not known:
        return
    if not any(shows(g["x"], item.index or Fraction(0)) for item in known):
        yield Wrong("indeks", f"{written(known[0].index or Fraction(0))}")
    if not any(item.predicate == g["p"] for item in known):
        yield Wrong("predikat", known[0].predicate)
    if c.home and c.home in places:
        yield Said(("indeks", c.year), g["x"])
        yield Said(("predikat", c.year), g["p"])


@pattern(
    rf"^(?:Indeks SPBE|Indeks Pemdi) \([01]–5\) \| (?P<x>{V}) \| (?:(?P<p>{PRED})|(?P<d>{V}) dari (?P<y>{Y})|tetap dari "
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
        yield from _moved(c, "index", int(g["y"]), c.year, "", g["d"])
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


@pattern(rf"^Jarak ke predikat berikutnya \| – \| (?P<top>predikat tertinggi)", kinds="figure")
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


# ---------------------------------------------------------------------------------------------------------------------
# Ranks


def _rank_scopes(c: Context, label: str) -> tuple[str, str]:
    return {"Peringkat provinsi": (c.kind, c.province), "Peringkat nasional": (c.kind, "")}[label]


def _rank(c: Context, code: str, n: str, of: str, kind: str, province: str) -> Found:
    ranks = c.calc.ranks(c.year, c.stage, kind, province)
    if code not in ranks:
        yield Wrong("peringkat", "tidak dalam kelompok")
        return
    if ranks[code] != number(n):
        yield Wrong("peringkat", f"{ranks[code]} dari {len(ranks)}")
    if of and len(ranks) != number(of):
        yield Wrong("jumlah daerah", f"{len(ranks)}")


def _rank_before(c: Context, code: str, n: str, kind: str, province: str, of: str = "") -> Found:
    """Hold a rank of the year before: among all of that year, or among those of both years."""
    all_ = c.calc.ranks(c.year - 1, c.stage, kind, province)
    both, _ = c.calc.common_ranks(c.year, c.stage, kind, province)
    allowed = {ranks[code] for ranks in (all_, both) if code in ranks}
    if number(n) not in allowed:
        yield Wrong("pindah peringkat", f"{c.year - 1}: {sorted(allowed)}")
    if of and number(of) not in (len(all_), len(both)):
        yield Wrong("jumlah daerah", f"{len(all_)} pada {c.year - 1}")


def _rank_move(c: Context, code: str, word: str, steps: str, kind: str, province: str) -> Found:
    """Hold a move of ranks: among the governments of both years."""
    before, now = c.calc.common_ranks(c.year, c.stage, kind, province)
    if code not in before:
        yield Wrong("pindah peringkat", f"tidak dinilai pada {c.year - 1}")
        return
    moved = before[code] - now[code]
    true = "naik" if moved > 0 else "turun" if moved < 0 else "tetap"
    if word != true or (steps and number(steps) != abs(moved)):
        yield Wrong("pindah peringkat", f"{true} {abs(moved)} di antara {len(now)} daerah yang sama")


@pattern(
    rf"^(?P<label>Peringkat (?:provinsi|nasional)) \| (?P<n>{N}) dari (?P<of>{N}) \| (?:(?P<tetap>tetap )?dari peringkat "
    rf"(?P<before>{N})|(?P<dir>naik|turun) (?P<steps>{N})(?: peringkat)? dari (?P<y>{Y})|(?P<still>tetap) sejak (?P<y2>{Y})|"
    rf"(?P<rest>[^|]*)) \| (?:(?:Tahun sebelumnya|{Y}: peringkat (?P<b2>{N})) dari (?P<pof>{N}) daerah)?",
    kinds="figure",
)
def _rank_figure(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    kind, province = _rank_scopes(c, g["label"])
    code = c.home.code
    yield from _rank(c, code, g["n"], g["of"], kind, province)
    yield Said((g["label"].lower(), c.year), f"{g['n']} dari {g['of']}")
    before = g["before"] or g["b2"]
    if before:
        yield from _rank_before(c, code, before, kind, province, g["pof"])
    if g["dir"] or g["still"]:
        yield from _rank_move(c, code, g["dir"] or "tetap", g["steps"], kind, province)
    elif g["before"]:
        b, n = number(g["before"]), number(g["n"])
        yield from _rank_move(c, code, "naik" if n < b else "turun" if n > b else "tetap", "", kind, province)


@pattern(rf"(?P<name>{NAME}) peringkat (?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP} di [^:,;]+)", kinds="headline")
def _rank_headline(c: Context, g: Groups) -> Found:
    yield from _placed(c, g)


@pattern(rf"(?:tetap di )?peringkat (?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP} di [^:,;]+)", kinds="headline")
def _placed(c: Context, g: Groups) -> Found:
    scope = c.scope(g["group"])
    if scope is None or c.home is None:
        yield Wrong("label kelompok", f"kelompok tidak dikenal: {g['group']}")
        return
    yield from _rank(c, c.home.code, g["n"], g["of"], *scope)
    yield Said((f"peringkat {'provinsi' if scope[1] else 'nasional'}", c.year), f"{g['n']} dari {g['of']}")


@pattern(rf"(?P<dir>naik|turun) dari peringkat (?P<b>{N}) ke (?P<n>{N}) di (?P<place>[^:,;]+)", kinds="headline")
def _rank_from_to(c: Context, g: Groups) -> Found:
    scope = c.scope(g["place"])
    if scope is None or c.home is None:
        yield Wrong("label kelompok", f"kelompok tidak dikenal: {g['place']}")
        return
    both = c.calc.common_ranks(c.year, c.stage, *scope)[1].get(c.home.code)
    if number(g["n"]) != both:
        yield from _rank(c, c.home.code, g["n"], "", *scope)
    yield from _rank_before(c, c.home.code, g["b"], *scope)
    yield from _rank_move(c, c.home.code, g["dir"], "", *scope)


@pattern(rf": (?:(?P<dir>naik|turun) (?P<n>{COUNT}) peringkat dari (?P<y>{Y})|(?P<still>peringkat tetap) sejak (?P<y2>{Y}))(?P<but> meski|, )? ?indeks (?:(?P<d>naik|turun) (?P<x>{V})|(?P<same>tetap|turun|naik)\b)", kinds="headline", pages="peringkat")  # fmt: skip
def _rank_steps(c: Context, g: Groups) -> Found:
    if c.home is None or c.own is None:
        return
    scope = (c.kind, c.province)
    yield from _rank_move(c, c.home.code, g["dir"] or "tetap", g["n"], *scope)
    yield from _moved(c, "index", c.year - 1, c.year, g["d"] or g["same"], g["x"])


@pattern(rf"(?P<side>Di bawah|Di atas) peringkat (?P<n>{N}) \| (?P<gap>{V}|kurang dari 0,01) \| (?P<name>.+?) (?P<x>{V}) \|", kinds="figure")  # fmt: skip
def _next_to(c: Context, g: Groups) -> Found:
    own, scope = c.own, (c.kind, c.province)
    if own is None or own.index is None:
        return
    ranks = c.calc.ranks(c.year, c.stage, *scope)
    for place in c.places(g["name"]):
        other = c.calc.of(place.code, c.year, c.stage)
        if other and other.index is not None and place.code in ranks and ranks[place.code] == number(g["n"]):
            gap = other.index - own.index if g["side"] == "Di bawah" else own.index - other.index
            right = gap >= 0 and (shows(g["gap"], gap) if not g["gap"].startswith("kurang") else gap < Fraction(1, 200))
            if not right or not shows(g["x"], other.index):
                yield Wrong("selisih", written(gap))
            return
    yield Wrong("peringkat", f"{g['name']} bukan peringkat {g['n']}")


@pattern(rf", (?P<gap>{V}|kurang dari 0,01) di (?P<side>bawah|atas) (?P<name>[^:;,]+)$", kinds="headline", pages="peringkat")  # fmt: skip
def _next_to_headline(c: Context, g: Groups) -> Found:
    own = c.own
    others = [c.calc.of(place.code, c.year, c.stage) for place in c.places(g["name"])]
    if own is None or own.index is None:
        return
    sign = 1 if g["side"] == "bawah" else -1
    gaps = [sign * (other.index - own.index) for other in others if other and other.index is not None]
    if not any(shows(g["gap"], x) if g["gap"][0].isdigit() else abs(x) < Fraction(1, 200) for x in gaps):
        yield Wrong("selisih", ", ".join(map(written, gaps)))


@pattern(rf"(?P<name>{NAME}) pasti (?:di peringkat (?P<n>{N})|di antara peringkat (?P<a>{N}) dan (?P<b>{N})) dari (?P<of>{N})", kinds="text")  # fmt: skip
@pattern(rf"^Di Indonesia: (?:pasti di peringkat (?P<n>{N})|di antara peringkat (?P<a>{N}) dan (?P<b>{N})) dari (?P<of>{N})", kinds="note")  # fmt: skip
def _rank_band(c: Context, g: Groups) -> Found:
    if c.home is None or c.own is None:
        return
    group = c.calc.group(c.year, c.stage, c.kind, "" if "name" not in g or not g["name"] else c.province)
    if len(group) != number(g["of"]):
        yield Wrong("jumlah daerah", str(len(group)))
    best, worst = _band(c.own, group)
    said = (number(g["n"] or g["a"]), number(g["n"] or g["b"]))
    if said != (best, worst):
        yield Wrong("peringkat", f"{best} sampai {worst}")
    if c.own.misprint:
        yield Wrong("salah cetak", "angka salah cetak tidak pasti")


def _band(own: Assessment, group: tuple[Assessment, ...]) -> tuple[int, int]:
    others = [item for item in group if item is not own]
    return (
        1 + sum(item.bounds[0] > own.bounds[1] for item in others),
        1 + sum(item.bounds[1] > own.bounds[0] for item in others),
    )


@pattern(rf"(?P<all>Semua )?(?P<n>{N})(?: dari (?P<of>{N}))? peringkat (?P<open>belum )?pasti")
def _sure_ranks(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    bands = [_band(item, group) for item in group]
    sure = sum(best == worst for best, worst in bands)
    true = len(group) - sure if g["open"] else sure
    if number(g["n"]) != true or (g["of"] and number(g["of"]) != len(group)):
        yield Wrong("peringkat", f"{true} dari {len(group)}")


@pattern(r"Setelah dua daerah di peringkat 2 menyusul peringkat 4")
def _old_rule(c: Context, g: Groups) -> Found:
    ranks = sorted(c.calc.ranks(c.year, c.stage, c.kind, c.province).values())
    for at, rank in enumerate(ranks):
        shared = ranks.count(rank)
        if at + shared < len(ranks) and ranks.index(rank) == at and shared > 1 and ranks[at + shared] != rank + shared:
            yield Wrong("kata", f"setelah {shared} di peringkat {rank} menyusul {ranks[at + shared]}")
            return


@pattern(rf"(?P<name>{NAME}) (?P<dir>naik|turun) (?P<n>{N})(?=;| peringkat$)", kinds="heading", pages="peringkat")
def _mover(c: Context, g: Groups) -> Found:
    yield from _farthest(c, g["name"], g["dir"], g["n"])


@pattern(rf"^(?P<dir>Naik|Turun) paling jauh \| (?P<n>{N}) peringkat \| (?P<name>[^|]+?) \|", kinds="figure")
def _farthest_figure(c: Context, g: Groups) -> Found:
    yield from _farthest(c, g["name"], g["dir"].lower(), g["n"])


def _farthest(c: Context, name: str, word: str, n: str) -> Found:
    before, now = c.calc.common_ranks(c.year, c.stage, c.kind, c.province)
    moves = {code: before[code] - now[code] for code in now}
    codes = [place.code for place in c.places(name) if place.code in moves]
    if not codes:
        yield Wrong("pindah peringkat", f"{name} tidak ada di kedua tahun")
        return
    sign = 1 if word == "naik" else -1
    if not any(moves[code] * sign == number(n) for code in codes):
        yield Wrong("pindah peringkat", f"{name}: {moves[codes[0]]:+} di antara {len(now)} daerah yang sama")
    elif max(move * sign for move in moves.values()) != number(n):
        yield Wrong("superlatif", f"terjauh {max(move * sign for move in moves.values())}")


# ---------------------------------------------------------------------------------------------------------------------
# Changes


def _moved(c: Context, node: str, before: int, after: int, word: str, x: str, region: str = "") -> Found:
    """Hold a change of a node between two years."""
    code = region or (c.home.code if c.home else "")
    change = c.calc.change(code, node, before, after, c.stage)
    if change is None:
        yield Wrong("dasar perubahan", f"{c.short(node)}: tidak ada nilai {before} atau {after}")
        return
    shown = hundredths(change)
    true = "naik" if shown > 0 else "turun" if shown < 0 else "tetap"
    if word and word != true:
        yield Wrong("perubahan", f"{c.short(node)} {true} {written(abs(change))} dari {before}")
    elif x and number(x) != abs(shown):
        yield Wrong("perubahan", f"{c.short(node)} {true} {written(abs(change))} dari {before}")
    if code == (c.home.code if c.home else ""):
        yield Said(("perubahan", node, before, after), str(shown) if word or x else "")


@pattern(
    rf"(?P<dir>naik|turun|tetap)(?: {V})? dari {Y}, (?P<but>dan|tetapi) (?=(?P<rdir>naik|turun) dari peringkat)",
    kinds="headline",
)
def _and_or_but(c: Context, g: Groups) -> Found:
    """Only the word between two movements; the movements have rows of their own and are read there."""
    if (g["dir"] == g["rdir"]) != (g["but"] == "dan"):
        yield Wrong("kata", f"{g['dir']} … {g['but']} {g['rdir']}")
    yield from _moved(c, "index", c.year - 1, c.year, g["dir"], "")


@pattern(rf"(?P<what>{PILLAR} )?(?P<dir>naik|turun|tetap)(?: (?P<x>{V}))?(?: pada {Y})? ?(?:dari|sejak) (?P<y>{Y})", kinds="headline heading note figure", pages="ringkasan profil tren")  # fmt: skip
def _since(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    node = c.node(g["what"].strip()) if g["what"] else "index"
    line = c.line(node)
    newest = max(line, default=c.year) if c.page == "tren" else c.year
    yield from _moved(c, node, int(g["y"]), newest, g["dir"], g["x"])


@pattern(rf"(?P<what>{PILLAR}) (?P<dir>naik|turun|tetap)(?: (?P<x>{V}))?, tetapi (?P<d2>naik|turun) (?P<x2>{V}) pada (?P<y>{Y})", kinds="heading", pages="tren")  # fmt: skip
def _pillar_line(c: Context, g: Groups) -> Found:
    node = c.node(g["what"])
    line = c.line(node)
    if len(line) < 2:
        return
    yield from _moved(c, node, min(line), max(line), g["dir"], g["x"])
    yield from _moved(c, node, int(g["y"]) - 1, int(g["y"]), g["d2"], g["x2"])
    if same_way(line[max(line)] - line[min(line)], line[max(line)] - line.get(max(line) - 1, line[max(line)])) != -1:
        yield Wrong("kata", "tetapi tanpa arah berlawanan")


@pattern(rf"tetapi (?P<what>{PILLAR}) (?P<dir>naik|turun) (?P<x>{V})(?! sejak)", kinds="headline", pages="ringkasan profil")  # fmt: skip
def _against(c: Context, g: Groups) -> Found:
    yield from _moved(c, c.node(g["what"]), c.year - 1, c.year, g["dir"], g["x"])


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


@pattern(rf"semua domain ikut (?P<dir>naik|turun)", kinds="headline", pages="tren")
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
        yield from _moved(c, "index", year - 1, year, (g["dir"] or g["dir2"]).lower(), g["x"] or g["x2"])


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


@pattern(rf"^(?P<what>Indeks SPBE|Indeks Pemdi|{PILLAR}) (?P<y>{Y}) \| (?P<x>{V}) \| (?:(?P<d>{V}) dari (?P<y1>{Y})|tidak ada nilai (?P<none>{Y}))", kinds="figure", pages="tren")  # fmt: skip
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
        yield from _moved(c, node, int(g["y1"]), year, "", g["d"])


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


# ---------------------------------------------------------------------------------------------------------------------
# Weakest, costliest, farthest from the median


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
            yield from _median_gap(c, c.node(name), g["group"], g["s"])


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


@pattern(rf"jumlahnya (?P<x>{V})(?P<near>, dibulatkan)?|jumlah yang diketahui (?P<x2>{V})", kinds="note", pages="prioritas")
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


def _median_gap(c: Context, node: str, group: str, s: str, *, region: str = "") -> Found:
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
    rf"(?:, (?P<x>{V}) di bawah median|, tetapi masih (?P<up>{V}) di atas median|, (?P<at>tepat) pada median) "
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
        if (g["x"] and not shows(g["x"], -gap)) or (g["up"] and not shows(g["up"], gap)) or (g["at"] and gap):
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


# ---------------------------------------------------------------------------------------------------------------------
# Groups: counts, medians, averages, leads and lags


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
            stood = sum(
                c.instrument.lower(item.predicate) < lower for item in group if item.instrument is c.instrument
            )
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
    line = c.line("index") if c.page == "tren" else {
        year: value for year, value in c.calc.years(c.home.code, c.stage).items()
        if c.instrument.first <= year <= c.instrument.last
    }  # fmt: skip
    first = int(g["y"])
    if first not in line:
        yield Wrong("dasar perubahan", f"tidak ada nilai {first}")
        return
    newest = int(g["y2"]) if g["y2"] else 0
    sign = 1 if g["what"].startswith("Keunggulan") else -1
    bases = list(_references(c, g["ref"]))
    for name, values in bases:
        years = [year for year in line if year in values and (not newest or year == newest) and year > first]
        if first in values and years:
            last = max(years)
            if shows(g["a"], sign * (line[first] - values[first])) and shows(g["b"], sign * (line[last] - values[last])):
                if last != c.year and not g["y2"] and last != max(line):
                    yield Wrong("tahun tanpa nama", f"nilai {last}")
                return
    said = "; ".join(
        f"{name} " + ", ".join(f"{year} {written(line[year] - values[year])}" for year in sorted(line) if year in values)
        for name, values in bases
    )
    yield Wrong("dasar rata-rata", said)


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
    line = c.line("index") if c.home else {}
    bases = list(_references(c, g["ref"]))
    for _, values in bases:
        years = [year for year in line if year in values]
        if years and int(g["y"]) in years:
            first, last = line[int(g["y"])] - values[int(g["y"])], line[max(years)] - values[max(years)]
            if first * last <= 0 and (last > 0) == (g["side"] == "di atas"):
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


@pattern(rf"(?P<n>{N}) (?P<group>{GROUP}) menyalip, (?P<w>naik|berubah|turun)? ?(?P<a>{S})(?: sampai (?P<b>{S}))?", kinds="heading")  # fmt: skip
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
            passed = [code for code in is_ if code in was and is_[code] < is_[home] and was[code] > was[home]]
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
    moves = [b - a for a, b, _ in (common,)] if common else []
    if printed or any(shows(x, value) for value in prints):
        moves += [now - then for now in prints for then in c.calc.printed_average(code, before)]
    right = [m for m in moves if shows(d, abs(m)) and (not word or (m > 0) == (word == "naik"))]
    if not right:
        yield Wrong("dasar rata-rata", f"perubahan pada satu dasar {[written(move) for move in moves]}")


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


@pattern(rf"^(?:Tertinggi|Indeks tertinggi|Indeks (?P<low>terendah)) \| (?P<x>{V}) \| (?P<name>[^|]+?) \|", kinds="figure", pages="ringkasan peringkat")  # fmt: skip
def _extreme_figure(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    indices = [item.index for item in group if item.index is not None]
    if not indices:
        return
    true = min(indices) if g["low"] else max(indices)
    if not shows(g["x"], true):
        yield Wrong("superlatif", written(true))
    codes = [place.code for place in c.places(g["name"])]
    if not any(item.region in codes and shows(g["x"], item.index or Fraction(0)) for item in group):
        yield Wrong("superlatif", f"{g['name']} bukan {g['x']}")


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


# ---------------------------------------------------------------------------------------------------------------------
# Pictures: what their alternative texts list


@pattern(r"^Sebaran indeks (?P<of>\d[\d.]*) daerah: (?P<list>[^;.]+)", kinds="picture")
def _bricks(c: Context, g: Groups) -> Found:
    scope = (c.kind, c.province if c.page == "peringkat" else "")
    group = c.calc.group(c.year, c.stage, *scope)
    if number(g["of"]) != len(group):
        yield Wrong("jumlah daerah", str(len(group)))
    for name, count in re.findall(rf"({PRED}) (\d[\d.]*)", g["list"]):
        true = sum(item.predicate == name for item in group)
        if number(count) != true:
            yield Wrong("jumlah daerah", f"{name} {true}")


@pattern(r"^Diagram garis: (?P<list>.+?)\.$", kinds="picture")
def _line_chart(c: Context, g: Groups) -> Found:
    for series in g["list"].split("; "):
        found = re.match(rf"(?P<name>.+?) (?P<rest>{Y} {V}.*)$", series)
        if not found:
            continue
        name, points = found["name"], re.findall(rf"({Y}) ({V})", found["rest"])
        bases: list[tuple[str, dict[int, Fraction]]] = []
        pillar = next((code for code in c.pillar_codes() if c.address.get("isi") and False), "index")
        if c.home and name == c.home.bare:
            continue  # own lines of pillars have no name of their own; the headings and figures tell them
        bases += _all_references(c, name)
        for year, x in points:
            if bases and not any(shows(x, values[int(year)]) for _, values in bases if int(year) in values):
                yield Wrong("label kelompok", f"{name} {year}: {x}; bukan {pillar}")


def _all_references(c: Context, label: str) -> list[tuple[str, dict[int, Fraction]]]:
    """Give a group's lines of the index and of the pillars, under all instruments."""
    found = []
    clean = re.sub(r" tercetak.*| \(.*|, dihitung.*", "", label)
    kind, _, rest = clean.partition(" ")
    if kind not in ("median", "rata-rata"):
        return []
    code = {"nasional": "nasional", "pemerintah daerah": "rerata-pemerintah-daerah"}.get(rest, f"rerata-{rest}")
    scope = c.scope(rest)
    for node in ("index", "D1", "D2", "D3", "D4"):
        for at in range(6):
            values = {y: p[at] for y in range(2018, 2027) if len(p := c.calc.printed_average(code, y, node)) > at}
            if kind == "rata-rata" and values:
                found.append(("tercetak", values))
        if scope:
            reader = c.calc.median if kind == "median" else c.calc.mean
            found.append(("", {y: m[0] for y in range(2018, 2027) if (m := reader(node, y, c.stage, *scope))}))
    return found


@pattern(r"^Diagram titik, (?P<own>.+?) dan (?P<ref>median .+?): (?P<list>.+?)\.$", kinds="picture")
def _dot_chart(c: Context, g: Groups) -> Found:
    scope = c.scope(g["ref"].removeprefix("median "))
    if scope is None:
        yield Wrong("label kelompok", g["ref"])
        return
    for short, own, median in re.findall(rf"({PILLAR}) ({V}|–) dan ({V}|–)", g["list"]):
        node = c.node(short)
        if c.own and own != "–" and not (node in c.own.values and shows(own, c.own.values[node])):
            yield Wrong("nilai domain", f"{short}: {written(c.own.values[node]) if node in c.own.values else '–'}")
        if c.home:
            yield Said(("nilai", node, c.year), own)
        true = c.calc.median(node, c.year, c.stage, *scope)
        if median != "–" and (true is None or not shows(median, true[0])):
            yield Wrong("median", f"{short}: {written(true[0]) if true else '–'}")


@pattern(r"^Diagram batang jarak ke median (?P<group>[^:]+): (?P<list>.+?)\.$", kinds="picture")
def _gap_chart(c: Context, g: Groups) -> Found:
    for short, s in re.findall(rf"({PILLAR}) ({S})", g["list"]):
        yield from _median_gap(c, c.node(short), g["group"], s)


@pattern(r"^Diagram batang poin yang hilang: (?P<list>.+?)\.$", kinds="picture")
def _lost_chart(c: Context, g: Groups) -> Found:
    own = c.own
    for short, x in re.findall(rf"({PART}) ({V})(?:;|$)", g["list"]):
        node = c.node(short)
        if own and c.home and node in own.values and not shows(x, own.lost(node)):
            yield Wrong("poin hilang", f"{short} {written(own.lost(node))}")


@pattern(rf"^Diagram batang perubahan: (?P<list>.+?)\.$", kinds="picture")
def _change_chart(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    for year, s in re.findall(rf"({Y}) ({S})", g["list"]):
        change = c.calc.change(c.home.code, "index", int(year) - 1, int(year), c.stage)
        if change is None or not shows(s, change):
            yield Wrong("perubahan", f"{year} {written(change) if change is not None else 'tidak ada'}")


@pattern(rf"^Radar (?P<own>.+?)(?:, dibandingkan dengan .+?)?: (?P<list>.+?)\.$", kinds="picture")
def _radar(c: Context, g: Groups) -> Found:
    for short, x in re.findall(rf"({PILLAR}) (\d(?:,\d\d)?)(?:;|$)", g["list"]):
        node = c.node(short)
        if c.own and c.home and g["own"] == c.home.bare and node in c.own.values and not shows(x, c.own.values[node]):
            yield Wrong("nilai domain", f"{short} {written(c.own.values[node])}")


@pattern(rf"^Diagram air terjun dari (?P<y>{Y}), [^:]*?(?P<x>{V}) ke (?P<y2>{Y}), [^:]*?(?P<x2>{V}): (?P<list>.+?)\.$", kinds="picture")  # fmt: skip
def _waterfall(c: Context, g: Groups) -> Found:
    if c.home is None:
        return
    for year, x in ((int(g["y"]), g["x"]), (int(g["y2"]), g["x2"])):
        found = c.calc.of(c.home.code, year, c.stage)
        if found and found.index is not None and not shows(x, found.index):
            yield Wrong("indeks", f"{year} {written(found.index)}")
    for short, s in re.findall(rf"({PILLAR}) ({S})(?:;|$)", g["list"]):
        node = c.node(short)
        change = c.calc.change(c.home.code, node, int(g["y"]), int(g["y2"]), c.stage)
        if change is not None and not shows(s, change * c.instrument.nodes[node].weight / 100):
            yield Wrong("perubahan", f"{short} {written(change * c.instrument.nodes[node].weight / 100)}")


# ---------------------------------------------------------------------------------------------------------------------
# Perbandingan


def _other(c: Context, name: str) -> list[Assessment]:
    return [found for place in c.calc.by_bare.get(name, []) if (found := c.calc.of(place.code, c.year, c.stage))]


@pattern(
    rf"(?P<name>{NAME}) (?P<verb>tertinggal|unggul) (?P<x>{V}) dari (?P<other>{NAME})(?P<all> di semua domain)?"
    rf"(?:, paling jauh (?P<far>{V}) di (?P<what>{PILLAR}))?(?=$|,|;| tetapi)",
    kinds="headline", pages="perbandingan",
)  # fmt: skip
def _compare_headline(c: Context, g: Groups) -> Found:
    mine = _other(c, g["name"])
    sign = 1 if g["verb"] == "unggul" else -1
    for own in mine:
        for other in _other(c, g["other"]):
            if own.index is None or other.index is None or not shows(g["x"], sign * (own.index - other.index)):
                continue
            gaps = {
                code: sign * (own.values[code] - other.values[code])
                for code in c.pillar_codes()
                if code in own.values and code in other.values
            }
            if g["all"] and not (len(gaps) == len(c.pillar_codes()) and min(gaps.values()) > 0):
                yield Wrong("perbandingan", f"tidak di semua domain: {c.short([k for k, v in gaps.items() if v <= 0])}")
            if g["what"] and (
                not gaps or gaps.get(c.node(g["what"])) != max(gaps.values()) or not shows(g["far"], max(gaps.values()))
            ):
                yield Wrong("superlatif", f"terjauh {written(max(gaps.values(), default=Fraction(0)))}")
            return
    yield Wrong("selisih", "selisih indeks lain")


@pattern(rf"(?P<x>{V}) (?P<side>di atas|di bawah) (?P<other>{NAME})(?=$|,|;)", kinds="headline", pages="perbandingan")
def _compare_other(c: Context, g: Groups) -> Found:
    if c.own is None or c.own.index is None:
        return
    sign = 1 if g["side"] == "di atas" else -1
    gaps = [sign * (c.own.index - item.index) for item in _other(c, g["other"]) if item.index is not None]
    if not any(shows(g["x"], gap) for gap in gaps):
        yield Wrong("selisih", ", ".join(map(written, gaps)))


@pattern(rf"^Indeks acuan \| (?P<x>{V}) \| (?P<name>[^|]+?) \|(?: {NAME}: (?P<p>{PRED})\.)?", kinds="figure")
@pattern(rf"^Indeks tertinggi \| (?P<x>{V}) \| (?P<name>[^|]+?) \|", kinds="figure", pages="perbandingan")
def _compare_index(c: Context, g: Groups) -> Found:
    found = _other(c, g["name"])
    if not any(item.index is not None and shows(g["x"], item.index) for item in found):
        yield Wrong("indeks", f"{g['name']}")
    if g.get("p") and not any(item.predicate == g["p"] for item in found):
        yield Wrong("predikat", found[0].predicate)
    if g.get("p") and c.home and g["name"] in (c.home.bare, c.home.name):
        yield Said(("indeks", c.year), g["x"])
        yield Said(("predikat", c.year), g["p"])


@pattern(rf"^Beda (?P<w>terlebar|tersempit) \| (?P<x>{V}) \| (?P<what>{PILLAR}) \|(?: Antara (?P<a>[^|]+?) dan (?P<b>[^|]+?)\.| Semuanya sama\.)?", kinds="figure")  # fmt: skip
def _spread_figure(c: Context, g: Groups) -> Found:
    if not g["a"]:
        return
    node = c.node(g["what"])
    pairs = [
        abs(a.values[node] - b.values[node])
        for a in _other(c, g["a"])
        for b in _other(c, g["b"])
        if node in a.values and node in b.values
    ]
    if not any(shows(g["x"], pair) for pair in pairs):
        yield Wrong("selisih", ", ".join(map(written, pairs)))


@pattern(rf"^Selisih \| (?P<rest>.+)$", kinds="row")
def _difference_header(c: Context, g: Groups) -> Found:
    yield from ()


# ---------------------------------------------------------------------------------------------------------------------
# Plans: what is printed about sums of levels


@pattern(rf"Jumlah tingkat ditelusuri balik dari nilai domain tercetak: (?P<list>.+?)\. (?:(?P<n>{N}) susunan cocok)?", kinds="note")  # fmt: skip
def _sums(c: Context, g: Groups) -> Found:
    own = c.own
    if own is None or not own.combinations:
        return
    if g["n"] and number(g["n"]) != len(own.combinations):
        yield Wrong("rencana", f"{len(own.combinations)} susunan")
    for name, low, high in re.findall(rf"({PART}) (\d+)(?: sampai (\d+))?(?:,|$)", g["list"]):
        node = c.node(name)
        if not node:
            continue
        leaves = {code for code, _ in own.instrument.nodes[node].leaves}
        totals = [
            sum(total for codes, total in item.sums if set(codes) <= leaves) for item in own.combinations
        ]  # fmt: skip
        if (min(totals), max(totals)) != (int(low), int(high or low)):
            yield Wrong("rencana", f"{name} {min(totals)} sampai {max(totals)}")


@pattern(rf"Indeks eksak (?P<a>\d,\d{{4}})(?: sampai (?P<b>\d,\d{{4}}))?", kinds="note")
def _exact_bounds(c: Context, g: Groups) -> Found:
    if c.own and c.own.index is not None:
        low, high = c.own.bounds
        if not shows(g["a"], low) or (g["b"] and not shows(g["b"], high)):
            yield Wrong("jarak dan rentang", f"{written(low, 4)} sampai {written(high, 4)}")


# ---------------------------------------------------------------------------------------------------------------------
# False whatever the figures are

FALSE_WORDS: tuple[tuple[str, str, str], ...] = (
    ("kata", r"\b(?:naik|turun) [−-]\d", "naik atau turun dengan angka negatif"),
    ("kata", r"\b(?:naik|turun) 0,00\b", "naik atau turun nol"),
    ("kata", r"\btetap(?: dari \d{4})?, dan (?:naik|turun)\b", "tetap, dan …: tetapi"),
    ("kata", r"(?:melebar|menyusut|menyempit): (\d,\d\d)(?: \(\d{4}\))? menjadi \1(?!\d)", "angka yang sama"),
    ("jarak dan rentang", r"\b0,00–0,01\b", "rentang 0,00–0,01"),
    ("jarak dan rentang", r"(?<![\d,])(\d+(?:,\d+)?)(?:–| sampai )\1(?![\d,])", "rentang dengan ujung yang sama"),
    ("pengecualian", r"Ask ChatGPT|Traceback|KeyError|IndexError|ValueError|single positional indexer", "pesan galat"),
    ("bahasa Inggris", r"\b(?:the|and|of|error|index out|choose|upload|file|required)\b(?! di)", "bahasa Inggris"),
    ("angka tanpa arti", r"\b(?:nan|None|NaN|NaT|inf)\b", "nilai kosong sebagai teks"),
)  # fmt: skip

PARTLY_ENGLISH = re.compile(r"Unduh|github|https?:|\.xlsx|\.csv|Open Data|dashboard|file_", re.I)


# ---------------------------------------------------------------------------------------------------------------------
# What need not be read, each with its reason

UNREAD: tuple[tuple[str, str, str], ...] = (
    ("legend", r".*", "tulisan dalam gambar; angkanya sama dengan teks alternatif, yang dibaca"),
    ("control", r".*", "nama tombol dan isian"),
    ("note", r"^Sumber: ", "judul publikasi"),
    ("note", r"^Instrumen ", "nama peraturan"),
    ("note", r"^Catatan: ", "catatan sumber"),
    ("note", r"^(?:\d{4}, )?\d{4}: peringkat\.?$", "keterangan kolom"),
    ("*", r"PermenPANRB Nomor \d+ Tahun \d{4}|Permen ?PANRB \d+/\d{4}|Kepmen PANRB \d+/\d{4}", "nama peraturan"),
    ("*", r"SPBE 20\d\d–20\d\d|Pemdi 20\d\d", "nama instrumen"),
    ("*", r"\b(?:Nilai akhir|Penilaian \w+),? 20\d\d(?:–20\d\d)?", "tahap dan tahun halaman"),
    ("*", r"[Tt]ingkat \d(?:–\d)?\b|\(1–5\)|\(0–5\)", "tingkat dan skala"),
    ("*", r"bobot \d+(?:,\d+)?%", "bobot peraturan"),
    ("*", r"[IAD]\d+(?:-\d)?\b", "kode butir"),
    ("*", r"1 \+ banyaknya", "rumus peringkat"),
    ("*", r"\b(?:dua|empat) desimal", "cara menulis"),
)  # fmt: skip


NUMBER = re.compile(r"(?<![\w])[+−]?\d[\d.,]*\d|(?<![\w])[+−]?\d")


def read_line(context: Context, line: Line) -> tuple[list[Wrong], list[Said], list[str]]:
    """Take one line apart: what is false in it, what it tells, and the numbers nobody understands."""
    wrong: list[Wrong] = []
    said: list[Said] = []
    if line.kind == "exception" or (line.kind == "error"):
        return [Wrong("pengecualian", line.text)], [], []
    for kind, regex, why in FALSE_WORDS:
        if (line.kind not in ("legend", "row", "data", "control") or kind == "pengecualian") and (
            found := re.search(regex, line.text)
        ):
            if kind == "bahasa Inggris" and (PARTLY_ENGLISH.search(line.text) or line.kind == "note"):
                continue
            wrong.append(Wrong(kind, f"{why}: {found[0]}"))
    if any(kind == line.kind and re.search(regex, line.text) for kind, regex, _ in UNREAD if kind != "*"):
        return wrong, said, []
    rest = line.text
    for row in PATTERNS:
        if (row.kinds and line.kind not in row.kinds) or (row.pages and context.page not in row.pages):
            continue
        for match in row.regex.finditer(rest):
            groups = Groups({name: value or "" for name, value in match.groupdict().items()})
            for item in row.check(context, groups):
                (wrong if isinstance(item, Wrong) else said).append(item)  # type: ignore[arg-type]
        rest = row.regex.sub(lambda match: "¤" * len(match[0]) if match[0] else "", rest)
    for kind, regex, _ in UNREAD:
        if kind == "*":
            rest = re.sub(regex, "¤", rest)
    return wrong, said, NUMBER.findall(rest)

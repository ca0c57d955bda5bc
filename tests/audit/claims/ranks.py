"""Ranks, how sure they are, and how they moved."""

from fractions import Fraction

from tests.audit.calculator import Assessment
from tests.audit.claims.changes import moved
from tests.audit.claims.table import COUNT, GROUP, NAME, Found, Groups, N, V, Y, pattern
from tests.audit.context import Context, Said, Wrong, number, shows, written


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


@pattern(rf"(?P<name>{NAME}) peringkat (?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP} di [^:,;(¤]+)", kinds="headline")
def _rank_headline(c: Context, g: Groups) -> Found:
    yield from _placed(c, g)


@pattern(rf"(?:tetap di )?peringkat (?P<n>{N}) dari (?P<of>{N}) (?P<group>{GROUP} di [^:,;(¤]+)", kinds="headline")
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


@pattern(rf": (?:(?P<dir>naik|turun) (?P<n>{COUNT}) peringkat dari (?P<y>{Y})|(?P<still>peringkat tetap) sejak (?P<y2>{Y}))(?P<but> meski|, )? ?indeks (?:(?P<d>naik|turun) (?P<x>{V})|(?P<same>tetap|turun|naik)\b)", kinds="headline", pages="peringkat peta")  # fmt: skip
def _rank_steps(c: Context, g: Groups) -> Found:
    if c.home is None or c.own is None:
        return
    scope = (c.kind, c.province)
    yield from _rank_move(c, c.home.code, g["dir"] or "tetap", g["n"], *scope)
    yield from moved(c, "index", c.year - 1, c.year, g["d"] or g["same"], g["x"])


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


@pattern(rf", (?P<gap>{V}|kurang dari 0,01) di (?P<side>bawah|atas) (?P<name>[^:;,]+)$", kinds="headline", pages="peringkat peta")  # fmt: skip
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
    best, worst = band(c.own, group)
    said = (number(g["n"] or g["a"]), number(g["n"] or g["b"]))
    if said != (best, worst):
        yield Wrong("peringkat", f"{best} sampai {worst}")
    if c.own.misprint:
        yield Wrong("salah cetak", "angka salah cetak tidak pasti")


def band(own: Assessment, group: tuple[Assessment, ...]) -> tuple[int, int]:
    others = [item for item in group if item is not own]
    return (
        1 + sum(item.bounds[0] > own.bounds[1] for item in others),
        1 + sum(item.bounds[1] > own.bounds[0] for item in others),
    )


@pattern(rf"(?P<all>Semua )?(?P<n>{N})(?: dari (?P<of>{N}))? peringkat (?P<open>belum )?pasti")
def _sure_ranks(c: Context, g: Groups) -> Found:
    group = c.calc.group(c.year, c.stage, c.kind, c.province)
    bands = [band(item, group) for item in group]
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

"""What is printed about sums of levels."""

import re

from tests.audit.claims.table import (
    PART,
    Found,
    Groups,
    N,
    pattern,
)
from tests.audit.context import Context, Wrong, number, shows, written


@pattern(rf"Jumlah tingkat ditelusuri balik dari nilai domain tercetak: (?P<list>[^.]+)\.(?: (?P<n>{N}) susunan cocok)?", kinds="note")  # fmt: skip
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


@pattern(r"Indeks eksak (?P<a>\d,\d{4})(?: (?:sampai|atau) (?P<b>\d,\d{4}))?", kinds="note")
def _exact_bounds(c: Context, g: Groups) -> Found:
    if c.own and c.own.index is not None:
        low, high = c.own.bounds
        if not shows(g["a"], low) or (g["b"] and not shows(g["b"], high)):
            yield Wrong("jarak dan rentang", f"{written(low, 4)} sampai {written(high, 4)}")


@pattern(r"^Mulai (?P<y>\d{4}) penilaian memakai (?P<next>[^;]+); rencana ini menurut (?P<now>[^,]+), dan hasilnya tidak sebanding", kinds="note")  # fmt: skip
def _other_instrument(c: Context, g: Groups) -> Found:
    if int(g["y"]) != c.year + 1 or c.instrument.last != c.year or g["next"] == g["now"]:
        yield Wrong("rencana", f"instrumen berlaku sampai {c.instrument.last}")

"""Reads what is asked for, holds it against the calculator, and counts what is false by kind."""

import gzip
import hashlib
import multiprocessing
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from tests.audit import pages, tables
from tests.audit.calculator import Calculator, hundredths
from tests.audit.claims import read_line
from tests.audit.context import Context, Said, Wrong
from tests.audit.pages import ROOT, Address, Line, Page

KEPT = ROOT / "var" / "audit"
SOURCES = ("spbe_analytics", "pages", "data/published", "dashboard.py", "tests/audit/pages.py")
A_CHILD = 100
"""Sessions that one process reads before a new one takes its place: pictures leave cycles behind."""


@dataclass(frozen=True)
class Fault:
    """Something false: its kind, where it stands, the sentence, and what is true."""

    kind: str
    address: str
    sentence: str
    why: str


def digest() -> str:
    """Name the state of the product and its data: answers are kept as long as it stays the same."""
    found = hashlib.sha256()
    for source in SOURCES:
        path = ROOT / source
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and file.suffix not in (".pyc",) and "__pycache__" not in file.parts:
                found.update(file.relative_to(ROOT).as_posix().encode())
                found.update(file.read_bytes())
    return found.hexdigest()[:16]


@cache
def calculator() -> Calculator:
    return Calculator()


_open = ExitStack()


def _start(database: str) -> None:
    _open.enter_context(pages.product(Path(database)))


def _file(folder: Path, group: Sequence[Address]) -> Path:
    return folder / f"{hashlib.sha256(repr(group).encode()).hexdigest()[:24]}.gz"


def _work(given: tuple[Path, list[Address]]) -> list[Fault]:
    """Read a group of pages, from what is kept if it is there, and audit it."""
    folder, group = given
    kept = _file(folder, group)
    if kept.exists():
        with gzip.open(kept, "rt", encoding="utf-8") as file:
            found = [pages.restored(line) for line in file]
    else:
        found = pages.read(group)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        with gzip.open(unfinished, "wt", encoding="utf-8") as file:
            file.writelines(pages.stored(page) + "\n" for page in found)
        unfinished.rename(kept)
    return list(audit(found, calculator()))


def run(addresses: Iterable[Address], jobs: int = 2) -> Iterator[list[Fault]]:
    """Read and audit pages in several processes; gives the faults of one group of pages after another."""
    folder = KEPT / digest()
    if KEPT.exists():
        for old in KEPT.iterdir():
            if old.is_dir() and old != folder:
                shutil.rmtree(old)
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "spbe.db"
    pages.make_database(database)
    groups = pages.grouped(addresses)
    with multiprocessing.get_context("spawn").Pool(jobs, _start, (str(database),), maxtasksperchild=A_CHILD) as pool:
        yield from pool.imap(_work, [(folder, group) for group in groups])


def audit(found: Sequence[Page], calc: Calculator) -> Iterator[Fault]:
    """Audit pages of one choice of filters: every line, every page in itself, and all of them together."""
    together: dict[tuple[object, ...], dict[object, list[tuple[Page, str]]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, str, str, str]] = set()
    for page in found:
        context = Context(calc, page.address, page.lines)
        for item, sentence in _read(context, page):
            if isinstance(item, Said):
                together[item.fact][item.value].append((page, sentence))
                continue
            key = (page.address.page, item.kind, sentence, item.why)
            if key not in seen:  # the same line on several tabs of a page is one
                seen.add(key)
                yield Fault(item.kind, str(page.address), sentence, item.why)
    yield from _contradictions(together)


def _contradictions(
    together: dict[tuple[object, ...], dict[object, list[tuple[Page, str]]]],
) -> Iterator[Fault]:
    """Compare what lines say of the same fact, on one page and on several."""
    for fact, values in together.items():
        named = {value: places for value, places in values.items() if value != ""}
        if len(named) < 2:
            continue
        on: dict[str, set[object]] = defaultdict(set)
        for value, places in named.items():
            for page, _ in places:
                on[page.address.page].add(value)
        kind = "satu halaman berlawanan" if any(len(said) > 1 for said in on.values()) else "dua halaman berlawanan"
        (first, a), (second, b), *_ = named.items()
        why = f"{' '.join(map(str, fact))}: {first} ({a[0][0].address.page}), {second} ({b[0][0].address.page})"
        yield Fault(kind, str(a[0][0].address), f"{a[0][1]} ↔ {b[0][1]}", why)


def _read(context: Context, page: Page) -> Iterator[tuple[Wrong | Said, str]]:
    understood = ""
    last: Line | None = None
    for line in page.lines:
        if line.kind in ("row", "data"):
            if last is None or last.kind != line.kind or (line.kind == "row" and not any(map(str.isdigit, line.text))):
                understood = line.text
            if not tables.understood(understood) and line.kind == "row" and line.text.count(" | ") > 0:
                wrong, _, unread = read_line(context, line)
                yield from ((item, line.text) for item in wrong)
                if unread:
                    yield Wrong("angka tanpa arti", f"tabel tidak dikenal: {understood}"), line.text
            last = line
            continue
        last = line
        wrong, said, unread = read_line(context, line)
        for item in (*wrong, *said, *_arrow(context, line)):
            yield item, line.text
        if unread:
            yield Wrong("angka tanpa arti", ", ".join(unread)), line.text
    yield from tables.check(context, page)
    yield from _whole(context, page)


def _arrow(context: Context, line: Line) -> Iterator[Wrong]:
    """Hold the arrow beside a figure against the way it moved."""
    home, own = context.home, context.own
    if line.kind != "figure" or line.text[-1:] not in ("↑", "↓") or home is None or own is None:
        return
    label, year = line.text.partition(" | ")[0], context.year
    change = context.calc.change(home.code, "index", year - 1, year, context.stage)
    if label.startswith("Peringkat "):
        kind = label.partition(", ")[2] or context.kind
        scope = (kind, context.province if label == "Peringkat provinsi" else "")
        before, now = context.calc.common_ranks(year, context.stage, *scope)
        change = Fraction(before[home.code] - now[home.code]) if home.code in now else None
    elif not label.startswith("Indeks "):
        return
    if change is None or (change > 0) != (line.text[-1] == "↑") or hundredths(change) == 0:
        kind = "pindah peringkat" if label.startswith("Peringkat ") else "perubahan"
        yield Wrong(kind, f"panah {line.text[-1]}, perubahan {change}")


def _whole(context: Context, page: Page) -> Iterator[tuple[Wrong | Said, str]]:
    """What only the whole page can tell: whether a misprint is marked, and whether there is a headline at all."""
    if not page.headline and context.page != "unggah" and not page.of("exception"):
        yield Wrong("keadaan kosong", "halaman tanpa judul"), " ".join(line.text for line in page.lines)[:160]
    own = context.own
    marked = any(line.kind != "legend" and "salah cetak" in line.text.lower() for line in page.lines)
    if own is not None and own.misprint and not marked and context.page in MARKED:
        yield Wrong("salah cetak", f"{own.year} tidak ditandai"), page.headline
    if context.home and context.page in ("ringkasan", "profil", "tren", "peringkat"):
        before = context.calc.of(context.home.code, context.year - 1, context.stage)
        if before is not None and before.misprint and own is not None and own.index is not None and not marked:
            yield Wrong("salah cetak", f"perubahan dari {before.year} tanpa peringatan"), page.headline


MARKED = frozenset({"ringkasan", "profil", "prioritas", "peringkat", "perbandingan", "tren", "simulasi"})

KINDS = (
    "indeks", "predikat", "nilai domain", "terlemah", "poin hilang", "tertinggal dari median", "superlatif",
    "perubahan", "dasar perubahan", "dasar rata-rata", "pindah peringkat", "peringkat", "jumlah daerah", "median",
    "kuorum", "selisih", "perbandingan", "jarak dan rentang", "sasaran dan predikat", "rencana", "salah cetak",
    "sumber bercampur", "label kelompok", "tahun tanpa nama", "kata", "bahasa Inggris", "satu halaman berlawanan",
    "dua halaman berlawanan", "pengecualian", "keadaan kosong", "angka tanpa arti",
)  # fmt: skip
"""All kinds of contradiction, one line each in the report."""


def report(faults: Sequence[Fault], examples: int = 0) -> str:
    """Write one line a kind with its count and the pages it is on, and some examples."""
    counts = Counter(fault.kind for fault in faults)
    lines = []
    for kind in dict.fromkeys((*KINDS, *sorted(counts))):
        mine = [fault for fault in faults if fault.kind == kind]
        on = Counter(fault.address.split("?")[0].lstrip("/") for fault in mine)
        where = f"  ({', '.join(f'{page} {count}' for page, count in on.most_common())})" if mine else ""
        lines.append(f"{counts[kind]:6d}  {kind}{where}")
        lines += [f"          {f.address}\n            “{f.sentence}”\n            {f.why}" for f in mine[:examples]]
    return "\n".join(lines)

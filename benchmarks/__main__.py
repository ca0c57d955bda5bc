"""Measures every promise of speed, prints a table and keeps it; exit code 1 when one is not kept."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    certainty,
    documents,
    machines,
    opening,
    packages,
    pages,
    planning,
    reading,
    safety,
    scoring,
    uploads,
    weakness,
)
from benchmarks.measure import Measure

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    reading, scoring, weakness, certainty, uploads, safety, pages, planning, opening, documents, machines, packages,
)  # fmt: skip
HEADINGS = ("Measure", "Ours, ms", "Compared with, ms", "Ratio", "Limit", "Holds")

INTRODUCTION = """\
# Benchmarks

Written by `make bench`; do not edit. Each line compares two things timed in the same run, in turns, by the median of
many repetitions after a warm-up. **Only the ratios are judged**: the milliseconds belong to one machine.
"""

NOTES = """\
What a person feels of each, and how it is measured:

- *Workbooks* — an analyst who drops a whole province waits for this. The template of each of the 552 governments,
  filled with levels of a fixed seed and read from memory. The bare read opens the file and turns every sheet into
  Python lists; ours also recognises the layout, matches the region, checks every cell and gives values with their
  cells, but leaves out the template's own sheets of instructions and lists. pandas + openpyxl reads every twelfth
  workbook; both sides of that line are multiplied to the full number.
- *Scoring* — nobody feels it, and that is the promise. 552 governments × 4 years × 2 stages. Ours gives every node
  of the tree, exactly; `groupby.sum` gives the index alone.
- *Weakness* — the first look of a planner at *Prioritas*. What it measures of one government among those of its
  kind (lost points, rank, exact median and quartile of every node) and of the nation (the lowest pillars of
  everybody, equals included), all published data loaded; against the same quantiles and `idxmin` in floats.
- *Draws* — the press on *Seberapa pasti peringkat ini?*. Assessors that differ by one level on 1 or 10 random
  indicators of each government, indices and ranks of all draws; against as many stable sorts of 552 numbers, which
  no vector unit makes quicker.
- *Uploads* — the wait between choosing files and seeing scores, and that of the press on *Simpan*. The same
  workbooks read and scored to exact indices; their commit with the bytes of each file, whole or nothing, against
  the same rows inserted by `executemany` into the same tables; one long workbook of 552 governments × 4 years × 2
  stages, one row a level, read and scored.
- *Safety* — that one hostile file costs the others nothing. The first three lines compare with what is allowed (2
  s, 100 MiB, 600 MiB), not with another program; the columns of memory are MiB. The reading processes are warm;
  each file is sent to one and its values come back.
- *Page switches* — a click on the menu. A headless Chromium clicks it; the clock stops when the new title stands
  there and the run is finished. Home region Kota Bandar Lampung, 2024, all published data loaded. The empty app has
  two pages with a title each.
- *Planning* — a change of a level on *Simulasi & rencana*. Every fourth government of 2024, each assumption on
  effort, to its next predicate; compared with what is allowed (150 ms, 5 ms). The clock stops when the title says
  what follows and the run is finished.
- *Commands* — the wait after Enter. Whole processes, by the clock, with a database and its snapshot in place.
- *Links* — how a bupati comes: somebody sent the address. A new browser session opens it; what the server computed
  for it until the run is finished, and the bytes it sent.
- *Regions* — choosing another government under *Daerah saya*, one that nobody looked at since the last commit and
  one that was. What the server computed for it until the run is finished, against the same of an empty page that is
  run again.
- *Documents* — the wait after *Unduh* on *Laporan*. The document of Kabupaten Luwu Utara 2024 as slides, workbook,
  report and one picture, against the bare library making as many empty charts, an empty page, or drawing the finished
  SVG; and those of 24 governments of Sulawesi Selatan, each in three formats, against one, from the start of a batch.
- *Machines* — a program that asks for a ranking of a year over an open connection, as JSON of about 180 KiB, changed
  or not; against one Starlette route that answers with the same bytes. Then four such programs at once for ten seconds
  while a person walks through the pages: the time of one request, against that of 300 a second.
- *Open data* — `export` of everything, database and hashes included, over the package of before; against pandas writing
  the same tables from memory.
- *After a commit* — the first visitor after somebody stored a file. With what ships, and with about a hundred times
  as many figures; against assessing what ships anew.
"""


def table(found: Sequence[Measure]) -> list[tuple[str, ...]]:
    """Return the rows of the table, headings first."""
    rows: list[tuple[str, ...]] = [HEADINGS]
    for item in found:
        rows.append(
            (
                item.name,
                f"{item.ours:,.1f}",
                f"{item.theirs:,.1f}",
                f"{item.ratio:.2f}",
                f"{'≤' if item.at_most else '≥'} {item.limit:g}",
                "yes" if item.holds else "NO",
            )
        )
    return rows


def markdown(found: Sequence[Measure]) -> str:
    """Write the page that is kept."""
    head, *rows = [f"| {' | '.join(row)} |" for row in table(found)]
    rule = "|---|--:|--:|--:|--:|---|"
    machine = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}.\n"
    )
    return "\n".join([INTRODUCTION, machine, head, rule, *rows, "", NOTES])


def main() -> int:
    """Measure, print, keep; return the exit code."""
    found: list[Measure] = []
    for part in PARTS:
        print(f"{part.__name__} …", file=sys.stderr, flush=True)
        found.extend(part.measures())
    widths = [max(len(row[place]) for row in table(found)) for place in range(len(HEADINGS))]
    for row in table(found):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    kept = json.dumps([item.as_dict() for item in found], ensure_ascii=False, indent=1)
    (ROOT / "benchmarks" / "latest.json").write_text(kept + "\n", encoding="utf-8")
    (ROOT / "docs" / "benchmarks.md").write_text(markdown(found), encoding="utf-8")
    return 0 if all(item.holds for item in found) else 1


if __name__ == "__main__":
    sys.exit(main())

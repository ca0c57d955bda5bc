"""``python -m tests.audit``: one line a kind of contradiction; zero is the only pass."""

import argparse
import sys
import time

from tests.audit.audit import Fault, calculator, report, run
from tests.audit.documents import read_documents
from tests.audit.sample import SAMPLE
from tests.audit.scope import whole


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--sample", action="store_true", help="read only the fixed sample of `make test`")
    parser.add_argument("--only", action="append", default=[], metavar="PAGE", help="read only this page; may repeat")
    parser.add_argument("--year", help="read only this year")
    parser.add_argument("--region", help="read only this government, by its full name")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="read only each N-th choice of filters")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="show N examples a kind")
    parser.add_argument("--kind", action="append", default=[], help="show only this kind; may repeat")
    given = parser.parse_args()
    addresses = list(SAMPLE if given.sample else whole(calculator()))
    chosen = [
        address
        for address in addresses
        if (not given.only or address.page in given.only)
        and given.year in (None, address.get("tahun"))
        and given.region in (None, address.get("daerah"))
    ]
    filters = list(dict.fromkeys(tuple(p for p in a.query if p[0] != "isi") for a in chosen))
    kept = set(filters[:: given.every])
    chosen = [address for address in chosen if tuple(p for p in address.query if p[0] != "isi") in kept]
    start, faults = time.monotonic(), list[Fault]()
    for done, found in enumerate(run(chosen, given.jobs), 1):
        faults += found
        if sys.stderr.isatty() or done % 50 == 0:
            print(f"{done} of {len(kept)} choices of filters, {time.monotonic() - start:.0f} s", file=sys.stderr)
    if not given.only:
        faults += read_documents(sys.stderr)
    shown = [fault for fault in faults if not given.kind or fault.kind in given.kind]
    print(report(shown, given.examples))
    print(f"{len(chosen)} pages, {len(faults)} contradictions, {time.monotonic() - start:.0f} s")
    return 1 if faults or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())

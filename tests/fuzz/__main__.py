"""``make fuzz``: thousands of runs; a failing workbook is written down to become a fixture, and the exit code is 1."""

import sys
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzz.run import one

CHUNK = 50
FOLDER = Path("var") / "fuzz"


def main() -> int:
    """Run all seeds on both cores and report."""
    parser = ArgumentParser(description="Spoil workbooks at random and read them.")
    parser.add_argument("--runs", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1, help="first seed; each run has the next one")
    chosen = parser.parse_args()
    failures = []
    with ProcessPoolExecutor(2) as pool:
        seeds = range(chosen.seed, chosen.seed + chosen.runs)
        for done, failure in enumerate(pool.map(one, seeds, chunksize=CHUNK), start=1):
            if failure is not None:
                failures.append(failure)
                FOLDER.mkdir(parents=True, exist_ok=True)
                (FOLDER / f"{failure.seed}.bin").write_bytes(failure.data)
                print(f"seed {failure.seed}, {failure.sample}: {failure.what}")
            if done % 500 == 0:
                print(f"{done} of {chosen.runs}", file=sys.stderr, flush=True)
    print(f"{chosen.runs} runs, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""SPBE and Pemdi indices of Indonesian regional governments: ingest, exact scoring, analysis, dashboard."""

import os

for _library in ("OPENBLAS", "MKL", "OMP"):
    # Our matrices are small: a second thread waits longer than it computes. Read once, when numpy is imported.
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

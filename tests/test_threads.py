"""Numpy computes with one thread: a second one waits longer than it computes on a busy machine."""

import os
import subprocess
import sys

import pytest

from spbe_analytics.settings import ROOT

ASK = "import spbe_analytics, os, numpy; print(os.environ['OPENBLAS_NUM_THREADS'])"


@pytest.mark.parametrize(("given", "used"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_one_thread_unless_somebody_says_otherwise(given: dict[str, str], used: str) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=clean | given, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == used

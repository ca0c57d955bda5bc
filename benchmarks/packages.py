"""What an office waits for that writes everything as open data."""

import io
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.measure import Measure, interleaved
from spbe_analytics.opendata.writing import export
from spbe_analytics.settings import ROOT
from spbe_analytics.workspace import Workspace


def measures() -> list[Measure]:
    """Measure an export of everything, against pandas writing the same tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = Workspace(f"sqlite:///{folder / 'spbe.db'}", ROOT / "data" / "published")
        workspace.snapshot()
        export(workspace, folder / "paket", whole=True)
        frames = {
            path: pd.read_csv(io.BytesIO(path.read_bytes()), dtype_backend="numpy_nullable")
            for path in sorted((folder / "paket").rglob("*.csv"))
        }

        def ours() -> None:
            export(workspace, folder / "paket", whole=True)

        def theirs() -> None:
            for path, frame in frames.items():
                place = folder / "sama" / path.relative_to(folder / "paket")
                place.parent.mkdir(parents=True, exist_ok=True)
                frame.to_csv(place, index=False)

        times = interleaved({"ours": ours, "theirs": theirs}, 7)
        workspace.store.close()
    return [Measure("export of everything / pandas writing the same tables", times["ours"], times["theirs"], 3.0, True)]

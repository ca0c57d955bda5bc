"""The command line on a database of its own."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from spbe_analytics import cli


@dataclass(frozen=True)
class Outcome:
    """What one call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.json["findings"]]


Run = Callable[..., Outcome]


@pytest.fixture
def run(
    use_database: Callable[..., str],
    published_database: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """The command line on a database of its own that holds the published figures."""
    use_database(published_database)

    def call(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["spbe_analytics", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        code = left.value.code
        return Outcome(code if isinstance(code, int) else int(bool(code)), printed.out, printed.err)

    return call

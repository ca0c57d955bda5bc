"""When each evaluation takes place, as data: its stages with their days, and where that is known from."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from spbe_analytics.instruments.fields import FieldError, many, read_file, record, table, text, whole
from spbe_analytics.schema import Stage

FILE: Final = Path(__file__).with_name("evaluations.yaml")


@dataclass(frozen=True)
class Step:
    """A stage of one evaluation.

    Attributes:
        stage: Which; the final one is the day, or days, on which the result is set and made known.
        first: Its first day.
        last: Its last day.
        estimate: Whether the source itself calls the days an estimate.
    """

    stage: Stage
    first: date
    last: date
    estimate: bool = False


@dataclass(frozen=True)
class Evaluation:
    """One evaluation: its instrument, known stages in order, and the source of their days.

    Attributes:
        instrument: Id of its instrument.
        steps: Stages whose days are known, the earliest first; not every stage need be known.
        source: Where the days are from.
        url: Its address.
        verified: Whether a document of the ministry was seen; else people are told that none was.
    """

    instrument: str
    steps: tuple[Step, ...]
    source: str
    url: str
    verified: bool

    @property
    def result(self) -> Step | None:
        """When its result is set, as far as it is known."""
        return next((step for step in self.steps if step.stage is Stage.FINAL), None)


@cache
def calendar() -> dict[int, Evaluation]:
    """Return the evaluations whose days are known, by result year, the newest first."""
    return load(FILE)


def load(path: Path) -> dict[int, Evaluation]:
    """Read a calendar.

    Raises:
        InstrumentError: A key is missing, unknown or double, a day is none, or steps overlap; file and key are named.
    """
    found: dict[int, Evaluation] = read_file(path, table(whole, _evaluation))
    return dict(sorted(found.items(), reverse=True))


def _evaluation(value: Any, key: str) -> Evaluation:  # noqa: ANN401 - whatever YAML holds, here and below
    made: Evaluation = record(
        Evaluation, instrument=text, steps=many(_step, least=1), source=text, url=text, verified=_truth
    )(value, key)
    for place, (one, other) in enumerate(zip(made.steps, made.steps[1:], strict=False), start=1):
        if other.first <= one.last or other.stage.order <= one.stage.order:
            raise FieldError(f"{key}.steps.{place}: must begin after the stage before it")
    return made


def _step(value: Any, key: str) -> Step:  # noqa: ANN401
    made: Step = record(Step, ("estimate",), stage=_stage, first=_day, last=_day, estimate=_truth)(value, key)
    if made.last < made.first:
        raise FieldError(f"{key}.last: must not lie before the first day")
    return made


def _stage(value: Any, key: str) -> Stage:  # noqa: ANN401
    try:
        return Stage(value)
    except ValueError:
        raise FieldError(f"{key}: “{value}” is no stage") from None


def _day(value: Any, key: str) -> date:  # noqa: ANN401
    try:
        return date.fromisoformat(text(value, key))
    except ValueError:
        raise FieldError(f"{key}: “{value}” is no day such as 2026-09-21") from None


def _truth(value: Any, key: str) -> bool:  # noqa: ANN401
    if not isinstance(value, bool):
        raise FieldError(f"{key}: must be true or false")
    return value

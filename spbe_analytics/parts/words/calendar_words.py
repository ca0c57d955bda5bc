"""Which stage of the evaluation is on, and when its result comes, in words."""

from datetime import date

from spbe_analytics.instruments import Instrument
from spbe_analytics.instruments.calendar import Evaluation, Step
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import format_date


def now_on(evaluation: Evaluation, instrument: Instrument, today: date, before: tuple[int, Step] | None) -> list[str]:
    """Say which stage is on, or comes next, when the result comes, and how sure that is.

    Args:
        evaluation: The evaluation that has no result yet.
        instrument: Its instrument.
        today: The day it is.
        before: Result year of the evaluation before it, and when its result came; ``None`` where it is not known.

    Returns:
        Two sentences or three.
    """
    name = f"Evaluasi {instrument.short}"
    on = next((step for step in evaluation.steps if step.first <= today <= step.last), None)
    later = next((step for step in evaluation.steps if step.first > today), None)
    said = [f"{name}: {_on(on)}." if on else f"{name}: {_next(later)}." if later else f"{name}: {_over(evaluation)}."]
    result = evaluation.result
    if result is not None and (on or later) not in (None, result):
        said.append(f"Hasilnya ditetapkan {_days(result)}.")
    if before is not None:
        year, came = before
        said.append(f"Hasil {year} terbit {format_date(came.last)}.")
    told = "" if evaluation.verified else "; surat resmi kementerian belum dilihat"
    return [*said, f"Jadwal menurut {evaluation.source}{told}."]


def _on(step: Step) -> str:
    if step.stage is Stage.FINAL:
        return f"penetapan hasil, {_days(step)}"
    return f"{step.stage.label} berlangsung sampai {format_date(step.last)}"


def _next(step: Step) -> str:
    what = "penetapan hasil" if step.stage is Stage.FINAL else step.stage.label
    return f"berikutnya {what}, {_days(step)}"


def _over(evaluation: Evaluation) -> str:
    last = evaluation.steps[-1]
    return f"semua tahap dalam jadwal selesai pada {format_date(last.last)}; hasilnya belum ada di sini"


def _days(step: Step) -> str:
    return f"{'perkiraan ' if step.estimate else ''}{_span(step.first, step.last)}"


def _span(first: date, last: date) -> str:
    """Write the days from one to another: ``21–30 September 2026``, ``1 November–15 Desember 2026``."""
    if first == last:
        return format_date(last)
    begin = format_date(first).split()
    same = 2 if first.year != last.year else 1 if first.month != last.month else 0
    return f"{' '.join(begin[: same + 1])}–{format_date(last)}"

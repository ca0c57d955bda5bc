"""When evaluations take place, as data."""

from spbe_analytics.instruments.calendar.evaluation import FILE, Evaluation, Step, calendar, load

__all__ = ["FILE", "Evaluation", "Step", "calendar", "load"]
